"""The page of a case for the tumour board."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.desk.board.page import board_pdf
from cases.desk.board.setting import NotSet
from cases.episodes.published import choose
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from registry.audit.models import Thing
from registry.audit.reading import note_export
from registry.institutions.guards import opens_cases, require


@require(opens_cases)
@load_visible_case
@require_safe
def case_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """The case on a page as PDF (``paper``: a4 or letter; ``dates``: calendar). Named by the pseudonym alone."""
    asked, calendar = request.GET, request.GET.get("dates") == "calendar"
    try:
        page = board_pdf(
            case, request.scope, choose(asked.get("definition")), paper=asked.get("paper", ""), calendar=calendar
        )
    except NotSet as fault:
        messages.error(request, str(fault))
        return redirect(case)
    note_export(by=request.scope, what=Thing.CASE_PDF, about=case)
    response = HttpResponse(page, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{case.pseudonym}.pdf"'
    return response
