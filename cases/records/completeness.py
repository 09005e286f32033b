"""What a case needs before it can be judged and compared: what is there, what is missing, and why it matters.

Pure: one case as case JSON in, needs out. A need is met by a value or by the reason why there is none.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from cases.records import kinds
from cases.records.kinds import Kind, kind_by_slug
from cases.records.models import Case
from cases.records.sections import FACTS, SECTIONS, CaseSection, rows_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A field that a rule or an analysis reads. ``why``: one sentence; ``relevant``: whether a row is asked for it.

    ``also``: JSON keys that answer it as well.
    """

    field: str
    why: str
    relevant: Callable[[Row], bool] = lambda row: True
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """One value that the case needs. ``kind``: slug, empty for the facts of the case; ``row``: key, empty if none.

    ``field``: on the form of the row; empty where the row itself is wanted. ``met``: a value or a reason stands there.
    """

    section: str
    kind: str
    row: str
    field: str
    label: str
    why: str
    met: bool

    @property
    def says(self) -> str:
        """The value in a list of what is missing, such as "grade of p1" or "a follow-up"."""
        if not self.field:
            return f"{'an' if self.label[0] in 'aeiou' else 'a'} {self.label}"
        return f"{self.label} of {self.row}" if self.row else self.label


@dataclass(frozen=True)
class Completeness:
    """All needs of a case, in the order of its sections."""

    needs: tuple[Need, ...]

    @property
    def met(self) -> int:
        return sum(one.met for one in self.needs)

    @property
    def missing(self) -> tuple[Need, ...]:
        return tuple(one for one in self.needs if not one.met)

    def of(self, section: str) -> "Completeness":
        """The needs of one section."""
        return Completeness(tuple(one for one in self.needs if one.section == section))

    def __len__(self) -> int:
        return len(self.needs)


def completeness_of(document: Row, empty: Set[str] = frozenset()) -> Completeness:
    """The needs of one case (``case/1``). ``empty``: slugs of sections of which a person said that nothing is there."""
    found = [*_facts(document)]
    for section in SECTIONS:
        found += _section(section, document, empty)
    return Completeness(tuple(found))


def _facts(document: Row) -> Iterator[Need]:
    given = {
        "source": (document.get("provenance") or {}).get("source"),
        "legal_basis_state": (document.get("legal_basis") or {}).get("state") == "in_force" or None,
        **{name: document.get(name) for name in ("diagnosis_year", "regimens_complete")},
    }
    for name, why in CASE_FACTS.items():
        met = given[name] not in (None, "") or bool(document.get(f"{name}_absent"))
        yield Need(FACTS.slug, "", "", name, _label(Case, name), why, met)


def _section(section: CaseSection, document: Row, empty: Set[str]) -> Iterator[Need]:
    for kind in section.kinds:
        rows = rows_of(kind, document)
        if kind.slug in AT_LEAST_ONE and section.slug not in empty:
            yield Need(section.slug, kind.slug, "", "", kind.title.lower(), AT_LEAST_ONE[kind.slug], bool(rows))
        for row in rows:
            for wanted in WANTED.get(kind.slug, ()):
                if wanted.relevant(row):
                    yield _need(section, kind, row, wanted)


def _need(section: CaseSection, kind: Kind, row: Row, wanted: Wanted) -> Need:
    names = (kind.json_name(wanted.field), *wanted.also)
    met = any(row.get(name) not in (None, "", []) or row.get(f"{name}_absent") for name in names)
    return Need(
        section.slug, kind.slug, row.get("id", ""), wanted.field, label_of(kind, wanted.field), wanted.why, bool(met)
    )


def label_of(kind: Kind, name: str) -> str:
    """What a field, or the rows of a nested kind, are called in a sentence."""
    nested = next((one for one in kind.nested if one.json_list == name), None)
    return nested.plural.lower() if nested else _label(kind.model, name)


