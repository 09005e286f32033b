"""The readable episodes with the step that a near miss lacks.

The step is told in readable rows only and is nothing that cases of others are counted by. Otherwise as in 0003.
"""

from django.db import migrations

from registry.database.row_security import own_institution

SIGNED_IN = "(SELECT coalesce(current_setting('app.user', true), '') <> '')"
OWN = f"coalesce({own_institution('c.institution_id')}, false)"
IN_PROJECT = (
    "coalesce(c.institution_id = ANY ((SELECT string_to_array("
    "current_setting('app.readable_sites', true), ',')::uuid[])::uuid[]), false)"
)
READABLE = (
    f"({OWN} OR (i.sharing_level = 'projects' AND {IN_PROJECT}) OR (c.publicly_described AND i.sharing_level <> 'own'))"
)

# Released cases of active institutions whose verdicts are those of their present version.
CURRENT = """
FROM episodes_verdict v
JOIN episodes_derivation d ON d.case_id = v.case_id
    AND d.definition_key = v.definition_key AND d.definition_version = v.definition_version
JOIN records_case c ON c.id = v.case_id AND c.released AND c.version = d.case_version
JOIN institutions_institution i ON i.id = c.institution_id AND i.active
"""
EXTENT = "CASE WHEN cardinality(v.extent) = 1 THEN v.extent[1] ELSE 'UNKNOWN' END AS extent"

READABLE_EPISODE = f"""
CREATE VIEW cohort_readable_episode WITH (security_barrier) AS
SELECT v.id, i.code AS institution_code, i.name AS institution_name,
    CASE WHEN {OWN} THEN v.case_id END AS own_case_id,
    v.definition_key, v.definition_version, v.label, v.certainty, v.reason, v.label_set::text[], v.flags::text[], {EXTENT},
    v.her2::text[],
    v.since_lo, v.since_hi, v.first_dose_lo IS NOT NULL AS from_first_dose,
    v.agents::text[], v.anti_her2::text[], v.agent_classes::text[], v.regimen, v.setting, v.line, v.age_band, v.inflammatory,
    c.publicly_described, v.near, v.outside AS episode, d.picture AS document
{CURRENT}
WHERE {SIGNED_IN} AND {READABLE};
"""


def created(name: str, sql: str) -> migrations.RunSQL:
    only_read = f"REVOKE ALL ON {name} FROM registry_app; GRANT SELECT ON {name} TO registry_app;"
    return migrations.RunSQL(f"DROP VIEW IF EXISTS {name};" + sql + only_read, f"DROP VIEW {name};")


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0003_views_by_definition"), ("episodes", "0005_what_would_decide")]

    operations = [created("cohort_readable_episode", READABLE_EPISODE)]
