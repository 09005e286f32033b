"""Everything that a cohort can be asked by: the one list of fields. What is not in it reaches no query.

A field says how it is called in an address and in words, which values it has, which units have it, and where it is
stored: a fact (`cases.episodes.facts`) under the same name, or a column of the view of units.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from cases.cohorts import words
from cases.cohorts.members import Unit
from cases.disclosure.bands import POOLED_FROM, WIDTH, age_band
from cases.episodes.attributes import BLINDED, JOINED, NO_REGIMEN, OTHER_AGENT
from cases.episodes.receptors import CALLED, HER2_WORDS, MARKERS
from cases.episodes.words import FLAG_WORDS, VALUE_WORDS
from cases.rules.labels import Label
from cases.rules.verdict import Certainty
from cases.rules.vocabulary import (
    Agent,
    Analyte,
    AntiHer2Class,
    Coded,
    Compartment,
    Grade,
    Histology,
    MarkerInterpretation,
    MenopausalStatus,
    Morphology,
    ResponseStatus,
    Setting,
    Sex,
    SkinPlace,
    SkinSite,
    StopReason,
    VitalStatus,
)
from cases.rules.vocabulary.places import PLACES


class Kind(StrEnum):
    """How a field is stored, and so how a question about it is answered.

    ONE: one code, or all that the dates allow. SET: several codes that all hold; "?" among them: there may be more.
    PLACE: places of the skin, or the terms that they belong to. FLAG: yes or no. NUMBER: one. DAYS: the least and the
    most that the dates allow. COLUMN: one code that is always known. MARK: yes or no, always known.
    JUDGED: compartments with what was judged of them at the event.
    """

    ONE = "one"
    SET = "set"
    PLACE = "place"
    FLAG = "flag"
    NUMBER = "number"
    DAYS = "days"
    COLUMN = "column"
    MARK = "mark"
    JUDGED = "judged"


CODED = frozenset([Kind.ONE, Kind.SET, Kind.PLACE, Kind.COLUMN])
COUNTED = frozenset([Kind.NUMBER, Kind.DAYS])
YES_OR_NO = frozenset([Kind.FLAG, Kind.MARK])


@dataclass(frozen=True)
class Value:
    """``code``: as stored; ``token``: as in an address; ``also``: other names that are understood."""

    code: str
    token: str
    title: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One thing to ask by.

    ``column``: of the view, where it is no fact. ``counts``: the property of the cube of others. ``group``: where it
    stands on the page; ``facet``: whether the page counts its values unasked. ``is_open``: values may be joined.
    """

    name: str
    title: str
    kind: Kind
    group: str
    help: str
    units: frozenset[Unit]
    values: tuple[Value, ...] = ()
    column: str = ""
    counts: str = ""
    facet: bool = False
    is_open: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Value]:
        return {one.code: one for one in self.values}

    @cached_property
    def names(self) -> Mapping[str, Value]:
        """Every name of a value in small letters, the tokens first."""
        found: dict[str, Value] = {}
        for names in (lambda one: (one.token,), lambda one: (one.code, one.title), lambda one: one.also):
            for one in self.values:
                for name in names(one):
                    found.setdefault(name.casefold(), one)
        return found

    def find(self, text: str) -> Value | None:
        """The value of that name, whatever the capitals."""
        return self.names.get(" ".join(text.split()).casefold()) or (self._joined(text) if self.is_open else None)

    def _joined(self, text: str) -> Value | None:
        """Several drugs, joined by strokes: a regimen that nobody may have had."""
        parts = [self.find(part) for part in text.split("/")] if "/" in text else [None]
        if None in parts:
            return None
        return regimen_value(sorted({one.code for one in parts}))

    def title_of(self, code: str) -> str:
        known = self.by_code.get(code)
        return known.title if known else words.regimen_title(code) if self.is_open else code

    def token_of(self, code: str) -> str:
        known = self.by_code.get(code)
        return known.token if known else token_of(code)


EPISODES, CASES, REGIMENS = (frozenset([one]) for one in Unit)
ALL = frozenset(Unit)
ON_DRUG = EPISODES | REGIMENS
GROUPS = ("What happened", "Treatment", "Skin", "Rest of the body", "Tumour and markers", "Patient", "Source")


