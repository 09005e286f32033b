"""A browser that asks for an address which only takes forms is led to the page that holds the form."""

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from registry.institutions.scoping import Scope

SAYS = "That address only takes what a form sends, so nothing was done. This is the page that leads there."


class BackToTheForm:
    """Turns the bare page of status 405 into a redirect to the nearest page above; other programs keep the 405.

    It happens after signing in to where a form was sent, after a reload, and with an address from the history. A page
    above that takes forms only leads further up by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or not _is_visit(request):
            return response
        _say_once(request)
        return redirect(next(_pages_above(request.path, request.scope)))


def _is_visit(request: HttpRequest) -> bool:
    """Whether somebody looks at the answer: browsers ask for a page by name."""
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("Accept", "")


def _say_once(request: HttpRequest) -> None:
    """However many addresses it takes to get to a page."""
    waiting = messages.get_messages(request)
    said = any(one.message == SAYS for one in waiting)
    waiting.used = False
    if not said:
        messages.info(request, SAYS)


def _pages_above(path: str, scope: Scope) -> Iterator[str]:
    """Addresses that contain this one and are open to the person, the nearest first; the front page is among them."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            guard = getattr(resolve(path).func, "guarded_by", None)
        except Resolver404:
            continue
        if guard is None or guard(scope):
            yield path
