"""What became of a case, through its pages: who, when, before, after; one field; two versions."""

import re

import pytest
from django.urls import reverse

from cases.records import actions
from cases.records.models import SkinFinding
from cases.review.moves import move_case
from registry.institutions.scoping import acting
from tests.factories import days
from tests.world import DAY_ZERO, World, begin_session

pytestmark = pytest.mark.django_db


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def edited(world: World):
    """The draft of North with a finding that Nora entered and then moved by ten days."""
    case = world.north_draft
    nora = world.scope("nora")
    with acting(nora, page="enter"):
        row = SkinFinding(on=days(100), change="stable", comment="Canary free text")
        actions.save_row(row=row, case=case, by=nora)
    with acting(nora, page="change"):
        row = SkinFinding.objects.get(case=case)
        row.on, row.change = days(110), "progression"
        actions.save_row(row=row, case=case, by=nora)
    return case


def test_a_change_is_told_with_who_when_and_both_values(world: World, client, edited):
    begin_session(client, world.people["nora"])
    said = words(client.get(reverse("case-history", args=[edited.pk])))
    assert re.search(r"\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} UTC", said)
    assert "Nora · version" in said
    assert re.search(r"Skin finding s1 First documented.*?25 Aug 2016 \(d100\) 4 Sep 2016 \(d110\)", said)
    assert "stable progression" in said


def test_the_history_of_one_field_shows_its_changes_alone(world: World, client, edited):
    begin_session(client, world.people["nora"])
    asked = {"kind": "skin-finding", "row": "s1", "field": "change"}
    said = words(client.get(reverse("case-history", args=[edited.pk]), asked))
    assert "Only changes of Skin finding s1: Change" in said
    assert "d110" not in said
    page = client.get(reverse("case-history", args=[edited.pk]), asked).context["page"]
    assert [(one.lines[0].before, one.lines[0].after) for one in page.told] == [
        ("stable", "progression"),
        ("", "stable"),
    ]


def test_the_history_of_a_row_is_a_step_from_the_case_and_from_its_form(world: World, client, edited):
    begin_session(client, world.people["nora"])
    there = f'href="{reverse("case-history", args=[edited.pk])}?kind=skin-finding&amp;row=s1"'
    row = SkinFinding.objects.values_list("pk", flat=True)
    world.enter("nora")
    form = reverse("row-edit", args=[edited.pk, "skin-finding", row.get(case=edited)])
    for address in (edited.get_absolute_url(), form):
        assert there in client.get(address).content.decode()


def test_two_versions_stand_side_by_side(world: World, client, edited):
    begin_session(client, world.people["nora"])
    changes = client.get(reverse("case-history", args=[edited.pk])).context["page"].told
    asked = {"left": changes[1].event, "right": changes[0].event}
    page = client.get(reverse("case-versions", args=[edited.pk]), asked)
    assert [(line.label, line.before, line.after) for line in page.context["page"].lines] == [
        ("First documented", "25 Aug 2016 (d100)", "4 Sep 2016 (d110)"),
        ("Change", "stable", "progression"),
    ]
    assert "Nothing differs" in words(
        client.get(reverse("case-versions", args=[edited.pk]), {"left": changes[0].event})
    )


def test_an_old_state_shows_the_dates_as_they_stood_then(world: World, client, edited):
    nora = world.scope("nora")
    with acting(nora, page="day zero"):
        actions.set_day_zero(case=edited, day=DAY_ZERO.replace(year=2015), by=nora)
    begin_session(client, world.people["nora"])
    page = client.get(reverse("case-history", args=[edited.pk])).context["page"]
    moved = {line.label: (line.before, line.after) for line in page.told[0].lines}
    assert moved["Day zero"] == ("17 May 2016", "17 May 2015")
    assert moved["First documented"] == ("4 Sep 2016 (d110)", "4 Sep 2016 (d476)")


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("rosa", 404), ("adam", 404), ("vera", 404), ("nora", 200)])
def test_the_history_is_open_to_whoever_opens_the_case(world: World, client, edited, name: str, status: int):
    begin_session(client, world.people[name])
    for page in ("case-history", "case-versions"):
        assert client.get(reverse(page, args=[edited.pk])).status_code == status


def test_a_change_after_acceptance_shows_its_reason(world: World, client):
    nora, case = world.scope("nora"), world.north_accepted
    with acting(nora, page="amend"):
        move_case(case=case, key="amend", reason="The report was read again.", by=nora)
    begin_session(client, world.people["nora"])
    newest = client.get(reverse("case-history", args=[case.pk])).context["page"].told[0]
    assert newest.why == "The report was read again."


def test_a_reviewer_sees_days_and_nothing_that_identifies(world: World, client):
    begin_session(client, world.people["vera"])
    case = world.north_submitted
    said = words(client.get(reverse("case-history", args=[case.pk])))
    assert "Shown without what identifies" in said
    assert "d1000" in said
    assert "CANARY" not in said
    assert "Canary" not in said
    assert "2016" not in said
