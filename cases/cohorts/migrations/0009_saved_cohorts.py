"""Saved cohorts, and frozen runs with the rows that they were made of (docs/adr/0026).

A saved cohort is its owner's alone. The receipt of a run is read by everybody who has its address, a stored row by those
who may read its case: they follow the case. When its legal basis is no longer in force, or the case is deleted, its rows
leave every run in the same statement; while it is no longer released for another reason, they are out of sight. What a
run counted of rows that a reader may not read is in no view but the owner's.
"""

import uuid
from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.cohorts.saved import check_names_nobody
from registry.database.row_security import USER, ProtectTable, forced, policy

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
RUN, MEMBER, LOSS, SAVED = "cohorts_run", "cohorts_runmember", "cohorts_runloss", "cohorts_savedcohort"
PARTS = [("member", "In the cohort"), ("outside", "Not in it"), ("unknown", "Not known, for want of data")]
OWN = f"owner_id = {USER}"
OF_OWN_RUN = f"run_id IN (SELECT r.id FROM {RUN} r WHERE r.owner_id = {USER})"
READABLE = BEFORE.READABLE
READABLE_ROW = (
    f"{BEFORE.SIGNED_IN} AND released AND EXISTS (SELECT 1 FROM institutions_institution i"
    f" WHERE i.id = {MEMBER}.institution_id AND i.active AND {READABLE.replace('c.', f'{MEMBER}.')})"
)


def kept_as_stored(table: str, *, read: str = "", add: str = "") -> str:
    """Policies of a table that the application only appends to; the deriver reads it, to verify a run."""
    return (
        forced(table)
        + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
        + (policy(table, "scope_reads", command="SELECT", role="PUBLIC", using=read) if read else "")
        + (policy(table, "scope_adds", command="INSERT", role="PUBLIC", check=add) if add else "")
        + policy(table, "deriver_works", command="SELECT", role="registry_deriver", using="true")
        + f"GRANT SELECT ON {table} TO registry_deriver;"
        + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM registry_app;"
    )


SECURITY = (
    kept_as_stored(RUN, read=BEFORE.SIGNED_IN, add=OWN)
    + kept_as_stored(MEMBER, read=READABLE_ROW, add=f"{OF_OWN_RUN} AND {READABLE_ROW}")
    + kept_as_stored(LOSS)
    + f"REVOKE SELECT, INSERT ON {LOSS} FROM registry_app;"
)

REFERENCES = f"""
ALTER TABLE {RUN} ADD CONSTRAINT {RUN}_is_of_a_published_version
    FOREIGN KEY (definition_key, definition_version, definition_hash)
    REFERENCES episodes_publisheddefinition (key, version, hash);
ALTER TABLE {MEMBER} ADD CONSTRAINT {MEMBER}_is_of_a_case
    FOREIGN KEY (case_id, institution_id) REFERENCES records_case (id, institution_id);
"""


def function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
        f" AS $$ BEGIN {body} END $$;"
    )


def refusal(name: str, sentence: str) -> str:
    return f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


