"""Doors to what people keep of cohorts."""

from django.urls import path

from cases.cohorts.keeping import views

urlpatterns = [
    path("mine/", views.mine, name="my-cohorts"),
    path("save/", views.save, name="cohort-save"),
    path("saved/<slug:saved>/", views.saved_cohort, name="saved-cohort"),
    path("saved/<slug:saved>/rename/", views.rename, name="saved-cohort-rename"),
    path("saved/<slug:saved>/delete/", views.delete, name="saved-cohort-delete"),
    path("runs/<uuid:run>/", views.run_detail, name="run"),
    path("runs/<uuid:run>/verify/", views.run_verify, name="run-verify"),
    path("runs/<uuid:run>/changes/", views.run_changes, name="run-changes"),
    path("runs/<uuid:run>/citation.<str:style>", views.run_cite, name="run-cite"),
]
