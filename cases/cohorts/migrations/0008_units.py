"""One view of everything that a cohort can be made of: episodes, cases and anti-HER2 regimens that the reader may read.

Each row holds its facts, so that a filter is one expression over one column, and nothing that identifies. ``person``
tells patients apart among these rows; it is no key of a case. Limits as in 0003.
"""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
VIEW = "cohort_readable_unit"
SHARED = """d.id AS person, i.code AS institution_code, i.name AS institution_name, i.country, c.publicly_described,
    d.definition_key, d.definition_version, d.picture AS document"""
CURRENT_CASES = """
FROM episodes_derivation d
JOIN records_case c ON c.id = d.case_id AND c.released AND c.version = d.case_version AND d.fault = ''
JOIN institutions_institution i ON i.id = c.institution_id AND i.active
"""
CASE_FACTS = "coalesce(d.facts -> 'case', '{}')"
LIMITS = f"WHERE {BEFORE.SIGNED_IN} AND {BEFORE.READABLE}"
READABLE_UNIT = f"""
CREATE VIEW {VIEW} WITH (security_barrier) AS
SELECT 'episodes' AS unit, v.id, {SHARED}, v.label::text, v.certainty::text, jsonb_strip_nulls({CASE_FACTS} || v.facts) AS facts, v.course,
    coalesce(v.outside -> 'rules', '[]') AS rules, v.near
{BEFORE.CURRENT} {LIMITS}
UNION ALL
SELECT 'cases', d.id, {SHARED}, '', '', {CASE_FACTS}, '{{}}', '[]', '{{}}'
{CURRENT_CASES} {LIMITS}
UNION ALL
SELECT 'regimens', md5(d.id::text || r.place)::uuid, {SHARED}, '', '', jsonb_strip_nulls({CASE_FACTS} || (r.facts - 'history')),
    jsonb_build_object('history', coalesce(r.facts -> 'history', '{{}}')), '[]', '{{}}'
{CURRENT_CASES}
CROSS JOIN LATERAL jsonb_array_elements(coalesce(d.facts -> 'regimens', '[]')) WITH ORDINALITY r (facts, place)
{LIMITS};
"""


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0007_kindred"), ("episodes", "0009_facts")]

    operations = [
        BEFORE.created(VIEW, READABLE_UNIT),
        migrations.CreateModel(
            name="ReadableUnit",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.TextField()),
                ("person", models.UUIDField()),
                ("institution_code", models.TextField()),
                ("institution_name", models.TextField()),
                ("country", models.TextField()),
                ("publicly_described", models.BooleanField()),
                ("definition_key", models.TextField()),
                ("definition_version", models.TextField()),
                ("document", models.JSONField()),
                ("label", models.TextField()),
                ("certainty", models.TextField()),
                ("facts", models.JSONField()),
                ("course", models.JSONField()),
                ("rules", models.JSONField()),
                ("near", models.JSONField()),
            ],
            options={"db_table": VIEW, "managed": False},
        ),
    ]
