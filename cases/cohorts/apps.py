from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cases.cohorts"
    label = "cohorts"
