from django.apps import AppConfig


class PhotographsConfig(AppConfig):
    name = "cases.photographs"
    label = "photographs"
