"""Who asked how much about others, and whose limit an administrator lifted (docs/adr/0024).

A person writes and reads their own questions, so that the budget can be reckoned in their scope; administrators read
all of them and write lifts. Nobody deletes either.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import ADMINISTRATOR, USER, ProtectTable, forced, policy

QUESTION, LIFT = "cohorts_question", "cohorts_budgetlift"
OWN = f"user_id = {USER}"
TRAIL = (
    forced(f"{LIFT}event")
    + policy(f"{LIFT}event", "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(f"{LIFT}event", "scope_reads", command="SELECT", role="PUBLIC", using=ADMINISTRATOR)
    + policy(f"{LIFT}event", "scope_appends", command="INSERT", role="PUBLIC", check=ADMINISTRATOR)
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {LIFT}event FROM registry_app;"
    + f"REVOKE DELETE, TRUNCATE ON {LIFT}, {QUESTION} FROM registry_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0009_saved_cohorts"),
        ("institutions", "0003_the_trail_holds"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLift",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("lifted_at", models.DateTimeField(editable=False)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BudgetLiftEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("lifted_at", models.DateTimeField(editable=False)),
                (
                    "lifted_by",
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
                        to="cohorts.budgetlift",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("hour", models.DateTimeField(help_text="The full hour (UTC) in which it was asked.")),
                ("kind", models.CharField(help_text="Kind of page.", max_length=20)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "asked_at",
                    models.DateTimeField(help_text="For the first time in this hour; of refused ones, for the last."),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetlift",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cohorts_budgetliftevent" ("id", "lifted_at", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") SELECT new_values."id", new_values."lifted_at", new_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="afe06e0502a95514fa79b06ab4a3787cbe8d01e8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_71d27",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cohorts_budgetlift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetlift",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cohorts_budgetliftevent" ("id", "lifted_at", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") SELECT new_values."id", new_values."lifted_at", new_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c64d511ecc5532adcc4e325d76e3b76b0a9f548e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_adb15",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cohorts_budgetlift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetlift",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cohorts_budgetliftevent" ("id", "lifted_at", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") SELECT old_values."id", old_values."lifted_at", old_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0b378d195694fac57a4261f0ac62622eddfbcb4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2ac7f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cohorts_budgetlift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetliftevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="14320d3751d7730ea28e42e1733bc9c451abe91c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0f260",
                    table="cohorts_budgetliftevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["hour"], name="question_by_hour"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("user", "hour", "kind", "fingerprint"), name="a_question_of_an_hour_is_counted_in_one_row"
            ),
        ),
        ProtectTable(QUESTION, write=OWN, read=ADMINISTRATOR, deriver=""),
        ProtectTable(LIFT, write=ADMINISTRATOR, read=OWN, deriver=""),
        TriggersHold(LIFT),
        OnlyTriggersAppend(f"{LIFT}event"),
        migrations.RunSQL(TRAIL, migrations.RunSQL.noop),
    ]
