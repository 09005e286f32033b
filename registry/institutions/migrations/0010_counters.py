"""The table that all processes of the web server count in: tries to sign in, codes that were used."""

from django.db import migrations

TABLE = """
CREATE TABLE registry_counter (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX registry_counter_expires ON registry_counter (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0009_tokens_end_with_the_password")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE registry_counter;")]
