"""What a person says of a section of a case, in the trail and under row-level security like the record itself."""

from importlib import import_module

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import ProtectAudit, ProtectTable

TABLE = "records_sectionmark"
in_its_institution = import_module("cases.records.migrations.0002_protect_the_record").in_its_institution
stays_with_its_case = import_module("cases.records.migrations.0003_hold_the_course").stays_with_its_case


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_the_trail_holds"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("records", "0003_hold_the_course"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SectionMark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("section", models.CharField(editable=False, max_length=40)),
                (
                    "says",
                    models.CharField(
                        choices=[("done", "Done"), ("nothing", "Nothing to record")], editable=False, max_length=8
                    ),
                ),
                ("marked_at", models.DateTimeField(auto_now=True)),
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
                (
                    "marked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionMarkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("section", models.CharField(editable=False, max_length=40)),
                (
                    "says",
                    models.CharField(
                        choices=[("done", "Done"), ("nothing", "Nothing to record")], editable=False, max_length=8
                    ),
                ),
                ("marked_at", models.DateTimeField(auto_now=True)),
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
                    "marked_by",
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
                        to="records.sectionmark",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="sectionmark",
            constraint=models.UniqueConstraint(
                fields=("case", "section"),
                name="a_section_is_marked_once",
                violation_error_message="This section is marked already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionmark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sectionmarkevent" ("case_id", "id", "institution_id", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says", "section") SELECT new_values."case_id", new_values."id", new_values."institution_id", new_values."marked_at", new_values."marked_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."says", new_values."section" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fb0fb200a71d85b9dd0132f9a2dc4b4a27183072",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84e42",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_sectionmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionmark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sectionmarkevent" ("case_id", "id", "institution_id", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says", "section") SELECT new_values."case_id", new_values."id", new_values."institution_id", new_values."marked_at", new_values."marked_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."says", new_values."section" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4b69b23432b9562d753a5a435e4ebf8b241571b8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af3ad",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_sectionmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionmark",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sectionmarkevent" ("case_id", "id", "institution_id", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says", "section") SELECT old_values."case_id", old_values."id", old_values."institution_id", old_values."marked_at", old_values."marked_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."says", old_values."section" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b7a342970407954b12fb5f4c8b3a01ed0c36c6f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fbe0b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_sectionmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionmarkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dc0687370f53d4110c4ba54ca463cdf81b30d642",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c1633",
                    table="records_sectionmarkevent",
                    when="BEFORE",
                ),
            ),
        ),
        in_its_institution(TABLE),
        stays_with_its_case(TABLE),
        ProtectTable(TABLE, deriver=""),
        ProtectAudit(f"{TABLE}event"),
        TriggersHold(TABLE),
        OnlyTriggersAppend(f"{TABLE}event"),
    ]
