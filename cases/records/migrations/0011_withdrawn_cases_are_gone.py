"""A withdrawn case is gone for every session of the application and of the deriver, whatever they ask.

The gate is a restrictive policy: it stands before every other policy, so no queryset, view or later policy can open it.
Rows of a case ask the tombstones, which every session may ask for ids and nobody but the institution may read. No
statement of the application withdraws a case: ``records_withdraw`` does, for the case's own institution.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.records.withdrawal.security import BOUND, GoneWithItsCase
from registry.database.row_security import USER, forced, own_institution, policy

TABLE = "records_tombstone"
ROWS = [
    f"records_{name}"
    for name in [
        "adverseevent",
        "assessment",
        "compartmentstatus",
        "consent",
        "dayzero",
        "empiricaltreatment",
        "followup",
        "germlinetest",
        "laterevent",
        "lesion",
        "localtreatment",
        "marker",
        "measurement",
        "microbiology",
        "patient",
        "performancestatus",
        "primary",
        "regimen",
        "regimendrug",
        "sectionmark",
        "skinfinding",
        "specimen",
        "staging",
        "treatedlesion",
        "warninganswer",
        "workup",
    ]
]
OTHERS = ["records_casereturn", "records_draft", "records_sentform"]

GONE = f"""
CREATE FUNCTION records_gone() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT case_id FROM {TABLE} $$;
"""
WITHDRAW = f"""
CREATE FUNCTION records_withdraw(gone uuid, code text, why text, said text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO {TABLE} (id, case_id, institution_id, pseudonym, code_digest, status_before, reason, note, withdrawn_at,
        withdrawn_by_id)
    SELECT gen_random_uuid(), c.id, c.institution_id, c.pseudonym, code, c.status, why, said, now(), {USER}
    FROM records_case c WHERE c.id = gone AND {own_institution("c.institution_id")}
    ON CONFLICT (case_id) DO NOTHING;
    IF NOT EXISTS (SELECT 1 FROM {TABLE} t WHERE t.case_id = gone AND {own_institution("t.institution_id")}) THEN
        RAISE EXCEPTION 'only its institution withdraws a case' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE records_case SET legal_basis_state = 'withdrawn' WHERE id = gone AND legal_basis_state <> 'withdrawn';
END $$;
"""
KNOWN_ALREADY = f"""
INSERT INTO {TABLE} (id, case_id, institution_id, pseudonym, code_digest, status_before, reason, note, withdrawn_at)
SELECT gen_random_uuid(), id, institution_id, pseudonym, '', status, 'consent', '', now()
FROM records_case WHERE legal_basis_state = 'withdrawn';
"""
SECURITY = (
    forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(TABLE, "scope_reads", command="SELECT", role="PUBLIC", using=own_institution())
    + f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
)
GATE = "legal_basis_state <> 'withdrawn'"
ON_THE_CASE = f"CREATE POLICY withdrawn_is_gone ON records_case AS RESTRICTIVE FOR ALL TO {BOUND} USING ({GATE});"


def person() -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0007_the_lookup_of_tokens"),
        ("records", "0010_treated_skin_findings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(editable=False, unique=True)),
                ("pseudonym", models.CharField(editable=False, max_length=12)),
                ("code_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("status_before", models.CharField(editable=False, max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("consent", "The patient withdrew the consent"),
                            ("objection", "The patient objected to the use of the data"),
                            ("authority", "An ethics committee or an authority asked for it"),
                            ("institution", "The institution no longer gives the case"),
                            ("mistake", "The case should never have been entered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("withdrawn_at", models.DateTimeField(editable=False)),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
                ("erased_by", person()),
                (
                    "institution",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("withdrawn_by", person()),
            ],
            options={
                "indexes": [models.Index(fields=["institution", "-withdrawn_at"], name="tombstone_by_institution")]
            },
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        migrations.RunSQL(KNOWN_ALREADY, migrations.RunSQL.noop),
        migrations.RunSQL(GONE + WITHDRAW, "DROP FUNCTION records_withdraw; DROP FUNCTION records_gone CASCADE;"),
        migrations.RunSQL(ON_THE_CASE, "DROP POLICY withdrawn_is_gone ON records_case;"),
        *(GoneWithItsCase(table) for table in [*ROWS, *OTHERS]),
        *(GoneWithItsCase(f"{table}event", reads_only=True) for table in ROWS),
        GoneWithItsCase("records_caseevent", column="pgh_obj_id", reads_only=True),
    ]
