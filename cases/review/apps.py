from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "cases.review"
    label = "review"
