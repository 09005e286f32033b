"""The front door: accounts, the house's own pages, then the rooms of the subject."""

from allauth.account.urls import urlpatterns as account_doors
from django.urls import include, path

from registry.institutions.staff_site import site

# Roles are given to an e-mail address. Whoever could change their own would be given those of somebody else.
CLOSED_DOORS = {"account_email", "account_email_verification_sent", "account_confirm_email", "account_reauthenticate"}

urlpatterns = [
    path("accounts/", include([door for door in account_doors if door.name not in CLOSED_DOORS])),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("accounts/second-factor/", include("registry.institutions.second_factor.urls")),
    path("admin/", site.urls),
    path("", include("registry.web.urls")),
    path("", include("registry.institutions.urls")),
    path("", include("cases.urls")),
]

handler400 = "registry.web.faults.bad_request"
handler403 = "registry.web.faults.refused"
handler404 = "registry.web.faults.missing"
handler500 = "registry.web.faults.failed"
