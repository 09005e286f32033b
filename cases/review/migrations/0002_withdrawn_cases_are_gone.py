"""What belongs to a withdrawn case is gone with it (records/0011)."""

from django.db import migrations

from cases.records.withdrawal.security import GoneWithItsCase


class Migration(migrations.Migration):
    dependencies = [("review", "0001_inquiries"), ("records", "0011_withdrawn_cases_are_gone")]

    operations = [
        *(GoneWithItsCase(table) for table in ["review_inquiry"]),
        *(GoneWithItsCase(table, reads_only=True) for table in ["review_inquiryevent"]),
    ]
