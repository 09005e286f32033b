"""A hash chain over digests of every row of the trail (docs/adr/0033).

Whatever statement adds rows to a trail, a trigger notes their digests in ``audit_entry`` in the same transaction, as the
owner. ``audit_seal`` links entries that are committed to the chain, one after the other, whenever nobody else does: no
writer waits for another. The application's login may call it and nothing else here.
"""

from django.db import migrations, models

from registry.database.row_security import ADMINISTRATOR, forced, policy

FIXED = """SET search_path = pg_catalog, public, pg_temp SET "TimeZone" = 'UTC' SET bytea_output = 'hex'"""

TABLES = """
CREATE SEQUENCE audit_event;
CREATE TABLE audit_shape (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    relation text NOT NULL,
    columns text[] NOT NULL,
    UNIQUE (relation, columns)
);
CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    op text NOT NULL CHECK (op IN ('insert', 'update', 'delete', 'erase', 'found')),
    relation text NOT NULL,
    shape_id int NOT NULL REFERENCES audit_shape,
    size int NOT NULL,
    keys text[] NOT NULL,
    digests bytea[] NOT NULL,
    context_id uuid,
    context_digest bytea,
    person_id uuid,
    institution_id uuid,
    written_by text NOT NULL,
    by_hand boolean NOT NULL,
    reason text NOT NULL DEFAULT ''
);
CREATE INDEX audit_entry_by_time ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_by_person ON audit_entry (person_id, at DESC, id DESC);
CREATE INDEX audit_entry_by_institution ON audit_entry (institution_id, at DESC, id DESC);
CREATE INDEX audit_entry_by_relation ON audit_entry (relation, at DESC, id DESC);
CREATE TABLE audit_pending (entry_id bigint PRIMARY KEY REFERENCES audit_entry);
CREATE TABLE audit_link (
    no bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE REFERENCES audit_entry,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL
);
"""

SECURITY = (
    "".join(
        forced(table) + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
        for table in ("audit_shape", "audit_entry", "audit_pending", "audit_link")
    )
    + "REVOKE ALL ON audit_shape, audit_entry, audit_pending, audit_link FROM registry_app;"
    + policy("audit_entry", "administrators_read", command="SELECT", role="PUBLIC", using=ADMINISTRATOR)
    + "GRANT SELECT (id, at, op, relation, size, person_id, institution_id) ON audit_entry TO registry_app;"
)

STAYS = """
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the chain over the trail is added to, never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_shape
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
"""

# A digest is over the row as jsonb, whose text is canonical; the columns that it had are kept as its shape, so that a
# column added later does not change the digest. A context may grow within its transaction: the last note counts.
NOTE = f"""
CREATE FUNCTION audit_append(
    verb text, trail text, documents jsonb[], key_column text, gone boolean, hand boolean, why text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    names text[] := ARRAY(SELECT jsonb_object_keys(documents[1]));
    shape int;
    entry bigint;
    place uuid;
    within uuid := (documents[1] ->> 'pgh_context_id')::uuid;
BEGIN
    SELECT s.id INTO shape FROM audit_shape s WHERE s.relation = trail AND s.columns = names;
    IF shape IS NULL THEN
        INSERT INTO audit_shape (relation, columns) VALUES (trail, names) ON CONFLICT DO NOTHING;
        SELECT s.id INTO shape FROM audit_shape s WHERE s.relation = trail AND s.columns = names;
    END IF;
    IF documents[1] ? 'institution_id' THEN
        SELECT CASE WHEN count(DISTINCT one ->> 'institution_id') = 1 THEN min(one ->> 'institution_id')::uuid END
            INTO place FROM unnest(documents) one;
    END IF;
    INSERT INTO audit_entry (at, op, relation, shape_id, size, keys, digests, context_id, context_digest, person_id,
        institution_id, written_by, by_hand, reason)
    SELECT clock_timestamp(), verb, trail, shape, count(*),
        array_agg(one ->> key_column ORDER BY nth),
        array_agg(CASE WHEN gone THEN ''::bytea ELSE sha256(convert_to(one::text, 'UTF8')) END ORDER BY nth),
        within, (SELECT sha256(convert_to(c.metadata::text, 'UTF8')) FROM pghistory_context c WHERE c.id = within),
        nullif(current_setting('app.user', true), '')::uuid, place, session_user, hand, why
    FROM unnest(documents) WITH ORDINALITY AS every (one, nth)
    RETURNING id INTO entry;
    INSERT INTO audit_pending (entry_id) VALUES (entry);
END $$;

CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    documents jsonb[];
BEGIN
    SELECT array_agg(to_jsonb(whole_row)) INTO documents FROM noted whole_row;  -- no column is called so
    IF documents IS NOT NULL THEN
        PERFORM audit_append(
            lower(TG_OP), TG_TABLE_NAME::text, documents, TG_ARGV[0], TG_OP = 'DELETE', pg_trigger_depth() < 2, ''
        );
    END IF;
    RETURN NULL;
END $$;
"""

