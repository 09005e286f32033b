"""Why reviewers returned a case, for the pages of its institution and of those who review it again."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cases.records.models import Case, CaseReturn
from cases.rules.vocabulary import CaseStatus


@dataclass(frozen=True)
class Returned:
    """One return. ``at``: in the time of the institution."""

    by: str
    at: datetime
    reason: str


def returns_of(cases: Iterable[Case]) -> dict[uuid.UUID, tuple[Returned, ...]]:
    """Id of each case that was ever returned -> its returns, as far as this reader sees any, the newest first."""
    found: dict[uuid.UUID, tuple[Returned, ...]] = {}
    returns = CaseReturn.objects.filter(case__in=[one.pk for one in cases])
    for one in returns.select_related("returned_by", "institution").order_by("-returned_at"):
        at = one.returned_at.astimezone(ZoneInfo(one.institution.timezone))
        found[one.case_id] = (*found.get(one.case_id, ()), Returned(str(one.returned_by), at, one.reason))
    return found


def standing(case: Case, returns: Sequence[Returned]) -> Returned | None:
    """The return that the institution has to act upon: the newest one, until it hands the case in or takes it back."""
    returned = case.status == CaseStatus.DRAFT and case.submitted_at is not None and case.reviewer_id is not None
    return returns[0] if returned and returns else None
