"""The function that looks a token up searches temporary tables last, as every other one that runs as the owner."""

from django.db import migrations

LOOKUP = "ALTER FUNCTION person_of_access_token(text) SET search_path = {};"


class Migration(migrations.Migration):
    dependencies = [("institutions", "0006_requests_for_access")]

    operations = [
        migrations.RunSQL(LOOKUP.format("public, pg_temp"), LOOKUP.format("pg_catalog, public")),
    ]
