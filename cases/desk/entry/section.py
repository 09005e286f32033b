"""A section of a case on a page of its own: its rows, what is still needed, and the way on."""

from dataclasses import dataclass

from cases.desk.entry.hub import Hub, Task
from cases.desk.entry.reading import Part, Reading
from cases.desk.questions.marks import Marks, marks_of
from cases.records.models import Case
from cases.records.sections import CaseSection
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class SectionPage:
    """``before`` and ``after``: the neighbours in the order of the task list; ``marks``: questions at its fields."""

    case: Case
    hub: Hub
    part: Part
    before: Task | None
    after: Task | None
    may_edit: bool
    marks: Marks


def section_page(case: Case, section: CaseSection, scope: Scope) -> SectionPage:
    """One section for a member of the case's institution."""
    reading = Reading(case, scope, back=section.slug)
    tasks = reading.hub.tasks
    place = [one.section for one in tasks].index(section)
    return SectionPage(
        case=case,
        hub=reading.hub,
        part=reading.part(tasks[place]),
        before=tasks[place - 1] if place else None,
        after=tasks[place + 1] if place + 1 < len(tasks) else None,
        may_edit=reading.may_edit,
        marks=marks_of(case, scope, reading.document),
    )
