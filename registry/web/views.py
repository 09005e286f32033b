"""The public pages and the theme switch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from registry.institutions.guards import public
from registry.web import gallery as samples
from registry.web.context import KEYS_COOKIE, THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600  # seconds


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front.html")


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "web/gallery.html", samples.context())


@public
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's choice in a cookie; back to the page that asked."""
    response = redirect(_safe_address(request, request.POST.get("next", "")))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response


@public
@require_POST
def choose_keys(request: HttpRequest) -> HttpResponse:
    """Remember in a cookie whether the pages have keys of their own; nothing else changes on the page that asked."""
    response, keys = HttpResponse(status=204), request.POST.get("keys")
    if keys in ("on", "off"):
        response.set_cookie(KEYS_COOKIE, keys, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _safe_address(request: HttpRequest, address: str) -> str:
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else "/"
