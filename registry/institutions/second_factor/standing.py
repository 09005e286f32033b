"""Whether somebody who has signed in has a second factor, as every page outside the demonstration needs."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from registry.institutions.models import User

MAIN_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
BY_PROVIDER = "second_factor_by_provider"
"""In the session: whose sign-in the single sign-on says to have been with more than a password."""


def holds_factor(user: User) -> bool:
    """A passkey or an app of their own; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=MAIN_FACTORS).exists()


def may_enter(request: HttpRequest) -> bool:
    """Whether the person of this session may open pages, or has to set up a second factor first."""
    if not settings.SECOND_FACTOR_NEEDED:
        return True
    return request.session.get(BY_PROVIDER) == str(request.user.pk) or holds_factor(request.user)
