"""What the course of a case does for people: one reviewer, assignment, amendments and what they touch."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from cases.records import actions as records_actions
from cases.records.models import Case, SkinFinding
from cases.review.assigning import assignments_of, reviewers_for
from cases.review.diagram import workflow_text
from cases.review.models import CaseMove
from cases.review.moves import assign_case, move_case
from cases.review.policies import Refused
from cases.review.sections import sections_changed
from cases.review.workflow import TRANSITIONS
from cases.rules.vocabulary import CaseStatus
from registry.institutions.models import Institution, Membership, Role, User
from registry.institutions.scoping import enter
from tests.factories import accept, add, days, sign_to_lock, submit
from tests.factories.accounts import with_app
from tests.world import World

DOCS = Path(__file__).parents[4] / "docs"


@pytest.fixture
def vito(world: World) -> User:
    """A second reviewer from elsewhere."""
    user = User.objects.create_user("vito@south.example", name="Vito")
    Membership.objects.create(user=user, institution=world.south, role=Role.REVIEWER)
    with_app(user)
    world.people["vito"] = user
    return user


def fresh(world: World, name: str, case: Case) -> tuple[Case, object]:
    scope = world.enter(name)
    return Case.objects.get(pk=case.pk), scope


# ---- one reviewer ---------------------------------------------------------------------------------------------


def test_who_takes_a_case_is_the_only_reviewer_who_sees_it_until_it_is_handed_back(world, vito, signed_in):
    case, address = world.north_submitted, world.north_submitted.get_absolute_url()
    assert signed_in("vito").get(address).status_code == 200
    signed_in("vera").post(reverse("case-claim", args=[case.pk]))
    assert signed_in("vito").get(address).status_code == 404
    world.enter("vito")
    assert not SkinFinding.objects.filter(case=case).exists()
    assert not CaseMove.objects.filter(case=case).exists()
    signed_in("vera").post(reverse("case-hand-back", args=[case.pk]))
    assert signed_in("vito").get(address).status_code == 200


def test_a_returned_case_comes_back_to_its_reviewer(world, vito, signed_in):
    case = world.north_submitted
    for name, key in (("vera", "claim"), ("vera", "return"), ("nora", "submit")):
        stored, by = fresh(world, name, case)
        move_case(case=stored, key=key, reason="Which side?" if key == "return" else "", by=by)
    assert "again, after you returned it" in signed_in("vera").get(reverse("review-list")).text
    page = signed_in("vito").get(reverse("review-list")).text
    assert "Every case that was submitted is in review." in page
    assert case.pseudonym not in page


# ---- assignment -----------------------------------------------------------------------------------------------


def test_an_administrator_assigns_a_case_and_reads_no_row_of_it(world, vito, signed_in):
    case, browser = world.north_submitted, signed_in("adam")
    page = browser.get(reverse("assignments")).text
    assert case.pseudonym in page
    assert world.north_draft.pseudonym not in page
    assert "CANARY" not in page
    address = reverse("case-assign", args=[case.pk])
    assert "viktor" not in browser.get(address).text.lower()
    assert browser.post(address, {"reviewer": world.viktor.pk}).status_code == 422
    assert browser.post(address, {"reviewer": vito.pk}).status_code == 302
    world.enter("adam")
    for table in ("records_case", "records_skinfinding", "records_dayzero", "review_casemove"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    stored, _ = fresh(world, "vito", case)
    assert (stored.status, stored.reviewer) == ("in_review", vito)
    assert signed_in("vera").get(case.get_absolute_url()).status_code == 404


def test_a_reviewer_hands_their_case_to_another_and_no_other_persons(world, vito):
    case, by = fresh(world, "vera", world.north_submitted)
    move_case(case=case, key="claim", by=by)
    with pytest.raises(Refused, match="not yours to assign"):
        assign_case(case_id=case.pk, reviewer=vito, by=world.enter("vito"))
    assign_case(case_id=case.pk, reviewer=vito, by=world.enter("vera"))
    world.enter("vera")
    assert not Case.objects.filter(pk=case.pk).exists()
    stored, _ = fresh(world, "vito", case)
    assert CaseMove.objects.filter(case=case).latest("at").key == "assign"
    assert stored.reviewer == vito


def test_who_enters_cases_and_reviews_elsewhere_reviews_none_of_their_own(world, signed_in):
    Membership.objects.create(user=world.nora, institution=world.south, role=Role.REVIEWER)
    scope = world.enter("adam")
    found = next(one for one in assignments_of(scope) if one.case_id == world.north_submitted.pk)
    assert {str(one) for one in reviewers_for(found)} == {"Vera"}
    browser = signed_in("nora")
    browser.post(reverse("case-claim", args=[world.north_submitted.pk]))
    stored, _ = fresh(world, "nora", world.north_submitted)
    assert stored.status == "submitted"


def test_a_scope_holds_no_institution_that_one_does_not_belong_to(world):
    for name, person in world.people.items():
        scope = world.enter(name)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.sites')")
            sites = set(filter(None, cursor.fetchone()[0].split(",")))
        mine = Institution.objects.filter(memberships__user=person, memberships__role__in=[Role.CLINICIAN, Role.LEAD])
        assert sites == {str(one.pk) for one in mine}, name
        assert scope.sites <= scope.home, name


# ---- amendment ------------------------------------------------------------------------------------------------


def test_an_accepted_case_changes_for_a_reason_and_only_the_sections_touched_fall(world, signed_in):
    case, nora = world.north_accepted, signed_in("nora")
    assert nora.post(reverse("case-amend", args=[case.pk]), {"reason": " "}).status_code == 422
    why = "The second biopsy was entered for the wrong side."
    assert nora.post(reverse("case-amend", args=[case.pk]), {"reason": why}).status_code == 302
    changed, by = fresh(world, "nora", case)
    assert (changed.status, changed.released) == ("amended", True)
    add(changed, "specimen", by, on=days(1010), result="benign", compartment="SKIN_LR", site="scar")
    changed.refresh_from_db()
    assert sections_changed(changed, changed.amended_since) == ("biopsies",)
    events = Case._meta.get_field("events").related_model.objects
    assert events.filter(pgh_obj_id=case.pk, version=changed.version).get().amended_why == why
    page = nora.get(case.get_absolute_url()).text
    assert "Changed so far: Biopsies and markers." in page
    nora.post(reverse("case-finish", args=[case.pk]))
    assert "Changed since it was reviewed: Biopsies and markers." in signed_in("vera").get(case.get_absolute_url()).text
    signed_in("vera").post(reverse("case-confirm", args=[case.pk]))
    stored, _ = fresh(world, "nora", case)
    assert (stored.status, stored.amended_why, stored.amended_since) == ("accepted", "", None)


def test_a_change_that_changed_nothing_leaves_the_case_where_it_was(world):
    case, by = fresh(world, "nils", world.north_accepted)
    with pytest.raises(Refused, match="A lead signs the case"):
        move_case(case=case, key="lock", by=by)
    sign_to_lock(case, by=by)
    case = move_case(case=case, key="lock", by=by)
    case = move_case(case=case, key="amend", reason="The chart says otherwise.", by=by)
    assert case.status == "amended"
    assert move_case(case=case, key="finish", by=by).status == "locked"


def test_a_colleague_writes_only_for_a_reason_of_their_own(world):
    case, by = fresh(world, "nora", world.north_accepted)
    move_case(case=case, key="amend", reason="The first dose was a week later.", by=by)
    case, nils = fresh(world, "nils", case)
    with pytest.raises(Refused, match="Say why it is changed"):
        add(case, "adverse-event", nils, term="Rash maculo-papular")
    move_case(case=case, key="amend", reason="An adverse event was left out.", by=nils)
    assert add(case, "adverse-event", nils, term="Rash maculo-papular")
    case, nora = fresh(world, "nora", case)
    with pytest.raises(Refused, match="Say why it is changed"):
        add(case, "adverse-event", nora, term="Rash maculo-papular")


def test_a_locked_case_takes_a_follow_up_as_an_addition_and_no_change(world):
    case, by = fresh(world, "nils", world.north_accepted)
    sign_to_lock(case, by=by)
    move_case(case=case, key="lock", by=by)
    later = add(case, "follow-up", by, on=days(1400), status="alive")
    assert fresh(world, "nils", case)[0].status == "locked"
    with pytest.raises(Refused, match="This case is locked. Say why"):
        records_actions.save_row(row=later, case=case, by=by)
    with pytest.raises(Refused, match="This case is locked. Say why"):
        records_actions.remove_row(row=later, by=by)


def test_only_a_lead_locks_and_a_case_with_an_open_question_is_not_accepted(world):
    case, nora = fresh(world, "nora", world.north_accepted)
    with pytest.raises(Refused, match="Only a lead"):
        move_case(case=case, key="lock", by=nora)
    with pytest.raises(Refused, match="Nobody reviews a case of their own institution"):
        move_case(case=fresh(world, "viktor", world.north_submitted)[0], key="claim", by=world.scope("viktor"))


# ---- the data, the database and the page ----------------------------------------------------------------------


def test_the_database_lets_pass_the_steps_of_the_data_and_no_other(db):
    """What ``records_step_refused`` names, beside the data; a withdrawal has a function of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'records_step_refused'")
        named = set(re.findall(r"'([a-z_]+ [a-z_]+)'", cursor.fetchone()[0]))
    steps = {
        f"{came_from} {one.to}"
        for one in TRANSITIONS
        for came_from in one.came_from
        if one.to not in (None, CaseStatus.WITHDRAWN, came_from)
    }
    undone = {"amended locked"}  # a change that changed nothing
    assert named == steps | undone


def test_the_page_of_the_course_is_current():
    assert (DOCS / "workflow.md").read_text(encoding="utf-8") == workflow_text(), "run ./dev docs"


def test_the_history_of_a_case_stands_on_its_page(world, signed_in):
    case = world.north_submitted
    enter(world.scope("vera"))
    accept(case, by=world.scope("vera"))
    page = signed_in("nora").get(case.get_absolute_url()).text
    told = page.split("The way of this case (3 steps)")[1].split("</details>")[0]
    assert [told.index(one) for one in ("Accept", "Take into review", "Submit")] == sorted(
        told.index(one) for one in ("Accept", "Take into review", "Submit")
    )
    assert "Vera" in told


def test_a_move_that_was_made_meanwhile_is_not_made_again(world):
    case, by = fresh(world, "nora", world.north_draft)
    again = Case.objects.get(pk=case.pk)
    submit(case, by=by)
    with pytest.raises(Refused, match="is not possible now: this case is submitted"):
        move_case(case=Case.objects.get(pk=again.pk), key="submit", by=by)
