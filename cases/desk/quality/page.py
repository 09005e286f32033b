"""The data-quality page: numbers by institution, each a way to the list of its cases for who may open them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.desk.work.lists import Desk, Worklist
from cases.records.models import Case
from cases.records.quality import Quality, quality_of
from cases.review.questions.figures import AGES, FIGURES
from cases.review.questions.models import Question
from cases.review.questions.steps import ReviewState
from cases.rules.vocabulary import CaseStatus
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Number:
    """One number. ``url``: the list behind it, empty for who may not open it."""

    label: str
    value: int
    url: str = ""


@dataclass(frozen=True)
class Part:
    """One institution. ``ages``: open questions of the review by how long they wait."""

    quality: Quality
    numbers: tuple[Number, ...]
    ages: tuple[tuple[str, int], ...]


def parts_of(scope: Scope) -> list[Part]:
    """One part per institution that the person leads; to an administrator one of each that is active."""
    found = Institution.objects.filter(active=True)
    sites = (found if scope.administrator else found.filter(pk__in=scope.led)).in_bulk()
    asked = _open_questions(scope)
    due = _follow_up_due(scope)
    return [_part(one, scope, asked.get(one.institution.pk, []), due) for one in quality_of(sites)]


def _part(quality: Quality, scope: Scope, asked: list[float], due: Counter) -> Part:
    leads = quality.institution.pk in scope.led
    counts = quality.counts
    numbers = [
        Number("Drafts", counts.get(CaseStatus.DRAFT, 0), _list(Worklist.DRAFTS, leads)),
        Number("Returned", counts.get(CaseStatus.RETURNED, 0), _list(Worklist.RETURNED, leads)),
        Number("Not touched for 30 days", counts.get("stale_30", 0), _list(Worklist.STALE, leads)),
        Number("Not touched for 90 days", counts.get("stale_90", 0), _list(Worklist.STALE, leads)),
        Number("Waiting for a reviewer", counts.get(CaseStatus.SUBMITTED, 0), _list(Worklist.HANDED_IN, leads)),
        Number("In review", counts.get(CaseStatus.IN_REVIEW, 0), _list(Worklist.HANDED_IN, leads)),
        Number("Open questions", len(asked), reverse("question-list" if leads else "question-figures")),
    ]
    if leads:
        numbers.append(Number("Follow-up due", due[quality.institution.pk], _list(Worklist.FOLLOW_UP, leads)))
    ages = tuple((title, sum(lo <= one and (hi is None or one < hi) for one in asked)) for lo, hi, title in AGES)
    return Part(quality, tuple(numbers), ages)


def _list(worklist: Worklist, leads: bool) -> str:
    return f"{reverse('my-work')}?list={worklist.value}&whose=all" if leads else ""


def _open_questions(scope: Scope) -> dict[UUID, list[float]]:
    """Institution -> days since each of its open questions was asked."""
    now, asked = timezone.now(), list(_asked(scope))
    sites = {site for site, _ in asked}
    return {site: [(now - at).total_seconds() / 86400 for one, at in asked if one == site] for site in sites}


def _asked(scope: Scope) -> Iterable[tuple[UUID, datetime]]:
    """To administrators the database gives figures without a case; leads read the questions of their own."""
    if not scope.administrator:
        found = Question.objects.visible_to(scope).still_open().filter(institution__in=scope.led)
        return found.values_list("institution_id", "asked_at")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT institution_id, asked_at FROM ({FIGURES}) f WHERE review_state = %s", [ReviewState.OPEN]
        )
        return cursor.fetchall()


def _follow_up_due(scope: Scope) -> Counter:
    """Institution -> patients whose follow-up is due. It takes the vault, so leads only."""
    if not scope.led:
        return Counter()
    due = [seen.case_id for seen, _ in Desk(scope, everybody=True).followed().due]
    return Counter(Case.objects.in_full_for(scope).filter(pk__in=due).values_list("institution_id", flat=True))
