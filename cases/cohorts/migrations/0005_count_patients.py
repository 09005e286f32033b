"""The counted episodes say which of them are one patient's, by a number that says nothing else.

The disclosure rule is about people: eight episodes of two patients are a small group. The number is a place in the order
of random keys among the rows that the reader may count, so it is no key and another one tomorrow.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
VIEW = "cohort_counted_episode"
WITH_PATIENT = BEFORE.COUNTED_EPISODE.replace(
    "AS readable\n", "AS readable,\n    dense_rank() OVER (ORDER BY v.case_id) AS patient\n"
).replace("CREATE VIEW", "CREATE OR REPLACE VIEW")


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0004_near_misses")]

    operations = [
        migrations.RunSQL(
            WITH_PATIENT,
            f"DROP VIEW {VIEW}; {BEFORE.COUNTED_EPISODE}"
            f"REVOKE ALL ON {VIEW} FROM registry_app; GRANT SELECT ON {VIEW} TO registry_app;",
        )
    ]
