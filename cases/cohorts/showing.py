"""The answer to somebody who builds a cohort: the whole page, or the part of it that htmx asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from cases.cohorts.builder import FORM, Builder
from cases.cohorts.members import Unit

PARTS = {"results": "cohorts/_results.html", "cohort": "cohorts/_cohort.html"}
"""Id of the element that htmx fills -> template."""


def shown(request: HttpRequest, builder: Builder) -> HttpResponse:
    """A finished form becomes its short address; htmx is told that address, so that Back works."""
    part = PARTS.get(request.htmx.target or "") if request.htmx else None
    whole = not part or request.htmx.history_restore_request
    address = f"{reverse('cohort-builder')}?{builder.asked.query}"
    if whole and request.GET.get("do") == "apply" and builder.fault is None:
        return _led_to(address)
    context = {"builder": builder, "oob": part == PARTS["results"]}
    if builder.is_read:
        context |= _listed(builder, request.GET.get("page"))
    response = render(request, "cohorts/builder.html" if whole else part, context)
    if not whole and FORM in request.GET and builder.fault is None:
        response["HX-Push-Url"] = address
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _led_to(address: str) -> HttpResponse:
    """A redirect whose address stays as readable as it is written; Django would write "|" as "%7C"."""
    response = redirect(address)
    response["Location"] = address
    return response


def _listed(builder: Builder, number: str | None) -> dict:
    page = builder.page(number)
    if builder.asked.unit is Unit.EPISODES:
        return {"page": page, "episodes": builder.episodes(page)}
    return {"page": page, "lines": builder.lines(page)}
