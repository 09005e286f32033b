"""The reference case: forty values of an invented patient, as a clinician would type them, and as they are stored.

Two ways to type it: form by form, and as one quick line with the rest in forms. Both must end in the same values.
"""

from dataclasses import dataclass
from typing import Any

MARCH = {"lo": 781, "hi": 811, "precision": "month"}
NOVEMBER = {"lo": 1026, "hi": 1055, "precision": "month"}
"""Months of 2024, in days from 10 Jan 2022."""


@dataclass(frozen=True)
class Value:
    """``label``: of the field; ``typed``: in its words; ``path``: where it stands in case JSON, and ``stored`` as what.

    A step of the path is a key, a position, or a pair that names one row of a list by one of its answers.
    ``within``: the group that the field stands in, where its label alone would not say; ``after``: a button first.
    """

    label: str
    typed: str
    path: tuple
    stored: Any
    within: str = ""
    after: str = ""


@dataclass(frozen=True)
class Form:
    """One form: ``opened_by`` a link, in a section of the case."""

    section: str
    opened_by: str
    values: tuple[Value, ...]


def facts(code: str) -> tuple[Value, ...]:
    """What opens the case. ``code``: unique in the institution."""
    return (
        Value("Local code", code, ("local_code",), code),
        Value("Diagnosis year", "2022", ("diagnosis_year",), 2022),
        Value("Legal basis", "Consent", ("legal_basis", "kind"), "consent"),
        Value("State of the legal basis", "In force", ("legal_basis", "state"), "in_force"),
        Value("Main source", "Chart", ("provenance", "source"), "chart"),
        Value("List of regimens is complete", "Yes", ("regimens_complete",), True),
    )