def _label(model, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _in_skin(row: Row) -> bool:
    return (row.get("compartment") or "").startswith("SKIN")


def _malignant(row: Row) -> bool:
    return (row.get("result") or "").startswith("malignant")


def _progressing(row: Row) -> bool:
    return row.get("change") == "progression"


def _running(row: Row) -> bool:
    return any(drug.get("ongoing") for drug in row.get("drugs") or ())


CASE_FACTS = {
    "legal_basis_state": "A case is submitted only under a legal basis that is in force.",
    "source": "It tells a reader how far the record can be checked against the chart.",
    "diagnosis_year": "Cohorts are compared within an era of treatment.",
    "regimens_complete": "Only with a whole list does a drug that is not there count as never given.",
}
AT_LEAST_ONE = {
    "patient": "Every cohort is described by age and sex.",
    "primary": "Local and distant skin are told apart by the side of the primary.",
    "specimen": "Certainty rests on a biopsy of the skin, and HER2 status on its markers.",
    "regimen": "Discordance is judged on treatment; without a regimen there is nothing to be discordant with.",
    "assessment": "The other compartments have to be seen near the skin event.",
    "skin-finding": "The skin event itself starts from a finding with progression.",
    "follow-up": "Survival is counted to the last contact.",
}
"""Slug of a kind -> why a case needs one row of it."""

WANTED: dict[str, tuple[Wanted, ...]] = {
    kinds.PATIENT.slug: (
        Wanted("age_at_diagnosis", "Every cohort is described by age in bands."),
        Wanted("sex", "Every cohort is described by sex."),
        Wanted(
            "menopausal_at_diagnosis",
            "Endocrine treatment is compared within menopausal status.",
            lambda row: row.get("sex") != "male",
        ),
    ),
    kinds.PRIMARY.slug: (
        Wanted("on", "Time is counted from the first diagnosis."),
        Wanted("laterality", "The side tells local from distant skin."),
        Wanted("histology", "Subtypes are counted apart."),
        Wanted("grade", "Cohorts are described by grade."),
        Wanted("inflammatory", "Inflammatory cancer involves the skin from the beginning."),
    ),
    kinds.STAGING.slug: (
        Wanted("on", "A staging speaks of its day only."),
        Wanted("t", "T4 is skin at presentation."),
        Wanted("n", "Cohorts are described by nodal status."),
        Wanted("m", "Skin beyond the breast at M0 is flagged as a contradiction in the staging."),
    ),
    kinds.SPECIMEN.slug: (
        Wanted("on", "A biopsy proves an event only if it was taken near it."),
        Wanted("compartment", "Markers are compared between skin and other compartments.", also=("site",)),
        Wanted("finding", "A biopsy of skin proves an event only if it names the finding.", _in_skin),
        Wanted("markers", "HER2 and receptor status come from here.", _malignant),
    ),
    kinds.REGIMEN.slug: (
        Wanted("setting", "The line and the setting decide which cohort the event falls into."),
        Wanted("start", "The baseline is looked for around the start."),
        Wanted("stop", "On treatment or after it is decided by the last dose.", lambda row: not _running(row)),
        Wanted("drugs", "Without its drugs nobody knows whether HER2 was targeted."),
    ),
    kinds.LOCAL_TREATMENT.slug: (
        Wanted("start", "A lesion treated locally no longer shows what the drugs did."),
        Wanted("site", "Only lesions in its field count as treated.", also=("compartments", "lesions")),
    ),
    kinds.LESION.slug: (
        Wanted("role", "Targets and other lesions are judged by different rules."),
        Wanted("first_seen", "A lesion seen first after the baseline is a new one."),
    ),
    kinds.ASSESSMENT.slug: (
        Wanted("on", "Only looks within the window around the event count."),
        Wanted("kind", "The baseline is compared with every later look."),
        Wanted("regimen", "A look is judged within the regimen that it belongs to."),
        Wanted("scope", "A full restaging can exclude new disease; a limited one cannot."),
        Wanted("compartments", "The status of each compartment is what makes an event discordant."),
    ),
    kinds.SKIN_FINDING.slug: (
        Wanted("on", "This is the day that every window is counted from."),
        Wanted("extent", "Local and distant skin are different compartments."),
        Wanted("morphology", "Mimics are told by how the skin looks.", _progressing),
        Wanted("sites", "The same place as before speaks for the same disease."),
        Wanted(
            "photo", "A photograph or a measurement raises certainty without a biopsy.", _progressing, ("measured",)
        ),
    ),
    kinds.WORKUP.slug: (
        Wanted("considered", "Certainty grows with the mimics that were thought of."),
        Wanted("conclusion", "An alternative diagnosis makes the event a mimic."),
    ),
    kinds.ADVERSE_EVENT.slug: (
        Wanted("on", "Toxicity of the skin near an event is a possible mimic."),
        Wanted("grade", "Severity is compared between drugs."),
    ),
    kinds.FOLLOW_UP.slug: (
        Wanted("on", "Survival is counted to this day."),
        Wanted("cause", "Deaths of cancer are counted apart.", lambda row: row.get("status") == "dead"),
    ),
}
"""Slug of a kind -> what each of its rows should say, and which rule or analysis asks for it."""


def form_part(need: Need) -> str:
    """The id on the form of a row at which a missing value is given; of the whole part for nested rows."""
    kind = kind_by_slug(need.kind)
    nested = next((one for one in kind.nested if one.json_list == need.field), None) if kind else None
    return f"rows-{nested.slug}" if nested else f"div_id_{need.field}"
