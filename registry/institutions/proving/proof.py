"""When and how a person last proved who they are, as the session tells."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

from registry.institutions.models import User
from registry.institutions.second_factor.standing import holds_factor

FRESH_SECONDS = 5 * 60
GIVEN_FOR = "proof_given_for"
HOW = {
    "password": "password",
    "totp": "code of an app",
    "recovery_codes": "recovery code",
    "webauthn": "passkey",
    "socialaccount": "single sign-on",
    "demo": "one click in the demonstration",
}


@dataclass(frozen=True)
class Proof:
    """``at``: the instant, in UTC. ``how``: in words, such as "passkey". ``again``: asked for after signing in.

    ``by_factor``: by more than the password.
    """

    at: datetime
    how: str
    again: bool
    by_factor: bool

    @property
    def is_fresh(self) -> bool:
        return (datetime.now(UTC) - self.at).total_seconds() < FRESH_SECONDS


def proof_of(request: HttpRequest) -> Proof | None:
    """The newest proof of this session: the sign-in itself, or a later one. None where there is none."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    if not records:
        return None
    last = records[-1]
    how = HOW.get(last.get("type") or last["method"], last["method"])
    at, again = datetime.fromtimestamp(last["at"], UTC), bool(last.get("reauthenticated"))
    return Proof(at, how, again, by_factor=last["method"] != "password")


def is_proved(request: HttpRequest) -> bool:
    """Whether the newest proof is not older than five minutes."""
    proof = proof_of(request)
    return proof is not None and proof.is_fresh


def is_proved_by_factor(request: HttpRequest) -> bool:
    """The same, by the second factor where the person has one."""
    return is_proved(request) and (proof_of(request).by_factor or not holds_factor(request.user))


def note_proof(request: HttpRequest, user: User, how: str, *, again: bool) -> None:
    """Keep in the session that the person has proved, now, who they are."""
    record_authentication(request, user, how, reauthenticated=again or None)


def give_for(request: HttpRequest, address: str) -> None:
    """The proof that was just given is for this address, where it may be used once."""
    request.session[GIVEN_FOR] = {"address": address, "at": time.time()}


def spend(request: HttpRequest) -> bool:
    """Use the proof that was given for the request's own address, and say whether there was a fresh one."""
    given = request.session.get(GIVEN_FOR)
    if not given or given["address"] != request.path or time.time() - given["at"] >= FRESH_SECONDS:
        return False
    del request.session[GIVEN_FOR]
    return True
