"""Raw SQL as the application's login, by somebody who knows the tables: what it refuses, and what still works."""

import re
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from cases.records.kinds import EVERY_KIND
from cases.records.models import Case
from cases.review.moves import move_case
from registry.institutions.scoping import NOBODY, enter
from tests.factories import accept, add, days, open_again
from tests.world import World

ROWS = [kind.model._meta.db_table for kind in EVERY_KIND]
NO_TRIGGER = "set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger), true)"
CHANGED_SINCE = "SELECT count(*) FROM records_caseevent WHERE pgh_obj_id = %s AND comment = 'unseen'"
NEW_CASE = (
    "INSERT INTO records_case (id, institution_id, released, version, status, pseudonym, local_code, legal_basis_kind,"
    " legal_basis_reference, legal_basis_state, source, source_reference, publicly_described, absent, comment,"
    " created_at, amended_why, amended_from) VALUES (gen_random_uuid(), %s, true, 1, %s, 'ATTACKED', 'attacked',"
    " 'consent', '', 'in_force', '', '', false, '{}', '', now(), '', '') RETURNING status, released"
)


def run(statement: str, parameters: list | None = None) -> int:
    """Rows touched by one statement, undone when it fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def asked(query: str, parameters: list | None = None) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()


@contextmanager
def refused(fault: type[DatabaseError], sentence: str):
    with pytest.raises(fault, match=sentence):
        yield


def copied(table: str) -> str:
    """A statement that appends to a trail what never happened: a copy of its newest row."""
    names = [
        row[0] for row in asked("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    ]
    columns = ", ".join(f'"{name}"' for name in names if name != "pgh_id")
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} ORDER BY pgh_id DESC LIMIT 1"


def copied_row(table: str) -> str:
    """A statement that adds to a case a copy of its first row in a table."""
    names = [
        row[0] for row in asked("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    ]
    columns = ", ".join(f'"{name}"' for name in names if name not in ("id", "key"))
    values = f"SELECT gen_random_uuid(), '', {columns} FROM {table} WHERE case_id = %s LIMIT 1"
    return f"INSERT INTO {table} (id, key, {columns}) {values}"


# ---- released -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["records_specimen", "records_regimen", "records_patient"])
def test_rows_are_not_released_by_hand(world: World, table: str):
    world.enter("nora")
    case = world.north_submitted
    assert run(f"UPDATE {table} SET released = true WHERE case_id = %s", [case.pk]) > 0
    assert asked(f"SELECT DISTINCT released FROM {table} WHERE case_id = %s", [case.pk]) == [(False,)]
    enter(world.scope("vera"))
    accept(case, by=world.scope("vera"))
    world.enter("nora")
    assert asked(f"SELECT DISTINCT released FROM {table} WHERE case_id = %s", [case.pk]) == [(True,)]


@pytest.mark.parametrize("person", ["sam", "rosa", "vera", "nora", None])
def test_nobody_releases_a_case_by_calling_the_function(world: World, person: str | None):
    world.enter(person)
    for case, wish in ((world.north_draft, True), (world.north_accepted, False)):
        with refused(ProgrammingError, "the case itself says whether it is released"):
            run("SELECT records_release(%s, %s)", [case.pk, wish])
    assert run("SELECT records_release(%s, %s)", [world.north_accepted.pk, True]) == 1
    world.enter("nora")
    assert asked("SELECT DISTINCT released FROM records_regimen WHERE case_id = %s", [world.north_accepted.pk]) == [
        (True,)
    ]


# ---- the course of a case -------------------------------------------------------------------------------------


def test_a_case_is_not_born_accepted(world: World):
    world.enter("nora")
    with refused(IntegrityError, "a case begins as a draft"):
        asked(NEW_CASE, [world.north.pk, "accepted"])
    assert asked(NEW_CASE, [world.north.pk, "draft"]) == [("draft", False)]


@pytest.mark.parametrize(
    ("person", "case"),
    [("nora", "north_submitted"), ("nora", "north_draft"), ("nils", "north_submitted"), ("viktor", "north_submitted")],
)
def test_a_case_is_not_accepted_at_home_nor_as_a_draft(world: World, person: str, case: str):
    world.enter(person)
    user = world.people[person].pk
    with refused(IntegrityError, "a case takes one step of its course"):
        run(
            "UPDATE records_case SET status = 'accepted', accepted_by_id = %s, reviewer_id = %s WHERE id = %s",
            [user, user, world.cases[case].pk],
        )


def test_a_reviewer_accepts_in_the_own_name_and_changes_nothing_else(world: World):
    scope = world.enter("vera")
    case, vera, adam = world.north_submitted, world.vera.pk, world.adam.pk
    accept = "UPDATE records_case SET status = 'accepted', accepted_by_id = %s, reviewer_id = %s"
    with refused(IntegrityError, "a case takes one step of its course"):
        run(f"{accept} WHERE id = %s", [vera, vera, case.pk])
    move_case(case=case, key="claim", by=scope)
    with refused(IntegrityError, "a case is reviewed from elsewhere"):
        run(f"{accept} WHERE id = %s", [adam, vera, case.pk])
    with refused(IntegrityError, "only its institution changes a case"):
        run(f"{accept}, local_code = 'taken', publicly_described = true WHERE id = %s", [vera, vera, case.pk])
    with refused(IntegrityError, "a case keeps its identity"):
        run(f"{accept}, institution_id = %s WHERE id = %s", [vera, vera, world.south.pk, case.pk])
    assert run(f"{accept} WHERE id = %s", [vera, vera, case.pk]) == 1


@pytest.mark.parametrize("column", ["pseudonym", "created_at", "created_by_id"])
def test_a_case_keeps_its_identity(world: World, column: str):
    world.enter("nora")
    other = {"pseudonym": "AAAA-AAAA", "created_at": "2001-01-01", "created_by_id": world.adam.pk}[column]
    with refused(IntegrityError, "a case keeps its identity"):
        run(f"UPDATE records_case SET {column} = %s WHERE id = %s", [other, world.north_draft.pk])
    assert run("UPDATE records_case SET comment = 'mine' WHERE id = %s", [world.north_draft.pk]) == 1


def test_a_row_does_not_move_to_another_case(world: World):
    world.enter("nora")
    with refused(IntegrityError, "a row cannot move to another case"):
        run(
            "UPDATE records_skinfinding SET case_id = %s, key = 'f9' WHERE case_id = %s",
            [world.north_draft.pk, world.north_accepted.pk],
        )
    with refused(IntegrityError, "a row cannot move to another case"):
        run("UPDATE records_dayzero SET case_id = %s WHERE case_id = %s", [world.north_public.pk, world.north_draft.pk])
    assert run("UPDATE records_dayzero SET revision = 2 WHERE case_id = %s", [world.north_draft.pk]) == 1


@pytest.mark.parametrize("name", ["north_submitted", "north_accepted"])
def test_rows_change_only_while_their_case_is_a_draft(world: World, name: str):
    by, case = world.enter("nora"), world.cases[name]
    change = "UPDATE records_skinfinding SET comment = 'x' WHERE case_id = %s"
    for statement in (change, "DELETE FROM records_marker WHERE case_id = %s", copied_row("records_regimendrug")):
        with refused(IntegrityError, "only a draft is changed; this case is"):
            run(statement, [case.pk])
    open_again(case, by=by)
    assert run(change, [case.pk]) == 1
    assert run(copied_row("records_regimendrug"), [case.pk]) == 1


@pytest.mark.parametrize("name", ["north_submitted", "north_accepted"])
@pytest.mark.parametrize("fact", ["publicly_described = true", "local_code = 'x'", "comment = 'x'"])
def test_facts_of_a_case_change_only_in_a_draft(world: World, name: str, fact: str):
    by, case = world.enter("nora"), world.cases[name]
    change = f"UPDATE records_case SET {fact} WHERE id = %s"
    with refused(IntegrityError, "only a draft is changed; this case is"):
        run(change, [case.pk])
    open_again(case, by=by)
    assert run(change, [case.pk]) == 1


def test_a_legal_basis_ends_at_any_time_and_begins_again_in_a_draft(world: World):
    by, case = world.enter("nora"), world.north_accepted
    state = "UPDATE records_case SET legal_basis_state = %s WHERE id = %s"
    assert run(state, ["unknown", case.pk]) == 1
    with refused(ProgrammingError, "withdrawn_is_gone"):
        run(state, ["withdrawn", case.pk])
    with refused(IntegrityError, "only a draft is changed; this case is accepted"):
        run(state, ["in_force", case.pk])
    case.refresh_from_db()
    open_again(case, by=by)
    assert run(state, ["in_force", case.pk]) == 1


def test_a_follow_up_joins_an_accepted_case_and_is_not_changed_afterwards(world: World):
    by, case = world.enter("nora"), world.north_accepted
    add(case, "follow-up", by, on=days(1300), status="alive")
    assert run(copied_row("records_followup"), [case.pk]) == 1
    with refused(IntegrityError, "only a draft is changed; this case is accepted"):
        run("UPDATE records_followup SET status = 'dead' WHERE case_id = %s", [case.pk])


def test_versions_only_rise(world: World):
    world.enter("nora")
    case = world.north_accepted
    assert run("UPDATE records_case SET version = 0 WHERE id = %s", [case.pk]) == 1
    assert asked("SELECT version FROM records_case WHERE id = %s", [case.pk]) == [(case.version + 1,)]
    assert run("UPDATE records_regimen SET row_version = 0 WHERE case_id = %s", [case.pk]) == 1
    assert asked("SELECT row_version > 0 FROM records_regimen WHERE case_id = %s", [case.pk]) == [(True,)]


def test_an_import_brings_an_accepted_case_without_a_person(world: World):
    enter(NOBODY)
    with refused(ProgrammingError, "row-level security"):
        asked(NEW_CASE, [world.north.pk, "accepted"])
    run("SELECT set_config('app.sites', %s, true)", [str(world.north.pk)])
    assert asked(NEW_CASE, [world.north.pk, "accepted"]) == [("accepted", True)]


# ---- the trail ------------------------------------------------------------------------------------------------


def silent_before(statement: str) -> str:
    return f"SELECT {NO_TRIGGER}; {statement}"


def silent_within(statement: str) -> str:
    return statement.replace("WHERE", f"WHERE {NO_TRIGGER} IS NOT NULL AND")


def silent_for_the_rows(statement: str) -> str:
    return silent_within(statement) + " RETURNING set_config('pgtrigger.ignore', '', true)"


@pytest.mark.parametrize("silent", [silent_before, silent_within, silent_for_the_rows])
def test_triggers_cannot_be_switched_off(world: World, silent: Callable[[str], str]):
    world.enter("nora")
    case = world.north_draft
    change = f"UPDATE records_case SET released = true, comment = 'unseen' WHERE id = '{case.pk}'"
    with refused(ProgrammingError, "triggers are not switched off"):
        run(silent(change))
    assert asked(CHANGED_SINCE, [case.pk]) == [(0,)]
    assert run(change) == 1
    assert asked(CHANGED_SINCE, [case.pk]) == [(1,)]
    assert asked("SELECT released FROM records_case WHERE id = %s", [case.pk]) == [(False,)]


@pytest.mark.parametrize(
    "table", ["records_regimen", "records_dayzero", "institutions_membership", "institutions_user"]
)
def test_no_table_is_changed_behind_its_trail(world: World, table: str):
    world.enter("nora")
    assert asked(f"SELECT count(*) > 0 FROM {table}") == [(True,)]
    for change in (f"UPDATE {table} SET id = id WHERE true", f"DELETE FROM {table} WHERE true"):
        with refused(ProgrammingError, "triggers are not switched off"):
            run(silent_before(change))
    assert run(f"UPDATE {table} SET id = id WHERE true") > 0


@pytest.mark.parametrize(
    "trail", ["records_caseevent", "records_regimenevent", "institutions_userevent", "institutions_membershipevent"]
)
def test_nothing_is_added_to_a_trail_by_hand(world: World, trail: str):
    world.enter("nora")
    before = asked(f"SELECT count(*) FROM {trail}")
    assert before != [(0,)]
    with refused(ProgrammingError, "only triggers write to the trail"):
        run(copied(trail))
    assert asked(f"SELECT count(*) FROM {trail}") == before


def test_who_did_something_is_not_changed_afterwards(committed_context: str):
    for statement, sentence in (
        ("UPDATE pghistory_context SET metadata = '{}' WHERE id = %s", "who did something is not changed afterwards"),
        ("DELETE FROM pghistory_context WHERE id = %s", "permission denied"),
        (
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata) VALUES (%s, now(), now(), '{}')",
            "only",
        ),
    ):
        with refused(ProgrammingError, sentence):
            run(statement, [committed_context])


@pytest.fixture
def committed_context(peopled, db) -> str:
    """The id of a context written before this transaction, as an hour ago."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
        context = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('pghistory.context_metadata', '{\"user\": \"x\"}', true)")
        cursor.execute("UPDATE institutions_institution SET name = name || '.' WHERE code = 'NORTH'")
        cursor.execute("UPDATE pghistory_context SET created_at = now() - interval '1 hour' WHERE id = %s", [context])
        assert cursor.rowcount == 1  # within its own transaction a context may still change
    return context


