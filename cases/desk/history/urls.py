from django.urls import path

from cases.desk.history import views

urlpatterns = [
    path("", views.case_history, name="case-history"),
    path("compare/", views.case_versions, name="case-versions"),
]
