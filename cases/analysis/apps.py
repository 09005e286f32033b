from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "cases.analysis"
