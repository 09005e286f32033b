"""The only writers of recoveries. Keyword-only, one transaction each, the person last."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from registry.institutions.inviting.actions import Invited, invite
from registry.institutions.models import User
from registry.institutions.policies import Refused, check_can_administer
from registry.institutions.recovering.models import Recovery
from registry.institutions.scoping import Scope
from registry.institutions.sessions import end_sessions, end_what_is_open


@transaction.atomic
def ask_for_recovery(*, user: User, reason: str, by: Scope) -> Recovery:
    """Begin a recovery. Nothing changes before another administrator has confirmed it."""
    check_can_administer(by)
    if user.pk == by.user_id:
        raise Refused("Nobody recovers the own account. Ask two other administrators.")
    if Recovery.objects.waiting().filter(user=user).exists():
        raise Refused("A recovery of this account waits already for another administrator.")
    recovery = Recovery(user=user, reason=reason.strip(), asked_by_id=by.user_id, asked_at=timezone.now())
    recovery.full_clean()
    recovery.save()
    return recovery


@transaction.atomic
def confirm_recovery(*, recovery: Recovery, by: Scope) -> Invited:
    """Take password, second factor, sessions and tokens from the account, and make a link to begin anew with."""
    check_can_administer(by)
    current = _held(recovery)
    if by.user_id in (current.asked_by_id, current.user_id):
        raise Refused("Another administrator has to confirm this: neither who asked, nor whose account it is.")
    current.confirmed_by_id, current.confirmed_at = by.user_id, timezone.now()
    current.full_clean()
    current.save(update_fields=["confirmed_by", "confirmed_at"])
    end_what_is_open(current.user, by=by)
    strip(current.user)
    return invite(user=current.user, by=by)


@transaction.atomic
def withdraw_recovery(*, recovery: Recovery, by: Scope) -> None:
    """Let a recovery go that was asked for by mistake."""
    check_can_administer(by)
    current = _held(recovery)
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])


def strip(user: User) -> None:
    """Let nothing of what an account was signed in with work any more; tokens end with the password."""
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)


def _held(recovery: Recovery) -> Recovery:
    current = Recovery.objects.waiting().select_for_update(of=("self",)).filter(pk=recovery.pk).first()
    if current is None:
        raise Refused("This recovery is over already.")
    return current
