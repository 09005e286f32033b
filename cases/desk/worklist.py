"""What waits for a reviewer: cases that they have, and cases that nobody has yet."""

from collections.abc import Callable
from dataclasses import dataclass

from cases.desk.spoken import label_of
from cases.records.models import Case
from cases.review.policies import can_move
from cases.rules.vocabulary import CaseStatus, LegalBasisKind
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Waiting:
    """A case of another institution, without its local code."""

    case: Case
    legal_basis: str

    @property
    def again(self) -> bool:
        """Whether the reviewer has returned it before, and it is back."""
        return self.case.status == CaseStatus.SUBMITTED and self.case.reviewer_id is not None


@dataclass(frozen=True)
class ReviewList:
    """``key``: in the address of the page. ``empty``: what is said where no case stands in it."""

    key: str
    title: str
    lead: str
    empty: str
    waiting: tuple[Waiting, ...]


def review_lists(scope: Scope) -> tuple[ReviewList, ...]:
    """The lists of a reviewer, the most urgent first; every case stands in one of them."""
    cases = (
        Case.objects.visible_to(scope)
        .exclude(institution__in=scope.sites)
        .exclude(status=CaseStatus.DRAFT)
        .select_related("institution")
        .defer("local_code", "comment")
        .order_by("submitted_at", "pseudonym")
    )
    left = [Waiting(one, label_of(LegalBasisKind, one.legal_basis_kind)) for one in cases]
    lists = []
    for key, title, lead, empty, belongs in LISTS:
        found = tuple(one for one in left if belongs(one.case, scope))
        left = [one for one in left if one not in found]
        lists.append(ReviewList(key, title, lead, empty, found))
    return tuple(lists)


def _in_hand(case: Case, scope: Scope) -> bool:
    return case.reviewer_id == scope.user_id and case.status in (CaseStatus.IN_REVIEW, CaseStatus.SUBMITTED)


def _changed(case: Case, scope: Scope) -> bool:
    return case.status == CaseStatus.AMENDED and (case.reviewer_id == scope.user_id or can_move(case, "confirm", scope))


def _free(case: Case, scope: Scope) -> bool:
    return can_move(case, "claim", scope)


def _returned(case: Case, scope: Scope) -> bool:
    return case.status == CaseStatus.RETURNED and case.reviewer_id == scope.user_id


def _done(case: Case, scope: Scope) -> bool:
    return case.reviewer_id == scope.user_id


LISTS: tuple[tuple[str, str, str, str, Callable[[Case, Scope], bool]], ...] = (
    (
        "mine",
        "You review",
        "Read, ask, and accept or return. No other reviewer sees them.",
        "You have no case.",
        _in_hand,
    ),
    (
        "changed",
        "Changed after acceptance",
        "Look at the sections that changed, and confirm.",
        "No accepted case was changed.",
        _changed,
    ),
    (
        "waiting",
        "Wait for a reviewer",
        "The longest-waiting first. Take one into review and it is yours.",
        "Every case that was submitted is in review.",
        _free,
    ),
    ("returned", "At their institution", "You returned them; they come back to you.", "You returned none.", _returned),
    ("done", "Accepted by you", "They stay in your sight, in case they are changed.", "You accepted none yet.", _done),
)
