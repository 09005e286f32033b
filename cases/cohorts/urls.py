"""Doors to the cohorts."""

from django.urls import include, path

from cases.cohorts import views

urlpatterns = [
    path("", views.builder, name="cohort-builder"),
    path("discordant-cutaneous-progression/", views.discordant, name="cohort-discordant"),
    path("", include("cases.cohorts.keeping.urls")),
]