SEAL = f"""
CREATE FUNCTION audit_seal(most int DEFAULT 20000) RETURNS int LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    one record;
    latest bigint;
    previous bytea;
    sealed bigint[] := '{{}}';
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_pending) OR NOT pg_try_advisory_xact_lock(7240002) THEN
        RETURN 0;
    END IF;
    SELECT l.no, l.hash INTO latest, previous FROM audit_link l ORDER BY l.no DESC LIMIT 1;
    latest := coalesce(latest, 0);
    previous := coalesce(previous, '\\x00'::bytea);
    FOR one IN
        SELECT e.id, jsonb_build_array(e.id, e.at, e.op, e.relation, s.columns, e.keys, e.digests, e.context_id,
            e.context_digest, e.person_id, e.institution_id, e.written_by, e.by_hand, e.reason)::text AS written
        FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id JOIN audit_shape s ON s.id = e.shape_id
        ORDER BY e.id LIMIT most
    LOOP
        latest := latest + 1;
        previous := sha256(previous || convert_to(one.written, 'UTF8'));
        INSERT INTO audit_link (no, entry_id, hash, sealed_at) VALUES (latest, one.id, previous, clock_timestamp());
        sealed := sealed || one.id;
    END LOOP;
    DELETE FROM audit_pending WHERE entry_id = ANY (sealed);
    RETURN cardinality(sealed);
END $$;
"""

ATTACH = f"""
CREATE FUNCTION audit_attach(target regclass, key_column text, changes boolean, removals boolean) RETURNS void
LANGUAGE plpgsql {FIXED} AS $$
DECLARE
    relation text := (SELECT c.relname FROM pg_class c WHERE c.oid = target);
    chunk jsonb[];
BEGIN
    IF EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = target AND t.tgname = 'audit_insert') THEN
        RETURN;
    END IF;
    IF key_column = 'pgh_id' THEN  -- one number for the events of every trail: their order is the order in which they happened
        EXECUTE format('ALTER TABLE %s ALTER COLUMN pgh_id DROP IDENTITY IF EXISTS', target);
        EXECUTE format(
            'SELECT setval(''audit_event'', greatest((SELECT last_value FROM audit_event),'
            ' (SELECT coalesce(max(pgh_id), 0) + 1 FROM %s)))', target
        );
        EXECUTE format('ALTER TABLE %s ALTER COLUMN pgh_id SET DEFAULT nextval(''audit_event'')', target);
    END IF;
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS noted'
        ' FOR EACH STATEMENT EXECUTE FUNCTION audit_note(%L)', target, key_column);
    IF changes THEN
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS noted'
            ' FOR EACH STATEMENT EXECUTE FUNCTION audit_note(%L)', target, key_column);
    END IF;
    IF removals THEN
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS noted'
            ' FOR EACH STATEMENT EXECUTE FUNCTION audit_note(%L)', target, key_column);
    END IF;
    FOR chunk IN EXECUTE format(
        'SELECT array_agg(document) FROM (SELECT to_jsonb(whole_row) AS document,'
        ' (row_number() OVER (ORDER BY %1$I) - 1) / 1000 AS part FROM %2$s whole_row) every'
        ' GROUP BY part ORDER BY part', key_column, target
    ) LOOP
        PERFORM audit_append('found', relation, chunk, key_column, false, false, 'there when the chain began');
    END LOOP;
END $$;
"""

