"""The case page, the review list, the page of an episode that others may read, and two definitions side by side."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cases.cohorts.discordant import readable_episode
from cases.desk.comparison import comparison_page
from cases.desk.page import case_page
from cases.desk.sensitivity import sensitivity_page
from cases.desk.shared_episode import shared_episode
from cases.desk.worklist import waiting_for_review
from cases.episodes.published import choose
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from registry.institutions.guards import opens_cases, reads_cohorts, require, reviews


@require(opens_cases)
@load_visible_case
@require_safe
def case_detail(request: HttpRequest, case: Case) -> HttpResponse:
    chosen = choose(request.GET.get("definition"))
    return render(request, "desk/case.html", {"page": case_page(case, request.scope, chosen)})


@require(reviews)
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/review_list.html", {"waiting": waiting_for_review(request.scope)})


@require(reads_cohorts)
@require_safe
def episode_detail(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    found = readable_episode(episode)
    if found is None:
        raise Http404
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
    """How the number of discordant events depends on the constants; htmx asks for the next batch of cases."""
    shown = sensitivity_page(request.scope, request.GET.get("definition"), request.GET.get("so_far"))
    template = "desk/_sensitivity.html" if request.htmx else "desk/sensitivity.html"
    response = render(request, template, {"shown": shown})
    patch_vary_headers(response, ["HX-Request"])
    return response
