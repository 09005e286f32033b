"""The sections of a case in clinical order: what the task list counts and a section page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.records import kinds
from cases.records.kinds import Kind


@dataclass(frozen=True)
class CaseSection:
    """``kinds``: the rows that stand in it; none for the facts of the case. ``hint``: what belongs here.

    ``elsewhere``: name of the page where it is entered, for what is no row of the record.
    """

    slug: str
    title: str
    kinds: tuple[Kind, ...]
    hint: str
    elsewhere: str = ""

    def rows(self, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Its rows in a case/1 document, kind after kind."""
        return [row for kind in self.kinds for row in rows_of(kind, document)]


FACTS = CaseSection(
    "facts", "Facts and day zero", (), "Which case this is, what allows it to be kept, and when it began."
)
SECTIONS = (
    FACTS,
    CaseSection(
        "patient",
        "Patient",
        (kinds.PATIENT,),
        "Age, sex, menopause, other illness, germline tests and what the patient agreed to.",
    ),
    CaseSection(
        "tumour",
        "Primary tumour and staging",
        (kinds.PRIMARY, kinds.STAGING),
        "One row for each primary, and one for each time it was staged.",
    ),
    CaseSection(
        "biopsies",
        "Biopsies and markers",
        (kinds.SPECIMEN,),
        "Every specimen with its receptors, that of the skin above all.",
    ),
    CaseSection(
        "regimens",
        "Systemic regimens",
        (kinds.REGIMEN,),
        "Every regimen with its drugs, and when each drug began and ended.",
    ),
    CaseSection(
        "local-treatments",
        "Local treatments",
        (kinds.LOCAL_TREATMENT,),
        "Surgery, radiotherapy and treatment of the skin.",
    ),
    CaseSection(
        "disease",
        "Lesions and assessments",
        (kinds.LESION, kinds.ASSESSMENT),
        "What was followed, and how each compartment stood at each look.",
    ),
    CaseSection(
        "skin",
        "Skin findings and work-up",
        (kinds.SKIN_FINDING, kinds.WORKUP),
        "Each look at the skin, and what else it might have been.",
    ),
    CaseSection(
        "photographs",
        "Photographs",
        (),
        "Pictures of the skin, cleaned of everything beside their pixels.",
        elsewhere="photographs",
    ),
    CaseSection(
        "adverse-events",
        "Adverse events",
        (kinds.ADVERSE_EVENT,),
        "Toxicity; never the skin metastasis itself.",
    ),
    CaseSection(
        "follow-up",
        "Follow-up and outcome",
        (kinds.FOLLOW_UP,),
        "Last contact, death, and what happened later.",
    ),
)


def section_by_slug(slug: str) -> CaseSection | None:
    return next((one for one in SECTIONS if one.slug == slug), None)


def section_of(kind: Kind) -> CaseSection:
    return next(one for one in SECTIONS if kind in one.kinds)


def kinds_by_key(document: Mapping[str, Any]) -> dict[str, Kind]:
    """Key of each row of a case/1 document -> its kind."""
    return {row["id"]: kind for kind in kinds.KINDS for row in rows_of(kind, document) if row.get("id")}


def rows_of(kind: Kind, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows of a kind in a case/1 document, the one of a single kind too."""
    found = document.get(kind.json_list)
    if kind.single:
        return [found] if found else []
    return list(found or ())
