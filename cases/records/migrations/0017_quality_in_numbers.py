"""Numbers about the quality of the data, by institution, without a row of any case.

Administrators read no case. This function counts for them, and for leads of their own institutions; to everybody else
it gives no row. ``what``: a status, ``stale_30`` and ``stale_90`` (being entered, and not changed for so many days), or
``of:SECTION`` beside ``cases``, both by the quarter in which the case was opened.
"""

from django.db import migrations

from registry.database.row_security import ADMINISTRATOR

LED = "ANY ((SELECT string_to_array(nullif(current_setting('app.led', true), ''), ',')::uuid[])::uuid[])"
WANTED = {
    "patient": ("patient",),
    "tumour": ("primary",),
    "biopsies": ("specimen",),
    "regimens": ("regimen",),
    "disease": ("assessment",),
    "skin": ("skinfinding",),
    "follow-up": ("followup",),
}
"""Section -> tables of which every case needs a row; a section that was called empty counts as filled."""


def _filled(section: str, tables: tuple[str, ...]) -> str:
    rows = " AND ".join(f"EXISTS (SELECT 1 FROM records_{table} r WHERE r.case_id = c.id)" for table in tables)
    said = (
        "EXISTS (SELECT 1 FROM records_sectionmark m WHERE m.case_id = c.id"
        f" AND m.section = '{section}' AND m.says = 'nothing')"
    )
    return f"""
    UNION ALL SELECT c.institution_id, c.quarter, 'of:{section}', count(*) FILTER (WHERE ({rows}) OR {said})
    FROM c GROUP BY 1, 2"""


QUALITY = f"""
CREATE FUNCTION records_quality() RETURNS TABLE (institution_id uuid, quarter date, what text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH c AS MATERIALIZED (
        SELECT k.id, k.institution_id, k.status, date_trunc('quarter', k.created_at)::date AS quarter
        FROM records_case k
        WHERE ({ADMINISTRATOR} OR k.institution_id = {LED})
        AND k.status <> 'withdrawn' AND k.id NOT IN (SELECT records_gone())
    ), entered AS MATERIALIZED (
        SELECT c.institution_id, max(e.pgh_created_at) AS changed_at
        FROM c JOIN records_caseevent e ON e.pgh_obj_id = c.id
        WHERE c.status IN ('draft', 'returned') GROUP BY c.id, 1
    )
    SELECT c.institution_id, NULL::date, c.status::text, count(*) FROM c GROUP BY 1, 3
    UNION ALL SELECT institution_id, NULL, 'stale_30', count(*) FROM entered
        WHERE changed_at < now() - interval '30 days' GROUP BY 1
    UNION ALL SELECT institution_id, NULL, 'stale_90', count(*) FROM entered
        WHERE changed_at < now() - interval '90 days' GROUP BY 1
    UNION ALL SELECT c.institution_id, c.quarter, 'cases', count(*) FROM c GROUP BY 1, 2
    {"".join(_filled(section, tables) for section, tables in WANTED.items())}
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0016_erased_cases_and_kept_words")]

    operations = [migrations.RunSQL(QUALITY, "DROP FUNCTION records_quality;")]
