"""Raw SQL as the application's role: what each scope sees and may write."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from cases.records.kinds import EVERY_KIND

TABLES = ["records_case", *(kind.model._meta.db_table for kind in EVERY_KIND)]


def ids(table: str) -> set:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def institutions_seen(table: str) -> set:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT institution_id FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def test_the_login_is_not_above_row_security(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, current_user FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, "registry_app")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'records\\_%'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("table", TABLES)
def test_without_a_scope_no_row_is_seen(world, table):
    assert ids(table) == set()


def test_a_clinician_sees_the_own_institution_and_no_other(world):
    world.enter("nora")
    assert institutions_seen("records_case") == {world.north.pk}
    assert institutions_seen("records_specimen") == {world.north.pk}
    world.enter("sam")
    assert institutions_seen("records_case") == {world.south.pk}


@pytest.mark.parametrize("name", ["rosa", "adam"])
def test_researchers_and_administrators_see_no_table_of_the_record(world, name):
    world.enter(name)
    assert [table for table in [*TABLES, "records_dayzero"] if ids(table)] == []


def test_a_reviewer_sees_submitted_and_own_accepted_cases_but_never_the_vault(world):
    world.enter("vera")
    seen = ids("records_case")
    assert world.north_submitted.pk in seen
    assert world.north_accepted.pk in seen
    assert world.north_draft.pk not in seen
    assert world.south_accepted.pk not in seen
    assert ids("records_dayzero") == set()


FOLLOW_UP = (
    "INSERT INTO records_followup (id, case_id, institution_id, released, row_version, key, position, source,"
    " absent, as_reported, comment, contradiction_note, status, cause, dominant_site)"
    " VALUES (gen_random_uuid(), %s, %s, false, 1, '', 0, '', '{}', '{}', '', '', 'alive', '', '')"
)


def run(statement: str, parameters: list | None = None) -> int:
    """Rows touched by one statement with its deferred constraints, undone when it fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        touched = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return touched


def test_a_row_of_another_institution_cannot_be_written(world):
    world.enter("sam")
    with pytest.raises(ProgrammingError, match="row-level security"):
        run(FOLLOW_UP, [world.north_draft.pk, world.north.pk])
    assert run("UPDATE records_case SET comment = 'taken' WHERE id = %s", [world.north_draft.pk]) == 0
    world.enter("nora")
    assert run(FOLLOW_UP, [world.north_draft.pk, world.north.pk]) == 1


def test_a_row_cannot_pretend_to_belong_to_the_writers_institution(world):
    world.enter("sam")
    with pytest.raises(DatabaseError, match="stays_in_its_institution"):
        run(FOLLOW_UP, [world.north_draft.pk, world.south.pk])


def test_released_follows_acceptance_and_the_legal_basis(world):
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, bool_and(released), bool_or(released) FROM records_specimen GROUP BY case_id")
        released = {row[0]: row[1:] for row in cursor.fetchall()}
    assert released[world.north_accepted.pk] == (True, True)
    assert released[world.north_submitted.pk] == (False, False)
    assert world.north_withdrawn.pk not in released


def test_the_trail_cannot_be_changed(world):
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_caseevent")
        assert cursor.fetchone()[0] > 0
    for statement in ("UPDATE records_caseevent SET comment = 'x'", "DELETE FROM records_caseevent"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(statement)
