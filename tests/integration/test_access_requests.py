"""A researcher asks for access, the leads answer for their own institution, an administrator opens the project."""

import re
import uuid

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from registry.institutions.access import actions
from registry.institutions.models import AccessAnswer, AccessRequest, Institution, Membership, Project, Role
from registry.institutions.policies import Refused
from tests.factories.projects import A_YEAR_ON

ASKED = {
    "title": "Why the skin first?",
    "question": "What was given next?",
    "purpose": "To compare what was given next.",
    "until": A_YEAR_ON.isoformat(),
}

AGREED = "UPDATE institutions_accessanswer SET agreed = true, answered_by_id = %s, answered_at = now()"
ANSWER = (
    "INSERT INTO institutions_accessanswer (id, request_id, institution_id, asked_by_id, remark)"
    " VALUES (gen_random_uuid(), %s, %s, %s, '')"
)


def run(statement: str, parameters: list | None = None) -> int:
    """Rows touched by one statement of the application's login, undone when it fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


@pytest.fixture
def asked(world, signed_in) -> AccessRequest:
    """Rolf asks both institutions, through the page."""
    typed = ASKED | {"institutions": [world.north.pk, world.south.pk]}
    answer = signed_in("rolf").post(reverse("access-ask"), typed)
    assert answer.status_code == 302
    world.enter("rolf")
    return AccessRequest.objects.get(title=ASKED["title"])


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def say(browser, asked: AccessRequest, code: str, agreed: str, remark: str = ""):
    address = reverse("access-answer", args=[asked.pk, code])
    return browser.post(address, {"agreed": agreed, "remark": remark}, follow=True)


def decide(browser, asked: AccessRequest, decision: str):
    return browser.post(reverse("access-decide", args=[asked.pk]), {"decision": decision}, follow=True)


def test_from_the_question_to_the_project(world, signed_in, asked):
    assert "North Hospital has not answered" in words(signed_in("rolf").get(reverse("access-list")))
    assert "Not every institution has answered yet: North Hospital, South Clinic." in words(
        decide(signed_in("adam"), asked, "approve")
    )
    assert "The answer of North Hospital is saved." in words(say(signed_in("nils"), asked, "NORTH", "yes", "Gladly"))
    say(signed_in("sofia"), asked, "SOUTH", "no", "Too few patients")
    page = words(decide(signed_in("adam"), asked, "approve"))
    assert "The request is approved." in page
    project = Project.objects.get(title=ASKED["title"])
    assert project.approved
    assert list(project.institutions.all()) == [world.north], "Only who agreed."
    assert list(project.members.all()) == [world.rolf]
    assert (project.question, project.until) == (ASKED["question"], A_YEAR_ON)
    assert (project.edited_by, project.approved_by) == (world.rolf, world.adam)
    assert world.scope("rolf").readable_sites == {world.north.pk}
    assert "“Too few patients”" in words(signed_in("rolf").get(asked.get_absolute_url()))


def test_until_it_is_approved_nothing_is_open(world, signed_in, asked):
    say(signed_in("nils"), asked, "NORTH", "yes")
    assert world.scope("rolf").readable_sites == frozenset()


def test_a_lead_answers_for_the_own_institution_only(world, signed_in, asked):
    assert say(signed_in("nils"), asked, "SOUTH", "yes").status_code == 404
    scope = world.enter("nils")
    answer = asked.answers.filter(institution=world.south).first()
    assert answer is None, "What another institution answers is its own until the request is read by who asked."
    world.enter("adam")
    answer = asked.answers.get(institution=world.south)
    with pytest.raises(Refused, match="Only a lead of this institution"):
        actions.answer_request(answer=answer, agreed=True, remark="", by=scope)


def test_who_asks_answers_nothing(world, signed_in, asked):
    assert say(signed_in("rolf"), asked, "NORTH", "yes").status_code == 404
    world.enter("rolf")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE institutions_accessanswer SET agreed = true, answered_by_id = asked_by_id")
        assert cursor.rowcount == 0
    world.enter("nils")
    assert run(AGREED, [world.nils.pk]) == 1, "The twin: a lead of the institution reaches its own answer."


def test_only_a_lead_answers_and_only_in_the_own_name(world, signed_in, asked):
    world.enter("nora")
    assert run("SELECT remark FROM institutions_accessanswer") == 1, "A clinician of the institution reads it."
    assert run(AGREED, [world.nora.pk]) == 0
    world.enter("nils")
    with pytest.raises(ProgrammingError, match="row-level security"):
        run(AGREED, [world.nora.pk])
    assert run(AGREED, [world.nils.pk]) == 1


def test_an_answer_names_no_request_of_somebody_else(world, signed_in, asked):
    own, east = uuid.uuid4(), Institution.objects.create(code="EAST", name="East", country="DE")
    world.enter("rosa")
    request = [own, "Mine", "To compare.", world.rosa.pk]
    run(
        "INSERT INTO institutions_accessrequest"
        " (id, title, question, purpose, ethics_ref, colleagues, state, asked_by_id, asked_at)"
        " VALUES (%s, %s, '', %s, '', '{}', 'open', %s, now())",
        request,
    )
    with pytest.raises(IntegrityError, match="an_answer_is_of_who_asked"):
        run(ANSWER, [asked.pk, east.pk, world.rosa.pk])
    assert run(ANSWER, [own, east.pk, world.rosa.pk]) == 1


def test_a_lead_holds_a_request_while_answering_and_changes_nothing_of_it(world, signed_in, asked):
    """So that an answer waits for the decision, and the decision for the answer."""
    held = "SELECT id FROM institutions_accessrequest FOR UPDATE"
    world.enter("nora")
    assert run(held) == 0
    world.enter("nils")
    assert run(held) == 1
    for state in ("approved", "withdrawn"):
        with pytest.raises(ProgrammingError, match="row-level security"):
            run("UPDATE institutions_accessrequest SET state = %s", [state])
    world.enter("rolf")
    assert run("UPDATE institutions_accessrequest SET state = 'withdrawn'") == 1


def test_who_asks_approves_nothing(world, signed_in, asked):
    assert decide(signed_in("rolf"), asked, "approve").status_code == 404
    world.enter("rolf")
    with pytest.raises(ProgrammingError, match="row-level security"), connection.cursor() as cursor:
        cursor.execute("UPDATE institutions_accessrequest SET state = 'approved'")


@pytest.mark.parametrize("person", ["rosa", "vera", "sam", "viktor"])
def test_nobody_else_reads_it(world, signed_in, asked, person):
    assert signed_in(person).get(asked.get_absolute_url()).status_code == 404


def test_a_decided_request_is_settled(world, signed_in, asked):
    assert "The request is declined." in words(decide(signed_in("adam"), asked, "decline"))
    assert "This request is declined already." in words(say(signed_in("nils"), asked, "NORTH", "yes"))
    assert "This request is declined already." in words(decide(signed_in("adam"), asked, "approve"))
    assert not Project.objects.filter(title=ASKED["title"]).exists()


def test_a_request_can_be_withdrawn(world, signed_in, asked):
    page = signed_in("rolf").post(reverse("access-withdraw", args=[asked.pk]), follow=True)
    assert "The request is withdrawn." in words(page)
    assert "This request is withdrawn already." in words(decide(signed_in("adam"), asked, "approve"))


def test_a_request_says_what_is_missing_and_loses_nothing(world, signed_in):
    page = signed_in("rolf").post(reverse("access-ask"), {"title": "", "purpose": "To compare"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Give the title." in text
    assert "Choose at least one institution." in text
    assert "To compare" in text


def test_an_institution_that_keeps_to_itself_is_not_offered(world, signed_in):
    assert "North Hospital" in words(signed_in("rolf").get(reverse("access-ask")))
    Institution.objects.filter(code="NORTH").update(sharing_level="own")
    assert "North Hospital" not in words(signed_in("rolf").get(reverse("access-ask")))


def test_an_institution_whose_rows_one_reads_anyway_is_not_offered(world, signed_in):
    """A researcher who works on cases of North reads its rows already; one who does not has to ask for them."""
    assert "North Hospital" in words(signed_in("rolf").get(reverse("access-ask")))
    Membership.objects.create(user=world.rolf, institution=world.north, role=Role.CLINICIAN)
    page = words(signed_in("rolf").get(reverse("access-ask")))
    assert "North Hospital" not in page
    assert "South Clinic" in page


def test_leads_are_told_by_mail_that_something_waits_and_not_what(
    world, signed_in, settings, django_capture_on_commit_callbacks
):
    settings.SENDS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("rolf").post(reverse("access-ask"), ASKED | {"institutions": [world.north.pk]})
    assert [one.to for one in mail.outbox] == [[world.nils.email]]
    assert "/access/" in mail.outbox[0].body
    assert ASKED["title"] not in mail.outbox[0].body + mail.outbox[0].subject


def test_a_registry_without_mail_sends_none(world, signed_in, settings, django_capture_on_commit_callbacks):
    settings.SENDS_MAIL = False
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("rolf").post(reverse("access-ask"), ASKED | {"institutions": [world.north.pk]})
    assert mail.outbox == []


def test_both_sides_are_in_the_trail(world, signed_in, asked):
    say(signed_in("nils"), asked, "NORTH", "no")
    world.enter("adam")
    assert [one.pgh_label for one in asked.events.order_by("pgh_id")] == ["insert"]
    answer = AccessAnswer.objects.get(request=asked, institution=world.north)
    last = answer.events.order_by("-pgh_id").first()
    assert (last.agreed, last.answered_by_id) == (False, world.nils.pk)
    assert last.pgh_context.metadata["user"] == str(world.nils.pk)
