"""What members of a cohort are described, compared and divided by: one entry per row of Table 1.

A trait reads stored facts (`cases.episodes.facts`). What is not there, or what uncertain dates leave open, is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cases.cohorts.members import Member, Selection, Unit
from cases.cohorts.words import label_title
from cases.episodes.facts import MAY_LACK
from cases.episodes.kin import CLASSES
from cases.episodes.words import CERTAINTY_WORDS, VALUE_WORDS
from cases.rules.definition import Definition
from cases.rules.labels import Label
from cases.rules.vocabulary import Compartment, ResponseStatus, Setting, StopReason

YES_NO = MappingProxyType({"yes": "yes", "no": "no"})
SIGN = MappingProxyType({"positive": "positive", "negative": "negative"})
HER2 = MappingProxyType(
    {one: one for one in ("positive", "low", "ultralow", "mutated", "equivocal", "negative")}
    | {"several": "differs between samples"}
)
AGES = ("under 40", "40–49", "50–59", "60–69", "70–79", "80 and over")
LINES = ("1", "2", "3", "4 and later")
KINDS = MappingProxyType(
    {
        "mab": "antibody",
        "adc": "antibody-drug conjugate",
        "tki": "kinase inhibitor",
        "several": "several kinds",
        "other": "no anti-HER2 drug of a known kind",
    }
)
NOTHING_NEW = "none"
AFTERWARDS = MappingProxyType(
    {name: f"next: {words}" for name, words in KINDS.items()} | {NOTHING_NEW: "nothing new begun"}
)

Value = str | None


class Kind(StrEnum):
    """How a trait is described: one of several values, each of several by itself, or a number of days."""

    LEVELS = "levels"
    SEVERAL = "several"
    NUMBER = "number"


@dataclass(frozen=True)
class Trait:
    """``read``: a member -> one value, a set of values, or a number; None where it is not known.

    ``titles``: values in their order, in words. ``decided_by``: the window of the definition whose end must have come
    before the value is known; ``since``: the day itself, where each member has one; ``before``: the value until then.
    """

    name: str
    title: str
    kind: Kind
    read: Callable[[Member], Any]
    titles: Mapping[str, str] = field(default_factory=dict)
    decided_by: str = ""
    since: Callable[[Member], int] | None = None
    before: Value = None

    def known_after(self, member: Member, definition: Definition) -> int:
        """Days after time zero from which the value is known; 0 at once."""
        if self.since:
            return max(self.since(member), 0)
        constant = definition.document["constants"].get(self.decided_by)
        return constant["value"][1] if constant else 0


def traits_for(selection: Selection) -> dict[str, Trait]:
    """The traits that the units of a cohort have, in the order of Table 1."""
    own = selection.definition.labels
    labels = {str(one): label_title(one, own) for one in Label}
    institutions = {one: one for one in sorted({member.institution for member in selection.members})}
    every = [*TRAITS[selection.unit], _levels("institution", "Institution", lambda one: one.institution, institutions)]
    found = {one.name: one for one in every}
    if selection.unit == Unit.EPISODES:
        found["label"] = _levels("label", "Label", lambda one: one.label, labels, decided_by="WIDE")
    return found


def _levels(name: str, title: str, read: Callable[[Member], Value], titles: Mapping[str, str], **more) -> Trait:
    return Trait(name, title, Kind.LEVELS, read, titles, **more)


def _fact(name: str) -> Callable[[Member], Value]:
    """One code; none where the dates leave several possible."""

    def read(member: Member) -> Value:
        codes = member.facts.get(name)
        return str(codes[0]) if isinstance(codes, list) and len(codes) == 1 else None

    return read


def _result(name: str) -> Callable[[Member], Value]:
    """A result of the laboratory; several samples may differ."""

    def read(member: Member) -> Value:
        codes = member.facts.get(name)
        return None if not codes else codes[0] if len(codes) == 1 else "several"

    return read


def _yes(name: str) -> Callable[[Member], Value]:
    def read(member: Member) -> Value:
        said = member.facts.get(name)
        return None if said is None else "yes" if said else "no"

    return read


def _number(name: str) -> Callable[[Member], float | None]:
    """A number, or the middle of a pair of days; none where a side is open."""

    def read(member: Member) -> float | None:
        value = member.facts.get(name)
        if isinstance(value, list):
            return None if None in value else sum(value) / 2
        return value

    return read


def _age(member: Member) -> Value:
    bands = member.facts.get("age")
    if not bands:
        return None
    decade = int(bands[0].rstrip("+").split("-")[0]) // 10
    return AGES[min(max(decade - 3, 0), len(AGES) - 1)]


def _line(member: Member) -> Value:
    line = member.facts.get("line")
    return None if line is None else str(line) if line < 4 else LINES[-1]


def _kind(name: str) -> Callable[[Member], Value]:
    """The kind of the anti-HER2 drugs of a regimen."""

    def read(member: Member) -> Value:
        classes = member.facts.get(name)
        if classes is None or MAY_LACK in classes:
            return None
        return kind_of(classes)

    return read


def kind_of(classes: Iterable[str]) -> str:
    """One of the kinds of drugs, several, or other."""
    kinds = {CLASSES.get(one, "other") for one in classes} or {"other"}
    return kinds.pop() if len(kinds) == 1 else "several"


def _ever_kinds(member: Member) -> frozenset[str] | None:
    classes = member.facts.get("class")
    return None if classes is None else frozenset(CLASSES.get(one, "other") for one in classes if one != MAY_LACK)


def _involved(member: Member) -> frozenset[str] | None:
    """Compartments involved up to the event; of a case or a regimen, those ever involved."""
    standing = member.facts.get("compartments")
    if standing is not None:
        return frozenset(one["at"] for one in standing)
    ever = member.facts.get("ever_involved") if member.unit != Unit.EPISODES else None
    return None if ever is None else frozenset(ever)


def _has_events(member: Member) -> Value:
    number = member.facts.get("events")
    return None if number is None else "yes" if number else "no"


def _next(member: Member) -> Value:
    later = (member.course.get("after") or {}).get("regimens")
    return kind_of(later[0][1]) if later else NOTHING_NEW


def _next_on(member: Member) -> int:
    """The latest possible day on which the next regimen began; its earliest where that side is open."""
    later = (member.course.get("after") or {}).get("regimens")
    if not later:
        return 0
    lo, hi = later[0][0]
    return lo if hi is None else hi


def _words(axis: str) -> dict[str, str]:
    return {code: words for (name, code), words in VALUE_WORDS.items() if name == axis}


def _vocabulary(values) -> dict[str, str]:
    return {str(one): one.label for one in values}


COMPARTMENTS = _vocabulary(one for one in Compartment if not one.startswith("SKIN"))
PERSON = (
    _levels("age", "Age at diagnosis, years", _age, {one: one for one in AGES}),
    _levels("inflammatory", "Inflammatory breast cancer", _yes("inflammatory"), YES_NO),
    _levels("de_novo", "Metastatic at diagnosis", _yes("de_novo"), YES_NO),
    _levels("er", "ER of the primary", _result("er"), SIGN),
    _levels("pr", "PR of the primary", _result("pr"), SIGN),
    _levels("her2_primary", "HER2 of the primary", _result("her2_primary"), HER2),
)
REGIMEN = (
    _levels("setting", "Setting", _fact("setting"), _vocabulary(Setting)),
    _levels("line", "Line of treatment", _line, {one: one for one in LINES}),
    _levels("class", "Anti-HER2 drug", _kind("class"), KINDS),
)
INVOLVED = Trait("involved", "Compartments involved beside the skin", Kind.SEVERAL, _involved, COMPARTMENTS)
SKIN_HER2 = "HER2 of the skin"
TRAITS: Mapping[Unit, tuple[Trait, ...]] = {
    Unit.EPISODES: (
        *PERSON,
        _levels("her2_skin", SKIN_HER2, _result("her2_skin"), HER2, decided_by="BX"),
        *REGIMEN,
        Trait("on_therapy", "Days on the regimen at the event", Kind.NUMBER, _number("on_therapy")),
        _levels("extent", "Extent on the skin", _fact("extent"), _words("extent")),
        _levels("novelty", "Novelty", _fact("novelty"), _words("novelty"), decided_by="WIDE"),
        INVOLVED,
        _levels("systemic", "Disease elsewhere", _fact("systemic"), _words("systemic"), decided_by="WIDE"),
        _levels("cns", "Brain and leptomeninges", _fact("cns"), _words("cns"), decided_by="WIDE"),
        _levels("evidence", "Evidence of progression", _fact("evidence"), _words("evidence"), decided_by="BX"),
        _levels("certainty", "Certainty", lambda one: one.certainty or None, CERTAINTY_WORDS, decided_by="BX"),
        _levels("next", "Given next", _next, AFTERWARDS, since=_next_on, before=NOTHING_NEW),
    ),
    Unit.REGIMENS: (
        *PERSON,
        *REGIMEN,
        Trait("duration", "Days on the regimen, where it ended", Kind.NUMBER, _number("duration")),
        INVOLVED,
        _levels("best_response", "Best response overall", _fact("best_response"), _vocabulary(ResponseStatus)),
        _levels("stop_reason", "Reason to stop", _fact("stop_reason"), _vocabulary(StopReason)),
        _levels("events", "An event of the skin on it", _has_events, YES_NO),
    ),
    Unit.CASES: (
        *PERSON,
        _levels("her2_skin", SKIN_HER2, _result("her2_skin"), HER2),
        Trait("classes", "Anti-HER2 drugs, ever", Kind.SEVERAL, _ever_kinds, KINDS),
        Trait("anti_her2_regimens", "Anti-HER2 regimens", Kind.NUMBER, _number("anti_her2_regimens")),
        Trait("events_number", "Events of the skin", Kind.NUMBER, _number("events")),
        INVOLVED,
    ),
}
GROUPINGS: Mapping[Unit, tuple[str, ...]] = {
    Unit.EPISODES: (
        "label",
        "certainty",
        "class",
        "her2_primary",
        "her2_skin",
        "er",
        "inflammatory",
        "line",
        "extent",
        "systemic",
        "evidence",
        "next",
        "institution",
    ),
    Unit.REGIMENS: ("class", "line", "setting", "her2_primary", "er", "inflammatory", "institution"),
    Unit.CASES: ("her2_primary", "er", "inflammatory", "institution"),
}
