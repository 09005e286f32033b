"""The moves of a case, noted by a trigger on the case: no statement of the application writes, changes or skips one.

What a move is called and why it was made comes with the statement (``app.move``, ``app.reason``). Assigning a reviewer
is done by a function: an administrator sees no case, and the reviewer who hands it on sees it no longer.
"""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.records.withdrawal.security import GoneWithItsCase
from registry.database.row_security import ADMINISTRATOR, REVIEWER, USER, forced, own_institution, policy

COURSE = import_module("cases.records.migrations.0013_the_course_of_a_case")
TABLE = "review_casemove"

SECURITY = (
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_goes_with_its_case FOREIGN KEY (case_id, institution_id)"
    " REFERENCES records_case (id, institution_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;"
    + forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(
        TABLE,
        "scope_reads",
        command="SELECT",
        role="PUBLIC",
        using=f"{own_institution()} OR ({COURSE.IN_ASSIGNED_CASE})",
    )
    + f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
)

NOTED = f"""
CREATE FUNCTION review_note_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    move text := left(coalesce(current_setting('app.move', true), ''), 12);
    why text := left(coalesce(current_setting('app.reason', true), ''), 1000);
BEGIN
    IF why = '' AND NEW.amended_by_id IS DISTINCT FROM OLD.amended_by_id THEN
        why := NEW.amended_why;
    END IF;
    IF why = '' AND NEW.status = 'returned' AND OLD.status <> 'returned' AND {USER} IS NOT NULL THEN
        RAISE EXCEPTION 'who returns a case says why'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'who_returns_a_case_says_why';
    END IF;
    INSERT INTO {TABLE} (id, case_id, institution_id, key, came_from, "to", by_id, at, reason, reviewer_id, version)
    VALUES (gen_random_uuid(), NEW.id, NEW.institution_id, move, OLD.status, NEW.status, {USER}, clock_timestamp(), why,
        NEW.reviewer_id, NEW.version);
    PERFORM set_config('app.move', '', true), set_config('app.reason', '', true);
    RETURN NULL;
END $$;
CREATE TRIGGER note_move AFTER UPDATE ON records_case FOR EACH ROW
    WHEN ((OLD.status, OLD.reviewer_id, OLD.amended_by_id) IS DISTINCT FROM
        (NEW.status, NEW.reviewer_id, NEW.amended_by_id))
    EXECUTE FUNCTION review_note_move();
"""

ASSIGN = f"""
CREATE FUNCTION review_assign(given uuid, person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was records_case;
BEGIN
    SELECT * INTO was FROM records_case WHERE id = given AND legal_basis_state <> 'withdrawn' FOR UPDATE;
    IF was.id IS NULL OR was.status IN ('draft', 'withdrawn') OR NOT ({ADMINISTRATOR} OR {REVIEWER}
        AND coalesce(was.reviewer_id, {USER}) = {USER}
        AND was.submitted_by_id IS DISTINCT FROM {USER} AND was.created_by_id IS DISTINCT FROM {USER}
        AND NOT EXISTS (SELECT 1 FROM institutions_membership m
            WHERE m.user_id = {USER} AND m.institution_id = was.institution_id)) THEN
        RAISE EXCEPTION 'this case is not yours to assign' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF person IN (was.submitted_by_id, was.created_by_id) OR NOT EXISTS (
        SELECT 1 FROM institutions_membership m JOIN institutions_user u ON u.id = m.user_id
        JOIN institutions_institution i ON i.id = m.institution_id
        WHERE m.user_id = person AND m.role = 'reviewer' AND u.is_active AND i.active
    ) OR EXISTS (
        SELECT 1 FROM institutions_membership m WHERE m.user_id = person AND m.institution_id = was.institution_id
    ) THEN
        RAISE EXCEPTION 'a case is reviewed from elsewhere'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_case_is_reviewed_from_elsewhere';
    END IF;
    PERFORM set_config('app.move',
        CASE WHEN was.status IN ('submitted', 'in_review') THEN 'assign' ELSE 'reassign' END, true);
    UPDATE records_case SET reviewer_id = person,
        status = CASE WHEN status IN ('submitted', 'in_review') THEN 'in_review' ELSE status END
    WHERE id = given;
END $$;
"""

WAITING = f"""
CREATE FUNCTION review_assignable() RETURNS TABLE (case_id uuid, pseudonym text, institution_id uuid, status text,
    submitted_at timestamptz, submitted_by_id uuid, created_by_id uuid, reviewer_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.pseudonym::text, c.institution_id, c.status::text, c.submitted_at, c.submitted_by_id,
        c.created_by_id, c.reviewer_id
    FROM records_case c
    WHERE {ADMINISTRATOR} AND c.status NOT IN ('draft', 'withdrawn') AND c.legal_basis_state <> 'withdrawn'
$$;
"""

# A return was noted in a table of its own until now.
EARLIER = f"""
INSERT INTO {TABLE} (id, case_id, institution_id, key, came_from, "to", by_id, at, reason, reviewer_id, version)
SELECT r.id, r.case_id, r.institution_id, 'return', 'submitted', 'returned', r.returned_by_id, r.returned_at, r.reason,
    r.returned_by_id, c.version
FROM records_casereturn r JOIN records_case c ON c.id = r.case_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0007_the_lookup_of_tokens"),
        ("records", "0013_the_course_of_a_case"),
        ("review", "0002_withdrawn_cases_are_gone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseMove",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(blank=True, editable=False, max_length=12)),
                (
                    "came_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("in_review", "In review"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                            ("locked", "Locked"),
                            ("amended", "Amended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("in_review", "In review"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                            ("locked", "Locked"),
                            ("amended", "Amended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
                ("reason", models.CharField(blank=True, editable=False, max_length=1000)),
                ("version", models.PositiveIntegerField(editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="moves",
                        to="records.case",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "at"], name="move_by_case")],
            },
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(NOTED, "DROP FUNCTION review_note_move CASCADE;"),
        migrations.RunSQL(ASSIGN + WAITING, "DROP FUNCTION review_assign; DROP FUNCTION review_assignable;"),
        GoneWithItsCase(TABLE),
    ]
