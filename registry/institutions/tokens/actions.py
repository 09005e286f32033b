"""The only writers of access tokens. Keyword-only, one transaction each, the person last."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from registry.institutions.policies import Refused
from registry.institutions.scoping import Scope
from registry.institutions.tokens.models import AccessToken

PREFIX = "reg_"
"""Lets a search for leaked secrets find one that ended up in a file."""
SECRET_BYTES, SHOWN = 32, 10
MOST = 10


@dataclass(frozen=True)
class Made:
    """A new token. ``secret`` is shown once: afterwards nobody can tell it, the registry included."""

    token: AccessToken
    secret: str


@transaction.atomic
def make_token(*, name: str, days: int, by: Scope) -> Made:
    """A token that reads what the person may read, for some days. ``Refused`` beyond ten live ones."""
    if AccessToken.objects.of(by.user_id).live().count() >= MOST:
        raise Refused(f"You have {MOST} tokens that work. Revoke one that is not needed any more.")
    secret, now = PREFIX + secrets.token_urlsafe(SECRET_BYTES), timezone.now()
    token = AccessToken(
        user_id=by.user_id,
        name=name,
        digest=digest_of(secret),
        hint=secret[:SHOWN],
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    token.full_clean()
    token.save()
    return Made(token, secret)


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Scope) -> AccessToken:
    """The token opens nothing from now on; one that was revoked stays as it is."""
    current = AccessToken.objects.select_for_update().of(by.user_id).get(pk=token.pk)
    if current.revoked_at is None:
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
    return current


def digest_of(secret: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
