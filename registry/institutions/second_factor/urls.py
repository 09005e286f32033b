"""Doors of allauth about the second factor. Changing one asks for proof by it, on our page and not on allauth's."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from registry.institutions.guards import proved_by_factor, require_account


def changing(view):
    """A door that changes the second factor, or shows what stands in for it."""
    return require_account(proved_by_factor(view))


urlpatterns = [
    path("", require_account(base.index), name="mfa_index"),
    path("authenticate/", base.authenticate, name="mfa_authenticate"),
    path("app/", changing(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", changing(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", changing(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", changing(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/", require_account(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/new/", changing(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", changing(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/rename/", changing(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
]
