"""The page behind an invitation, and what leads and administrators do with invitations."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from registry.institutions.guards import leads_or_administers, proved_again, public, require
from registry.institutions.inviting import actions
from registry.institutions.inviting.forms import FirstPassword
from registry.institutions.inviting.models import Invitation
from registry.institutions.inviting.telling import told
from registry.institutions.policies import can_hand_over


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Set the first password; a link that is used, over, revoked or made up looks the same."""
    found = actions.open_invitation(secret)
    form = FirstPassword(request.POST or None, user=found.user) if found else None
    if form and form.is_valid():
        found = actions.accept_invitation(secret=secret, password=form.cleaned_data["password1"])
        if found:
            messages.success(request, "Your password is set. Sign in with it; then set up a second factor.")
            return redirect("account_login")
    status = 404 if found is None else 422 if form.errors else 200
    return render(request, "institutions/invitation.html", {"invitation": found, "form": form}, status=status)


@require(leads_or_administers)
@require_POST
@proved_again
def invitation_renew(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Another link in place of one that was lost or is over."""
    waiting = _waiting(request, invitation)
    messages.success(request, told(request, actions.invite(user=waiting.user, by=request.scope)))
    return _back(request)


@require(leads_or_administers)
@require_POST
@proved_again
def invitation_revoke(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Let a link open nothing any more."""
    waiting = _waiting(request, invitation)
    try:
        actions.revoke_invitation(invitation=waiting, by=request.scope)
        messages.success(request, f"The link of {waiting.user} opens nothing any more.")
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return _back(request)


def _waiting(request: HttpRequest, key: uuid.UUID) -> Invitation:
    """An invitation that this person may give out; any other does not exist."""
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("user")
    found = get_object_or_404(waiting, pk=key)
    return found if can_hand_over(found.user, request.scope) else get_object_or_404(waiting.none())


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("institution-detail" if request.scope.led else "administration")
