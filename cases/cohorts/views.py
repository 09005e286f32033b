"""The cohort pages. A view loads, makes one call and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.cohorts.builder import builder_for, old_address
from cases.cohorts.showing import shown
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def builder(request: HttpRequest) -> HttpResponse:
    """A cohort: its question as a form and as text, its numbers, who is in it; htmx asks for the part that changed."""
    return shown(request, builder_for(request.scope, request.GET))


@require(reads_cohorts)
@require_safe
def discordant(request: HttpRequest) -> HttpResponse:
    """The address of discordant progression from before there was a builder: on to the same question there."""
    return redirect(f"{reverse('cohort-builder')}?{old_address(request.GET)}")
