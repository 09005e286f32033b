"""The states of a question on both sides, and the steps between them: data, printed in the help and tested whole.

The institution says what it has done (``SiteState``), and only the reviewer's side says that it is enough
(``ReviewState``): the two never overwrite each other.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class SiteState(TextChoices):
    """How the institution stands to a question."""

    NEW = "new", "New"
    OPEN = "open", "In work"
    RESOLVED = "resolved", "Resolved"


class ReviewState(TextChoices):
    """How the reviewers stand to it."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Side(StrEnum):
    """Who takes a step."""

    SITE = "site"
    REVIEW = "review"
    REGISTRY = "registry"


class StepKey(TextChoices):
    """The steps, as a message keeps them; the word is what has been done."""

    ASKED = "asked", "Asked"
    TAKEN = "taken", "Given to somebody"
    ANSWERED = "answered", "Answered"
    RESOLVED = "resolved", "Answered and resolved"
    NOTED = "noted", "Added"
    SENT_BACK = "sent_back", "Sent back"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
    MENDED = "mended", "Closed: the record was mended"
    RAISED = "raised", "Raised again: the record says so again"


@dataclass(frozen=True)
class Step:
    """``site`` and ``review``: the states it is taken from; ``to_site`` and ``to_review``: those it leads to.

    ``None`` as a target leaves the state as it is. ``button``: what a person chooses; empty where nobody does.
    """

    key: StepKey
    side: Side
    site: tuple[SiteState, ...]
    review: tuple[ReviewState, ...]
    to_site: SiteState | None
    to_review: ReviewState | None
    button: str = ""


ANY = tuple(SiteState)
UNDER_WAY = (SiteState.NEW, SiteState.OPEN)
OPEN, CLOSED = (ReviewState.OPEN,), (ReviewState.CLOSED,)

STEPS = {
    one.key: one
    for one in (
        Step(StepKey.TAKEN, Side.SITE, UNDER_WAY, OPEN, SiteState.OPEN, None),
        Step(StepKey.ANSWERED, Side.SITE, ANY, OPEN, SiteState.OPEN, None, "Answer, still working on it"),
        Step(StepKey.RESOLVED, Side.SITE, UNDER_WAY, OPEN, SiteState.RESOLVED, None, "Answer and resolve"),
        Step(StepKey.NOTED, Side.REVIEW, UNDER_WAY, OPEN, None, None, "Add to the question"),
        Step(StepKey.SENT_BACK, Side.REVIEW, (SiteState.RESOLVED,), OPEN, SiteState.OPEN, None, "Send back"),
        Step(StepKey.CLOSED, Side.REVIEW, ANY, OPEN, None, ReviewState.CLOSED, "Close"),
        Step(StepKey.REOPENED, Side.REVIEW, ANY, CLOSED, SiteState.OPEN, ReviewState.OPEN, "Reopen"),
        Step(StepKey.MENDED, Side.REGISTRY, ANY, OPEN, SiteState.RESOLVED, ReviewState.CLOSED),
        Step(StepKey.RAISED, Side.REGISTRY, ANY, CLOSED, SiteState.OPEN, ReviewState.OPEN),
    )
}
"""Every step that follows the first. Asking itself makes a question new on one side and open on the other."""


def steps_from(site: str, review: str, side: Side) -> tuple[Step, ...]:
    """The steps that a person of one side may choose now."""
    return tuple(
        one for one in STEPS.values() if one.button and one.side is side and site in one.site and review in one.review
    )
