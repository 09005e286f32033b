"""The corridor: one include per room, in the order in which data flow through the house."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.desk.urls")),
    path("", include("cases.photographs.urls")),  # before the record, whose kinds could be called so
    path("", include("cases.review.urls")),
    path("cases/", include("cases.desk.questions.form_urls")),  # record forms with questions at their fields
    path("cases/", include("cases.records.urls")),
    path("definitions/", include("cases.episodes.urls")),
    path("cohorts/", include("cases.cohorts.urls")),
    path("administration/questions/", include("cases.cohorts.questions.urls")),
    path("analysis/", include("cases.analysis.urls")),
    path("data/", include("cases.exchange.urls")),
    path("api/v1/", include("cases.exchange.api.urls")),
]
