"""The whole case on one page: every section with its rows, each row opened where it stands."""

from dataclasses import dataclass

from cases.desk.entry.hub import Hub
from cases.desk.entry.reading import Part, Reading
from cases.desk.questions.marks import Marks, marks_of
from cases.records.models import Case
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class WholePage:
    """``marks``: questions at its fields."""

    case: Case
    hub: Hub
    parts: tuple[Part, ...]
    may_edit: bool
    marks: Marks


def whole_page(case: Case, scope: Scope) -> WholePage:
    """Everything for a member of the case's institution; the forms themselves are fetched when they are opened."""
    reading = Reading(case, scope, back="whole")
    parts = tuple(reading.part(one) for one in reading.hub.tasks)
    return WholePage(case, reading.hub, parts, reading.may_edit, marks_of(case, scope, reading.document))
