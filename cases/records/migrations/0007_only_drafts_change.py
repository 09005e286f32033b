"""What raw SQL of a person's session cannot do to the rows of a case that is no draft: change what was submitted.

A new follow-up with its later events joins an accepted case; ``released`` follows the case as before. Imports (a scope
without a person) write cases with the status that the file gives, as when a case begins (0003).
"""

from importlib import import_module

from django.db import migrations

from registry.database.holding import APPLICATION
from registry.database.row_security import USER

ROWS = import_module("cases.records.migrations.0002_protect_the_record").ROWS
LATER = "'records_followup', 'records_laterevent'"

FUNCTION = f"""
CREATE FUNCTION records_only_a_draft_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    IF NOT ({APPLICATION}) OR {USER} IS NULL
        OR (TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'released' = to_jsonb(OLD) - 'released') THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    SELECT c.status INTO stands FROM records_case c WHERE c.id = coalesce(NEW.case_id, OLD.case_id);
    IF stands IS NULL OR stands = 'draft'
        OR (stands = 'accepted' AND TG_OP = 'INSERT' AND TG_TABLE_NAME IN ({LATER})) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'only a draft is changed; this case is %', stands
        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
END $$;
"""


def only_drafts_change(table: str) -> migrations.RunSQL:
    """Fires after the triggers that set ``released`` and the version of the row, whose names come before it."""
    return migrations.RunSQL(
        f"CREATE TRIGGER zz_only_drafts_change BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION records_only_a_draft_changes();",
        f"DROP TRIGGER zz_only_drafts_change ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0006_places_on_the_body_map")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION records_only_a_draft_changes;"),
        *(only_drafts_change(table) for table in [*ROWS, "records_dayzero"]),
    ]
