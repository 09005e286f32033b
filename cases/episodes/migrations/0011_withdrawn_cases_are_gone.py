"""What belongs to a withdrawn case is gone with it (records/0011)."""

from django.db import migrations

from cases.records.withdrawal.security import GoneWithItsCase


class Migration(migrations.Migration):
    dependencies = [("episodes", "0010_one_index_each"), ("records", "0011_withdrawn_cases_are_gone")]

    operations = [
        *(GoneWithItsCase(table) for table in ["episodes_derivation", "episodes_verdict"]),
    ]
