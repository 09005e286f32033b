"""Cases as a clinician would enter them."""

from django.utils import timezone

from cases.records import actions
from cases.records.kinds import kind_by_slug
from cases.records.models import Case, PatientRow
from cases.review.moves import move_case
from cases.review.signatures.actions import sign
from cases.review.signatures.hashing import Seen
from cases.review.signatures.models import Meaning
from cases.rules.dates import when_from_json
from cases.rules.vocabulary import CaseStatus
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope, enter


def days(lo: int, hi: int | None = None):
    """A date known to the day, or between two days, counted from day 0."""
    return when_from_json(lo if hi is None else {"lo": lo, "hi": hi}, day_zero=None)


def draft(institution: Institution, by: Scope, local_code: str, **values) -> Case:
    """An empty draft; legal basis consent in force unless said otherwise."""
    facts = {"legal_basis_kind": "consent", "legal_basis_state": "in_force"} | values
    return actions.open_case(case=Case(local_code=local_code, **facts), institution=institution, by=by)


def add(case: Case, slug: str, by: Scope, *, nested: dict[str, list[dict]] | None = None, **values) -> PatientRow:
    """One row of a kind with rows nested in it, saved through the action."""
    kind = kind_by_slug(slug)
    inner = {name: [kind.nested_by_slug(name).model(**one) for one in rows] for name, rows in (nested or {}).items()}
    return actions.save_row(row=kind.model(**values), case=case, nested=inner, by=by)


def strict_case(institution: Institution, by: Scope, local_code: str, **values) -> Case:
    """The archetype (domain reference §6, row 1): liver in response, new skin nodules, biopsy malignant; day 1000."""
    case = draft(institution, by, local_code, regimens_complete=True, **values)
    add(case, "patient", by, age_at_diagnosis=61, sex="female")
    primary = add(case, "primary", by, laterality="left", histology="8500/3", inflammatory=True)
    regimen = add(
        case,
        "regimen",
        by,
        name="THP",
        setting="metastatic",
        line=1,
        start=days(800),
        interval_days=21,
        cycles_given=10,
        nested={
            "drug": [
                {"agent": "trastuzumab", "start": days(800), "ongoing": True},
                {"agent": "pertuzumab", "start": days(800), "ongoing": True},
            ]
        },
    )
    for day, kind, status in ((795, "baseline", "BASELINE"), (850, "scheduled", "PR"), (990, "event", "CR")):
        add(
            case,
            "assessment",
            by,
            on=days(day),
            kind=kind,
            regimen=regimen,
            modalities=["CT"],
            scope="FULL",
            nested={"compartment": [{"compartment": "LIVER", "involved_at_baseline": True, "status": status}]},
        )
    finding = add(
        case,
        "skin-finding",
        by,
        on=days(1000),
        change="progression",
        new_lesions=True,
        extent="LR",
        morphology=["nodule"],
        sites=["chest wall"],
        primary=primary,
        comment="Canary free text",
    )
    add(
        case,
        "specimen",
        by,
        on=days(1003),
        primary=primary,
        finding=finding,
        compartment="SKIN_LR",
        site="canary chest wall scar",
        procedure="skin_biopsy",
        result="malignant_breast",
        nested={"marker": [{"analyte": "HER2_IHC", "score": "3+"}]},
    )
    add(
        case,
        "specimen",
        by,
        on=days(0),
        primary=primary,
        compartment="BREAST_IPSI",
        site="left breast",
        result="malignant_breast",
        nested={"marker": [{"analyte": "HER2_IHC", "score": "3+"}]},
    )
    case.refresh_from_db()
    return case


def finish(case: Case, *, submitter: Scope, reviewer: Scope) -> Case:
    """Submit a draft and have it accepted; leaves the database in the submitter's scope."""
    case.refresh_from_db()
    submit(case, by=submitter)
    enter(reviewer)
    accept(case, by=reviewer)
    enter(submitter)
    return case


def submit(case: Case, *, by: Scope) -> Case:
    """Hand a draft or a returned case in."""
    return move_case(case=case, key="submit", by=by)


def accept(case: Case, *, by: Scope) -> Case:
    """Take a submitted case into review, unless it is, and accept it."""
    if case.status == CaseStatus.SUBMITTED:
        move_case(case=case, key="claim", by=by)
    return move_case(case=case, key="accept", by=by)


def sign_to_lock(case: Case, *, by: Scope) -> None:
    """Sign a case as it stands, as a lead does who locks it."""
    case.refresh_from_db()
    proof = {"proved_at": timezone.now(), "proved_how": "password"}
    sign(case=case, meaning=Meaning.LOCK, section="", seen=Seen(case.version, {}, ""), by=by, **proof)


def send_back(case: Case, *, reason: str, by: Scope) -> Case:
    """Take a submitted case into review, unless it is, and return it."""
    if case.status == CaseStatus.SUBMITTED:
        move_case(case=case, key="claim", by=by)
    return move_case(case=case, key="return", reason=reason, by=by)


def open_again(case: Case, *, by: Scope) -> Case:
    """Have one's institution write in a case that it handed in: take it back, or say why it is changed."""
    if case.status == CaseStatus.SUBMITTED:
        return move_case(case=case, key="take_back", by=by)
    return move_case(case=case, key="amend", reason="The chart was read again.", by=by)
