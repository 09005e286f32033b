"""Doors to the figures of a cohort. Each takes the query of a cohort, live or frozen, and keeps it."""

from django.urls import path

from cases.analysis.figures import views

urlpatterns = [
    path("", views.gallery, name="analysis-figures"),
    path("<slug:figure>.<slug:form>", views.figure_file, name="analysis-figure-file"),
]
