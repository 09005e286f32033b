"""A person's own access tokens: seen, made, revoked."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from registry.institutions.guards import proved_again, reads_cohorts, require
from registry.institutions.tokens import actions
from registry.institutions.tokens.forms import TokenForm
from registry.institutions.tokens.models import AccessToken


@require(reads_cohorts)
@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    return _page(request, TokenForm())


@require(reads_cohorts)
@require_POST
@proved_again
def token_make(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, once."""
    form = TokenForm(request.POST)
    try:
        made = actions.make_token(**form.cleaned_data, by=request.scope) if form.is_valid() else None
    except (PermissionDenied, ValidationError) as refused:
        form.add_error(None, getattr(refused, "messages", [str(refused)]))
        made = None
    if made is None:
        return _page(request, form, status=422)
    return render(request, "institutions/token_made.html", {"made": made})


@require(reads_cohorts)
@require_POST
def token_revoke(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(AccessToken.objects.of(request.scope.user_id), pk=token)
    actions.revoke_token(token=found, by=request.scope)
    messages.success(request, f"The token “{found}” opens nothing any more.")
    return redirect("token-list")


def _page(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    tokens = AccessToken.objects.of(request.scope.user_id).newest_first()
    return render(request, "institutions/tokens.html", {"form": form, "tokens": tokens}, status=status)
