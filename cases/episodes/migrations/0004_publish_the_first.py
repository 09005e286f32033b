"""A published definition never changes, a verdict belongs to one, and the first is there from the first day."""

from django.db import migrations
from django.utils import timezone

from cases.rules.definition import load_definition

FIRST = "dcp@1.0.0"
DEFINITIONS = "episodes_publisheddefinition"
TRAILS = ("episodes_publisheddefinitionevent", "episodes_draftdefinitionevent")
VERDICTS = ("episodes_derivation", "episodes_verdict")


def is_of_a_published_version(table: str) -> migrations.RunSQL:
    """Key, version and hash of a verdict are those of a published definition."""
    name = f"{table}_is_of_a_published_version"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name}"
        " FOREIGN KEY (definition_key, definition_version, definition_hash)"
        f" REFERENCES {DEFINITIONS} (key, version, hash);",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


def only_the_status_changes() -> migrations.RunSQL:
    """Beside the triggers: the application may not even try."""
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE ON {DEFINITIONS} FROM registry_app; GRANT UPDATE (status) ON {DEFINITIONS} TO registry_app;"
        f"GRANT SELECT ON {DEFINITIONS} TO registry_deriver;",
        f"GRANT UPDATE, DELETE ON {DEFINITIONS} TO registry_app; REVOKE SELECT ON {DEFINITIONS} FROM registry_deriver;",
    )


def only_appended(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE ON {table} FROM registry_app",
        f"GRANT UPDATE, DELETE ON {table} TO registry_app",
    )


def publish_the_first(apps, schema_editor) -> None:
    """The shipped document, as it lies in the repository."""
    definition = load_definition(FIRST)
    published = apps.get_model("episodes", "PublishedDefinition").objects.using(schema_editor.connection.alias)
    published.create(
        key=definition.key,
        version=definition.version,
        title=definition.title,
        document=definition.document,
        hash=definition.hash,
        author=definition.document["author"],
        checker=definition.document["checker"] or "",
        published_at=timezone.now(),
        status="current",
    )


class Migration(migrations.Migration):
    dependencies = [("episodes", "0003_definitions")]

    operations = [
        *(is_of_a_published_version(table) for table in VERDICTS),
        only_the_status_changes(),
        *(only_appended(table) for table in TRAILS),
        migrations.RunPython(publish_the_first, migrations.RunPython.noop),
    ]
