from django.urls import path

from cases.exchange import views

urlpatterns = [
    path("dictionary/", views.data_dictionary, name="data-dictionary"),
    path("api/", views.api_page, name="api-page"),
    path("cohort/", views.cohort_export, name="cohort-export"),
    path("cohort.zip", views.cohort_zip, name="cohort-zip"),
    path("cases/<uuid:case>.json", views.case_json, name="case-json"),
]
