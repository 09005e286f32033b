"""Questions older than 400 days are deleted, once a night. Nobody else deletes any, and nobody deletes a younger one.

So long an administrator sees what was asked, last year's review included. The function takes no argument: whoever may
call it can only do what the night does.
"""

from django.db import migrations

FORGET = """
CREATE FUNCTION cohorts_forget_old_questions() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM cohorts_question WHERE hour < now() - interval '400 days' RETURNING 1)
    SELECT count(*) FROM gone;
$$;
REVOKE ALL ON FUNCTION cohorts_forget_old_questions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cohorts_forget_old_questions() TO registry_app;
"""


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0013_questions_about_an_episode")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION cohorts_forget_old_questions();")]
