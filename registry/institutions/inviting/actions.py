"""The only writers of invitations. Keyword-only, one transaction each, the person last."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from registry.institutions.inviting.models import Invitation
from registry.institutions.models import User
from registry.institutions.policies import Refused, can_hand_over
from registry.institutions.scoping import Scope

DAYS = 7


@dataclass(frozen=True)
class Invited:
    """A new invitation. ``secret`` is told once, in the link."""

    invitation: Invitation
    secret: str


@transaction.atomic
def invite(*, user: User, by: Scope) -> Invited:
    """A link to the account of somebody who has no password yet; it takes the place of an earlier one."""
    _check(user, by)
    if user.has_usable_password():
        raise Refused("This person has a password already.")
    now, secret = timezone.now(), secrets.token_urlsafe(32)
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=now)
    invitation = Invitation.objects.create(
        user=user,
        digest=digest_of(secret),
        invited_by_id=by.user_id,
        invited_at=now,
        ends_at=now + timedelta(days=DAYS),
    )
    if not user.is_active and user.last_login is None:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return Invited(invitation, secret)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Scope) -> None:
    """The link opens nothing any more, and an account that was never used is disabled."""
    current = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    _check(current.user, by)
    if current.accepted_at or current.revoked_at:
        raise Refused("This invitation is over already.")
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    if current.user.last_login is None:
        current.user.is_active = False
        current.user.save(update_fields=["is_active"])


def open_invitation(secret: str) -> Invitation | None:
    """The invitation that a link's secret opens now."""
    found = Invitation.objects.open().select_related("user").filter(digest=digest_of(secret), user__is_active=True)
    return found.first()


@transaction.atomic
def accept_invitation(*, secret: str, password: str) -> User | None:
    """Set the first password of the account; None if the link was used, revoked or over meanwhile."""
    found = Invitation.objects.open().select_for_update().filter(digest=digest_of(secret), user__is_active=True).first()
    if found is None:
        return None
    found.accepted_at = timezone.now()
    found.save(update_fields=["accepted_at"])
    found.user.set_password(password)
    found.user.save(update_fields=["password"])
    return found.user


def digest_of(secret: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check(user: User, by: Scope) -> None:
    if not can_hand_over(user, by):
        raise Refused("Only an administrator may give out the link of this account.")
