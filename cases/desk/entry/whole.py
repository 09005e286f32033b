"""The whole case on one page: every section with its rows, each row opened where it stands."""

from dataclasses import dataclass

from cases.desk.entry.hub import Hub, Task
from cases.desk.entry.reading import FactRow, Gap, Question, Reading
from cases.desk.record import Section
from cases.records.models import Case
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Part:
    """One section on the page."""

    task: Task
    facts: tuple[FactRow, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class WholePage:
    case: Case
    hub: Hub
    parts: tuple[Part, ...]
    may_edit: bool


def whole_page(case: Case, scope: Scope) -> WholePage:
    """Everything for a member of the case's institution; the forms themselves are fetched when they are opened."""
    reading = Reading(case, scope, back="whole")
    return WholePage(case, reading.hub, tuple(_part(reading, one) for one in reading.hub.tasks), reading.may_edit)


def _part(reading: Reading, task: Task) -> Part:
    return Part(
        task=task,
        facts=() if task.section.kinds else reading.facts(),
        sections=reading.sections(task.section),
        gaps=reading.gaps(task),
        questions=reading.questions(task),
    )
