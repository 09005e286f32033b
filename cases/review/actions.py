"""The only writers of inquiries. Keyword-only, one transaction each, the person last."""

import uuid

from django.db import transaction
from django.utils import timezone

from cases.review.models import Inquiry
from registry.institutions.mailing import tell
from registry.institutions.models import User
from registry.institutions.policies import Refused
from registry.institutions.scoping import CLINICAL_ROLES, Scope

MOST_WAITING = 20
"""Questions of one person that may wait for an answer at a time: a person asks, a program would flood."""


@transaction.atomic
def ask_institution(
    *, case_id: uuid.UUID, institution_id: uuid.UUID, episode: uuid.UUID, about: str, text: str, by: Scope
) -> Inquiry:
    """Ask the institution of a case that the person may read as a shared episode; the database asks that again."""
    if not by.reads_cohorts:
        raise Refused("Only who reads cohorts may ask about their cases.")
    if institution_id in by.sites:
        raise Refused("This is a case of your own institution.")
    if Inquiry.objects.asked_by(by).waiting().count() >= MOST_WAITING:
        raise Refused(f"{MOST_WAITING} of your questions wait for an answer. Ask again when some of them have one.")
    inquiry = Inquiry(
        case_id=case_id,
        institution_id=institution_id,
        episode=episode,
        about=about,
        text=text,
        asked_by_id=by.user_id,
        asked_at=timezone.now(),
    )
    inquiry.clean_fields(exclude=["case", "institution"])
    inquiry.save(force_insert=True)
    there = User.objects.filter(is_active=True, memberships__institution=institution_id)
    clinicians = there.filter(memberships__institution=institution_id, memberships__role__in=CLINICAL_ROLES).distinct()
    tell(clinicians, "A reader asks about a case of your institution.", inquiry.get_absolute_url())
    return inquiry


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, text: str, by: Scope) -> Inquiry:
    """Answer for the institution, once."""
    if inquiry.institution_id not in by.sites:
        raise Refused("Only clinicians and leads of the institution may answer.")
    current = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if current.is_answered:
        raise Refused("A colleague has answered this question already.")
    current.answer, current.answered_by_id, current.answered_at = text, by.user_id, timezone.now()
    current.clean_fields(exclude=["case", "institution"])
    current.save(update_fields=["answer", "answered_by", "answered_at"])
    tell([current.asked_by], "An institution has answered your question about a case.", current.get_absolute_url())
    return current
