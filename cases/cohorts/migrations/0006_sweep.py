"""Sweeps that readers ask for. Each belongs to one person: nobody else reads or writes it.

The deriver reads whose it is, so that the worker can enter the scope of that person.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from registry.database.row_security import USER, ProtectTable

TABLE = "cohorts_sweep"
IS_OF_A_PUBLISHED_VERSION = f"{TABLE}_is_of_a_published_version"
OWN = f"user_id = {USER}"


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0005_count_patients"),
        ("episodes", "0007_a_shipped_draft_has_no_author"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("definition_key", models.CharField(max_length=40)),
                ("definition_version", models.CharField(max_length=20)),
                ("definition_hash", models.CharField(max_length=64)),
                (
                    "windows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        help_text="Per cent of the definition's own.",
                        size=None,
                    ),
                ),
                (
                    "tails",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        help_text="Per cent of the definition's own.",
                        size=None,
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        help_text="Hash of the institutions whose cases the person could read.", max_length=64
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("stopped", "Stopped"), ("done", "Done")],
                        default="running",
                        max_length=8,
                    ),
                ),
                (
                    "total",
                    models.PositiveIntegerField(help_text="Readable cases with an event when it was asked for."),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "faulty",
                    models.PositiveIntegerField(default=0, help_text="Cases that the rules could not read."),
                ),
                ("after", models.UUIDField(blank=True, help_text="The last case that was looked at.", null=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=None),
                ),
                ("asked_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(help_text="When the last batch was counted.")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-asked_at"], name="sweep_by_user")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("user", "definition_key", "definition_version"),
                        name="one_running_sweep_of_a_person_and_a_version",
                        violation_error_message="This sweep is running already.",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {IS_OF_A_PUBLISHED_VERSION}"
            " FOREIGN KEY (definition_key, definition_version, definition_hash)"
            " REFERENCES episodes_publisheddefinition (key, version, hash);",
            f"ALTER TABLE {TABLE} DROP CONSTRAINT {IS_OF_A_PUBLISHED_VERSION};",
        ),
        ProtectTable(TABLE, write=OWN),
    ]
