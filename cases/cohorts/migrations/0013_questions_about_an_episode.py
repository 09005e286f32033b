"""A question about an episode is about the case of that episode, and what may be asked about hangs on no other table.

An inquiry outlives its episode, which a later derivation replaces, so that no foreign key can tie them: a trigger asks
when the question comes. The function of the policy looks into the view of this room; it searches temporary tables last,
or anybody could put one of the same name before it.
"""

from django.db import migrations

READS = "ALTER FUNCTION review_reads_episode(uuid) {};"
TIE = """
CREATE FUNCTION review_inquiry_is_of_its_episode() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM episodes_verdict v JOIN records_case c ON c.id = v.case_id
        WHERE v.id = NEW.episode AND v.case_id = NEW.case_id AND c.institution_id = NEW.institution_id
    ) THEN
        RAISE EXCEPTION 'a question is about the case of its episode'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_inquiry_is_about_the_case_of_its_episode';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION review_inquiry_is_of_its_episode() FROM PUBLIC;
CREATE TRIGGER is_of_its_episode BEFORE INSERT ON review_inquiry
    FOR EACH ROW EXECUTE FUNCTION review_inquiry_is_of_its_episode();
"""


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0012_attrition_of_a_run"), ("review", "0001_inquiries")]

    operations = [
        migrations.RunSQL(READS.format("SET search_path = public, pg_temp"), READS.format("RESET search_path")),
        migrations.RunSQL(TIE, "DROP FUNCTION review_inquiry_is_of_its_episode() CASCADE;"),
    ]
