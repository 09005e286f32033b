"""Doors to the cohorts."""

from django.urls import include, path

from cases.cohorts import views

urlpatterns = [
    path("discordant-cutaneous-progression/", views.discordant, name="cohort-discordant"),
    path("", include("cases.cohorts.keeping.urls")),
]