# A row comes with its run or never, and only of a case that is released at that moment.
ROW_COMES = function(
    "cohorts_row_comes_with_its_run",
    f"""
    SELECT c.released, c.publicly_described INTO NEW.released, NEW.publicly_described
    FROM records_case c WHERE c.id = NEW.case_id AND c.institution_id = NEW.institution_id;
    IF NOT coalesce(NEW.released, false) THEN
        {refusal("a_row_of_a_run_is_of_a_released_case", "only rows of released cases go into a run")}
    END IF;
    IF NEW.position NOT BETWEEN 1 AND (SELECT r.stored FROM {RUN} r WHERE r.id = NEW.run_id)
        OR EXISTS (SELECT 1 FROM {LOSS} l WHERE l.run_id = NEW.run_id AND l.position = NEW.position) THEN
        {refusal("a_row_comes_with_its_run", "a run takes no row later")}
    END IF;
    RETURN NEW;
    """,
)
RUN_IS_WHOLE = function(
    "cohorts_run_is_whole",
    f"""
    IF (SELECT count(*) FROM {MEMBER} m WHERE m.run_id = NEW.id)
        + (SELECT count(*) FROM {LOSS} l WHERE l.run_id = NEW.id) <> NEW.stored THEN
        {refusal("a_run_is_stored_whole", "a run is stored with all its rows")}
    END IF;
    RETURN NULL;
    """,
)
RUN_STAYS = function("cohorts_run_stays", refusal("a_run_never_changes", "a frozen run never changes"))
# Called by the trigger of the case only, never by a statement of somebody.
ROW_STAYS = function(
    "cohorts_row_stays",
    f"IF pg_trigger_depth() < 2 THEN {refusal('a_row_of_a_run_never_changes', 'a stored row of a run never changes')}"
    " END IF; RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;",
)
FOLLOW_THE_CASE = function(
    "cohorts_follow_the_case",
    f"""
    IF TG_OP = 'DELETE' OR NEW.legal_basis_state <> 'in_force' THEN
        INSERT INTO {LOSS} (id, run_id, position, part, institution_id, publicly_described, digest, lost_at)
        SELECT gen_random_uuid(), run_id, position, part, institution_id, publicly_described, digest, now()
        FROM {MEMBER} WHERE case_id = OLD.id;
        DELETE FROM {MEMBER} WHERE case_id = OLD.id;
    ELSE
        UPDATE {MEMBER} SET released = NEW.released, publicly_described = NEW.publicly_described WHERE case_id = NEW.id;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    """,
)
TRIGGERS = f"""
CREATE TRIGGER row_comes_with_its_run BEFORE INSERT ON {MEMBER}
    FOR EACH ROW EXECUTE FUNCTION cohorts_row_comes_with_its_run();
CREATE CONSTRAINT TRIGGER run_is_whole AFTER INSERT ON {RUN} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cohorts_run_is_whole();
CREATE TRIGGER run_stays BEFORE UPDATE OR DELETE ON {RUN} FOR EACH ROW EXECUTE FUNCTION cohorts_run_stays();
CREATE TRIGGER loss_stays BEFORE UPDATE OR DELETE ON {LOSS} FOR EACH ROW EXECUTE FUNCTION cohorts_run_stays();
CREATE TRIGGER row_stays BEFORE UPDATE OR DELETE ON {MEMBER} FOR EACH ROW EXECUTE FUNCTION cohorts_row_stays();
CREATE TRIGGER runs_follow AFTER UPDATE ON records_case FOR EACH ROW
    WHEN ((OLD.released, OLD.legal_basis_state, OLD.publicly_described)
        IS DISTINCT FROM (NEW.released, NEW.legal_basis_state, NEW.publicly_described))
    EXECUTE FUNCTION cohorts_follow_the_case();
CREATE TRIGGER runs_lose BEFORE DELETE ON records_case FOR EACH ROW EXECUTE FUNCTION cohorts_follow_the_case();
"""
FUNCTIONS = (ROW_COMES, RUN_IS_WHOLE, RUN_STAYS, ROW_STAYS, FOLLOW_THE_CASE)
NAMES = (
    "cohorts_row_comes_with_its_run",
    "cohorts_run_is_whole",
    "cohorts_run_stays",
    "cohorts_row_stays",
    "cohorts_follow_the_case",
)

PART = "cohort_run_part"
RUN_PART = f"""
CREATE VIEW {PART} WITH (security_barrier) AS
SELECT c.run_id, c.state, count(*) AS rows
FROM (
    SELECT run_id, institution_id, publicly_described, CASE WHEN released THEN 'kept' ELSE 'held' END AS state
    FROM {MEMBER} WHERE part = 'member'
    UNION ALL
    SELECT run_id, institution_id, publicly_described, 'withdrawn' FROM {LOSS} WHERE part = 'member'
) c
JOIN {RUN} r ON r.id = c.run_id
JOIN institutions_institution i ON i.id = c.institution_id
WHERE {BEFORE.SIGNED_IN} AND (r.owner_id = {USER} OR i.active AND {READABLE})
GROUP BY c.run_id, c.state;
"""


