"""What belongs to a withdrawn case is gone with it (records/0011)."""

from django.db import migrations

from cases.records.withdrawal.security import GoneWithItsCase


class Migration(migrations.Migration):
    dependencies = [("photographs", "0003_only_drafts_change"), ("records", "0011_withdrawn_cases_are_gone")]

    operations = [
        *(
            GoneWithItsCase(table)
            for table in ["photographs_photograph", "photographs_photographimage", "photographs_handoff"]
        ),
        *(
            GoneWithItsCase(table, reads_only=True)
            for table in ["photographs_photographevent", "photographs_handoffevent"]
        ),
    ]
