"""The page of the quick line. A view loads, makes one call and answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from cases.desk.quick_line.page import QuickLine
from cases.records.drafts.opened import OpenedForm, open_form
from cases.records.loaders import load_own_case
from cases.records.models import Case
from cases.records.policies import can_edit
from registry.institutions.guards import require, works_on_cases


@require(works_on_cases)
@load_own_case
@require_http_methods(["GET", "HEAD", "POST"])
def quick_line(request: HttpRequest, case: Case) -> HttpResponse:
    """Type a course in one go, look at what it would become, and write it; htmx asks for previews."""
    page = QuickLine(case, request.scope, _opened(request, case))
    if page.confirmed and page.written():
        messages.success(request, page.done)
        return redirect(case)
    template = "desk/_quick_preview.html" if request.htmx else "desk/quick_line.html"
    response = render(request, template, {"page": page, "case": case}, status=page.status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _opened(request: HttpRequest, case: Case) -> OpenedForm:
    """The form with the post, or with what was typed before and not confirmed."""
    may_edit = can_edit(case, request.scope)
    return open_form(request, form="quick-line", thing=case.pk, case=case, may_edit=may_edit)
