"""What is done with what the single sign-on says; named in ``SOCIALACCOUNT_ADAPTER``.

It signs in whoever was given a role under the address that it vouches for, makes no account, and ties an account to one
person there for good: an address that passes to somebody else opens nothing.
"""

import time
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from registry.institutions.models import User
from registry.institutions.proving.proof import FRESH_SECONDS, give_for, note_proof

NO_ACCOUNT = "The single sign-on knows you, but there is no account for you here, or it is disabled."
OTHER_PERSON = "Sign in as the person who is signed in here."
NOT_FRESH = "The single sign-on did not ask you who you are. Try again, and give your password there."
NO_ANSWER = "The single sign-on did not say who you are. You may have turned back, or it may be out of order."


class SingleSignOn(DefaultSocialAccountAdapter):
    """No sign-up; matched by a verified address once, by the identity afterwards."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        told = _claims(sociallogin)
        process = sociallogin.state.get("process")
        if process == AuthProcess.REDIRECT:
            return self._prove(request, sociallogin, told)
        if process != AuthProcess.LOGIN:
            refuse(request, NO_ANSWER)
        if not sociallogin.is_existing:
            self._tie(request, sociallogin, told)
        if not sociallogin.user.is_active:
            refuse(request, NO_ACCOUNT)
        request.vouched_for = str(sociallogin.user.pk) if is_strong(told) else ""

    def on_authentication_error(self, request: HttpRequest, provider, **details) -> None:
        refuse(request, NO_ANSWER)

    def _tie(self, request: HttpRequest, sociallogin: SocialLogin, told: dict) -> None:
        """Tie the identity to the account that was made for its address."""
        address = told.get("email") if told.get("email_verified") is True else None
        user = User.objects.filter(email__iexact=address, is_active=True).first() if address else None
        if user is None or SocialAccount.objects.filter(user=user).exists():
            refuse(request, NO_ACCOUNT)
        sociallogin.account.extra_data = {}
        sociallogin.connect(request, user)

    def _prove(self, request: HttpRequest, sociallogin: SocialLogin, told: dict) -> None:
        """Take what it says as proof that the person who is signed in is still there."""
        if not sociallogin.is_existing or sociallogin.user != request.user:
            refuse(request, OTHER_PERSON)
        if time.time() - told.get("auth_time", 0) >= FRESH_SECONDS:
            refuse(request, NOT_FRESH)
        note_proof(request, request.user, "socialaccount", again=True)
        for address in parse_qs(urlsplit(sociallogin.state.get("next") or "").query).get("for", []):
            give_for(request, address)


class SecondStep(AuthenticateStage):
    """The second step of signing in; not asked where the single sign-on has asked it."""

    def handle(self) -> tuple:
        vouched_for = getattr(self.request, "vouched_for", "") == str(self.login.user.pk)
        return (None, True) if vouched_for else super().handle()


def is_strong(told: dict) -> bool:
    """Whether the identity was proved there with more than a password: by the claims ``amr`` (RFC 8176) and ``acr``."""
    ways = told.get("amr") or []
    return "mfa" in ([ways] if isinstance(ways, str) else ways) or told.get("acr") in settings.OIDC_STRONG_ACR


def refuse(request: HttpRequest, sentence: str) -> NoReturn:
    context = {"sentence": sentence}
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", context, status=403))


def _claims(sociallogin: SocialLogin) -> dict:
    """What the server vouches for. None of it is kept: the identity alone is."""
    account = sociallogin.account
    told = account.extra_data.get("userinfo", {}) | account.extra_data.get("id_token", {})
    account.extra_data = {}
    if account.pk:
        account.save(update_fields=["extra_data"])
    return told
