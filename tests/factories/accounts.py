"""Accounts as the tests need them: with a second factor, and with codes for it."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.conf import settings

from registry.institutions.models import User

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_app(user: User) -> User:
    """Give somebody an app as their second factor, without which no page opens."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(TOTP_SECRET)})
    return user


def code_now(ago: int = 0, *, secret: str = TOTP_SECRET) -> str:
    """What that app shows now, or showed some of its 30-second steps ago."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // settings.MFA_TOTP_PERIOD - ago))
