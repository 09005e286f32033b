"""The pages of saved cohorts and frozen runs. A run opens for everybody who reads cohorts and has its address."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.cohorts import actions
from cases.cohorts.keeping.changes import ChangesPage
from cases.cohorts.keeping.forms import NameForm
from cases.cohorts.keeping.pages import RunPage, address_of, citation, citations, kept, my_cohorts, renamed
from cases.cohorts.models import SavedCohort
from cases.cohorts.noting import note_selection
from cases.cohorts.runs import run_for, selection_of_run, verify
from cases.cohorts.selection import selection_of
from registry.audit.models import Act, Thing
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person's own saved cohorts, as they are now, and frozen runs."""
    return render(request, "cohorts/mine.html", {"mine": my_cohorts(request.scope, request.GET)})


@require(reads_cohorts)
def save(request: HttpRequest) -> HttpResponse:
    """Give the cohort of the address a name: live, or frozen as it is now."""
    selection = selection_of(request.scope, request.GET)
    form = NameForm(request.POST or None)
    made = kept(form, selection, request.scope) if request.method == "POST" else None
    if made:
        messages.success(request, f"“{made}” is kept. You find it under My cohorts.")
        return redirect("my-cohorts" if isinstance(made, SavedCohort) else made)
    return render(request, "cohorts/save.html", {"selection": selection, "form": form})


@require(reads_cohorts)
@require_safe
def saved_cohort(request: HttpRequest, saved: str) -> HttpResponse:
    """On to the cohort page, with the query that was saved."""
    return redirect(address_of(get_object_or_404(SavedCohort.objects.of(request.scope), slug=saved).query))


@require(reads_cohorts)
def rename(request: HttpRequest, saved: str) -> HttpResponse:
    """Give a saved cohort another name, or say otherwise what it is for."""
    cohort = get_object_or_404(SavedCohort.objects.of(request.scope), slug=saved)
    form = NameForm(request.POST or None, instance=cohort)
    if request.method == "POST" and renamed(form, cohort, request.scope):
        messages.success(request, "The new name is saved.")
        return redirect("my-cohorts")
    return render(request, "cohorts/rename.html", {"cohort": cohort, "saved": saved, "form": form})


@require(reads_cohorts)
def delete(request: HttpRequest, saved: str) -> HttpResponse:
    """Forget a saved cohort, after asking. Its frozen runs stay."""
    cohort = get_object_or_404(SavedCohort.objects.of(request.scope), slug=saved)
    if request.method != "POST":
        return render(request, "cohorts/delete.html", {"cohort": cohort})
    actions.delete_cohort(cohort=cohort, by=request.scope)
    messages.success(request, f"“{cohort}” is deleted. Frozen runs stay.")
    return redirect("my-cohorts")


@require(reads_cohorts)
@require_safe
def run_detail(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """The receipt of a run, the numbers over the rows that the reader may read, and how to cite it."""
    selection = selection_of_run(request.scope, run)
    note_selection(selection, act=Act.READ, what=Thing.RUN, by=request.scope)
    page = RunPage(selection)
    return render(request, "cohorts/run.html", {"page": page, "citations": citations(page.run, request)})


@require(reads_cohorts)
@require_safe
def run_verify(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """The same page, with what becomes of the hashes when they are made again from the stored rows."""
    selection = selection_of_run(request.scope, run)
    page = RunPage(selection, verify(selection.run.receipt))
    return render(request, "cohorts/run.html", {"page": page, "citations": citations(page.run, request)})


@require(reads_cohorts)
@require_safe
def run_changes(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """The run beside the same cohort now."""
    changes = ChangesPage(run_for(request.scope, run), request.scope)
    return render(request, "cohorts/run_changes.html", {"changes": changes, "run": changes.run})


@require(reads_cohorts)
@require_safe
def run_cite(request: HttpRequest, run: uuid.UUID, style: str) -> HttpResponse:
    """The citation of a run as a file."""
    kind, text = citation(run_for(request.scope, run), style, request)
    name = f'attachment; filename="run-{run}.{style}"'
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": name})
