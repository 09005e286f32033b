"""How often somebody may try to sign in, counted by all processes together, so that guessing stops and victims do not.

Tries are counted by account (as typed, whether there is one or not) and by address. A device on which the person has
signed in before has a count of its own instead: whoever guesses from elsewhere, or beside it behind the same address of
a hospital, uses up none of its tries. Signing in by passkey alone is not counted: a passkey cannot be guessed.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from registry.institutions.models import User

WINDOW_MINUTES = 15
BY_ACCOUNT, BY_DEVICE, BY_ADDRESS = 5, 10, 50
"""Tries in one window. Two windows meet, so that nobody has more than twice as many in any quarter of an hour."""
KEPT_SECONDS = 180 * 24 * 60 * 60
DEVICE_SALT, MOST_PEOPLE = "known device", 10

COUNT = f"""
INSERT INTO registry_try AS t (key, began_at, tries) VALUES (%s, now(), 1)
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN t.began_at < now() - interval '{WINDOW_MINUTES} minutes' THEN 1 ELSE t.tries + 1 END,
    began_at = CASE WHEN t.began_at < now() - interval '{WINDOW_MINUTES} minutes' THEN now() ELSE t.began_at END
RETURNING tries
"""
TAKE_BACK = "UPDATE registry_try SET tries = tries - 1 WHERE key = ANY(%s) AND tries > 0"
FORGET = f"DELETE FROM registry_try WHERE began_at < now() - interval '{WINDOW_MINUTES} minutes'"


@dataclass(frozen=True)
class Tries:
    """Counts that one try has raised. ``allowed``: whether none of them was at its end."""

    keys: tuple[str, ...]
    allowed: bool

    def take_back(self) -> None:
        """It was no guess: the right password or code was given."""
        with connection.cursor() as cursor:
            cursor.execute(TAKE_BACK, [list(self.keys)])


def count_try(request: HttpRequest, email: str, step: str) -> Tries:
    """Count one more try of a step ("password", "code"), before it is looked at, so that many at once count too."""
    device = _device_of(request, email)
    if device:
        counts = {_key(step, "device", email, device): BY_DEVICE}
    else:
        address = truncate_ip(get_adapter().get_client_ip(request))
        counts = {_key(step, "address", address): BY_ADDRESS, _key(step, "account", email): BY_ACCOUNT}
    allowed = all([_counted(key) <= most for key, most in counts.items()])
    return Tries(tuple(counts), allowed)


def forget_old_tries() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET)


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this browser be known as one in which the person has signed in; it ends with the password."""
    kept = _kept(request)
    people = [one for one in kept.get("people", []) if one != _mark(user)][-MOST_PEOPLE + 1 :]
    value = {"device": kept.get("device") or get_random_string(22), "people": [*people, _mark(user)]}
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(value, salt=DEVICE_SALT),
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _device_of(request: HttpRequest, email: str) -> str:
    kept = _kept(request)
    users = filter_users_by_email(email, for_login=True)
    return kept["device"] if any(_mark(user) in kept.get("people", []) for user in users) else ""


def _kept(request: HttpRequest) -> dict:
    try:
        return signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=DEVICE_SALT, max_age=KEPT_SECONDS
        )
    except signing.BadSignature:
        return {}


def _mark(user: User) -> str:
    return salted_hmac(DEVICE_SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:22]


def _key(*parts: str) -> str:
    """Neither addresses nor names stand in the table."""
    return salted_hmac("tries", "\0".join(parts).lower(), algorithm="sha256").hexdigest()


def _counted(key: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key])
        return cursor.fetchone()[0]