ERASE = f"""
CREATE FUNCTION audit_erase(trails text[], wanted uuid, why text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER {FIXED}
AS $$
DECLARE
    trail text;
    blank text;
    holder text;
    documents jsonb[];
    erased int := 0;
BEGIN
    FOREACH trail IN ARRAY trails LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = to_regclass(trail) AND t.tgname = 'audit_insert')
        THEN
            RAISE EXCEPTION '% is no table of the chain', trail;
        END IF;
        SELECT CASE WHEN bool_or(a.attname = 'case_id') THEN 'case_id' ELSE 'pgh_obj_id' END, string_agg(
            format('%I = %s', a.attname, CASE
                WHEN NOT a.attnotnull THEN 'NULL'
                WHEN format_type(a.atttypid, NULL) IN ('text', 'character varying') THEN ''''''
                WHEN format_type(a.atttypid, NULL) = 'jsonb' THEN '''{{}}'''
                WHEN format_type(a.atttypid, NULL) LIKE '%[]' THEN '''{{}}'''
                WHEN format_type(a.atttypid, NULL) = 'boolean' THEN 'false'
                WHEN format_type(a.atttypid, NULL) = 'uuid' THEN '''00000000-0000-0000-0000-000000000000'''
                WHEN format_type(a.atttypid, NULL) LIKE 'timestamp%' THEN '''epoch'''
                WHEN format_type(a.atttypid, NULL) = 'date' THEN '''epoch'''
                ELSE '0' END),
            ', ') FILTER (WHERE a.attname NOT LIKE 'pgh\\_%' AND a.attname NOT IN ('id', 'case_id', 'institution_id'))
        INTO holder, blank
        FROM pg_attribute a WHERE a.attrelid = to_regclass(trail) AND a.attnum > 0 AND NOT a.attisdropped;
        PERFORM set_config(
            'pgtrigger.ignore',
            (SELECT array_agg(t.tgname)::text FROM pg_trigger t WHERE t.tgrelid = to_regclass(trail)), true
        );
        EXECUTE format('WITH changed AS (UPDATE %1$I whole_row SET %2$s WHERE %3$I = $1'
            ' RETURNING to_jsonb(whole_row) AS document)'
            ' SELECT array_agg(document) FROM changed', trail, blank, holder) INTO documents USING wanted;
        PERFORM set_config('pgtrigger.ignore', '', true);
        IF documents IS NOT NULL THEN
            PERFORM audit_append('erase', trail, documents, 'pgh_id', false, false, why);
            erased := erased + cardinality(documents);
        END IF;
    END LOOP;
    RETURN erased;
END $$;
"""

CLOSED = """
REVOKE ALL ON FUNCTION audit_append(text, text, jsonb[], text, boolean, boolean, text), audit_note(), audit_stays(),
    audit_attach(regclass, text, boolean, boolean), audit_erase(text[], uuid, text)
    FROM PUBLIC, registry_app, registry_deriver;
REVOKE ALL ON FUNCTION audit_seal(int) FROM PUBLIC, registry_deriver;
GRANT EXECUTE ON FUNCTION audit_seal(int) TO registry_app;
GRANT USAGE ON SEQUENCE audit_event TO registry_app, registry_deriver;
"""

# Every trail that there is; those that come later are attached by OnlyTriggersAppend (registry/database/holding.py).
EVERY_TRAIL = """
DO $$
DECLARE trail regclass;
BEGIN
    FOR trail IN
        SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'pgh_id'
        WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
    LOOP
        PERFORM audit_attach(trail, 'pgh_id', false, false);
    END LOOP;
    PERFORM audit_attach('audit_accesslog', 'id', false, false);
END $$;
"""

UNDO = """
DROP FUNCTION audit_note() CASCADE;
DROP FUNCTION audit_seal(int), audit_attach(regclass, text, boolean, boolean), audit_erase(text[], uuid, text),
    audit_append(text, text, jsonb[], text, boolean, boolean, text);
DROP TABLE audit_link, audit_pending, audit_entry, audit_shape;
DROP FUNCTION audit_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_who_read_what"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("institutions", "0007_the_lookup_of_tokens"),
    ]

    operations = [
        migrations.RunSQL(TABLES + SECURITY + STAYS + NOTE + SEAL + ATTACH + ERASE + CLOSED, UNDO),
        migrations.RunSQL(EVERY_TRAIL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("op", models.TextField()),
                ("relation", models.TextField()),
                ("size", models.IntegerField()),
                ("person_id", models.UUIDField(null=True)),
                ("institution_id", models.UUIDField(null=True)),
            ],
            options={"managed": False, "db_table": "audit_entry"},
        ),
    ]
