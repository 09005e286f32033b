"""The case page, the review list and the page of an episode that others may read."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.cohorts.discordant import readable_episode
from cases.desk.page import case_page
from cases.desk.shared_episode import shared_episode
from cases.desk.worklist import waiting_for_review
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from registry.institutions.guards import opens_cases, reads_cohorts, require, reviews


@require(opens_cases)
@load_visible_case
@require_safe
def case_detail(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "desk/case.html", {"page": case_page(case, request.scope)})


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
