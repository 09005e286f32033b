"""Whether more patients than the disclosure rule withholds look like one's own case: yes or no, never how many.

The function reads what nobody may read row by row, so it answers about a case of one's own institution alone, and by the
threshold that every figure has. Others count where their institution lets them be counted.
"""

from importlib import import_module

from django.db import migrations

from registry.database.row_security import own_institution

BEFORE = import_module("cases.cohorts.migrations.0003_views_by_definition")
SITE = "CASE WHEN cardinality({0}.extent) = 1 THEN {0}.extent[1] ELSE 'UNKNOWN' END"
SAME = {
    "age": "v.age_band = me.age_band",
    "country": "i.country = me.country",
    "regimen": "v.regimen = me.regimen",
    "site": f"{SITE.format('v')} = me.site",
}


def enough(left_out: str = "") -> str:
    same = " AND ".join(one for name, one in SAME.items() if name != left_out)
    return f"count(DISTINCT v.case_id) FILTER (WHERE {same}) > threshold"


ALIKE = f"""
CREATE FUNCTION cohort_enough_alike(mine uuid, wanted text, number text)
RETURNS TABLE (whole boolean, {", ".join(f"without_{name} boolean" for name in SAME)}, up_to int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me record;
    threshold int := (
        SELECT greatest(7, coalesce(max(i.withheld_up_to), 0)) FROM institutions_institution i
        WHERE i.active AND i.sharing_level <> 'own'
    );
BEGIN
    SELECT c.id, v.age_band, i.country, v.regimen, {SITE.format("v")} AS site INTO me
    FROM episodes_verdict v JOIN records_case c ON c.id = v.case_id JOIN institutions_institution i ON i.id = c.institution_id
    WHERE v.case_id = mine AND v.definition_key = wanted AND v.definition_version = number
        AND {own_institution("c.institution_id")} AND c.legal_basis_state <> 'withdrawn'
    ORDER BY v.position LIMIT 1;
    IF me.id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT {enough()}, {", ".join(enough(name) for name in SAME)}, threshold
    {BEFORE.CURRENT}
    WHERE v.definition_key = wanted AND v.definition_version = number AND v.case_id <> me.id
        AND (i.sharing_level <> 'own' OR {BEFORE.OWN});
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0015_in_the_chain"), ("records", "0016_erased_cases_and_kept_words")]

    operations = [migrations.RunSQL(ALIKE, "DROP FUNCTION cohort_enough_alike;")]
