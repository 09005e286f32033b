"""The moves of a case, as buttons and short forms. A view loads, makes one call and answers."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.records.actions import EditedMeanwhile
from cases.records.forms.versions import seen_version
from cases.records.loaders import load_own_case, load_visible_case
from cases.records.models import Case
from cases.records.policies import Refused
from cases.records.trying import tried
from cases.review.assigning import Assignment, assignment_of, assignments_of, reviewers_for
from cases.review.forms import AssignForm, amend_form, return_form
from cases.review.moves import assign_case, move_case
from cases.review.policies import why_not_move
from cases.rules.vocabulary import BEING_ENTERED
from registry.institutions.guards import administers, opens_cases, oversees_reviews, require, works_on_cases
from registry.institutions.scoping import Scope

UNPROCESSABLE = 422


@require(works_on_cases)
@load_own_case
@require_POST
def case_submit(request: HttpRequest, case: Case) -> HttpResponse:
    """From the page on which the answers were checked; a second click finds the case submitted and changes nothing."""
    seen = seen_version(request.POST["seen_version"]) if "seen_version" in request.POST else None
    if case.status not in BEING_ENTERED:
        messages.info(request, "This case was submitted already; nothing is changed.")
    elif tried(request, move_case, case=case, key="submit", seen_version=seen, by=request.scope):
        messages.success(request, "The case is submitted for review.")
    return redirect("case-submitted", case.pk)


@require(opens_cases)
@load_visible_case
@require_POST
def case_reopen(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "take_back", "The case is a draft again.")


@require(opens_cases)
@load_visible_case
@require_POST
def case_claim(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "claim", "You review this case now; no other reviewer sees it.")


@require(opens_cases)
@load_visible_case
@require_POST
def case_hand_back(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "hand_back", "The case waits for any reviewer again.")


@require(opens_cases)
@load_visible_case
@require_POST
def case_accept(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "accept", "The case is accepted into the registry.")


@require(opens_cases)
@load_visible_case
@require_POST
def case_confirm(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "confirm", "The change is confirmed; the case is accepted as it now stands.")


@require(works_on_cases)
@load_own_case
@require_POST
def case_lock(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "lock", "The case is locked. Whoever changes it has to say why.")


@require(works_on_cases)
@load_own_case
@require_POST
def case_finish(request: HttpRequest, case: Case) -> HttpResponse:
    return _moved(request, case, "finish", "You are done with the change.")


@require(opens_cases)
@load_visible_case
def case_return(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask a reviewer why the case goes back to its institution, then return it."""
    form = return_form(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, case, "return"):
        messages.success(request, f"Case {case.pseudonym} is returned to {case.institution}, with your reason.")
        return redirect("review-list")
    context = {"form": form, "case": case, "refusal": why_not_move(case, "return", request.scope)}
    return render(request, "review/case_return.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(works_on_cases)
@load_own_case
def case_amend(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask the institution why the accepted case is changed, then let who said so change it."""
    form = amend_form(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, case, "amend"):
        messages.success(request, "You may change the case now. Say when you are done.")
        return redirect(case)
    context = {"form": form, "case": case, "refusal": why_not_move(case, "amend", request.scope)}
    return render(request, "review/case_amend.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(oversees_reviews)
def case_assign(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Give a case to another reviewer."""
    one = _assignable(request.scope, case)
    form = AssignForm(request.POST if request.method == "POST" else None, people=reviewers_for(one))
    if form.is_valid() and _assigned(request, form, one):
        messages.success(request, f"Case {one.pseudonym} is given to {form.cleaned_data['reviewer']}.")
        return redirect("assignments" if request.scope.administrator else "review-list")
    return render(
        request, "review/case_assign.html", {"form": form, "one": one}, status=UNPROCESSABLE if form.errors else 200
    )


@require(administers)
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """Which reviewer has which case; nothing of the cases but their pseudonym."""
    return render(request, "review/assignments.html", {"assignments": assignments_of(request.scope)})


def _assignable(scope: Scope, case: uuid.UUID) -> Assignment:
    """``Http404``: this person cannot give the case to anybody."""
    if scope.administrator:
        found = next((one for one in assignments_of(scope) if one.case_id == case), None)
    else:
        cases = Case.objects.visible_to(scope).exclude(institution__in=scope.home).select_related("institution")
        seen = cases.filter(pk=case).first()
        found = assignment_of(seen) if seen else None
    if found is None:
        raise Http404
    return found


def _assigned(request: HttpRequest, form: AssignForm, one: Assignment) -> bool:
    try:
        assign_case(case_id=one.case_id, reviewer=form.cleaned_data["reviewer"], by=request.scope)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _moved(request: HttpRequest, case: Case, key: str, done: str) -> HttpResponse:
    """One step of the case, then back to its page, or to the list where it left the person's sight."""
    if tried(request, move_case, case=case, key=key, by=request.scope):
        messages.success(request, done)
    return redirect(case if Case.objects.visible_to(request.scope).filter(pk=case.pk).exists() else "review-list")


def _done(request: HttpRequest, form, case: Case, key: str) -> bool:
    """Whether the case moved for the reason in the form; if not, the reasons stand above the form."""
    try:
        move_case(case=case, key=key, reason=form.cleaned_data["reason"], by=request.scope)
    except (Refused, ValidationError, EditedMeanwhile) as fault:
        for message in getattr(fault, "messages", [str(fault)]):
            form.add_error("reason" if isinstance(fault, ValidationError) else None, message)
        return False
    return True
