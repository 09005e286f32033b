"""A token ends with the password that it was made beside, and with the account; a trigger sees to it for every way there.

Who changes a password may fear that somebody else knows it, and has made a token meanwhile. An account that is enabled
again gets none of its tokens back. A sign-in that stores the same password by a newer method ends them too: that is
seldom, and on the safe side.
"""

from django.db import migrations

REVOKE = """
CREATE FUNCTION institutions_end_access_tokens() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    UPDATE institutions_accesstoken SET revoked_at = now() WHERE user_id = NEW.id AND revoked_at IS NULL;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION institutions_end_access_tokens() FROM PUBLIC;
CREATE TRIGGER tokens_end AFTER UPDATE ON institutions_user FOR EACH ROW
    WHEN (OLD.password IS DISTINCT FROM NEW.password OR OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION institutions_end_access_tokens();
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0008_answers_are_of_their_request")]

    operations = [migrations.RunSQL(REVOKE, "DROP FUNCTION institutions_end_access_tokens() CASCADE;")]
