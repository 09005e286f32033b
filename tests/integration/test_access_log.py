"""Who read and who took away: noted whatever the door, seen by few, changed by nobody."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from cases.exchange.exporting import full_documents
from registry.audit.models import AccessLog, Act, How, Thing
from tests.factories.pictures import photographed
from tests.world import World, begin_session

pytestmark = pytest.mark.django_db


def noted(world: World, reader: str, **fields) -> list[AccessLog]:
    """The rows that ``reader`` finds in the log, the newest first."""
    world.enter(reader)
    return list(AccessLog.objects.filter(**fields).newest_first())


@pytest.mark.parametrize(
    ("name", "who", "how"),
    [
        ("case-detail", "nora", How.IN_FULL),
        ("case-whole", "nora", How.IN_FULL),
        ("case-detail", "vera", How.DEIDENTIFIED),
    ],
)
def test_a_page_of_a_case_is_noted_with_who_and_how(world: World, client, name: str, who: str, how: How):
    begin_session(client, world.people[who])
    case = world.north_submitted
    assert client.get(reverse(name, args=[case.pk])).status_code == 200
    assert client.get(reverse(name, args=[case.pk])).status_code == 200
    [one] = noted(world, "nils", subject_id=case.pk)
    assert (one.person_id, one.act, one.what, one.how) == (world.people[who].pk, Act.READ, Thing.CASE, how)
    assert (one.institution_id, one.about) == (world.north.pk, case.pseudonym)


def test_a_page_that_was_not_shown_is_not_noted(world: World, client):
    begin_session(client, world.people["sam"])
    assert client.get(reverse("case-detail", args=[world.north_submitted.pk])).status_code == 404
    assert client.post(reverse("case-detail", args=[world.south_accepted.pk])).status_code == 405
    assert noted(world, "adam") == []


def test_every_export_is_noted(world: World, client):
    case = world.north_accepted
    begin_session(client, world.people["nora"])
    assert client.get(reverse("case-pdf", args=[case.pk])).status_code == 200
    assert client.get(reverse("case-json", args=[case.pk])).status_code == 200
    assert client.get(reverse("analysis-figure-file", args=["attrition", "csv"]), {"of": "episodes"}).status_code == 200
    assert client.post(f"{reverse('cohort-zip')}?of=episodes").status_code == 200
    found = {(one.what, one.institution_id == world.north.pk) for one in noted(world, "adam", act=Act.EXPORT)}
    assert found >= {(what, True) for what in (Thing.CASE_PDF, Thing.CASE_FILE, Thing.FIGURE, Thing.ARCHIVE)}


def test_the_command_that_exports_whole_cases_is_noted(world: World):
    documents = list(full_documents(institutions=[world.north], page="export_cases"))
    [one] = noted(world, "nils", what=Thing.WHOLE_CASES)
    assert (one.person_id, one.rows, one.how) == (None, len(documents), How.IN_FULL)


def test_pixels_of_a_photograph_are_noted(world: World, client):
    photograph = photographed(world.north_draft, world.enter("nora"))
    begin_session(client, world.people["nora"])
    for name in ("photograph-picture", "photograph-thumbnail"):
        assert client.get(reverse(name, args=[photograph.case_id, photograph.pk])).status_code == 200
    assert [one.about for one in noted(world, "nils", subject_id=photograph.pk)] == [""]


def test_a_list_of_own_cases_is_noted_with_its_length(world: World, client):
    begin_session(client, world.people["nora"])
    client.get(reverse("case-list"))
    assert [one.rows for one in noted(world, "nora", what=Thing.CASES)] == [4]


@pytest.mark.parametrize(
    ("reader", "sees"), [("nora", 1), ("nils", 1), ("adam", 1), ("sam", 0), ("sofia", 0), ("vera", 0)]
)
def test_the_log_is_open_to_the_person_the_leads_and_administrators(world: World, client, reader: str, sees: int):
    begin_session(client, world.people["nora"])
    client.get(reverse("case-detail", args=[world.north_draft.pk]))
    assert len(noted(world, reader, subject_id=world.north_draft.pk)) == sees


def test_a_colleague_who_leads_nothing_does_not_see_what_others_read(world: World, client):
    begin_session(client, world.people["nils"])
    client.get(reverse("case-detail", args=[world.north_draft.pk]))
    assert noted(world, "nora", subject_id=world.north_draft.pk) == []


@pytest.mark.parametrize(
    "verb", ["UPDATE audit_accesslog SET about = ''", "DELETE FROM audit_accesslog", "TRUNCATE audit_accesslog"]
)
def test_nobody_changes_the_log(world: World, verb: str):
    world.enter("adam")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


def test_the_database_says_who_and_when(world: World):
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_accesslog (at, person_id, act, what, how, about)"
            " VALUES ('2001-01-01', %s, 'read', 'case', 'full', '')",
            [world.people["adam"].pk],
        )
    [one] = noted(world, "nora")
    assert one.person_id == world.people["nora"].pk
    assert one.at.year > 2001
