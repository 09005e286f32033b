"""The only writers of readers and readings. Keyword-only, one transaction each, the person last."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.review.adjudication.models import Discipline, Reader, Reading
from cases.review.adjudication.querysets import BlindEvent, discipline_of
from cases.review.signatures.hashing import digest
from cases.rules.definition import Definition
from cases.rules.labels import Label
from registry.institutions.models import Role, User
from registry.institutions.policies import Refused, check_can_administer
from registry.institutions.scoping import Scope

REFUSALS = {
    "only_a_reader_reads": "An administrator has to name you a reader first.",
    "nobody_reads_what_they_know": "You know this case or its label; somebody else has to read it.",
    "only_an_event_of_the_case_is_read": "This event is not in the case any more.",
    "nobody_reads_twice_as_another": "You have read this event as another discipline. Somebody else has to.",
    "a_settled_event_is_read_no_more": "This event is adjudicated; its label stands.",
    "a_third_settles_a_disagreement": "An oncologist and a dermatologist have to read this event first.",
    "who_settles_says_why": "Say why you settle it so; both readers find your reason beside theirs.",
    "readings_stand_once_both_are_given": "Both readings are given, and you may have seen the other. Yours stands.",
    "one_of_each_discipline_reads": "A colleague of your discipline has read this event already.",
}


@transaction.atomic
def name_reader(*, user: User, discipline: str, by: Scope) -> Reader:
    """Say as what a reviewer reads from now on; an empty discipline ends it."""
    check_can_administer(by)
    if discipline and discipline not in Discipline.values:
        raise ValidationError("Choose one of the disciplines.")
    if not user.memberships.filter(role=Role.REVIEWER).exists():
        raise Refused(f"{user} is no reviewer. Only reviewers read events.")
    reader = Reader(user=user, discipline=discipline, given_by_id=by.user_id, at=timezone.now())
    reader.save(force_insert=True)
    return reader


def give_reading(
    *,
    event: BlindEvent,
    definition: Definition,
    skin: str,
    compartments: Mapping[str, str],
    label: str,
    sure: str,
    words: str,
    by: Scope,
) -> Reading:
    """Give a reading of an event, or correct one's own while the other is not given.

    ``Refused``: not this person, or not now; ``ValidationError``: an answer that was not offered, or a date in words.
    """
    reading = Reading(
        case_id=event.case_id,
        institution_id=event.institution_id,
        event=event.event,
        regimen=event.regimen,
        definition=definition.name,
        reader_id=by.user_id,
        discipline=discipline_of(by),
        skin=skin,
        compartments=dict(compartments),
        label=label,
        sure=sure,
        words=words.strip(),
        seen=digest(event.picture),
        version=event.version,
        at=timezone.now(),
    )
    if not reading.discipline:
        raise Refused(REFUSALS["only_a_reader_reads"])
    if label not in set(Label):
        raise ValidationError({"label": "Choose one of the labels offered."})
    reading.clean_fields(exclude=["case", "institution", "reader"])
    try:
        with transaction.atomic():
            reading.save(force_insert=True)
    except DatabaseError as fault:
        raise Refused(_why(fault)) from fault
    return reading


def _why(fault: DatabaseError) -> str:
    """The sentence for what the database refused; anything else goes on as it is."""
    constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
    if constraint not in REFUSALS:
        raise fault
    return REFUSALS[constraint]
