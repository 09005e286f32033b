"""A local treatment names skin findings too, where case JSON lists what it was aimed at."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from registry.database.row_security import SameCase


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_returns"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatedlesion",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatedlesion",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatedlesion",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="treatedlesion",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="treatments",
                to="records.skinfinding",
                verbose_name="or the lesion of a skin finding",
            ),
        ),
        migrations.AddField(
            model_name="treatedlesionevent",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="records.skinfinding",
                verbose_name="or the lesion of a skin finding",
            ),
        ),
        migrations.AlterField(
            model_name="treatedlesion",
            name="lesion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="treatments",
                to="records.lesion",
            ),
        ),
        migrations.AlterField(
            model_name="treatedlesionevent",
            name="lesion",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="records.lesion",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatedlesion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "finding_id", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."finding_id", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e7daec390b8f0ecf2e44d3e2f0e529e9f4ef4be",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a0d49",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_treatedlesion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatedlesion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "finding_id", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."finding_id", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."finding_id" IS DISTINCT FROM (new_values."finding_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."lesion_id" IS DISTINCT FROM (new_values."lesion_id") OR old_values."local_treatment_id" IS DISTINCT FROM (new_values."local_treatment_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="53e78631694ed221200b8c54d05d9f1727e7e9f3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c32b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_treatedlesion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatedlesion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "finding_id", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."finding_id", old_values."id", old_values."institution_id", old_values."key", old_values."lesion_id", old_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf5921d6eec289bf6685c7da23e8e71ecda0dbcc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b974",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_treatedlesion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="treatedlesion",
            constraint=models.CheckConstraint(
                condition=models.Q(("lesion__isnull", True), ("finding__isnull", True), _connector="XOR"),
                name="treats_a_lesion_or_a_finding",
                violation_error_message="Name a lesion or a skin finding, one of the two.",
            ),
        ),
        SameCase("records_treatedlesion", "finding_id", "records_skinfinding"),
    ]
