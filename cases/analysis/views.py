"""The numbers of a cohort. A view reads the cohort from the address, makes one call and answers."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.analysis.afterwards import afterwards
from cases.analysis.attrition import AttritionPage
from cases.analysis.figures.gathering import Gallery, attrition_figure, held_figure, survival_figure, upset_figure
from cases.analysis.plots.figure import Figure
from cases.analysis.table_one import saved_queries, table_one
from cases.analysis.time_to_event import time_to_event
from cases.cohorts.members import Selection
from cases.cohorts.selection import selection_of
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def attrition(request: HttpRequest) -> HttpResponse:
    """From all readable cases down to the cohort, step by step, with near misses."""
    selection = selection_of(request.scope, request.GET)
    page = AttritionPage(request.scope, selection)
    return _answered(request, "attrition", selection, page, attrition_figure(page), upset_figure(page))


@require(reads_cohorts)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """What the members of a cohort look like, alone or beside another cohort."""
    selection = selection_of(request.scope, request.GET)
    page = table_one(request.scope, selection, request.GET)
    return _answered(request, "table_one", selection, page, saved=saved_queries(request.scope))


@require(reads_cohorts)
@require_safe
def durations(request: HttpRequest) -> HttpResponse:
    """Survival curves of a cohort, by endpoint, start, reading of dates and groups."""
    selection = selection_of(request.scope, request.GET)
    page = time_to_event(selection, request.GET)
    return _answered(request, "time_to_event", selection, page, survival_figure(page))


@require(reads_cohorts)
@require_safe
def next_steps(request: HttpRequest) -> HttpResponse:
    """What was done after the event, and how long skin and organs then held."""
    selection = selection_of(request.scope, request.GET)
    page = afterwards(selection, request.GET)
    return _answered(request, "next", selection, page, held_figure(page, "skin"), held_figure(page, "elsewhere"))


def _answered(
    request: HttpRequest, name: str, selection: Selection, page: object, *figures: Figure, **more: object
) -> HttpResponse:
    """The page with its figures, and the query of its cohort, which every form on it keeps."""
    kept = [(key, one) for key, many in QueryDict(selection.query).lists() for one in many]
    gallery = Gallery(request.scope, selection, request.GET)
    shown = [gallery.placed(one) for one in figures]
    context = {"selection": selection, "kept": kept, "page": page, "figures": shown, **more}
    return render(request, f"analysis/{name}.html", context)
