"""Pages about one's own account: the sessions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from registry.institutions.guards import require_account
from registry.institutions.sessions import end_these, sessions_of


@require_account
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in."""
    context = {"sessions": sessions_of(request.user), "own": request.session.session_key}
    return render(request, "institutions/sessions.html", context)


@require_account
@require_POST
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """End one of the person's other sessions."""
    found = get_object_or_404(request.user.usersession_set.exclude(session_key=request.session.session_key), pk=session)
    end_these([found])
    messages.success(request, "That session is ended.")
    return redirect("session-list")


@require_account
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all of the person's sessions but this one."""
    others = [one for one in sessions_of(request.user) if one.session_key != request.session.session_key]
    end_these(others)
    messages.success(request, "You are signed in here only." if others else "You were signed in here only.")
    return redirect("session-list")
