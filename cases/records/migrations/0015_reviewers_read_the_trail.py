"""Who reviews a case reads its trail too: what was changed since it was looked at last, and the history of the case.

Whether a case is theirs to see is asked of the case itself. Answers to warnings stay at the institution.
"""

from importlib import import_module

from django.db import migrations

from registry.database.row_security import REVIEWER, policy

ROWS = import_module("cases.records.migrations.0002_protect_the_record").ROWS
TRAILS = {
    "records_caseevent": "pgh_obj_id",
    "records_dayzeroevent": "case_id",
    **{f"{table}event": "case_id" for table in ROWS if table != "records_warninganswer"},
}
NAME = "reviewer_reads"


def theirs(column: str) -> str:
    return f"{REVIEWER} AND {column} IN (SELECT c.id FROM records_case c)"


class Migration(migrations.Migration):
    dependencies = [("records", "0014_returns_are_moves")]

    operations = [
        migrations.RunSQL(
            policy(table, NAME, command="SELECT", role="PUBLIC", using=theirs(column)),
            f"DROP POLICY {NAME} ON {table};",
        )
        for table, column in TRAILS.items()
    ]
