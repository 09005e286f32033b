"""The whole case on one page: every section with its rows, each row opened where it stands."""

from dataclasses import dataclass

from cases.desk.entry.hub import Hub
from cases.desk.entry.reading import Part, Reading
from cases.records.models import Case
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class WholePage:
    case: Case
    hub: Hub
    parts: tuple[Part, ...]
    may_edit: bool


def whole_page(case: Case, scope: Scope) -> WholePage:
    """Everything for a member of the case's institution; the forms themselves are fetched when they are opened."""
    reading = Reading(case, scope, back="whole")
    return WholePage(case, reading.hub, tuple(reading.part(one) for one in reading.hub.tasks), reading.may_edit)
