"""Places painted on the body map, kept beside the terms of a skin finding; empty for every finding so far."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_drafts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="skinfinding",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="skinfinding",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="skinfinding",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="skinfinding",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                default=list,
                help_text="Exactly where, each with its side. Optional: the sites above suffice.",
                size=None,
                verbose_name="places on the body map",
            ),
        ),
        migrations.AddField(
            model_name="skinfindingevent",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                default=list,
                help_text="Exactly where, each with its side. Optional: the sites above suffice.",
                size=None,
                verbose_name="places on the body map",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skinfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "places", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT new_values."absent", new_values."area_cm2", new_values."as_reported", new_values."assessment_id", new_values."bleeding", new_values."bsa_percent", new_values."case_id", new_values."change", new_values."comment", new_values."contradiction_note", new_values."depth", new_values."dlqi", new_values."extent", new_values."exudate", new_values."growth", new_values."id", new_values."infection_signs", new_values."institution_id", new_values."itch", new_values."key", new_values."lesion_count", new_values."lesion_of_id", new_values."measured", new_values."morphology", new_values."new_lesions", new_values."odour", new_values."on", new_values."onset", new_values."pain_nrs", new_values."patterns", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."photo", new_values."photo_comparable", new_values."photo_views", new_values."places", new_values."position", new_values."primary_id", new_values."radiation_field", new_values."regions_involved", new_values."row_version", new_values."side", new_values."sites", new_values."source", new_values."target_sum_mm", new_values."treated_field" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5cd0718b0c9a0b2758bf3e2eade32f5c8294eafb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ea62",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_skinfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skinfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "places", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT new_values."absent", new_values."area_cm2", new_values."as_reported", new_values."assessment_id", new_values."bleeding", new_values."bsa_percent", new_values."case_id", new_values."change", new_values."comment", new_values."contradiction_note", new_values."depth", new_values."dlqi", new_values."extent", new_values."exudate", new_values."growth", new_values."id", new_values."infection_signs", new_values."institution_id", new_values."itch", new_values."key", new_values."lesion_count", new_values."lesion_of_id", new_values."measured", new_values."morphology", new_values."new_lesions", new_values."odour", new_values."on", new_values."onset", new_values."pain_nrs", new_values."patterns", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."photo", new_values."photo_comparable", new_values."photo_views", new_values."places", new_values."position", new_values."primary_id", new_values."radiation_field", new_values."regions_involved", new_values."row_version", new_values."side", new_values."sites", new_values."source", new_values."target_sum_mm", new_values."treated_field" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."area_cm2" IS DISTINCT FROM (new_values."area_cm2") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."assessment_id" IS DISTINCT FROM (new_values."assessment_id") OR old_values."bleeding" IS DISTINCT FROM (new_values."bleeding") OR old_values."bsa_percent" IS DISTINCT FROM (new_values."bsa_percent") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."change" IS DISTINCT FROM (new_values."change") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."depth" IS DISTINCT FROM (new_values."depth") OR old_values."dlqi" IS DISTINCT FROM (new_values."dlqi") OR old_values."extent" IS DISTINCT FROM (new_values."extent") OR old_values."exudate" IS DISTINCT FROM (new_values."exudate") OR old_values."growth" IS DISTINCT FROM (new_values."growth") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."infection_signs" IS DISTINCT FROM (new_values."infection_signs") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."itch" IS DISTINCT FROM (new_values."itch") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."lesion_count" IS DISTINCT FROM (new_values."lesion_count") OR old_values."lesion_of_id" IS DISTINCT FROM (new_values."lesion_of_id") OR old_values."measured" IS DISTINCT FROM (new_values."measured") OR old_values."morphology" IS DISTINCT FROM (new_values."morphology") OR old_values."new_lesions" IS DISTINCT FROM (new_values."new_lesions") OR old_values."odour" IS DISTINCT FROM (new_values."odour") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."onset" IS DISTINCT FROM (new_values."onset") OR old_values."pain_nrs" IS DISTINCT FROM (new_values."pain_nrs") OR old_values."patterns" IS DISTINCT FROM (new_values."patterns") OR old_values."photo" IS DISTINCT FROM (new_values."photo") OR old_values."photo_comparable" IS DISTINCT FROM (new_values."photo_comparable") OR old_values."photo_views" IS DISTINCT FROM (new_values."photo_views") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."primary_id" IS DISTINCT FROM (new_values."primary_id") OR old_values."radiation_field" IS DISTINCT FROM (new_values."radiation_field") OR old_values."regions_involved" IS DISTINCT FROM (new_values."regions_involved") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."side" IS DISTINCT FROM (new_values."side") OR old_values."sites" IS DISTINCT FROM (new_values."sites") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."target_sum_mm" IS DISTINCT FROM (new_values."target_sum_mm") OR old_values."treated_field" IS DISTINCT FROM (new_values."treated_field")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cd94dee2eae7968f6a815d1fa44e32198571dacf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_61a6b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_skinfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skinfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "places", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT old_values."absent", old_values."area_cm2", old_values."as_reported", old_values."assessment_id", old_values."bleeding", old_values."bsa_percent", old_values."case_id", old_values."change", old_values."comment", old_values."contradiction_note", old_values."depth", old_values."dlqi", old_values."extent", old_values."exudate", old_values."growth", old_values."id", old_values."infection_signs", old_values."institution_id", old_values."itch", old_values."key", old_values."lesion_count", old_values."lesion_of_id", old_values."measured", old_values."morphology", old_values."new_lesions", old_values."odour", old_values."on", old_values."onset", old_values."pain_nrs", old_values."patterns", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."photo", old_values."photo_comparable", old_values."photo_views", old_values."places", old_values."position", old_values."primary_id", old_values."radiation_field", old_values."regions_involved", old_values."row_version", old_values."side", old_values."sites", old_values."source", old_values."target_sum_mm", old_values."treated_field" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2861e506041ed2b062b050627f8688f927e66fc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_738a5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_skinfinding",
                    when="AFTER",
                ),
            ),
        ),
    ]
