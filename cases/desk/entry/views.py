"""Pages on which an institution goes through one case. A view loads, makes one call and answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.desk.entry.checking import check_page, submitted_page
from cases.desk.entry.following import following
from cases.desk.entry.section import section_page
from cases.desk.entry.whole import whole_page
from cases.desk.like import like
from cases.records.actions import mark_section
from cases.records.addresses import back_to
from cases.records.loaders import load_own_case, load_section
from cases.records.models import Case, Said
from cases.records.policies import Refused
from cases.records.sections import CaseSection
from cases.rules.vocabulary import BEING_ENTERED
from registry.institutions.guards import require, works_on_cases


@require(works_on_cases)
@load_own_case
@load_section
@require_safe
def case_section(request: HttpRequest, case: Case, section: CaseSection) -> HttpResponse:
    """One section of a case on a page of its own."""
    return render(request, "desk/section.html", {"page": section_page(case, section, request.scope)})


@require(works_on_cases)
@load_own_case
@load_section
@require_POST
def section_mark(request: HttpRequest, case: Case, section: CaseSection) -> HttpResponse:
    """Say of a section that it is done or empty for good, or take that back."""
    says = Said(request.POST["says"]) if request.POST.get("says") in Said.values else None
    try:
        mark_section(case=case, section=section.slug, says=says, by=request.scope)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(back_to(case, request.POST.get("from", "")))


@require(works_on_cases)
@load_own_case
@require_safe
def case_whole(request: HttpRequest, case: Case) -> HttpResponse:
    """Every section on one page, for those who do this often."""
    return render(request, "desk/whole.html", {"page": whole_page(case, request.scope)})


@require(works_on_cases)
@load_own_case
@require_safe
def case_following(request: HttpRequest, case: Case) -> HttpResponse:
    """What would follow if what is typed were saved now: the aside asks for it after each time something is kept."""
    back, patient = request.GET.get("from", ""), request.GET.get("part") == "open"
    found = following(case, request.scope, seen=request.GET.get("seen"), back=back, patient=patient)
    return render(request, "desk/_following_body.html", {"following": found, "came_from": back})


@require(works_on_cases)
@load_own_case
@require_safe
def case_check(request: HttpRequest, case: Case) -> HttpResponse:
    """Every answer once more; from here, and only from here, a person submits."""
    return render(request, "desk/check.html", {"page": check_page(case, request.scope)})


@require(works_on_cases)
@load_own_case
@require_safe
def case_like(request: HttpRequest, case: Case) -> HttpResponse:
    """Cases of other institutions that are like one that was handed in; a draft is sent back to its page."""
    if case.status in BEING_ENTERED:
        return redirect(case)
    return render(request, "desk/like.html", {"like": like(case)})


@require(works_on_cases)
@load_own_case
@require_safe
def case_submitted(request: HttpRequest, case: Case) -> HttpResponse:
    """What was handed in, and what happens next; a draft is sent back to its answers."""
    if case.status in BEING_ENTERED:
        return redirect("case-check", case.pk)
    return render(request, "desk/submitted.html", {"page": submitted_page(case)})
