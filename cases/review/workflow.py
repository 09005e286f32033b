"""The course of a case as data: every move, who may make it, when, and what follows. Printed in docs/workflow.md.

The writer is ``cases.review.moves``; the database holds the same course again for whatever SQL is sent (records/0012).
"""

from dataclasses import dataclass
from enum import StrEnum

from cases.rules.vocabulary import CaseStatus

DRAFT, SUBMITTED, IN_REVIEW, RETURNED = (
    CaseStatus.DRAFT,
    CaseStatus.SUBMITTED,
    CaseStatus.IN_REVIEW,
    CaseStatus.RETURNED,
)
ACCEPTED, LOCKED, AMENDED, WITHDRAWN = (
    CaseStatus.ACCEPTED,
    CaseStatus.LOCKED,
    CaseStatus.AMENDED,
    CaseStatus.WITHDRAWN,
)


class Who(StrEnum):
    """Who makes a move. Nobody reviews a case of their own institution, or one that they opened or submitted."""

    INSTITUTION = "a clinician or lead of the institution"
    LEAD = "a lead of the institution"
    REVIEWER = "a reviewer from elsewhere"
    ASSIGNED = "the reviewer who has the case"
    ASSIGNER = "an administrator, or a reviewer from elsewhere"


class When(StrEnum):
    """What else has to hold."""

    BASIS_IN_FORCE = "the legal basis is in force"
    NOTHING_IMPOSSIBLE = "nothing in the case is impossible"
    NOT_ANOTHERS = "no other reviewer has the case"
    NO_OPEN_QUESTION = "no question of the review is open"
    NOBODY_CHANGES_IT = "nobody of the institution is changing it"
    SIGNED = "a lead has signed the case as it stands"


@dataclass(frozen=True)
class Transition:
    """One move. ``to``: None if the case stays where it is. ``follows``: what it brings, in a sentence or two."""

    key: str
    title: str
    came_from: tuple[CaseStatus, ...]
    to: CaseStatus | None
    who: Who
    follows: str
    when: tuple[When, ...] = ()
    needs_reason: bool = False


TRANSITIONS = (
    Transition(
        "submit",
        "Submit",
        (DRAFT, RETURNED),
        SUBMITTED,
        Who.INSTITUTION,
        "The institution changes nothing any more. Reviewers from elsewhere see the case without what identifies; a"
        " case that was returned waits for the reviewer who returned it.",
        when=(When.BASIS_IN_FORCE, When.NOTHING_IMPOSSIBLE),
    ),
    Transition(
        "take_back",
        "Take back to draft",
        (SUBMITTED,),
        DRAFT,
        Who.INSTITUTION,
        "No reviewer sees the case; the institution writes again.",
    ),
    Transition(
        "claim",
        "Take into review",
        (SUBMITTED,),
        IN_REVIEW,
        Who.REVIEWER,
        "No other reviewer sees the case.",
        when=(When.NOT_ANOTHERS,),
    ),
    Transition(
        "assign",
        "Assign a reviewer",
        (SUBMITTED, IN_REVIEW),
        IN_REVIEW,
        Who.ASSIGNER,
        "The reviewer named is told by mail and is the only one who sees the case.",
    ),
    Transition(
        "reassign",
        "Assign another reviewer",
        (RETURNED, ACCEPTED, LOCKED, AMENDED),
        None,
        Who.ASSIGNER,
        "The reviewer named sees the case in place of the one before, and is told by mail.",
    ),
    Transition(
        "hand_back",
        "Hand back to the others",
        (IN_REVIEW,),
        SUBMITTED,
        Who.ASSIGNED,
        "Every reviewer from elsewhere sees the case again and may take it.",
    ),
    Transition(
        "return",
        "Return to the institution",
        (IN_REVIEW, AMENDED),
        RETURNED,
        Who.ASSIGNED,
        "The institution reads why and writes again; the reviewer keeps the case. One that had been accepted leaves"
        " every cohort.",
        needs_reason=True,
    ),
    Transition(
        "accept",
        "Accept",
        (IN_REVIEW,),
        ACCEPTED,
        Who.ASSIGNED,
        "The case counts in cohorts while its legal basis is in force. The reviewer keeps it for changes to come.",
        when=(When.NO_OPEN_QUESTION,),
    ),
    Transition(
        "lock",
        "Lock",
        (ACCEPTED,),
        LOCKED,
        Who.LEAD,
        "What was accepted stands as it was signed; what happens later is added as a follow-up.",
        when=(When.NO_OPEN_QUESTION, When.SIGNED),
    ),
    Transition(
        "amend",
        "Change with a reason",
        (ACCEPTED, LOCKED, AMENDED),
        AMENDED,
        Who.INSTITUTION,
        "Who gave the reason may change the case until they say that they are done; the reason stands with every change"
        " in the trail. The case stays in cohorts. Verification and signature fall in the sections that change, and in"
        " no other.",
        needs_reason=True,
    ),
    Transition(
        "finish",
        "Done with the change",
        (AMENDED,),
        None,
        Who.INSTITUTION,
        "The change waits for the reviewer. If nothing was changed, the case is again what it was before.",
    ),
    Transition(
        "confirm",
        "Confirm the change",
        (AMENDED,),
        ACCEPTED,
        Who.REVIEWER,
        "The case is accepted as it now stands.",
        when=(When.NOT_ANOTHERS, When.NOBODY_CHANGES_IT, When.NO_OPEN_QUESTION),
    ),
    Transition(
        "withdraw",
        "Withdraw",
        tuple(one for one in CaseStatus if one is not WITHDRAWN),
        WITHDRAWN,
        Who.INSTITUTION,
        "The case leaves every list, count, export and frozen run at once, for everybody; a tombstone stays.",
        needs_reason=True,
    ),
)
BY_KEY = {one.key: one for one in TRANSITIONS}


def moves_from(status: str) -> tuple[Transition, ...]:
    """The moves that begin at a status, in the order of the course."""
    return tuple(one for one in TRANSITIONS if status in one.came_from)
