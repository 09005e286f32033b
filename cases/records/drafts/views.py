"""The doors of drafts: the script and the button "Save draft" send here what stands in a form.

The script is answered in JSON, the button with a page or a redirect.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.records.drafts import actions
from cases.records.drafts.listed import address_of, local_time
from cases.records.drafts.typed import Typed
from cases.records.loaders import load_own_case
from cases.records.models import Case, Draft
from cases.records.policies import Refused
from registry.institutions.guards import require, works_on_cases
from registry.institutions.sessions import seconds_left
from registry.institutions.typed import typed_into

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class Refusal:
    """Why nothing was kept. ``revision``: of what stands there, where the page may keep its own all the same."""

    says: str
    status: int
    revision: int | None = None


@require(works_on_cases)
@load_own_case
@require_POST
def draft_save(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep what stands in a form of a case."""
    return _kept(request, case)


@require(works_on_cases)
@require_POST
def draft_save_new(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form of a case that is not opened yet."""
    return _kept(request, None)


@require(works_on_cases)
@require_POST
def draft_discard(request: HttpRequest, typed: uuid.UUID) -> HttpResponse:
    """Throw away what the person typed, and show the form without it."""
    draft = get_object_or_404(Draft.objects.own(request.scope), pk=typed)
    actions.discard_draft(draft=draft, by=request.scope)
    messages.success(request, "What you typed is discarded.")
    return redirect(draft.page)


@require(works_on_cases)
@require_POST
def draft_take_over(request: HttpRequest, typed: uuid.UUID) -> HttpResponse:
    """Go on with what a colleague typed."""
    drafts = Draft.objects.visible_to(request.scope).filter(case__isnull=False).select_related("case", "user")
    draft = get_object_or_404(drafts, pk=typed)
    try:
        actions.take_over_draft(draft=draft, by=request.scope)
        messages.success(request, f"You go on with what {draft.user} typed.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(address_of(draft))


@require(works_on_cases)
@require_safe
def session_state(request: HttpRequest) -> HttpResponse:
    """Who is signed in, for how long, and with which form token: asked by a page that was open meanwhile."""
    who = str(request.scope.user_id)
    return JsonResponse({"who": who, "seconds": seconds_left(request), "token": get_token(request)})


def _kept(request: HttpRequest, case: Case | None) -> HttpResponse:
    try:
        draft = actions.keep_draft(typed=Typed.of(request.POST), case=case, by=request.scope)
    except (actions.SavedAlready, actions.TypedElsewhere, Refused, ValidationError) as fault:
        return _not_kept(request, _refusal(fault, request))
    if _asks_for_json(request):
        others = [f"{one.user}" for one in _others(draft, request)]
        return JsonResponse({"at": draft.saved_at.isoformat(), "revision": draft.revision, "others": others})
    messages.success(request, f"Draft saved {local_time(draft):%H:%M}. It is not a record yet.")
    return redirect(draft.page)


def _not_kept(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if _asks_for_json(request):
        return JsonResponse({"says": refusal.says, "revision": refusal.revision}, status=refusal.status)
    typed = [(name, value) for name, value in typed_into(request) if name != "draft-base"]
    context = {"refusal": refusal, "typed": [*typed, ("draft-base", refusal.revision or 0)]}
    return render(request, "records/draft_refused.html", context, status=refusal.status)


def _refusal(fault: Exception, request: HttpRequest) -> Refusal:
    if isinstance(fault, actions.SavedAlready):
        return Refusal("This form is saved already.", CONFLICT)
    if isinstance(fault, actions.TypedElsewhere):
        mine = fault.draft.user_id == request.scope.user_id
        who = "You typed something else here in another tab or on another computer" if mine else _taken(fault.draft)
        return Refusal(f"{who}, {local_time(fault.draft):%H:%M}.", CONFLICT, fault.draft.revision if mine else 0)
    return Refusal(" ".join(getattr(fault, "messages", [str(fault)])), UNPROCESSABLE)


def _taken(draft: Draft) -> str:
    return f"{draft.user} has taken over what you typed here"


def _others(draft: Draft, request: HttpRequest) -> list[Draft]:
    drafts = Draft.objects.visible_to(request.scope).filter(form=draft.form, object=draft.object, case=draft.case)
    return list(drafts.exclude(user=draft.user_id).select_related("user"))


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
