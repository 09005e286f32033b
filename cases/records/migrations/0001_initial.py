"""The tables of the record, with their trails and triggers."""

import cases.records.constraints
import cases.records.fields
import cases.records.models.case
import cases.rules.vocabulary.case
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import registry.database.triggers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0002_append_only"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("submitted", "Submitted"), ("accepted", "Accepted")],
                        default=cases.rules.vocabulary.case.CaseStatus["DRAFT"],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "pseudonym",
                    models.CharField(
                        default=cases.records.models.case.new_pseudonym,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "local_code",
                    models.CharField(
                        help_text="The code by which your own institution finds this patient; nobody else ever sees it. Not a name, not a record number.",
                        max_length=60,
                    ),
                ),
                (
                    "legal_basis_kind",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What allows this case to be kept and used.",
                        max_length=120,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "legal_basis_reference",
                    models.CharField(
                        blank=True,
                        help_text="The ethics reference of a waiver; the DOI or PMID of a publication.",
                        max_length=160,
                        verbose_name="reference of the legal basis",
                    ),
                ),
                (
                    "legal_basis_state",
                    models.CharField(
                        blank=True, default="unknown", max_length=120, verbose_name="state of the legal basis"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where most of this case was read.",
                        max_length=120,
                        verbose_name="main source",
                    ),
                ),
                (
                    "source_reference",
                    models.CharField(blank=True, help_text="DOI or PMID where published.", max_length=200),
                ),
                (
                    "publicly_described",
                    models.BooleanField(
                        default=False,
                        help_text="A published case: shown row by row to researchers, and easier to recognise.",
                    ),
                ),
                (
                    "diagnosis_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Year of the first histological diagnosis of breast cancer.",
                        null=True,
                    ),
                ),
                (
                    "regimens_complete",
                    models.BooleanField(
                        blank=True,
                        help_text="Yes: a drug that is not listed was never given. Without it, a missing drug stays unknown.",
                        null=True,
                        verbose_name="list of regimens is complete",
                    ),
                ),
                ("absent", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                (
                    "reviewer",
                    models.ForeignKey(
                        editable=False,
                        help_text="Who accepted the case or returned it last.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="released_and_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := NEW.status = 'accepted' AND NEW.legal_basis_state = 'in_force'; IF TG_OP = 'UPDATE' THEN IF NEW.version IS DISTINCT FROM OLD.version OR to_jsonb(NEW) - 'released' IS DISTINCT FROM to_jsonb(OLD) - 'released' THEN NEW.version := OLD.version + 1; END IF; END IF; RETURN NEW;",
                            hash="6b08a6fe4d1b496693a03b25ff75b4a4e1d32b43",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_released_and_version_527c0",
                            table="records_case",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="release_the_record",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."released" IS DISTINCT FROM (NEW."released"))',
                            func="PERFORM records_release(NEW.id, NEW.released); RETURN NULL;",
                            hash="ccd7c43701d1725664de0c4a3f145d810a4e138c",
                            operation="UPDATE",
                            pgid="pgtrigger_release_the_record_cbd0f",
                            table="records_case",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caseevent" ("absent", "accepted_at", "accepted_by_id", "comment", "created_at", "created_by_id", "diagnosis_year", "id", "institution_id", "legal_basis_kind", "legal_basis_reference", "legal_basis_state", "local_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonym", "publicly_described", "regimens_complete", "reviewer_id", "source", "source_reference", "status", "submitted_at", "submitted_by_id", "version") SELECT new_values."absent", new_values."accepted_at", new_values."accepted_by_id", new_values."comment", new_values."created_at", new_values."created_by_id", new_values."diagnosis_year", new_values."id", new_values."institution_id", new_values."legal_basis_kind", new_values."legal_basis_reference", new_values."legal_basis_state", new_values."local_code", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pseudonym", new_values."publicly_described", new_values."regimens_complete", new_values."reviewer_id", new_values."source", new_values."source_reference", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="42f0954e9cf7dec41d5d7b2efe4bdb3639d8e4cf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_21c74",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_case",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caseevent" ("absent", "accepted_at", "accepted_by_id", "comment", "created_at", "created_by_id", "diagnosis_year", "id", "institution_id", "legal_basis_kind", "legal_basis_reference", "legal_basis_state", "local_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonym", "publicly_described", "regimens_complete", "reviewer_id", "source", "source_reference", "status", "submitted_at", "submitted_by_id", "version") SELECT new_values."absent", new_values."accepted_at", new_values."accepted_by_id", new_values."comment", new_values."created_at", new_values."created_by_id", new_values."diagnosis_year", new_values."id", new_values."institution_id", new_values."legal_basis_kind", new_values."legal_basis_reference", new_values."legal_basis_state", new_values."local_code", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pseudonym", new_values."publicly_described", new_values."regimens_complete", new_values."reviewer_id", new_values."source", new_values."source_reference", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."accepted_at" IS DISTINCT FROM (new_values."accepted_at") OR old_values."accepted_by_id" IS DISTINCT FROM (new_values."accepted_by_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."diagnosis_year" IS DISTINCT FROM (new_values."diagnosis_year") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."legal_basis_kind" IS DISTINCT FROM (new_values."legal_basis_kind") OR old_values."legal_basis_reference" IS DISTINCT FROM (new_values."legal_basis_reference") OR old_values."legal_basis_state" IS DISTINCT FROM (new_values."legal_basis_state") OR old_values."local_code" IS DISTINCT FROM (new_values."local_code") OR old_values."pseudonym" IS DISTINCT FROM (new_values."pseudonym") OR old_values."publicly_described" IS DISTINCT FROM (new_values."publicly_described") OR old_values."regimens_complete" IS DISTINCT FROM (new_values."regimens_complete") OR old_values."reviewer_id" IS DISTINCT FROM (new_values."reviewer_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."source_reference" IS DISTINCT FROM (new_values."source_reference") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."submitted_at" IS DISTINCT FROM (new_values."submitted_at") OR old_values."submitted_by_id" IS DISTINCT FROM (new_values."submitted_by_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="41420ef0315d9fc429776c4385baaf1397b7ec3f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01617",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_case",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caseevent" ("absent", "accepted_at", "accepted_by_id", "comment", "created_at", "created_by_id", "diagnosis_year", "id", "institution_id", "legal_basis_kind", "legal_basis_reference", "legal_basis_state", "local_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonym", "publicly_described", "regimens_complete", "reviewer_id", "source", "source_reference", "status", "submitted_at", "submitted_by_id", "version") SELECT old_values."absent", old_values."accepted_at", old_values."accepted_by_id", old_values."comment", old_values."created_at", old_values."created_by_id", old_values."diagnosis_year", old_values."id", old_values."institution_id", old_values."legal_basis_kind", old_values."legal_basis_reference", old_values."legal_basis_state", old_values."local_code", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pseudonym", old_values."publicly_described", old_values."regimens_complete", old_values."reviewer_id", old_values."source", old_values."source_reference", old_values."status", old_values."submitted_at", old_values."submitted_by_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a8905925b41c8fb8ac569227f919f1f5227e636c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_77896",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_case",
                            when="AFTER",
                        ),
                    ),
                ],
                "indexes": [models.Index(fields=["institution", "status"], name="case_by_institution_status")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "local_code"),
                        name="local_code_is_unique_in_its_institution",
                        violation_error_message="Your institution has a case with this local code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diagnosis_year__isnull", True),
                            ("diagnosis_year__range", (1950, 2100)),
                            _connector="OR",
                        ),
                        name="diagnosis_year_is_plausible",
                        violation_error_message="Give the year of diagnosis with four digits, from 1950.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("legal_basis_kind__in", ["waiver", "publication"]), _negated=True),
                            models.Q(("legal_basis_reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="waiver_and_publication_name_their_reference",
                        violation_error_message="A waiver names its ethics reference, a publication its DOI or PMID.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, default="", max_length=120)),
                (
                    "cycle",
                    models.PositiveSmallIntegerField(blank=True, help_text="After which cycle.", null=True),
                ),
                (
                    "modalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="regions covered",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Full: CT of chest and abdomen or PET/CT, with bone imaging where bone is involved.",
                        max_length=120,
                        verbose_name="restaging",
                    ),
                ),
                ("central_review", models.BooleanField(blank=True, null=True)),
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
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="a43bf51dd663ddcfa9cebc205a045c079dc159d1",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_eb76e",
                            table="records_assessment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="e30cd490e73e3f0c0a8a5b6d4e248f13f3d1201e",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_9c943",
                            table="records_assessment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="59eb2e2c808df476e20f9e30ccf755ad7ac4ff80",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_89e48",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="1823f3d945374fa516289ed8c2c5b5898f97d730",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_c35dc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="910ad528e44f91a0e1933d433a2d132b26783b1f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_c7807",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_assessmentevent" ("absent", "as_reported", "case_id", "central_review", "comment", "contradiction_note", "cycle", "id", "institution_id", "key", "kind", "modalities", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "regions", "row_version", "scope", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."central_review", new_values."comment", new_values."contradiction_note", new_values."cycle", new_values."id", new_values."institution_id", new_values."key", new_values."kind", new_values."modalities", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."regimen_id", new_values."regions", new_values."row_version", new_values."scope", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ed6b42f0bfbf71a21f50d694a781c773a42a8b76",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13aae",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_assessmentevent" ("absent", "as_reported", "case_id", "central_review", "comment", "contradiction_note", "cycle", "id", "institution_id", "key", "kind", "modalities", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "regions", "row_version", "scope", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."central_review", new_values."comment", new_values."contradiction_note", new_values."cycle", new_values."id", new_values."institution_id", new_values."key", new_values."kind", new_values."modalities", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."regimen_id", new_values."regions", new_values."row_version", new_values."scope", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."central_review" IS DISTINCT FROM (new_values."central_review") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."cycle" IS DISTINCT FROM (new_values."cycle") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."modalities" IS DISTINCT FROM (new_values."modalities") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."regimen_id" IS DISTINCT FROM (new_values."regimen_id") OR old_values."regions" IS DISTINCT FROM (new_values."regions") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="12184de6ede9352307faf62282a530059f864dd4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9f9b9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_assessmentevent" ("absent", "as_reported", "case_id", "central_review", "comment", "contradiction_note", "cycle", "id", "institution_id", "key", "kind", "modalities", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "regions", "row_version", "scope", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."central_review", old_values."comment", old_values."contradiction_note", old_values."cycle", old_values."id", old_values."institution_id", old_values."key", old_values."kind", old_values."modalities", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."regimen_id", old_values."regions", old_values."row_version", old_values."scope", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c129951e431cdb8e752b4695f409d32fe22824d0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ea40",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_assessment",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="assessment_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdverseEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("ended", cases.records.fields.WhenField(blank=True, null=True)),
                ("term", models.CharField(blank=True, default="", help_text="CTCAE term.", max_length=120)),
                (
                    "grade",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="CTCAE grade"),
                ),
                ("attribution", models.CharField(blank=True, default="", max_length=120)),
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
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "adverse event",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="4bcd035105002affd870c66d8a979aff4a8ee96f",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_6a471",
                            table="records_adverseevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="1b51314a0d6d84b93057dd5beb766e13aaf65363",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_278aa",
                            table="records_adverseevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="2521432fd22a772522ea502757f0678a7845fef2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_6b9ce",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="f853e84348154b8d82a7bc922f1e36848a78969a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_40c20",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="37c88a7555f990674c085d480b7edc34a1e5bec4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_d1066",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_adverseeventevent" ("absent", "as_reported", "attribution", "case_id", "comment", "contradiction_note", "ended", "grade", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source", "term") SELECT new_values."absent", new_values."as_reported", new_values."attribution", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."ended", new_values."grade", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."regimen_id", new_values."row_version", new_values."source", new_values."term" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="287c9d2fb021304e8e65ea4f7e45b2d45ce9c9e0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a83d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_adverseeventevent" ("absent", "as_reported", "attribution", "case_id", "comment", "contradiction_note", "ended", "grade", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source", "term") SELECT new_values."absent", new_values."as_reported", new_values."attribution", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."ended", new_values."grade", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."regimen_id", new_values."row_version", new_values."source", new_values."term" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."attribution" IS DISTINCT FROM (new_values."attribution") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."ended" IS DISTINCT FROM (new_values."ended") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."regimen_id" IS DISTINCT FROM (new_values."regimen_id") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."term" IS DISTINCT FROM (new_values."term")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8e80173a5cf2c11b48421d3a17f84864d4b649fa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e4d8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_adverseeventevent" ("absent", "as_reported", "attribution", "case_id", "comment", "contradiction_note", "ended", "grade", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source", "term") SELECT old_values."absent", old_values."as_reported", old_values."attribution", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."ended", old_values."grade", old_values."id", old_values."institution_id", old_values."key", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."regimen_id", old_values."row_version", old_values."source", old_values."term" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="aaea83a7716b3c7958e4c1cd5e52cfe7c156a3f2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64981",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_adverseevent",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="adverseevent_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("ended", "lo", "ended", "hi"), _negated=True
                        ),
                        name="adverseevent_ended_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("on", "lo", "ended", "hi"), _negated=True
                        ),
                        name="adverse_event_ends_after_it_begins",
                        violation_error_message="The event ends before it begins on every day that these dates allow.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("submitted", "Submitted"), ("accepted", "Accepted")],
                        default=cases.rules.vocabulary.case.CaseStatus["DRAFT"],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "pseudonym",
                    models.CharField(default=cases.records.models.case.new_pseudonym, editable=False, max_length=12),
                ),
                (
                    "local_code",
                    models.CharField(
                        help_text="The code by which your own institution finds this patient; nobody else ever sees it. Not a name, not a record number.",
                        max_length=60,
                    ),
                ),
                (
                    "legal_basis_kind",
                    models.CharField(
                        default="",
                        help_text="What allows this case to be kept and used.",
                        max_length=120,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "legal_basis_reference",
                    models.CharField(
                        blank=True,
                        help_text="The ethics reference of a waiver; the DOI or PMID of a publication.",
                        max_length=160,
                        verbose_name="reference of the legal basis",
                    ),
                ),
                (
                    "legal_basis_state",
                    models.CharField(default="unknown", max_length=120, verbose_name="state of the legal basis"),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where most of this case was read.",
                        max_length=120,
                        verbose_name="main source",
                    ),
                ),
                (
                    "source_reference",
                    models.CharField(blank=True, help_text="DOI or PMID where published.", max_length=200),
                ),
                (
                    "publicly_described",
                    models.BooleanField(
                        default=False,
                        help_text="A published case: shown row by row to researchers, and easier to recognise.",
                    ),
                ),
                (
                    "diagnosis_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Year of the first histological diagnosis of breast cancer.",
                        null=True,
                    ),
                ),
                (
                    "regimens_complete",
                    models.BooleanField(
                        blank=True,
                        help_text="Yes: a drug that is not listed was never given. Without it, a missing drug stays unknown.",
                        null=True,
                        verbose_name="list of regimens is complete",
                    ),
                ),
                ("absent", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "accepted_by",
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
                    "created_by",
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
                        to="records.case",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        help_text="Who accepted the case or returned it last.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6150b773b161ee4ff4b84d437af61fe6b8ed91d5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7fd21",
                            table="records_caseevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompartmentStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("compartment", models.CharField(blank=True, default="", max_length=120)),
                (
                    "involved_at_baseline",
                    models.BooleanField(
                        blank=True,
                        help_text="Was there disease here when this line of treatment began?",
                        null=True,
                    ),
                ),
                ("status", models.CharField(blank=True, default="", max_length=120)),
                ("criteria", models.CharField(blank=True, default="", max_length=120)),
                ("new_lesion", models.BooleanField(blank=True, null=True)),
                ("confirmed", models.BooleanField(blank=True, null=True)),
                (
                    "sum_mm",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="sum, mm"),
                ),
                (
                    "percent_from_baseline",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                (
                    "percent_from_nadir",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                ("mm_from_nadir", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compartments",
                        to="records.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="a83c0953b2b523681cdb644fed4e350c39a4c5aa",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_caf82",
                            table="records_compartmentstatus",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="9ddc0ecde06afcd5562e6093c8b43899062e20d1",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_64237",
                            table="records_compartmentstatus",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="74209da3e66c70a3fffe7e4cd194c127503d908d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_635a5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="d1bed77d876131bfa06513d054ecee7d4fac20c6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_01644",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="21508ca9dee8a8dcef297dc85e45dd5ebd7d6a1e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_88f0a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_compartmentstatusevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "compartment", "confirmed", "contradiction_note", "criteria", "id", "institution_id", "involved_at_baseline", "key", "mm_from_nadir", "new_lesion", "percent_from_baseline", "percent_from_nadir", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status", "sum_mm") SELECT new_values."absent", new_values."as_reported", new_values."assessment_id", new_values."case_id", new_values."comment", new_values."compartment", new_values."confirmed", new_values."contradiction_note", new_values."criteria", new_values."id", new_values."institution_id", new_values."involved_at_baseline", new_values."key", new_values."mm_from_nadir", new_values."new_lesion", new_values."percent_from_baseline", new_values."percent_from_nadir", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."status", new_values."sum_mm" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c4974fbd6b94591cffeb8ae0f1f4dd0c0031de84",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e8be",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_compartmentstatusevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "compartment", "confirmed", "contradiction_note", "criteria", "id", "institution_id", "involved_at_baseline", "key", "mm_from_nadir", "new_lesion", "percent_from_baseline", "percent_from_nadir", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status", "sum_mm") SELECT new_values."absent", new_values."as_reported", new_values."assessment_id", new_values."case_id", new_values."comment", new_values."compartment", new_values."confirmed", new_values."contradiction_note", new_values."criteria", new_values."id", new_values."institution_id", new_values."involved_at_baseline", new_values."key", new_values."mm_from_nadir", new_values."new_lesion", new_values."percent_from_baseline", new_values."percent_from_nadir", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."status", new_values."sum_mm" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."assessment_id" IS DISTINCT FROM (new_values."assessment_id") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."compartment" IS DISTINCT FROM (new_values."compartment") OR old_values."confirmed" IS DISTINCT FROM (new_values."confirmed") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."criteria" IS DISTINCT FROM (new_values."criteria") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."involved_at_baseline" IS DISTINCT FROM (new_values."involved_at_baseline") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."mm_from_nadir" IS DISTINCT FROM (new_values."mm_from_nadir") OR old_values."new_lesion" IS DISTINCT FROM (new_values."new_lesion") OR old_values."percent_from_baseline" IS DISTINCT FROM (new_values."percent_from_baseline") OR old_values."percent_from_nadir" IS DISTINCT FROM (new_values."percent_from_nadir") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."sum_mm" IS DISTINCT FROM (new_values."sum_mm")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="91be263be26dd1533676c7439bc734bb97231c87",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dcdf2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_compartmentstatusevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "compartment", "confirmed", "contradiction_note", "criteria", "id", "institution_id", "involved_at_baseline", "key", "mm_from_nadir", "new_lesion", "percent_from_baseline", "percent_from_nadir", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status", "sum_mm") SELECT old_values."absent", old_values."as_reported", old_values."assessment_id", old_values."case_id", old_values."comment", old_values."compartment", old_values."confirmed", old_values."contradiction_note", old_values."criteria", old_values."id", old_values."institution_id", old_values."involved_at_baseline", old_values."key", old_values."mm_from_nadir", old_values."new_lesion", old_values."percent_from_baseline", old_values."percent_from_nadir", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source", old_values."status", old_values."sum_mm" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5a3b86785d284f87550ed7d96700ad14591824c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7886",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_compartmentstatus",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "compartment"),
                        name="a_compartment_is_judged_once_per_assessment",
                        violation_error_message="This compartment has a status at this assessment already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("new_lesion", True), _negated=True),
                            models.Q(("status", "CR"), _negated=True),
                            _connector="OR",
                        ),
                        name="new_lesion_rules_out_complete_response",
                        violation_error_message="A compartment with a new lesion cannot be in complete response.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompartmentStatusEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("compartment", models.CharField(default="", max_length=120)),
                (
                    "involved_at_baseline",
                    models.BooleanField(
                        blank=True,
                        help_text="Was there disease here when this line of treatment began?",
                        null=True,
                    ),
                ),
                ("status", models.CharField(default="", max_length=120)),
                ("criteria", models.CharField(blank=True, default="", max_length=120)),
                ("new_lesion", models.BooleanField(blank=True, null=True)),
                ("confirmed", models.BooleanField(blank=True, null=True)),
                (
                    "sum_mm",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="sum, mm"),
                ),
                (
                    "percent_from_baseline",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                (
                    "percent_from_nadir",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                ("mm_from_nadir", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.assessment",
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
                        to="records.compartmentstatus",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f2668c993d1fd2270ae760ec48f8ab9605cf06b4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ded1e",
                            table="records_compartmentstatusevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("scope", models.CharField(blank=True, default="", max_length=120)),
                (
                    "version",
                    models.CharField(blank=True, help_text="Version of the consent form; no date.", max_length=40),
                ),
                ("status", models.CharField(blank=True, default="", max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="edcb02c1d06ba97e41ad9d0f95a4d4678221580a",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_93548",
                            table="records_consent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="bf555bf557274880dc30311e9673e3eecdfd6b98",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_2da11",
                            table="records_consent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="63cec6698740446db7876ec3747b0976d67af5e9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_ff2ac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="f07621ee85f32267fb1ef789b4ef199a8f114802",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_b1dd2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="fba540ce1a0b1365a02e094e1491097827a552b3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_fe37d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_consentevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "scope", "source", "status", "version") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."on", new_values."patient_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."scope", new_values."source", new_values."status", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="24072f0c5de88306baf050cffcfa7c1954b11efc",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ebefe",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_consentevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "scope", "source", "status", "version") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."on", new_values."patient_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."scope", new_values."source", new_values."status", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."patient_id" IS DISTINCT FROM (new_values."patient_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eda789b85ee583d50b9dc280f6b08be9868f6aa7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3832",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_consentevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "scope", "source", "status", "version") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."id", old_values."institution_id", old_values."key", old_values."on", old_values."patient_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."scope", old_values."source", old_values."status", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b7d70d9f9bc1943479268566655b69f971502772",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3748f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_consent",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="consent_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayZero",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "date",
                    models.DateField(help_text="Date of the first histological diagnosis of breast cancer."),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("shifted_days", models.IntegerField(default=0, editable=False)),
                (
                    "case",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vault",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_dayzeroevent" ("case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "shifted_days") SELECT new_values."case_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."shifted_days" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6346a2be133d8afc26230d6a28a47c5242546878",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a65ac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_dayzero",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_dayzeroevent" ("case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "shifted_days") SELECT new_values."case_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."shifted_days" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."shifted_days" IS DISTINCT FROM (new_values."shifted_days")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2071113b5461de95c275e64f4430a796c714b94f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4ba3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_dayzero",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_dayzeroevent" ("case_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "shifted_days") SELECT old_values."case_id", old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."shifted_days" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2954acd13f9b59cb4fa7fbf4241037c89378aae9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_16ccb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_dayzero",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("date__gte", "1950-01-01")),
                        name="day_zero_is_plausible",
                        violation_error_message="Day zero lies before 1950.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayZeroEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("shifted_days", models.IntegerField(default=0, editable=False)),
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
                        to="records.dayzero",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e3313db377999fbc4caa7de6e42173c987b7fac6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e6f79",
                            table="records_dayzeroevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmpiricalTreatment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("kind", models.CharField(blank=True, default="", max_length=120)),
                ("agent", models.CharField(blank=True, max_length=80)),
                ("route", models.CharField(blank=True, help_text="Such as topical or oral.", max_length=40)),
                ("begun", cases.records.fields.WhenField(blank=True, null=True, verbose_name="from")),
                ("ended", cases.records.fields.WhenField(blank=True, null=True, verbose_name="to")),
                ("effect", models.CharField(blank=True, default="", max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="163aaad35ef815b8fe24f470f5c299175e818e6c",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_75784",
                            table="records_empiricaltreatment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="f94ddfea385fcc79ab28c61f0b6e720c6ad26eec",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_6c959",
                            table="records_empiricaltreatment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="2d0901bc78397638b8723bf9f6327e3f7d5ead30",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_1747e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="09836c36b84f810ed69774820a03590ca8ae9c78",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_9d5ad",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="56dd6625efe73d0885893f189f25762106ed58d2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_cf0a8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_empiricaltreatmentevent" ("absent", "agent", "as_reported", "begun", "case_id", "comment", "contradiction_note", "effect", "ended", "id", "institution_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "row_version", "source", "workup_id") SELECT new_values."absent", new_values."agent", new_values."as_reported", new_values."begun", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."effect", new_values."ended", new_values."id", new_values."institution_id", new_values."key", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."route", new_values."row_version", new_values."source", new_values."workup_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dfef45f69af0a1e8ed21940db2fee5d9d2a61c30",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b6a5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_empiricaltreatmentevent" ("absent", "agent", "as_reported", "begun", "case_id", "comment", "contradiction_note", "effect", "ended", "id", "institution_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "row_version", "source", "workup_id") SELECT new_values."absent", new_values."agent", new_values."as_reported", new_values."begun", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."effect", new_values."ended", new_values."id", new_values."institution_id", new_values."key", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."route", new_values."row_version", new_values."source", new_values."workup_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."agent" IS DISTINCT FROM (new_values."agent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."begun" IS DISTINCT FROM (new_values."begun") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."effect" IS DISTINCT FROM (new_values."effect") OR old_values."ended" IS DISTINCT FROM (new_values."ended") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."route" IS DISTINCT FROM (new_values."route") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."workup_id" IS DISTINCT FROM (new_values."workup_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="551d976d1a0dd17ec0895309c6cc88012bd95864",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e1e1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_empiricaltreatmentevent" ("absent", "agent", "as_reported", "begun", "case_id", "comment", "contradiction_note", "effect", "ended", "id", "institution_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "row_version", "source", "workup_id") SELECT old_values."absent", old_values."agent", old_values."as_reported", old_values."begun", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."effect", old_values."ended", old_values."id", old_values."institution_id", old_values."key", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."route", old_values."row_version", old_values."source", old_values."workup_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0013d78a8a6e990a9828839893f0dbce436288f3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5383e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_empiricaltreatment",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("begun", "lo", "begun", "hi"), _negated=True
                        ),
                        name="empiricaltreatment_begun_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("ended", "lo", "ended", "hi"), _negated=True
                        ),
                        name="empiricaltreatment_ended_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("begun", "lo", "ended", "hi"), _negated=True
                        ),
                        name="empirical_treatment_ends_after_it_begins",
                        violation_error_message="The treatment ends before it begins on every day that these dates allow.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="last contact, or death"),
                ),
                (
                    "status",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="vital status"),
                ),
                (
                    "cause",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="cause of death"),
                ),
                (
                    "dominant_site",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="dominant site at death"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "follow-up",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="7e8338c2ee0ac84e3c9b1266214a0386d0150af3",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_4afbe",
                            table="records_followup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="9e3e25eba0d4820f1658db36d2c4fe5aba0d0c1d",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_b5b3b",
                            table="records_followup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="387dbced3ad67450094a38286c2229987bd1ded3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_7e4d0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="8666dc595bd51bebc1c8753bb005cc75029574b0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_ee1ef",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="f679b9259266c9bf8ff6c73270c10fe256921e2c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_83e8f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_followupevent" ("absent", "as_reported", "case_id", "cause", "comment", "contradiction_note", "dominant_site", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."cause", new_values."comment", new_values."contradiction_note", new_values."dominant_site", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d6a764c83fbaa41afd27f62c5b5c8167b854ba02",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7efeb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_followupevent" ("absent", "as_reported", "case_id", "cause", "comment", "contradiction_note", "dominant_site", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."cause", new_values."comment", new_values."contradiction_note", new_values."dominant_site", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."cause" IS DISTINCT FROM (new_values."cause") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."dominant_site" IS DISTINCT FROM (new_values."dominant_site") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."status" IS DISTINCT FROM (new_values."status")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="732aac2afca5805570f60e89cfd025e87e7a228b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0527",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_followupevent" ("absent", "as_reported", "case_id", "cause", "comment", "contradiction_note", "dominant_site", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "status") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."cause", old_values."comment", old_values."contradiction_note", old_values."dominant_site", old_values."id", old_values."institution_id", old_values."key", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1dfb2a4f3a5ee8ec5763eda80178b7162a685184",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_20c68",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_followup",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="followup_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cause", ""), ("status", "dead"), _connector="OR"),
                        name="cause_of_death_needs_a_death",
                        violation_error_message="A cause of death can be given only for a patient who has died.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="last contact, or death"),
                ),
                ("status", models.CharField(default="", max_length=120, verbose_name="vital status")),
                (
                    "cause",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="cause of death"),
                ),
                (
                    "dominant_site",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="dominant site at death"),
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
                        to="records.followup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="916bfc7c64b5eb91ea8e51dfb96d049ae4face2d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_751a0",
                            table="records_followupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GermlineTest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("gene", models.CharField(blank=True, default="", max_length=120)),
                ("result", models.CharField(blank=True, default="", max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="5542c01c1c8ea5282a9039902fa65c97619b6292",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_5fffd",
                            table="records_germlinetest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="5d79d0b90ced42c968fa5cb1a98bf1769e81d9f7",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_54e5b",
                            table="records_germlinetest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="6e7569fceba0bd2011ca079dc3f2ff0ead9c5183",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_f0759",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="94913448a510899a2af3fda0bc9efc4fd8067be8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_b43d0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="f52c51b6e93822d648e0ba9ab5f910fa859e9df5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_c6a5c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_germlinetestevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "gene", "id", "institution_id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."gene", new_values."id", new_values."institution_id", new_values."key", new_values."patient_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."result", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5fec1134b88dcb78c053254238317b650cfefe45",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_20167",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_germlinetestevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "gene", "id", "institution_id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."gene", new_values."id", new_values."institution_id", new_values."key", new_values."patient_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."result", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."gene" IS DISTINCT FROM (new_values."gene") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."patient_id" IS DISTINCT FROM (new_values."patient_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f1a55007d35915f8fb329072de9b669c5c8e0424",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cb2e9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_germlinetestevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "gene", "id", "institution_id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "row_version", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."gene", old_values."id", old_values."institution_id", old_values."key", old_values."patient_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."result", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="01b84aa516e0d91045cbe29d1ff5f993bf6d012a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_abde6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_germlinetest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaterEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("event", models.CharField(blank=True, default="", max_length=120)),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_events",
                        to="records.followup",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="4fc0be1687c68121af82f2f2c31213495b4d6a19",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_84072",
                            table="records_laterevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="ea7de3ab2cfc6dedcbb94fd74404f8f247e3de5f",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_2db3d",
                            table="records_laterevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="5225b5d5dabb4b37825901694654201a18936f76",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_a1861",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="c8113ad8a607ab0694637487122f4499defa7e3a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_d09b4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="5d28d1293e52a33b1ef20f01d6a87833f545b38d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_861a9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_latereventevent" ("absent", "as_reported", "case_id", "comment", "compartments", "contradiction_note", "event", "followup_id", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."compartments", new_values."contradiction_note", new_values."event", new_values."followup_id", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."regimen_id", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dfa5d25f51dea08d94c9fc3e46e7eabbcee56e43",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_26949",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_latereventevent" ("absent", "as_reported", "case_id", "comment", "compartments", "contradiction_note", "event", "followup_id", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."compartments", new_values."contradiction_note", new_values."event", new_values."followup_id", new_values."id", new_values."institution_id", new_values."key", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."regimen_id", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."compartments" IS DISTINCT FROM (new_values."compartments") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."event" IS DISTINCT FROM (new_values."event") OR old_values."followup_id" IS DISTINCT FROM (new_values."followup_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."regimen_id" IS DISTINCT FROM (new_values."regimen_id") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="21f85785a55ff6d0c05c8e8b200558219ee3253e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46eea",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_latereventevent" ("absent", "as_reported", "case_id", "comment", "compartments", "contradiction_note", "event", "followup_id", "id", "institution_id", "key", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "row_version", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."compartments", old_values."contradiction_note", old_values."event", old_values."followup_id", old_values."id", old_values."institution_id", old_values."key", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."regimen_id", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c2ba04c4652a4878a232dd9a1e8d4360639e0ae9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c38ce",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_laterevent",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="laterevent_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("compartment", models.CharField(blank=True, default="", max_length=120)),
                ("site", models.CharField(blank=True, help_text="Such as segment VI.", max_length=120)),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                ("first_seen", cases.records.fields.WhenField(blank=True, null=True)),
                ("role", models.CharField(blank=True, default="", max_length=120)),
                ("measurable", models.BooleanField(blank=True, null=True)),
                (
                    "prior_local_treatment",
                    models.BooleanField(blank=True, null=True, verbose_name="treated locally before"),
                ),
                ("resolved", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="4d2b6cf17bde67739bbeee785672a3a592eb6bfc",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_3f260",
                            table="records_lesion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="86ba78f45ae8c8e3f8ed18fed27b0c4acc23164b",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_3268c",
                            table="records_lesion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="62360eaf5ec4dd5c825a11984a35a8e8b51bb7e4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_f9047",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="9db90cc446ae201c8e0581c2f3ebe8271c1ad056",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_8866d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="d7c7933849e614b8b18f2dc4d69d509bcec61894",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_ec8e1",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_lesionevent" ("absent", "as_reported", "case_id", "comment", "compartment", "contradiction_note", "first_seen", "id", "institution_id", "key", "laterality", "measurable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prior_local_treatment", "resolved", "role", "row_version", "site", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."compartment", new_values."contradiction_note", new_values."first_seen", new_values."id", new_values."institution_id", new_values."key", new_values."laterality", new_values."measurable", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."prior_local_treatment", new_values."resolved", new_values."role", new_values."row_version", new_values."site", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0c9961a562522cef229954a59eb5d46b8e93bc40",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c0a5d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_lesionevent" ("absent", "as_reported", "case_id", "comment", "compartment", "contradiction_note", "first_seen", "id", "institution_id", "key", "laterality", "measurable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prior_local_treatment", "resolved", "role", "row_version", "site", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."compartment", new_values."contradiction_note", new_values."first_seen", new_values."id", new_values."institution_id", new_values."key", new_values."laterality", new_values."measurable", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."prior_local_treatment", new_values."resolved", new_values."role", new_values."row_version", new_values."site", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."compartment" IS DISTINCT FROM (new_values."compartment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."first_seen" IS DISTINCT FROM (new_values."first_seen") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."laterality" IS DISTINCT FROM (new_values."laterality") OR old_values."measurable" IS DISTINCT FROM (new_values."measurable") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."prior_local_treatment" IS DISTINCT FROM (new_values."prior_local_treatment") OR old_values."resolved" IS DISTINCT FROM (new_values."resolved") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."site" IS DISTINCT FROM (new_values."site") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="81cfc8f69c945359918024ae48db9d41efa938a5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_489dc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_lesionevent" ("absent", "as_reported", "case_id", "comment", "compartment", "contradiction_note", "first_seen", "id", "institution_id", "key", "laterality", "measurable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prior_local_treatment", "resolved", "role", "row_version", "site", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."compartment", old_values."contradiction_note", old_values."first_seen", old_values."id", old_values."institution_id", old_values."key", old_values."laterality", old_values."measurable", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."prior_local_treatment", old_values."resolved", old_values."role", old_values."row_version", old_values."site", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="51a1f8d1e4b76ba7004eaef1979cad8823d688ce",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6a08b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_lesion",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("first_seen", "lo", "first_seen", "hi"),
                            _negated=True,
                        ),
                        name="lesion_first_seen_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("resolved", "lo", "resolved", "hi"),
                            _negated=True,
                        ),
                        name="lesion_resolved_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LesionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("compartment", models.CharField(default="", max_length=120)),
                ("site", models.CharField(blank=True, help_text="Such as segment VI.", max_length=120)),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                ("first_seen", cases.records.fields.WhenField(blank=True, null=True)),
                ("role", models.CharField(blank=True, default="", max_length=120)),
                ("measurable", models.BooleanField(blank=True, null=True)),
                (
                    "prior_local_treatment",
                    models.BooleanField(blank=True, null=True, verbose_name="treated locally before"),
                ),
                ("resolved", cases.records.fields.WhenField(blank=True, null=True)),
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
                        to="records.lesion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9e70b9d98e223e7dd252c15d870d74f2452498e2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d15d1",
                            table="records_lesionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalTreatment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("kind", models.CharField(blank=True, default="", max_length=120)),
                (
                    "site",
                    models.CharField(
                        blank=True, help_text="Such as chest wall, or right proximal femur.", max_length=120
                    ),
                ),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Compartments treated.",
                        size=None,
                    ),
                ),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                ("intent", models.CharField(blank=True, default="", max_length=120)),
                (
                    "surgery",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="operation"),
                ),
                ("margin", models.CharField(blank=True, default="", max_length=120)),
                ("nodes_examined", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("nodes_positive", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "residual_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="residual tumour, mm"),
                ),
                (
                    "pcr",
                    models.BooleanField(blank=True, null=True, verbose_name="pathological complete response"),
                ),
                ("rcb", models.CharField(blank=True, max_length=8, verbose_name="residual cancer burden")),
                ("modality", models.CharField(blank=True, default="", max_length=120)),
                (
                    "dose_cgy",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="total dose, cGy"),
                ),
                ("fractions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("boost", models.BooleanField(blank=True, null=True)),
                ("bolus", models.BooleanField(blank=True, null=True)),
                ("field_map", models.TextField(blank=True, help_text="Fields in words; free text.")),
                (
                    "agent",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="topical or intralesional agent"
                    ),
                ),
                ("sensitiser", models.CharField(blank=True, default="", max_length=120)),
                ("sessions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("electrode", models.CharField(blank=True, max_length=60)),
                ("target_temperature_c", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "skin_response_local",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="response of the treated skin"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "local treatment",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="34df2fca4fe01ad7eeba58267fe83a381939ab51",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_e0313",
                            table="records_localtreatment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="43fdbdc54657083bafd73ff8018231ede0c2e7d0",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_e3726",
                            table="records_localtreatment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="8021741929ad4ef660a5171ce216f13216087329",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_ddf94",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="813b0f1fb091073544e450b5118aca9b7a5632d9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_2099e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="8df805c9f4d5086e77d35b1d3e009726906fcb91",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_b0dc3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_localtreatmentevent" ("absent", "agent", "as_reported", "bolus", "boost", "case_id", "comment", "compartments", "contradiction_note", "dose_cgy", "electrode", "field_map", "fractions", "id", "institution_id", "intent", "key", "kind", "margin", "minutes", "modality", "nodes_examined", "nodes_positive", "pcr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rcb", "regimen_id", "residual_mm", "row_version", "sensitiser", "sessions", "site", "skin_response_local", "source", "start", "stop", "surgery", "target_temperature_c") SELECT new_values."absent", new_values."agent", new_values."as_reported", new_values."bolus", new_values."boost", new_values."case_id", new_values."comment", new_values."compartments", new_values."contradiction_note", new_values."dose_cgy", new_values."electrode", new_values."field_map", new_values."fractions", new_values."id", new_values."institution_id", new_values."intent", new_values."key", new_values."kind", new_values."margin", new_values."minutes", new_values."modality", new_values."nodes_examined", new_values."nodes_positive", new_values."pcr", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."rcb", new_values."regimen_id", new_values."residual_mm", new_values."row_version", new_values."sensitiser", new_values."sessions", new_values."site", new_values."skin_response_local", new_values."source", new_values."start", new_values."stop", new_values."surgery", new_values."target_temperature_c" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ccb0bb244527f6ae1109c11da7121cde811c837d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_26772",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_localtreatmentevent" ("absent", "agent", "as_reported", "bolus", "boost", "case_id", "comment", "compartments", "contradiction_note", "dose_cgy", "electrode", "field_map", "fractions", "id", "institution_id", "intent", "key", "kind", "margin", "minutes", "modality", "nodes_examined", "nodes_positive", "pcr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rcb", "regimen_id", "residual_mm", "row_version", "sensitiser", "sessions", "site", "skin_response_local", "source", "start", "stop", "surgery", "target_temperature_c") SELECT new_values."absent", new_values."agent", new_values."as_reported", new_values."bolus", new_values."boost", new_values."case_id", new_values."comment", new_values."compartments", new_values."contradiction_note", new_values."dose_cgy", new_values."electrode", new_values."field_map", new_values."fractions", new_values."id", new_values."institution_id", new_values."intent", new_values."key", new_values."kind", new_values."margin", new_values."minutes", new_values."modality", new_values."nodes_examined", new_values."nodes_positive", new_values."pcr", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."rcb", new_values."regimen_id", new_values."residual_mm", new_values."row_version", new_values."sensitiser", new_values."sessions", new_values."site", new_values."skin_response_local", new_values."source", new_values."start", new_values."stop", new_values."surgery", new_values."target_temperature_c" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."agent" IS DISTINCT FROM (new_values."agent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."bolus" IS DISTINCT FROM (new_values."bolus") OR old_values."boost" IS DISTINCT FROM (new_values."boost") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."compartments" IS DISTINCT FROM (new_values."compartments") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."dose_cgy" IS DISTINCT FROM (new_values."dose_cgy") OR old_values."electrode" IS DISTINCT FROM (new_values."electrode") OR old_values."field_map" IS DISTINCT FROM (new_values."field_map") OR old_values."fractions" IS DISTINCT FROM (new_values."fractions") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."intent" IS DISTINCT FROM (new_values."intent") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."margin" IS DISTINCT FROM (new_values."margin") OR old_values."minutes" IS DISTINCT FROM (new_values."minutes") OR old_values."modality" IS DISTINCT FROM (new_values."modality") OR old_values."nodes_examined" IS DISTINCT FROM (new_values."nodes_examined") OR old_values."nodes_positive" IS DISTINCT FROM (new_values."nodes_positive") OR old_values."pcr" IS DISTINCT FROM (new_values."pcr") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."rcb" IS DISTINCT FROM (new_values."rcb") OR old_values."regimen_id" IS DISTINCT FROM (new_values."regimen_id") OR old_values."residual_mm" IS DISTINCT FROM (new_values."residual_mm") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."sensitiser" IS DISTINCT FROM (new_values."sensitiser") OR old_values."sessions" IS DISTINCT FROM (new_values."sessions") OR old_values."site" IS DISTINCT FROM (new_values."site") OR old_values."skin_response_local" IS DISTINCT FROM (new_values."skin_response_local") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."stop" IS DISTINCT FROM (new_values."stop") OR old_values."surgery" IS DISTINCT FROM (new_values."surgery") OR old_values."target_temperature_c" IS DISTINCT FROM (new_values."target_temperature_c")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b44b5def238174e5b059000fad111d2e156412f2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7f65",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_localtreatmentevent" ("absent", "agent", "as_reported", "bolus", "boost", "case_id", "comment", "compartments", "contradiction_note", "dose_cgy", "electrode", "field_map", "fractions", "id", "institution_id", "intent", "key", "kind", "margin", "minutes", "modality", "nodes_examined", "nodes_positive", "pcr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rcb", "regimen_id", "residual_mm", "row_version", "sensitiser", "sessions", "site", "skin_response_local", "source", "start", "stop", "surgery", "target_temperature_c") SELECT old_values."absent", old_values."agent", old_values."as_reported", old_values."bolus", old_values."boost", old_values."case_id", old_values."comment", old_values."compartments", old_values."contradiction_note", old_values."dose_cgy", old_values."electrode", old_values."field_map", old_values."fractions", old_values."id", old_values."institution_id", old_values."intent", old_values."key", old_values."kind", old_values."margin", old_values."minutes", old_values."modality", old_values."nodes_examined", old_values."nodes_positive", old_values."pcr", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."rcb", old_values."regimen_id", old_values."residual_mm", old_values."row_version", old_values."sensitiser", old_values."sessions", old_values."site", old_values."skin_response_local", old_values."source", old_values."start", old_values."stop", old_values."surgery", old_values."target_temperature_c" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d89263ee1fe55061e5c9147e71a67781219b4153",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_462b7",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_localtreatment",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "start", "hi"), _negated=True
                        ),
                        name="localtreatment_start_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("stop", "lo", "stop", "hi"), _negated=True
                        ),
                        name="localtreatment_stop_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "stop", "hi"), _negated=True
                        ),
                        name="local_treatment_stops_after_it_starts",
                        violation_error_message="The treatment stops before it starts on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nodes_positive__isnull", True),
                            ("nodes_examined__isnull", True),
                            ("nodes_positive__lte", models.F("nodes_examined")),
                            _connector="OR",
                        ),
                        name="positive_nodes_were_examined",
                        violation_error_message="More nodes are positive than were examined.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("analyte", models.CharField(blank=True, default="", max_length=120)),
                (
                    "score",
                    models.CharField(
                        blank=True,
                        help_text="A score in words or signs, such as 3+, 0-ultralow or positive.",
                        max_length=40,
                    ),
                ),
                (
                    "quantity",
                    cases.records.fields.QuantityField(
                        blank=True, help_text="A number, such as 70 %, >20 % or 1-10 %.", null=True
                    ),
                ),
                ("intensity", models.CharField(blank=True, default="", max_length=120)),
                (
                    "allred",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(8)]
                    ),
                ),
                ("interpretation", models.CharField(blank=True, default="", max_length=120)),
                ("assay", models.CharField(blank=True, help_text="Method, clone or kit.", max_length=80)),
                ("scoring", models.CharField(blank=True, default="", max_length=120)),
                ("cell_compartment", models.CharField(blank=True, default="", max_length=120)),
                (
                    "ratio",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="HER2/CEP17 ratio"),
                ),
                (
                    "copies",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="HER2 copies per cell"),
                ),
                (
                    "cep17",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="CEP17 copies per cell"),
                ),
                ("ish_probe", models.CharField(blank=True, default="", max_length=120)),
                ("ish_group", models.CharField(blank=True, default="", max_length=120)),
                (
                    "variant",
                    models.CharField(blank=True, help_text="HGVS description of the variant.", max_length=120),
                ),
                (
                    "vaf",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="variant allele fraction"),
                ),
                ("upper_limit_normal", cases.records.fields.QuantityField(blank=True, null=True)),
                ("laboratory", models.CharField(blank=True, default="", max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="600c36ab002841c16eeefccfba14ae30bf2ce6e0",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_9b589",
                            table="records_marker",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="1cf8774901d1e4dea21d9b1031d65b7ed97af227",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_50325",
                            table="records_marker",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="d88dc9c46ff2d99e009c084e33add89cf082fc84",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_dccc3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="fa17d486920ccc2ebf437007507500a5f3a91b0e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_b7720",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="326671c11e545bffd5baa7461c11b4d8b7ea7eb8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_efd81",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_markerevent" ("absent", "allred", "analyte", "as_reported", "assay", "case_id", "cell_compartment", "cep17", "comment", "contradiction_note", "copies", "id", "institution_id", "intensity", "interpretation", "ish_group", "ish_probe", "key", "laboratory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "ratio", "row_version", "score", "scoring", "source", "specimen_id", "upper_limit_normal", "vaf", "variant") SELECT new_values."absent", new_values."allred", new_values."analyte", new_values."as_reported", new_values."assay", new_values."case_id", new_values."cell_compartment", new_values."cep17", new_values."comment", new_values."contradiction_note", new_values."copies", new_values."id", new_values."institution_id", new_values."intensity", new_values."interpretation", new_values."ish_group", new_values."ish_probe", new_values."key", new_values."laboratory", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."quantity", new_values."ratio", new_values."row_version", new_values."score", new_values."scoring", new_values."source", new_values."specimen_id", new_values."upper_limit_normal", new_values."vaf", new_values."variant" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f6c8d9ba4f0e1cfdd714a0edcc38303aca74be80",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fba75",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_markerevent" ("absent", "allred", "analyte", "as_reported", "assay", "case_id", "cell_compartment", "cep17", "comment", "contradiction_note", "copies", "id", "institution_id", "intensity", "interpretation", "ish_group", "ish_probe", "key", "laboratory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "ratio", "row_version", "score", "scoring", "source", "specimen_id", "upper_limit_normal", "vaf", "variant") SELECT new_values."absent", new_values."allred", new_values."analyte", new_values."as_reported", new_values."assay", new_values."case_id", new_values."cell_compartment", new_values."cep17", new_values."comment", new_values."contradiction_note", new_values."copies", new_values."id", new_values."institution_id", new_values."intensity", new_values."interpretation", new_values."ish_group", new_values."ish_probe", new_values."key", new_values."laboratory", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."quantity", new_values."ratio", new_values."row_version", new_values."score", new_values."scoring", new_values."source", new_values."specimen_id", new_values."upper_limit_normal", new_values."vaf", new_values."variant" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."allred" IS DISTINCT FROM (new_values."allred") OR old_values."analyte" IS DISTINCT FROM (new_values."analyte") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."assay" IS DISTINCT FROM (new_values."assay") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."cell_compartment" IS DISTINCT FROM (new_values."cell_compartment") OR old_values."cep17" IS DISTINCT FROM (new_values."cep17") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."copies" IS DISTINCT FROM (new_values."copies") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."intensity" IS DISTINCT FROM (new_values."intensity") OR old_values."interpretation" IS DISTINCT FROM (new_values."interpretation") OR old_values."ish_group" IS DISTINCT FROM (new_values."ish_group") OR old_values."ish_probe" IS DISTINCT FROM (new_values."ish_probe") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."laboratory" IS DISTINCT FROM (new_values."laboratory") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."quantity" IS DISTINCT FROM (new_values."quantity") OR old_values."ratio" IS DISTINCT FROM (new_values."ratio") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."score" IS DISTINCT FROM (new_values."score") OR old_values."scoring" IS DISTINCT FROM (new_values."scoring") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."specimen_id" IS DISTINCT FROM (new_values."specimen_id") OR old_values."upper_limit_normal" IS DISTINCT FROM (new_values."upper_limit_normal") OR old_values."vaf" IS DISTINCT FROM (new_values."vaf") OR old_values."variant" IS DISTINCT FROM (new_values."variant")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6859bd0c3786489833e6e7ffc0ff13fa341547a6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74e35",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_markerevent" ("absent", "allred", "analyte", "as_reported", "assay", "case_id", "cell_compartment", "cep17", "comment", "contradiction_note", "copies", "id", "institution_id", "intensity", "interpretation", "ish_group", "ish_probe", "key", "laboratory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "ratio", "row_version", "score", "scoring", "source", "specimen_id", "upper_limit_normal", "vaf", "variant") SELECT old_values."absent", old_values."allred", old_values."analyte", old_values."as_reported", old_values."assay", old_values."case_id", old_values."cell_compartment", old_values."cep17", old_values."comment", old_values."contradiction_note", old_values."copies", old_values."id", old_values."institution_id", old_values."intensity", old_values."interpretation", old_values."ish_group", old_values."ish_probe", old_values."key", old_values."laboratory", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."quantity", old_values."ratio", old_values."row_version", old_values."score", old_values."scoring", old_values."source", old_values."specimen_id", old_values."upper_limit_normal", old_values."vaf", old_values."variant" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="58bc4ef6f94392aa2288efa0040426b6edf9e869",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ebe61",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_marker",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("allred__isnull", True), ("allred__range", (0, 8)), _connector="OR"),
                        name="allred_is_0_to_8",
                        violation_error_message="An Allred score is 0 to 8.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score", ""), ("quantity__isnull", True), _connector="OR"),
                        name="marker_is_a_score_or_a_number",
                        violation_error_message="Give the marker as a score or as a number, not both.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "long_mm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="long axis, mm"
                    ),
                ),
                (
                    "short_mm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="short axis, mm"
                    ),
                ),
                ("method", models.CharField(blank=True, default="", max_length=120)),
                (
                    "too_small",
                    models.BooleanField(blank=True, null=True, verbose_name="present, too small to measure"),
                ),
                ("not_evaluable", models.BooleanField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="records.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "lesion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="records.lesion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="a022107845d55fabf9bccd217ed6cd385fcc9c0b",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_7bd54",
                            table="records_measurement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="02217862046d9dd2bc5d706a5e4e1ac6c520e8de",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_5b754",
                            table="records_measurement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="ea418b39e30fe0871e2aa170e37f8d4d888adb3f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_d30c4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="acd38fa8bce859485e5534e2355471672ded88fc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_eef1d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="883d5bbf247d6b3dbae8bfc8c5c92f1fb898399f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_f751f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measurementevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "long_mm", "method", "not_evaluable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "short_mm", "source", "too_small") SELECT new_values."absent", new_values."as_reported", new_values."assessment_id", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."long_mm", new_values."method", new_values."not_evaluable", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."short_mm", new_values."source", new_values."too_small" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a5cba3527cfcedf331f870d54c3deb14363b7a38",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_daf36",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measurementevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "long_mm", "method", "not_evaluable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "short_mm", "source", "too_small") SELECT new_values."absent", new_values."as_reported", new_values."assessment_id", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."long_mm", new_values."method", new_values."not_evaluable", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."short_mm", new_values."source", new_values."too_small" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."assessment_id" IS DISTINCT FROM (new_values."assessment_id") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."lesion_id" IS DISTINCT FROM (new_values."lesion_id") OR old_values."long_mm" IS DISTINCT FROM (new_values."long_mm") OR old_values."method" IS DISTINCT FROM (new_values."method") OR old_values."not_evaluable" IS DISTINCT FROM (new_values."not_evaluable") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."short_mm" IS DISTINCT FROM (new_values."short_mm") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."too_small" IS DISTINCT FROM (new_values."too_small")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="61bf35ef538f7425cea99098d232967a8df6a0ac",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed12d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measurementevent" ("absent", "as_reported", "assessment_id", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "long_mm", "method", "not_evaluable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "short_mm", "source", "too_small") SELECT old_values."absent", old_values."as_reported", old_values."assessment_id", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."id", old_values."institution_id", old_values."key", old_values."lesion_id", old_values."long_mm", old_values."method", old_values."not_evaluable", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."short_mm", old_values."source", old_values."too_small" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b4a4cd7de4b7eef99a50f29f92fb894034877327",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a1e33",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_measurement",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "lesion"),
                        name="a_lesion_is_measured_once_per_assessment",
                        violation_error_message="This lesion is measured at this assessment already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("short_mm__isnull", True),
                            ("long_mm__isnull", True),
                            ("short_mm__lte", models.F("long_mm")),
                            _connector="OR",
                        ),
                        name="short_axis_is_not_the_longer",
                        violation_error_message="The short axis is longer than the long axis.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasurementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "long_mm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="long axis, mm"
                    ),
                ),
                (
                    "short_mm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="short axis, mm"
                    ),
                ),
                ("method", models.CharField(blank=True, default="", max_length=120)),
                (
                    "too_small",
                    models.BooleanField(blank=True, null=True, verbose_name="present, too small to measure"),
                ),
                ("not_evaluable", models.BooleanField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.assessment",
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
                    "lesion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.lesion",
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
                        to="records.measurement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e5b73a35bd5c978dfad689f6f53e134248898fe7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_99f32",
                            table="records_measurementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Microbiology",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("specimen_type", models.CharField(blank=True, default="", max_length=120)),
                ("organism", models.CharField(blank=True, default="", max_length=120)),
                ("amount", models.CharField(blank=True, max_length=40)),
                (
                    "infection",
                    models.BooleanField(blank=True, null=True, verbose_name="infection rather than colonisation"),
                ),
                ("susceptibility", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="0b97449e69bfeeeda5520bc866aeceb7aa50e917",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_adc4c",
                            table="records_microbiology",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="807e022ed5936e83f15ffeb90385a6c77c540b9b",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_655ad",
                            table="records_microbiology",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="b8896cc54338cb9b2048bcad98c77790bb393f90",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_2ecb3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="c45e3bc537adf5d7cc54a61eff60bcd13dff97aa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_48e3c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="5b2424f2432eb787bbdde7fdd5b9a0a0a11b8fac",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_3630b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_microbiologyevent" ("absent", "amount", "as_reported", "case_id", "comment", "contradiction_note", "id", "infection", "institution_id", "key", "on", "organism", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "specimen_type", "susceptibility", "workup_id") SELECT new_values."absent", new_values."amount", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."infection", new_values."institution_id", new_values."key", new_values."on", new_values."organism", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."specimen_type", new_values."susceptibility", new_values."workup_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7a9d4f16dac8615e1162d179b51ebb574fbdf445",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c876e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_microbiologyevent" ("absent", "amount", "as_reported", "case_id", "comment", "contradiction_note", "id", "infection", "institution_id", "key", "on", "organism", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "specimen_type", "susceptibility", "workup_id") SELECT new_values."absent", new_values."amount", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."infection", new_values."institution_id", new_values."key", new_values."on", new_values."organism", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source", new_values."specimen_type", new_values."susceptibility", new_values."workup_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."infection" IS DISTINCT FROM (new_values."infection") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."organism" IS DISTINCT FROM (new_values."organism") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."specimen_type" IS DISTINCT FROM (new_values."specimen_type") OR old_values."susceptibility" IS DISTINCT FROM (new_values."susceptibility") OR old_values."workup_id" IS DISTINCT FROM (new_values."workup_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca44089d5e617bbf64eae90e4eb67346481af260",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_19e16",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_microbiologyevent" ("absent", "amount", "as_reported", "case_id", "comment", "contradiction_note", "id", "infection", "institution_id", "key", "on", "organism", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source", "specimen_type", "susceptibility", "workup_id") SELECT old_values."absent", old_values."amount", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."id", old_values."infection", old_values."institution_id", old_values."key", old_values."on", old_values."organism", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source", old_values."specimen_type", old_values."susceptibility", old_values."workup_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8eb1806e9b41b49c9360276846454a403487d88f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1b8fb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_microbiology",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="microbiology_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Patient",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "age_at_diagnosis",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="In whole years at day 0; 90 stands for 90 and over.", null=True
                    ),
                ),
                (
                    "sex",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="sex at birth"),
                ),
                (
                    "menopausal_at_diagnosis",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="menopausal status at diagnosis"
                    ),
                ),
                (
                    "menopausal_at_index",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=120,
                        verbose_name="menopausal status at the skin event",
                    ),
                ),
                (
                    "ancestry",
                    models.CharField(blank=True, help_text="Only where your institution has opted in.", max_length=80),
                ),
                (
                    "comorbidities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Those that bear on skin or immunity.",
                        size=None,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="da5139b4796e2caea15921def60204d2ccd79f19",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_7f84c",
                            table="records_patient",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="9bfc448cc52b748e3d56e5cea11887d4d5e98153",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_6c8d6",
                            table="records_patient",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="5f96906218f11e45e80a4877a511b1d16022d141",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_5fdb7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="e1f36a09c2ce6bd4b2d7db52adfc8e050f510307",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_a7fc0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="99fc79091c5e689eabe90e4c9a64be2bac2c4886",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_969b8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_patientevent" ("absent", "age_at_diagnosis", "ancestry", "as_reported", "case_id", "comment", "comorbidities", "contradiction_note", "id", "institution_id", "key", "menopausal_at_diagnosis", "menopausal_at_index", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "sex", "source") SELECT new_values."absent", new_values."age_at_diagnosis", new_values."ancestry", new_values."as_reported", new_values."case_id", new_values."comment", new_values."comorbidities", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."menopausal_at_diagnosis", new_values."menopausal_at_index", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."sex", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="991fec21942b000841d690a968d882ee0b7c8af0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e32c4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_patientevent" ("absent", "age_at_diagnosis", "ancestry", "as_reported", "case_id", "comment", "comorbidities", "contradiction_note", "id", "institution_id", "key", "menopausal_at_diagnosis", "menopausal_at_index", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "sex", "source") SELECT new_values."absent", new_values."age_at_diagnosis", new_values."ancestry", new_values."as_reported", new_values."case_id", new_values."comment", new_values."comorbidities", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."menopausal_at_diagnosis", new_values."menopausal_at_index", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."sex", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."age_at_diagnosis" IS DISTINCT FROM (new_values."age_at_diagnosis") OR old_values."ancestry" IS DISTINCT FROM (new_values."ancestry") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."comorbidities" IS DISTINCT FROM (new_values."comorbidities") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."menopausal_at_diagnosis" IS DISTINCT FROM (new_values."menopausal_at_diagnosis") OR old_values."menopausal_at_index" IS DISTINCT FROM (new_values."menopausal_at_index") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="fbb2999a0253c7f3b3a8714f2213d372822e7ecb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e007d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_patientevent" ("absent", "age_at_diagnosis", "ancestry", "as_reported", "case_id", "comment", "comorbidities", "contradiction_note", "id", "institution_id", "key", "menopausal_at_diagnosis", "menopausal_at_index", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "sex", "source") SELECT old_values."absent", old_values."age_at_diagnosis", old_values."ancestry", old_values."as_reported", old_values."case_id", old_values."comment", old_values."comorbidities", old_values."contradiction_note", old_values."id", old_values."institution_id", old_values."key", old_values."menopausal_at_diagnosis", old_values."menopausal_at_index", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."sex", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="407e725704bf47463603fed7a692b70a845bc5df",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_58134",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_patient",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case",),
                        name="a_case_has_one_patient",
                        violation_error_message="The case has its patient already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_at_diagnosis__isnull", True),
                            ("age_at_diagnosis__range", (0, 90)),
                            _connector="OR",
                        ),
                        name="age_is_top_coded_at_90",
                        violation_error_message="Give the age in whole years; enter 90 for 90 and over.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GermlineTestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("gene", models.CharField(default="", max_length=120)),
                ("result", models.CharField(default="", max_length=120)),
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
                        to="records.germlinetest",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.patient",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4d003e6a480a4f53bde20f7a26bdd0812067c7ca",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9f585",
                            table="records_germlinetestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="germlinetest",
            name="patient",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="germline",
                to="records.patient",
            ),
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("scope", models.CharField(default="", max_length=120)),
                (
                    "version",
                    models.CharField(blank=True, help_text="Version of the consent form; no date.", max_length=40),
                ),
                ("status", models.CharField(default="", max_length=120)),
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
                        to="records.consent",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.patient",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="59a609bc5edea6ce6cc392175dfea88791a7d33a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bb69a",
                            table="records_consentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="patient",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="records.patient",
            ),
        ),
        migrations.CreateModel(
            name="PatientEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "age_at_diagnosis",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="In whole years at day 0; 90 stands for 90 and over.", null=True
                    ),
                ),
                (
                    "sex",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="sex at birth"),
                ),
                (
                    "menopausal_at_diagnosis",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="menopausal status at diagnosis"
                    ),
                ),
                (
                    "menopausal_at_index",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=120,
                        verbose_name="menopausal status at the skin event",
                    ),
                ),
                (
                    "ancestry",
                    models.CharField(blank=True, help_text="Only where your institution has opted in.", max_length=80),
                ),
                (
                    "comorbidities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Those that bear on skin or immunity.",
                        size=None,
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
                        to="records.patient",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4efb488fba140c49fdf8c9ba464dafe79cc5a5f5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2e3d0",
                            table="records_patientevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PerformanceStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("ecog", models.CharField(blank=True, default="", max_length=120, verbose_name="ECOG")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "patient",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="performance",
                        to="records.patient",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="ebffd3b54e2095145ee78070585899fb76565ed0",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_b0e99",
                            table="records_performancestatus",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="5d962b618d118f982600b9da17486f8f50dd5bca",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_b985a",
                            table="records_performancestatus",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="1d1c27a810b6f7d434e8c19fda6bee99d157bc92",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_e6ba5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="35ffdf035be48e7f1f45089b8d9220b0ce01af81",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_0effb",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="1353578f9f2a73991375dd22c75dc8549ccc48d2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_e8bf1",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_performancestatusevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "ecog", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."ecog", new_values."id", new_values."institution_id", new_values."key", new_values."on", new_values."patient_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5b5b51fabe88736a4fe5921012e4e8aed3f3beba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b461c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_performancestatusevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "ecog", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."ecog", new_values."id", new_values."institution_id", new_values."key", new_values."on", new_values."patient_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."ecog" IS DISTINCT FROM (new_values."ecog") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."patient_id" IS DISTINCT FROM (new_values."patient_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="abb225114d5b7199a8987bb24dd52dd51dc81681",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e578c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_performancestatusevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "ecog", "id", "institution_id", "key", "on", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."ecog", old_values."id", old_values."institution_id", old_values."key", old_values."on", old_values."patient_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8894cb79f87f6aeb7a001d9384c174715ad8605a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_56099",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_performancestatus",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="performancestatus_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PerformanceStatusEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("ecog", models.CharField(default="", max_length=120, verbose_name="ECOG")),
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
                    "patient",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.patient",
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
                        to="records.performancestatus",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f4a80df7ce443d02b485c5ada2c4140fd76a20f6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4a61",
                            table="records_performancestatusevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Primary",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True,
                        help_text="Histological diagnosis; day 0 for the first primary.",
                        null=True,
                        verbose_name="diagnosed",
                    ),
                ),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                (
                    "occult",
                    models.BooleanField(
                        blank=True,
                        help_text="Found by its nodes only.",
                        null=True,
                        verbose_name="occult primary",
                    ),
                ),
                ("topography", models.CharField(blank=True, default="", max_length=120)),
                (
                    "histology",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As the pathologist wrote it; 8530/3 only if so named in the report.",
                        max_length=120,
                    ),
                ),
                ("in_situ_component", models.CharField(blank=True, default="", max_length=120)),
                (
                    "grade",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="Nottingham grade"),
                ),
                ("tubule_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("nuclear_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("mitosis_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lymphovascular_invasion", models.BooleanField(blank=True, null=True)),
                (
                    "dermal_lymphatic_invasion",
                    models.BooleanField(
                        blank=True,
                        help_text="Tumour emboli in dermal lymphatics (lymphangitis carcinomatosis).",
                        null=True,
                    ),
                ),
                (
                    "size_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="largest size, mm"),
                ),
                (
                    "size2_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="second size, mm"),
                ),
                (
                    "size3_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="third size, mm"),
                ),
                (
                    "inflammatory",
                    models.BooleanField(blank=True, null=True, verbose_name="inflammatory signs"),
                ),
                (
                    "skin_involvement",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Dimpling and tethering are not skin involvement.",
                        max_length=120,
                        verbose_name="skin at presentation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "primary tumour",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="e27d476b448fd671b0f97c7a946c5b8c6202a94a",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_bec12",
                            table="records_primary",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="097506150d359e22235a7eb6848dfe19eea8e4dd",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_fc8a2",
                            table="records_primary",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="40f06fe6e1f78bc445abc9f3a1eb03e936b91f02",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_e9c6b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="4bd44bf89b182fd60127d64ecff0a6cc0730998e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_bb831",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="2533fc3c185976d25b225787dcbd4dddecd0f1de",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_9bf06",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_primaryevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "dermal_lymphatic_invasion", "grade", "histology", "id", "in_situ_component", "inflammatory", "institution_id", "key", "laterality", "lymphovascular_invasion", "mitosis_score", "nuclear_score", "occult", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "size2_mm", "size3_mm", "size_mm", "skin_involvement", "source", "topography", "tubule_score") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."dermal_lymphatic_invasion", new_values."grade", new_values."histology", new_values."id", new_values."in_situ_component", new_values."inflammatory", new_values."institution_id", new_values."key", new_values."laterality", new_values."lymphovascular_invasion", new_values."mitosis_score", new_values."nuclear_score", new_values."occult", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."size2_mm", new_values."size3_mm", new_values."size_mm", new_values."skin_involvement", new_values."source", new_values."topography", new_values."tubule_score" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="178292fc6dd20f5afad084c7e348dee8edf07433",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79b44",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_primaryevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "dermal_lymphatic_invasion", "grade", "histology", "id", "in_situ_component", "inflammatory", "institution_id", "key", "laterality", "lymphovascular_invasion", "mitosis_score", "nuclear_score", "occult", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "size2_mm", "size3_mm", "size_mm", "skin_involvement", "source", "topography", "tubule_score") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."dermal_lymphatic_invasion", new_values."grade", new_values."histology", new_values."id", new_values."in_situ_component", new_values."inflammatory", new_values."institution_id", new_values."key", new_values."laterality", new_values."lymphovascular_invasion", new_values."mitosis_score", new_values."nuclear_score", new_values."occult", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."size2_mm", new_values."size3_mm", new_values."size_mm", new_values."skin_involvement", new_values."source", new_values."topography", new_values."tubule_score" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."dermal_lymphatic_invasion" IS DISTINCT FROM (new_values."dermal_lymphatic_invasion") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."histology" IS DISTINCT FROM (new_values."histology") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."in_situ_component" IS DISTINCT FROM (new_values."in_situ_component") OR old_values."inflammatory" IS DISTINCT FROM (new_values."inflammatory") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."laterality" IS DISTINCT FROM (new_values."laterality") OR old_values."lymphovascular_invasion" IS DISTINCT FROM (new_values."lymphovascular_invasion") OR old_values."mitosis_score" IS DISTINCT FROM (new_values."mitosis_score") OR old_values."nuclear_score" IS DISTINCT FROM (new_values."nuclear_score") OR old_values."occult" IS DISTINCT FROM (new_values."occult") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."size2_mm" IS DISTINCT FROM (new_values."size2_mm") OR old_values."size3_mm" IS DISTINCT FROM (new_values."size3_mm") OR old_values."size_mm" IS DISTINCT FROM (new_values."size_mm") OR old_values."skin_involvement" IS DISTINCT FROM (new_values."skin_involvement") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."topography" IS DISTINCT FROM (new_values."topography") OR old_values."tubule_score" IS DISTINCT FROM (new_values."tubule_score")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="038301a517cbc517daf8c341fd66940ad9fd6ae6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_80d1c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_primaryevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "dermal_lymphatic_invasion", "grade", "histology", "id", "in_situ_component", "inflammatory", "institution_id", "key", "laterality", "lymphovascular_invasion", "mitosis_score", "nuclear_score", "occult", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "size2_mm", "size3_mm", "size_mm", "skin_involvement", "source", "topography", "tubule_score") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."dermal_lymphatic_invasion", old_values."grade", old_values."histology", old_values."id", old_values."in_situ_component", old_values."inflammatory", old_values."institution_id", old_values."key", old_values."laterality", old_values."lymphovascular_invasion", old_values."mitosis_score", old_values."nuclear_score", old_values."occult", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."size2_mm", old_values."size3_mm", old_values."size_mm", old_values."skin_involvement", old_values."source", old_values."topography", old_values."tubule_score" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bfdf5b4b836d0c65967f432c60ce409fba4b6dcc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e543",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_primary",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="primary_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tubule_score__isnull", True), ("tubule_score__range", (1, 3)), _connector="OR"
                        ),
                        name="tubule_score_is_1_to_3",
                        violation_error_message="A Nottingham component score is 1, 2 or 3.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nuclear_score__isnull", True), ("nuclear_score__range", (1, 3)), _connector="OR"
                        ),
                        name="nuclear_score_is_1_to_3",
                        violation_error_message="A Nottingham component score is 1, 2 or 3.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mitosis_score__isnull", True), ("mitosis_score__range", (1, 3)), _connector="OR"
                        ),
                        name="mitosis_score_is_1_to_3",
                        violation_error_message="A Nottingham component score is 1, 2 or 3.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrimaryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True,
                        help_text="Histological diagnosis; day 0 for the first primary.",
                        null=True,
                        verbose_name="diagnosed",
                    ),
                ),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                (
                    "occult",
                    models.BooleanField(
                        blank=True,
                        help_text="Found by its nodes only.",
                        null=True,
                        verbose_name="occult primary",
                    ),
                ),
                ("topography", models.CharField(blank=True, default="", max_length=120)),
                (
                    "histology",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As the pathologist wrote it; 8530/3 only if so named in the report.",
                        max_length=120,
                    ),
                ),
                ("in_situ_component", models.CharField(blank=True, default="", max_length=120)),
                (
                    "grade",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="Nottingham grade"),
                ),
                ("tubule_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("nuclear_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("mitosis_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lymphovascular_invasion", models.BooleanField(blank=True, null=True)),
                (
                    "dermal_lymphatic_invasion",
                    models.BooleanField(
                        blank=True,
                        help_text="Tumour emboli in dermal lymphatics (lymphangitis carcinomatosis).",
                        null=True,
                    ),
                ),
                (
                    "size_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="largest size, mm"),
                ),
                (
                    "size2_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="second size, mm"),
                ),
                (
                    "size3_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="third size, mm"),
                ),
                (
                    "inflammatory",
                    models.BooleanField(blank=True, null=True, verbose_name="inflammatory signs"),
                ),
                (
                    "skin_involvement",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Dimpling and tethering are not skin involvement.",
                        max_length=120,
                        verbose_name="skin at presentation",
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
                        to="records.primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e4e8cf9a95fffe45b2a299cf127f89db54fffb11",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fa46a",
                            table="records_primaryevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Regimen",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, help_text="As you call it, such as THP or T-DM1.", max_length=60),
                ),
                ("setting", models.CharField(blank=True, default="", max_length=120)),
                ("intent", models.CharField(blank=True, default="", max_length=120)),
                (
                    "line",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Metastatic lines only.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "line_rule",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="line number is"),
                ),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "interval_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from cycle to cycle: 21 usually, 14 if dose-dense.",
                        null=True,
                    ),
                ),
                ("dose_dense", models.BooleanField(blank=True, null=True)),
                ("cycles_planned", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("cycles_given", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "cycles_to_event",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="cycles up to the skin event"),
                ),
                (
                    "beyond_progression",
                    models.BooleanField(blank=True, null=True, verbose_name="continued beyond progression"),
                ),
                ("trial", models.BooleanField(blank=True, null=True, verbose_name="given in a trial")),
                (
                    "stop_reason",
                    models.CharField(blank=True, default="", help_text="The one main reason.", max_length=120),
                ),
                (
                    "secondary_stop_reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "best_response",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=120,
                        verbose_name="best response overall, by the investigator",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="6f52b4bb16ca7b561173d63891684de4a25b08f0",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_32f04",
                            table="records_regimen",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="b137453fe2d65f30b42ea4281b2e15a47b328a4c",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_6d5d1",
                            table="records_regimen",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="8801e03a9379a87a3058facc83d2c952a1196db0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_b400b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="ea4fd0cbe0336d8cb24dc96095dc3c7425d5ea35",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_382c4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="dce2527ab82083fcacf7b1cae1114527097d5bb7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_67608",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimenevent" ("absent", "as_reported", "best_response", "beyond_progression", "case_id", "comment", "contradiction_note", "cycles_given", "cycles_planned", "cycles_to_event", "dose_dense", "id", "institution_id", "intent", "interval_days", "key", "line", "line_rule", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "secondary_stop_reasons", "setting", "source", "start", "stop", "stop_reason", "trial") SELECT new_values."absent", new_values."as_reported", new_values."best_response", new_values."beyond_progression", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."cycles_given", new_values."cycles_planned", new_values."cycles_to_event", new_values."dose_dense", new_values."id", new_values."institution_id", new_values."intent", new_values."interval_days", new_values."key", new_values."line", new_values."line_rule", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."secondary_stop_reasons", new_values."setting", new_values."source", new_values."start", new_values."stop", new_values."stop_reason", new_values."trial" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6f3268e6e6dc0c1eebfa4a8c838b9bc234e66c00",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dfe92",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimenevent" ("absent", "as_reported", "best_response", "beyond_progression", "case_id", "comment", "contradiction_note", "cycles_given", "cycles_planned", "cycles_to_event", "dose_dense", "id", "institution_id", "intent", "interval_days", "key", "line", "line_rule", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "secondary_stop_reasons", "setting", "source", "start", "stop", "stop_reason", "trial") SELECT new_values."absent", new_values."as_reported", new_values."best_response", new_values."beyond_progression", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."cycles_given", new_values."cycles_planned", new_values."cycles_to_event", new_values."dose_dense", new_values."id", new_values."institution_id", new_values."intent", new_values."interval_days", new_values."key", new_values."line", new_values."line_rule", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."secondary_stop_reasons", new_values."setting", new_values."source", new_values."start", new_values."stop", new_values."stop_reason", new_values."trial" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."best_response" IS DISTINCT FROM (new_values."best_response") OR old_values."beyond_progression" IS DISTINCT FROM (new_values."beyond_progression") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."cycles_given" IS DISTINCT FROM (new_values."cycles_given") OR old_values."cycles_planned" IS DISTINCT FROM (new_values."cycles_planned") OR old_values."cycles_to_event" IS DISTINCT FROM (new_values."cycles_to_event") OR old_values."dose_dense" IS DISTINCT FROM (new_values."dose_dense") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."intent" IS DISTINCT FROM (new_values."intent") OR old_values."interval_days" IS DISTINCT FROM (new_values."interval_days") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."line" IS DISTINCT FROM (new_values."line") OR old_values."line_rule" IS DISTINCT FROM (new_values."line_rule") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."secondary_stop_reasons" IS DISTINCT FROM (new_values."secondary_stop_reasons") OR old_values."setting" IS DISTINCT FROM (new_values."setting") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."stop" IS DISTINCT FROM (new_values."stop") OR old_values."stop_reason" IS DISTINCT FROM (new_values."stop_reason") OR old_values."trial" IS DISTINCT FROM (new_values."trial")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8cba82143e2f137e4a79e7cb645abc6a42382615",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a626f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimenevent" ("absent", "as_reported", "best_response", "beyond_progression", "case_id", "comment", "contradiction_note", "cycles_given", "cycles_planned", "cycles_to_event", "dose_dense", "id", "institution_id", "intent", "interval_days", "key", "line", "line_rule", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "secondary_stop_reasons", "setting", "source", "start", "stop", "stop_reason", "trial") SELECT old_values."absent", old_values."as_reported", old_values."best_response", old_values."beyond_progression", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."cycles_given", old_values."cycles_planned", old_values."cycles_to_event", old_values."dose_dense", old_values."id", old_values."institution_id", old_values."intent", old_values."interval_days", old_values."key", old_values."line", old_values."line_rule", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."secondary_stop_reasons", old_values."setting", old_values."source", old_values."start", old_values."stop", old_values."stop_reason", old_values."trial" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ed46d13a5ff86d12dba9726ae66b28610582eaa",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38117",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_regimen",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "start", "hi"), _negated=True
                        ),
                        name="regimen_start_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("stop", "lo", "stop", "hi"), _negated=True
                        ),
                        name="regimen_stop_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "stop", "hi"), _negated=True
                        ),
                        name="regimen_stops_after_it_starts",
                        violation_error_message="The regimen stops before it starts on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interval_days__isnull", True),
                            ("interval_days__range", (1, 120)),
                            _connector="OR",
                        ),
                        name="interval_is_1_to_120_days",
                        violation_error_message="A cycle lasts 1 to 120 days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalTreatmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("kind", models.CharField(default="", max_length=120)),
                (
                    "site",
                    models.CharField(
                        blank=True, help_text="Such as chest wall, or right proximal femur.", max_length=120
                    ),
                ),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Compartments treated.",
                        size=None,
                    ),
                ),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                ("intent", models.CharField(blank=True, default="", max_length=120)),
                (
                    "surgery",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="operation"),
                ),
                ("margin", models.CharField(blank=True, default="", max_length=120)),
                ("nodes_examined", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("nodes_positive", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "residual_mm",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="residual tumour, mm"),
                ),
                (
                    "pcr",
                    models.BooleanField(blank=True, null=True, verbose_name="pathological complete response"),
                ),
                ("rcb", models.CharField(blank=True, max_length=8, verbose_name="residual cancer burden")),
                ("modality", models.CharField(blank=True, default="", max_length=120)),
                (
                    "dose_cgy",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="total dose, cGy"),
                ),
                ("fractions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("boost", models.BooleanField(blank=True, null=True)),
                ("bolus", models.BooleanField(blank=True, null=True)),
                ("field_map", models.TextField(blank=True, help_text="Fields in words; free text.")),
                (
                    "agent",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="topical or intralesional agent"
                    ),
                ),
                ("sensitiser", models.CharField(blank=True, default="", max_length=120)),
                ("sessions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("electrode", models.CharField(blank=True, max_length=60)),
                ("target_temperature_c", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "skin_response_local",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="response of the treated skin"
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
                        to="records.localtreatment",
                    ),
                ),
                (
                    "regimen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.regimen",
                        verbose_name="concurrent regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d06be005c4dbf54acc6660eb80762fe94ab46b0d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f0c79",
                            table="records_localtreatmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="localtreatment",
            name="regimen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="local_treatments",
                to="records.regimen",
                verbose_name="concurrent regimen",
            ),
        ),
        migrations.CreateModel(
            name="LaterEventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("event", models.CharField(default="", max_length=120)),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
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
                    "followup",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.followup",
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
                        to="records.laterevent",
                    ),
                ),
                (
                    "regimen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="072a80aa7c5728ad0779aef0112a7df03b102b08",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41e30",
                            table="records_latereventevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="laterevent",
            name="regimen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_events",
                to="records.regimen",
            ),
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, default="", max_length=120)),
                (
                    "cycle",
                    models.PositiveSmallIntegerField(blank=True, help_text="After which cycle.", null=True),
                ),
                (
                    "modalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="regions covered",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Full: CT of chest and abdomen or PET/CT, with bone imaging where bone is involved.",
                        max_length=120,
                        verbose_name="restaging",
                    ),
                ),
                ("central_review", models.BooleanField(blank=True, null=True)),
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
                        to="records.assessment",
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
                    "regimen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="551379ff611fa1bb54ed5f4e7a3c6a78c1dce1aa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd025",
                            table="records_assessmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="regimen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="records.regimen",
            ),
        ),
        migrations.CreateModel(
            name="AdverseEventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("ended", cases.records.fields.WhenField(blank=True, null=True)),
                ("term", models.CharField(default="", help_text="CTCAE term.", max_length=120)),
                (
                    "grade",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="CTCAE grade"),
                ),
                ("attribution", models.CharField(blank=True, default="", max_length=120)),
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
                        to="records.adverseevent",
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
                    "regimen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="305333d678dcda75d44ba6b6f87d1d22bcdf2f74",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_58b3d",
                            table="records_adverseeventevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="adverseevent",
            name="regimen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adverse_events",
                to="records.regimen",
            ),
        ),
        migrations.CreateModel(
            name="RegimenDrug",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "agent",
                    models.CharField(blank=True, default="", help_text="Generic name.", max_length=120),
                ),
                (
                    "agent_class",
                    models.CharField(
                        blank=True,
                        choices=[("anti_her2", "Blinded anti-HER2 trial drug")],
                        max_length=20,
                        verbose_name="class, where the drug is blinded",
                    ),
                ),
                ("role", models.CharField(blank=True, default="", max_length=120)),
                ("route", models.CharField(blank=True, default="", max_length=120)),
                (
                    "formulation",
                    models.CharField(blank=True, help_text="Such as a biosimilar's suffix.", max_length=60),
                ),
                ("dose", cases.records.fields.QuantityField(blank=True, null=True)),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "last_dose",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="last dose given"),
                ),
                ("ongoing", models.BooleanField(blank=True, null=True, verbose_name="still running")),
                ("modifications", models.TextField(blank=True, help_text="Free text.")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "regimen",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drugs",
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="3f59234fda5eab944530aecec36a0d680df8df6d",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_43209",
                            table="records_regimendrug",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="f730b5c4e6a396c746efda8d474b311dc571e7d9",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_4cac1",
                            table="records_regimendrug",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="07a5e203f6a27fdacbc74dad429ef14ad7182fad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_e6abc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="cbb7713faa08bfba92a208ec3adc6c09e7ed1e7a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_0f034",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="ccb7a3d546aeac04946a19210f2b18657e99f76f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_e9d90",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimendrugevent" ("absent", "agent", "agent_class", "as_reported", "case_id", "comment", "contradiction_note", "dose", "formulation", "id", "institution_id", "key", "last_dose", "modifications", "ongoing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "role", "route", "row_version", "source", "start", "stop") SELECT new_values."absent", new_values."agent", new_values."agent_class", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."dose", new_values."formulation", new_values."id", new_values."institution_id", new_values."key", new_values."last_dose", new_values."modifications", new_values."ongoing", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."regimen_id", new_values."role", new_values."route", new_values."row_version", new_values."source", new_values."start", new_values."stop" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="58be31d5b3fb9be24fe78edeb6d0f0340eb48320",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_44a86",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimendrugevent" ("absent", "agent", "agent_class", "as_reported", "case_id", "comment", "contradiction_note", "dose", "formulation", "id", "institution_id", "key", "last_dose", "modifications", "ongoing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "role", "route", "row_version", "source", "start", "stop") SELECT new_values."absent", new_values."agent", new_values."agent_class", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."dose", new_values."formulation", new_values."id", new_values."institution_id", new_values."key", new_values."last_dose", new_values."modifications", new_values."ongoing", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."regimen_id", new_values."role", new_values."route", new_values."row_version", new_values."source", new_values."start", new_values."stop" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."agent" IS DISTINCT FROM (new_values."agent") OR old_values."agent_class" IS DISTINCT FROM (new_values."agent_class") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."dose" IS DISTINCT FROM (new_values."dose") OR old_values."formulation" IS DISTINCT FROM (new_values."formulation") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."last_dose" IS DISTINCT FROM (new_values."last_dose") OR old_values."modifications" IS DISTINCT FROM (new_values."modifications") OR old_values."ongoing" IS DISTINCT FROM (new_values."ongoing") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."regimen_id" IS DISTINCT FROM (new_values."regimen_id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."route" IS DISTINCT FROM (new_values."route") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."stop" IS DISTINCT FROM (new_values."stop")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="82db3426fcf7dbe06d001b86c0f857d924370014",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0c85",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_regimendrugevent" ("absent", "agent", "agent_class", "as_reported", "case_id", "comment", "contradiction_note", "dose", "formulation", "id", "institution_id", "key", "last_dose", "modifications", "ongoing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "regimen_id", "role", "route", "row_version", "source", "start", "stop") SELECT old_values."absent", old_values."agent", old_values."agent_class", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."dose", old_values."formulation", old_values."id", old_values."institution_id", old_values."key", old_values."last_dose", old_values."modifications", old_values."ongoing", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."regimen_id", old_values."role", old_values."route", old_values."row_version", old_values."source", old_values."start", old_values."stop" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a695bf8c9b7b41bf42a87b7afef2028b7b21c46",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e068e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_regimendrug",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "start", "hi"), _negated=True
                        ),
                        name="regimendrug_start_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("stop", "lo", "stop", "hi"), _negated=True
                        ),
                        name="regimendrug_stop_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("last_dose", "lo", "last_dose", "hi"),
                            _negated=True,
                        ),
                        name="regimendrug_last_dose_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "stop", "hi"), _negated=True
                        ),
                        name="drug_stops_after_it_starts",
                        violation_error_message="The drug stops before it starts on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("start", "lo", "last_dose", "hi"),
                            _negated=True,
                        ),
                        name="last_dose_follows_the_start",
                        violation_error_message="The last dose lies before the start of the drug on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("last_dose", "lo", "stop", "hi"),
                            _negated=True,
                        ),
                        name="last_dose_is_not_after_the_stop",
                        violation_error_message="The last dose lies after the drug was stopped on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agent", ""), _negated=True),
                            models.Q(("agent_class", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="drug_names_its_agent_or_class",
                        violation_error_message="Name the drug, or its class where it is blinded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ongoing", True), _negated=True),
                            models.Q(("stop__isnull", True), ("last_dose__isnull", True)),
                            _connector="OR",
                        ),
                        name="running_drug_has_no_last_dose",
                        violation_error_message="A drug that is still running has neither a stop nor a last dose.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegimenDrugEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "agent",
                    models.CharField(blank=True, default="", help_text="Generic name.", max_length=120),
                ),
                (
                    "agent_class",
                    models.CharField(
                        blank=True,
                        choices=[("anti_her2", "Blinded anti-HER2 trial drug")],
                        max_length=20,
                        verbose_name="class, where the drug is blinded",
                    ),
                ),
                ("role", models.CharField(blank=True, default="", max_length=120)),
                ("route", models.CharField(blank=True, default="", max_length=120)),
                (
                    "formulation",
                    models.CharField(blank=True, help_text="Such as a biosimilar's suffix.", max_length=60),
                ),
                ("dose", cases.records.fields.QuantityField(blank=True, null=True)),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "last_dose",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="last dose given"),
                ),
                ("ongoing", models.BooleanField(blank=True, null=True, verbose_name="still running")),
                ("modifications", models.TextField(blank=True, help_text="Free text.")),
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
                        to="records.regimendrug",
                    ),
                ),
                (
                    "regimen",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5ddd6de28efc4db7eea8b63cc33da2b17e72f2b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f4da",
                            table="records_regimendrugevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegimenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, help_text="As you call it, such as THP or T-DM1.", max_length=60),
                ),
                ("setting", models.CharField(blank=True, default="", max_length=120)),
                ("intent", models.CharField(blank=True, default="", max_length=120)),
                (
                    "line",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Metastatic lines only.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "line_rule",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="line number is"),
                ),
                ("start", cases.records.fields.WhenField(blank=True, null=True)),
                ("stop", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "interval_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from cycle to cycle: 21 usually, 14 if dose-dense.",
                        null=True,
                    ),
                ),
                ("dose_dense", models.BooleanField(blank=True, null=True)),
                ("cycles_planned", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("cycles_given", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "cycles_to_event",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="cycles up to the skin event"),
                ),
                (
                    "beyond_progression",
                    models.BooleanField(blank=True, null=True, verbose_name="continued beyond progression"),
                ),
                ("trial", models.BooleanField(blank=True, null=True, verbose_name="given in a trial")),
                (
                    "stop_reason",
                    models.CharField(blank=True, default="", help_text="The one main reason.", max_length=120),
                ),
                (
                    "secondary_stop_reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "best_response",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=120,
                        verbose_name="best response overall, by the investigator",
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
                        to="records.regimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3d2f9dd918e03f23f41e7349271ab59f625e8a35",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b43ba",
                            table="records_regimenevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SkinFinding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True,
                        help_text="Day of the examination or photograph.",
                        null=True,
                        verbose_name="first documented",
                    ),
                ),
                (
                    "onset",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="noticed by the patient"),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Baseline: present, no change judged.",
                        max_length=120,
                    ),
                ),
                ("new_lesions", models.BooleanField(blank=True, null=True)),
                (
                    "growth",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="kind of change"),
                ),
                (
                    "extent",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Local: skin of the primary breast, its chest wall or scar. Distant: everything else, the other breast too.",
                        max_length=120,
                    ),
                ),
                (
                    "morphology",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "patterns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "sites",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="side, relative to the primary"
                    ),
                ),
                (
                    "lesion_count",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="number of lesions"),
                ),
                (
                    "target_sum_mm",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=6,
                        null=True,
                        verbose_name="calliper sum of targets, mm",
                    ),
                ),
                (
                    "area_cm2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=7,
                        null=True,
                        verbose_name="involved area, cm²",
                    ),
                ),
                (
                    "bsa_percent",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="body surface, %"),
                ),
                (
                    "regions_involved",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="regions involved, number"),
                ),
                ("depth", models.CharField(blank=True, max_length=60)),
                (
                    "radiation_field",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="in the radiation field"),
                ),
                (
                    "treated_field",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="in a field treated before"),
                ),
                ("photo", models.BooleanField(blank=True, null=True, verbose_name="photographed")),
                ("measured", models.BooleanField(blank=True, null=True)),
                (
                    "photo_views",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="views photographed",
                    ),
                ),
                (
                    "photo_comparable",
                    models.BooleanField(
                        blank=True,
                        help_text="The same view at two or more times.",
                        null=True,
                        verbose_name="same view at two times",
                    ),
                ),
                (
                    "pain_nrs",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="pain, 0 to 10",
                    ),
                ),
                ("itch", models.BooleanField(blank=True, null=True)),
                ("bleeding", models.BooleanField(blank=True, null=True)),
                ("exudate", models.BooleanField(blank=True, null=True)),
                ("odour", models.BooleanField(blank=True, null=True)),
                (
                    "dlqi",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="DLQI, 0 to 30",
                    ),
                ),
                (
                    "infection_signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skin_findings",
                        to="records.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "lesion_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The earlier finding of the same lesion.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="records.skinfinding",
                        verbose_name="same lesion as",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skin_findings",
                        to="records.primary",
                        verbose_name="attributed to primary",
                    ),
                ),
            ],
            options={
                "verbose_name": "skin finding",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="18744da7669e6fd5dbf27800d4cbd8c6414c5a4c",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_466cc",
                            table="records_skinfinding",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="6ec6e795c1770638fd03a10ae227f7cf3532ca3d",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_0a1e1",
                            table="records_skinfinding",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="864e928899413e27418a974c153ff40d97bd25fb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_a15c9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="ec7e5d4260232b65df9d42c5fe098b8605774b9c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_fc3bc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="e55c04d3605c9cde64d462e86c82027254a68fd6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_596ec",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT new_values."absent", new_values."area_cm2", new_values."as_reported", new_values."assessment_id", new_values."bleeding", new_values."bsa_percent", new_values."case_id", new_values."change", new_values."comment", new_values."contradiction_note", new_values."depth", new_values."dlqi", new_values."extent", new_values."exudate", new_values."growth", new_values."id", new_values."infection_signs", new_values."institution_id", new_values."itch", new_values."key", new_values."lesion_count", new_values."lesion_of_id", new_values."measured", new_values."morphology", new_values."new_lesions", new_values."odour", new_values."on", new_values."onset", new_values."pain_nrs", new_values."patterns", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."photo", new_values."photo_comparable", new_values."photo_views", new_values."position", new_values."primary_id", new_values."radiation_field", new_values."regions_involved", new_values."row_version", new_values."side", new_values."sites", new_values."source", new_values."target_sum_mm", new_values."treated_field" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a8464865ff1523dce1b511aca08192a0394b957b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ea62",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT new_values."absent", new_values."area_cm2", new_values."as_reported", new_values."assessment_id", new_values."bleeding", new_values."bsa_percent", new_values."case_id", new_values."change", new_values."comment", new_values."contradiction_note", new_values."depth", new_values."dlqi", new_values."extent", new_values."exudate", new_values."growth", new_values."id", new_values."infection_signs", new_values."institution_id", new_values."itch", new_values."key", new_values."lesion_count", new_values."lesion_of_id", new_values."measured", new_values."morphology", new_values."new_lesions", new_values."odour", new_values."on", new_values."onset", new_values."pain_nrs", new_values."patterns", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."photo", new_values."photo_comparable", new_values."photo_views", new_values."position", new_values."primary_id", new_values."radiation_field", new_values."regions_involved", new_values."row_version", new_values."side", new_values."sites", new_values."source", new_values."target_sum_mm", new_values."treated_field" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."area_cm2" IS DISTINCT FROM (new_values."area_cm2") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."assessment_id" IS DISTINCT FROM (new_values."assessment_id") OR old_values."bleeding" IS DISTINCT FROM (new_values."bleeding") OR old_values."bsa_percent" IS DISTINCT FROM (new_values."bsa_percent") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."change" IS DISTINCT FROM (new_values."change") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."depth" IS DISTINCT FROM (new_values."depth") OR old_values."dlqi" IS DISTINCT FROM (new_values."dlqi") OR old_values."extent" IS DISTINCT FROM (new_values."extent") OR old_values."exudate" IS DISTINCT FROM (new_values."exudate") OR old_values."growth" IS DISTINCT FROM (new_values."growth") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."infection_signs" IS DISTINCT FROM (new_values."infection_signs") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."itch" IS DISTINCT FROM (new_values."itch") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."lesion_count" IS DISTINCT FROM (new_values."lesion_count") OR old_values."lesion_of_id" IS DISTINCT FROM (new_values."lesion_of_id") OR old_values."measured" IS DISTINCT FROM (new_values."measured") OR old_values."morphology" IS DISTINCT FROM (new_values."morphology") OR old_values."new_lesions" IS DISTINCT FROM (new_values."new_lesions") OR old_values."odour" IS DISTINCT FROM (new_values."odour") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."onset" IS DISTINCT FROM (new_values."onset") OR old_values."pain_nrs" IS DISTINCT FROM (new_values."pain_nrs") OR old_values."patterns" IS DISTINCT FROM (new_values."patterns") OR old_values."photo" IS DISTINCT FROM (new_values."photo") OR old_values."photo_comparable" IS DISTINCT FROM (new_values."photo_comparable") OR old_values."photo_views" IS DISTINCT FROM (new_values."photo_views") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."primary_id" IS DISTINCT FROM (new_values."primary_id") OR old_values."radiation_field" IS DISTINCT FROM (new_values."radiation_field") OR old_values."regions_involved" IS DISTINCT FROM (new_values."regions_involved") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."side" IS DISTINCT FROM (new_values."side") OR old_values."sites" IS DISTINCT FROM (new_values."sites") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."target_sum_mm" IS DISTINCT FROM (new_values."target_sum_mm") OR old_values."treated_field" IS DISTINCT FROM (new_values."treated_field")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c828e6c2287ed3792adc96e7ae1919c72bb640ec",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_61a6b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_skinfindingevent" ("absent", "area_cm2", "as_reported", "assessment_id", "bleeding", "bsa_percent", "case_id", "change", "comment", "contradiction_note", "depth", "dlqi", "extent", "exudate", "growth", "id", "infection_signs", "institution_id", "itch", "key", "lesion_count", "lesion_of_id", "measured", "morphology", "new_lesions", "odour", "on", "onset", "pain_nrs", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_comparable", "photo_views", "position", "primary_id", "radiation_field", "regions_involved", "row_version", "side", "sites", "source", "target_sum_mm", "treated_field") SELECT old_values."absent", old_values."area_cm2", old_values."as_reported", old_values."assessment_id", old_values."bleeding", old_values."bsa_percent", old_values."case_id", old_values."change", old_values."comment", old_values."contradiction_note", old_values."depth", old_values."dlqi", old_values."extent", old_values."exudate", old_values."growth", old_values."id", old_values."infection_signs", old_values."institution_id", old_values."itch", old_values."key", old_values."lesion_count", old_values."lesion_of_id", old_values."measured", old_values."morphology", old_values."new_lesions", old_values."odour", old_values."on", old_values."onset", old_values."pain_nrs", old_values."patterns", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."photo", old_values."photo_comparable", old_values."photo_views", old_values."position", old_values."primary_id", old_values."radiation_field", old_values."regions_involved", old_values."row_version", old_values."side", old_values."sites", old_values."source", old_values."target_sum_mm", old_values."treated_field" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="47c91f6522a12de467b41b88487816c362d44a4f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_738a5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_skinfinding",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="skinfinding_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("onset", "lo", "onset", "hi"), _negated=True
                        ),
                        name="skinfinding_onset_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            cases.records.constraints.LaterThan("onset", "lo", "on", "hi"), _negated=True
                        ),
                        name="finding_is_not_documented_before_its_onset",
                        violation_error_message="The finding was documented before the patient noticed it, on every day that these dates allow.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pain_nrs__isnull", True), ("pain_nrs__range", (0, 10)), _connector="OR"),
                        name="pain_is_0_to_10",
                        violation_error_message="Pain is rated from 0 to 10.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dlqi__isnull", True), ("dlqi__range", (0, 30)), _connector="OR"),
                        name="dlqi_is_0_to_30",
                        violation_error_message="The DLQI runs from 0 to 30.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SkinFindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True,
                        help_text="Day of the examination or photograph.",
                        null=True,
                        verbose_name="first documented",
                    ),
                ),
                (
                    "onset",
                    cases.records.fields.WhenField(blank=True, null=True, verbose_name="noticed by the patient"),
                ),
                (
                    "change",
                    models.CharField(default="", help_text="Baseline: present, no change judged.", max_length=120),
                ),
                ("new_lesions", models.BooleanField(blank=True, null=True)),
                (
                    "growth",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="kind of change"),
                ),
                (
                    "extent",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Local: skin of the primary breast, its chest wall or scar. Distant: everything else, the other breast too.",
                        max_length=120,
                    ),
                ),
                (
                    "morphology",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "patterns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "sites",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="side, relative to the primary"
                    ),
                ),
                (
                    "lesion_count",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="number of lesions"),
                ),
                (
                    "target_sum_mm",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=6,
                        null=True,
                        verbose_name="calliper sum of targets, mm",
                    ),
                ),
                (
                    "area_cm2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=7,
                        null=True,
                        verbose_name="involved area, cm²",
                    ),
                ),
                (
                    "bsa_percent",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="body surface, %"),
                ),
                (
                    "regions_involved",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="regions involved, number"),
                ),
                ("depth", models.CharField(blank=True, max_length=60)),
                (
                    "radiation_field",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="in the radiation field"),
                ),
                (
                    "treated_field",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="in a field treated before"),
                ),
                ("photo", models.BooleanField(blank=True, null=True, verbose_name="photographed")),
                ("measured", models.BooleanField(blank=True, null=True)),
                (
                    "photo_views",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="views photographed",
                    ),
                ),
                (
                    "photo_comparable",
                    models.BooleanField(
                        blank=True,
                        help_text="The same view at two or more times.",
                        null=True,
                        verbose_name="same view at two times",
                    ),
                ),
                (
                    "pain_nrs",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="pain, 0 to 10",
                    ),
                ),
                ("itch", models.BooleanField(blank=True, null=True)),
                ("bleeding", models.BooleanField(blank=True, null=True)),
                ("exudate", models.BooleanField(blank=True, null=True)),
                ("odour", models.BooleanField(blank=True, null=True)),
                (
                    "dlqi",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="DLQI, 0 to 30",
                    ),
                ),
                (
                    "infection_signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.assessment",
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
                    "lesion_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The earlier finding of the same lesion.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.skinfinding",
                        verbose_name="same lesion as",
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
                        to="records.skinfinding",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.primary",
                        verbose_name="attributed to primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6c30fb53b46e4eab2af0b8256ec7106fd9dcab2d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b92c0",
                            table="records_skinfindingevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Specimen",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True, verbose_name="taken")),
                ("compartment", models.CharField(blank=True, default="", max_length=120)),
                (
                    "site",
                    models.CharField(
                        blank=True, help_text="Where it was taken, such as chest wall skin.", max_length=120
                    ),
                ),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                ("procedure", models.CharField(blank=True, default="", max_length=120)),
                ("specimen_type", models.CharField(blank=True, default="", max_length=120)),
                ("relation_to_lesion", models.CharField(blank=True, default="", max_length=120)),
                ("relation_to_event", models.CharField(blank=True, default="", max_length=120)),
                (
                    "part_sampled",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="part of the lesion sampled"),
                ),
                ("result", models.CharField(blank=True, default="", max_length=120)),
                ("benign_finding", models.CharField(blank=True, default="", max_length=120)),
                (
                    "tissue_findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("repeat_needed", models.BooleanField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        help_text="The finding that was biopsied; it decides whether this specimen proves a skin event.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="specimens",
                        to="records.skinfinding",
                        verbose_name="skin finding",
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
                    "lesion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="specimens",
                        to="records.lesion",
                    ),
                ),
                (
                    "paired_with",
                    models.ForeignKey(
                        blank=True,
                        help_text="A specimen of another compartment taken for comparison.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="records.specimen",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="specimens",
                        to="records.primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="506aa91dd49671552ce1043fa18bd26c4cb77627",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_6358f",
                            table="records_specimen",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="0fd39dfb787f7c8033b49ba15f1522e2288d07ce",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_a77f2",
                            table="records_specimen",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="7ea4bd340833a8fa112001269689ed8f3d3afca8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_7b8a4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="92674718d217dc085762138e7d5217ed494aec63",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_76dcb",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="d7ba4aeb7ad10a6206339843597ed6707fb47aac",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_c6056",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_specimenevent" ("absent", "as_reported", "benign_finding", "case_id", "comment", "compartment", "contradiction_note", "finding_id", "id", "institution_id", "key", "laterality", "lesion_id", "on", "paired_with_id", "part_sampled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "procedure", "relation_to_event", "relation_to_lesion", "repeat_needed", "result", "row_version", "site", "source", "specimen_type", "tissue_findings") SELECT new_values."absent", new_values."as_reported", new_values."benign_finding", new_values."case_id", new_values."comment", new_values."compartment", new_values."contradiction_note", new_values."finding_id", new_values."id", new_values."institution_id", new_values."key", new_values."laterality", new_values."lesion_id", new_values."on", new_values."paired_with_id", new_values."part_sampled", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."primary_id", new_values."procedure", new_values."relation_to_event", new_values."relation_to_lesion", new_values."repeat_needed", new_values."result", new_values."row_version", new_values."site", new_values."source", new_values."specimen_type", new_values."tissue_findings" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c14890114120e76d9f5d9de9772fcfb3c9ca26d5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5ac7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_specimenevent" ("absent", "as_reported", "benign_finding", "case_id", "comment", "compartment", "contradiction_note", "finding_id", "id", "institution_id", "key", "laterality", "lesion_id", "on", "paired_with_id", "part_sampled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "procedure", "relation_to_event", "relation_to_lesion", "repeat_needed", "result", "row_version", "site", "source", "specimen_type", "tissue_findings") SELECT new_values."absent", new_values."as_reported", new_values."benign_finding", new_values."case_id", new_values."comment", new_values."compartment", new_values."contradiction_note", new_values."finding_id", new_values."id", new_values."institution_id", new_values."key", new_values."laterality", new_values."lesion_id", new_values."on", new_values."paired_with_id", new_values."part_sampled", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."primary_id", new_values."procedure", new_values."relation_to_event", new_values."relation_to_lesion", new_values."repeat_needed", new_values."result", new_values."row_version", new_values."site", new_values."source", new_values."specimen_type", new_values."tissue_findings" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."benign_finding" IS DISTINCT FROM (new_values."benign_finding") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."compartment" IS DISTINCT FROM (new_values."compartment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."finding_id" IS DISTINCT FROM (new_values."finding_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."laterality" IS DISTINCT FROM (new_values."laterality") OR old_values."lesion_id" IS DISTINCT FROM (new_values."lesion_id") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."paired_with_id" IS DISTINCT FROM (new_values."paired_with_id") OR old_values."part_sampled" IS DISTINCT FROM (new_values."part_sampled") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."primary_id" IS DISTINCT FROM (new_values."primary_id") OR old_values."procedure" IS DISTINCT FROM (new_values."procedure") OR old_values."relation_to_event" IS DISTINCT FROM (new_values."relation_to_event") OR old_values."relation_to_lesion" IS DISTINCT FROM (new_values."relation_to_lesion") OR old_values."repeat_needed" IS DISTINCT FROM (new_values."repeat_needed") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."site" IS DISTINCT FROM (new_values."site") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."specimen_type" IS DISTINCT FROM (new_values."specimen_type") OR old_values."tissue_findings" IS DISTINCT FROM (new_values."tissue_findings")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5a299991be5420f1dda759b0f9fdc02ca824e6fb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_791e3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_specimenevent" ("absent", "as_reported", "benign_finding", "case_id", "comment", "compartment", "contradiction_note", "finding_id", "id", "institution_id", "key", "laterality", "lesion_id", "on", "paired_with_id", "part_sampled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "procedure", "relation_to_event", "relation_to_lesion", "repeat_needed", "result", "row_version", "site", "source", "specimen_type", "tissue_findings") SELECT old_values."absent", old_values."as_reported", old_values."benign_finding", old_values."case_id", old_values."comment", old_values."compartment", old_values."contradiction_note", old_values."finding_id", old_values."id", old_values."institution_id", old_values."key", old_values."laterality", old_values."lesion_id", old_values."on", old_values."paired_with_id", old_values."part_sampled", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."primary_id", old_values."procedure", old_values."relation_to_event", old_values."relation_to_lesion", old_values."repeat_needed", old_values."result", old_values."row_version", old_values."site", old_values."source", old_values."specimen_type", old_values."tissue_findings" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="31eb48f9c0c662558fdc56c6c468a5c843c39c43",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_65b0c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_specimen",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="specimen_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__startswith", "malignant"), _negated=True),
                            models.Q(("site", ""), _negated=True),
                            models.Q(("compartment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="malignant_biopsy_names_its_site",
                        violation_error_message="A malignant result needs the site or compartment that the specimen came from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("benign_finding", ""), ("result", "benign"), _connector="OR"),
                        name="benign_finding_needs_a_benign_result",
                        violation_error_message="A benign finding can be named only where the result is benign.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("analyte", models.CharField(default="", max_length=120)),
                (
                    "score",
                    models.CharField(
                        blank=True,
                        help_text="A score in words or signs, such as 3+, 0-ultralow or positive.",
                        max_length=40,
                    ),
                ),
                (
                    "quantity",
                    cases.records.fields.QuantityField(
                        blank=True, help_text="A number, such as 70 %, >20 % or 1-10 %.", null=True
                    ),
                ),
                ("intensity", models.CharField(blank=True, default="", max_length=120)),
                (
                    "allred",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(8)]
                    ),
                ),
                ("interpretation", models.CharField(blank=True, default="", max_length=120)),
                ("assay", models.CharField(blank=True, help_text="Method, clone or kit.", max_length=80)),
                ("scoring", models.CharField(blank=True, default="", max_length=120)),
                ("cell_compartment", models.CharField(blank=True, default="", max_length=120)),
                (
                    "ratio",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="HER2/CEP17 ratio"),
                ),
                (
                    "copies",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="HER2 copies per cell"),
                ),
                (
                    "cep17",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="CEP17 copies per cell"),
                ),
                ("ish_probe", models.CharField(blank=True, default="", max_length=120)),
                ("ish_group", models.CharField(blank=True, default="", max_length=120)),
                (
                    "variant",
                    models.CharField(blank=True, help_text="HGVS description of the variant.", max_length=120),
                ),
                (
                    "vaf",
                    cases.records.fields.QuantityField(blank=True, null=True, verbose_name="variant allele fraction"),
                ),
                ("upper_limit_normal", cases.records.fields.QuantityField(blank=True, null=True)),
                ("laboratory", models.CharField(blank=True, default="", max_length=120)),
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
                        to="records.marker",
                    ),
                ),
                (
                    "specimen",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.specimen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dd3b6b9a0f6271b6b494b00cb024af977d5ed51e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e8d53",
                            table="records_markerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="marker",
            name="specimen",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="markers",
                to="records.specimen",
            ),
        ),
        migrations.CreateModel(
            name="SpecimenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True, verbose_name="taken")),
                ("compartment", models.CharField(blank=True, default="", max_length=120)),
                (
                    "site",
                    models.CharField(
                        blank=True, help_text="Where it was taken, such as chest wall skin.", max_length=120
                    ),
                ),
                ("laterality", models.CharField(blank=True, default="", max_length=120)),
                ("procedure", models.CharField(blank=True, default="", max_length=120)),
                ("specimen_type", models.CharField(blank=True, default="", max_length=120)),
                ("relation_to_lesion", models.CharField(blank=True, default="", max_length=120)),
                ("relation_to_event", models.CharField(blank=True, default="", max_length=120)),
                (
                    "part_sampled",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="part of the lesion sampled"),
                ),
                ("result", models.CharField(default="", max_length=120)),
                ("benign_finding", models.CharField(blank=True, default="", max_length=120)),
                (
                    "tissue_findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("repeat_needed", models.BooleanField(blank=True, null=True)),
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The finding that was biopsied; it decides whether this specimen proves a skin event.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.skinfinding",
                        verbose_name="skin finding",
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
                    "lesion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.lesion",
                    ),
                ),
                (
                    "paired_with",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A specimen of another compartment taken for comparison.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.specimen",
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
                        to="records.specimen",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="75a6927a54ff74adaaa260ae2fe639ab630ba856",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_43918",
                            table="records_specimenevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Staging",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "classification",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="clinical or pathological"),
                ),
                (
                    "y",
                    models.BooleanField(
                        blank=True, help_text="After neoadjuvant treatment.", null=True, verbose_name="y"
                    ),
                ),
                (
                    "r",
                    models.BooleanField(blank=True, help_text="At recurrence.", null=True, verbose_name="r"),
                ),
                (
                    "a",
                    models.BooleanField(blank=True, help_text="First found at autopsy.", null=True, verbose_name="a"),
                ),
                (
                    "multiple",
                    models.BooleanField(blank=True, help_text="Several foci.", null=True, verbose_name="(m)"),
                ),
                (
                    "sn",
                    models.BooleanField(blank=True, help_text="Sentinel node only.", null=True, verbose_name="(sn)"),
                ),
                ("t", models.CharField(blank=True, default="", max_length=120, verbose_name="T")),
                ("n", models.CharField(blank=True, default="", max_length=120, verbose_name="N")),
                ("m", models.CharField(blank=True, default="", max_length=120, verbose_name="M")),
                ("edition", models.CharField(blank=True, default="", max_length=120)),
                (
                    "anatomic_group",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="anatomic stage group"),
                ),
                (
                    "prognostic_group",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="prognostic stage group"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stagings",
                        to="records.primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="1ce0c6d4c53a27e1f5d03ad9b1d7189fd2574224",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_3f058",
                            table="records_staging",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="9ace814d2bf74e9973cdb8111dc8a0925bfbb9ab",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_daa64",
                            table="records_staging",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="8b519c4d5768ea72f80316763cce482f44c5af88",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_794d2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="06fcfb40e00e35853b069d3f39fc9534bb5d661c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_532c5",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="e3d665ef5854e25d1156bdc04b5881fa1bce113b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_ffbcf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_stagingevent" ("a", "absent", "anatomic_group", "as_reported", "case_id", "classification", "comment", "contradiction_note", "edition", "id", "institution_id", "key", "m", "multiple", "n", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "prognostic_group", "r", "row_version", "sn", "source", "t", "y") SELECT new_values."a", new_values."absent", new_values."anatomic_group", new_values."as_reported", new_values."case_id", new_values."classification", new_values."comment", new_values."contradiction_note", new_values."edition", new_values."id", new_values."institution_id", new_values."key", new_values."m", new_values."multiple", new_values."n", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."primary_id", new_values."prognostic_group", new_values."r", new_values."row_version", new_values."sn", new_values."source", new_values."t", new_values."y" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="14601892a4fa5abf60c3933196050b78cb7a523a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7475a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_stagingevent" ("a", "absent", "anatomic_group", "as_reported", "case_id", "classification", "comment", "contradiction_note", "edition", "id", "institution_id", "key", "m", "multiple", "n", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "prognostic_group", "r", "row_version", "sn", "source", "t", "y") SELECT new_values."a", new_values."absent", new_values."anatomic_group", new_values."as_reported", new_values."case_id", new_values."classification", new_values."comment", new_values."contradiction_note", new_values."edition", new_values."id", new_values."institution_id", new_values."key", new_values."m", new_values."multiple", new_values."n", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."primary_id", new_values."prognostic_group", new_values."r", new_values."row_version", new_values."sn", new_values."source", new_values."t", new_values."y" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."a" IS DISTINCT FROM (new_values."a") OR old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."anatomic_group" IS DISTINCT FROM (new_values."anatomic_group") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."classification" IS DISTINCT FROM (new_values."classification") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."edition" IS DISTINCT FROM (new_values."edition") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."m" IS DISTINCT FROM (new_values."m") OR old_values."multiple" IS DISTINCT FROM (new_values."multiple") OR old_values."n" IS DISTINCT FROM (new_values."n") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."primary_id" IS DISTINCT FROM (new_values."primary_id") OR old_values."prognostic_group" IS DISTINCT FROM (new_values."prognostic_group") OR old_values."r" IS DISTINCT FROM (new_values."r") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."sn" IS DISTINCT FROM (new_values."sn") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."t" IS DISTINCT FROM (new_values."t") OR old_values."y" IS DISTINCT FROM (new_values."y")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d2d1d759cd3db97e2542821c5eccd3e0ddbfb655",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7b0f2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_stagingevent" ("a", "absent", "anatomic_group", "as_reported", "case_id", "classification", "comment", "contradiction_note", "edition", "id", "institution_id", "key", "m", "multiple", "n", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "primary_id", "prognostic_group", "r", "row_version", "sn", "source", "t", "y") SELECT old_values."a", old_values."absent", old_values."anatomic_group", old_values."as_reported", old_values."case_id", old_values."classification", old_values."comment", old_values."contradiction_note", old_values."edition", old_values."id", old_values."institution_id", old_values."key", old_values."m", old_values."multiple", old_values."n", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."primary_id", old_values."prognostic_group", old_values."r", old_values."row_version", old_values."sn", old_values."source", old_values."t", old_values."y" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c7d03f60bccfb424110cd808f2122eaafcbcc35b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f89ac",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_staging",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                        name="staging_on_bounds_in_order",
                        violation_error_message="The latest possible day lies before the earliest possible day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StagingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                (
                    "classification",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="clinical or pathological"),
                ),
                (
                    "y",
                    models.BooleanField(
                        blank=True, help_text="After neoadjuvant treatment.", null=True, verbose_name="y"
                    ),
                ),
                (
                    "r",
                    models.BooleanField(blank=True, help_text="At recurrence.", null=True, verbose_name="r"),
                ),
                (
                    "a",
                    models.BooleanField(blank=True, help_text="First found at autopsy.", null=True, verbose_name="a"),
                ),
                (
                    "multiple",
                    models.BooleanField(blank=True, help_text="Several foci.", null=True, verbose_name="(m)"),
                ),
                (
                    "sn",
                    models.BooleanField(blank=True, help_text="Sentinel node only.", null=True, verbose_name="(sn)"),
                ),
                ("t", models.CharField(blank=True, default="", max_length=120, verbose_name="T")),
                ("n", models.CharField(blank=True, default="", max_length=120, verbose_name="N")),
                ("m", models.CharField(blank=True, default="", max_length=120, verbose_name="M")),
                ("edition", models.CharField(blank=True, default="", max_length=120)),
                (
                    "anatomic_group",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="anatomic stage group"),
                ),
                (
                    "prognostic_group",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="prognostic stage group"),
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
                        to="records.staging",
                    ),
                ),
                (
                    "primary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.primary",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5a302edaf7d47337bea42aaf16cb25393baa1dce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_73138",
                            table="records_stagingevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatedLesion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "lesion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treatments",
                        to="records.lesion",
                    ),
                ),
                (
                    "local_treatment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treated_lesions",
                        to="records.localtreatment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="be2a1ecded8b656f1ff12e208fc9adc0a4cd06ac",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_59e06",
                            table="records_treatedlesion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="9bd08e00e5507e50709c06b3ec9af177fc826f90",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_ec4ef",
                            table="records_treatedlesion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="2dcb3475009f8853e1f131685ca9d2f836aedddf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_80013",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="d98fac278211195f4907e5e84ab2f251c79cdcdb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_f905d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="a42930c37e55128c267321ae4f1f66056301e583",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_8e6f6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="48caea84ed9f7f6311f1439219a74dfccd640d73",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a0d49",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", new_values."lesion_id", new_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."lesion_id" IS DISTINCT FROM (new_values."lesion_id") OR old_values."local_treatment_id" IS DISTINCT FROM (new_values."local_treatment_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="288d8e74ec991fb5d08dd288f908738fa31ba47c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c32b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_treatedlesionevent" ("absent", "as_reported", "case_id", "comment", "contradiction_note", "id", "institution_id", "key", "lesion_id", "local_treatment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "row_version", "source") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."comment", old_values."contradiction_note", old_values."id", old_values."institution_id", old_values."key", old_values."lesion_id", old_values."local_treatment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6def122279eb98123de1915b6fb106deb0b4eab2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b974",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_treatedlesion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatedLesionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
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
                    "lesion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.lesion",
                    ),
                ),
                (
                    "local_treatment",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.localtreatment",
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
                        to="records.treatedlesion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dae4eec5914109026acb531b5e114e977add7ed7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f35f",
                            table="records_treatedlesionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WarningAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=60)),
                (
                    "about",
                    models.CharField(
                        blank=True, editable=False, help_text="Keys of the rows it speaks of.", max_length=120
                    ),
                ),
                ("reason", models.TextField(help_text="Free text; leave out names, numbers and dates.")),
                ("answered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_by",
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
                        related_name="+",
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
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="b66a34ca963dc06d5509f0df475f3bfbad8ccdd5",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_cafad",
                            table="records_warninganswer",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="77624d423318e95255f4af21ff21db2da9148651",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_0a097",
                            table="records_warninganswer",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="5fd0a5c23ad53c0c489603740ebcc4f4644ddfb2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_54a76",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="0f0f356ccb924fdf083952dd29bf5780e9e308e7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_4eb70",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="7cd552d6f6ee36e7d13c5caf5752305ca3cecbb7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_f13b2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_warninganswerevent" ("about", "absent", "answered_at", "answered_by_id", "as_reported", "case_id", "code", "comment", "contradiction_note", "id", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "row_version", "source") SELECT new_values."about", new_values."absent", new_values."answered_at", new_values."answered_by_id", new_values."as_reported", new_values."case_id", new_values."code", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."reason", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e7318bc0e0c71a98297ec4bd78014870220243c0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cfa66",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_warninganswerevent" ("about", "absent", "answered_at", "answered_by_id", "as_reported", "case_id", "code", "comment", "contradiction_note", "id", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "row_version", "source") SELECT new_values."about", new_values."absent", new_values."answered_at", new_values."answered_by_id", new_values."as_reported", new_values."case_id", new_values."code", new_values."comment", new_values."contradiction_note", new_values."id", new_values."institution_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."reason", new_values."row_version", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."about" IS DISTINCT FROM (new_values."about") OR old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab1959394bc6c6bd4fa661b746f90e861967cdd4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0f07",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_warninganswerevent" ("about", "absent", "answered_at", "answered_by_id", "as_reported", "case_id", "code", "comment", "contradiction_note", "id", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "row_version", "source") SELECT old_values."about", old_values."absent", old_values."answered_at", old_values."answered_by_id", old_values."as_reported", old_values."case_id", old_values."code", old_values."comment", old_values."contradiction_note", old_values."id", old_values."institution_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."reason", old_values."row_version", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="610eb7233ce24f1f3361ae20ede7862217352770",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b787",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_warninganswer",
                            when="AFTER",
                        ),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "code", "about"),
                        name="a_warning_is_answered_once",
                        violation_error_message="This warning has an answer already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WarningAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=60)),
                (
                    "about",
                    models.CharField(
                        blank=True, editable=False, help_text="Keys of the rows it speaks of.", max_length=120
                    ),
                ),
                ("reason", models.TextField(help_text="Free text; leave out names, numbers and dates.")),
                ("answered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_by",
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
                        to="records.warninganswer",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="216baf53fcf86c60af21813c23b149a05e4defc6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_65bc2",
                            table="records_warninganswerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Workup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "considered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="diagnoses considered",
                    ),
                ),
                (
                    "tests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("rechallenge", models.CharField(blank=True, default="", max_length=120)),
                ("causality_tool", models.CharField(blank=True, default="", max_length=120)),
                ("causality_result", models.CharField(blank=True, max_length=40)),
                ("conclusion", models.CharField(blank=True, default="", max_length=120)),
                ("confidence", models.CharField(blank=True, default="", max_length=120)),
                ("igg", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgG")),
                ("iga", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgA")),
                ("igm", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgM")),
                ("crp", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="CRP")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workups",
                        to="records.skinfinding",
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
                "verbose_name": "work-up",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="follow_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                            hash="000f663dbbca044a40a55ce47e891bf209cd8873",
                            operation="INSERT",
                            pgid="pgtrigger_follow_the_case_dd68d",
                            table="records_workup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="row_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                            hash="5b9d91180ec80851bcbca34a5b2db423fe9f563f",
                            operation="UPDATE",
                            pgid="pgtrigger_row_version_e2f97",
                            table="records_workup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                            hash="d8f39d79dd77d15ae803475cb47000a163c41d68",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_case_version_insert_ee1ac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                            hash="22eeb744d1b68f81718e2caae12ed71a991c83b9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_case_version_update_ac3f0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="case_version_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                            hash="53034c96f9e8463bdaba92385a0ebbb728c3dddb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_case_version_delete_298a2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_workupevent" ("absent", "as_reported", "case_id", "causality_result", "causality_tool", "comment", "conclusion", "confidence", "considered", "contradiction_note", "crp", "finding_id", "id", "iga", "igg", "igm", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rechallenge", "row_version", "source", "tests") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."causality_result", new_values."causality_tool", new_values."comment", new_values."conclusion", new_values."confidence", new_values."considered", new_values."contradiction_note", new_values."crp", new_values."finding_id", new_values."id", new_values."iga", new_values."igg", new_values."igm", new_values."institution_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."rechallenge", new_values."row_version", new_values."source", new_values."tests" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b9e928632b89e94d24019c73bcac9b231cde18ad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_835b8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_workupevent" ("absent", "as_reported", "case_id", "causality_result", "causality_tool", "comment", "conclusion", "confidence", "considered", "contradiction_note", "crp", "finding_id", "id", "iga", "igg", "igm", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rechallenge", "row_version", "source", "tests") SELECT new_values."absent", new_values."as_reported", new_values."case_id", new_values."causality_result", new_values."causality_tool", new_values."comment", new_values."conclusion", new_values."confidence", new_values."considered", new_values."contradiction_note", new_values."crp", new_values."finding_id", new_values."id", new_values."iga", new_values."igg", new_values."igm", new_values."institution_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."rechallenge", new_values."row_version", new_values."source", new_values."tests" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."causality_result" IS DISTINCT FROM (new_values."causality_result") OR old_values."causality_tool" IS DISTINCT FROM (new_values."causality_tool") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."conclusion" IS DISTINCT FROM (new_values."conclusion") OR old_values."confidence" IS DISTINCT FROM (new_values."confidence") OR old_values."considered" IS DISTINCT FROM (new_values."considered") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."crp" IS DISTINCT FROM (new_values."crp") OR old_values."finding_id" IS DISTINCT FROM (new_values."finding_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."iga" IS DISTINCT FROM (new_values."iga") OR old_values."igg" IS DISTINCT FROM (new_values."igg") OR old_values."igm" IS DISTINCT FROM (new_values."igm") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."rechallenge" IS DISTINCT FROM (new_values."rechallenge") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."tests" IS DISTINCT FROM (new_values."tests")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bc673c3557c3811945431d813547da3b57823e10",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6bc34",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_workupevent" ("absent", "as_reported", "case_id", "causality_result", "causality_tool", "comment", "conclusion", "confidence", "considered", "contradiction_note", "crp", "finding_id", "id", "iga", "igg", "igm", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rechallenge", "row_version", "source", "tests") SELECT old_values."absent", old_values."as_reported", old_values."case_id", old_values."causality_result", old_values."causality_tool", old_values."comment", old_values."conclusion", old_values."confidence", old_values."considered", old_values."contradiction_note", old_values."crp", old_values."finding_id", old_values."id", old_values."iga", old_values."igg", old_values."igm", old_values."institution_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."rechallenge", old_values."row_version", old_values."source", old_values."tests" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bf4e54eb23e9c844e5de31e15758cd52812cd872",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6b91c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="records_workup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MicrobiologyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("on", cases.records.fields.WhenField(blank=True, null=True)),
                ("specimen_type", models.CharField(blank=True, default="", max_length=120)),
                ("organism", models.CharField(default="", max_length=120)),
                ("amount", models.CharField(blank=True, max_length=40)),
                (
                    "infection",
                    models.BooleanField(blank=True, null=True, verbose_name="infection rather than colonisation"),
                ),
                ("susceptibility", models.CharField(blank=True, max_length=120)),
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
                        to="records.microbiology",
                    ),
                ),
                (
                    "workup",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.workup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a32c594b1f71119a0f8e358acfccf5209660f26a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5a6c",
                            table="records_microbiologyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="microbiology",
            name="workup",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="microbiology",
                to="records.workup",
            ),
        ),
        migrations.CreateModel(
            name="EmpiricalTreatmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                ("kind", models.CharField(default="", max_length=120)),
                ("agent", models.CharField(blank=True, max_length=80)),
                ("route", models.CharField(blank=True, help_text="Such as topical or oral.", max_length=40)),
                ("begun", cases.records.fields.WhenField(blank=True, null=True, verbose_name="from")),
                ("ended", cases.records.fields.WhenField(blank=True, null=True, verbose_name="to")),
                ("effect", models.CharField(blank=True, default="", max_length=120)),
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
                        to="records.empiricaltreatment",
                    ),
                ),
                (
                    "workup",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.workup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2c99fd49d170be985e6eb9c8e7f5a5437d745108",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4b055",
                            table="records_empiricaltreatmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="empiricaltreatment",
            name="workup",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="empirical",
                to="records.workup",
            ),
        ),
        migrations.CreateModel(
            name="WorkupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where this was read.",
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates."),
                ),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "considered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="diagnoses considered",
                    ),
                ),
                (
                    "tests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("rechallenge", models.CharField(blank=True, default="", max_length=120)),
                ("causality_tool", models.CharField(blank=True, default="", max_length=120)),
                ("causality_result", models.CharField(blank=True, max_length=40)),
                ("conclusion", models.CharField(blank=True, default="", max_length=120)),
                ("confidence", models.CharField(blank=True, default="", max_length=120)),
                ("igg", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgG")),
                ("iga", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgA")),
                ("igm", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="IgM")),
                ("crp", cases.records.fields.QuantityField(blank=True, null=True, verbose_name="CRP")),
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
                    "finding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.skinfinding",
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
                        to="records.workup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="341fd8b02a18a474c27f111aa050b41d4d8b335f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41b61",
                            table="records_workupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        registry.database.triggers.InstallTriggers(),
    ]
