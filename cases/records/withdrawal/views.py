"""Withdrawing a case, and what stays of those that were."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.records.loaders import load_own_case
from cases.records.models import Case, Tombstone
from cases.records.withdrawal.actions import withdraw_case
from cases.records.withdrawal.forms import WithdrawForm
from registry.institutions.guards import require, works_on_cases

UNPROCESSABLE = 422


@require(works_on_cases)
@load_own_case
def case_withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask why, then take the case out of every use at once."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_case(case=case, **form.cleaned_data, by=request.scope)
        messages.success(request, f"Case {case.pseudonym} is withdrawn. It is out of every list, count and export.")
        return redirect("withdrawn-case", case.pk)
    context = {"case": case, "form": form}
    return render(request, "records/case_withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(works_on_cases)
@require_safe
def withdrawn_list(request: HttpRequest) -> HttpResponse:
    """The tombstones of the person's institutions, the newest first."""
    stones = Tombstone.objects.visible_to(request.scope).select_related("institution").order_by("-withdrawn_at")
    several = len(request.scope.sites) > 1
    return render(request, "records/withdrawn_list.html", {"stones": stones, "several": several})


@require(works_on_cases)
@require_safe
def withdrawn_case(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """What stays of one withdrawn case."""
    stones = Tombstone.objects.visible_to(request.scope).select_related("institution", "withdrawn_by", "erased_by")
    return render(request, "records/withdrawn_case.html", {"stone": get_object_or_404(stones, case_id=case)})
