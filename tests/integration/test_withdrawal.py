"""A withdrawn case is nowhere: every door and every table is asked for it, as every role, before and after."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from cases.cohorts.members import Unit
from cases.records import actions
from cases.records.models import Case, Tombstone
from cases.records.policies import Refused
from cases.records.withdrawal.actions import withdraw_case
from registry.database.deriver import as_deriver
from registry.institutions.scoping import enter
from tests.doors import Things, frozen_by, our_doors, signed_in, things_of, with_token
from tests.factories import draft
from tests.factories.pictures import photographed
from tests.world import World

EVERY_ROLE = ("nora", "nils", "sam", "rosa", "vera", "adam")
READ_IT = ("nora", "nils", "rosa", "vera")
"""Who comes upon the case somewhere before it is withdrawn."""
NAMES_ITS_REVIEWER = "adam"
"""Sees by which pseudonym the case is reviewed, on pages; no row of it."""
STONES = "/cases/withdrawn/"
OF_WHO_DID_WHAT = {
    "pghistory_context",
    "procrastinate_jobs",
    "procrastinate_events",
    "django_session",
    "audit_accesslog",
}
"""Tables that keep addresses or ids, and nothing that was in a case."""
WHO_READ_IT = "/administration/audit/"
"""The page of one of them: who read a case, by its pseudonym, is asked most of all once it is withdrawn."""


@dataclass(frozen=True)
class Traces:
    """What would give the case away. ``marks``: found only with it; ``things``: what its addresses name."""

    marks: re.Pattern
    things: Things


@pytest.fixture
def traces(world: World) -> Traces:
    """The case that is about to be withdrawn: accepted, dated, photographed, counted, in a frozen run."""
    case = world.north_accepted
    things = things_of(world)
    with as_deriver(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM episodes_verdict WHERE case_id = %s", [case.pk])
        episodes = [key for (key,) in cursor.fetchall()]
    things.known |= {"case": [case.pk], "episode": episodes, "run": [frozen_by(world, "rosa")]}
    things.known |= {"kind": ["skin-finding"], "section": things.known["section"][:1]}
    things.rows = [row for row in things.rows if row[:2] == (case.pk, "skin-finding")]
    marks = [case.local_code, case.pseudonym, str(case.pk), *map(str, episodes)]
    return Traces(re.compile("|".join(map(re.escape, marks))), things)


def shown_to(world: World, name: str, traces: Traces) -> Iterator[tuple[str, str]]:
    """Every page that a person can ask for, without the address that was asked, and what they carry off."""
    client = signed_in(world, name, raise_request_exception=False)
    for door in our_doors():
        for address, _ in door.addresses(traces.things):
            answer = client.get(address)
            assert answer.status_code < 500, address
            yield address, answer.content.decode(errors="replace").replace(address, "")
    for unit in Unit:
        sent = client.post(f"{reverse('cohort-zip')}?of={unit}")
        if sent.status_code == 200:
            archive = zipfile.ZipFile(io.BytesIO(sent.content))
            yield from ((f"{unit} {file}", archive.read(file).decode()) for file in archive.namelist())
    program = with_token(world, name)
    yield from ((f"api {unit}", program.get(reverse("api:members"), {"of": unit}).text) for unit in Unit)


def rows_for(world: World, name: str) -> Iterator[tuple[str, str]]:
    """Every row of every table and view that the application may read in a person's name."""
    world.enter(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'"
            " AND c.relkind IN ('r', 'p', 'v') AND has_table_privilege(c.oid, 'SELECT')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT whole::text FROM "{table}" whole')
            yield from ((table, text) for (text,) in cursor.fetchall())


def on_pages(world: World, name: str, traces: Traces) -> set[str]:
    return places(shown_to(world, name, traces), traces.marks) - {WHO_READ_IT}


def in_tables(world: World, name: str, traces: Traces) -> set[str]:
    return places(rows_for(world, name), traces.marks) - OF_WHO_DID_WHAT


def places(found: Iterator[tuple[str, str]], marks: re.Pattern) -> set[str]:
    return {place for place, text in found if marks.search(text)}


def test_no_door_and_no_table_gives_a_withdrawn_case_to_anybody(world: World, traces: Traces):
    for name in EVERY_ROLE:
        pages, tables = on_pages(world, name, traces), in_tables(world, name, traces)
        assert bool(tables) is (name in READ_IT), "The twin: before, whoever may read it meets it."
        assert bool(pages) is (name in (*READ_IT, NAMES_ITS_REVIEWER)), name

    withdraw_case(case=world.north_accepted, reason="consent", by=world.enter("nora"))

    for name in EVERY_ROLE:
        pages, tables = on_pages(world, name, traces), in_tables(world, name, traces)
        assert {page for page in pages if not page.startswith(STONES)} == set(), name
        assert bool(pages) is bool(tables) is (name in ("nora", "nils")), "Its institution sees the tombstone."
        assert tables <= {"records_tombstone"}, name


def test_a_count_falls_by_the_case_that_is_withdrawn(world: World, traces: Traces):
    def numbers() -> tuple[int, int]:
        program = with_token(world, "rosa")
        frozen = program.get(reverse("api:members"), {"run": str(traces.things.known["run"][0])}).json()
        return len(program.get(reverse("api:members")).json()["members"]), len(frozen["members"])

    assert numbers() == (2, 2)
    withdraw_case(case=world.north_accepted, reason="consent", by=world.enter("nora"))
    assert numbers() == (1, 1)


def test_the_tombstone_says_who_when_and_why(world: World):
    stone = withdraw_case(case=world.north_draft, reason="objection", note="By letter.", by=world.enter("nora"))
    page = signed_in(world, "nils").get(reverse("withdrawn-case", args=[world.north_draft.pk])).text
    for said in (stone.pseudonym, "Nora", "The patient objected to the use of the data: By letter.", "Locked away"):
        assert said in page
    again = withdraw_case(case=world.north_draft, reason="mistake", by=world.enter("nora"))
    assert again == stone, "the first withdrawal stands"
    assert again.reason == "objection"


def test_a_case_is_withdrawn_on_its_page(world: World):
    nora, address = signed_in(world, "nora"), reverse("case-withdraw", args=[world.north_draft.pk])
    refused = nora.post(address, {"reason": "", "note": "Told us on 3 Mar 2016"})
    assert refused.status_code == 422
    assert "Say why the case may no longer be used." in refused.text
    assert "“3 Mar” is a calendar date" in refused.text
    taken = nora.post(address, {"reason": "consent", "note": "By letter."}, follow=True)
    assert f"Case {world.north_draft.pseudonym} is withdrawn." in taken.text
    assert nora.get(address).status_code == 404


def test_only_its_institution_withdraws_a_case(world: World):
    for name in ("sam", "vera", "rosa", "adam"):
        with pytest.raises(Refused, match="Only members of the institution"):
            withdraw_case(case=world.north_accepted, reason="consent", by=world.enter(name))
        with pytest.raises(ProgrammingError, match="only its institution withdraws"), transaction.atomic():
            told("SELECT records_withdraw(%s, '', 'consent', '')", [world.north_accepted.pk])
    assert withdraw_case(case=world.north_accepted, reason="consent", by=world.enter("nils"))


def told(statement: str, parameters: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_nothing_in_the_hands_of_the_application_undoes_a_withdrawal(world: World):
    case, stone = world.north_accepted, "records_tombstone"
    withdraw_case(case=case, reason="consent", by=world.enter("nora"))
    for statement in (f"DELETE FROM {stone}", f"UPDATE {stone} SET reason = 'mistake'"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            told(statement, [])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_case SET legal_basis_state = 'in_force' WHERE id = %s", [case.pk])
        assert cursor.rowcount == 0
    row = "INSERT INTO records_sectionmark (id, case_id, institution_id, section, says, marked_at) VALUES"
    with pytest.raises((ProgrammingError, IntegrityError), match="withdrawn_is_gone"), transaction.atomic():
        told(f"{row} (gen_random_uuid(), %s, %s, 'primary', 'done', now())", [case.pk, world.north.pk])
    told(f"{row} (gen_random_uuid(), %s, %s, 'primary', 'done', now())", [world.north_draft.pk, world.north.pk])


def test_the_code_of_a_withdrawn_case_is_not_taken_again_unawares(world: World):
    nora, code = world.enter("nora"), world.north_draft.local_code
    withdraw_case(case=world.north_draft, reason="consent", by=nora)
    with pytest.raises(actions.ValidationError, match=f"{code.lower()} was withdrawn on"):
        draft(world.north, nora, code.lower())
    assert draft(world.north, nora, f"{code}-2").pk


def test_a_photograph_goes_with_its_case(world: World):
    picture = photographed(world.north_draft, world.enter("nora"))
    page, nora = reverse("photograph", args=[world.north_draft.pk, picture.pk]), signed_in(world, "nora")
    assert nora.get(page).status_code == 200
    withdraw_case(case=world.north_draft, reason="consent", by=world.enter("nora"))
    assert nora.get(page).status_code == 404


def test_a_case_is_not_saved_as_withdrawn(world: World):
    nora = world.enter("nora")
    case = Case.objects.get(pk=world.north_draft.pk)
    case.legal_basis_state = "withdrawn"
    with pytest.raises(actions.ValidationError, match="choose “Withdraw”"):
        actions.change_case(case=case, seen_version=None, by=nora)
    enter(nora)
    assert Tombstone.objects.count() == 1, "only the one of the world"
