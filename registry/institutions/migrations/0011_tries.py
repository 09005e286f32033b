"""The table that tries to sign in are counted in, by all processes of the web server together."""

from django.db import migrations

TABLE = """
CREATE TABLE registry_try (key text PRIMARY KEY, began_at timestamp with time zone NOT NULL, tries integer NOT NULL);
CREATE INDEX registry_try_began_at ON registry_try (began_at);
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0010_counters")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE registry_try;")]
