"""A section of a case on a page of its own: its rows, what is still needed, and the way on."""

from dataclasses import dataclass

from django.urls import reverse

from cases.desk.entry.hub import Hub, Task
from cases.desk.entry.reading import FactRow, Gap, Question, Reading
from cases.desk.record import Section
from cases.records.models import Case
from cases.records.sections import FACTS, CaseSection
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class SectionPage:
    """``before`` and ``after``: the neighbours in the order of the task list."""

    case: Case
    hub: Hub
    task: Task
    elsewhere: str
    facts: tuple[FactRow, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]
    before: Task | None
    after: Task | None
    may_edit: bool


def section_page(case: Case, section: CaseSection, scope: Scope) -> SectionPage:
    """One section for a member of the case's institution."""
    reading = Reading(case, scope, back=section.slug)
    tasks = reading.hub.tasks
    place = [one.section for one in tasks].index(section)
    return SectionPage(
        case=case,
        hub=reading.hub,
        task=tasks[place],
        elsewhere=reverse(section.elsewhere, args=[case.pk]) if section.elsewhere else "",
        facts=reading.facts() if section is FACTS else (),
        sections=reading.sections(section),
        gaps=reading.gaps(tasks[place]),
        questions=reading.questions(tasks[place]),
        before=tasks[place - 1] if place else None,
        after=tasks[place + 1] if place + 1 < len(tasks) else None,
        may_edit=reading.may_edit,
    )