def token_of(code: str) -> str:
    """A code as it stands in an address: small letters, no space."""
    return code.casefold().replace(JOINED, "/").replace(" ", "-").replace(",", "")


def regimen_value(drugs: Iterable[str]) -> Value:
    code = JOINED.join(drugs)
    return Value(code, token_of(code), words.regimen_title(code))


def _values(some: Iterable[Coded], leaving: Iterable[str] = ()) -> tuple[Value, ...]:
    return tuple(
        Value(str(one), token_of(one), one.label, one.synonyms) for one in some if one not in ("unknown", *leaving)
    )


def _titled(titles: Mapping[str, str]) -> tuple[Value, ...]:
    return tuple(Value(code, token_of(code), title) for code, title in titles.items())


def _axis(name: str, prefix: str = "") -> tuple[Value, ...]:
    found = {code: title for (axis, code), title in VALUE_WORDS.items() if axis == name}
    return tuple(
        Value(code, token_of(code.removeprefix(prefix)), title[:1].upper() + title[1:]) for code, title in found.items()
    )


SIGNS = _titled({"positive": "Positive", "negative": "Negative"})
HER2 = _titled({name: name.capitalize() for name in HER2_WORDS.values()})
AT_EVENT = tuple(
    Value(stratum, HER2_WORDS[stratum], HER2_WORDS[stratum].capitalize()) for stratum in map(str, HER2_WORDS)
)
DRUGS = (
    *_values(Agent),
    Value(BLINDED, BLINDED, "Blinded anti-HER2 drug"),
    Value(OTHER_AGENT, "other", "Another drug"),
)
CLASSES = _values(AntiHer2Class)
ORGANS = _values(Compartment)
STATUSES = _values(ResponseStatus, (ResponseStatus.BASELINE, ResponseStatus.NE))
AGES = _titled({age_band(age): f"{age_band(age)} years" for age in range(0, POOLED_FROM + WIDTH, WIDTH)})
LABELS: Mapping[str, str] = MappingProxyType({str(one): words.label_title(one) for one in Label})
RESULTS = _values(one for one in MarkerInterpretation if one in CALLED)
REGIMEN_OF_NONE = Value(NO_REGIMEN, "none", "No anti-HER2 drug recorded")


def _markers() -> tuple[Field, ...]:
    return tuple(
        Field(
            name.lower(),
            f"{Analyte(name).label}",
            Kind.SET,
            "Tumour and markers",
            "What a laboratory called it, in any specimen of the case that may be tumour.",
            ALL,
            RESULTS,
        )
        for name in MARKERS
    )