# ---- every table, and what surrounds them ---------------------------------------------------------------------

HOLDS = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r'
AND EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'pgtrigger_%insert%')
AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname IN ('triggers_hold', 'triggers_held')) <> 2
"""
APPENDED_BY_HAND = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r'
AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_label')
AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'only_triggers_append')
"""


def test_every_tracked_table_holds_its_triggers(world: World):
    assert asked(HOLDS) == []
    assert asked(HOLDS.replace("<> 2", "= 2")) != []


def test_every_trail_is_written_by_triggers_only(world: World):
    assert asked(APPENDED_BY_HAND) == []
    assert asked(APPENDED_BY_HAND.replace("'only_triggers_append'", "'no such trigger'")) != []


@pytest.mark.parametrize("person", ["sam", "rosa", "adam", None])
def test_no_row_of_another_institution_is_touched(world: World, person: str | None):
    world.enter(person)
    for table in ["records_case", "records_dayzero", *ROWS]:
        for statement in (f"UPDATE {table} SET released = released", f"DELETE FROM {table}"):
            statement = statement.replace("released = released", "institution_id = institution_id")
            assert run(f"{statement} WHERE institution_id = %s", [world.north.pk]) == 0, statement
    world.enter("nora")
    assert (
        run("UPDATE records_case SET institution_id = institution_id WHERE institution_id = %s", [world.north.pk]) > 1
    )


