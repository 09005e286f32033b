from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "cases.exchange"
    label = "exchange"
