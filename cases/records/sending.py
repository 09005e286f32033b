"""A form that is sent twice is taken once: a double click, Back and send again, a proxy that repeats a request."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from cases.records.models import Case, Draft, SentForm
from registry.institutions.scoping import Scope

OURS = "draft-"
"""What a form says of itself, beside its fields, begins with this."""

NOT_TYPED = ("csrfmiddlewaretoken", "add", "drop", "another", "save-draft", "identifies-nobody")


@dataclass(frozen=True)
class Sending:
    """One form as it is sent. ``form``: its name; ``object``: what it is about; ``key``: the opened page.

    ``digest``: of everything typed, keyed, so that it says nothing about what was typed.
    """

    form: str
    object: uuid.UUID
    key: uuid.UUID
    digest: str


def typed_fields(post: QueryDict) -> dict[str, list[str]]:
    """What was typed: name -> texts, without what the page adds; NUL, which no column takes, is replaced."""
    return {
        _without_nul(name): [_without_nul(value) for value in values]
        for name, values in post.lists()
        if name not in NOT_TYPED and not name.startswith(OURS) and "password" not in name
    }


def _without_nul(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def digest_of(post: QueryDict) -> str:
    """A keyed digest of what was typed, in hexadecimal."""
    text = repr(sorted(typed_fields(post).items()))
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def one_at_a_time(thing: uuid.UUID) -> None:
    """Wait until no other transaction works on a thing that has no row to lock yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(thing)])


def is_sent(sending: Sending | None) -> bool:
    """Whether exactly this was taken from this page before."""
    if sending is None:
        return False
    return SentForm.objects.filter(key=sending.key, digest=sending.digest, object=sending.object).exists()


def note_sent(sending: Sending | None, case: Case, by: Scope) -> None:
    """Remember that the form was taken, inside the action that took it; the person's draft of it has done its work."""
    if sending is None or not by.signed_in:
        return
    facts = {"digest": sending.digest, "object": sending.object, "sent_at": timezone.now()}
    SentForm.objects.filter(key=sending.key, user=by.user_id).delete()
    SentForm.objects.create(key=sending.key, institution=case.institution, case=case, user=by.user, **facts)
    Draft.objects.own(by).filter(form=sending.form, object=sending.object).delete()
