"""Doors of the exchange: the data dictionary for everybody, one case as JSON for those who may open it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.exchange.dictionary import dictionary
from cases.exchange.exporting import written
from cases.records.document import document_of
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from cases.records.outside import seen_from_outside
from registry.institutions.guards import opens_cases, public, require

LONGEST_QUERY = 100


@public
@require_safe
def data_dictionary(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    return render(request, "exchange/data_dictionary.html", {"query": query, "dictionary": dictionary(query)})


@require(opens_cases)
@require_safe
@load_visible_case
def case_json(request: HttpRequest, case: Case) -> HttpResponse:
    """The whole case for its own institution; de-identified for a reviewer. The file is named by the pseudonym."""
    document = document_of(case)
    if case.institution_id not in request.scope.sites:
        document = seen_from_outside(document)
    response = HttpResponse(written(document), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{case.pseudonym}.json"'
    return response
