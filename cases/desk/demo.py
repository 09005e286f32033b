"""The demonstration: two institutions, an account per role, published cases, and invented ones in every state.

Everything goes through the actions that people use, and what is there already is left as it is.
"""

from collections.abc import Iterator
from importlib import resources

from cases.desk.adjudication.demo import READERS, read_in_the_demo, sign_in_the_demo
from cases.desk.demo_projects import show_crowd_project, show_projects
from cases.desk.questions.demo import ask_in_the_demo
from cases.exchange.importing import with_ids, write_document
from cases.exchange.reading import read_file
from cases.exchange.synthesis.files import answering
from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from cases.records.actions import save_row
from cases.records.models import AdverseEvent, Case
from cases.records.withdrawal.codes import is_withdrawn
from cases.review.moves import move_case
from cases.rules.vocabulary import CaseStatus
from registry.institutions import actions as house
from registry.institutions.demo import DEMO_DOMAIN
from registry.institutions.models import Institution, Membership, Role, SharingLevel, User
from registry.institutions.scoping import Scope, acting, scope_of

PAGE = "load_demo"
FILES = (
    ("cases.exchange", "published-cases.json"),
    ("cases.desk", "invented-cases.json"),
    ("cases.desk", "measured-case.json"),
    ("cases.desk", "cases-on-their-way.json"),
)
INSTITUTIONS = (
    ("NORTH", "Demo Institute North", "SE", SharingLevel.PROJECTS),
    ("SOUTH", "Demo Institute South", "ES", SharingLevel.COUNTS),
)
PEOPLE = (
    ("clinician.north", "Nora North", "NORTH", Role.CLINICIAN),
    ("lead.north", "Leo North", "NORTH", Role.LEAD),
    ("clinician.south", "Sara South", "SOUTH", Role.CLINICIAN),
    ("researcher.south", "Rosa South", "SOUTH", Role.RESEARCHER),
    ("reviewer.south", "Vera South", "SOUTH", Role.REVIEWER),
    ("administrator", "Ada Registry", "NORTH", Role.ADMINISTRATOR),
    ("administrator.south", "Anton South", "SOUTH", Role.ADMINISTRATOR),  # nobody publishes a definition alone
)
CROWD = "The invented hospitals: numbers to try the cohort pages with"
HOSPITALS, SEED = 4, 5
CLINICIANS = {"NORTH": "clinician.north", "SOUTH": "clinician.south"}
REVIEWER = "reviewer.south"
SUBMITTED = ((None, "submit", ""),)
IN_REVIEW = (*SUBMITTED, (REVIEWER, "claim", ""))
ACCEPTED = (*IN_REVIEW, (REVIEWER, "accept", ""))
WHY_RETURNED = "The assessment before the event names liver and bone, but only the liver is measured. Which was it?"
WHY_CHANGED = "An adverse event was left out when the case was entered; the chart names it."
COURSES = {
    CaseStatus.DRAFT: (),
    CaseStatus.SUBMITTED: SUBMITTED,
    CaseStatus.IN_REVIEW: IN_REVIEW,
    CaseStatus.RETURNED: (*IN_REVIEW, (REVIEWER, "return", WHY_RETURNED)),
    CaseStatus.ACCEPTED: ACCEPTED,
    CaseStatus.LOCKED: (*ACCEPTED, ("lead.north", "lock", "")),
    CaseStatus.AMENDED: (*ACCEPTED, (None, "amend", WHY_CHANGED), (None, "finish", "")),
}
"""Status of a case -> who makes which move, and why, until it stands there; None: the clinician who entered it."""

ASKED_ABOUT = (CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW, CaseStatus.RETURNED)
"""Where a case stands of which the reviewer asks something."""


def load_demo() -> None:
    """Bring the demonstration up to what it should hold; whatever people have changed stays."""
    for code, name, country, sharing_level in INSTITUTIONS:
        if not Institution.objects.filter(code=code).exists():
            house.save_institution(
                institution=Institution(code=code, name=name, country=country, sharing_level=sharing_level),
                by=Scope(administrator=True),
            )
    for name, called, code, role in (*PEOPLE, *READERS):
        _give(_email(name), called, code, role)
    show_projects()
    for document in _documents():
        _enter(document)
    _ask()
    readers = {name: _person(name) for name, *_ in READERS}
    read_in_the_demo(readers, administrator=_person("administrator"), page=PAGE)


def load_crowd(patients: int) -> int:
    """Invented patients at invented hospitals; the researcher reads all hospitals but the last, which is only counted.

    Returns how many are there. The same number again adds nobody.
    """
    codes = institution_codes(HOSPITALS)
    create_institutions(codes, page=PAGE)
    show_crowd_project(CROWD, list(Institution.objects.filter(code__in=codes[:-1])))
    invented = synthesise(patients=patients, institutions=HOSPITALS, seed=SEED)
    return max((sum(so_far.values()) for so_far in load_cases(answering(invented, None), page=PAGE)), default=0)


def sign_ins() -> Iterator[str]:
    """One line per demo account, as the supervisor prints them."""
    people = Membership.objects.filter(user__email__endswith=f"@{DEMO_DOMAIN}", user__is_active=True)
    for one in people.select_related("user", "institution").order_by("user__email", "role"):
        yield f"{one.user.email:<32} {one.get_role_display()}, {one.institution}"


def _email(name: str) -> str:
    return f"{name}@{DEMO_DOMAIN}"


def _person(name: str) -> User:
    return User.objects.get(email=_email(name))


def _give(email: str, name: str, code: str, role: Role) -> None:
    if User.objects.filter(email=email).exists():
        return
    institution = Institution.objects.get(code=code)
    house.add_member(institution=institution, email=email, name=name, role=role, by=Scope(administrator=True))


def _documents() -> list[dict]:
    return [
        document
        for package, name in FILES
        for document in read_file(resources.files(package).joinpath("data", name).read_bytes(), for_import=True)
    ]


def _ask() -> None:
    """Questions of the reviewer about a case that they may review."""
    clinician, reviewer = scope_of(_person(CLINICIANS["NORTH"])), scope_of(_person(REVIEWER))
    with acting(reviewer, page=PAGE):
        reviewed = Case.objects.visible_to(reviewer).filter(institution__code="NORTH")
        case = reviewed.filter(status__in=ASKED_ABOUT).order_by("submitted_at").first()
    if case is not None:
        ask_in_the_demo(case, site=clinician, review=reviewer, page=PAGE)


def _enter(document: dict) -> None:
    """Enter a case as its clinician would, and move it as people do, as far as its status says."""
    institution = Institution.objects.get(code=document["institution"])
    clinician = scope_of(_person(CLINICIANS[institution.code]))
    with acting(clinician, page=PAGE):
        if Case.objects.filter(institution=institution, local_code=document["local_code"]).exists():
            return
        if is_withdrawn(Case(institution=institution, local_code=document["local_code"])):
            return  # a person withdrew it, and what people have changed stays
        draft = with_ids({**document, "status": CaseStatus.DRAFT.value})
        case = write_document(draft, institution=institution, by=clinician)
    for name, key, reason in COURSES[document["status"]]:
        person = scope_of(_person(name or CLINICIANS[institution.code]))
        with acting(person, page=PAGE):
            if key == "lock":
                sign_in_the_demo(Case.objects.get(pk=case.pk), by=person)
            case = move_case(case=Case.objects.get(pk=case.pk), key=key, reason=reason, by=person)
            if key == "amend":
                save_row(row=AdverseEvent(term="Rash maculo-papular", grade=2), case=case, by=person)
