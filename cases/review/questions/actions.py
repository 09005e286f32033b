"""The only writers of questions, their messages and ticks. Keyword-only, one transaction each, the person last."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.records.document import document_of
from cases.records.models import Case
from cases.review.questions import policies
from cases.review.questions.anchors import Anchor, digest_at, is_known, is_verifiable, stands_in
from cases.review.questions.models import Message, Question, VerifiedField
from cases.review.questions.steps import ReviewState, SiteState, Step, StepKey
from registry.institutions.mailing import tell
from registry.institutions.models import User
from registry.institutions.scoping import CLINICAL_ROLES, Scope

MOST_AT_ONCE = 200
"""Questions that are asked, or stepped on, in one go."""
NO_WORDS = "Write a sentence: every step of a question has words."


@transaction.atomic
def ask_question(*, case: Case, anchor: Anchor, text: str, by: Scope) -> Question:
    """Ask about one place of a case; the institution is told."""
    return ask_questions(targets=[(case, anchor)], text=text, by=by)[0]


@transaction.atomic
def ask_questions(*, targets: Sequence[tuple[Case, Anchor]], text: str, by: Scope) -> list[Question]:
    """Ask the same of many places, each once.

    Where the registry asks about the very field already, the words go into its question, so that the institution
    finds one thread and not two. ``ValidationError``: a text with a date in it, or a place that the case has not.
    """
    if not targets or len(targets) > MOST_AT_ONCE:
        raise ValidationError(f"Choose between 1 and {MOST_AT_ONCE} places to ask about.")
    now, batch = timezone.now(), uuid.uuid4() if len(targets) > 1 else None
    held = _of_the_registry(targets)
    asked = []
    for case, anchor in dict.fromkeys(targets):
        policies.check_can_ask(case, by)
        known = held.get((case.pk, anchor.at)) if anchor.is_field else None
        asked.append(known or _new_question(case, anchor, text, batch, by, now))
        _say(asked[-1], StepKey.NOTED if known else StepKey.ASKED, text, by, now)
    _tell_institutions(asked)
    return asked


@transaction.atomic
def take_step(*, question: Question, key: StepKey, text: str, by: Scope) -> Question:
    """Answer, resolve, add to, send back, close or reopen a question, in words; the other side is told."""
    return take_steps(questions=[question], key=key, text=text, by=by)[0]


@transaction.atomic
def take_steps(*, questions: Sequence[Question], key: StepKey, text: str, by: Scope) -> list[Question]:
    """The same step with the same words on many questions, all of them or none."""
    if not text.strip():
        raise ValidationError(NO_WORDS)
    if not questions or len(questions) > MOST_AT_ONCE:
        raise ValidationError(f"Choose between 1 and {MOST_AT_ONCE} questions.")
    ids = [one.pk for one in questions]
    current = Question.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    stepped = [_step(one, policies.check_can_take(one, key, by), text, by) for one in current]
    if len(stepped) != len(set(ids)):
        raise policies.Refused("Some of these questions are out of your reach by now.")
    _tell_other_side(stepped, key, by)
    return stepped


@transaction.atomic
def give_question(*, question: Question, to: User, by: Scope) -> Question:
    """Put a question into the hands of one clinician or lead of its institution, who is told."""
    current = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    policies.check_can_take(current, StepKey.TAKEN, by)
    if not answering_at(current.institution_id).filter(pk=to.pk).exists():
        raise policies.Refused("Only clinicians and leads of the institution can be given a question.")
    current.assignee, current.site_state = to, SiteState.OPEN
    current.save(update_fields=["assignee", "site_state"])
    _message(current, StepKey.TAKEN, f"Given to {to}.", by, timezone.now()).save(force_insert=True)
    if to.pk != by.user_id:
        tell([to], "A question about a case of your institution was given to you.", current.get_absolute_url())
    return current


@transaction.atomic
def verify_fields(*, case: Case, anchors: Iterable[Anchor], by: Scope) -> int:
    """Tick the fields that hold a value or say why they are blank; how many. A tick that fell is set anew."""
    policies.check_can_verify(case, by)
    document, now = document_of(case), timezone.now()
    digests = {one: digest_at(document, one) for one in anchors if is_verifiable(one)}
    ticks = [
        VerifiedField(
            case=case,
            institution_id=case.institution_id,
            section=one.section,
            kind=one.kind,
            row=one.row,
            field=one.field,
            digest=digest,
            verified_by_id=by.user_id,
            verified_at=now,
        )
        for one, digest in digests.items()
        if digest
    ]
    unverify_fields(case=case, anchors=digests, by=by)
    VerifiedField.objects.bulk_create(ticks)
    return len(ticks)


@transaction.atomic
def unverify_fields(*, case: Case, anchors: Iterable[Anchor], by: Scope) -> None:
    """Take ticks back, whoever of the reviewers set them."""
    policies.check_can_verify(case, by)
    wanted = {one.at for one in anchors}
    ticks = VerifiedField.objects.filter(case=case).values_list("pk", "kind", "row", "field")
    VerifiedField.objects.filter(pk__in=[pk for pk, *at in ticks if tuple(at) in wanted]).delete()


def answering_at(institution_id: uuid.UUID):
    """Who of an institution may answer."""
    there = User.objects.filter(is_active=True, memberships__institution=institution_id)
    return there.filter(memberships__institution=institution_id, memberships__role__in=CLINICAL_ROLES).distinct()


def _of_the_registry(targets: Sequence[tuple[Case, Anchor]]) -> Mapping[tuple, Question]:
    """Open questions of the registry at fields of the cases."""
    open_ones = Question.objects.of_the_registry().still_open().exclude(field="").select_related("institution")
    found = open_ones.filter(case__in=[case.pk for case, _ in targets])
    return {(one.case_id, one.anchor.at): one for one in found}


def _new_question(case: Case, anchor: Anchor, text: str, batch: uuid.UUID | None, by: Scope, now) -> Question:
    if anchor.kind and not stands_in(document_of(case), anchor) or not is_known(anchor):
        raise ValidationError("There is no such row or field in this case any more.")
    question = Question(
        case=case,
        institution_id=case.institution_id,
        section=anchor.section,
        kind=anchor.kind,
        row=anchor.row,
        field=anchor.field,
        says=text.strip(),
        asked_by_id=by.user_id,
        asked_at=now,
        batch=batch,
    )
    question.full_clean(exclude=["case", "institution"], validate_constraints=False)
    question.save(force_insert=True)
    return question


def _step(question: Question, step: Step, text: str, by: Scope) -> Question:
    now = timezone.now()
    question.site_state = step.to_site or question.site_state
    if step.to_review is not None:
        closed = step.to_review == ReviewState.CLOSED
        question.review_state = step.to_review
        question.closed_at, question.closed_by_id = (now, by.user_id) if closed else (None, None)
    question.save(update_fields=["site_state", "review_state", "closed_at", "closed_by"])
    _say(question, step.key, text, by, now)
    return question


def _say(question: Question, key: StepKey, text: str, by: Scope, now) -> None:
    """Keep a person's words, once they hold nothing that must not leave."""
    message = _message(question, key, text, by, now)
    message.clean_fields(exclude=["question", "case", "institution"])
    message.save(force_insert=True)


