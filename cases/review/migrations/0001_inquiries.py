"""Questions of readers about a case of another institution, and the answers (docs/adr/0027).

Who asks writes the row once, for an episode that they may read, and reads it again with its answer. The institution of
the case reads it and answers; what was asked never changes.
"""

import cases.review.models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import USER, ProtectAudit, forced, own_institution, policy

TABLE = "review_inquiry"
OWN = f"asked_by_id = {USER}"
READABLE = "review_reads_episode(episode)"
# A function of late binding, so that the view of the cohorts can be made anew under it.
READS = """
CREATE FUNCTION review_reads_episode(asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
    RETURN EXISTS (SELECT 1 FROM cohort_readable_episode e WHERE e.id = asked AND e.own_case_id IS NULL);
END $$;
"""
SECURITY = (
    READS + f"ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_stays_in_its_institution FOREIGN KEY (case_id, institution_id)"
    " REFERENCES records_case (id, institution_id) DEFERRABLE INITIALLY DEFERRED;"
    + forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(TABLE, "scope_reads", command="SELECT", role="PUBLIC", using=f"{OWN} OR {own_institution()}")
    + policy(TABLE, "scope_adds", command="INSERT", role="PUBLIC", check=f"{OWN} AND answer = '' AND {READABLE}")
    + policy(TABLE, "scope_changes", command="UPDATE", role="PUBLIC", using=own_institution(), check=own_institution())
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
    + f"GRANT UPDATE (answer, answered_by_id, answered_at) ON {TABLE} TO registry_app;"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0006_requests_for_access"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("records", "0002_protect_the_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cohorts", "0004_near_misses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("episode", models.UUIDField(editable=False)),
                ("about", models.CharField(editable=False, max_length=160)),
                ("asked_at", models.DateTimeField(editable=False)),
                (
                    "text",
                    models.CharField(
                        error_messages={"blank": "Write the question."},
                        help_text="Free text that another institution reads. Leave out names, numbers, calendar dates and places.",
                        max_length=1000,
                        validators=[cases.review.models.check_holds_no_date],
                        verbose_name="your question",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        help_text="Free text that leaves your institution. Leave out names, local codes, numbers, calendar dates and places; days from the event are fine.",
                        max_length=1000,
                        validators=[cases.review.models.check_holds_no_date],
                        verbose_name="your answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
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
                        related_name="inquiries",
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
            ],
            options={
                "verbose_name_plural": "inquiries",
            },
        ),
        migrations.CreateModel(
            name="InquiryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("episode", models.UUIDField(editable=False)),
                ("about", models.CharField(editable=False, max_length=160)),
                ("asked_at", models.DateTimeField(editable=False)),
                (
                    "text",
                    models.CharField(
                        error_messages={"blank": "Write the question."},
                        help_text="Free text that another institution reads. Leave out names, numbers, calendar dates and places.",
                        max_length=1000,
                        validators=[cases.review.models.check_holds_no_date],
                        verbose_name="your question",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        help_text="Free text that leaves your institution. Leave out names, local codes, numbers, calendar dates and places; days from the event are fine.",
                        max_length=1000,
                        validators=[cases.review.models.check_holds_no_date],
                        verbose_name="your answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
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
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
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
                        to="review.inquiry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["asked_by", "-asked_at"], name="inquiry_by_who_asked"),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_words_and_a_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_inquiryevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "episode", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."about", new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."episode", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="258f2c71b0486fa2882ad32b37576409b1566df2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_852f3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="review_inquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_inquiryevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "episode", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."about", new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."episode", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8065bfa02b2a788807a9e7012007bf51ae236cf9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37556",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="review_inquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "review_inquiryevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "episode", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."about", old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."asked_at", old_values."asked_by_id", old_values."case_id", old_values."episode", old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3361e0804de9771389502a3cd7709c6540dc8685",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_429e6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="review_inquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inquiryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bbd23cdfa91fde28736e86958a135c89f4f7b8ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a369c",
                    table="review_inquiryevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        ProtectAudit(f"{TABLE}event", append="true"),
        TriggersHold(TABLE),
        OnlyTriggersAppend(f"{TABLE}event"),
    ]
