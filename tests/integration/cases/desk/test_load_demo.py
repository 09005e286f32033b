"""``load_demo``: the demonstration is loaded once, through the actions that people use, and only as a demonstration."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.records.document import document_of
from cases.records.models import Case
from cases.records.withdrawal.actions import withdraw_case
from registry.institutions.models import Institution, Membership, Project, User
from registry.institutions.scoping import Scope, acting, enter, scope_of

pytestmark = pytest.mark.django_db

CASES = {
    "PUB-1": ("NORTH", "accepted", True),
    "PUB-2": ("NORTH", "accepted", True),
    "EX-DRAFT": ("SOUTH", "draft", False),
    "EX-HALF": ("NORTH", "draft", False),
    "EX-SUBMITTED": ("NORTH", "submitted", False),
    "EX-MEASURED": ("NORTH", "submitted", False),
    "EX-IN-REVIEW": ("NORTH", "in_review", False),
    "EX-RETURNED": ("NORTH", "returned", False),
    "EX-LOCKED": ("NORTH", "locked", True),
    "EX-AMENDED": ("NORTH", "amended", True),
}


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def cases() -> dict[str, Case]:
    enter(Scope(sites=frozenset(Institution.objects.values_list("pk", flat=True))))
    return {case.local_code: case for case in Case.objects.select_related("institution")}


def test_it_holds_two_institutions_an_account_per_role_and_the_cases(demo):
    lines = load().splitlines()
    assert sorted(Institution.objects.values_list("code", flat=True)) == ["NORTH", "SOUTH"]
    assert set(Membership.objects.values_list("role", flat=True)) == {
        "clinician",
        "lead",
        "researcher",
        "reviewer",
        "administrator",
    }
    assert len(lines) == User.objects.count() == 10
    assert "researcher.south@demo.example    Researcher, Demo Institute South" in lines
    assert all(not user.has_usable_password() for user in User.objects.all())
    project = Project.objects.in_force().get()
    assert project.approved
    assert [one.code for one in project.institutions.all()] == ["NORTH"]
    assert [one.email for one in project.members.all()] == ["researcher.south@demo.example"]
    found = {code: (case.institution.code, case.status, case.released) for code, case in cases().items()}
    assert found == CASES


def test_the_published_cases_were_handed_in_and_accepted_by_people(demo):
    load()
    case = cases()["PUB-1"]
    assert case.created_by.email == case.submitted_by.email == "clinician.north@demo.example"
    assert case.accepted_by.email == "reviewer.south@demo.example"


def test_a_second_time_leaves_everything_as_it_is(demo):
    first = load()
    before = {code: (case.pk, case.version) for code, case in cases().items()}
    changed = cases()["EX-DRAFT"]
    Case.objects.filter(pk=changed.pk).update(diagnosis_year=2018)
    assert load() == first
    after = {code: (case.pk, case.version) for code, case in cases().items()}
    assert after.pop("EX-DRAFT") == (changed.pk, changed.version + 1)
    assert after == {code: one for code, one in before.items() if code != "EX-DRAFT"}
    assert cases()["EX-DRAFT"].diagnosis_year == 2018


def test_show_prints_the_accounts_and_loads_nothing(demo):
    assert load("--show") == ""
    assert not Institution.objects.exists()
    assert load() == load("--show")


def test_stored_and_exported_the_published_case_is_the_file(demo):
    load()
    stored = document_of(cases()["PUB-2"])
    assert stored["specimens"][1]["markers"][0] == {
        "analyte": "HER2_IHC",
        "value": "positive",
        "value_as_reported": "HER2-overexpressing",
        "interpretation": "positive",
    }


def test_a_case_that_somebody_withdrew_does_not_come_back_and_stops_no_start(demo):
    load()
    gone = cases()["EX-MEASURED"]
    nora = User.objects.get(email="clinician.north@demo.example")
    with acting(scope_of(nora), page="test"):
        withdraw_case(case=gone, reason="consent", by=scope_of(nora))
    load()
    assert set(cases()) == set(CASES) - {"EX-MEASURED"}


def test_outside_demo_mode_nothing_is_loaded(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        load()
    assert not Institution.objects.exists()


def test_a_crowd_is_read_by_the_researcher_but_for_one_hospital_and_comes_once(demo):
    load("--patients", "12")
    invented = [code for code in cases() if code.startswith("SYN-")]
    assert len(invented) == 12
    hospitals = set(Institution.objects.filter(code__startswith="SYN-").values_list("code", flat=True))
    crowd = Project.objects.get(title__startswith="The invented hospitals")
    assert [one.email for one in crowd.members.all()] == ["researcher.south@demo.example"]
    assert len(hospitals - set(crowd.institutions.values_list("code", flat=True))) == 1
    load("--patients", "12")
    assert [code for code in cases() if code.startswith("SYN-")] == invented
    assert Project.objects.filter(title__startswith="The invented hospitals").count() == 1
