"""Noting that something was read or taken away: one line in whatever shows or writes it.

The note stands in the transaction of the request: what could not be noted was not shown either.
"""

import uuid
from collections.abc import Mapping
from typing import Protocol

from django.db import connection

from registry.audit.models import Act, How, Thing


class Reader(Protocol):
    """A scope, as far as the audit asks: at which institutions the person reads cases in full."""

    sites: frozenset[uuid.UUID]


class Concerned(Protocol):
    """A case, or what belongs to one. Written as text it is its pseudonym, or says nothing that identifies."""

    pk: uuid.UUID
    institution_id: uuid.UUID


# The same thing opened again by the same person within a minute (a page and its parts) is one reading.
NOTE = """
INSERT INTO audit_accesslog (at, act, what, how, institution_id, subject_id, about, rows)
SELECT now(), %(act)s, %(what)s, %(how)s, %(institution)s::uuid, %(subject)s::uuid, %(about)s, %(rows)s::int
WHERE %(act)s = 'export' OR NOT EXISTS (
    SELECT 1 FROM audit_accesslog WHERE subject_id = %(subject)s::uuid AND at > now() - interval '1 minute'
    AND what = %(what)s AND act = 'read'
    AND person_id = nullif(current_setting('app.user', true), '')::uuid
)
"""


def note_read(
    *, by: Reader, what: Thing, about: Concerned | None = None, how: How | None = None, rows: int | None = None
) -> None:
    """Note that ``by`` was shown something. ``how``: worked out from whose it is unless given."""
    _note(Act.READ, by, what, about, how, rows)


def note_export(
    *, by: Reader, what: Thing, about: Concerned | None = None, how: How | None = None, rows: int | None = None
) -> None:
    """Note that ``by`` took something away as a file."""
    _note(Act.EXPORT, by, what, about, how, rows)


def note_rows(
    *, by: Reader, act: Act, what: Thing, held: Mapping[uuid.UUID, int], subject: uuid.UUID | None = None
) -> None:
    """Note a reading or export that held rows of several institutions. ``held``: institution -> number of its rows.

    One note for each institution, so that its leads see it; one without any where only numbers left.
    """
    for institution, rows in held.items() or [(None, 0)]:
        how = How.IN_FULL if institution in by.sites else How.DEIDENTIFIED
        _insert(act, what, how, institution, subject, "", rows)


def _note(act: Act, by: Reader, what: Thing, about: Concerned | None, how: How | None, rows: int | None) -> None:
    institution = about.institution_id if about is not None else None
    how = how or (How.IN_FULL if institution in by.sites else How.DEIDENTIFIED)
    _insert(act, what, how, institution, about.pk if about is not None else None, _named(about), rows)


def _named(about: Concerned | None) -> str:
    """The pseudonym of a case; of everything else the key is enough."""
    return getattr(about, "pseudonym", "")


def _insert(
    act: Act, what: Thing, how: How, institution: uuid.UUID | None, subject: uuid.UUID | None, about: str, rows
) -> None:
    values = {"act": act, "what": what, "how": how, "institution": institution, "subject": subject}
    with connection.cursor() as cursor:
        cursor.execute(NOTE, values | {"about": about, "rows": rows})
