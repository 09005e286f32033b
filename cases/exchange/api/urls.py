"""Doors of the API: its operations and their OpenAPI document."""

from cases.exchange.api.operations import api

urlpatterns, _, app_name = api.urls
