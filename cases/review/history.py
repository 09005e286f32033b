"""The moves that a case has made, for the pages of its institution and of who reviews it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cases.records.models import Case
from cases.review.models import CaseMove
from cases.review.workflow import BY_KEY
from cases.rules.vocabulary import CaseStatus

WRITTEN = "Written by an import"


@dataclass(frozen=True)
class Step:
    """One move. ``at``: in the time of the institution. ``reviewer``: who was given the case, if it changed hands."""

    title: str
    by: str
    at: datetime
    reason: str
    came_from: str
    to: str
    to_label: str
    reviewer: str


@dataclass(frozen=True)
class Returned:
    """Why a reviewer gave a case back. ``at``: in the time of the institution."""

    by: str
    at: datetime
    reason: str


def steps_of(case: Case) -> tuple[Step, ...]:
    """Every move of a case that this reader may know of, the newest first."""
    moves = CaseMove.objects.filter(case=case).select_related("by", "reviewer", "institution").order_by("-at")
    return tuple(_step(one) for one in moves)


def returns_of(cases: Iterable[Case]) -> dict[uuid.UUID, Returned]:
    """Id of each case that stands returned -> its last return, which the institution has to act upon."""
    standing = [one.pk for one in cases if one.status == CaseStatus.RETURNED]
    moves = CaseMove.objects.filter(case__in=standing, to=CaseStatus.RETURNED).exclude(came_from=CaseStatus.RETURNED)
    found = moves.select_related("by", "institution").order_by("at")
    return {one.case_id: Returned(_name(one.by), _at(one), one.reason) for one in found}


def _step(move: CaseMove) -> Step:
    title = BY_KEY[move.key].title if move.key in BY_KEY else WRITTEN
    assigned = move.key in ("assign", "reassign")
    return Step(
        title=title,
        by=_name(move.by),
        at=_at(move),
        reason=move.reason,
        came_from=move.came_from,
        to=move.to,
        to_label=move.get_to_display(),
        reviewer=_name(move.reviewer) if assigned else "",
    )


def _name(person) -> str:
    return str(person) if person else ""


def _at(move: CaseMove) -> datetime:
    return move.at.astimezone(ZoneInfo(move.institution.timezone))
