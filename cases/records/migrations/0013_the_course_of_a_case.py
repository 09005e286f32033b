"""The states of a case beyond accepted, for whatever SQL a person's session sends (docs/adr/0030).

A case takes one step of its course at a time: what the institution does, it does itself; a review is a matter of one
reviewer from elsewhere; a case that was taken in changes only for a reason, in the name of who gave it. A reviewer sees
what waits for anybody, and what they have themselves. Functions of the owner (``review_assign``, ``records_withdraw``)
ask for themselves; imports (a scope without a person) write the status that the file gives.
"""

from importlib import import_module

from django.db import migrations

from registry.database.holding import APPLICATION
from registry.database.row_security import REVIEWER, USER, own_institution, policy

BEFORE = import_module("cases.records.migrations.0002_protect_the_record")
COURSE = import_module("cases.records.migrations.0003_hold_the_course")
ROWS_HELD = import_module("cases.records.migrations.0007_only_drafts_change")
FACTS = import_module("cases.records.migrations.0008_facts_of_a_case_too")
RETURNS = import_module("cases.records.migrations.0009_returns")

WAITS = "(status = 'submitted' OR status = 'amended') AND reviewer_id IS NULL"
KEEPS = f"reviewer_id = {USER} AND status <> 'draft' AND status <> 'withdrawn'"
ASSIGNED = f"{REVIEWER} AND ({WAITS} OR {KEEPS})"
IN_ASSIGNED_CASE = f"{REVIEWER} AND case_id IN (SELECT c.id FROM records_case c WHERE {ASSIGNED})"
READ_BY_REVIEWERS = [table for table in BEFORE.ROWS if table != "records_warninganswer"]

STEPS = f"""
CREATE FUNCTION records_step_refused(was records_case, becomes records_case, person uuid) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    step text := was.status || ' ' || becomes.status;
    own boolean := coalesce({own_institution("was.institution_id")}, false);
    elsewhere boolean := {REVIEWER} AND was.submitted_by_id IS DISTINCT FROM person
        AND was.created_by_id IS DISTINCT FROM person AND NOT EXISTS (
            SELECT 1 FROM institutions_membership m WHERE m.user_id = person AND m.institution_id = was.institution_id
        );
    kept boolean := becomes.reviewer_id IS NOT DISTINCT FROM was.reviewer_id;
BEGIN
    IF was.status = becomes.status THEN
        IF NOT kept THEN
            RETURN 'a_case_takes_one_step_of_its_course';
        ELSIF becomes.amended_by_id IS DISTINCT FROM was.amended_by_id
            AND NOT (own AND coalesce(becomes.amended_by_id, person) = person) THEN
            RETURN 'who_gives_the_reason_changes_the_case';
        END IF;
        RETURN NULL;
    END IF;
    IF step IN ('draft submitted', 'returned submitted') THEN
        RETURN CASE WHEN NOT (own AND kept AND becomes.submitted_by_id IS NOT DISTINCT FROM person)
            THEN 'only_its_institution_takes_this_step' END;
    ELSIF step IN ('accepted amended', 'locked amended') THEN
        RETURN CASE WHEN NOT (own AND kept AND becomes.amended_by_id IS NOT DISTINCT FROM person)
            THEN 'only_its_institution_takes_this_step' END;
    ELSIF step = 'submitted draft' OR (step IN ('amended accepted', 'amended locked') AND own AND kept
        AND was.amended_from = becomes.status AND was.version = was.amended_since + 1) THEN
        RETURN CASE WHEN NOT own THEN 'only_its_institution_takes_this_step' END;
    ELSIF step = 'accepted locked' THEN
        RETURN CASE WHEN NOT (own AND kept AND EXISTS (
            SELECT 1 FROM institutions_membership m
            WHERE m.user_id = person AND m.institution_id = was.institution_id AND m.role = 'lead'
        )) THEN 'only_a_lead_locks_a_case' END;
    ELSIF step = 'submitted in_review' THEN
        RETURN CASE WHEN NOT (elsewhere AND coalesce(was.reviewer_id, person) = person
            AND becomes.reviewer_id IS NOT DISTINCT FROM person) THEN 'a_case_is_reviewed_from_elsewhere' END;
    ELSIF step = 'in_review submitted' THEN
        RETURN CASE WHEN NOT (elsewhere AND was.reviewer_id IS NOT DISTINCT FROM person
            AND becomes.reviewer_id IS NULL) THEN 'a_case_is_reviewed_from_elsewhere' END;
    ELSIF step IN ('in_review returned', 'amended returned') THEN
        RETURN CASE WHEN NOT (elsewhere AND kept AND was.reviewer_id IS NOT DISTINCT FROM person)
            THEN 'a_case_is_reviewed_from_elsewhere' END;
    ELSIF step = 'in_review accepted' THEN
        RETURN CASE WHEN NOT (elsewhere AND kept AND was.reviewer_id IS NOT DISTINCT FROM person
            AND becomes.accepted_by_id IS NOT DISTINCT FROM person) THEN 'a_case_is_reviewed_from_elsewhere' END;
    ELSIF step = 'amended accepted' THEN
        RETURN CASE WHEN NOT (elsewhere AND coalesce(was.reviewer_id, person) = person AND was.amended_by_id IS NULL
            AND becomes.reviewer_id IS NOT DISTINCT FROM person AND becomes.accepted_by_id IS NOT DISTINCT FROM person)
            THEN 'a_case_is_reviewed_from_elsewhere' END;
    END IF;
    RETURN 'a_case_takes_one_step_of_its_course';
END $$;
"""