@pytest.mark.parametrize("value", ["x", "*", "{}", "' OR true --", "11111111-1111-4111-8111-111111111111,"])
def test_a_scope_that_is_none_is_a_fault_and_not_a_way_in(world: World, value: str):
    world.enter(None)
    run("SELECT set_config('app.sites', %s, true)", [value])
    with refused(DatabaseError, "invalid input syntax for type uuid"):
        asked("SELECT * FROM records_case")
    run("SELECT set_config('app.sites', %s, true)", [str(world.north.pk)])
    assert len(asked("SELECT * FROM records_case")) > 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("SET LOCAL ROLE registry_owner", "permission denied"),
        ("SET LOCAL ROLE postgres", "permission denied|does not exist"),
        ("SET LOCAL session_replication_role = replica", "permission denied"),
        ("SET LOCAL row_security = off; SELECT * FROM records_case", "affected by row-level security"),
        ("ALTER TABLE records_case NO FORCE ROW LEVEL SECURITY", "must be owner"),
        ("ALTER TABLE records_caseevent DISABLE TRIGGER ALL", "must be owner"),
        ("TRUNCATE records_caseevent", "permission denied"),
        ("DELETE FROM records_caseevent", "permission denied"),
        ("CREATE TEMP TABLE own (a int)", "permission denied"),
        ("CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'", "permission denied"),
        ("SELECT pg_read_file('PG_VERSION')", "permission denied"),
        ("COPY (SELECT 1) TO PROGRAM 'true'", "permission denied"),
        ("SELECT rolpassword FROM pg_authid", "permission denied"),
        ("SET LOCAL ROLE registry_deriver; SELECT * FROM records_dayzero", "permission denied"),
        ("SET LOCAL ROLE registry_deriver; SELECT * FROM institutions_user", "permission denied"),
        ("SET LOCAL ROLE registry_deriver; UPDATE records_case SET comment = ''", "permission denied"),
    ],
)
def test_the_login_is_given_nothing_beside_its_rows(world: World, statement: str, sentence: str):
    world.enter("nora")
    with refused(DatabaseError, sentence):
        run(statement)
    assert run("SELECT 1") == 1


def test_planner_statistics_show_no_values(world: World):
    world.enter("nora")
    assert asked("SELECT count(*) FROM pg_stats WHERE tablename LIKE 'records\\_%%'") == [(0,)]
    assert Case.objects.exists()
    assert re.match(r"PostgreSQL", asked("SELECT version()")[0][0])
