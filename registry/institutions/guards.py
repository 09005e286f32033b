"""Who may open a page. Everybody else gets the same 404 as for a page that does not exist."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from registry.institutions.proving.asking import let_through
from registry.institutions.proving.proof import Proof, is_proved, is_proved_by_factor, proof_of, spend
from registry.institutions.scoping import Scope
from registry.institutions.typed import typed_into

__all__ = ["Proof", "proof_of", "proved_again", "proved_anew", "proved_by_factor", "public", "require"]

View = Callable[..., HttpResponse]


def require(allowed: Callable[[Scope], bool]) -> Callable[[View], View]:
    """Guard a view by a question to the scope, such as ``require(lambda scope: scope.reviewer)``.

    Nobody signed in: on to the sign-in page and back, or, with a filled form, to a page that keeps what was typed.
    Signed in without the right: 404.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.scope.signed_in:
                return _not_yet(request)
            if not allowed(request.scope):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.guarded_by = allowed
        return guarded

    return guard


def require_account(view: View) -> View:
    """Guard a page about one's own account: open to everybody who has signed in, with or without a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if has_account(request.scope) else _not_yet(request)

    guarded.guarded_by = has_account
    return guarded


def _not_yet(request: HttpRequest) -> HttpResponse:
    return redirect("mfa_index") if request.scope.enrolling else _signed_out(request)


def _signed_out(request: HttpRequest) -> HttpResponse:
    typed = [] if request.htmx else typed_into(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    return render(request, "institutions/signed_out.html", {"typed": typed}, status=403)


def public(view: View) -> View:
    """Declare that a page is open to everybody."""
    view.guarded_by = None
    return login_not_required(view)


def proved_again(view: View) -> View:
    """Under ``@require``: before what cannot be taken back, the person proves who they are, if that was not done within
    the last five minutes (signing in counts).

    A form that asks for it keeps all that was typed, and is taken with the proof in one step; a page is returned to.
    """

    @wraps(view)
    def proved(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asking = None if is_proved(request) else let_through(request)
        return asking or view(request, *args, **kwargs)

    return proved


def proved_by_factor(view: View) -> View:
    """As ``proved_again``, before a change of the second factor: whoever has one proves it, not the password."""

    @wraps(view)
    def proved(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asking = None if is_proved_by_factor(request) else let_through(request, by_factor=True)
        return asking or view(request, *args, **kwargs)

    return proved


def proved_anew(view: View) -> View:
    """Under ``@require``, for a signature: every form that is sent needs a proof of its own, which counts once."""

    @wraps(view)
    def proved(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not spend(request):
            asking = let_through(request)
            if asking:
                return asking
            spend(request)
        return view(request, *args, **kwargs)

    return proved


def has_account(scope: Scope) -> bool:
    return scope.user_id is not None


def leads_somewhere(scope: Scope) -> bool:
    return bool(scope.led)


def administers(scope: Scope) -> bool:
    return scope.administrator


def leads_or_administers(scope: Scope) -> bool:
    return bool(scope.led) or scope.administrator


def works_on_cases(scope: Scope) -> bool:
    return scope.clinician


def reviews(scope: Scope) -> bool:
    return scope.reviewer


def oversees_reviews(scope: Scope) -> bool:
    """Reviewers, and administrators, who see no row of a case."""
    return scope.reviewer or scope.administrator


def opens_cases(scope: Scope) -> bool:
    """Clinicians and leads (their own cases) and reviewers (submitted ones)."""
    return scope.clinician or scope.reviewer


def reads_cohorts(scope: Scope) -> bool:
    return scope.reads_cohorts
