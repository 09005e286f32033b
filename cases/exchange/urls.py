from django.urls import path

from cases.exchange import views

urlpatterns = [
    path("dictionary/", views.data_dictionary, name="data-dictionary"),
    path("cases/<uuid:case>.json", views.case_json, name="case-json"),
]
