"""Who asked how much about others, for administrators; and the page that lifts a limit."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.cohorts.questions import actions
from cases.cohorts.questions.forms import LiftForm
from cases.cohorts.questions.models import BudgetLift, Question
from cases.disclosure.budget import BUDGET
from registry.institutions.guards import administers, require
from registry.institutions.models import User

PAGE_SIZE = 50


@require(administers)
@require_safe
def question_log(request: HttpRequest) -> HttpResponse:
    """How many different questions each person asked on each day, and how many were refused."""
    rows = Paginator(Question.objects.by_person_and_day(), PAGE_SIZE).get_page(request.GET.get("page"))
    lifts = BudgetLift.objects.in_force(timezone.now()).select_related("user", "lifted_by").order_by("until")
    return render(request, "cohorts/questions.html", {"page": rows, "lifts": lifts, "budget": BUDGET})


@require(administers)
def question_lift(request: HttpRequest, user: uuid.UUID) -> HttpResponse:
    """Lift the limit of one person for some days, or put it back."""
    person = get_object_or_404(User, pk=user)
    if request.method == "POST" and request.POST.get("end") == "yes":
        return _ended(request, person)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift = actions.lift_budget(user=person, **form.cleaned_data, by=request.scope)
        messages.success(request, f"{person} may ask without a limit until {lift.until:%d %b %Y, %H:%M} UTC.")
        return redirect("question-log")
    context = {"form": form, "person": person, "budget": BUDGET}
    return render(request, "cohorts/question_lift.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest, person: User) -> HttpResponse:
    actions.end_lift(user=person, by=request.scope)
    messages.success(request, f"The usual limit holds for {person} again.")
    return redirect("question-log")
