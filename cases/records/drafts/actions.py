"""The only writers of drafts. None of them touches the record, its version or its trail."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.records import policies
from cases.records.drafts.typed import Typed
from cases.records.kinds import FOLLOW_UP
from cases.records.models import Case, Draft, SentForm
from cases.records.sending import one_at_a_time
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope

KEPT_FOR = timedelta(days=90)
MOST = 500
"""Forms that one person may have typed into and not saved. Nobody has so many open; a program that misbehaves might."""
TOO_MANY = (
    f"You have typed into {MOST} forms and saved none of them, so this one is not kept. It stands on this page: save"
    " it, or save or discard some that my work lists under “Typed, but not saved yet”."
)


class SavedAlready(Exception):
    """The form was saved from this very page; what arrives late is older than the record."""


class TypedElsewhere(Exception):
    """Somebody, or the same person in another tab, typed into the form since this page last knew; nothing was written.

    ``draft``: what stands there now.
    """

    def __init__(self, draft: Draft):
        super().__init__("Something else was typed here meanwhile.")
        self.draft = draft


def keep_draft(*, typed: Typed, case: Case | None, by: Scope) -> Draft:
    """Keep what stands in a form, whether it is right or wrong, in place of what the person typed there before.

    What is older than what is kept already is dropped, and the newer draft is handed back. Raises ``SavedAlready``,
    ``TypedElsewhere``, ``Refused``, and ``ValidationError`` where the form is that of another case, or one too many.
    """
    with transaction.atomic():
        _lock(typed, case, by)
        if SentForm.objects.filter(key=typed.key).exists():
            raise SavedAlready
        mine = Draft.objects.own(by).filter(form=typed.form, object=typed.object).first()
        if mine is None:
            _check_not_taken_over(typed, by)
            return _new(typed, case, by)
        _check_same_case(mine, case)
        if mine.key == typed.key and typed.sequence is not None and typed.sequence <= mine.sequence:
            return mine
        if mine.key != typed.key and mine.revision != typed.base:
            raise TypedElsewhere(mine)
        return _put(mine, typed)


def discard_draft(*, draft: Draft, by: Scope) -> None:
    """Throw away what the person typed."""
    Draft.objects.own(by).filter(pk=draft.pk).delete()


def end_draft(*, form: str, thing: uuid.UUID, by: Scope) -> None:
    """Throw away what the person typed into a form that is no longer asked."""
    Draft.objects.own(by).filter(form=form, object=thing).delete()


def take_over_draft(*, draft: Draft, by: Scope) -> None:
    """Go on with what a colleague typed; the colleague's page is told when it next sends."""
    policies.check_can_edit(draft.case, by)
    with transaction.atomic():
        if Draft.objects.own(by).filter(form=draft.form, object=draft.object).exists():
            raise policies.Refused("You have typed into this form yourself. Save or discard that first.")
        changes = {"user": by.user, "key": uuid.uuid4(), "revision": F("revision") + 1}
        Draft.objects.visible_to(by).filter(pk=draft.pk).update(**changes)


def expire_drafts(*, by: Scope) -> None:
    """Delete what nobody went on with for 90 days, and what is remembered of forms sent before that."""
    until = timezone.now() - KEPT_FOR
    Draft.objects.filter(saved_at__lt=until, institution__in=by.sites).delete()
    SentForm.objects.filter(sent_at__lt=until, institution__in=by.sites).delete()


def _lock(typed: Typed, case: Case | None, by: Scope) -> None:
    """Wait for whoever saves or submits at this moment; a case that is no draft takes none."""
    if case is None:
        one_at_a_time(typed.object)
        return
    check = policies.check_can_add_followup if _adds_followup(typed) else policies.check_can_edit
    check(Case.objects.select_for_update().get(pk=case.pk), by)


def _adds_followup(typed: Typed) -> bool:
    return typed.form == FOLLOW_UP.slug and not FOLLOW_UP.model.objects.filter(pk=typed.object).exists()


def _check_same_case(mine: Draft, case: Case | None) -> None:
    """What belongs to one case is not changed through the door of another, where nobody asked whether it may be."""
    if mine.case_id is not None and (case is None or mine.case_id != case.pk):
        raise ValidationError("This form belongs to another case, so nothing of it is kept here. Reload the page.")


def _check_not_taken_over(typed: Typed, by: Scope) -> None:
    """A page that knew of a draft, which is now a colleague's, does not begin another one unasked."""
    others = Draft.objects.visible_to(by).filter(form=typed.form, object=typed.object)
    taken = others.order_by("-saved_at").first() if typed.base else None
    if taken is not None:
        raise TypedElsewhere(taken)


def _new(typed: Typed, case: Case | None, by: Scope) -> Draft:
    if Draft.objects.own(by).count() >= MOST:
        raise ValidationError(TOO_MANY)
    return Draft.objects.create(
        institution=case.institution if case else _site(typed, by),
        case=case,
        user=by.user,
        form=typed.form,
        object=typed.object,
        page=typed.page,
        typed=typed.fields,
        key=typed.key,
        sequence=typed.sequence or 0,
        revision=typed.base + 1,
        saved_at=timezone.now(),
    )


def _put(draft: Draft, typed: Typed) -> Draft:
    draft.typed, draft.key, draft.page = typed.fields, typed.key, typed.page
    draft.sequence = draft.sequence + 1 if typed.sequence is None else typed.sequence
    draft.revision, draft.saved_at = draft.revision + 1, timezone.now()
    draft.save()
    return draft


def _site(typed: Typed, by: Scope) -> Institution:
    """The institution at which the new case is to be opened, as far as the form says it."""
    chosen = Q(pk__in=[one for one in by.sites if str(one) in typed.fields.get("institution", ())])
    sites = Institution.objects.filter(pk__in=by.sites).order_by("name")
    return sites.filter(chosen).first() or sites[0]
