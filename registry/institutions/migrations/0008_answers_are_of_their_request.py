"""An answer belongs to who asked the request, and a lead answers for the institution, in the own name.

Without the composite key a row could name the request of somebody else, who would then be read by the institution that
it names. A lead may hold the row of a request that the institution is asked in, so that an answer and a decision wait
for each other; the check lets no lead change it.
"""

from importlib import import_module

from django.db import migrations

from registry.database.row_security import ADMINISTRATOR, USER, own_institution, policy

BEFORE = import_module("registry.institutions.migrations.0006_requests_for_access")
REQUEST, ANSWER = BEFORE.REQUEST, BEFORE.ANSWER
LED = "ANY ((SELECT string_to_array(current_setting('app.led', true), ',')::uuid[])::uuid[])"
HELD_BY_A_LEAD = f"id IN (SELECT a.request_id FROM {ANSWER} a WHERE a.institution_id = {LED})"
IN_THE_OWN_NAME = f"institution_id = {LED} AND answered_by_id = {USER}"


def changes(table: str, using: str, check: str) -> str:
    return f"DROP POLICY scope_changes ON {table};" + policy(
        table, "scope_changes", command="UPDATE", role="PUBLIC", using=using, check=check
    )


TIED = f"""
ALTER TABLE {REQUEST} ADD CONSTRAINT {REQUEST}_key_with_asked_by UNIQUE (id, asked_by_id);
ALTER TABLE {ANSWER} ADD CONSTRAINT an_answer_is_of_who_asked
    FOREIGN KEY (request_id, asked_by_id) REFERENCES {REQUEST} (id, asked_by_id) DEFERRABLE INITIALLY IMMEDIATE;
"""
LOOSE = f"""
ALTER TABLE {ANSWER} DROP CONSTRAINT an_answer_is_of_who_asked;
ALTER TABLE {REQUEST} DROP CONSTRAINT {REQUEST}_key_with_asked_by;
"""
DECIDED = f"{ADMINISTRATOR} OR ({BEFORE.WITHDRAWN})"


class Migration(migrations.Migration):
    dependencies = [("institutions", "0007_the_lookup_of_tokens")]

    operations = [
        migrations.RunSQL(TIED, LOOSE),
        migrations.RunSQL(
            changes(ANSWER, f"institution_id = {LED}", IN_THE_OWN_NAME),
            changes(ANSWER, own_institution(), own_institution()),
        ),
        migrations.RunSQL(
            changes(REQUEST, f"{BEFORE.OWN} OR {ADMINISTRATOR} OR {HELD_BY_A_LEAD}", DECIDED),
            changes(REQUEST, f"{BEFORE.OWN} OR {ADMINISTRATOR}", DECIDED),
        ),
    ]
