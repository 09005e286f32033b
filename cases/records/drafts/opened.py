"""A form as it is opened on a page: which page this is, and what was typed into it before."""

import uuid
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from cases.records.drafts.typed import id_in, sending_of
from cases.records.kinds import Kind
from cases.records.models import Case, Draft, PatientRow
from cases.records.sending import Sending
from registry.institutions.sessions import seconds_left


@dataclass(frozen=True)
class OpenedForm:
    """What ``records/_draft.html`` needs, and the view.

    ``data``: what the form is filled with: the post, or what was typed before, or nothing. ``own``: the person's draft;
    ``others``: those of colleagues; ``restored``: the page shows the own one. ``seconds_left``: of the session.
    """

    form: str
    object: uuid.UUID
    key: uuid.UUID
    case: Case | None
    page: str
    data: QueryDict | None
    own: Draft | None
    others: list[Draft]
    restored: bool
    sending: Sending | None
    seconds_left: int

    @property
    def address(self) -> str:
        """Where what is typed is sent to be kept."""
        return reverse("draft-save", args=[self.case.pk]) if self.case else reverse("draft-save-new")

    @property
    def zone(self) -> str:
        """The time zone in which the page speaks of hours."""
        held = self.own or next(iter(self.others), None)
        return held.institution.timezone if held else "UTC"

    @property
    def base(self) -> int:
        return self.own.revision if self.own else 0


def open_form(request: HttpRequest, *, form: str, thing: uuid.UUID, case: Case | None, may_edit: bool) -> OpenedForm:
    """The form of a thing (the id of a row or a case), filled with the post or with what was typed before.

    Where the case cannot be changed, drafts wait until it can.
    """
    sent = request.method == "POST"
    drafts = Draft.objects.visible_to(request.scope).filter(form=form, object=thing).order_by("-saved_at")
    here = list(drafts.select_related("user", "institution")) if may_edit else []
    own = next((one for one in here if one.user_id == request.scope.user_id), None)
    restored = own is not None and not sent
    return OpenedForm(
        form=form,
        object=thing,
        key=(id_in(request.POST.get("draft-key")) if sent else None) or uuid.uuid4(),
        case=case,
        page=request.get_full_path(),
        data=request.POST if sent else as_post(own) if restored else None,
        own=own,
        others=[one for one in here if one is not own],
        restored=restored,
        sending=sending_of(request.POST) if sent else None,
        seconds_left=seconds_left(request),
    )


def as_post(draft: Draft) -> QueryDict:
    """What was typed, as a form posts it."""
    post = QueryDict(mutable=True)
    for name, texts in draft.typed.items():
        post.setlist(name, texts)
    return post


def row_for(request: HttpRequest, case: Case, kind: Kind) -> PatientRow:
    """The row that the form of a new one is about; the stored one, if it was saved from this very form before."""
    thing = _thing(request, kind.slug, case, kind.model.objects.filter(case=case))
    return kind.model.objects.filter(case=case, pk=thing).first() or kind.model(pk=thing)


def case_for(request: HttpRequest) -> Case:
    """The case that the form of a new one is about; the stored one, if it was opened from this very form before."""
    mine = Case.objects.in_full_for(request.scope)
    thing = _thing(request, "case", None, mine)
    return mine.filter(pk=thing).select_related("institution").first() or Case(pk=thing)


def thing_of(case: Case, *names: str) -> uuid.UUID:
    """The id of what has none of its own: always the same for the same names in the same case."""
    return uuid.uuid5(case.pk, "\n".join(names))


def _thing(request: HttpRequest, form: str, case: Case | None, stored: models.QuerySet) -> uuid.UUID:
    """Its id, given before it exists: as the page says, as the draft says that is asked for, or that was typed last."""
    posted, asked = id_in(request.POST.get("draft-object")), request.GET.get("draft", "")
    if posted or asked == "none" or request.method == "POST":
        return posted or uuid.uuid4()
    drafts = Draft.objects.visible_to(request.scope).filter(form=form, case=case)
    named = drafts.filter(pk=id_in(asked)).first() if id_in(asked) else None
    unsaved = drafts.own(request.scope).exclude(object__in=stored.values("pk")).order_by("-saved_at")
    found = named or unsaved.first()
    return found.object if found else uuid.uuid4()
