"""The only writers of requests for access. Keyword-only, one transaction each, the person last."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from registry.institutions.access.models import AccessAnswer, AccessRequest, RequestState
from registry.institutions.mailing import tell
from registry.institutions.models import Institution, Project, Role, User
from registry.institutions.policies import Refused, check_can_administer
from registry.institutions.projects.actions import check_last_day, open_project
from registry.institutions.scoping import Scope

MOST_OPEN = 10
"""Requests of one person that may wait at a time."""


@transaction.atomic
def ask_for_access(
    *,
    title: str,
    question: str,
    purpose: str,
    until: date,
    institutions: Collection[Institution],
    ethics_ref: str = "",
    colleagues: Collection[User] = (),
    by: Scope,
) -> AccessRequest:
    """Ask institutions to let their rows be read for a purpose; their leads are told."""
    if not by.researcher:
        raise Refused("Only a researcher may ask for access.")
    if not institutions:
        raise ValidationError({"institutions": "Choose at least one institution."})
    if AccessRequest.objects.filter(asked_by=by.user_id, state=RequestState.OPEN).count() >= MOST_OPEN:
        raise Refused(f"You have {MOST_OPEN} requests that wait. Withdraw one before you ask again.")
    check_last_day(until)
    said = {"title": title, "question": question, "purpose": purpose, "ethics_ref": ethics_ref, "until": until}
    named = sorted(one.pk for one in colleagues)
    asked = AccessRequest(**said, colleagues=named, asked_by_id=by.user_id, asked_at=timezone.now())
    asked.full_clean()
    asked.save(force_insert=True)
    for one in institutions:
        AccessAnswer(request=asked, institution=one, asked_by_id=by.user_id).save(force_insert=True)
    leads = User.objects.filter(memberships__role=Role.LEAD, memberships__institution__in=institutions, is_active=True)
    tell(leads.distinct(), "A researcher asks for access to cases of your institution.", asked.get_absolute_url())
    return asked


@transaction.atomic
def answer_request(*, answer: AccessAnswer, agreed: bool, remark: str, by: Scope) -> AccessAnswer:
    """Answer for one institution; until the request is decided, its leads may change their mind."""
    if answer.institution_id not in by.led:
        raise Refused("Only a lead of this institution may answer for it.")
    _still_open(answer.request)
    answer.agreed, answer.remark = agreed, remark.strip()
    answer.answered_by_id, answer.answered_at = by.user_id, timezone.now()
    answer.full_clean()
    answer.save(update_fields=["agreed", "remark", "answered_by", "answered_at"])
    _tell_who_asked(answer.request, "An institution has answered your request for access.")
    return answer


@transaction.atomic
def approve_request(*, request: AccessRequest, by: Scope) -> Project:
    """Open a project that reads the institutions which agreed, and no other. All must have answered.

    Who asked is the first person, who approves the second: nobody approves the own request.
    """
    check_can_administer(by)
    _still_open(request)
    if request.asked_by_id == by.user_id:
        raise Refused("Another administrator has to approve this: you asked for it.")
    answers = list(request.answers.select_related("institution"))
    waiting = sorted(str(one.institution) for one in answers if one.agreed is None)
    agreed = [one.institution for one in answers if one.agreed]
    if waiting:
        raise Refused(f"Not every institution has answered yet: {', '.join(waiting)}.")
    if not agreed:
        raise Refused("No institution agreed, so there is nothing to approve. Decline the request.")
    said = {name: getattr(request, name) for name in ("title", "question", "purpose", "ethics_ref", "until")}
    members = User.objects.filter(pk__in=[request.asked_by_id, *request.colleagues], is_active=True)
    request.project = open_project(
        project=Project(**said), institutions=agreed, members=members, asked_by=request.asked_by, by=by
    )
    _decide(request, RequestState.APPROVED, by)
    return request.project


@transaction.atomic
def decline_request(*, request: AccessRequest, by: Scope) -> AccessRequest:
    """Say no, whatever the institutions answered."""
    check_can_administer(by)
    _still_open(request)
    return _decide(request, RequestState.DECLINED, by)


@transaction.atomic
def withdraw_request(*, request: AccessRequest, by: Scope) -> AccessRequest:
    """Take one's own request back."""
    if request.asked_by_id != by.user_id:
        raise Refused("Only who asked may withdraw a request.")
    _still_open(request)
    return _decide(request, RequestState.WITHDRAWN, by)


def _still_open(request: AccessRequest) -> None:
    """Hold the request and read its state again, so that an answer and a decision do not pass each other."""
    request.refresh_from_db(fields=["state"], from_queryset=AccessRequest.objects.select_for_update())
    if not request.is_open:
        raise Refused(f"This request is {request.get_state_display().lower()} already.")


def _decide(request: AccessRequest, state: str, by: Scope) -> AccessRequest:
    request.state, request.decided_by_id, request.decided_at = state, by.user_id, timezone.now()
    request.full_clean()
    request.save(update_fields=["state", "decided_by", "decided_at", "project"])
    if by.user_id != request.asked_by_id:
        _tell_who_asked(request, f"Your request for access is {request.get_state_display().lower()}.")
    return request


def _tell_who_asked(request: AccessRequest, sentence: str) -> None:
    tell([request.asked_by], sentence, request.get_absolute_url())
