"""The chain over the trail: every row is in it, nobody waits for it, and what the owner alters is named."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from random import Random
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction

from cases.records import actions
from cases.records.models import Case
from registry.audit.erasure import erase_values
from registry.audit.sealing import seal
from registry.audit.verifying import head_of_chain, verify
from registry.institutions.scoping import acting
from tests.attack.tampering import WAYS, tamper
from tests.factories import add, days, draft
from tests.world import World, build

OWNED = {"audit_entry": "size", "audit_link": "no", "audit_pending": "entry_id", "audit_shape": "relation"}
CHAINED = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'pgh_id'
WHERE c.relkind = 'r' AND NOT EXISTS (
    SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_insert' AND t.tgenabled = 'O')
"""


def asked(query: str, parameters: list | None = None) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


def verified(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def chained(committed) -> World:
    """The world, committed and linked to the chain."""
    with transaction.atomic():
        world = build()
    for number in range(3):
        with acting(world.scope("nora"), page=f"page {number}") as scope:
            draft(world.north, scope, f"by a page {number}")
    return world


@pytest.mark.django_db
def test_every_trail_is_in_the_chain_and_so_are_the_logs_and_what_was_frozen():
    assert asked(CHAINED) == []
    attached = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_insert'"
    logs = {"audit_accesslog", "cohorts_run", "cohorts_runmember", "cohorts_runloss", "cohorts_question"}
    logs |= {"review_casemove", "review_reading", "review_adjudicated", "review_signature", "records_tombstone"}
    assert logs <= {table for (table,) in asked(attached)}


@pytest.mark.django_db
@pytest.mark.parametrize("table", OWNED)
@pytest.mark.parametrize("verb", ["SELECT * FROM {}", "UPDATE {0} SET {1} = {1}", "DELETE FROM {}", "TRUNCATE {}",
                                  "INSERT INTO {} DEFAULT VALUES", "ALTER TABLE {} DISABLE TRIGGER ALL"])  # fmt: skip
def test_the_application_reaches_nothing_of_the_chain(table: str, verb: str):
    with pytest.raises(ProgrammingError, match="permission denied|must be owner|cannot"):
        asked(verb.format(table, OWNED[table]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "call",
    [
        "audit_append('insert', 'records_caseevent', ARRAY['{}'::jsonb], 'pgh_id', false, false, '')",
        "audit_erase(ARRAY['records_caseevent'], gen_random_uuid(), '')",
        "audit_attach('records_case', 'id', false, false)",
    ],
)
def test_the_application_calls_nothing_that_writes_the_chain_by_hand(call: str):
    with pytest.raises(ProgrammingError, match="permission denied for function"):
        asked(f"SELECT {call}")


@pytest.mark.django_db
def test_no_session_of_the_application_gets_round_the_trail():
    for statement in ("SET session_replication_role = replica", "ALTER TABLE records_caseevent DISABLE TRIGGER ALL"):
        with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
            asked(statement)


def test_the_chain_holds_is_printed_with_its_head_and_names_each_way_of_tampering(chained):
    said = verified()
    assert "The chain holds. Head: " in said
    head = verified("--head").strip()
    assert said.strip().endswith(head)
    assert "The chain holds" in verified("--since", head)
    random = Random(6)
    for way in WAYS:
        found = tamper(way, random)
        assert found.named, (way, found.expected, [one.sentence for one in found.found.faults[:3]])
    assert "The chain holds" in verified()


def test_a_fault_ends_the_command_with_a_status_and_one_sentence(chained):
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE records_skinfindingevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_skinfindingevent SET change = 'stable'")
        cursor.execute("ALTER TABLE records_skinfindingevent ENABLE TRIGGER USER")
    with pytest.raises(
        CommandError, match=r"^Row \d+ of records_skinfindingevent, of .* UTC, was altered .* 4 more faults follow"
    ) as one:
        verified()
    assert one.value.returncode == 1
    assert "\n" not in str(one.value)


def test_a_head_of_another_chain_is_refused(chained):
    with pytest.raises(CommandError, match="A head is a number"):
        verified("--since", "12")
    with pytest.raises(CommandError, match="Link 3 is not the one that was kept elsewhere"):
        verified("--since", f"3:{'0' * 64}")


def test_what_is_not_linked_yet_is_said_and_linked_after_the_commit(chained):
    with transaction.atomic():
        scope = chained.enter("nora")
        draft(chained.north, scope, "unlinked")
    assert "wait to be linked" in verified()
    with acting(chained.scope("nora"), page="test"):
        draft(chained.north, chained.scope("nora"), "linked")
    assert "wait to be linked" not in verified()


def test_writers_at_once_wait_for_nobody_and_break_no_chain(chained):
    scope, start = chained.scope("nora"), Barrier(6)

    def write(number: int) -> None:
        start.wait()
        try:
            for turn in range(5):
                with acting(scope, page="test"):
                    case = draft(chained.north, scope, f"writer {number} {turn}")
                    add(case, "skin-finding", scope, on=days(10), change="stable")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    seal()
    found = verify(using="owner")
    assert (found.faults, found.waiting) == ((), 0)


def test_a_row_whose_columns_are_called_as_anything_is_read_whole(chained):
    """A staging has columns t, n and m."""
    scope = chained.scope("nora")
    with acting(scope, page="stage"):
        for number in (1, 2):
            add(chained.north_draft, "staging", scope, classification="c", t=str(number), n="1", m="0")
    found = verify(using="owner")
    assert found.faults == ()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE records_stagingevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_stagingevent SET m = '1'")
        said = [one.sentence for one in verify(using="owner").faults]
        assert len([one for one in said if "of records_stagingevent, of" in one]) == 2
        transaction.set_rollback(True, using="owner")


def test_an_erasure_takes_the_values_and_leaves_a_chain_that_says_so(chained):
    kept = str(head_of_chain(using="owner"))
    case, trails = chained.north_accepted, ["records_caseevent", "records_skinfindingevent", "records_specimenevent"]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT audit_erase(%s, %s, %s)", [trails, case.pk, "tombstone of the case"])
        assert cursor.fetchone()[0] > 3
        cursor.execute("SELECT string_agg(t::text, '') FROM records_caseevent t WHERE pgh_obj_id = %s", [case.pk])
        assert "CANARY" not in cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, '') FROM records_skinfindingevent t WHERE case_id = %s", [case.pk])
        assert "Canary" not in cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM records_skinfindingevent WHERE comment LIKE '%Canary%'")
        assert cursor.fetchone()[0] > 0, "other cases keep theirs"
    seal()
    said = verified("--since", kept)
    assert "rows of records_caseevent (tombstone of the case)" in said
    assert "The chain holds" in said


@pytest.mark.django_db
def test_the_application_erases_nothing_by_itself(world):
    with pytest.raises(ProgrammingError, match="permission denied for function"), transaction.atomic():
        erase_values(["records_caseevent"], world.north_draft.pk, why="mine")


def test_a_bulk_import_is_one_entry_for_each_statement(chained):
    before = verify(using="owner").head.no
    scope = chained.scope("nora")
    records = [
        actions.NewRecord(
            Case(local_code=f"bulk {number}", institution=chained.north, legal_basis_kind="consent"), {}, None
        )
        for number in range(50)
    ]
    with acting(scope, page="import"):
        actions.write_new_records(records=records, by=scope)
    found = verify(using="owner")
    assert found.faults == ()
    assert found.head.no == before + 1
