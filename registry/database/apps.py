from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """First among the apps, so that its `migrate` command stands before Django's."""

    name = "registry.database"
    label = "database"
