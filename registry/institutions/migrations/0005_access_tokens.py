"""Personal access tokens: a person's own rows only, and one function that tells whose token it is."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import USER, ProtectTable, forced, policy

TABLE = "institutions_accesstoken"
TRAIL = f"{TABLE}event"
OWN = f"user_id = {USER}"

# Before anybody is known nobody sees a row: the lookup runs as the owner of the table, and answers with a key only.
PERSON_OF = f"""
CREATE FUNCTION person_of_access_token(wanted text) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE {TABLE} SET used_on = (now() AT TIME ZONE 'UTC')::date
    WHERE digest = wanted AND revoked_at IS NULL AND ends_at > now()
        AND used_on IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date;
    SELECT user_id FROM {TABLE} WHERE digest = wanted AND revoked_at IS NULL AND ends_at > now();
$$;
REVOKE ALL ON FUNCTION person_of_access_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_of_access_token(text) TO registry_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_figures_that_others_see"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessToken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(help_text="What uses it, so that you know which to revoke.", max_length=60)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=12)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_on", models.DateField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessTokenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(help_text="What uses it, so that you know which to revoke.", max_length=60)),
                ("hint", models.CharField(max_length=12)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
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
                        to="institutions.accesstoken",
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
        migrations.AddConstraint(
            model_name="accesstoken",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("user", "name"),
                name="one_live_token_of_a_name",
                violation_error_message="You have a token of this name. Revoke it first, or choose another name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesstoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("made_at"))), name="a_token_ends_after_it_began"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accesstokenevent" ("ends_at", "hint", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT new_values."ends_at", new_values."hint", new_values."id", new_values."made_at", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="46b4bb20ff45b7f91b0cdfb66c7f7a841aebc7d0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bdb55",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accesstokenevent" ("ends_at", "hint", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT new_values."ends_at", new_values."hint", new_values."id", new_values."made_at", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revoked_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."ends_at" IS DISTINCT FROM (new_values."ends_at") OR old_values."hint" IS DISTINCT FROM (new_values."hint") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="55528fba218b5ad8ce79816a3f7e1eedc8a1a6b8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e33b6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accesstokenevent" ("ends_at", "hint", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT old_values."ends_at", old_values."hint", old_values."id", old_values."made_at", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revoked_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4f4179132c54ad731af17917525ba5f07dafd3d6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a15a7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesstokenevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f791c6d474c909337332f7a216448e84745273f8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cb13a",
                    table="institutions_accesstokenevent",
                    when="BEFORE",
                ),
            ),
        ),
        ProtectTable(TABLE, write=OWN, deriver=""),
        migrations.RunSQL(
            forced(TRAIL)
            + policy(TRAIL, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
            + policy(TRAIL, "scope_reads", command="SELECT", role="PUBLIC", using=OWN)
            + policy(TRAIL, "scope_appends", command="INSERT", role="PUBLIC", check=OWN)
            + f"REVOKE UPDATE, DELETE, TRUNCATE ON {TRAIL} FROM registry_app;",
            "".join(f"DROP POLICY {one} ON {TRAIL};" for one in ("owner_works", "scope_reads", "scope_appends"))
            + f"ALTER TABLE {TRAIL} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {TRAIL} DISABLE ROW LEVEL SECURITY;",
        ),
        TriggersHold(TABLE),
        OnlyTriggersAppend(TRAIL),
        migrations.RunSQL(PERSON_OF, "DROP FUNCTION person_of_access_token(text);"),
    ]
