"""Erasing a withdrawn case, ending its use again after a restore, and words that somebody spoke for.

``records_remove`` deletes every row of a case, in whatever table it stands, and has the trail emptied by the chain's own
function (audit/0002), so that the chain verifies and shows it. Only the two functions below call it: a lead erases a
case of their own that was withdrawn; a restore withdraws and erases again what a tombstone says.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.records.withdrawal.security import GoneWithItsCase
from registry.database.row_security import USER, forced, own_institution, policy

STONE, WORDS = "records_tombstone", "records_keptwords"
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$"

REMOVE = f"""
CREATE FUNCTION records_remove(gone uuid) RETURNS void {DEFINER}
DECLARE
    person text := coalesce(current_setting('app.user', true), '');
    named record;
    trails text[];
BEGIN
    PERFORM set_config('app.user', '', true);  -- the triggers that hold a person to the course of a case stand aside
    FOR named IN
        SELECT c.relname, c.relname LIKE '%event' AND EXISTS (
            SELECT 1 FROM pg_attribute e WHERE e.attrelid = c.oid AND e.attname = 'pgh_obj_id') AS is_trail
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped
        WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '{STONE}'
        ORDER BY c.relname
    LOOP
        IF named.is_trail THEN
            trails := trails || named.relname::text;
        ELSE
            EXECUTE format('DELETE FROM %I WHERE case_id = $1', named.relname) USING gone;
        END IF;
    END LOOP;
    DELETE FROM records_case WHERE id = gone;
    PERFORM set_config('app.user', person, true);
    PERFORM audit_erase(trails || 'records_caseevent'::text, gone, 'a withdrawn case was erased');
END $$;
REVOKE ALL ON FUNCTION records_remove(uuid) FROM PUBLIC, registry_app, registry_deriver;
"""
ERASE = f"""
CREATE FUNCTION records_erase(gone uuid) RETURNS void {DEFINER}
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM {STONE} t JOIN institutions_membership m ON m.institution_id = t.institution_id
        WHERE t.case_id = gone AND {own_institution("t.institution_id")} AND m.user_id = {USER} AND m.role = 'lead'
    ) THEN
        RAISE EXCEPTION 'only a lead erases a withdrawn case of their institution' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM records_remove(gone);
    UPDATE {STONE} SET erased_at = now(), erased_by_id = {USER}, note = '' WHERE case_id = gone AND erased_at IS NULL;
END $$;
"""
REAPPLY = f"""
CREATE FUNCTION records_reapply(stone jsonb) RETURNS boolean {DEFINER}
DECLARE
    said {STONE} := jsonb_populate_record(NULL::{STONE}, stone);
    stands boolean;
BEGIN
    IF {USER} IS NOT NULL OR NOT coalesce({own_institution("said.institution_id")}, false) THEN
        RAISE EXCEPTION 'withdrawals are applied again by a command' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT 1 FROM records_case c WHERE c.id = said.case_id AND c.institution_id <> said.institution_id) THEN
        RAISE EXCEPTION 'this case is of another institution' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO {STONE} (id, case_id, institution_id, pseudonym, code_digest, status_before, reason, note, withdrawn_at,
        erased_at)
    VALUES (gen_random_uuid(), said.case_id, said.institution_id, said.pseudonym, said.code_digest, said.status_before,
        said.reason, '', said.withdrawn_at, said.erased_at)
    ON CONFLICT (case_id) DO UPDATE SET erased_at = coalesce({STONE}.erased_at, excluded.erased_at),
        note = CASE WHEN excluded.erased_at IS NULL THEN {STONE}.note ELSE '' END;
    stands := EXISTS (
        SELECT 1 FROM records_case c
        WHERE c.id = said.case_id AND (c.legal_basis_state <> 'withdrawn' OR said.erased_at IS NOT NULL)
    );
    UPDATE records_case SET legal_basis_state = 'withdrawn', status = 'withdrawn'
    WHERE id = said.case_id AND (legal_basis_state <> 'withdrawn' OR status <> 'withdrawn');
    IF said.erased_at IS NOT NULL THEN
        PERFORM records_remove(said.case_id);
    END IF;
    RETURN stands;
END $$;
"""
MINE = f"{own_institution()} OR kept_by_id = {USER}"
SECURITY = (
    forced(WORDS)
    + policy(WORDS, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(WORDS, "scope_reads", command="SELECT", role="PUBLIC", using=MINE)
    + policy(WORDS, "scope_adds", command="INSERT", role="PUBLIC", check=f"kept_by_id = {USER}")
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {WORDS} FROM registry_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_a_chain_over_the_trail"),
        ("institutions", "0007_the_lookup_of_tokens"),
        ("records", "0015_withdrawn_is_a_state"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptWords",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(editable=False, null=True)),
                ("field", models.CharField(blank=True, editable=False, max_length=80)),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("reason", models.CharField(editable=False, max_length=200)),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "institution",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["digest"], name="kept_words_by_digest")]},
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        GoneWithItsCase(WORDS),
        migrations.RunSQL(
            REMOVE + ERASE + REAPPLY,
            "DROP FUNCTION records_reapply; DROP FUNCTION records_erase; DROP FUNCTION records_remove;",
        ),
    ]
