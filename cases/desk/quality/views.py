"""The page of data quality."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.desk.quality.page import parts_of
from registry.institutions.guards import leads_or_administers, require


@require(leads_or_administers)
@require_safe
def data_quality(request: HttpRequest) -> HttpResponse:
    """How complete the cases of each institution are, and what waits. No row and no code of a case."""
    return render(request, "desk/quality.html", {"parts": parts_of(request.scope)})
