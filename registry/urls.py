"""The front door: accounts, the house's own pages, then the rooms of the subject."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("registry.web.urls")),
    path("", include("registry.institutions.urls")),
    path("", include("cases.urls")),
]

handler400 = "registry.web.faults.bad_request"
handler403 = "registry.web.faults.refused"
handler404 = "registry.web.faults.missing"
handler500 = "registry.web.faults.failed"
