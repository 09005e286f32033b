"""The life of a project: two persons, a last day, more time, members, and what each of them reads."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.episodes.derivation import derive
from registry.institutions.access.actions import answer_request, approve_request, ask_for_access
from registry.institutions.actions import add_member
from registry.institutions.models import Institution, Project, ProjectInstitution, ProjectMembership, Role
from registry.institutions.policies import Refused
from registry.institutions.projects import actions
from registry.institutions.scoping import Scope
from tests.doors import signed_in as browser_of
from tests.doors import with_token
from tests.factories.accounts import with_app
from tests.factories.projects import A_YEAR_ON
from tests.world import World

LATER = A_YEAR_ON + timedelta(days=90)
PAST = A_YEAR_ON - timedelta(days=400)


@pytest.fixture
def second(world: World):
    """Another administrator of the world, in a browser of their own."""
    named = {"email": "ada@north.example", "name": "Ada", "role": Role.ADMINISTRATOR}
    held = add_member(institution=world.north, **named, by=world.scope("adam"))
    world.people["ada"] = held.user
    with_app(held.user)
    return browser_of(world, "ada")


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(world: World, **changed) -> dict:
    said = {"title": "How fast?", "question": "How fast?", "purpose": "To know", "ethics_ref": "EK 7"}
    chosen = {"institutions": [world.north.pk], "members": [world.rolf.pk]}
    return said | chosen | {"until": A_YEAR_ON.isoformat()} | changed


def made(world: World, signed_in) -> Project:
    """Adam makes a project over North for Rolf."""
    assert signed_in("adam").post(reverse("project-create"), typed(world)).status_code == 302
    return Project.objects.get(title="How fast?")


def say(browser, name: str, project: Project, sent: dict | None = None, **named):
    return browser.post(reverse(name, kwargs={"project": project.pk} | named), sent or {}, follow=True)


def test_who_made_it_does_not_approve_it_and_another_does(world, signed_in, second):
    project = made(world, signed_in)
    assert world.scope("rolf").readable_sites == frozenset()
    assert "you made or changed it last" in words(say(signed_in("adam"), "project-approve", project))
    assert world.scope("rolf").readable_sites == frozenset()
    assert "It is approved." in words(say(second, "project-approve", project))
    assert world.scope("rolf").readable_sites == {world.north.pk}
    page = words(signed_in("rolf").get(project.get_absolute_url()))
    assert "every member reads the accepted cases of North Hospital row by row" in page
    assert "Counts, and rows in approved projects Rows of accepted cases" in page


def test_a_change_waits_for_somebody_else_again(world, signed_in, second):
    project = made(world, signed_in)
    say(second, "project-approve", project)
    address = reverse("project-edit", args=[project.pk])
    assert second.post(address, typed(world, title="How slowly?")).status_code == 302
    assert world.scope("rolf").readable_sites == frozenset()
    assert "you made or changed it last" in words(say(second, "project-approve", project)), "Who changed it last."
    assert "It is approved." in words(say(signed_in("adam"), "project-approve", project))


def refused(statement: str, *parameters, by: str) -> None:
    with pytest.raises(IntegrityError, match=by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_the_database_holds_the_rule_of_two(world):
    one = "UPDATE institutions_project SET {} WHERE id = %s"
    refused(one.format("approved_by_id = edited_by_id"), world.project.pk, by="approved again|two_persons")
    refused(one.format("title = 'Other'"), world.project.pk, by="a changed project is approved again")
    refused(one.format("until = until + 1"), world.project.pk, by="a changed project is approved again")
    refused(one.format("approved_by_id = NULL"), world.project.pk, by="approved again|two_persons")
    refused(
        "INSERT INTO institutions_projectinstitution (id, project_id, institution_id)"
        " VALUES (gen_random_uuid(), %s, %s)",
        world.project.pk,
        world.south.pk,
        by="reads no further institution",
    )
    with connection.cursor() as cursor:
        cursor.execute(one.format("until = until - 1"), [world.project.pk])
        assert cursor.rowcount == 1, "The twin: less time needs nobody else."
        cursor.execute(one.format("approved = false, approved_by_id = edited_by_id"), [world.project.pk])
        refused(one.format("approved = true"), world.project.pk, by="a_project_takes_two_persons")


def test_after_the_last_day_it_gives_nothing(world, signed_in):
    assert world.scope("rosa").readable_sites == {world.north.pk}
    Project.objects.filter(pk=world.project.pk).update(until=PAST)
    assert world.scope("rosa").readable_sites == frozenset()
    page = words(signed_in("rosa").get(world.project.get_absolute_url()))
    assert "Past its last day." in page
    assert "nobody reads anything through this project now" in page


def test_a_token_and_the_database_end_with_it_too(world):
    """One token, before and after the day."""
    derive([case.pk for case in world.cases.values()])
    program = with_token(world, "rosa")
    while_open = program.get(reverse("api:members")).json()["count"]
    Project.objects.filter(pk=world.project.pk).update(until=PAST)
    afterwards = program.get(reverse("api:members")).json()["count"]
    assert while_open > afterwards, "Published cases are left."
    world.enter("rosa")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.readable_sites', true)")
        assert cursor.fetchone() == ("",)


def test_more_time_is_asked_for_by_one_and_given_by_another(world, signed_in, second):
    sent = {"until": LATER.isoformat()}
    assert "waits for another administrator" in words(say(signed_in("rosa"), "project-extension", world.project, sent))
    assert Project.objects.get(pk=world.project.pk).until == A_YEAR_ON, "Nothing changed yet."
    say(signed_in("adam"), "project-extension", world.project, sent)
    answer = {"decision": "confirm"}
    assert "you asked for the extension" in words(
        say(signed_in("adam"), "project-extension-decide", world.project, answer)
    )
    assert "The project is extended." in words(say(second, "project-extension-decide", world.project, answer))
    held = Project.objects.get(pk=world.project.pk)
    assert (held.until, held.edited_by, held.approved_by) == (LATER, world.adam, world.people["ada"])


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("", "Give the last day."),
        ("tomorrow", "Give the last day as a date"),
        (PAST.isoformat(), "The last day is past already."),
        ((A_YEAR_ON + timedelta(days=9000)).isoformat(), "three years at most"),
        (A_YEAR_ON.isoformat(), "already. Give a later day."),
    ],
)
def test_a_day_that_is_none_gets_a_sentence(world, signed_in, until, why):
    answer = say(signed_in("rosa"), "project-extension", world.project, {"until": until})
    assert answer.status_code == 422
    assert why in words(answer)


def test_members_come_and_go_and_the_trail_says_so(world, signed_in):
    assert "Rolf is in the project." in words(
        say(signed_in("adam"), "project-member-add", world.project, {"user": world.rolf.pk})
    )
    assert world.scope("rolf").readable_sites == {world.north.pk}
    assert "Choose a researcher of the list." in words(
        say(signed_in("adam"), "project-member-add", world.project, {"user": world.nora.pk})
    )
    refused = words(say(signed_in("rosa"), "project-member-remove", world.project, user=world.rolf.pk))
    assert "Only an administrator may do this." in refused
    assert world.scope("rolf").readable_sites == {world.north.pk}, "Still in."
    gone = say(signed_in("rolf"), "project-member-remove", world.project, user=world.rolf.pk)
    assert "Rolf is no longer in the project." in words(gone)
    assert world.scope("rolf").readable_sites == frozenset()
    trail = ProjectMembership.pgh_event_model.objects.filter(user_id=world.rolf.pk).order_by("pgh_id")
    assert [(one.pgh_label, one.pgh_context.metadata["user"]) for one in trail] == [
        ("insert", str(world.adam.pk)),
        ("delete", str(world.rolf.pk)),
    ]
    page = words(signed_in("adam").get(world.project.get_absolute_url()))
    assert "Rolf added (Adam)" in page
    assert "Rolf taken out (Rolf)" in page


def test_a_lead_takes_the_institution_out_alone_and_no_other_lead_does(world, signed_in):
    assert say(signed_in("sofia"), "project-leave", world.project, code="NORTH").status_code == 404
    assert "reads no row of North Hospital any more" in words(
        say(signed_in("nils"), "project-leave", world.project, code="NORTH")
    )
    assert world.scope("rosa").readable_sites == frozenset()
    left = ProjectInstitution.pgh_event_model.objects.filter(project_id=world.project.pk).latest("pgh_id")
    assert (left.pgh_label, left.institution_id) == ("delete", world.north.pk)


def test_closed_it_gives_nothing_and_cannot_be_approved(world, signed_in):
    assert "It is closed" in words(say(signed_in("adam"), "project-close", world.project))
    assert world.scope("rosa").readable_sites == frozenset()
    assert "there is nothing to approve" in words(say(signed_in("adam"), "project-approve", world.project))


@pytest.mark.parametrize(
    ("name", "status"), [("rosa", 200), ("nils", 200), ("adam", 200), ("rolf", 404), ("sofia", 404)]
)
def test_who_reads_about_a_project(world, signed_in, name, status):
    assert signed_in(name).get(world.project.get_absolute_url()).status_code == status


def test_nobody_approves_the_own_request(world, signed_in):
    both = Scope(user_id=world.adam.pk, researcher=True, administrator=True, led=frozenset({world.north.pk}))
    world.enter("adam")
    said = {"title": "Mine", "question": "Which?", "purpose": "To know", "until": A_YEAR_ON}
    asked = ask_for_access(**said, institutions=[Institution.objects.get(code="NORTH")], by=both)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.led', %s, true)", [str(world.north.pk)])
    answer_request(answer=asked.answers.get(), agreed=True, remark="", by=both)
    with pytest.raises(Refused, match="you asked for it"):
        approve_request(request=asked, by=both)
    with pytest.raises(Refused, match="you made or changed it last"):
        actions.approve_project(
            project=actions.save_project(
                project=Project(title="Alone", until=A_YEAR_ON), institutions=[world.north], members=[], by=both
            ),
            by=both,
        )
