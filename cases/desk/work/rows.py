"""The lines of a worklist: a case, how far it is, and what to do next about it, with the form in which it is done."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cases.desk.entry.reading import Gap, form_of, row_ids_in
from cases.desk.record import Links
from cases.desk.work.lists import Desk
from cases.records.completeness import Completeness, completeness_of
from cases.records.drafts.listed import ListedDraft, drafts_in
from cases.records.kinds import FOLLOW_UP
from cases.records.last_seen import LastSeen
from cases.records.models import Case, Said, SectionMark
from cases.records.policies import can_add_followup, can_edit
from cases.records.warnings import CaseWarning, shown
from cases.review.history import Returned, returns_of

NAMED = 3
"""So many missing values are named on a line."""


@dataclass(frozen=True)
class DraftLine:
    """A case that is being entered.

    ``gaps``: the first few missing values; ``typed``: what is not saved yet; ``returned``: by a reviewer, and why.
    """

    case: Case
    needs: Completeness
    gaps: tuple[Gap, ...]
    questions: int
    typed: tuple[ListedDraft, ...]
    returned: Returned | None

    @property
    def further(self) -> int:
        """Missing values that are not named."""
        return len(self.needs.missing) - len(self.gaps)


@dataclass(frozen=True)
class QuestionLine:
    """Something unlikely without a reason. ``url``: where it is answered; the case itself while it is not a draft."""

    case: Case
    says: str
    url: str
    answerable: bool


@dataclass(frozen=True)
class FollowUpLine:
    """A living patient of whom nothing is known for ``days``; ``on``: the calendar date of the last news."""

    case: Case
    days: int | None
    on: date | None
    may_add: bool

    @property
    def url(self) -> str:
        """The form that mends it; the case itself while it waits for its reviewer."""
        if self.days is None:
            return reverse("day-zero", args=[self.case.pk])
        form = reverse("row-create", args=[self.case.pk, FOLLOW_UP.slug])
        return form if self.may_add else self.case.get_absolute_url()

    @property
    def months(self) -> int | None:
        return None if self.days is None else round(self.days / 30.4375)


Documents = Mapping[uuid.UUID, Mapping[str, Any]]
"""Id of a case -> its record."""


def draft_lines(cases: Sequence[Case], documents: Documents, desk: Desk) -> list[DraftLine]:
    """The drafts of one page; as many queries as for one of them."""
    ids = [one.pk for one in cases]
    rows, typed = row_ids_in(ids), drafts_in(cases, desk.scope)
    empty, returns = _empty_sections(ids), returns_of(cases)
    lines = []
    for one in cases:
        needs = completeness_of(documents[one.pk], empty.get(one.pk, frozenset()))
        links = Links(str(one.pk), rows.get(one.pk, {}), can_edit(one, desk.scope))
        gaps = tuple(Gap(need, form_of(need, links)) for need in needs.missing[:NAMED])
        questions, waiting = len(_unanswered(documents[one.pk])), tuple(typed.get(one.pk, ()))
        lines.append(DraftLine(one, needs, gaps, questions, waiting, returns.get(one.pk)))
    return lines


def question_lines(cases: Sequence[Case], documents: Documents, desk: Desk) -> list[QuestionLine]:
    """What is unlikely in some cases."""
    return [_question(case, one, desk) for case in cases for one in _unanswered(documents[case.pk])]


def follow_up_lines(some: Sequence[tuple[LastSeen, int | None]], desk: Desk) -> list[FollowUpLine]:
    cases = Case.objects.in_full_for(desk.scope).select_related("institution").in_bulk([one.case_id for one, _ in some])
    return [
        FollowUpLine(cases[one.case_id], days, one.on, can_add_followup(cases[one.case_id], desk.scope))
        for one, days in some
    ]


def _question(case: Case, warning: CaseWarning, desk: Desk) -> QuestionLine:
    if not can_edit(case, desk.scope):
        return QuestionLine(case, warning.says, case.get_absolute_url(), answerable=False)
    asked = {"code": warning.code, "about": warning.about}
    return QuestionLine(case, warning.says, reverse("warning-answer", args=[case.pk], query=asked), answerable=True)


def _unanswered(document: Mapping[str, Any]) -> list[CaseWarning]:
    return [one for one in shown(document) if not one.answer]


def _empty_sections(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    for case, section in SectionMark.objects.filter(case__in=ids, says=Said.NOTHING).values_list("case_id", "section"):
        found.setdefault(case, set()).add(section)
    return found
