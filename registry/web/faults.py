"""The pages for what went wrong. A missing page and a page that is not yours look the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/400.html", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/403.html", status=403)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection token is missing or stale; named in ``CSRF_FAILURE_VIEW``."""
    return render(request, "web/expired.html", status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks neither the session nor the database, because one of them may be what failed."""
    return HttpResponse(render_to_string("web/500.html"), status=500)
