"""The case page, the review list, an episode that others may read, two definitions side by side, and a sweep of one."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from cases.cohorts import actions
from cases.cohorts.cohort import readable_episode
from cases.cohorts.models import Sweep
from cases.cohorts.noting import note_episode
from cases.desk.adjudication.lists import waiting_count
from cases.desk.adjudication.signing import signatures_of
from cases.desk.comparison import comparison_page
from cases.desk.page import case_page
from cases.desk.sensitivity import sensitivity_page
from cases.desk.sensitivity_figure import shown_sweep
from cases.desk.shared_episode import shared_episode
from cases.desk.worklist import review_lists
from cases.episodes.published import choose
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from registry.audit.models import Act
from registry.institutions.guards import opens_cases, reads_cohorts, require, reviews


@require(opens_cases)
@load_visible_case
@require_safe
def case_detail(request: HttpRequest, case: Case) -> HttpResponse:
    chosen = choose(request.GET.get("definition"))
    context = {"page": case_page(case, request.scope, chosen), "signatures": signatures_of(case, request.scope)}
    return render(request, "desk/case.html", context)


@require(reviews)
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    context = {"lists": review_lists(request.scope), "to_read": waiting_count(request.scope)}
    return render(request, "desk/review_list.html", context)


@require(reads_cohorts)
@require_safe
def episode_detail(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    found = readable_episode(episode)
    if found is None:
        raise Http404
    note_episode(found, act=Act.READ, by=request.scope)
    return render(request, "desk/shared_episode.html", {"page": shared_episode(found)})


@require(reads_cohorts)
@require_safe
def definition_comparison(request: HttpRequest) -> HttpResponse:
    """Two published definitions on the same cases."""
    compared = comparison_page(request.scope, request.GET.get("left"), request.GET.get("right"))
    page = compared.page(request.GET.get("page"))
    context = {"compared": compared, "page": page, "movers": compared.movers(page)}
    return render(request, "desk/comparison.html", context)


@require(reads_cohorts)
@require_safe
def definition_sensitivity(request: HttpRequest) -> HttpResponse:
    """How the number of discordant events depends on the constants; htmx asks how far the worker is."""
    shown = sensitivity_page(request.scope, request.GET.get("definition"))
    template = "desk/_sensitivity.html" if request.htmx else "desk/sensitivity.html"
    response = render(request, template, {"shown": shown, "figure": shown_sweep(shown)})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require(reads_cohorts)
@require_POST
def sensitivity_ask(request: HttpRequest) -> HttpResponse:
    """Have the worker count."""
    chosen = choose(request.POST.get("definition"))
    return redirect(actions.ask_for_sweep(definition=chosen.definition, by=request.scope))


@require(reads_cohorts)
@require_POST
def sensitivity_stop(request: HttpRequest, sweep: uuid.UUID) -> HttpResponse:
    """Count no further case."""
    found = get_object_or_404(Sweep, pk=sweep, user=request.scope.user_id)
    return redirect(actions.stop_sweep(sweep=found, by=request.scope))