def _message(question: Question, key: StepKey, text: str, by: Scope, now) -> Message:
    return Message(
        question=question,
        case_id=question.case_id,
        institution_id=question.institution_id,
        by_id=by.user_id,
        at=now,
        step=key,
        text=text.strip(),
    )


def _tell_institutions(asked: Sequence[Question]) -> None:
    """One mail per person, however many questions."""
    for institution in {one.institution_id for one in asked}:
        own = [one for one in asked if one.institution_id == institution]
        address = own[0].get_absolute_url() if len(own) == 1 else reverse("question-list")
        many = "A reviewer asks" if len(own) == 1 else f"A reviewer asks {len(own)} questions"
        tell(answering_at(institution), f"{many} about cases of your institution.", address)


def _tell_other_side(stepped: Sequence[Question], key: StepKey, by: Scope) -> None:
    """Reviewers hear what the institution says, and the institution what reviewers say; who closes tells nobody."""
    if key in (StepKey.ANSWERED, StepKey.RESOLVED):
        askers = {one.asked_by for one in stepped if one.asked_by_id}
        tell(
            askers,
            "An institution has answered a question of yours about a case.",
            _address(stepped, "review-questions"),
        )
    elif key in (StepKey.SENT_BACK, StepKey.REOPENED, StepKey.NOTED):
        people = {person for one in stepped for person in _hands(one)}
        tell(people, "A reviewer asks again about a case of your institution.", _address(stepped, "question-list"))


def _hands(question: Question) -> Iterable[User]:
    return [question.assignee] if question.assignee_id else answering_at(question.institution_id)


def _address(stepped: Sequence[Question], many: str) -> str:
    return stepped[0].get_absolute_url() if len(stepped) == 1 else reverse(many)