def owner() -> models.ForeignKey:
    return models.ForeignKey(
        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


def to(target: str, related: str = "+", **options) -> models.ForeignKey:
    options.setdefault("on_delete", django.db.models.deletion.PROTECT)
    return models.ForeignKey(related_name=related, to=target, **options)


def key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def name() -> models.CharField:
    return models.CharField(
        help_text="Short, and without anything about one patient.", max_length=80, validators=[check_names_nobody]
    )


def description() -> models.CharField:
    return models.CharField(
        blank=True,
        help_text="What the cohort is for. Leave out names, numbers and dates of patients.",
        max_length=600,
        validators=[check_names_nobody],
    )


def fixed(kind: type[models.Field], **options) -> models.Field:
    return kind(editable=False, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0008_units"),
        ("institutions", "0003_the_trail_holds"),
        ("records", "0008_facts_of_a_case_too"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedCohort",
            fields=[
                ("id", key()),
                ("name", name()),
                ("slug", models.SlugField(editable=False, help_text="The last part of its address.", max_length=80)),
                ("description", description()),
                ("query", fixed(models.TextField, help_text="The canonical query, as addresses hold it.")),
                ("saved_at", fixed(models.DateTimeField)),
                ("owner", owner()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "slug"),
                        name="one_address_per_saved_cohort",
                        violation_error_message="You have a cohort of this name already. Give this one another.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", key()),
                ("name", name()),
                ("description", description()),
                ("frozen_at", fixed(models.DateTimeField)),
                ("query", fixed(models.TextField, help_text="The canonical query, with its definition.")),
                ("words", fixed(models.TextField, help_text="The query in one English sentence.")),
                ("unit", fixed(models.CharField, max_length=12)),
                ("definition_key", fixed(models.CharField, max_length=40)),
                ("definition_version", fixed(models.CharField, max_length=20)),
                ("definition_hash", fixed(models.CharField, max_length=64)),
                ("recipe_hash", fixed(models.CharField, max_length=64, help_text="Of the definition and the code.")),
                ("rows", fixed(models.PositiveIntegerField)),
                ("stored", fixed(models.PositiveIntegerField, help_text="Rows and what was beside them.")),
                ("patients", fixed(models.PositiveIntegerField)),
                (
                    "others",
                    fixed(models.CharField, blank=True, max_length=60, help_text="Cases of others, as was shown."),
                ),
                (
                    "snapshot_hash",
                    fixed(models.CharField, max_length=64, help_text="Of the cases and their versions."),
                ),
                ("rows_hash", fixed(models.CharField, max_length=64, help_text="Of the stored rows.")),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list, editable=False, size=None
                    ),
                ),
                ("owner", owner()),
            ],
            options={"indexes": [models.Index(fields=["owner", "-frozen_at"], name="run_by_owner")]},
        ),
        migrations.CreateModel(
            name="RunMember",
            fields=[
                ("id", key()),
                ("position", models.PositiveIntegerField()),
                ("part", models.CharField(choices=PARTS, default="member", max_length=8)),
                ("released", models.BooleanField(default=True)),
                ("publicly_described", models.BooleanField(default=False)),
                ("case_version", models.PositiveIntegerField()),
                ("member", models.UUIDField(help_text="As the live cohort names it.")),
                ("patient", models.PositiveIntegerField()),
                ("institution_code", models.TextField()),
                ("label", models.TextField(blank=True)),
                ("certainty", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
                ("course", models.JSONField(default=dict)),
                ("rules", models.JSONField(default=list)),
                ("near", models.JSONField(default=dict)),
                ("document", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                (
                    "case",
                    to("records.case", on_delete=django.db.models.deletion.DO_NOTHING, db_constraint=False),
                ),
                ("institution", to("institutions.institution")),
                ("run", to("cohorts.run", "members")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "position"), name="one_row_per_position_of_a_run"),
                    models.UniqueConstraint(fields=("run", "member"), name="a_row_is_in_a_run_once"),
                ],
                "indexes": [models.Index(fields=["case"], name="run_member_by_case")],
            },
        ),
        migrations.CreateModel(
            name="RunLoss",
            fields=[
                ("id", key()),
                ("position", models.PositiveIntegerField()),
                ("part", models.CharField(choices=PARTS, max_length=8)),
                ("publicly_described", models.BooleanField()),
                ("digest", models.CharField(max_length=64)),
                ("lost_at", models.DateTimeField()),
                ("institution", to("institutions.institution")),
                ("run", to("cohorts.run", "losses")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("run", "position"), name="a_row_is_lost_once")]},
        ),
        migrations.RunSQL(REFERENCES, migrations.RunSQL.noop),
        migrations.RunSQL("".join(FUNCTIONS) + TRIGGERS, "".join(f"DROP FUNCTION {one}() CASCADE;" for one in NAMES)),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        ProtectTable(SAVED, write=OWN, deriver=""),
        BEFORE.created(PART, RUN_PART),
    ]
