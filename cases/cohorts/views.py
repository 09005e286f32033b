"""The cohort pages. A view loads, makes one call and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cases.cohorts import filters
from cases.cohorts.discordant import Cohort, sites_for
from cases.cohorts.episode import summaries
from cases.episodes.published import choose
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def discordant(request: HttpRequest) -> HttpResponse:
    """Counts and episodes of discordant cutaneous progression; htmx asks for the part that a filter changes."""
    sites, chosen = sites_for(request.scope), choose(request.GET.get("definition"))
    names, own = {site.code: site.name for site in sites}, chosen.definition.labels
    asked = filters.read(request.GET, names, definition=chosen.query, labels=own)
    cohort = Cohort(request.scope, sites, asked, chosen)
    page = cohort.page(request.GET.get("page"))
    part = request.htmx and not request.htmx.history_restore_request
    template = "cohorts/_results.html" if part else "cohorts/discordant.html"
    response = render(
        request, template, {"cohort": cohort, "page": page, "episodes": summaries(page, chosen.definition)}
    )
    patch_vary_headers(response, ["HX-Request"])
    return response