def fields_with(
    labels: Mapping[str, str] = LABELS,
    institutions: Mapping[str, str] = MappingProxyType({}),
    countries: Iterable[str] = (),
) -> dict[str, Field]:
    """Every field by its name. The words for labels are a definition's; institutions are those a reader may know of."""
    found = (
        Field(
            "label",
            "Label",
            Kind.SET,
            "What happened",
            "What the definition calls the event; of a case or a regimen, any of its events.",
            ALL,
            _titled(labels),
            counts="label",
            facet=True,
        ),
        Field(
            "certainty",
            "Certainty",
            Kind.ONE,
            "What happened",
            "How sure the label is.",
            EPISODES,
            tuple(Value(one.name, one.name.lower(), words.certainty_title(one.name)) for one in reversed(Certainty)),
            counts="certainty",
            facet=True,
        ),
        Field(
            "reason",
            "Why undecided",
            Kind.ONE,
            "What happened",
            "What an event that could not be decided hangs on.",
            EPISODES,
            tuple(
                Value(one, one, words.reason_title(one)[:1].upper() + words.reason_title(one)[1:])
                for one in ("dates", "evidence", "exposure", "systemic")
            ),
        ),
        Field(
            "near_miss",
            "Near miss",
            Kind.FLAG,
            "What happened",
            "One step from being discordant: one constant or one record.",
            EPISODES,
        ),
        Field("flag", "Flag", Kind.SET, "What happened", "What else was noticed.", EPISODES, _titled(FLAG_WORDS)),
        Field(
            "evidence",
            "Evidence",
            Kind.ONE,
            "What happened",
            "What the progression of the skin rests on.",
            EPISODES,
            _axis("evidence"),
            facet=True,
        ),
        Field(
            "exposure",
            "Exposure",
            Kind.ONE,
            "What happened",
            "Whether the event came under anti-HER2 drugs.",
            EPISODES,
            _axis("exposure"),
        ),
        Field(
            "event",
            "Which event of its case",
            Kind.NUMBER,
            "What happened",
            "1 is the first that the definition sees.",
            EPISODES,
        ),
        Field(
            "events",
            "Number of events",
            Kind.NUMBER,
            "What happened",
            "How many events the definition sees in the case; of a regimen, under it.",
            ALL,
        ),
        Field(
            "drug",
            "Drug",
            Kind.SET,
            "Treatment",
            "In the regimen at the event; of a case, ever; of a regimen, its own.",
            ALL,
            DRUGS,
            counts="regimen",
            facet=True,
        ),
        Field(
            "class",
            "Class of anti-HER2 drug",
            Kind.SET,
            "Treatment",
            "As for drugs.",
            ALL,
            CLASSES,
            facet=True,
        ),
        Field(
            "regimen",
            "Anti-HER2 regimen",
            Kind.ONE,
            "Treatment",
            "Exactly these anti-HER2 drugs together, joined by strokes.",
            ON_DRUG,
            (*(one for one in DRUGS if one.code != OTHER_AGENT), REGIMEN_OF_NONE),
            counts="regimen",
            is_open=True,
        ),
        Field("line", "Line", Kind.NUMBER, "Treatment", "Of treatment for metastases.", ON_DRUG, facet=True),
        Field("setting", "Setting", Kind.ONE, "Treatment", "Of the regimen.", ON_DRUG, _values(Setting), facet=True),
        Field(
            "on_therapy",
            "Days on therapy at the event",
            Kind.DAYS,
            "Treatment",
            "From the first day of the regimen to the event.",
            EPISODES,
        ),
        Field(
            "duration",
            "Days on therapy",
            Kind.DAYS,
            "Treatment",
            "From the first day of the regimen to its end, where it has ended.",
            REGIMENS,
        ),
        Field(
            "earlier_drug",
            "Drug given earlier",
            Kind.SET,
            "Treatment",
            "In a regimen that began before. That a drug was not given is known only where the list of regimens is said"
            " to be whole.",
            ON_DRUG,
            DRUGS,
        ),
        Field(
            "earlier_class",
            "Class given earlier",
            Kind.SET,
            "Treatment",
            "As for drugs given earlier.",
            ON_DRUG,
            CLASSES,
        ),
        Field("next_drug", "Drug given next", Kind.SET, "Treatment", "In the regimen that came after.", ON_DRUG, DRUGS),
        Field(
            "next_class",
            "Class given next",
            Kind.SET,
            "Treatment",
            "In the regimen that came after.",
            ON_DRUG,
            CLASSES,
        ),
        Field(
            "stop_reason",
            "Why it was stopped",
            Kind.ONE,
            "Treatment",
            "Of the regimen.",
            REGIMENS,
            _values(StopReason),
            facet=True,
        ),
        Field(
            "best_response",
            "Best response",
            Kind.ONE,
            "Treatment",
            "Of the regimen, as reported.",
            REGIMENS,
            STATUSES,
            facet=True,
        ),
        Field(
            "anti_her2_regimens",
            "Number of anti-HER2 regimens",
            Kind.NUMBER,
            "Treatment",
            "In the whole course, where the list of regimens is said to be whole.",
            ALL,
        ),
        Field(
            "extent",
            "Extent",
            Kind.ONE,
            "Skin",
            "Where the skin progressed.",
            EPISODES,
            _axis("extent"),
            counts="extent",
            facet=True,
        ),
        Field(
            "novelty",
            "Novelty",
            Kind.ONE,
            "Skin",
            "New, grown again, or never gone.",
            EPISODES,
            _axis("novelty"),
        ),
        Field(
            "place",
            "Place on the body map",
            Kind.PLACE,
            "Skin",
            "Painted, or written as a term of the list that has no other place.",
            EPISODES | CASES,
            tuple(Value(code, token_of(code), place.label, SkinPlace(code).synonyms) for code, place in PLACES.items()),
        ),
        Field("site", "Site of the skin", Kind.SET, "Skin", "A term of the list.", EPISODES | CASES, _values(SkinSite)),
        Field(
            "morphology", "Morphology", Kind.SET, "Skin", "How the skin looked.", EPISODES | CASES, _values(Morphology)
        ),
        Field("new_lesions", "New lesions", Kind.FLAG, "Skin", "At the event.", EPISODES),
        Field(
            "systemic",
            "Disease elsewhere",
            Kind.ONE,
            "Rest of the body",
            "Outside skin and brain, at the event.",
            EPISODES,
            _axis("systemic"),
            facet=True,
        ),
        Field(
            "cns",
            "Brain and leptomeninges",
            Kind.ONE,
            "Rest of the body",
            "At the event.",
            EPISODES,
            _axis("cns"),
            facet=True,
        ),
        Field(
            "compartments",
            "Compartments at the event",
            Kind.JUDGED,
            "Rest of the body",
            "What was judged, nearest to the event, of what was involved up to it.",
            EPISODES,
            STATUSES,
        ),
        Field(
            "ever_involved",
            "Ever involved",
            Kind.SET,
            "Rest of the body",
            "Seen involved at any assessment of the case.",
            ALL,
            ORGANS,
        ),
        Field("er", "ER of the primary", Kind.ONE, "Tumour and markers", "The first result.", ALL, SIGNS, facet=True),
        Field("pr", "PR of the primary", Kind.ONE, "Tumour and markers", "The first result.", ALL, SIGNS),
        Field(
            "her2_primary",
            "HER2 of the primary",
            Kind.ONE,
            "Tumour and markers",
            "The first result, by the guideline of 2018 with low and ultralow.",
            ALL,
            HER2,
            facet=True,
        ),
        Field(
            "er_skin",
            "ER of the skin",
            Kind.ONE,
            "Tumour and markers",
            "The latest biopsy of skin up to six weeks after the event; of a case, the latest.",
            ALL,
            SIGNS,
        ),
        Field("pr_skin", "PR of the skin", Kind.ONE, "Tumour and markers", "As for ER of the skin.", ALL, SIGNS),
        Field(
            "her2_skin",
            "HER2 of the skin",
            Kind.ONE,
            "Tumour and markers",
            "As for ER of the skin.",
            ALL,
            HER2,
            facet=True,
        ),
        Field(
            "her2",
            "HER2 before the event",
            Kind.ONE,
            "Tumour and markers",
            "The latest specimen before the event.",
            EPISODES,
            AT_EVENT,
        ),
        Field("inflammatory", "Inflammatory disease", Kind.FLAG, "Tumour and markers", "Any primary.", ALL, facet=True),
        Field(
            "histology",
            "Histology",
            Kind.SET,
            "Tumour and markers",
            "Of any primary.",
            ALL,
            _values(Histology),
        ),
        Field("grade", "Grade", Kind.SET, "Tumour and markers", "Of any primary.", ALL, _values(Grade)),
        Field("de_novo", "Metastases at diagnosis", Kind.FLAG, "Tumour and markers", "M1 when staged first.", ALL),
        *_markers(),
        Field("age", "Age at diagnosis", Kind.ONE, "Patient", "In bands of five years.", ALL, AGES),
        Field("sex", "Sex", Kind.ONE, "Patient", "Recorded at birth.", ALL, _values(Sex)),
        Field(
            "menopause", "Menopause at diagnosis", Kind.ONE, "Patient", "As recorded.", ALL, _values(MenopausalStatus)
        ),
        Field("vital", "Alive or dead", Kind.ONE, "Patient", "At last contact.", ALL, _values(VitalStatus), facet=True),
        Field(
            "institution",
            "Institution",
            Kind.COLUMN,
            "Source",
            "Whose case it is.",
            ALL,
            _titled(institutions),
            column="institution_code",
            counts="institution",
            facet=True,
        ),
        Field(
            "country",
            "Country",
            Kind.COLUMN,
            "Source",
            "Of the institution.",
            ALL,
            _titled({one: one for one in countries}),
            column="country",
        ),
        Field(
            "published",
            "Described in a publication",
            Kind.MARK,
            "Source",
            "The case was taken from a published report.",
            ALL,
            column="publicly_described",
        ),
    )
    return {one.name: one for one in found}
