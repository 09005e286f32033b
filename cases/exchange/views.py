"""Doors of the exchange: the data dictionary for all; a case as JSON and a cohort as a zip for their readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.cohorts.noting import note_selection
from cases.cohorts.selection import selection_of
from cases.exchange.api.page import operations
from cases.exchange.cohort_export import ExportPage, exported, file_name
from cases.exchange.dictionary import dictionary
from cases.exchange.exporting import written
from cases.records.document import document_of
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from cases.records.outside import seen_from_outside
from registry.audit.models import Act, Thing
from registry.audit.reading import note_export
from registry.institutions.guards import opens_cases, proved_again, public, reads_cohorts, require

LONGEST_QUERY = 100


@public
@require_safe
def data_dictionary(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    return render(request, "exchange/data_dictionary.html", {"query": query, "dictionary": dictionary(query)})


@public
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """How a program reads the registry."""
    return render(request, "exchange/api.html", {"operations": operations()})


@require(opens_cases)
@require_safe
@load_visible_case
@proved_again
def case_json(request: HttpRequest, case: Case) -> HttpResponse:
    """The whole case for its own institution; de-identified for a reviewer. The file is named by the pseudonym."""
    document = document_of(case)
    if case.institution_id not in request.scope.sites:
        document = seen_from_outside(document)
    note_export(by=request.scope, what=Thing.CASE_FILE, about=case)
    response = HttpResponse(written(document), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{case.pseudonym}.json"'
    return response


@require(reads_cohorts)
@require_safe
def cohort_export(request: HttpRequest) -> HttpResponse:
    """What a cohort would be taken away as."""
    page = ExportPage(selection_of(request.scope, request.GET))
    return render(request, "exchange/cohort_export.html", {"page": page})


@require(reads_cohorts)
@require_POST
@proved_again
def cohort_zip(request: HttpRequest) -> HttpResponse:
    """The cohort as one zip; where there is nothing to take away, the page that says so."""
    selection, now = selection_of(request.scope, request.GET), timezone.now()
    page = ExportPage(selection)
    if page.refused:
        return render(request, "exchange/cohort_export.html", {"page": page}, status=422)
    note_selection(selection, act=Act.EXPORT, what=Thing.ARCHIVE, by=request.scope)
    response = HttpResponse(exported(selection, now).zipped(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{file_name(selection, now)}"'
    return response
