"""Where single sign-on is offered: at sign-in, and where somebody proves again who is there."""

from urllib.parse import urlencode

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def single_sign_on(request: HttpRequest) -> dict:
    """Context processor: ``single_sign_on``, its name and address, where it is set up."""
    if not settings.OIDC_SERVER_URL:
        return {}
    return {"single_sign_on": {"name": settings.OIDC_NAME, "address": _door()}}


def proving_address(user, onward: str) -> str:
    """Where this person proves again who is there, coming back to ``onward``; empty for whoever never signed in so."""
    if not settings.OIDC_SERVER_URL or not SocialAccount.objects.filter(user=user).exists():
        return ""
    fresh = urlencode({"prompt": "login", "max_age": 0})
    return f"{_door()}?{urlencode({'process': 'redirect', 'next': onward, 'auth_params': fresh})}"


def _door() -> str:
    return reverse("openid_connect_login", args=[settings.OIDC_ID])
