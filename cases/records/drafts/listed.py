"""Where something typed waits to be saved, for lists and the case page."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from cases.records.drafts.actions import KEPT_FOR
from cases.records.drafts.typed import FORMS
from cases.records.kinds import kind_by_slug
from cases.records.models import Case, Draft
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class ListedDraft:
    """``saved_at``: in the time of the institution; ``case``: local code, empty for a case not opened yet."""

    title: str
    by: str
    mine: bool
    saved_at: datetime
    address: str
    case: str = ""

    @property
    def kept_until(self) -> datetime:
        """When the registry deletes it, unless it is changed before."""
        return self.saved_at + KEPT_FOR


def drafts_in(cases: Iterable[Case], scope: Scope) -> dict[uuid.UUID, list[ListedDraft]]:
    """Id of each case in which somebody typed something -> what, the newest first."""
    drafts = Draft.objects.visible_to(scope).filter(case__in=[one.pk for one in cases])
    found: dict[uuid.UUID, list[ListedDraft]] = {}
    for draft in drafts.select_related("user", "institution").order_by("-saved_at"):
        found.setdefault(draft.case_id, []).append(_listed(draft, scope))
    return found


def unopened(scope: Scope) -> list[ListedDraft]:
    """What the person typed for cases that are not opened yet, the newest first."""
    drafts = Draft.objects.own(scope).filter(case__isnull=True).select_related("user", "institution")
    return [_listed(draft, scope) for draft in drafts.order_by("-saved_at")]


def unsaved(scope: Scope) -> list[ListedDraft]:
    """Everything that the person typed and has not saved, of whichever case, the newest first."""
    drafts = Draft.objects.own(scope).select_related("user", "institution", "case").order_by("-saved_at")
    return [replace(_listed(one, scope), case=one.case.local_code if one.case else "") for one in drafts]


def local_time(draft: Draft) -> datetime:
    """When it was kept, in the time of the institution."""
    return draft.saved_at.astimezone(ZoneInfo(draft.institution.timezone))


def address_of(draft: Draft) -> str:
    """The page on which one goes on with it; a row that is gone meanwhile is entered anew."""
    if draft.case_id is None:
        return reverse("case-create", query={"draft": str(draft.pk)})
    kind = kind_by_slug(draft.form)
    if kind is None:
        return draft.page
    if kind.model.objects.filter(case=draft.case_id, pk=draft.object).exists():
        return reverse("row-edit", args=[draft.case_id, kind.slug, draft.object])
    return reverse("row-create", args=[draft.case_id, kind.slug], query={"draft": str(draft.pk)})


def _listed(draft: Draft, scope: Scope) -> ListedDraft:
    title = "New case" if draft.case_id is None else FORMS.get(draft.form, draft.form)
    mine = draft.user_id == scope.user_id
    return ListedDraft(title, str(draft.user), mine, local_time(draft), address_of(draft))
