"""The pages for what went wrong. A missing page and a page that is not yours look the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from registry.institutions.typed import typed_into


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/400.html", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/403.html", status=403)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection token is missing or stale; named in ``CSRF_FAILURE_VIEW``.

    Somebody signed in may send it again from here, if a page of this very address had sent it.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    typed = typed_into(request) if own and request.user.is_authenticated else []
    return render(request, "web/expired.html", {"typed": typed}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    request.resolver_match = None  # else the page would tell, by its help, a closed door from an address without one
    return render(request, "web/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks neither the session nor the database, because one of them may be what failed."""
    return HttpResponse(render_to_string("web/500.html"), status=500)
