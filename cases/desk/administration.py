"""The front page of administration: what waits, and the way to each task. No row of a case."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.episodes.models import DraftDefinition
from registry.institutions.access.models import AccessRequest, RequestState
from registry.institutions.guards import administers, require
from registry.institutions.inviting.models import Invitation
from registry.institutions.models import Institution, Project, User
from registry.institutions.recovering.models import Recovery


@dataclass(frozen=True)
class Way:
    """One task. ``waits``: how much of it waits for an administrator; None where nothing can wait."""

    title: str
    url: str
    text: str
    waits: int | None = None


@require(administers)
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """What waits, and the tasks in groups."""
    return render(request, "desk/administration.html", {"groups": (_who(), _what_for(), _how_good(), _looked_at())})


def _who() -> tuple[str, list[Way]]:
    people = User.objects.filter(is_active=True).count()
    sites = Institution.objects.filter(active=True).count()
    invited = Invitation.objects.open().count()
    return "Who takes part", [
        Way("People", reverse("account-list"), f"{people} active accounts; {invited} open invitations"),
        Way(
            "Institutions", reverse("institution-list"), f"{sites} active; sharing level, figures, members, invitations"
        ),
        Way(
            "Recovery of accounts",
            reverse("recovery-list"),
            "Takes two administrators",
            Recovery.objects.waiting().count(),
        ),
    ]


def _what_for() -> tuple[str, list[Way]]:
    asked = AccessRequest.objects.filter(state=RequestState.OPEN).count()
    in_force = Project.objects.in_force().count()
    drafts = DraftDefinition.objects.count()
    return "What for", [
        Way("Projects", reverse("project-list"), f"{in_force} in force", Project.objects.waiting().count()),
        Way("Requests for access", reverse("access-list"), "Asked by researchers, answered by institutions", asked),
        Way("Definitions", reverse("definition-list"), "Drafts to check and publish", drafts),
    ]


def _how_good() -> tuple[str, list[Way]]:
    return "How good the data are", [
        Way("Data quality", reverse("data-quality"), "Completeness, stale drafts and open questions by institution"),
        Way("How questions fare", reverse("question-figures"), "How long questions of the review wait, and where"),
        Way("Who reviews what", reverse("assignments"), "Which reviewer has which case, without the patients"),
    ]


def _looked_at() -> tuple[str, list[Way]]:
    return "What was done", [
        Way("Audit review", reverse("audit-review"), "Who read, took away or changed what kind of thing, and when"),
        Way(
            "Questions about others", reverse("question-log"), "How often each person asked, and whose limit is lifted"
        ),
    ]
