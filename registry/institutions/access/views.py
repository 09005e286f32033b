"""Requests for access: asked by researchers, answered by leads, decided by administrators."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from registry.institutions.access import actions
from registry.institutions.access.forms import AnswerForm, AskForm
from registry.institutions.access.models import AccessRequest
from registry.institutions.guards import administers, require
from registry.institutions.models import User
from registry.institutions.scoping import Scope


def has_part(scope: Scope) -> bool:
    """Researchers ask, leads answer, administrators decide."""
    return scope.researcher or bool(scope.led) or scope.administrator


def researches(scope: Scope) -> bool:
    return scope.researcher


@require(has_part)
@require_safe
def access_list(request: HttpRequest) -> HttpResponse:
    """The requests that a person asked, may answer or decides."""
    found = AccessRequest.objects.visible_to(request.scope).select_related("asked_by", "project")
    asked = found.prefetch_related("answers__institution").waiting_first()
    return render(request, "institutions/access_list.html", {"asked": asked})


@require(researches)
def access_ask(request: HttpRequest) -> HttpResponse:
    """Ask; on a fault the page comes back with what was typed."""
    form = AskForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda: actions.ask_for_access(**form.cleaned_data, by=request.scope))
        if made:
            messages.success(request, "Your request is on its way to the leads of these institutions.")
            return redirect(made)
    return render(request, "institutions/access_ask.html", {"form": form}, status=422 if form.errors else 200)


@require(has_part)
@require_safe
def access_request(request: HttpRequest, access: uuid.UUID) -> HttpResponse:
    return _page(request, _asked(request, access))


@require(lambda scope: bool(scope.led))
@require_POST
def access_answer(request: HttpRequest, access: uuid.UUID, code: str) -> HttpResponse:
    """Answer for one of the institutions that the person leads."""
    asked, form = _asked(request, access), AnswerForm(request.POST)
    answer = get_object_or_404(asked.answers, institution__code=code, institution__in=request.scope.led)
    if not form.is_valid():
        return _page(request, asked, {code: form}, status=422)
    said = f"The answer of {answer.institution} is saved."
    return _done(
        request, asked, lambda: actions.answer_request(answer=answer, **form.cleaned_data, by=request.scope), said
    )


@require(administers)
@require_POST
def access_decide(request: HttpRequest, access: uuid.UUID) -> HttpResponse:
    """Approve, which opens the project, or decline."""
    asked = _asked(request, access)
    decide = actions.approve_request if request.POST.get("decision") == "approve" else actions.decline_request
    return _done(request, asked, lambda: decide(request=asked, by=request.scope))


@require(researches)
@require_POST
def access_withdraw(request: HttpRequest, access: uuid.UUID) -> HttpResponse:
    """Take one's own request back."""
    asked = _asked(request, access)
    return _done(request, asked, lambda: actions.withdraw_request(request=asked, by=request.scope))


def _asked(request: HttpRequest, access: uuid.UUID) -> AccessRequest:
    found = AccessRequest.objects.visible_to(request.scope).select_related("asked_by", "project")
    return get_object_or_404(found, pk=access)


def _page(request: HttpRequest, asked: AccessRequest, sent: dict | None = None, status: int = 200) -> HttpResponse:
    answers = asked.answers.select_related("institution", "answered_by").order_by("institution__name")
    lines = [(one, _form_for(one, request.scope, sent or {})) for one in answers]
    context = {"asked": asked, "lines": lines, "colleagues": User.objects.filter(pk__in=asked.colleagues)}
    return render(request, "institutions/access_request.html", context, status=status)


def _form_for(answer, scope: Scope, sent: dict) -> AnswerForm | None:
    """The form of a lead, filled with what was sent or said before."""
    if answer.institution_id not in scope.led or not answer.request.is_open:
        return None
    code, said = answer.institution.code, {True: "yes", False: "no", None: None}[answer.agreed]
    return sent.get(code) or AnswerForm(initial={"agreed": said, "remark": answer.remark}, auto_id=f"id_{code}_%s")


def _tried(form: forms.BaseForm, action: Callable[[], object]) -> object:
    """What an action of a valid form made; a refusal becomes an error of the form."""
    try:
        return action()
    except ValidationError as fault:
        form.add_error(None, fault)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return None


def _done(request: HttpRequest, asked: AccessRequest, action: Callable[[], object], said: str = "") -> HttpResponse:
    try:
        action()
        messages.success(request, said or f"The request is {asked.get_state_display().lower()}.")
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect(asked)
