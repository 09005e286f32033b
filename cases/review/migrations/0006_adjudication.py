"""Readers, their readings and the label that follows from them, blind in the database (docs/adr/0035).

Nothing of a case is opened to readers: functions of the owner hand them the record as others may see it, without any
verdict, for cases that they have nothing to do with and whose label they have not been shown. A reading is seen by
others once an oncologist and a dermatologist have both given theirs.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.review.leaving
from cases.records.withdrawal.security import GoneWithItsCase
from registry.database.holding import InTheChain
from registry.database.row_security import ADMINISTRATOR, REVIEWER, USER, forced, own_institution, policy

READING, ADJUDICATED, READER = "review_reading", "review_adjudicated", "review_reader"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
PROJECTS = "string_to_array(nullif(current_setting('app.readable_sites', true), ''), ',')::uuid[]"


def goes_with_its_case(table: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_goes_with_its_case FOREIGN KEY (case_id, institution_id)"
        " REFERENCES records_case (id, institution_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;"
    )


def protected(table: str) -> str:
    return forced(table) + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")


KNOWN = f"""
CREATE FUNCTION review_reads_as() RETURNS text LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT CASE WHEN {REVIEWER} THEN coalesce((
        SELECT r.discipline FROM {READER} r WHERE r.user_id = {USER} ORDER BY r.at DESC, r.id LIMIT 1), '') ELSE '' END
$$;

-- Whether the person has nothing to do with a case, reads it through no project, and was never shown its label.
CREATE FUNCTION review_blind_to(asked uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (
        SELECT 1 FROM records_case c JOIN institutions_institution i ON i.id = c.institution_id AND i.active
        WHERE c.id = asked AND c.released AND c.id NOT IN (SELECT records_gone())
        AND {USER} IS NOT NULL
        AND {USER} IS DISTINCT FROM c.reviewer_id AND {USER} IS DISTINCT FROM c.accepted_by_id
        AND {USER} IS DISTINCT FROM c.submitted_by_id AND {USER} IS DISTINCT FROM c.created_by_id
        AND NOT (c.institution_id = ANY (coalesce({PROJECTS}, ARRAY[]::uuid[])))
        AND NOT EXISTS (SELECT 1 FROM institutions_membership m
            WHERE m.user_id = {USER} AND m.institution_id = c.institution_id)
        AND NOT EXISTS (SELECT 1 FROM review_casemove m
            WHERE m.case_id = c.id AND (m.by_id = {USER} OR m.reviewer_id = {USER}))
        AND NOT EXISTS (SELECT 1 FROM audit_accesslog a
            WHERE a.person_id = {USER} AND a.subject_id = c.id AND a.what IN ('case', 'case-pdf', 'case-file'))
        AND NOT EXISTS (SELECT 1 FROM audit_accesslog a JOIN episodes_verdict v ON v.id = a.subject_id
            WHERE a.person_id = {USER} AND a.what = 'episode' AND v.case_id = c.id)
    )
$$;

CREATE FUNCTION review_label_by(of_case uuid, at_event text, under_regimen text, as_one text) RETURNS text
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT r.label FROM {READING} r WHERE r.case_id = of_case AND r.event = at_event AND r.regimen = under_regimen
    AND r.discipline = as_one ORDER BY r.at DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION review_label_by(uuid, text, text, text) FROM PUBLIC;

CREATE FUNCTION review_both_read(of_case uuid, at_event text, under_regimen text) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT review_label_by(of_case, at_event, under_regimen, 'oncologist') IS NOT NULL
        AND review_label_by(of_case, at_event, under_regimen, 'dermatologist') IS NOT NULL
$$;

CREATE FUNCTION review_has_read(of_case uuid, at_event text, under_regimen text) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM {READING} r WHERE r.case_id = of_case AND r.event = at_event
        AND r.regimen = under_regimen AND r.reader_id = {USER})
