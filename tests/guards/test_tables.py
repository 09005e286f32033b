"""What every table of patient data promises, asked of the database itself."""

import pytest
from django.apps import apps
from django.db import connection

from cases.records.kinds import EVERY_KIND
from cases.records.models import PatientRow

pytestmark = pytest.mark.django_db

# Who belongs where is no patient data: it is read before a scope can be known, and written by actions only.
WITHOUT_ROW_SECURITY = {
    "institutions_membership",
    "institutions_membershipevent",
    "institutions_projectinstitution",
    "institutions_projectinstitutionevent",
}

BOUND_TO_AN_INSTITUTION = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
    AND a.attname IN ('institution_id', 'case_id'))
"""

IDENTITY = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname)
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
WHERE i.indisreplident GROUP BY c.relname
"""

VIEWS = """
SELECT c.relname, coalesce('security_barrier=true' = ANY (c.reloptions), false)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'v' AND has_table_privilege('registry_app', c.oid, 'SELECT')
"""

WITH_A_CASE = """
SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""

# A tombstone is what stays, and rows of a run leave it with the withdrawal.
WITHOUT_THE_GATE = {"records_tombstone", "cohorts_runmember"}

DEFINERS = """
SELECT p.proname, array_to_string(p.proconfig, ' ')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND p.prosecdef
"""


def asked(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def tables_of_patient_rows() -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if issubclass(model, PatientRow)}


def test_every_table_that_names_a_case_or_an_institution_forces_row_security():
    forced = dict(asked(BOUND_TO_AN_INSTITUTION))
    assert {"records_case", "records_caseevent", "records_dayzero"} <= set(forced)
    assert {name for name, is_forced in forced.items() if not is_forced} - WITHOUT_ROW_SECURITY == set()


def test_every_table_of_the_record_and_its_trail_forces_row_security():
    forced = {name for name, is_forced in asked(BOUND_TO_AN_INSTITUTION) if is_forced}
    tables = {model._meta.db_table for model in apps.get_app_config("records").get_models()}
    assert tables - forced == set()
    assert {f"{table}event" for table in tables_of_patient_rows()} - forced == set()


def test_every_kind_of_row_has_a_table_of_patient_data():
    assert {kind.model._meta.db_table for kind in EVERY_KIND} <= tables_of_patient_rows()


@pytest.mark.parametrize("name", ["id", "case_id", "institution_id", "released"])
def test_every_row_of_patient_data_carries(name: str):
    rows = asked(f"SELECT table_name FROM information_schema.columns WHERE column_name = '{name}'")
    assert tables_of_patient_rows() - {table for (table,) in rows} == set()


def test_the_replica_identity_of_patient_data_holds_what_a_filter_asks():
    identities = dict(asked(IDENTITY))
    wanted = ["id", "institution_id", "released"]
    tables = tables_of_patient_rows() | {"records_case"}
    assert {table: identities.get(table) for table in tables if identities.get(table) != wanted} == {}


def test_views_that_the_application_reads_are_security_barriers():
    assert [name for name, is_barrier in asked(VIEWS) if not is_barrier] == []


def test_every_table_with_rows_of_a_case_lets_a_withdrawn_case_be_gone():
    gated = {
        table for (table,) in asked("SELECT tablename::text FROM pg_policies WHERE policyname = 'withdrawn_is_gone'")
    }
    assert {"records_case", "records_caseevent"} <= gated
    assert {name for (name,) in asked(WITH_A_CASE)} - gated - WITHOUT_THE_GATE == set()


def test_functions_with_the_rights_of_their_owner_fix_where_they_look():
    found = dict(asked(DEFINERS))
    assert "records_release" in found
    assert [name for name, settings in found.items() if "search_path=" not in (settings or "")] == []


def test_nobody_but_the_owner_may_truncate():
    granted = asked(
        "SELECT table_name FROM information_schema.table_privileges WHERE privilege_type = 'TRUNCATE'"
        " AND grantee IN ('registry_app', 'registry_deriver', 'PUBLIC')"
    )
    assert granted == []
