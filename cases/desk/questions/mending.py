"""The forms of the record, sent together with the answers that were typed beside their fields."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from cases.desk.questions.threads import send_typed_answers
from cases.records import views
from cases.records.loaders import View, load_own_case
from cases.records.models import Case
from registry.institutions.guards import require, works_on_cases

SAVED = 302
"""What the form of a record answers once it is saved, and only then."""


def sends_answers(view: View) -> View:
    """One Save keeps the record, and then sends the answers; what is not saved sends none."""

    @wraps(view)
    def sent(request: HttpRequest, case: Case, **named) -> HttpResponse:
        response = view(request, case=case.pk, **named)
        if request.method == "POST" and response.status_code == SAVED:
            count, refused = send_typed_answers(case, request.POST, request.scope)
            if count:
                messages.success(request, "Your answer is sent." if count == 1 else f"{count} answers are sent.")
            for reason in refused:
                messages.error(request, f"The record is saved, but an answer was not sent. {reason}")
        return response

    return sent


row_edit = require(works_on_cases)(load_own_case(sends_answers(views.row_edit)))
case_edit = require(works_on_cases)(load_own_case(sends_answers(views.case_edit)))
