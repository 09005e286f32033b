"""Projects by two persons, with a last day; what a project reads gets a trail.

A project that one person approved before this waits for a second. Nothing of an approved project changes but its
members, an institution that leaves, an earlier last day, and a later one that somebody else asked for.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold


READS = "institutions_projectinstitution"
OF_ONE_PERSON = "UPDATE institutions_project SET approved = false WHERE approved;"
COPY = f"""
INSERT INTO {READS} (id, project_id, institution_id)
    SELECT gen_random_uuid(), project_id, institution_id FROM institutions_project_institutions;
SET CONSTRAINTS ALL IMMEDIATE;
"""
UNCOPY = f"""
INSERT INTO institutions_project_institutions (project_id, institution_id)
    SELECT project_id, institution_id FROM {READS};
SET CONSTRAINTS ALL IMMEDIATE;
"""
SETTLED = f"""
CREATE FUNCTION registry_what_is_approved_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.title, NEW.question, NEW.purpose, NEW.ethics_ref)
        IS DISTINCT FROM (OLD.title, OLD.question, OLD.purpose, OLD.ethics_ref)
        OR (NEW.until > OLD.until AND (NEW.until, NEW.edited_by_id)
            IS DISTINCT FROM (OLD.extend_to, OLD.extend_asked_by_id))
        OR (NEW.until <= OLD.until AND (NEW.edited_by_id, NEW.approved_by_id)
            IS DISTINCT FROM (OLD.edited_by_id, OLD.approved_by_id)) THEN
        RAISE EXCEPTION 'a changed project is approved again by somebody else' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER what_is_approved_stays BEFORE UPDATE ON institutions_project FOR EACH ROW
    WHEN (OLD.approved AND NEW.approved) EXECUTE FUNCTION registry_what_is_approved_stays();
CREATE FUNCTION registry_an_approved_project_reads_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM institutions_project p WHERE p.id = NEW.project_id AND p.approved) THEN
        RAISE EXCEPTION 'an approved project reads no further institution' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER an_approved_project_reads_no_more BEFORE INSERT OR UPDATE ON {READS} FOR EACH ROW
    EXECUTE FUNCTION registry_an_approved_project_reads_no_more();
