"""The record room: what an institution writes down."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "cases.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
