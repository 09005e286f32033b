"""What is typed and not saved yet, and the forms that were taken: outside the trail, inside row-level security.

A draft belongs to its person. Colleagues of the institution read it and may take it over, but write none in another's
name; what is typed for a case that is not opened yet is nobody else's. After 90 days anybody who works for the
institution, the nightly task among them, may delete it. With the case both tables' rows go by themselves.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from registry.database.row_security import USER, forced, own_institution, policy

DRAFT, SENT = "records_draft", "records_sentform"

MINE = f"{own_institution()} AND user_id = {USER}"
OF_A_CASE = f"{own_institution()} AND (case_id IS NOT NULL OR user_id = {USER})"


def expired(column: str) -> str:
    return f"{own_institution()} AND {column} < now() - interval '90 days'"


def goes_with_its_case(table: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_goes_with_its_case FOREIGN KEY (case_id, institution_id)"
        " REFERENCES records_case (id, institution_id) ON DELETE CASCADE;"
    )


def protected(table: str, *, read: str, change: str, old: str) -> str:
    return (
        forced(table)
        + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
        + policy(table, "scope_reads", command="SELECT", role="PUBLIC", using=f"({read}) OR ({old})")
        + policy(table, "scope_adds", command="INSERT", role="PUBLIC", check=MINE)
        + (policy(table, "scope_changes", command="UPDATE", role="PUBLIC", using=change, check=MINE) if change else "")
        + policy(table, "scope_discards", command="DELETE", role="PUBLIC", using=f"({MINE}) OR ({old})")
    )


SMALL = f"ALTER TABLE {DRAFT} ADD CONSTRAINT a_draft_is_small CHECK (octet_length(typed::text) <= 262144);"
SECURITY = (
    goes_with_its_case(DRAFT)
    + goes_with_its_case(SENT)
    + SMALL
    + protected(DRAFT, read=OF_A_CASE, change=OF_A_CASE, old=expired("saved_at"))
    + protected(SENT, read=own_institution(), change="", old=expired("sent_at"))
)

HELD = [
    (
        "institution",
        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.institution"),
    ),
    (
        "case",
        models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="records.case",
        ),
    ),
    (
        "user",
        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_the_trail_holds"),
        ("records", "0004_section_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                *HELD,
                ("form", models.CharField(max_length=40)),
                ("object", models.UUIDField()),
                ("page", models.CharField(max_length=200)),
                ("typed", models.JSONField(help_text="Name of a field -> its texts.")),
                ("key", models.UUIDField()),
                ("sequence", models.PositiveBigIntegerField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["case"], name="draft_by_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "object", "form"), name="one_draft_of_a_form_and_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("key", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                *HELD,
                ("object", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["case"], name="sent_form_by_case")]},
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
    ]
