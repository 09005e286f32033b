"""A withdrawn case stands withdrawn, and the move is noted like every other (review/0003)."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.records.migrations.0011_withdrawn_cases_are_gone")
ENDS = "UPDATE records_case SET legal_basis_state = 'withdrawn' WHERE id = gone AND legal_basis_state <> 'withdrawn';"
NOW = """PERFORM set_config('app.move', 'withdraw', true), set_config('app.reason', why, true);
    UPDATE records_case SET legal_basis_state = 'withdrawn', status = 'withdrawn'
    WHERE id = gone AND (legal_basis_state <> 'withdrawn' OR status <> 'withdrawn');
    PERFORM set_config('app.move', '', true), set_config('app.reason', '', true);"""
AGAIN = BEFORE.WITHDRAW.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

KNOWN_ALREADY = """
UPDATE records_case SET status = 'withdrawn' WHERE legal_basis_state = 'withdrawn' AND status <> 'withdrawn';
SET CONSTRAINTS ALL IMMEDIATE;
"""
AS_BEFORE = """
UPDATE records_case c SET status = t.status_before FROM records_tombstone t
WHERE t.case_id = c.id AND c.status = 'withdrawn';
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0015_reviewers_read_the_trail")]

    operations = [
        migrations.RunSQL(AGAIN.replace(ENDS, NOW), AGAIN),
        migrations.RunSQL(KNOWN_ALREADY, AS_BEFORE),
    ]
