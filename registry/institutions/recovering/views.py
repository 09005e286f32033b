"""The administrators' page for people who lost everything they sign in with."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from registry.institutions.guards import administers, proved_again, require
from registry.institutions.inviting.telling import told
from registry.institutions.recovering import actions
from registry.institutions.recovering.forms import RecoveryForm
from registry.institutions.recovering.models import Recovery


@require(administers)
@require_http_methods(["GET", "HEAD", "POST"])
@proved_again
def recovery_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second administrator, and the form that begins another."""
    form = RecoveryForm(request.POST or None, but=request.user)
    if form.is_valid() and _asked(request, form):
        return redirect("recovery-list")
    context = {"form": form, "recoveries": Recovery.objects.waiting()}
    return render(request, "institutions/recoveries.html", context, status=422 if form.errors else 200)


@require(administers)
@require_POST
@proved_again
def recovery_confirm(request: HttpRequest, recovery: uuid.UUID) -> HttpResponse:
    """The second administrator's word: the account is emptied, and its person gets a link."""
    found = get_object_or_404(Recovery, pk=recovery)
    try:
        messages.success(request, told(request, actions.confirm_recovery(recovery=found, by=request.scope)))
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect("recovery-list")


@require(administers)
@require_POST
def recovery_withdraw(request: HttpRequest, recovery: uuid.UUID) -> HttpResponse:
    """Let it go."""
    found = get_object_or_404(Recovery, pk=recovery)
    try:
        actions.withdraw_recovery(recovery=found, by=request.scope)
        messages.success(request, f"The recovery of {found.user} is let go. Nothing was changed.")
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect("recovery-list")


def _asked(request: HttpRequest, form: RecoveryForm) -> bool:
    try:
        recovery = actions.ask_for_recovery(**form.cleaned_data, by=request.scope)
        messages.success(request, f"The recovery of {recovery.user} waits for another administrator.")
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return not form.errors
