"""Photographs follow the states of their case: who sees them in review, and when their pixels change (records/0013)."""

from importlib import import_module

from django.db import migrations

from registry.database.holding import APPLICATION
from registry.database.row_security import USER

PROTECTED = import_module("cases.photographs.migrations.0002_protect_the_photographs")
HELD = import_module("cases.photographs.migrations.0003_only_drafts_change")
COURSE = import_module("cases.records.migrations.0013_the_course_of_a_case")

SHOWN = f"{COURSE.IN_ASSIGNED_CASE} AND for_review AND NOT EXISTS ({PROTECTED.REVOKED})"
PIXELS = f"""
CREATE OR REPLACE FUNCTION photographs_pixels_change_in_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
    changer uuid;
BEGIN
    IF NOT ({APPLICATION}) OR {USER} IS NULL THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    SELECT c.status, c.amended_by_id INTO stands, changer
    FROM records_case c WHERE c.id = coalesce(NEW.case_id, OLD.case_id);
    IF stands IS NULL OR stands IN ('draft', 'returned') OR (stands = 'amended' AND changer = {USER}) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'only a draft is changed; this case is %', stands
        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("photographs", "0004_withdrawn_cases_are_gone"),
        ("records", "0013_the_course_of_a_case"),
    ]

    operations = [
        migrations.RunSQL(PIXELS, HELD.PIXELS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        COURSE.replaced(
            PROTECTED.PHOTOGRAPH,
            "scope_reads",
            command="SELECT",
            now={"using": SHOWN},
            before={"using": PROTECTED.SHOWN},
        ),
    ]
