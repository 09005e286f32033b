"""The screen on which administrators and leads review the audit."""

import pytest
from django.db import connections
from django.urls import reverse

from registry.audit.models import AccessLog, Act, Thing
from registry.institutions.audit_review.page import AuditPage
from registry.institutions.scoping import acting
from tests.factories import draft
from tests.world import World, begin_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(world: World, client):
    """Nora reads and exports a case and opens another; Vera reads one."""
    begin_session(client, world.people["nora"])
    client.get(reverse("case-detail", args=[world.north_accepted.pk]))
    client.get(reverse("case-json", args=[world.north_accepted.pk]))
    with acting(world.scope("nora"), page="open"):
        draft(world.north, world.scope("nora"), "CANARY-OPENED")
    begin_session(client, world.people["vera"])
    client.get(reverse("case-detail", args=[world.north_submitted.pk]))
    return world


def shown(client, world: World, name: str, **asked) -> AuditPage:
    begin_session(client, world.people[name])
    answer = client.get(reverse("audit-review"), asked)
    assert answer.status_code == 200
    assert "CANARY" not in answer.content.decode()
    return answer.context["page"]


@pytest.mark.parametrize(
    ("name", "status"), [("adam", 200), ("nils", 200), ("nora", 404), ("vera", 404), ("rosa", 404)]
)
def test_administrators_and_leads_review_it(world: World, client, name: str, status: int):
    begin_session(client, world.people[name])
    assert client.get(reverse("audit-review")).status_code == status


def test_an_administrator_sees_who_did_what_kind_of_thing(looked: World, client):
    rows = shown(client, looked, "adam").rows
    said = {(one.who, one.act, one.what.split(",")[0]) for one in rows}
    pseudonym = looked.north_accepted.pseudonym
    assert ("Nora", "Read", f"A case {pseudonym}") in said
    assert ("Nora", "Exported", f"A case as case JSON {pseudonym}") in said
    assert ("Nora", "Wrote", "Case") in said
    assert ("Vera", "Read", f"A case {looked.north_submitted.pseudonym}") in said
    assert [one.how for one in rows if (one.who, one.act) == ("Vera", "Read")] == ["De-identified"]


@pytest.mark.parametrize(
    ("asked", "whos", "acts"),
    [
        ({"act": "export"}, {"Nora"}, {"Exported"}),
        ({"what": "case", "act": "read"}, {"Nora", "Vera"}, {"Read"}),
        ({"what": "records_caseevent", "act": "change", "day": "2001-01-01"}, set(), set()),
        ({"person": "nobody"}, set(), set()),
    ],
)
def test_it_is_filtered(looked: World, client, asked: dict, whos: set, acts: set):
    rows = shown(client, looked, "adam", **asked).rows
    assert ({one.who for one in rows}, {one.act for one in rows}) == (whos, acts)


def test_it_is_filtered_by_person_and_institution(looked: World, client):
    nora = shown(client, looked, "adam", person=str(looked.people["nora"].pk), institution=str(looked.north.pk)).rows
    assert {(one.who, one.institution) for one in nora} == {("Nora", "North Hospital")}
    assert shown(client, looked, "adam", institution=str(looked.south.pk), act="read").rows == []


def test_a_lead_sees_what_concerns_the_own_institution_and_no_changes(looked: World, client):
    assert {one.who for one in shown(client, looked, "nils").rows} == {"Nora", "Vera"}
    assert {one.act for one in shown(client, looked, "nils").rows} == {"Read", "Exported"}
    assert shown(client, looked, "sofia").rows == []


def test_pages_follow_each_other_without_a_gap(looked: World, client):
    looked.enter("nora")
    notes = [AccessLog(at="2001-01-01T00:00Z", act=Act.READ, what=Thing.CASES, how="full", rows=n) for n in range(120)]
    AccessLog.objects.bulk_create(notes)
    whole, asked = [], {"act": "read", "what": "cases"}
    page = shown(client, looked, "adam", **asked)
    whole += page.rows
    while page.older:
        begin_session(client, looked.people["adam"])
        page = client.get(f"{reverse('audit-review')}?{page.older}").context["page"]
        whole += page.rows
    places = [one.place for one in whole]
    assert len(places) == len(set(places)) == 120
    assert places == sorted(places, key=lambda one: (one.at, one.log, one.key), reverse=True)


def test_a_broken_address_is_no_fault(world: World, client):
    for asked in ({"before": "x~y"}, {"before": "2026-01-01~1~1"}, {"day": "31 Feb"}, {"what": "'", "act": "?"}):
        shown(client, world, "adam", **asked)


def test_a_page_deep_in_a_long_log_is_read_off_an_index(world: World):
    with connections["default"].cursor() as cursor:
        world.enter("adam")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        page = AuditPage(world.scope("adam"), {"before": "2026-01-01T00:00:00+00:00~1~5", "act": "read"})
        plan = page._of(AccessLog.objects.all(), 1, "what").explain()
    assert "access_by_time" in plan
    assert "Sort" not in plan
