"""A form saves nothing that is impossible beside the rest of the case: it says why, and where the other value is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.records.document import document_of
from cases.records.forms.entry import Entry, title_of
from cases.records.kinds import kind_of
from cases.records.models import Case, PatientRow
from cases.records.stops import DAY_ZERO, Place, Stop, stops_of
from registry.web.templatetags.web import ErrorLink


class Stopped(Exception):
    """What was saved is taken back, for it is impossible; ``stops`` say why."""

    def __init__(self, stops: list[Stop]):
        super().__init__("This is impossible beside the rest of the case.")
        self.stops = stops


@contextmanager
def stopping(case: Case, row: PatientRow) -> Iterator[None]:
    """Save a row inside this: ``Stopped``, and nothing is kept, if something about it is then impossible."""
    with transaction.atomic():
        yield
        found = [one for one in stops_of(document_of(case), timezone.localdate()) if row.key in one.rows]
        if found:
            raise Stopped(found)


def link_to(place: Place, entry: Entry, row: PatientRow) -> ErrorLink | None:
    """The form of a value that stands elsewhere in the case; None for a value of this very row."""
    if place == DAY_ZERO:
        return ErrorLink(reverse("day-zero", args=[entry.case.pk]), "Look at day zero")
    other = entry.rows.get(place.row)
    if other is None or other.pk == row.pk:
        return None
    kind = kind_of(other)
    address = reverse("row-edit", args=[entry.case.pk, kind.slug, other.pk])
    return ErrorLink(f"{address}#div_id_{place.field}", f"Look at {title_of(kind, other).lower()}")
