"""Signatures: written once by who signs, of the case as it stands, and moved to no other case (docs/adr/0036)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.records.withdrawal.security import GoneWithItsCase
from registry.database.holding import InTheChain
from registry.database.row_security import REVIEWER, USER, forced, own_institution, policy

TABLE = "review_signature"
IN_SIGHT = "case_id IN (SELECT c.id FROM records_case c)"
SEEN = f"{IN_SIGHT} AND ({own_institution()} OR {REVIEWER})"
READ_BLIND = "meaning = 'adjudicated' AND review_blind_to(case_id)"

HELD = f"""
CREATE FUNCTION review_signature_is_of_now() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    refused text;
BEGIN
    IF session_user <> 'registry_app' THEN
        RETURN NEW;
    END IF;
    IF NEW.signer_id IS DISTINCT FROM {USER} THEN
        refused := 'everybody_signs_for_themselves';
    ELSIF NOT EXISTS (SELECT 1 FROM records_case c WHERE c.id = NEW.case_id AND c.version = NEW.version) THEN
        refused := 'what_is_signed_is_what_stands';
    ELSIF abs(extract(epoch FROM clock_timestamp() - NEW.signed_at)) > 60
        OR NEW.signed_at - NEW.proved_at > interval '6 minutes' THEN
        refused := 'a_signature_follows_its_proof';
    ELSIF NEW.meaning = 'lock' AND NOT EXISTS (SELECT 1 FROM institutions_membership m
        WHERE m.user_id = {USER} AND m.institution_id = NEW.institution_id AND m.role = 'lead') THEN
        refused := 'only_a_lead_signs_to_lock';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', replace(refused, '_', ' ') USING ERRCODE = 'check_violation', CONSTRAINT = refused;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_is_of_now BEFORE INSERT ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION review_signature_is_of_now();
"""
SECURITY = (
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_goes_with_its_case FOREIGN KEY (case_id, institution_id)"
    " REFERENCES records_case (id, institution_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;"
    f"CREATE UNIQUE INDEX a_hash_is_signed_once ON {TABLE} (hash);"
    + forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(TABLE, "scope_reads", command="SELECT", role="registry_app", using=f"signer_id = {USER} OR {SEEN}")
    + policy(
        TABLE,
        "signer_adds",
        command="INSERT",
        role="registry_app",
        check=f"signer_id = {USER} AND ({SEEN} OR {READ_BLIND})",
    )
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0006_adjudication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("signer_name", models.CharField(editable=False, max_length=120)),
                (
                    "meaning",
                    models.CharField(
                        choices=[
                            ("entered", "I have entered these data from the record"),
                            ("reviewed", "I have reviewed these data"),
                            ("adjudicated", "I have adjudicated this event"),
                            ("lock", "I lock this case as it stands"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("section", models.CharField(blank=True, editable=False, max_length=40)),
                ("sections", models.JSONField(editable=False)),
                ("verdict", models.CharField(editable=False, max_length=64)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("hash", models.CharField(editable=False, max_length=64)),
                ("signed_at", models.DateTimeField(editable=False)),
                ("proved_at", models.DateTimeField(editable=False)),
                ("proved_how", models.CharField(editable=False, max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="signatures",
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
                    "signer",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-signed_at"], name="signature_by_case")],
            },
        ),
        migrations.RunSQL(HELD, "DROP FUNCTION review_signature_is_of_now CASCADE;"),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        InTheChain(TABLE, removals=True),
        GoneWithItsCase(TABLE),
    ]
