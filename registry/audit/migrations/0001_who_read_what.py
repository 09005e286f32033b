"""Readings and exports: added to by the application, changed by nobody.

The database itself says who and when. A person sees their own rows, a lead those about the institution, an
administrator all; there is nothing clinical in them.
"""

from django.db import migrations, models

from registry.database.row_security import ADMINISTRATOR, USER, forced, policy

TABLE = "audit_accesslog"
LED = "ANY ((SELECT string_to_array(nullif(current_setting('app.led', true), ''), ',')::uuid[])::uuid[])"
SEEN = f"person_id = {USER} OR institution_id = {LED} OR {ADMINISTRATOR}"

STAMP = f"""
CREATE FUNCTION audit_says_who_and_when() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.person_id := {USER};
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER says_who_and_when BEFORE INSERT ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_says_who_and_when();
"""
SECURITY = (
    forced(TABLE)
    + policy(TABLE, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
    + policy(TABLE, "scope_reads", command="SELECT", role="PUBLIC", using=SEEN)
    + policy(TABLE, "scope_appends", command="INSERT", role="PUBLIC", check="true")
    + f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM registry_app;"
)


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("person_id", models.UUIDField(null=True)),
                (
                    "act",
                    models.CharField(choices=[("read", "Read"), ("export", "Exported")], max_length=6),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("case", "A case"),
                            ("cases", "A list of cases"),
                            ("photograph", "A photograph"),
                            ("case-pdf", "A case as PDF"),
                            ("case-file", "A case as case JSON"),
                            ("episode", "An episode of a cohort"),
                            ("rows", "Rows of a cohort"),
                            ("archive", "A cohort as zip"),
                            ("figure", "A figure as a file"),
                            ("run", "A frozen run"),
                            ("whole-cases", "Whole cases, by command"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "how",
                    models.CharField(choices=[("full", "In full"), ("deidentified", "De-identified")], max_length=12),
                ),
                ("institution_id", models.UUIDField(null=True)),
                ("subject_id", models.UUIDField(null=True)),
                ("about", models.CharField(blank=True, max_length=60)),
                ("rows", models.PositiveIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="access_by_time"),
                    models.Index(fields=["person_id", "-at", "-id"], name="access_by_person"),
                    models.Index(fields=["institution_id", "-at", "-id"], name="access_by_institution"),
                    models.Index(fields=["what", "-at", "-id"], name="access_by_thing"),
                    models.Index(
                        condition=models.Q(("subject_id__isnull", False)),
                        fields=["subject_id", "-at"],
                        name="access_by_subject",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAMP + SECURITY, "DROP FUNCTION audit_says_who_and_when() CASCADE;"),
    ]
