"""The worklists of a person, or of an institution for its leads: which cases stand in each, and how many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from cases.records.last_seen import LastSeen, last_seen
from cases.records.models import Case
from cases.records.querysets import CaseQuerySet
from cases.rules.vocabulary import BEING_ENTERED, TAKEN_IN, CaseStatus, LegalBasisKind
from registry.institutions.scoping import Scope

DUE_AFTER = 183
"""Days without news of a living patient after which a follow-up is due: six months."""
STALE_AFTER = 30
"""Days without a change after which a draft counts as left lying."""
ASKED = 60
"""So many cases, the newest first, are looked through for unlikely values: a list of work, not a search."""


class Worklist(StrEnum):
    """The lists, in the order of their tabs."""

    DRAFTS = "drafts"
    RETURNED = "returned"
    QUESTIONS = "questions"
    FOLLOW_UP = "follow-up"
    HANDED_IN = "handed-in"
    STALE = "stale"
    UNDATED = "undated"


TITLES = {
    Worklist.DRAFTS: "Drafts",
    Worklist.RETURNED: "Returned",
    Worklist.QUESTIONS: "Unlikely values",
    Worklist.FOLLOW_UP: "Follow-up due",
    Worklist.HANDED_IN: "Handed in",
    Worklist.STALE: "Not touched for 30 days",
    Worklist.UNDATED: "Last contact unknown",
}

Condition = Callable[[], Q]
IN_DRAFT = Q(status=CaseStatus.DRAFT)
RETURNED = Q(status=CaseStatus.RETURNED)
HANDED_IN = Q(status__in=(CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW, *TAKEN_IN))


@dataclass(frozen=True)
class Desk:
    """The lists of one reader. ``everybody``: of all members of the institutions that the person leads."""

    scope: Scope
    everybody: bool = False

    def cases(self) -> CaseQuerySet:
        """The cases that the lists are about: those that the person opened or handed in, or all that they lead."""
        own = Case.objects.in_full_for(self.scope)
        if self.everybody:
            return own.filter(institution__in=self.scope.led)
        return own.filter(Q(created_by=self.scope.user_id) | Q(submitted_by=self.scope.user_id))

    def of(self, worklist: Worklist) -> CaseQuerySet:
        """The cases of a list that the case alone decides, each with its last change, the most urgent first."""
        cases = with_last_change(self.cases()).select_related("institution")
        condition, order = DECIDED_BY_THE_CASE[worklist]
        return cases.filter(condition()).order_by(*order, "pseudonym")

    def in_question(self) -> CaseQuerySet:
        """The newest cases that may hold something unlikely; in accepted ones nobody can answer any."""
        cases = self.cases().exclude(status__in=TAKEN_IN).select_related("institution")
        return cases.order_by("-created_at", "pseudonym")[:ASKED]

    def followed(self) -> "Followed":
        """Who has to be asked how they are, among cases handed in. What only a publication tells cannot be followed."""
        ids = self.cases().filter(HANDED_IN).exclude(legal_basis_kind=LegalBasisKind.PUBLICATION)
        today = timezone.localdate()
        return Followed.of(last_seen(list(ids.values_list("pk", flat=True))), today)


@dataclass(frozen=True)
class Followed:
    """``due``: days without news by case, the longest first; ``undated``: where nobody can tell."""

    due: tuple[tuple[LastSeen, int], ...]
    undated: tuple[LastSeen, ...]

    @classmethod
    def of(cls, seen: list[LastSeen], today: date) -> "Followed":
        days = [(one, one.days_since(today)) for one in seen]
        due = sorted(((one, gone) for one, gone in days if (gone or 0) > DUE_AFTER), key=lambda pair: -pair[1])
        return cls(tuple(due), tuple(one for one, gone in days if gone is None))


def counts_of(desk: Desk) -> Mapping[str, int]:
    """List -> how many cases stand in it, for the lists that the case alone decides, in one query."""
    counted = {name.name: _count(condition) for name, (condition, _) in DECIDED_BY_THE_CASE.items()}
    found = with_last_change(desk.cases()).aggregate(**counted)
    return {name.value: found[name.name] for name in DECIDED_BY_THE_CASE}


def with_last_change(cases: CaseQuerySet) -> CaseQuerySet:
    """Each case with ``changed_at``, the instant of its latest change of any kind, read from the trail."""
    changes = Case._meta.get_field("events").related_model.objects.filter(pgh_obj=OuterRef("pk"))
    latest = changes.order_by("-pgh_created_at").values("pgh_created_at")[:1]
    return cases.annotate(changed_at=Subquery(latest))


def _count(condition: Condition) -> Count:
    return Count("pk", filter=condition())


def _stale() -> Q:
    return Q(status__in=BEING_ENTERED, changed_at__lt=timezone.now() - timedelta(days=STALE_AFTER))


DECIDED_BY_THE_CASE: dict[Worklist, tuple[Condition, tuple[str, ...]]] = {
    Worklist.DRAFTS: (lambda: IN_DRAFT, ("-changed_at",)),
    Worklist.RETURNED: (lambda: RETURNED, ("submitted_at",)),
    Worklist.HANDED_IN: (lambda: HANDED_IN, ("-submitted_at",)),
    Worklist.STALE: (_stale, ("changed_at",)),
}
"""List -> which cases stand in it (asked anew each time, because a day passes) and in which order."""
