"""The trail is written by triggers only, they cannot be switched off, and who did something is settled with it.

A row of ``pghistory_context`` may still change within the transaction that wrote it: contexts can be nested.
"""

from django.db import migrations

from registry.database.holding import OnlyTriggersAppend, TriggersHold, functions, refusing

TRACKED = ("user", "institution", "membership", "project", "projectmembership")

WHO = (
    refusing("registry_who_did_it_stays", "who did something is not changed afterwards")
    + "CREATE TRIGGER who_did_it_stays BEFORE UPDATE ON pghistory_context FOR EACH ROW"
    " WHEN (OLD.created_at <> now()) EXECUTE FUNCTION registry_who_did_it_stays();"
    "REVOKE DELETE ON pghistory_context FROM registry_app;"
)
UNDO_WHO = (
    "DROP TRIGGER who_did_it_stays ON pghistory_context; DROP FUNCTION registry_who_did_it_stays;"
    "GRANT DELETE ON pghistory_context TO registry_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_append_only"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        functions(),
        *(TriggersHold(f"institutions_{name}") for name in TRACKED),
        *(OnlyTriggersAppend(f"institutions_{name}event") for name in TRACKED),
        OnlyTriggersAppend("pghistory_context"),
        migrations.RunSQL(WHO, UNDO_WHO),
    ]
