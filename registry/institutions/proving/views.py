"""The page that asks who is there, before a page that is only looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from registry.institutions.guards import require_account
from registry.institutions.proving import ways
from registry.institutions.proving.asking import BY_FACTOR, asked, back_to_take_it, is_file


@require_account
@require_http_methods(["GET", "HEAD", "POST"])
def prove_again(request: HttpRequest) -> HttpResponse:
    """Prove again who is there, and go on to where one wanted to."""
    by_factor = BY_FACTOR in request.GET or BY_FACTOR in request.POST
    offered, onward = ways.forms_for(request, by_factor), _onward(request)
    if request.method == "POST" and ways.prove(request, offered):
        return back_to_take_it(request) if is_file(onward.partition("?")[0]) else redirect(onward)
    kept = [("next", onward)] + ([(BY_FACTOR, "yes")] if by_factor else [])
    return asked(request, offered, action=request.path, typed=kept)


@require_account
@require_safe
def proved(request: HttpRequest) -> HttpResponse:
    """Where the single sign-on leads to from another tab."""
    return render(request, "institutions/proved.html")


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"
