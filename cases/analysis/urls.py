"""Doors to the numbers of a cohort. Each takes the query of a cohort, live or frozen, and keeps it."""

from django.urls import include, path

from cases.analysis import views

urlpatterns = [
    path("attrition/", views.attrition, name="analysis-attrition"),
    path("table-one/", views.table, name="analysis-table-one"),
    path("time-to-event/", views.durations, name="analysis-time-to-event"),
    path("next/", views.next_steps, name="analysis-next"),
    path("figures/", include("cases.analysis.figures.urls")),
]