$$;
"""

# What a reader is shown: the record as others may see it, and the event by the plain key it has there. No verdict.
EVENTS = f"""
CREATE FUNCTION review_blind_events(of_key text, of_version text) RETURNS TABLE (
    episode uuid, case_id uuid, institution_id uuid, version integer, event text, regimen text, named text,
    mine boolean, taken boolean, settled boolean, disagreed boolean, picture jsonb
) LANGUAGE sql STABLE {DEFINER} AS $$
    WITH held AS (
        SELECT v.id, v.case_id, v.institution_id, c.version, coalesce(nullif(v.finding_key, ''), v.assessment_key) AS event,
            v.regimen_key, coalesce(v.outside ->> 'finding', v.outside ->> 'assessment', '') AS named, d.picture
        FROM episodes_verdict v
        JOIN episodes_derivation d ON d.case_id = v.case_id
            AND d.definition_key = v.definition_key AND d.definition_version = v.definition_version
        JOIN records_case c ON c.id = v.case_id AND c.released AND c.version = d.case_version
        WHERE v.definition_key = of_key AND v.definition_version = of_version AND review_reads_as() <> ''
        AND review_blind_to(v.case_id)
    ), stands AS (
        SELECT h.*, review_has_read(h.case_id, h.event, h.regimen_key) AS mine,
            review_both_read(h.case_id, h.event, h.regimen_key) AS both_read,
            review_label_by(h.case_id, h.event, h.regimen_key, review_reads_as()) IS NOT NULL AS given,
            EXISTS (SELECT 1 FROM {ADJUDICATED} a
                WHERE a.case_id = h.case_id AND a.event = h.event AND a.regimen = h.regimen_key) AS settled
        FROM held h
    )
    SELECT s.id, s.case_id, s.institution_id, s.version, s.event, s.regimen_key, s.named, s.mine, s.given AND NOT s.mine,
        s.settled, s.both_read AND NOT s.settled, s.picture
    FROM stands s
$$;

CREATE FUNCTION review_blind_photographs(of_case uuid) RETURNS TABLE (
    id uuid, day integer, view text, region text, side text, ruler boolean
) LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT p.id, CASE WHEN p."on" ->> 'anchor' IS NULL THEN (p."on" ->> 'lo')::numeric::integer - coalesce((
        SELECT min(v.first_dose_lo) FROM episodes_verdict v WHERE v.case_id = p.case_id), 0) END,
        p.view, p.region, p.side, p.ruler
    FROM photographs_photograph p
    WHERE p.case_id = of_case AND p.for_review AND review_reads_as() <> '' AND review_blind_to(of_case)
    AND NOT EXISTS (SELECT 1 FROM records_consent c WHERE c.case_id = p.case_id
        AND c.scope IN ('images_internal', 'images_publication') AND c.status = 'revoked')
    ORDER BY p.position, p.added_at
$$;

CREATE FUNCTION review_blind_pixels(of_case uuid, photograph uuid) RETURNS bytea LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT i.pixels FROM photographs_photographimage i
    WHERE i.photograph_id = photograph AND photograph IN (SELECT b.id FROM review_blind_photographs(of_case) b)
$$;
"""

HOLDS = f"""
CREATE FUNCTION review_reading_is_blind() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE
    refused text;
    one text;
    other text;
BEGIN
    IF session_user <> 'registry_app' THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', NEW.case_id, NEW.event, NEW.regimen), 0));
    NEW.reader_id := {USER};
    NEW.at := clock_timestamp();
    NEW.discipline := review_reads_as();
    one := review_label_by(NEW.case_id, NEW.event, NEW.regimen, 'oncologist');
    other := review_label_by(NEW.case_id, NEW.event, NEW.regimen, 'dermatologist');
    IF NEW.discipline = '' THEN
        refused := 'only_a_reader_reads';
    ELSIF NOT review_blind_to(NEW.case_id) THEN
        refused := 'nobody_reads_what_they_know';
    ELSIF NOT EXISTS (SELECT 1 FROM episodes_verdict v WHERE v.case_id = NEW.case_id
        AND NEW.event IN (v.finding_key, v.assessment_key) AND NEW.event <> '' AND v.regimen_key = NEW.regimen) THEN
        refused := 'only_an_event_of_the_case_is_read';
    ELSIF EXISTS (SELECT 1 FROM {READING} r WHERE r.case_id = NEW.case_id AND r.event = NEW.event
        AND r.regimen = NEW.regimen AND r.reader_id = NEW.reader_id AND r.discipline <> NEW.discipline) THEN
        refused := 'nobody_reads_twice_as_another';
    ELSIF EXISTS (SELECT 1 FROM {ADJUDICATED} a WHERE a.case_id = NEW.case_id AND a.event = NEW.event
        AND a.regimen = NEW.regimen) THEN
        refused := 'a_settled_event_is_read_no_more';
    ELSIF NEW.discipline = 'third' THEN
        IF one IS NULL OR other IS NULL THEN
            refused := 'a_third_settles_a_disagreement';
        ELSIF btrim(NEW.words) = '' THEN
            refused := 'who_settles_says_why';
        END IF;
    ELSIF one IS NOT NULL AND other IS NOT NULL THEN
        refused := 'readings_stand_once_both_are_given';
    ELSIF EXISTS (SELECT 1 FROM {READING} r WHERE r.case_id = NEW.case_id AND r.event = NEW.event
        AND r.regimen = NEW.regimen AND r.discipline = NEW.discipline AND r.reader_id <> NEW.reader_id) THEN
        refused := 'one_of_each_discipline_reads';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', replace(refused, '_', ' ') USING ERRCODE = 'check_violation', CONSTRAINT = refused;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reading_is_blind BEFORE INSERT ON {READING} FOR EACH ROW EXECUTE FUNCTION review_reading_is_blind();

