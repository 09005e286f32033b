"""What a page sends to be kept: read from the request, not judged."""

import json
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, resolve

from cases.records.kinds import KINDS
from cases.records.sending import Sending, digest_of, typed_fields

FORMS = {
    "case": "Facts of the case",
    "day-zero": "Day zero",
    "quick-line": "The course in one go",
    "warning-answer": "Answer to a question",
} | {kind.slug: kind.title for kind in KINDS}
"""Forms of which drafts are kept -> how a draft is called. A form that is not named here keeps none."""

LARGEST = 200_000
"""Characters of one draft, names of fields included. The longest form, filled in, takes a tenth of it."""
LARGEST_STORED = 262_144
"""Bytes of one draft as JSON, to which the database holds it: a letter may take four, a control character six."""
TOO_LONG = "This is too long to be kept as a draft. Save the form, or shorten the longest text."


@dataclass(frozen=True)
class Typed:
    """What stands in one form.

    ``key``: the opened page; ``base``: the revision of the draft that it last knew of, 0 for none; ``sequence``: grows
    with each time that the page sends, ``None`` from a page without script.
    """

    form: str
    object: uuid.UUID
    key: uuid.UUID
    base: int
    sequence: int | None
    page: str
    fields: dict[str, list[str]]

    @classmethod
    def of(cls, post: QueryDict) -> "Typed":
        """Raise ``ValidationError`` if this is no form of ours, or longer than a draft may be."""
        ids = [id_in(post.get(name)) for name in ("draft-object", "draft-key")]
        form, page = post.get("draft-form", ""), post.get("draft-page", "")
        if form not in FORMS or None in ids or not _is_page(page):
            raise ValidationError("This came from no form of the registry, so it is not kept. Reload the page.")
        fields = typed_fields(post)
        if _is_too_long(fields):
            raise ValidationError(TOO_LONG)
        base, sequence = number_in(post, "draft-base", digits=9), number_in(post, "draft-sequence", digits=15)
        return cls(form, *ids, base or 0, sequence, page, fields)


def sending_of(post: QueryDict) -> Sending | None:
    """The form as it is sent, or ``None`` where it does not say which page it comes from."""
    ids = [id_in(post.get(name)) for name in ("draft-object", "draft-key")]
    if None in ids:
        return None
    return Sending(post.get("draft-form", ""), *ids, digest_of(post))


def id_in(text: str | None) -> uuid.UUID | None:
    """A UUID as a form writes it, else ``None``."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def number_in(post: QueryDict, name: str, *, digits: int) -> int | None:
    """A number of at most so many digits, which is what its column holds; else ``None``."""
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def _is_too_long(fields: dict[str, list[str]]) -> bool:
    if sum(len(name) + sum(map(len, texts)) for name, texts in fields.items()) > LARGEST:
        return True
    return len(json.dumps(fields, ensure_ascii=False).encode(errors="surrogatepass")) > LARGEST_STORED


def _is_page(path: str) -> bool:
    """Whether it is an address of this registry, so that a person may be led there."""
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return path.startswith("/cases/") and len(path) <= 200 and "\x00" not in path
