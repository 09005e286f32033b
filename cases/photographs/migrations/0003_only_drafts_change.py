"""What raw SQL of a person's session cannot do to photographs and hand-offs, as it cannot to the rows of the record.

The photographs of a case change only while it is a draft, their pixels too. Nobody touches the hand-off of a colleague:
whoever puts another secret into it would add pictures in the colleague's name. No hand-off is open for more than ten
minutes, nor leads to another case than the one it was made for.
"""

from django.db import migrations

from registry.database.holding import APPLICATION
from registry.database.row_security import USER, own_institution, policy

PHOTOGRAPH, IMAGE, HAND_OFF = "photographs_photograph", "photographs_photographimage", "photographs_handoff"

# The function of records/0007 compares whole rows, and pixels are megabytes.
PIXELS = f"""
CREATE FUNCTION photographs_pixels_change_in_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    IF NOT ({APPLICATION}) OR {USER} IS NULL THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    SELECT c.status INTO stands FROM records_case c WHERE c.id = coalesce(NEW.case_id, OLD.case_id);
    IF stands IS NULL OR stands = 'draft' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'only a draft is changed; this case is %', stands
        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_changed';
END $$;
"""
STAYS = """
CREATE FUNCTION photographs_hand_off_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.case_id <> OLD.case_id OR NEW.created_by_id <> OLD.created_by_id OR NEW.created_at <> OLD.created_at THEN
        RAISE EXCEPTION 'a hand-off stays with its case and its person' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
OWN = f"{own_institution()} AND created_by_id = {USER}"


def trigger(name: str, table: str, commands: str, function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {commands} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
    )


def written_where(condition: str) -> str:
    return f"DROP POLICY scope_writes ON {HAND_OFF};" + policy(
        HAND_OFF, "scope_writes", command="ALL", role="PUBLIC", using=condition, check=condition
    )


class Migration(migrations.Migration):
    dependencies = [("photographs", "0002_protect_the_photographs"), ("records", "0007_only_drafts_change")]

    operations = [
        migrations.RunSQL(PIXELS, "DROP FUNCTION photographs_pixels_change_in_a_draft;"),
        migrations.RunSQL(STAYS, "DROP FUNCTION photographs_hand_off_stays;"),
        trigger("zz_only_drafts_change", PHOTOGRAPH, "INSERT OR UPDATE OR DELETE", "records_only_a_draft_changes"),
        trigger("zz_only_drafts_change", IMAGE, "INSERT OR UPDATE OR DELETE", "photographs_pixels_change_in_a_draft"),
        trigger("stays_with_its_case_and_person", HAND_OFF, "UPDATE", "photographs_hand_off_stays"),
        migrations.RunSQL(written_where(OWN), written_where(own_institution())),
        migrations.RunSQL(
            f"ALTER TABLE {HAND_OFF} ADD CONSTRAINT a_hand_off_is_short"
            " CHECK (expires_at <= created_at + interval '10 minutes');",
            f"ALTER TABLE {HAND_OFF} DROP CONSTRAINT a_hand_off_is_short;",
        ),
    ]
