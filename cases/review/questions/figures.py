"""How questions fare: how long they take, how old the open ones are, where they stand. No row of a case in it."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from cases.review.questions.steps import ReviewState, SiteState
from registry.institutions.models import Institution

AGES = ((0, 7, "Up to a week"), (7, 30, "8 to 30 days"), (30, 90, "31 to 90 days"), (90, None, "More than 90 days"))
TOP = 10
FIGURES = "SELECT * FROM review_question_figures()"


@dataclass(frozen=True)
class Asked:
    """One question as figures need it, without its case and its words."""

    institution: UUID
    kind: str
    field: str
    section: str
    of_the_registry: bool
    site_state: str
    review_state: str
    asked_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.review_state == ReviewState.OPEN

    def days(self, now: datetime) -> float:
        """From asking to closing, or until now."""
        return ((self.closed_at or now) - self.asked_at).total_seconds() / 86400


@dataclass(frozen=True)
class Line:
    """Some questions together. ``median`` and ``longest``: days to close, of the closed ones; None without any."""

    title: str
    asked: int
    open: int
    resolved: int
    median: float | None
    longest: float | None


@dataclass(frozen=True)
class Figures:
    """``ages``: open questions by how long ago they were asked; ``fields``: where most were asked."""

    whole: Line
    people: Line
    registry: Line
    ages: tuple[tuple[str, int], ...]
    fields: tuple[Line, ...]
    institutions: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All questions, and those of people and of the registry."""
        return self.whole, self.people, self.registry


def figures(name_of: Callable[[Asked], str]) -> Figures:
    """All questions of the registry, for reviewers and administrators; nobody else gets a row from the database.

    ``name_of``: what the place of a question is called.
    """
    asked, now = _read(), timezone.now()
    names = dict(Institution.objects.values_list("pk", "name"))
    open_days = [one.days(now) for one in asked if one.is_open]
    return Figures(
        whole=_line("All questions", asked, now),
        people=_line("Asked by reviewers", [one for one in asked if not one.of_the_registry], now),
        registry=_line("Asked by the registry", [one for one in asked if one.of_the_registry], now),
        ages=tuple((title, sum(lo <= one and (hi is None or one < hi) for one in open_days)) for lo, hi, title in AGES),
        fields=_grouped(asked, name_of, now)[:TOP],
        institutions=tuple(sorted(_grouped(asked, lambda one: names[one.institution], now), key=lambda one: one.title)),
    )


def _read() -> list[Asked]:
    with connection.cursor() as cursor:
        cursor.execute(FIGURES)
        return [Asked(*row) for row in cursor.fetchall()]


def _grouped(asked: Iterable[Asked], by: Callable[[Asked], str], now: datetime) -> tuple[Line, ...]:
    """One line per group, the largest first."""
    some = list(asked)
    counted = Counter(by(one) for one in some)
    return tuple(_line(title, [one for one in some if by(one) == title], now) for title, _ in counted.most_common())


def _line(title: str, asked: Iterable[Asked], now: datetime) -> Line:
    some = list(asked)
    days = [one.days(now) for one in some if one.closed_at is not None]
    still = [one for one in some if one.is_open]
    resolved = sum(one.site_state == SiteState.RESOLVED for one in still)
    median = statistics.median(days) if days else None
    return Line(title, len(some), len(still), resolved, median, max(days, default=None))
