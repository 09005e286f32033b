"""The trail of definitions is written by triggers only, and they cannot be switched off."""

from django.db import migrations

from registry.database.holding import OnlyTriggersAppend, TriggersHold

TRACKED = ("episodes_publisheddefinition", "episodes_draftdefinition")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0005_what_would_decide"), ("institutions", "0003_the_trail_holds")]

    operations = [
        *(TriggersHold(table) for table in TRACKED),
        *(OnlyTriggersAppend(f"{table}event") for table in TRACKED),
    ]
