"""The only writers of the status of a case. Keyword-only, one transaction each, the person last.

What is allowed stands in ``workflow`` and ``policies``; the database asks again, and notes each move by itself.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from cases.records.actions import EditedMeanwhile, one_action
from cases.records.document import document_of
from cases.records.identifying.speaking_for import refuse_identifying
from cases.records.models import Case
from cases.records.stops import stops_of
from cases.review.models import LONGEST
from cases.review.policies import Refused, check_can_move
from cases.review.workflow import BY_KEY, Transition, When
from cases.rules.calendar_text import calendar_text_in
from registry.institutions.mailing import tell
from registry.institutions.models import User
from registry.institutions.scoping import Scope

TOLD = {
    "return": "A reviewer has returned a case of your institution.",
    "accept": "A reviewer has accepted a case of your institution.",
}


def move_case(*, case: Case, key: str, reason: str = "", seen_version: int | None = None, by: Scope) -> Case:
    """Take one step of the course. ``Refused``: not this person or not now; ``ValidationError``: the reason, or a case
    that holds what is impossible; ``EditedMeanwhile``: it has another version than ``seen_version`` or than was read.
    """
    move = BY_KEY[key]
    check_can_move(case, key, by)
    if seen_version is not None and case.version != seen_version:
        raise EditedMeanwhile(case)
    why = _checked(reason, move)
    if When.NOTHING_IMPOSSIBLE in move.when:
        _refuse_impossible(case)
    with one_action():
        _announce(key, why)
        found = Case.objects.filter(pk=case.pk, version=case.version)
        if not found.update(**_changes(case, move, why, by)):
            raise EditedMeanwhile(Case.objects.get(pk=case.pk))
        if key in TOLD:
            tell([case.submitted_by] if case.submitted_by else [], TOLD[key], case.get_absolute_url())
    case.refresh_from_db()
    return case


def assign_case(*, case_id: uuid.UUID, reviewer: User, by: Scope) -> None:
    """Give a case to a reviewer from elsewhere, who is told by mail. An administrator does so without seeing it.

    ``Refused``: the case or the reviewer is not to be had.
    """
    if not (by.administrator or by.reviewer):
        raise Refused("Only an administrator or a reviewer assigns cases.")
    try:
        with one_action(), connection.cursor() as cursor:
            cursor.execute("SELECT review_assign(%s, %s)", [case_id, reviewer.pk])
    except (DatabaseError, ValidationError) as fault:
        raise Refused(
            f"The case could not be given to {reviewer}: it is not yours to assign, it has moved on, or they belong to"
            " its institution or have entered it."
        ) from fault
    tell([reviewer], "A case was assigned to you for review.", reverse("case-detail", args=[case_id]))


def _changes(case: Case, move: Transition, why: str, by: Scope) -> dict:
    """The columns that a move writes; the database clears what an amendment leaves behind."""
    now, to = timezone.now(), {"status": move.to} if move.to else {}
    if move.key == "submit":
        return to | {"submitted_at": now, "submitted_by": by.user}
    if move.key in ("take_back", "hand_back"):
        return to | {"reviewer": None}
    if move.key == "claim":
        return to | {"reviewer": by.user}
    if move.key in ("accept", "confirm"):
        return to | {"accepted_at": now, "accepted_by": by.user, "reviewer": by.user}
    if move.key == "amend":
        return to | {"amended_by": by.user, "amended_why": why}
    if move.key == "finish":
        unchanged = {"status": case.amended_from} if case.version == case.amended_since + 1 else {}
        return unchanged | {"amended_by": None, "amended_why": ""}
    return to


def _announce(key: str, why: str) -> None:
    """Tell the trigger that notes the move what it is called and why it is made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.move', %s, true), set_config('app.reason', %s, true)", [key, why])


def _checked(reason: str, move: Transition) -> str:
    why = reason.strip()
    if move.needs_reason and not why:
        raise ValidationError(f"“{move.title}” needs a reason. Say why in a sentence.")
    if len(why) > LONGEST:
        raise ValidationError(f"Keep the reason to {LONGEST} characters; it has {len(why)}.")
    found = calendar_text_in(why)
    if found:
        raise ValidationError(f"“{found}” is a calendar date. Leave it out, or count in days or months.")
    refuse_identifying(why, name="move.reason")
    return why


def _refuse_impossible(case: Case) -> None:
    stops = stops_of(document_of(case), timezone.localdate())
    if stops:
        raise ValidationError([stop.says for stop in stops])