DAY_ZERO = Form(
    "Facts and day zero",
    "Change day zero",
    (Value("Date of the first histological diagnosis of breast cancer", "10 Jan 2022", ("day_zero",), "2022-01-10"),),
)
PATIENT = Form(
    "Patient",
    "Add patient",
    (
        Value("Age at diagnosis", "54", ("patient", "age_at_diagnosis"), 54),
        Value("Sex at birth", "Female", ("patient", "sex"), "female"),
    ),
)
PRIMARY = Form(
    "Primary tumour and staging",
    "Add primary tumour",
    (
        Value("Diagnosed", "d0", ("primaries", 0, "on"), 0),
        Value("Laterality", "Left", ("primaries", 0, "laterality"), "left"),
        Value("Histology", "8500/3 I", ("primaries", 0, "histology"), "8500/3"),
        Value("Nottingham grade", "3", ("primaries", 0, "grade"), 3),
    ),
)
BIOPSY = Form(
    "Biopsies and markers",
    "Add biopsy or specimen",
    (
        Value("Taken", "d0", ("specimens", 0, "on"), 0),
        Value("Procedure", "Core biopsy", ("specimens", 0, "procedure"), "core_biopsy"),
        Value("Site", "breast", ("specimens", 0, "site"), "breast"),
        Value("Result", "Malignant, consistent with breast", ("specimens", 0, "result"), "malignant_breast"),
        Value(
            "Analyte",
            "HER2 IHC",
            ("specimens", 0, "markers", 0, "analyte"),
            "HER2_IHC",
            within="Marker 1",
            after="Add a marker",
        ),
        Value("Score", "3+", ("specimens", 0, "markers", 0, "value"), "3+", within="Marker 1"),
    ),
)
REGIMEN = Form(
    "Systemic regimens",
    "Add systemic regimen",
    (
        Value("Name", "THP", ("regimens", 0, "name"), "THP"),
        Value("Setting", "Metastatic", ("regimens", 0, "setting"), "metastatic"),
        Value("Line", "1", ("regimens", 0, "line"), 1),
        Value("Start", "Mar 2024", ("regimens", 0, "start"), MARCH),
        Value("Stop", "Nov 2024", ("regimens", 0, "stop"), NOVEMBER),
        Value("Drug", "docetaxel", ("regimens", 0, "drugs", 0, "agent"), "docetaxel", within="Drug 1"),
        Value(
            "Drug",
            "trastuzumab",
            ("regimens", 0, "drugs", 1, "agent"),
            "trastuzumab",
            within="Drug 2",
            after="Add another drug",
        ),
        Value(
            "Drug",
            "pertuzumab",
            ("regimens", 0, "drugs", 2, "agent"),
            "pertuzumab",
            within="Drug 3",
            after="Add another drug",
        ),
        Value("Stop reason", "Progression in the skin", ("regimens", 0, "stop_reason"), "PD_isolated_cutaneous"),
    ),
)
LIVER = ("compartments", ("compartment", "LIVER"), "status")
BASELINE = Form(
    "Lesions and assessments",
    "Add assessment",
    (
        Value("Date", "1 Mar 2024", ("assessments", 0, "on"), 781),
        Value("Status of Liver", "Baseline", ("assessments", 0, *LIVER), "BASELINE"),
    ),
)
SCAN = Form(
    "Lesions and assessments",
    "Add assessment",
    (
        Value("Date", "15 Nov 2024", ("assessments", 1, "on"), 1040),
        Value("Modalities", "CT", ("assessments", 1, "modalities"), ["CT"]),
        Value("Status of Liver", "Partial response", ("assessments", 1, *LIVER), "PR"),
    ),
)
SKIN = Form(
    "Skin findings and work-up",
    "Add skin finding",
    (
        Value("First documented", "Nov 2024", ("skin_findings", 0, "on"), NOVEMBER),
        Value("Change", "Progression", ("skin_findings", 0, "change"), "progression"),
        Value("Extent", "Locoregional", ("skin_findings", 0, "extent"), "LR"),
        Value("Sites", "Chest wall", ("skin_findings", 0, "sites"), ["chest wall"]),
        Value("Morphology", "Nodule", ("skin_findings", 0, "morphology"), ["nodule"]),
    ),
)
OUTCOME = Form(
    "Follow-up and outcome",
    "Add follow-up",
    (
        Value("Last contact, or death", "1 Nov 2025", ("followups", 0, "on"), 1391),
        Value("Vital status", "Alive", ("followups", 0, "status"), "alive"),
    ),
)

IN_NO_LINE = (DAY_ZERO, PATIENT)
IN_THE_LINE = (PRIMARY, BIOPSY, REGIMEN, BASELINE, SCAN, SKIN, OUTCOME)
LINE = (
    "IDC left 10Jan22 G3; core bx breast malignant 10Jan22 HER2 3+; 1L THP Mar24-Nov24 stopped skin PD only; "
    "mets 1Mar24 liver; CT 15Nov24 liver PR; skin PD Nov24 chest wall nodules locoregional; alive 1Nov25"
)
"""The values of ``IN_THE_LINE`` in one go; the name THP is the preset that stands for its three drugs."""


def all_values(code: str) -> tuple[Value, ...]:
    """The forty values, in the order in which they are typed."""
    forms = (*IN_NO_LINE, *IN_THE_LINE)
    return (*facts(code), *(value for form in forms for value in form.values))


def differences(document: dict, code: str) -> list[str]:
    """The values that a case/1 document holds otherwise than they were meant."""
    wrong = []
    for value in all_values(code):
        found = read(document, value.path)
        if found != value.stored:
            wrong.append(f"{value.label}: {found!r} instead of {value.stored!r}")
    return wrong


def read(document: Any, path: tuple) -> Any:
    """What stands at a path of ``Value``; None where there is nothing."""
    for step in path:
        if isinstance(step, tuple):
            document = next((one for one in document if one.get(step[0]) == step[1]), None)
        elif isinstance(step, int):
            document = document[step] if step < len(document) else None
        else:
            document = document.get(step)
        if document is None:
            return None
    return document
