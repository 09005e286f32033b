"""Saying why something that looks identifying identifies nobody: for one request, kept with the reason, known later.

What is kept is a keyed digest of the words, never the words. Whoever wrote them once with a reason, or a colleague of
the same institution, may write them again.
"""

import hashlib
import hmac
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from cases.records.identifying.finding import Finding, identifying_in
from cases.rules.calendar_text import calendar_text_in
from registry.institutions.scoping import Scope

ASKED = "identifies-nobody"
"""The name of the box in which the reason is typed."""
ASKS = "or, if it identifies nobody, say why and send the form again"
SHORTEST, LONGEST = 8, 200
"""Characters of a reason."""


@dataclass(frozen=True)
class Spoken:
    """Words that were let through. ``field``: where; the institution and the case: where they are known."""

    finding: Finding
    field: str
    institution: uuid.UUID | None
    case: uuid.UUID | None


@dataclass
class Speaker:
    """One person's reason for the length of one request, and what was let through by it."""

    reason: str
    spoken: list[Spoken] = field(default_factory=list)


SPEAKING: ContextVar[Speaker | None] = ContextVar("speaking", default=None)


def refuse_identifying(
    text: str, *, name: str = "", institution: uuid.UUID | None = None, case: uuid.UUID | None = None
) -> None:
    """``ValidationError`` for the first thing in a text that looks identifying, unless somebody speaks for it."""
    found = [one for one in identifying_in(text) if not is_spoken_for(one)]
    speaker = SPEAKING.get()
    if found and (speaker is None or not speaker.reason):
        raise ValidationError(f"{found[0]}. Leave it out; {ASKS}.")
    if found:
        check_reason(speaker.reason)
        speaker.spoken += [Spoken(one, name, institution, case) for one in found]


def check_reason(reason: str) -> None:
    """``ValidationError`` unless the reason says something, and nothing that identifies."""
    if len(reason) < SHORTEST:
        raise ValidationError(f"Say in a few words why it identifies nobody; {ASKS}.")
    if calendar_text_in(reason) or identifying_in(reason):
        raise ValidationError(f"The reason itself must not identify anybody; reword it, {ASKS}.")


def digest_of_words(text: str) -> str:
    """A keyed digest of some words, in hexadecimal."""
    return hmac.new(settings.SECRET_KEY.encode(), text.strip().casefold().encode(), hashlib.sha256).hexdigest()


def is_spoken_for(found: Finding) -> bool:
    """Whether the person or their institution gave a reason for exactly these words before."""
    return apps.get_model("records", "KeptWords").objects.filter(digest=digest_of_words(found.text)).exists()


@contextmanager
def speaking(reason: str) -> Iterator[Speaker]:
    """Work with a reason for whatever looks identifying; the caller keeps what was let through."""
    speaker = Speaker(" ".join(reason.split())[:LONGEST])
    token = SPEAKING.set(speaker)
    try:
        yield speaker
    finally:
        SPEAKING.reset(token)


def keep_reasons(*, speaker: Speaker, by: Scope) -> None:
    """Note, with the reason, what was let through."""
    kept = apps.get_model("records", "KeptWords")
    home = next(iter(sorted(by.sites or by.home)), None)
    latest = {(one.field, one.finding): one for one in speaker.spoken}  # a form asks before its action does
    for one in latest.values():
        kept.objects.create(
            institution_id=one.institution or home,
            case_id=one.case,
            field=one.field[:80],
            kind=one.finding.kind[:60],
            digest=digest_of_words(one.finding.text),
            reason=speaker.reason,
            kept_by=by.user,
        )


class SpeakFor:
    """Takes the reason from a form that was sent, and keeps it if the form was taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with speaking(_reason_in(request)) as speaker:
            response = self.get_response(request)
            if speaker.spoken and response.status_code < 400 and request.scope.signed_in:
                keep_reasons(speaker=speaker, by=request.scope)
        return response


def _reason_in(request: HttpRequest) -> str:
    """Forms with files are read by their own views."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return ""
    return next((text for text in request.POST.getlist(ASKED) if text.strip()), "")
