"""Users, institutions and who may do what."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "registry.institutions"
    label = "institutions"
    default_auto_field = "django.db.models.BigAutoField"
