"""Questions at the fields of a case, their messages, what the registry has read, and verified fields (docs/adr/0031).

The institution of the case and the reviewers who may read the case reach them, nobody else. A reviewer of another
institution asks, closes and ticks; the institution answers and resolves; what a rule raises is written by the deriver.
"""

import uuid
from importlib import import_module

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cases.review.leaving
from cases.records.withdrawal.security import GoneWithItsCase
from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import (
    ADMINISTRATOR,
    REVIEWER,
    USER,
    KeyWith,
    ProtectAudit,
    SameCase,
    forced,
    own_institution,
    policy,
)

TABLES = ("review_question", "review_message", "review_verifiedfield")
EVENTS = tuple(f"{table}event" for table in TABLES)
in_its_institution = import_module("cases.records.migrations.0002_protect_the_record").in_its_institution

OF_ITS_HOME = (
    "EXISTS (SELECT 1 FROM institutions_membership m"
    f" WHERE m.user_id = {USER} AND m.institution_id = {{0}}.institution_id)"
)
# The policies of the case itself stand within this question: whoever may not read the case reads nothing asked about it.
OF_A_CASE_IN_SIGHT = "case_id IN (SELECT c.id FROM records_case c)"


def from_outside(table: str) -> str:
    """A reviewer of another institution, who reads the case."""
    return f"{REVIEWER} AND {OF_A_CASE_IN_SIGHT} AND NOT {OF_ITS_HOME.format(table)}"


def seen_in(table: str) -> str:
    """The institution of the case, or a reviewer from elsewhere."""
    return f"{own_institution()} AND {OF_A_CASE_IN_SIGHT} OR {from_outside(table)}"


def protected(table: str) -> str:
    return (
        forced(table)
        + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
        + policy(table, "deriver_works", command="ALL", role="registry_deriver", using="true", check="true")
    )


def seen(table: str) -> str:
    return policy(table, "scope_reads", command="SELECT", role="registry_app", using=seen_in(table))


