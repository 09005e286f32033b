"""What cohorts are filtered by: facts of a case, of its episodes and of its anti-HER2 regimens, as plain JSON.

A fact is a list of codes, a pair of days, a number or a boolean; one that is missing is not known. No text, no calendar
date: days count from the first day of the regimen or from the event. Which fields there are, how they are called and
how a question is answered stands in `cases/cohorts/fields.py` (docs/adr/0025). "?" in a list of drugs says that the
record may lack some.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from cases.disclosure.bands import age_band
from cases.episodes.attributes import AXES, JOINED, NO_REGIMEN, agents_of
from cases.episodes.history import (
    APART,
    DEAD,
    NO_LOOK,
    OPEN,
    PROGRESSED,
    SKIN,
    Bounds,
    Dated,
    Given,
    classes_of,
    history_of_regimen,
)
from cases.episodes.receptors import Biopsies
from cases.records.figure import is_anti_her2_drug
from cases.rules.timeline import Timeline
from cases.rules.vocabulary.places import PLACES
from cases.rules.vocabulary.skin import Morphology, SkinSite

Document = Mapping[str, Any]
Facts = dict[str, Any]
Look = tuple[Bounds, str, Mapping[str, Any]]
"""A judged compartment: its day, the assessment, the row."""

MAY_LACK = "?"
UNKNOWN = ("unknown", None, "")
NOT_SAID = {"exposure": "UNKNOWN", "extent": "UNKNOWN", "her2": "UNKNOWN"}
SITES, SHAPES = frozenset(map(str, SkinSite)), frozenset(map(str, Morphology))


class Named(NamedTuple):
    """The drugs of a regimen. ``name``: its anti-HER2 drugs in one text; empty where nothing says which drugs."""

    agents: list[str]
    classes: list[str]
    name: str


class CaseFacts:
    """The facts of one case, read once for all its units.

    ``episodes``: as `classify` prints them.
    """

    def __init__(self, document: Document, timeline: Timeline, episodes: Sequence[Mapping[str, Any]], dated: Dated):
        self.document, self.episodes, self.dated = document, episodes, dated
        self.findings = {one["id"]: one for one in document.get("skin_findings") or ()}
        specimens = [(dated.bounds(one.get("on")), one) for one in document.get("specimens") or ()]
        self.biopsies = Biopsies(specimens, timeline.specimens)
        self.named = {one.key: _named(one.regimen) for one in dated.regimens}
        self.anti_her2 = [one for one in dated.regimens if self.named[one.key].name not in ("", NO_REGIMEN)]
        self.looks = list(self._looks())

    def case(self) -> Facts:
        """Facts of the patient and of the whole course."""
        document = self.document
        patient, primaries = document.get("patient") or {}, document.get("primaries") or ()
        found: Facts = {
            "age": _code(age_band(patient.get("age_at_diagnosis"))),
            "sex": _code(patient.get("sex")),
            "menopause": _code(patient.get("menopausal_at_diagnosis")),
            "histology": sorted({one["histology"] for one in primaries if one.get("histology")}),
            "grade": sorted({str(one["grade"]) for one in primaries if one.get("grade")}),
            "inflammatory": _any(one.get("inflammatory") for one in primaries),
            "de_novo": self._de_novo(),
            "vital": self._vital(),
            "ever_involved": sorted({row["compartment"] for _, _, row in self.looks if _is_involved(row)}),
            "anti_her2_regimens": len(self.anti_her2) if self._is_complete else None,
            "events": len(self.episodes),
            **self._drugs_of(self.dated.regimens),
            **self._skin(self.findings.values()),
            **self.biopsies.of_primary(),
            **self.biopsies.of_skin(),
            **self.biopsies.markers(),
        }
        return _known(found) | {"label": sorted({one["label"] for one in self.episodes})}

    def regimens(self) -> list[Facts]:
        """One set of facts for each anti-HER2 regimen, with its ``history``."""
        return [self._regimen(one) for one in self.anti_her2]

    def episode(self, place: int) -> Facts:
        """Facts of one episode that differ from those of its case."""
        printed = self.episodes[place]
        finding = self.findings.get(printed.get("finding") or "", {})
        lo, hi = printed["t0"]
        current = self.dated.regimen(printed["regimen"])
        found: Facts = {
            "certainty": _code(printed["certainty"]),
            "reason": _code(printed["reason"]),
            **{name: _axis(name, printed["axes"][name]) for name in AXES},
            "on_therapy": _between(current.start, (lo, hi)) if current else None,
            **self._given(current, printed),
            **self._drugs_of(self._before((lo, hi), current), "earlier_"),
            **self._skin([finding]),
            "new_lesions": finding.get("new_lesions"),
            "compartments": self._compartments((lo, hi), finding.get("assessment") or printed.get("assessment")),
            **self._next(current, hi),
            **self.biopsies.of_skin(printed.get("finding"), hi),
        }
        always = {"label": [printed["label"]], "flag": printed["flags"], "event": place + 1}
        return NOT_THE_CASES | _known(found) | always

    @property
    def _is_complete(self) -> bool:
        return bool(self.document.get("regimens_complete"))

    def _regimen(self, given: Given) -> Facts:
        events = [one for one in self.episodes if one["regimen"] == given.key]
        found: Facts = {
            **self._given(given, {"axes": {}}),
            **self._drugs_of(self._before(given.start, given), "earlier_"),
            "duration": _between(given.start, given.stop) if given.stop else None,
            "stop_reason": _code(given.regimen.get("stop_reason")),
            "best_response": _code(given.regimen.get("best_response")),
            **self._next(given, (given.stop or given.start)[0]),
        }
        always = {"label": sorted({one["label"] for one in events}), "events": len(events)}
        return NO_DRUGS | _known(found) | always | {"history": history_of_regimen(self.dated, given.key)}

    def _given(self, given: Given | None, printed: Mapping[str, Any]) -> Facts:
        """Drugs, line and setting of the regimen at the time; no regimen is no drug, unless exposure is not known."""
        if given is None:
            known = printed["axes"]["exposure"] not in ("UNKNOWN", None)
            return {"drug": [], "class": [], "regimen": [NO_REGIMEN]} if known else {}
        found: Facts = {"line": given.regimen.get("line"), "setting": _code(given.regimen.get("setting"))}
        drugs = self.named[given.key]
        if not drugs.name:
            return found
        return found | {"drug": drugs.agents, "class": drugs.classes, "regimen": [drugs.name]}

    def _drugs_of(self, regimens: Iterable[Given], before: str = "") -> Facts:
        """Drugs and classes of some regimens; they are all only where the list of regimens is said to be whole."""
        named = [self.named[one.key] for one in regimens]
        rest = [] if self._is_complete else [MAY_LACK]
        agents = sorted(set(chain.from_iterable(one.agents for one in named)))
        classes = sorted(set(chain.from_iterable(one.classes for one in named)))
        return {f"{before}drug": agents + rest, f"{before}class": classes + rest}

    def _before(self, at: Bounds, current: Given | None) -> list[Given]:
        """The regimens that surely began before the one at the time, or before the day."""
        day = current.start[0] if current else at[0]
        return [one for one in self.dated.regimens if one is not current and _surely_before(one.start, day)]

    def _skin(self, findings: Iterable[Mapping[str, Any]]) -> Facts:
        some = list(findings)
        found = {
            "place": {one for finding in some for one in finding.get("places") or () if one in PLACES},
            "site": {one for finding in some for one in finding.get("sites") or () if one in SITES},
            "morphology": {one for finding in some for one in finding.get("morphology") or () if one in SHAPES},
        }
        return {name: sorted(codes) or None for name, codes in found.items()}

    def _de_novo(self) -> bool | None:
        """Whether there were metastases at diagnosis, by the stagings that are not after treatment or recurrence."""
        said = {one.get("m") for one in self.document.get("stagings") or () if not one.get("y") and not one.get("r")}
        known = {str(one)[:1] for one in said if one is not None} & {"0", "1"}
        return "1" in known if known else None

    def _vital(self) -> list[str]:
        told = [one for one in self.document.get("followups") or () if one.get("status") not in UNKNOWN]
        if any(one["status"] == DEAD for one in told):
            return [DEAD]
        return [told[-1]["status"]] if told else []

    def _next(self, current: Given | None, day: int | None) -> Facts:
        """What was given after; none only where the list of regimens is whole."""
        later = [one for one in self.dated.regimens if one is not current and _surely_after(one.start, day)]
        if not later:
            return {"next_drug": [], "next_class": []} if self._is_complete and day is not None else {}
        first = self.named[min(later, key=lambda one: (one.start[0] or 0, one.key)).key]
        return {"next_drug": first.agents, "next_class": first.classes} if first.name else {}

    def _looks(self) -> Iterable[Look]:
        for one in self.document.get("assessments") or ():
            on = self.dated.bounds(one.get("on"), one.get("regimen"))
            for row in one.get("compartments") or ():
                yield on, one["id"], row

    def _compartments(self, t0: Bounds, assessment: str | None) -> list[Facts] | None:
        """Each compartment that was involved up to the event, skin aside, with the judgement nearest to it.

        ``at``: compartment. ``says``: its status; missing if nobody judged it. ``days``: distance from the event, at
        least and at most. ``same``: whether it was the assessment of the event; missing if that cannot be told.
        None if nothing but skin was ever looked at, or the day of the event is not known.
        """
        if None in t0 or not any(row["compartment"] not in SKIN for _, _, row in self.looks):
            return None
        involved = {
            row["compartment"]
            for on, _, row in self.looks
            if row["compartment"] not in SKIN and on[0] is not None and on[0] <= t0[1] and _is_involved(row)
        }
        return [self._standing(one, t0, assessment) for one in sorted(involved)]

    def _standing(self, compartment: str, t0: Bounds, assessment: str | None) -> Facts:
        judged = [
            (_distance(on, t0), key == assessment, row["status"])
            for on, key, row in self.looks
            if row["compartment"] == compartment and row["status"] not in NO_LOOK and None not in on
        ]
        group = {"apart": True} if compartment in APART else {}
        if not judged:
            return {"at": compartment} | group
        days, same, status = min(judged, key=lambda one: (not one[1], one[0][1], one[0][0], one[2] != PROGRESSED))
        told = same or (True if days == [0, 0] else None if days[0] == 0 else False)
        return {"at": compartment, "says": status, "days": days} | group | ({} if told is None else {"same": told})


def _named(regimen: Mapping[str, Any]) -> Named:
    drugs = regimen.get("drugs")
    if drugs is None:
        return Named([], [], "")
    anti_her2 = agents_of([one for one in drugs if is_anti_her2_drug(one)])
    return Named(agents_of(drugs), classes_of(regimen), JOINED.join(anti_her2) or NO_REGIMEN)


def _known(facts: Facts) -> Facts:
    """Without what is not known. An empty list of drugs, places and compartments is knowledge: there was none."""
    return {name: value for name, value in facts.items() if value is not None and (value != [] or name in MAY_BE_NONE)}


NO_DRUGS: Facts = {"drug": None, "class": None}
NOT_THE_CASES: Facts = NO_DRUGS | dict.fromkeys(("place", "site", "morphology", "er_skin", "pr_skin", "her2_skin"))
"""Where the unit does not know, what is said of the whole case must not stand in."""
MAY_BE_NONE = frozenset(
    [f"{before}{name}" for before in ("", "earlier_", "next_") for name in ("drug", "class")]
    + ["compartments", "ever_involved"]
)


def _code(value: str | None) -> list[str]:
    return [] if value in UNKNOWN else [str(value)]


def _axis(name: str, value: str | Sequence[str]) -> list[str]:
    """All codes that the dates allow; none where the only one says that nothing is known."""
    codes = [value] if isinstance(value, str) else list(value)
    return [] if codes == [NOT_SAID.get(name)] else codes


def _any(values: Iterable[bool | None]) -> bool | None:
    said = [one for one in values if one is not None]
    return any(said) if said else None


def _is_involved(row: Mapping[str, Any]) -> bool:
    return bool(row.get("involved_at_baseline") or row.get("new_lesion") or row["status"] == PROGRESSED)


def _between(start: Bounds, end: Bounds) -> list[int | None] | None:
    """Days from one date to another, at least and at most; None where neither is bounded."""
    if start == OPEN or end == OPEN:
        return None
    low = None if end[0] is None or start[1] is None else max(end[0] - start[1], 0)
    high = None if end[1] is None or start[0] is None else max(end[1] - start[0], 0)
    return None if low is None and high is None else [low, high]


def _distance(on: Bounds, t0: Bounds) -> list[int]:
    """Days between two dates, whichever is first: at least and at most."""
    low, high = on[0] - t0[1], on[1] - t0[0]
    return [0 if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high))]


def _surely_before(start: Bounds, day: int | None) -> bool:
    return day is not None and start[1] is not None and start[1] <= day


def _surely_after(start: Bounds, day: int | None) -> bool:
    return day is not None and start[0] is not None and start[0] > day
