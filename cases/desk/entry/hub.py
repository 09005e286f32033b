"""The task list of a case: each section with its state, what stands in it and what is still needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse

from cases.photographs.models import Photograph
from cases.records.completeness import Completeness, completeness_of
from cases.records.kinds import Kind
from cases.records.models import Case, Said, SectionMark
from cases.records.sections import FACTS, SECTIONS, CaseSection, kinds_by_key, section_of
from cases.records.stops import Stop
from cases.records.warnings import CaseWarning


class State(StrEnum):
    """How far a section has come. ``QUESTION``: something unlikely is not answered; ``PROBLEM``: it cannot be."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    QUESTION = "question"
    PROBLEM = "problem"


STATE_WORDS = {
    State.NOT_STARTED: "Not started",
    State.IN_PROGRESS: "In progress",
    State.DONE: "Done",
    State.QUESTION: "There is a question",
    State.PROBLEM: "There is a problem",
}
NAMED = 3
"""So many missing values are named on a line of the task list."""
WITHOUT_ROW = {"AGE_UNDER_18": "patient", "AGE_AND_MENOPAUSE": "patient"}
"""Code of a warning that names no row -> its section; the facts of the case for all others."""


@dataclass(frozen=True)
class Task:
    """One line of the task list.

    ``stops``: what is impossible there; ``questions``: warnings without an answer; ``said``: what a person called it.
    """

    section: CaseSection
    state: State
    rows: int
    needs: Completeness
    stops: tuple[Stop, ...]
    questions: tuple[CaseWarning, ...]
    said: str
    url: str

    @property
    def words(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def still_needed(self) -> str:
        """What is missing, the first few by name."""
        names = [one.says for one in self.needs.missing]
        more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
        return ", ".join([*names[:NAMED], *more])

    @property
    def empty_for_good(self) -> bool:
        return self.said == Said.NOTHING and not self.rows

    @property
    def may_be_empty(self) -> bool:
        """Whether a person may say that nothing is to be recorded here."""
        return self.section is not FACTS and not self.rows and not self.said


@dataclass(frozen=True)
class Hub:
    """The task list, and over all sections what is given and what is needed."""

    tasks: tuple[Task, ...]
    needs: Completeness
    stops: int
    questions: int

    @property
    def done(self) -> int:
        return sum(one.state == State.DONE for one in self.tasks)

    def task(self, slug: str) -> Task:
        return next(one for one in self.tasks if one.section.slug == slug)


def hub_of(case: Case, document: Mapping[str, Any], stops: Sequence[Stop], questions: Sequence[CaseWarning]) -> Hub:
    """The task list for the case's own institution. ``questions``: the warnings that nobody has answered."""
    photographs = Photograph.objects.filter(case=case).count()
    marks = dict(SectionMark.objects.filter(case=case).values_list("section", "says"))
    needs = completeness_of(document, {slug for slug, says in marks.items() if says == Said.NOTHING})
    kinds = kinds_by_key(document)
    stopped, asked = _by_section(kinds, stops), _by_section(kinds, questions)
    tasks = []
    for one in SECTIONS:
        rows, said = photographs if one.elsewhere else len(one.rows(document)), marks.get(one.slug, "")
        looked_at = State.PROBLEM if one.slug in stopped else State.QUESTION if one.slug in asked else None
        tasks.append(
            Task(
                section=one,
                state=looked_at or _state(rows > 0 or one is FACTS, needs.of(one.slug), said),
                rows=rows,
                needs=needs.of(one.slug),
                stops=tuple(stopped.get(one.slug, ())),
                questions=tuple(asked.get(one.slug, ())),
                said=said,
                url=reverse("case-section", args=[case.pk, one.slug]),
            )
        )
    return Hub(tuple(tasks), needs, len(stops), len(questions))


def _state(holds_something: bool, needs: Completeness, said: str) -> State:
    if said == Said.DONE or (said == Said.NOTHING and not holds_something):
        return State.DONE
    if not holds_something:
        return State.NOT_STARTED
    return State.IN_PROGRESS if needs.missing else State.DONE


def _by_section(kinds: Mapping[str, Kind], found: Sequence[Stop | CaseWarning]) -> dict[str, list]:
    """Slug of a section -> what speaks of its rows; what speaks of two sections stands in both."""
    grouped = {}
    for one in found:
        places = {section_of(kinds[key]).slug for key in one.keys if key in kinds}
        for slug in places or {WITHOUT_ROW.get(one.code, "facts")}:
            grouped.setdefault(slug, []).append(one)
    return grouped