CREATE FUNCTION review_settle() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE
    one text := review_label_by(NEW.case_id, NEW.event, NEW.regimen, 'oncologist');
    other text := review_label_by(NEW.case_id, NEW.event, NEW.regimen, 'dermatologist');
BEGIN
    IF session_user = 'registry_app' AND (NEW.discipline = 'third' OR one = other) THEN
        INSERT INTO {ADJUDICATED} (id, case_id, institution_id, event, regimen, definition, label, by_agreement, at)
        VALUES (gen_random_uuid(), NEW.case_id, NEW.institution_id, NEW.event, NEW.regimen, NEW.definition, NEW.label,
            NEW.discipline <> 'third', NEW.at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER settle AFTER INSERT ON {READING} FOR EACH ROW EXECUTE FUNCTION review_settle();

CREATE FUNCTION review_reader_is_named() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF session_user = 'registry_app' THEN
        NEW.given_by_id := {USER};
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reader_is_named BEFORE INSERT ON {READER} FOR EACH ROW EXECUTE FUNCTION review_reader_is_named();
"""

# The adjudicated label of episodes that the person may read with their derived one.
BESIDE = f"""
CREATE FUNCTION review_adjudicated_of(episodes uuid[]) RETURNS TABLE (
    episode uuid, label text, by_agreement boolean, definition text, at timestamptz
) LANGUAGE plpgsql STABLE {DEFINER} AS $$ BEGIN
    RETURN QUERY SELECT v.id, a.label::text, a.by_agreement, a.definition::text, a.at
    FROM cohort_readable_episode e JOIN episodes_verdict v ON v.id = e.id
    JOIN {ADJUDICATED} a ON a.case_id = v.case_id AND a.regimen = v.regimen_key
        AND a.event IN (v.finding_key, v.assessment_key)
    WHERE e.id = ANY (episodes);
END $$;

-- Numbers only: how often who said what, per label pair; ``own``: of cases of the person's own institutions.
CREATE FUNCTION review_agreement(of_key text, of_version text) RETURNS TABLE (
    compared text, own boolean, one text, other text, people bigint, events bigint
) LANGUAGE sql STABLE {DEFINER} AS $$
    WITH settled AS (
        SELECT a.case_id, a.institution_id, a.label, v.label AS derived,
            review_label_by(a.case_id, a.event, a.regimen, 'oncologist') AS oncologist,
            review_label_by(a.case_id, a.event, a.regimen, 'dermatologist') AS dermatologist
        FROM {ADJUDICATED} a JOIN episodes_verdict v ON v.case_id = a.case_id AND v.regimen_key = a.regimen
            AND a.event IN (v.finding_key, v.assessment_key)
            AND v.definition_key = of_key AND v.definition_version = of_version
        JOIN institutions_institution i ON i.id = a.institution_id AND i.active
        JOIN records_case c ON c.id = a.case_id AND c.released
        WHERE {USER} IS NOT NULL AND a.case_id NOT IN (SELECT records_gone())
        AND (i.sharing_level <> 'own' OR a.{own_institution()})
    ), pairs AS (
        SELECT 'readers' AS compared, case_id, institution_id, oncologist AS one, dermatologist AS other FROM settled
        UNION ALL SELECT 'oncologist', case_id, institution_id, derived, oncologist FROM settled
        UNION ALL SELECT 'dermatologist', case_id, institution_id, derived, dermatologist FROM settled
        UNION ALL SELECT 'adjudicated', case_id, institution_id, derived, label FROM settled
    )
    SELECT p.compared, coalesce(p.{own_institution()}, false), p.one::text, p.other::text,
        count(DISTINCT p.case_id), count(*)
    FROM pairs p GROUP BY 1, 2, 3, 4
$$;
"""
SAME_EVENT = "{0}.case_id = {1}.case_id AND {0}.event = {1}.event AND {0}.regimen = {1}.regimen"
SECURITY = (
    "".join(map(goes_with_its_case, (READING, ADJUDICATED)))
    + "".join(map(protected, (READING, ADJUDICATED, READER)))
    + policy(READER, "all_read", command="SELECT", role="PUBLIC", using="true")
    + policy(READER, "administrator_names", command="INSERT", role="registry_app", check=ADMINISTRATOR)
    + policy(
        READING,
        "scope_reads",
        command="SELECT",
        role="registry_app",
        using=f"reader_id = {USER} OR review_both_read(case_id, event, regimen) AND ({own_institution()}"
        " OR review_has_read(case_id, event, regimen)"
        " OR review_reads_as() = 'third' AND review_blind_to(case_id))",
    )
    + policy(READING, "reader_adds", command="INSERT", role="registry_app", check=f"reader_id = {USER}")
    + policy(
        ADJUDICATED,
        "scope_reads",
        command="SELECT",
        role="registry_app",
        using=f"{own_institution()} OR review_has_read(case_id, event, regimen)",
    )
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {READING}, {READER} FROM registry_app;"
    + f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {ADJUDICATED} FROM registry_app;"
)
FUNCTIONS = (
    "review_agreement, review_adjudicated_of, review_blind_pixels, review_blind_photographs, review_blind_events"
)
UNDO = (
    f"DROP FUNCTION {FUNCTIONS};"
    "DROP FUNCTION review_settle, review_reading_is_blind, review_reader_is_named CASCADE;"
    "DROP FUNCTION review_has_read, review_both_read, review_label_by, review_blind_to, review_reads_as CASCADE;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_a_chain_over_the_trail"),
        ("cohorts", "0004_near_misses"),
        ("episodes", "0011_withdrawn_cases_are_gone"),
        ("institutions", "0013_recoveries"),
        ("photographs", "0005_in_the_course_of_a_case"),
        ("records", "0014_returns_are_moves"),
        ("review", "0005_moves_in_the_chain"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjudicated",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("event", models.CharField(editable=False, max_length=40)),
                ("regimen", models.CharField(blank=True, editable=False, max_length=40)),
                ("definition", models.CharField(editable=False, max_length=61)),
                ("label", models.CharField(editable=False, max_length=30)),
                ("by_agreement", models.BooleanField(editable=False)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
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
                "constraints": [
                    models.UniqueConstraint(fields=("case", "event", "regimen"), name="an_event_is_adjudicated_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "discipline",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("oncologist", "Oncologist"),
                            ("dermatologist", "Dermatologist"),
                            ("third", "Third reader"),
                        ],
                        max_length=14,
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-at"], name="reader_by_user")],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("event", models.CharField(editable=False, max_length=40)),
                ("regimen", models.CharField(blank=True, editable=False, max_length=40)),
                ("definition", models.CharField(editable=False, max_length=61)),
                (
                    "discipline",
                    models.CharField(
                        choices=[
                            ("oncologist", "Oncologist"),
                            ("dermatologist", "Dermatologist"),
                            ("third", "Third reader"),
                        ],
                        editable=False,
                        max_length=14,
                    ),
                ),
                (
                    "skin",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("cannot_tell", "Cannot tell")], max_length=11
                    ),
                ),
                ("compartments", models.JSONField(blank=True, default=dict)),
                ("label", models.CharField(max_length=30)),
                (
                    "sure",
                    models.CharField(
                        choices=[("sure", "Sure"), ("fairly", "Fairly sure"), ("unsure", "Unsure")], max_length=6
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=1000, validators=[cases.review.leaving.check_holds_no_date]
                    ),
                ),
                ("seen", models.CharField(editable=False, max_length=64)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
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
                    "reader",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "event", "at"], name="reading_by_event")],
            },
        ),
        migrations.RunSQL(KNOWN + EVENTS + HOLDS + BESIDE, UNDO),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        InTheChain(READER),
        *(InTheChain(table, removals=True) for table in (READING, ADJUDICATED)),
        *(GoneWithItsCase(table) for table in (READING, ADJUDICATED)),
    ]
