"""What the tables promise beside their columns.

References stay in their case and rows in their institution (composite keys), released follows the case, rows can be
replicated by a filter, the impossible across rows is refused, and row-level security stands on every table.
"""

from django.db import migrations

from registry.database.row_security import (
    REVIEWER,
    USER,
    KeyWith,
    ProtectAudit,
    ProtectTable,
    ReplicaIdentity,
    SameCase,
    own_institution,
)

REFERENCES = {
    "patient": {},
    "germlinetest": {"patient_id": "patient"},
    "performancestatus": {"patient_id": "patient"},
    "consent": {"patient_id": "patient"},
    "primary": {},
    "staging": {"primary_id": "primary"},
    "regimen": {},
    "regimendrug": {"regimen_id": "regimen"},
    "lesion": {},
    "localtreatment": {"regimen_id": "regimen"},
    "treatedlesion": {"local_treatment_id": "localtreatment", "lesion_id": "lesion"},
    "assessment": {"regimen_id": "regimen"},
    "compartmentstatus": {"assessment_id": "assessment"},
    "measurement": {"assessment_id": "assessment", "lesion_id": "lesion"},
    "skinfinding": {"assessment_id": "assessment", "primary_id": "primary", "lesion_of_id": "skinfinding"},
    "specimen": {
        "primary_id": "primary",
        "finding_id": "skinfinding",
        "lesion_id": "lesion",
        "paired_with_id": "specimen",
    },
    "marker": {"specimen_id": "specimen"},
    "workup": {"finding_id": "skinfinding"},
    "empiricaltreatment": {"workup_id": "workup"},
    "microbiology": {"workup_id": "workup"},
    "adverseevent": {"regimen_id": "regimen"},
    "followup": {},
    "laterevent": {"followup_id": "followup", "regimen_id": "regimen"},
    "warninganswer": {},
}
ROWS = [f"records_{name}" for name in REFERENCES]
TARGETS = sorted({f"records_{target}" for columns in REFERENCES.values() for target in columns.values()})

ASSIGNED = f"{REVIEWER} AND (status = 'submitted' OR reviewer_id = {USER})"
IN_ASSIGNED_CASE = f"{REVIEWER} AND case_id IN (SELECT c.id FROM records_case c WHERE {ASSIGNED})"

RELEASE = (
    "CREATE FUNCTION records_release(changed uuid, now_released boolean) RETURNS void"
    " LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN "
    + " ".join(
        f"UPDATE {table} SET released = now_released WHERE case_id = changed AND released <> now_released;"
        for table in ROWS
    )
    + " END $$;"
)

YP = """
CREATE FUNCTION records_yp_needs_treatment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed uuid := coalesce(NEW.case_id, OLD.case_id);
BEGIN
    IF EXISTS (SELECT 1 FROM records_staging WHERE case_id = changed AND y)
       AND NOT EXISTS (SELECT 1 FROM records_regimen WHERE case_id = changed AND setting = 'neoadjuvant')
       AND NOT EXISTS (SELECT 1 FROM records_localtreatment WHERE case_id = changed AND kind = 'radiotherapy')
    THEN
        RAISE EXCEPTION 'a yp staging without treatment before surgery'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'yp_needs_treatment_before_surgery';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER yp_needs_treatment_before_surgery AFTER INSERT OR UPDATE ON records_staging
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records_yp_needs_treatment();
CREATE CONSTRAINT TRIGGER yp_needs_treatment_before_surgery AFTER UPDATE OR DELETE ON records_regimen
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records_yp_needs_treatment();
CREATE CONSTRAINT TRIGGER yp_needs_treatment_before_surgery AFTER UPDATE OR DELETE ON records_localtreatment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records_yp_needs_treatment();
"""

# RECIST 1.1: the sum of the targets of a compartment; nodes by short axis; too small to measure counts as 5 mm.
SUM = """
CREATE FUNCTION records_sum_equals_measurements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed uuid := coalesce(NEW.assessment_id, OLD.assessment_id);
BEGIN
    IF EXISTS (
        SELECT 1
        FROM records_compartmentstatus s
        JOIN records_lesion l ON l.case_id = s.case_id AND l.compartment = s.compartment AND l.role = 'target'
        JOIN records_measurement m ON m.lesion_id = l.id AND m.assessment_id = s.assessment_id
        WHERE s.assessment_id = changed AND s.sum_mm IS NOT NULL
        GROUP BY s.id, s.sum_mm
        HAVING bool_and(not coalesce(m.not_evaluable, false)) AND s.sum_mm <> sum(coalesce(
            CASE WHEN s.compartment LIKE 'NODES%' THEN m.short_mm ELSE m.long_mm END,
            CASE WHEN m.too_small THEN 5 END, m.long_mm, m.short_mm, 0))
    ) THEN
        RAISE EXCEPTION 'the sum of a compartment is not the sum of its measurements'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sum_equals_its_measurements';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sum_equals_its_measurements AFTER INSERT OR UPDATE ON records_compartmentstatus
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records_sum_equals_measurements();
CREATE CONSTRAINT TRIGGER sum_equals_its_measurements AFTER INSERT OR UPDATE OR DELETE ON records_measurement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records_sum_equals_measurements();
"""


def in_its_institution(table: str) -> migrations.RunSQL:
    name = f"{table}_stays_in_its_institution"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (case_id, institution_id)"
        " REFERENCES records_case (id, institution_id) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


def one_key_per_case(table: str) -> migrations.RunSQL:
    name = f"{table}_key_is_unique_in_its_case"
    return migrations.RunSQL(
        f"CREATE UNIQUE INDEX {name} ON {table} (case_id, key) WHERE key <> '';", f"DROP INDEX {name};"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("institutions", "0002_append_only")]

    operations = [
        migrations.RunSQL(RELEASE, "DROP FUNCTION records_release(uuid, boolean);"),
        KeyWith("records_case", "institution_id"),
        *(in_its_institution(table) for table in [*ROWS, "records_dayzero"]),
        *(KeyWith(table, "case_id") for table in TARGETS),
        *(
            SameCase(f"records_{name}", column, f"records_{target}")
            for name, columns in REFERENCES.items()
            for column, target in columns.items()
        ),
        *(one_key_per_case(table) for table in ROWS),
        *(ReplicaIdentity(table) for table in ["records_case", *ROWS]),
        migrations.RunSQL(YP, "DROP FUNCTION records_yp_needs_treatment() CASCADE;"),
        migrations.RunSQL(SUM, "DROP FUNCTION records_sum_equals_measurements() CASCADE;"),
        ProtectTable(
            "records_case",
            read=ASSIGNED,
            change=(
                f"{REVIEWER} AND status = 'submitted'",
                f"{REVIEWER} AND status IN ('accepted', 'draft')",
            ),
        ),
        ProtectTable("records_dayzero", deriver=""),
        *(ProtectTable(table, read=IN_ASSIGNED_CASE) for table in ROWS if table != "records_warninganswer"),
        ProtectTable("records_warninganswer", deriver=""),
        *(ProtectAudit(f"{table}event") for table in [*ROWS, "records_dayzero"]),
        ProtectAudit("records_caseevent", append=f"{own_institution()} OR {REVIEWER}"),
    ]
