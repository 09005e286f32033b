"""Forms of the record at which questions are answered. After the photographs, whose addresses look like a row's."""

from django.urls import path

from cases.desk.questions import mending

urlpatterns = [
    path("<uuid:case>/facts/", mending.case_edit, name="case-edit"),
    path("<uuid:case>/<slug:kind>/<uuid:row>/", mending.row_edit, name="row-edit"),
]
