"""The whole case on one page: every section with its rows, each row opened where it stands."""

from dataclasses import dataclass

from django.urls import reverse

from cases.desk.entry.hub import Hub, Task
from cases.desk.entry.reading import FactRow, Gap, Question, Reading
from cases.desk.record import Section
from cases.records.models import Case
from cases.records.sections import FACTS
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Part:
    """One section on the page. ``elsewhere``: the page where it is entered, if not here."""

    task: Task
    elsewhere: str
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
        elsewhere=reverse(task.section.elsewhere, args=[reading.case.pk]) if task.section.elsewhere else "",
        facts=reading.facts() if task.section is FACTS else (),
        sections=reading.sections(task.section),
        gaps=reading.gaps(task),
        questions=reading.questions(task),
    )
