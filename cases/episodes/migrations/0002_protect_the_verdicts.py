"""Only the deriver writes verdicts; an institution reads its own, others through the views of the cohorts.

A verdict goes with its case, and can belong to no institution but the case's.
"""

from django.db import migrations

from registry.database.row_security import ProtectTable, own_institution

TABLES = ("episodes_derivation", "episodes_verdict")


def goes_with_its_case(table: str) -> migrations.RunSQL:
    name = f"{table}_goes_with_its_case"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (case_id, institution_id)"
        " REFERENCES records_case (id, institution_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("episodes", "0001_initial"), ("records", "0002_protect_the_record")]

    operations = [
        *(goes_with_its_case(table) for table in TABLES),
        *(ProtectTable(table, read=own_institution(), write="false", deriver="ALL") for table in TABLES),
        migrations.RunSQL(
            "GRANT SELECT ON institutions_institution TO registry_deriver;",
            "REVOKE SELECT ON institutions_institution FROM registry_deriver;",
        ),
    ]
