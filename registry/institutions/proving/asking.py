"""The page that asks who is there, and what happens to the form that was sent meanwhile."""

from pathlib import PurePosixPath
from urllib.parse import urlencode, urlsplit

from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from registry.institutions.proving import ways
from registry.institutions.proving.proof import give_for
from registry.institutions.single_sign_on.offer import proving_address
from registry.institutions.typed import AGAIN, typed_into

PAGE = "institutions/again.html"
BACK = f"{AGAIN}back"
BY_FACTOR = f"{AGAIN}factor"
TAKE_IT_NOW = "Thank you. Take the file now: you are not asked again for five minutes."


def let_through(request: HttpRequest, *, by_factor: bool = False) -> HttpResponse | None:
    """None once the person has proved, with this very form, who they are; else the page that asks.

    ``by_factor``: by the second factor, where the person has one. A form comes back from there with all that was
    typed; a page is asked for again.
    """
    if request.method != "POST":
        return redirect(_asking_page(request.get_full_path(), came_from(request), by_factor))
    if request.htmx:
        page = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(_asking_page(page, page, by_factor))
    offered = ways.forms_for(request, by_factor)
    if not ways.prove(request, offered):
        return asked(request, offered, action=request.get_full_path(), typed=typed_into(request))
    give_for(request, request.path)
    if is_file(request.path):
        return back_to_take_it(request)
    request.POST = _without_the_proof(request)
    return None


def asked(request: HttpRequest, offered: list, *, action: str, typed: list[tuple[str, str]]) -> HttpResponse:
    """``offered``: forms; ``action``: where they are sent; ``typed``: what is sent along, as (name, value)."""
    context = {"forms": offered, "action": action, "typed": typed, "lost_files": bool(request.FILES)}
    context["back"] = came_from(request)
    context["on_the_way"] = on_the_way = action == reverse("prove-again")
    context["sign_on_again"] = proving_address(request.user, _after_signing_on(request, typed, on_the_way))
    if any(form.way == ways.Passkey.way for form in offered):
        context["passkey_options"] = {"request_options": begin_authentication(request.user)}
    return render(request, PAGE, context, status=403 if request.method == "POST" else 200)


def _after_signing_on(request: HttpRequest, typed: list[tuple[str, str]], on_the_way: bool) -> str:
    """Where the single sign-on leads to: on, or, where a form waits in this tab, to a page that says so."""
    if not on_the_way:
        return f"{reverse('proved')}?{urlencode({'for': request.path})}"
    onward = dict(typed)["next"]
    return came_from(request) if is_file(onward.partition("?")[0]) else onward


def is_file(path: str) -> bool:
    """Whether an address is that of a file to take away: it ends like a file's name."""
    return bool(PurePosixPath(path).suffix)


def back_to_take_it(request: HttpRequest) -> HttpResponse:
    """A download leaves the browser on the page it came from, so that is where it is offered again."""
    messages.success(request, TAKE_IT_NOW)
    return redirect(came_from(request))


def came_from(request: HttpRequest) -> str:
    """The page of ours that led here; the front page where none is told."""
    told = request.POST.get(BACK) or request.GET.get(BACK) or _referrer(request)
    return told if url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()}) else "/"


def _referrer(request: HttpRequest) -> str:
    told = urlsplit(request.headers.get("Referer", ""))
    return told._replace(scheme="", netloc="").geturl() if told.netloc == request.get_host() else "/"


def _asking_page(onward: str, back: str, by_factor: bool) -> str:
    told = {"next": onward, BACK: back} | ({BY_FACTOR: "yes"} if by_factor else {})
    return f"{reverse('prove-again')}?{urlencode(told)}"


def _without_the_proof(request: HttpRequest):
    kept = request.POST.copy()
    for name in [name for name in kept if name.startswith(AGAIN)]:
        del kept[name]
    kept._mutable = False
    return kept
