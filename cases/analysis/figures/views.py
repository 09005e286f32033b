"""The figures of a cohort, on a page and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.analysis.figures.files import file_of
from cases.analysis.figures.gathering import Gallery
from cases.cohorts.noting import note_selection
from cases.cohorts.selection import selection_of
from registry.audit.models import Act, Thing
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every figure of a cohort, live or frozen."""
    selection = selection_of(request.scope, request.GET)
    shown = Gallery(request.scope, selection, request.GET)
    return render(request, "analysis/figures.html", {"selection": selection, "gallery": shown})


@require(reads_cohorts)
@require_safe
def figure_file(request: HttpRequest, figure: str, form: str) -> HttpResponse:
    """One figure of a cohort as a file."""
    selection = selection_of(request.scope, request.GET)
    note_selection(selection, act=Act.EXPORT, what=Thing.FIGURE, by=request.scope)
    return file_of(Gallery(request.scope, selection, request.GET).shown(figure).figure, form)
