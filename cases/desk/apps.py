from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cases.desk"
    label = "desk"
