"""Where a clinician begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.desk.questions.lists import asked_by_reviewers
from cases.desk.work.page import work_page
from cases.review.models import Inquiry
from registry.audit.models import How, Thing
from registry.audit.reading import note_read
from registry.institutions.guards import require, works_on_cases


@require(works_on_cases)
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """One worklist, and how much stands in the others."""
    work = work_page(request.scope, request.GET)
    asked, review = Inquiry.objects.about_cases_of(request.scope).waiting(), asked_by_reviewers(request.scope)
    note_read(by=request.scope, what=Thing.CASES, how=How.IN_FULL, rows=len(work.lines))
    return render(
        request, "desk/work/my_work.html", {"work": work, "asked": asked, "review": review}, status=work.status
    )
