"""What raw SQL of the application's login cannot do to a case, whichever institution it is in.

A case begins as a draft and is accepted by a second person; somebody of another institution moves its course and
nothing else; a case keeps its identity, and a row its case. ``released`` is what the case says, never what a statement
says: ``records_release`` is open to every session, because a trigger calls it in that session's name.
Imports (a scope without a person) bring cases with the status that the file gives.
"""

from importlib import import_module

from django.db import migrations

from registry.database.holding import APPLICATION, OnlyTriggersAppend, TriggersHold
from registry.database.row_security import REVIEWER, USER, own_institution

BEFORE = import_module("cases.records.migrations.0002_protect_the_record")
ROWS = BEFORE.ROWS
TABLES = ["records_case", "records_dayzero", *ROWS]

SET_RELEASED = " ".join(
    f"UPDATE {table} SET released = now_released WHERE case_id = changed AND released <> now_released;"
    for table in ROWS
)
RELEASE = f"""
CREATE OR REPLACE FUNCTION records_release(changed uuid, now_released boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF now_released IS DISTINCT FROM (SELECT c.released FROM records_case c WHERE c.id = changed) THEN
        RAISE EXCEPTION 'the case itself says whether it is released' USING ERRCODE = 'insufficient_privilege';
    END IF;
    {SET_RELEASED}
END $$;
"""

ROW = """
CREATE FUNCTION records_row_follows_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false);
    RETURN NEW;
END $$;
CREATE FUNCTION records_row_stays_with_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row cannot move to another case'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_row_stays_with_its_case';
END $$;
"""
DROP_ROW = "DROP FUNCTION records_row_follows_its_case; DROP FUNCTION records_row_stays_with_its_case;"

COURSE = f"""
CREATE FUNCTION records_case_keeps_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course text[] := ARRAY['status', 'reviewer_id', 'accepted_at', 'accepted_by_id', 'version', 'released'];
    person uuid := {USER};
    refused text;
BEGIN
    IF NOT ({APPLICATION}) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF person IS NOT NULL AND NEW.status <> 'draft' THEN
            refused := 'a_case_begins_as_a_draft';
        END IF;
    ELSIF (NEW.id, NEW.institution_id, NEW.pseudonym, NEW.created_at, NEW.created_by_id)
        IS DISTINCT FROM (OLD.id, OLD.institution_id, OLD.pseudonym, OLD.created_at, OLD.created_by_id) THEN
        refused := 'a_case_keeps_its_identity';
    ELSIF to_jsonb(NEW) - course IS DISTINCT FROM to_jsonb(OLD) - course
        AND NOT coalesce({own_institution("OLD.institution_id")}, false) THEN
        refused := 'only_its_institution_changes_a_case';
    ELSIF NEW.status = 'accepted' AND OLD.status <> 'accepted' AND person IS NOT NULL AND (
        OLD.status = 'draft' OR NOT {REVIEWER}
        OR NEW.accepted_by_id IS DISTINCT FROM person OR OLD.submitted_by_id IS NOT DISTINCT FROM person
        OR EXISTS (
            SELECT 1 FROM institutions_membership m WHERE m.user_id = person AND m.institution_id = OLD.institution_id
        )
    ) THEN
        refused := 'a_case_is_accepted_by_a_reviewer_from_elsewhere';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', replace(refused, '_', ' ') USING ERRCODE = 'check_violation', CONSTRAINT = refused;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_its_course BEFORE INSERT OR UPDATE ON records_case
    FOR EACH ROW EXECUTE FUNCTION records_case_keeps_its_course();
"""
DROP_COURSE = "DROP TRIGGER keeps_its_course ON records_case; DROP FUNCTION records_case_keeps_its_course;"


def stays_with_its_case(table: str) -> migrations.RunSQL:
    moved = "(OLD.id, OLD.case_id, OLD.institution_id) IS DISTINCT FROM (NEW.id, NEW.case_id, NEW.institution_id)"
    return migrations.RunSQL(
        f"CREATE TRIGGER stays_with_its_case BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN ({moved}) EXECUTE FUNCTION records_row_stays_with_its_case();",
        f"DROP TRIGGER stays_with_its_case ON {table};",
    )


def follows_its_case(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER follows_its_case BEFORE UPDATE ON {table} FOR EACH ROW"
        " WHEN (OLD.released <> NEW.released) EXECUTE FUNCTION records_row_follows_its_case();",
        f"DROP TRIGGER follows_its_case ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0002_protect_the_record"), ("institutions", "0003_the_trail_holds")]

    operations = [
        migrations.RunSQL(RELEASE, BEFORE.RELEASE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(ROW, DROP_ROW),
        *(stays_with_its_case(table) for table in [*ROWS, "records_dayzero"]),
        *(follows_its_case(table) for table in ROWS),
        migrations.RunSQL(COURSE, DROP_COURSE),
        *(TriggersHold(table) for table in TABLES),
        *(OnlyTriggersAppend(f"{table}event") for table in TABLES),
    ]
