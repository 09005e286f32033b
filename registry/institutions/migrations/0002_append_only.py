"""The trail of accounts, institutions and projects is read and appended to, never changed."""

from django.db import migrations

TRAILS = ("user", "institution", "membership", "project", "projectmembership")


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON institutions_{trail}event FROM registry_app",
            f"GRANT UPDATE, DELETE ON institutions_{trail}event TO registry_app",
        )
        for trail in TRAILS
    ]
