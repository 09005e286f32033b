"""The registry's own questions are pulled, like verdicts (docs/adr/0004): by whoever looks after a case has changed.

A rule asks once. Its question closes when the data are mended, and is raised again if the record says so again; one
that a reviewer closed stays closed. All of it is read and written as the deriver, never as the reader.
"""

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import F, Q
from django.utils import timezone

from cases.records.document import documents_of
from cases.records.models import Case, Said, SectionMark, WarningAnswer
from cases.records.querysets import CaseQuerySet
from cases.review.questions.models import Message, Question, RulesRead
from cases.review.questions.rules import Raised, raised_by
from cases.review.questions.steps import STEPS, ReviewState, StepKey
from registry.database.deriver import as_deriver

AT_ONCE = 100
"""Cases that a list has read before it is shown; the rest at the next look."""


def unread(cases: CaseQuerySet) -> CaseQuerySet:
    """Those that were handed in once and have changed since the registry read them last."""
    return cases.filter(submitted_at__isnull=False).filter(Q(rules_read=None) | ~Q(rules_read__version=F("version")))


def ask_what_is_raised(cases: CaseQuerySet) -> None:
    """Bring the registry's questions about some cases up to date, up to ``AT_ONCE`` of them."""
    waiting = list(unread(cases).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if waiting:
        read_anew(waiting)


def read_anew(case_ids: Iterable[uuid.UUID]) -> None:
    """Read some cases and open, close or raise again what their rules ask. Safe to repeat and to run in parallel."""
    with as_deriver():
        versions = _locked(list(case_ids))
        documents = documents_of(versions, with_vault=False)
        answered, empty = _answered(versions), _empty(versions)
        for pk, document in documents.items():
            _settle(pk, raised_by(document, answered.get(pk, set()), empty.get(pk, set())))
        for pk, version in versions.items():
            RulesRead.objects.filter(pk=pk).update(version=version)


def _locked(case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The cases that are still unread with their versions, held in one order; who comes second finds them read."""
    cases = Case.objects.filter(pk__in=case_ids).order_by("pk").values_list("pk", "institution_id")
    RulesRead.objects.bulk_create(
        [RulesRead(case_id=pk, institution_id=site) for pk, site in cases], ignore_conflicts=True
    )
    held = RulesRead.objects.filter(pk__in=case_ids).order_by("pk").select_for_update()
    read = dict(held.values_list("pk", "version"))
    current = Case.objects.filter(pk__in=read, submitted_at__isnull=False).values_list("pk", "version")
    return {pk: version for pk, version in current if read[pk] != version}


def _settle(case_id: uuid.UUID, raised: Sequence[Raised]) -> None:
    """Make the registry's questions of one case those that its record raises now."""
    known = {(one.code, one.about): one for one in Question.objects.of_the_registry().filter(case=case_id)}
    now = {(one.code, one.about): one for one in raised}
    site = RulesRead.objects.values_list("institution_id", flat=True).get(pk=case_id)
    _open([_new(case_id, site, one) for at, one in now.items() if at not in known])
    for at, question in known.items():
        if at not in now:
            _step(question, StepKey.MENDED, "") if question.is_open else None
        elif not question.is_open and question.closed_by_id is None:
            _step(question, StepKey.RAISED, now[at].says)
        elif question.says != now[at].says:
            Question.objects.filter(pk=question.pk).update(says=now[at].says)


def _new(case_id: uuid.UUID, institution_id: uuid.UUID, raised: Raised) -> Question:
    place = {"section": raised.anchor.section, "kind": raised.anchor.kind, "row": raised.anchor.row}
    return Question(
        case_id=case_id,
        institution_id=institution_id,
        **place,
        field=raised.anchor.field,
        says=raised.says,
        asked_at=timezone.now(),
        code=raised.code,
        about=raised.about,
    )


def _open(questions: Sequence[Question]) -> None:
    Question.objects.bulk_create(questions)
    Message.objects.bulk_create([_message(one, StepKey.ASKED, one.says) for one in questions])


def _step(question: Question, key: StepKey, says: str) -> None:
    step = STEPS[key]
    question.site_state, question.review_state = step.to_site, step.to_review
    question.closed_at = timezone.now() if step.to_review == ReviewState.CLOSED else None
    question.says = says or question.says
    question.save(update_fields=["site_state", "review_state", "closed_at", "says"])
    _message(question, key, says).save(force_insert=True)


def _message(question: Question, key: StepKey, says: str) -> Message:
    return Message(
        question=question,
        case_id=question.case_id,
        institution_id=question.institution_id,
        at=timezone.now(),
        step=key,
        text=says,
    )


def _answered(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[tuple[str, str]]]:
    found: dict[uuid.UUID, set[tuple[str, str]]] = {}
    for case, code, about in WarningAnswer.objects.filter(case__in=cases).values_list("case_id", "code", "about"):
        found.setdefault(case, set()).add((code, about))
    return found


def _empty(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    marks = SectionMark.objects.filter(case__in=cases, says=Said.NOTHING).values_list("case_id", "section")
    for case, section in marks:
        found.setdefault(case, set()).add(section)
    return found
