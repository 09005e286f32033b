"""What raw SQL of a person's session cannot do to the facts of a case that is no draft: change them, as in 0007.

Among them is whether the case is described publicly, which lets everybody read it. The institution takes the case back to
draft first, and somebody reviews it anew. A legal basis may end at any time: that only narrows who reads the case.
"""

from django.db import migrations

from registry.database.holding import APPLICATION
from registry.database.row_security import USER

FACTS = (
    "local_code",
    "legal_basis_kind",
    "legal_basis_reference",
    "source",
    "source_reference",
    "publicly_described",
    "diagnosis_year",
    "regimens_complete",
    "absent",
    "comment",
)
CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FACTS)
AGAIN_IN_FORCE = "OLD.legal_basis_state <> 'in_force' AND NEW.legal_basis_state = 'in_force'"

FUNCTION = f"""
CREATE FUNCTION records_facts_change_in_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {APPLICATION} AND {USER} IS NOT NULL THEN
        RAISE EXCEPTION 'only a draft is changed; this case is %', OLD.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_facts_change_in_a_draft BEFORE UPDATE ON records_case
    FOR EACH ROW WHEN (OLD.status <> 'draft' AND ({CHANGED} OR ({AGAIN_IN_FORCE}))) EXECUTE FUNCTION records_facts_change_in_a_draft();
"""
UNDO = "DROP TRIGGER zz_facts_change_in_a_draft ON records_case; DROP FUNCTION records_facts_change_in_a_draft;"


class Migration(migrations.Migration):
    dependencies = [("records", "0007_only_drafts_change")]

    operations = [migrations.RunSQL(FUNCTION, UNDO)]
