"""What the tables of photographs promise beside their columns.

They go with their case and stay in it, pixels are those whose hash the photograph names, and row-level security stands on
each: an institution sees its own, a reviewer what shows nobody and has consent that nobody revoked, others nothing. A telephone that is
not signed in finds its hand-off through one function, by the hash of its secret.
"""

from importlib import import_module

from django.db import migrations

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import REVIEWER, KeyWith, ProtectAudit, ProtectTable, ReplicaIdentity

RECORD = import_module("cases.records.migrations.0002_protect_the_record")
COURSE = import_module("cases.records.migrations.0003_hold_the_course")

PHOTOGRAPH, IMAGE, HAND_OFF = "photographs_photograph", "photographs_photographimage", "photographs_handoff"
REVOKED = (
    f"SELECT 1 FROM records_consent c WHERE c.case_id = {PHOTOGRAPH}.case_id"
    " AND c.scope IN ('images_internal', 'images_publication') AND c.status = 'revoked'"
)
SHOWN = f"{RECORD.IN_ASSIGNED_CASE} AND for_review AND NOT EXISTS ({REVOKED})"
PIXELS_SHOWN = f"{REVIEWER} AND photograph_id IN (SELECT p.id FROM {PHOTOGRAPH} p WHERE p.for_review)"


def goes_with(table: str, columns: str, target: str, name: str, action: str = "CASCADE") -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns})"
        f" REFERENCES {target} ON DELETE {action} DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


def goes_with_its_case(table: str) -> migrations.RunSQL:
    return goes_with(
        table, "case_id, institution_id", "records_case (id, institution_id)", f"{table}_goes_with_its_case"
    )


RELEASE = f"""
CREATE FUNCTION photographs_release() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE {PHOTOGRAPH} SET released = NEW.released WHERE case_id = NEW.id AND released <> NEW.released;
    RETURN NULL;
END $$;
CREATE TRIGGER release_the_photographs AFTER UPDATE ON records_case
    FOR EACH ROW WHEN (OLD.released <> NEW.released) EXECUTE FUNCTION photographs_release();
"""
DROP_RELEASE = "DROP TRIGGER release_the_photographs ON records_case; DROP FUNCTION photographs_release;"

HASH = f"""
CREATE FUNCTION photographs_pixels_are_those_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed uuid := coalesce(to_jsonb(NEW) ->> 'photograph_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
    IF EXISTS (
        SELECT 1 FROM {PHOTOGRAPH} p LEFT JOIN {IMAGE} i ON i.photograph_id = p.id
        WHERE p.id = changed AND p.sha256 IS DISTINCT FROM encode(sha256(i.pixels), 'hex')
    ) THEN
        RAISE EXCEPTION 'the pixels are not those of the photograph'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pixels_are_those_named';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pixels_are_those_named AFTER INSERT OR UPDATE ON {IMAGE}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION photographs_pixels_are_those_named();
CREATE CONSTRAINT TRIGGER pixels_are_those_named AFTER INSERT OR UPDATE OF sha256 ON {PHOTOGRAPH}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION photographs_pixels_are_those_named();
"""

# A JPEG does not shrink further, and dead pixels shall not lie about: vacuumed as soon as a row is replaced or removed.
STORAGE = f"""
ALTER TABLE {IMAGE} ALTER COLUMN pixels SET STORAGE EXTERNAL, ALTER COLUMN thumbnail SET STORAGE EXTERNAL;
ALTER TABLE {IMAGE} SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0);
"""

OPEN_HAND_OFF = f"""
CREATE FUNCTION photographs_open_hand_off(hash text, OUT hand_off uuid, OUT person uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, created_by_id FROM {HAND_OFF} WHERE secret_hash = hash AND ended_at IS NULL AND expires_at > now()
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("photographs", "0001_initial"), ("institutions", "0003_the_trail_holds")]

    operations = [
        KeyWith(PHOTOGRAPH, "case_id"),
        *(goes_with_its_case(table) for table in (PHOTOGRAPH, IMAGE, HAND_OFF)),
        goes_with(IMAGE, "photograph_id, case_id", f"{PHOTOGRAPH} (id, case_id)", "pixels_go_with_their_photograph"),
        goes_with(
            PHOTOGRAPH,
            "finding_id, case_id",
            "records_skinfinding (id, case_id)",
            "photograph_stays_in_the_case_of_its_finding",
            "SET NULL (finding_id)",
        ),
        RECORD.one_key_per_case(PHOTOGRAPH),
        ReplicaIdentity(PHOTOGRAPH),
        migrations.RunSQL(RELEASE, DROP_RELEASE),
        migrations.RunSQL(HASH, "DROP FUNCTION photographs_pixels_are_those_named() CASCADE;"),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN_HAND_OFF, "DROP FUNCTION photographs_open_hand_off(text);"),
        COURSE.stays_with_its_case(PHOTOGRAPH),
        COURSE.follows_its_case(PHOTOGRAPH),
        ProtectTable(PHOTOGRAPH, read=SHOWN, deriver=""),
        ProtectTable(IMAGE, read=PIXELS_SHOWN, deriver=""),
        ProtectTable(HAND_OFF, deriver=""),
        *(ProtectAudit(f"{table}event") for table in (PHOTOGRAPH, HAND_OFF)),
        *(TriggersHold(table) for table in (PHOTOGRAPH, HAND_OFF)),
        *(OnlyTriggersAppend(f"{table}event") for table in (PHOTOGRAPH, HAND_OFF)),
    ]
