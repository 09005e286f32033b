"""Withdrawing a case, and what stays of those that were."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.records.loaders import load_own_case
from cases.records.models import Case, Tombstone
from cases.records.withdrawal.actions import erase_case, withdraw_case
from cases.records.withdrawal.forms import WithdrawForm
from registry.institutions.guards import leads_somewhere, proved_again, require, works_on_cases

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


@require(leads_somewhere)
@proved_again
def case_erase(request: HttpRequest, gone: uuid.UUID) -> HttpResponse:
    """Ask the lead once, then remove what the case held from record and trail."""
    led = Tombstone.objects.filter(institution__in=request.scope.led, erased_at=None).select_related("institution")
    stone = get_object_or_404(led, case_id=gone)
    if request.method == "POST":
        erase_case(case_id=gone, by=request.scope)
        messages.success(request, f"The values of case {stone.pseudonym} are erased.")
        return redirect("withdrawn-case", gone)
    return render(request, "records/case_erase.html", {"stone": stone})


@require(works_on_cases)
@require_safe
def withdrawn_list(request: HttpRequest) -> HttpResponse:
    """The tombstones of the person's institutions, the newest first."""
    stones = Tombstone.objects.visible_to(request.scope).select_related("institution").order_by("-withdrawn_at")
    several = len(request.scope.sites) > 1
    return render(request, "records/withdrawn_list.html", {"stones": stones, "several": several})


@require(works_on_cases)
@require_safe
def withdrawn_case(request: HttpRequest, gone: uuid.UUID) -> HttpResponse:
    """What stays of one withdrawn case."""
    stones = Tombstone.objects.visible_to(request.scope).select_related("institution", "withdrawn_by", "erased_by")
    stone = get_object_or_404(stones, case_id=gone)
    may_erase = stone.erased_at is None and stone.institution_id in request.scope.led
    return render(request, "records/withdrawn_case.html", {"stone": stone, "may_erase": may_erase})
