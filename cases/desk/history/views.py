"""Pages of what became of a case, change by change. A view loads, makes one call and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.desk.history.page import HistoryPage
from cases.desk.history.versions import VersionsPage
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from registry.institutions.guards import opens_cases, require


@require(opens_cases)
@load_visible_case
@require_safe
def case_history(request: HttpRequest, case: Case) -> HttpResponse:
    """Every change of a case, the newest first; or those of one row or one field."""
    return render(request, "desk/history/history.html", {"page": HistoryPage(case, request.scope, request.GET)})


@require(opens_cases)
@load_visible_case
@require_safe
def case_versions(request: HttpRequest, case: Case) -> HttpResponse:
    """Two states of a case side by side."""
    return render(request, "desk/history/versions.html", {"page": VersionsPage(case, request.scope, request.GET)})