"""
UNSETTLED = f"""
DROP TRIGGER what_is_approved_stays ON institutions_project; DROP FUNCTION registry_what_is_approved_stays;
DROP TRIGGER an_approved_project_reads_no_more ON {READS};
DROP FUNCTION registry_an_approved_project_reads_no_more;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0013_recoveries"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(OF_ONE_PERSON, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ProjectInstitution",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="ProjectInstitutionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="accessrequest",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="accessrequest",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="accessrequest",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="colleagues",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="ethics_ref",
            field=models.CharField(blank=True, max_length=120, verbose_name="ethics reference"),
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="question",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="accessrequestevent",
            name="colleagues",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="accessrequestevent",
            name="ethics_ref",
            field=models.CharField(blank=True, max_length=120, verbose_name="ethics reference"),
        ),
        migrations.AddField(
            model_name="accessrequestevent",
            name="question",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="accessrequestevent",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="project",
            name="approved_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="closed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="project",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="edited_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="ethics_ref",
            field=models.CharField(blank=True, max_length=120, verbose_name="ethics reference"),
        ),
        migrations.AddField(
            model_name="project",
            name="extend_asked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="extend_to",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="question",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="project",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="approved_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="approved_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="projectevent",
            name="closed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="edited_by",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="ethics_ref",
            field=models.CharField(blank=True, max_length=120, verbose_name="ethics reference"),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="extend_asked_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="projectevent",
            name="extend_to",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="question",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AlterField(
            model_name="project",
            name="approved",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="projectevent",
            name="approved",
            field=models.BooleanField(default=False, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "colleagues", "decided_at", "decided_by_id", "ethics_ref", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "question", "state", "title", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."colleagues", new_values."decided_at", new_values."decided_by_id", new_values."ethics_ref", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."purpose", new_values."question", new_values."state", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="68ca19e66c827a1b52809cd5b3ec64b7e8bfe4f7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_383b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "colleagues", "decided_at", "decided_by_id", "ethics_ref", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "question", "state", "title", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."colleagues", new_values."decided_at", new_values."decided_by_id", new_values."ethics_ref", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."purpose", new_values."question", new_values."state", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f8d12281ca25ed5d556620ca0b257097259a25a1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a97cf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "colleagues", "decided_at", "decided_by_id", "ethics_ref", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "question", "state", "title", "until") SELECT old_values."asked_at", old_values."asked_by_id", old_values."colleagues", old_values."decided_at", old_values."decided_by_id", old_values."ethics_ref", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."purpose", old_values."question", old_values."state", old_values."title", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0eaa6d7a14ef5b27f4dd5dc648fb618f6a2a74e6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_982d9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectevent" ("approved", "approved_at", "approved_by_id", "closed", "edited_at", "edited_by_id", "ethics_ref", "extend_asked_by_id", "extend_to", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "question", "title", "until") SELECT new_values."approved", new_values."approved_at", new_values."approved_by_id", new_values."closed", new_values."edited_at", new_values."edited_by_id", new_values."ethics_ref", new_values."extend_asked_by_id", new_values."extend_to", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."question", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="971b276fe833362dc2049a28c72ce6630f089c0a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_06e60",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectevent" ("approved", "approved_at", "approved_by_id", "closed", "edited_at", "edited_by_id", "ethics_ref", "extend_asked_by_id", "extend_to", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "question", "title", "until") SELECT new_values."approved", new_values."approved_at", new_values."approved_by_id", new_values."closed", new_values."edited_at", new_values."edited_by_id", new_values."ethics_ref", new_values."extend_asked_by_id", new_values."extend_to", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."question", new_values."title", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ee65af5a1fa6ea128734286cbc1264ed3661893b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a155",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectevent" ("approved", "approved_at", "approved_by_id", "closed", "edited_at", "edited_by_id", "ethics_ref", "extend_asked_by_id", "extend_to", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "question", "title", "until") SELECT old_values."approved", old_values."approved_at", old_values."approved_by_id", old_values."closed", old_values."edited_at", old_values."edited_by_id", old_values."ethics_ref", old_values."extend_asked_by_id", old_values."extend_to", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."question", old_values."title", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="125d44ded7b4fcc1de6a4a5db1063043aedac681",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d2c80",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_approves_the_own_request",
                violation_error_message="Somebody else has to approve this: not who asked.",
            ),
        ),
        migrations.AddField(
            model_name="projectinstitution",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.institution"
            ),
        ),
        migrations.AddField(
            model_name="projectinstitution",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="institutions.project"
            ),
        ),
        migrations.RunSQL(COPY, UNCOPY),
        migrations.RemoveField(model_name="project", name="institutions"),
        migrations.AddField(
            model_name="project",
            name="institutions",
            field=models.ManyToManyField(
                related_name="projects",
                through="institutions.ProjectInstitution",
                to="institutions.institution",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved", False),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("closed", False),
                        ("edited_by__isnull", False),
                        ("until__isnull", False),
                        models.Q(("approved_by", models.F("edited_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_project_takes_two_persons",
                violation_error_message="Somebody else has to approve this: not who made or changed it last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extend_asked_by__isnull", True), ("extend_to__isnull", True)),
                    models.Q(("extend_asked_by__isnull", False), ("extend_to__isnull", False)),
                    _connector="OR",
                ),
                name="an_extension_is_somebodys",
            ),
        ),
        migrations.AddField(
            model_name="projectinstitutionevent",
            name="institution",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="projectinstitutionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="projectinstitutionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="institutions.projectinstitution",
            ),
        ),
        migrations.AddField(
            model_name="projectinstitutionevent",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="institutions.project",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectinstitution",
            constraint=models.UniqueConstraint(
                fields=("project", "institution"), name="a_project_reads_an_institution_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectinstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="66996c356f30cf6f7efa1e6552786e141c8536cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a40d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_projectinstitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectinstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="02e3b4f56a7f0adca75b7e3f9df38ee295ca6156",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6d0f9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_projectinstitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectinstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_projectinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="788b2a01c4eddc5d929f077a16ac4f13de81e0dc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6ded",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_projectinstitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectinstitutionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="023e8c803fae8717d8369433979f78a19a071ffe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9d572",
                    table="institutions_projectinstitutionevent",
                    when="BEFORE",
                ),
            ),
        ),
        TriggersHold(READS),
        OnlyTriggersAppend(f"{READS}event"),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {READS}event FROM registry_app",
            f"GRANT UPDATE, DELETE ON {READS}event TO registry_app",
        ),
        migrations.RunSQL(SETTLED, UNSETTLED),
    ]
