from django.urls import path

from cases.desk.adjudication import signature_views, views

urlpatterns = [
    path("adjudication/", views.adjudication_list, name="adjudication-list"),
    path("adjudication/events/<uuid:episode>/", views.adjudication_read, name="adjudication-read"),
    path(
        "adjudication/events/<uuid:episode>/photographs/<uuid:photograph>/",
        views.adjudication_pixels,
        name="adjudication-pixels",
    ),
    path("cases/<uuid:case>/signatures/", signature_views.case_signatures, name="case-signatures"),
    path("adjudication/readers/", views.readers, name="readers"),
    path("adjudication/agreement/", views.agreement, name="agreement"),
]