HOLDS = f"""
CREATE OR REPLACE FUNCTION records_case_keeps_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course text[] := ARRAY['status', 'reviewer_id', 'accepted_at', 'accepted_by_id', 'amended_by_id', 'amended_why',
        'amended_from', 'amended_since', 'version', 'released'];
    person uuid := {USER};
    refused text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.status = 'amended' THEN
        NEW.amended_from := CASE OLD.status WHEN 'amended' THEN OLD.amended_from ELSE OLD.status END;
        NEW.amended_since := CASE OLD.status WHEN 'amended' THEN OLD.amended_since ELSE OLD.version END;
    ELSIF TG_OP = 'UPDATE' THEN
        NEW.amended_by_id := NULL;
        NEW.amended_why := '';
        NEW.amended_from := '';
        NEW.amended_since := NULL;
    END IF;
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
    ELSIF person IS NOT NULL AND current_user = session_user THEN
        refused := records_step_refused(OLD, NEW, person);
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', replace(refused, '_', ' ') USING ERRCODE = 'check_violation', CONSTRAINT = refused;
    END IF;
    RETURN NEW;
END $$;
"""

CHANGES = f"""
CREATE OR REPLACE FUNCTION records_only_a_draft_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
    changer uuid;
BEGIN
    IF NOT ({APPLICATION}) OR {USER} IS NULL
        OR (TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'released' = to_jsonb(OLD) - 'released') THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    SELECT c.status, c.amended_by_id INTO stands, changer
    FROM records_case c WHERE c.id = coalesce(NEW.case_id, OLD.case_id);
    IF stands IS NULL OR stands IN ('draft', 'returned') OR (stands = 'amended' AND changer = {USER})
        OR (stands IN ('accepted', 'locked', 'amended') AND TG_OP = 'INSERT' AND TG_TABLE_NAME IN ({ROWS_HELD.LATER})) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'only a draft is changed; this case is %', stands
        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
END $$;
"""

FACTS_CHANGE = f"""
DROP TRIGGER zz_facts_change_in_a_draft ON records_case;
CREATE OR REPLACE FUNCTION records_facts_change_in_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {APPLICATION} AND {USER} IS NOT NULL
        AND NOT (OLD.status = 'amended' AND NEW.status = 'amended' AND OLD.amended_by_id = {USER}) THEN
        RAISE EXCEPTION 'only a draft is changed; this case is %', OLD.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_facts_change_in_a_draft BEFORE UPDATE ON records_case FOR EACH ROW
    WHEN (OLD.status NOT IN ('draft', 'returned') AND ({FACTS.CHANGED} OR ({FACTS.AGAIN_IN_FORCE})))
    EXECUTE FUNCTION records_facts_change_in_a_draft();
"""
FACTS_BEFORE = (
    "DROP TRIGGER zz_facts_change_in_a_draft ON records_case; DROP FUNCTION records_facts_change_in_a_draft();"
    + FACTS.FUNCTION
)


def replaced(table: str, name: str, *, command: str, now: dict[str, str], before: dict[str, str]) -> migrations.RunSQL:
    drop = f"DROP POLICY {name} ON {table};"
    made = {"command": command, "role": "PUBLIC"}
    return migrations.RunSQL(drop + policy(table, name, **made, **now), drop + policy(table, name, **made, **before))


def read_when_assigned(table: str) -> migrations.RunSQL:
    now, before = {"using": IN_ASSIGNED_CASE}, {"using": BEFORE.IN_ASSIGNED_CASE}
    return replaced(table, "scope_reads", command="SELECT", now=now, before=before)


# A case that a reviewer gave back was a draft with a reviewer until now.
RETURNED = """
UPDATE records_case SET status = 'returned'
WHERE status = 'draft' AND submitted_at IS NOT NULL AND reviewer_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
DRAFTS_AGAIN = """
UPDATE records_case SET status = CASE
    WHEN status = 'returned' THEN 'draft' WHEN status = 'in_review' THEN 'submitted' ELSE 'accepted' END
WHERE status IN ('returned', 'in_review', 'locked', 'amended');
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0012_states_of_a_case")]

    operations = [
        migrations.RunSQL(STEPS, "DROP FUNCTION records_step_refused;"),
        migrations.RunSQL(HOLDS, COURSE.COURSE.split("CREATE TRIGGER")[0].replace("CREATE F", "CREATE OR REPLACE F")),
        migrations.RunSQL(CHANGES, ROWS_HELD.FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(FACTS_CHANGE, FACTS_BEFORE),
        replaced(
            "records_case",
            "scope_reads",
            command="SELECT",
            now={"using": ASSIGNED},
            before={"using": BEFORE.ASSIGNED},
        ),
        replaced(
            "records_case",
            "scope_changes",
            command="UPDATE",
            now={"using": ASSIGNED, "check": ASSIGNED},
            before={
                "using": f"{REVIEWER} AND status = 'submitted'",
                "check": f"{REVIEWER} AND status IN ('accepted', 'draft')",
            },
        ),
        *(read_when_assigned(table) for table in READ_BY_REVIEWERS),
        migrations.RunSQL(RETURNED, DRAFTS_AGAIN),
    ]
