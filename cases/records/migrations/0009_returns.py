"""Why a reviewer returned a case: outside the record, inside row-level security, appended and never changed.

The institution reads it, and a reviewer as long as they read the case. A reviewer of another institution writes it in
their own name, while the case is submitted.
"""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from registry.database.row_security import REVIEWER, USER, forced, own_institution, policy

BEFORE = import_module("cases.records.migrations.0002_protect_the_record")
TABLE = "records_casereturn"

READ = f"{own_institution()} OR ({BEFORE.IN_ASSIGNED_CASE})"
ADD = (
    f"{REVIEWER} AND returned_by_id = {USER}"
    " AND case_id IN (SELECT c.id FROM records_case c WHERE c.status = 'submitted')"
    " AND NOT EXISTS (SELECT 1 FROM institutions_membership m"
    f" WHERE m.user_id = {USER} AND m.institution_id = {TABLE}.institution_id)"
)
SECURITY = (
    forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(TABLE, "scope_reads", command="SELECT", role="PUBLIC", using=READ)
    + policy(TABLE, "scope_adds", command="INSERT", role="PUBLIC", check=ADD)
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
)


def to(target: str, **options) -> models.ForeignKey:
    return models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to=target, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_the_trail_holds"),
        ("records", "0008_facts_of_a_case_too"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseReturn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(help_text="Free text; leave out names, numbers and dates.", max_length=1000),
                ),
                ("returned_at", models.DateTimeField(auto_now_add=True)),
                ("case", to("records.case", related_name="returns")),
                ("institution", to("institutions.institution", related_name="+")),
                ("returned_by", to(settings.AUTH_USER_MODEL, related_name="+")),
            ],
        ),
        BEFORE.in_its_institution(TABLE),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
    ]
