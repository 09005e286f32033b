"""What cases are compared by, and what came after them: whole rows where they may be read, else groups and bands.

Of an episode that the reader may count but not read, the view holds its group and three bands, and a number that tells
patients apart and says nothing else. Otherwise as in 0003 and 0005.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
VIEW = "cohort_kindred_episode"
READ = ("exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2", "agents", "agent_classes")
KINDRED_EPISODE = f"""
CREATE VIEW {VIEW} WITH (security_barrier) AS
SELECT i.code AS institution_code, v.definition_key, v.definition_version, v.position,
    dense_rank() OVER (ORDER BY v.case_id) AS patient,
    {BEFORE.OWN} AS own, {BEFORE.READABLE} AS readable,
    v.course ->> 'kin' AS kin, v.course -> 'bands' AS bands,
    CASE WHEN {BEFORE.READABLE} THEN v.id END AS id,
    CASE WHEN {BEFORE.READABLE} THEN v.label END AS label,
    CASE WHEN {BEFORE.READABLE} THEN v.certainty END AS certainty,
    {", ".join(f"CASE WHEN {BEFORE.READABLE} THEN v.{name}::text[] END AS {name}" for name in READ)},
    CASE WHEN {BEFORE.READABLE} THEN v.line END AS line,
    CASE WHEN {BEFORE.READABLE} THEN v.course END AS course
{BEFORE.CURRENT}
WHERE {BEFORE.SIGNED_IN} AND {BEFORE.COUNTED} AND v.course <> '{{}}';
"""


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0006_sweep"), ("episodes", "0008_what_came_after")]

    operations = [BEFORE.created(VIEW, KINDRED_EPISODE)]