QUESTIONS = (
    protected("review_question")
    + seen("review_question")
    + policy(
        "review_question",
        "reviewer_asks",
        command="INSERT",
        role="registry_app",
        check=f"asked_by_id = {USER} AND site_state = 'new' AND review_state = 'open' AND {from_outside('review_question')}",
    )
    + policy(
        "review_question",
        "scope_changes",
        command="UPDATE",
        role="registry_app",
        using=seen_in("review_question"),
        check=seen_in("review_question"),
    )
    + "REVOKE UPDATE, DELETE, TRUNCATE ON review_question FROM registry_app;"
    + "GRANT UPDATE (site_state, review_state, assignee_id, closed_by_id, closed_at) ON review_question TO registry_app;"
    + "GRANT SELECT, INSERT, UPDATE ON review_question TO registry_deriver;"
)
MESSAGES = (
    protected("review_message")
    + seen("review_message")
    + policy(
        "review_message",
        "scope_adds",
        command="INSERT",
        role="registry_app",
        check=f"by_id = {USER} AND ({seen_in('review_message')})",
    )
    + "REVOKE UPDATE, DELETE, TRUNCATE ON review_message FROM registry_app;"
    + "GRANT SELECT, INSERT ON review_message TO registry_deriver;"
)
VERIFIED = (
    forced("review_verifiedfield")
    + policy("review_verifiedfield", "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + seen("review_verifiedfield")
    + policy(
        "review_verifiedfield",
        "reviewer_ticks",
        command="ALL",
        role="registry_app",
        using=from_outside("review_verifiedfield"),
        check=f"verified_by_id = {USER} AND {from_outside('review_verifiedfield')}",
    )
)
RULES_READ = (
    protected("review_rulesread")
    + seen("review_rulesread")
    + "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON review_rulesread FROM registry_app;"
    + "GRANT SELECT, INSERT, UPDATE ON review_rulesread TO registry_deriver;"
)
# Only the other side says that it is enough, whatever SQL is sent: the institution resolves, a reviewer closes.
SIDES = f"""
CREATE FUNCTION review_each_side_its_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'registry_app' THEN
        RETURN NEW;
    END IF;
    IF NEW.review_state IS DISTINCT FROM OLD.review_state AND NOT ({REVIEWER} AND NOT {OF_ITS_HOME.format("OLD")}) THEN
        RAISE EXCEPTION 'only a reviewer of another institution closes or reopens a question'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.site_state IS DISTINCT FROM OLD.site_state AND NEW.site_state = 'resolved'
       AND NOT OLD.{own_institution()} THEN
        RAISE EXCEPTION 'only the institution of the case resolves a question'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER each_side_its_state BEFORE UPDATE ON review_question
    FOR EACH ROW EXECUTE FUNCTION review_each_side_its_state();
"""
# What the registry asks is in the trail like everything else, and so the deriver appends to it through the triggers.
TRAIL = (
    "GRANT INSERT ON review_questionevent, review_messageevent TO registry_deriver;"
    "GRANT SELECT, INSERT, UPDATE ON pghistory_context TO registry_deriver;"
)
# What the registry has to know to ask: that a warning has an answer, never the answer; and which sections are empty.
READ_FIRST = (
    policy("records_warninganswer", "deriver_reads", command="SELECT", role="registry_deriver", using="true")
    + policy("records_sectionmark", "deriver_reads", command="SELECT", role="registry_deriver", using="true")
    + "GRANT SELECT (case_id, code, about) ON records_warninganswer TO registry_deriver;"
    + "GRANT SELECT (case_id, section, says) ON records_sectionmark TO registry_deriver;"
)
# Administrators see no row of a case, and these hold none: where, when and in which state, never what or whose.
FIGURES = f"""
CREATE FUNCTION review_question_figures() RETURNS TABLE (
    institution_id uuid, kind text, field text, section text, of_the_registry boolean,
    site_state text, review_state text, asked_at timestamptz, closed_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT q.institution_id, q.kind, q.field, q.section, q.asked_by_id IS NULL, q.site_state, q.review_state,
        q.asked_at, q.closed_at
    FROM review_question q
    WHERE ({REVIEWER} OR {ADMINISTRATOR}) AND q.case_id NOT IN (SELECT records_gone())
$$;
"""
UNDO = (
    "DROP FUNCTION review_question_figures; DROP FUNCTION review_each_side_its_state CASCADE;"
    "DROP POLICY deriver_reads ON records_warninganswer; DROP POLICY deriver_reads ON records_sectionmark;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0007_the_lookup_of_tokens"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("records", "0013_the_course_of_a_case"),
        ("review", "0003_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("taken", "Given to somebody"),
                            ("answered", "Answered"),
                            ("resolved", "Answered and resolved"),
                            ("noted", "Added"),
                            ("sent_back", "Sent back"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                            ("mended", "Closed: the record was mended"),
                            ("raised", "Raised again: the record says so again"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True,
                        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
                        max_length=1000,
                        validators=[cases.review.leaving.check_holds_no_date],
                    ),
                ),
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
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.case"
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
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("section", models.CharField(blank=True, editable=False, max_length=40)),
                ("kind", models.CharField(blank=True, editable=False, max_length=40)),
                ("row", models.CharField(blank=True, editable=False, max_length=40)),
                ("field", models.CharField(blank=True, editable=False, max_length=60)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "says",
                    models.CharField(
                        error_messages={"blank": "Write the question."},
                        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
                        max_length=1000,
                        validators=[cases.review.leaving.check_holds_no_date],
                        verbose_name="your question",
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(blank=True, editable=False, max_length=60)),
                ("about", models.CharField(blank=True, editable=False, max_length=160)),
                (
                    "site_state",
                    models.CharField(
                        choices=[("new", "New"), ("open", "In work"), ("resolved", "Resolved")],
                        default="new",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "review_state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], default="open", editable=False, max_length=10
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("batch", models.UUIDField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignee",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="records.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
        ),
        migrations.CreateModel(
            name="MessageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("taken", "Given to somebody"),
                            ("answered", "Answered"),
                            ("resolved", "Answered and resolved"),
                            ("noted", "Added"),
                            ("sent_back", "Sent back"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                            ("mended", "Closed: the record was mended"),
                            ("raised", "Raised again: the record says so again"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True,
                        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
                        max_length=1000,
                        validators=[cases.review.leaving.check_holds_no_date],
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="review.message",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="review.question",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="message",
            name="question",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="review.question",
            ),
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("section", models.CharField(blank=True, editable=False, max_length=40)),
                ("kind", models.CharField(blank=True, editable=False, max_length=40)),
                ("row", models.CharField(blank=True, editable=False, max_length=40)),
                ("field", models.CharField(blank=True, editable=False, max_length=60)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "says",
                    models.CharField(
                        error_messages={"blank": "Write the question."},
                        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
                        max_length=1000,
                        validators=[cases.review.leaving.check_holds_no_date],
                        verbose_name="your question",
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(blank=True, editable=False, max_length=60)),
                ("about", models.CharField(blank=True, editable=False, max_length=160)),
                (
                    "site_state",
                    models.CharField(
                        choices=[("new", "New"), ("open", "In work"), ("resolved", "Resolved")],
                        default="new",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "review_state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], default="open", editable=False, max_length=10
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("batch", models.UUIDField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="review.question",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RulesRead",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="rules_read",
                        serialize=False,
                        to="records.case",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "institution",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VerifiedField",
            fields=[
                ("section", models.CharField(blank=True, editable=False, max_length=40)),
                ("kind", models.CharField(blank=True, editable=False, max_length=40)),
                ("row", models.CharField(blank=True, editable=False, max_length=40)),
                ("field", models.CharField(blank=True, editable=False, max_length=60)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("verified_at", models.DateTimeField(editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verified_fields",
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
                    "verified_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VerifiedFieldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("section", models.CharField(blank=True, editable=False, max_length=40)),
                ("kind", models.CharField(blank=True, editable=False, max_length=40)),
                ("row", models.CharField(blank=True, editable=False, max_length=40)),
                ("field", models.CharField(blank=True, editable=False, max_length=60)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("verified_at", models.DateTimeField(editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="review.verifiedfield",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["case", "review_state"], name="question_by_case"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["institution", "review_state", "site_state"], name="question_by_state"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("asked_by", None)),
                fields=("case", "code", "about"),
                name="the_registry_asks_once",
                violation_error_message="The registry has asked this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by", None), models.Q(("code", ""), _negated=True)),
                    models.Q(("asked_by__isnull", False), ("code", "")),
                    _connector="OR",
                ),
                name="a_question_is_of_a_person_or_of_a_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("review_state", "closed")),
                    models.Q(("closed_at", None), ("closed_by", None), ("review_state", "open")),
                    _connector="OR",
                ),
                name="a_closed_question_says_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_questionevent" ("about", "asked_at", "asked_by_id", "assignee_id", "batch", "case_id", "closed_at", "closed_by_id", "code", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_state", "row", "says", "section", "site_state") SELECT new_values."about", new_values."asked_at", new_values."asked_by_id", new_values."assignee_id", new_values."batch", new_values."case_id", new_values."closed_at", new_values."closed_by_id", new_values."code", new_values."field", new_values."id", new_values."institution_id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."review_state", new_values."row", new_values."says", new_values."section", new_values."site_state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3138f72978feebddb80ee7745d340de2461f97d1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6e5ce",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="review_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_questionevent" ("about", "asked_at", "asked_by_id", "assignee_id", "batch", "case_id", "closed_at", "closed_by_id", "code", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_state", "row", "says", "section", "site_state") SELECT new_values."about", new_values."asked_at", new_values."asked_by_id", new_values."assignee_id", new_values."batch", new_values."case_id", new_values."closed_at", new_values."closed_by_id", new_values."code", new_values."field", new_values."id", new_values."institution_id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."review_state", new_values."row", new_values."says", new_values."section", new_values."site_state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6ee16a4688c0fb97a29fb5c77bbbdf66effa7b6b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46d03",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="review_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_questionevent" ("about", "asked_at", "asked_by_id", "assignee_id", "batch", "case_id", "closed_at", "closed_by_id", "code", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_state", "row", "says", "section", "site_state") SELECT old_values."about", old_values."asked_at", old_values."asked_by_id", old_values."assignee_id", old_values."batch", old_values."case_id", old_values."closed_at", old_values."closed_by_id", old_values."code", old_values."field", old_values."id", old_values."institution_id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."review_state", old_values."row", old_values."says", old_values."section", old_values."site_state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d37b93f2edfc1966f1b87307e72ee71fad5e2089",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7ae50",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="review_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bf47333c89fe86825ca222beccaa5877f8f9c2c1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_be4f8",
                    table="review_messageevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["question", "at"], name="message_by_question"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_messageevent" ("at", "by_id", "case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "step", "text") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question_id", new_values."step", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f97cc78f968edb6adf9beeed1f6cf2363c0e0bf4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fbce5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="review_message",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_messageevent" ("at", "by_id", "case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "step", "text") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question_id", new_values."step", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b09543da91033f3f1720a483b8cda4160a86634",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88fb2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="review_message",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_messageevent" ("at", "by_id", "case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "step", "text") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."question_id", old_values."step", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="208dda2208395099b62e6171059eb0067ec6a7e1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_135cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="review_message",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b82bc6c85a953eaae5c9039876720bf90c482df3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_52dba",
                    table="review_questionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="verifiedfield",
            constraint=models.UniqueConstraint(
                fields=("case", "kind", "row", "field"), name="a_field_is_verified_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verifiedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_verifiedfieldevent" ("case_id", "digest", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row", "section", "verified_at", "verified_by_id") SELECT new_values."case_id", new_values."digest", new_values."field", new_values."id", new_values."institution_id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."row", new_values."section", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="85e346e81e839f683bd0209c9b21d5a542a94a77",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e6f80",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="review_verifiedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verifiedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_verifiedfieldevent" ("case_id", "digest", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row", "section", "verified_at", "verified_by_id") SELECT new_values."case_id", new_values."digest", new_values."field", new_values."id", new_values."institution_id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."row", new_values."section", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a1ccb6c7842e4c5cdd4f3c17660dc3f07f002a54",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_196f8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="review_verifiedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verifiedfield",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_verifiedfieldevent" ("case_id", "digest", "field", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row", "section", "verified_at", "verified_by_id") SELECT old_values."case_id", old_values."digest", old_values."field", old_values."id", old_values."institution_id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."row", old_values."section", old_values."verified_at", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="74bde52ffeecf92a00f7b1f838d4ba15284621c8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8db5e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="review_verifiedfield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verifiedfieldevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef5d56110d0966f8018261ebf829f9123386f984",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6d0cc",
                    table="review_verifiedfieldevent",
                    when="BEFORE",
                ),
            ),
        ),
        *(in_its_institution(table) for table in (*TABLES, "review_rulesread")),
        KeyWith("review_question", "case_id"),
        SameCase("review_message", "question_id", "review_question"),
        migrations.RunSQL(QUESTIONS + MESSAGES + VERIFIED + RULES_READ + SIDES + READ_FIRST + FIGURES + TRAIL, UNDO),
        *(ProtectAudit(table, append="true") for table in EVENTS),
        *(TriggersHold(table) for table in TABLES),
        *(OnlyTriggersAppend(table) for table in EVENTS),
        *(GoneWithItsCase(table) for table in (*TABLES, "review_rulesread")),
        *(GoneWithItsCase(table, reads_only=True) for table in EVENTS),
    ]
