from django.apps import AppConfig


class EpisodesConfig(AppConfig):
    name = "cases.episodes"
    label = "episodes"
