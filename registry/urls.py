"""The front door: accounts, then the rooms of the subject."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
