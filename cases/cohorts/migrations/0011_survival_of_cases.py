"""A case has a course too: the history of its first anti-HER2 regimen, from whose first day survival is counted.

Which regimen is the first is known only where each of them has a first day; else the case has no history. The first is
the one with the last contact furthest away, because days of a history count from its own start. Otherwise as in 0008.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
UNITS = import_module("cases.cohorts.migrations.0008_units")
FIRST = """(
    SELECT CASE WHEN bool_and(r.facts -> 'history' ? 'start') THEN jsonb_build_object('history', (array_agg(
        r.facts -> 'history' ORDER BY (r.facts #>> '{history,contact,0}')::int DESC NULLS LAST, r.place))[1]) END
    FROM jsonb_array_elements(coalesce(d.facts -> 'regimens', '[]')) WITH ORDINALITY r (facts, place)
)"""
READABLE_UNIT = UNITS.READABLE_UNIT.replace(
    f"'', '', {UNITS.CASE_FACTS}, '{{}}', '[]', '{{}}'",
    f"'', '', {UNITS.CASE_FACTS}, coalesce({FIRST}, '{{}}'), '[]', '{{}}'",
)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0010_questions_about_others")]

    operations = [
        migrations.RunSQL(
            f"DROP VIEW {UNITS.VIEW};" + READABLE_UNIT + f"REVOKE ALL ON {UNITS.VIEW} FROM registry_app;"
            f" GRANT SELECT ON {UNITS.VIEW} TO registry_app;",
            f"DROP VIEW {UNITS.VIEW};" + UNITS.READABLE_UNIT + f"REVOKE ALL ON {UNITS.VIEW} FROM registry_app;"
            f" GRANT SELECT ON {UNITS.VIEW} TO registry_app;",
        )
    ]
