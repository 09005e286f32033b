"""Pages on which an institution writes down its cases. A view loads, makes one call and answers."""

import uuid
from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.records import actions, warnings
from cases.records.addresses import back_to
from cases.records.document import document_of
from cases.records.drafts.actions import end_draft
from cases.records.drafts.listed import drafts_in, unopened
from cases.records.drafts.opened import OpenedForm, case_for, open_form, row_for, thing_of
from cases.records.forms import Entry, RecordForm
from cases.records.forms.case import AnswerForm, CaseForm, DayZeroForm, SearchForm, TypedForm
from cases.records.forms.entry import title_of
from cases.records.kinds import Kind, is_later_news
from cases.records.loaders import load_kind, load_own_case, load_row
from cases.records.models import Case, DayZero, PatientRow
from cases.records.policies import Refused, can_add_followup, can_ask_to_change, can_discard, can_edit
from cases.records.sections import section_of
from cases.records.trying import tried
from registry.audit.models import Act, Thing
from registry.audit.reading import note_rows
from registry.institutions.guards import require, works_on_cases

UNPROCESSABLE, CONFLICT = 422, 409
PAGE = 50
"""Cases on one page of the list."""


@require(works_on_cases)
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of the person's institutions, found by local code or pseudonym."""
    own = Case.objects.in_full_for(request.scope)
    search = SearchForm(request.GET)
    page = Paginator(_found(own, search), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"search": search, "page": page, "any": own.exists(), "several": len(request.scope.sites) > 1}
    held = Counter(one.institution_id for one in page)
    note_rows(by=request.scope, act=Act.READ, what=Thing.CASES, held=held)
    drafts = drafts_in(page.object_list, request.scope)
    context |= {"rows": [(case, drafts.get(case.pk)) for case in page], "unopened": unopened(request.scope)}
    context |= {"searching": any(query.values()), "query": query.urlencode()}
    return render(request, "records/case_list.html", context)


@require(works_on_cases)
def case_create(request: HttpRequest) -> HttpResponse:
    case = case_for(request)
    opened = open_form(request, form="case", thing=case.pk, case=None, may_edit=True)
    form = CaseForm(case=case, scope=request.scope, data=opened.data)
    if _is_saved(request, form, opened):
        messages.success(request, f"Case {form.case.pseudonym} is open as a draft.")
        return redirect(form.case)
    return _case_page(request, form, opened)


@require(works_on_cases)
@load_own_case
def case_edit(request: HttpRequest, case: Case) -> HttpResponse:
    may_edit = can_edit(case, request.scope)
    opened = open_form(request, form="case", thing=case.pk, case=case, may_edit=may_edit)
    form = CaseForm(case=case, scope=request.scope, data=opened.data)
    if _is_saved(request, form, opened):
        messages.success(request, "The facts of the case are saved.")
        return redirect(_back(request, case))
    return _case_page(request, form, opened)


@require(works_on_cases)
@load_own_case
def day_zero(request: HttpRequest, case: Case) -> HttpResponse:
    """Set or correct the calendar date of day 0."""
    current = DayZero.objects.filter(case=case).values_list("date", flat=True).first()
    opened = _opened(request, "day-zero", case.pk, case)
    form = DayZeroForm(current=current, data=opened.data)
    if _is_sent(request, form, opened) and _done(request, form, _set_day_zero, case, opened):
        done = "Day zero is saved." if current is None else "Day zero is corrected; the calendar dates stay."
        messages.success(request, done)
        return redirect(_back(request, case))
    return _short_page(request, "records/day_zero.html", case, form, opened, current=current)


@require(works_on_cases)
@load_own_case
@require_POST
def day_zero_remove(request: HttpRequest, case: Case) -> HttpResponse:
    if tried(request, actions.remove_day_zero, case=case, by=request.scope):
        messages.success(request, "Day zero is removed; the record stays in days.")
    return redirect(case)


@require(works_on_cases)
@load_own_case
def case_discard(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask once, then throw a draft away."""
    if request.method == "POST" and tried(request, actions.discard_case, case=case, by=request.scope):
        messages.success(request, f"Case {case.pseudonym} is discarded.")
        return redirect("case-list")
    return render(request, "records/case_discard.html", {"case": case, "may_discard": can_discard(case, request.scope)})


@require(works_on_cases)
@load_own_case
def warning_answer(request: HttpRequest, case: Case) -> HttpResponse:
    """Say why a warning does not matter; nothing was blocked, and the warning stays in sight as answered."""
    code, about = _asked(request)
    warning, thing = warnings.find(document_of(case), code=code, about=about), thing_of(case, code, about)
    if warning is None:
        return _no_longer_asked(request, case, thing)
    opened = _opened(request, "warning-answer", thing, case)
    form = AnswerForm(opened.data, initial={"reason": warning.answer})
    if _is_sent(request, form, opened) and _done(request, form, _answer, case, warning, opened):
        messages.success(request, "The answer is kept beside the question.")
        return redirect(_back(request, case))
    return _short_page(request, "records/warning_answer.html", case, form, opened, warning=warning)


@require(works_on_cases)
@load_own_case
@load_kind
def row_create(request: HttpRequest, case: Case, kind: Kind) -> HttpResponse:
    row = row_for(request, case, kind)
    existing = kind.model.objects.filter(case=case).exclude(pk=row.pk).first() if kind.single else None
    if existing is not None:
        return redirect(reverse("row-edit", args=[case.pk, kind.slug, existing.pk], query=_from(request)))
    return _row_page(request, case, kind, row)


@require(works_on_cases)
@load_own_case
@load_kind
@load_row
def row_edit(request: HttpRequest, case: Case, kind: Kind, row: PatientRow) -> HttpResponse:
    return _row_page(request, case, kind, row)


@require(works_on_cases)
@load_own_case
@load_kind
@load_row
def row_remove(request: HttpRequest, case: Case, kind: Kind, row: PatientRow) -> HttpResponse:
    """Ask once, then remove a row with what is nested in it."""
    title = title_of(kind, row)
    if request.method == "POST" and tried(request, actions.remove_row, row=row, by=request.scope):
        messages.success(request, f"{title} is removed.")
        return redirect(_back(request, case))
    return render(request, "records/row_remove.html", {"case": case, "kind": kind, "row": row, "title": title})


def _row_page(request: HttpRequest, case: Case, kind: Kind, row: PatientRow) -> HttpResponse:
    may_save = can_add_followup if is_later_news(row) else can_edit
    may_edit = may_save(case, request.scope)
    opened = open_form(request, form=kind.slug, thing=row.pk, case=case, may_edit=may_edit)
    form = RecordForm(kind=kind, row=row, entry=Entry.of(case, by=request.scope.user_id), data=opened.data)
    if form.gone:
        form.say_gone()
    elif form.posted and _is_saved(request, form, opened):
        messages.success(request, f"{title_of(kind, form.row)} is saved.")
        another = "another" in request.POST
        return redirect(_anew(request, case, kind) if another else _back(request, case, form.row.key))
    context = _around(request, case) | {
        "may_edit": may_edit,
        "form": form,
        "opened": opened,
        "kind": kind,
        "row": row,
        "warnings": _warnings(case, form),
        "here": bool(request.htmx) and request.GET.get("from") == "whole",
        "part": section_of(kind).slug,
        "address": _anew(request, case, kind) if form.gone else request.get_full_path(),
    }
    return _answered(request, context, status=200 if opened.restored else _status(form))


def _anew(request: HttpRequest, case: Case, kind: Kind) -> str:
    """The form of one more row, which returns to where this one was opened from."""
    return reverse("row-create", args=[case.pk, kind.slug], query=_from(request))


def _answered(request: HttpRequest, context: dict, *, status: int) -> HttpResponse:
    """The form's page; where it was opened on the page of the whole case, the form takes its own place there."""
    response = render(request, "records/row_form.html", context, status=status)
    if context["here"] and request.method == "POST" and context["form"].posted:
        response["HX-Retarget"], response["HX-Reselect"] = ".row-slot:has(form.entry)", "form.entry"
        response["HX-Reswap"] = "innerHTML"
    return response


def _is_saved(request: HttpRequest, form: RecordForm | CaseForm, opened: OpenedForm) -> bool:
    """Whether the form was sent and taken; what comes back from a draft is judged only."""
    if opened.restored:
        form.judge_typed()
    return request.method == "POST" and form.saved(by=request.scope, sending=opened.sending)


def _opened(request: HttpRequest, form: str, thing: uuid.UUID, case: Case) -> OpenedForm:
    return open_form(request, form=form, thing=thing, case=case, may_edit=can_edit(case, request.scope))


def _short_page(
    request: HttpRequest, template: str, case: Case, form: TypedForm, opened: OpenedForm, **more
) -> HttpResponse:
    """The page of a form about a case that is no record."""
    context = {"form": form, "case": case, "opened": opened, "back": _back(request, case)} | more
    context["may_edit"] = can_edit(case, request.scope)
    return render(request, template, context, status=200 if opened.restored else _status(form))


def _asked(request: HttpRequest) -> tuple[str, str]:
    """By which code and about which rows a question is meant."""
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get("code", ""), asked.get("about", "")


def _no_longer_asked(request: HttpRequest, case: Case, thing: uuid.UUID) -> HttpResponse:
    """A question that the record no longer raises: what was typed in answer to it goes with it."""
    end_draft(form="warning-answer", thing=thing, by=request.scope)
    messages.info(request, "This question does not arise: the record does not raise it, or does so no longer.")
    return redirect(_back(request, case))


def _is_sent(request: HttpRequest, form: TypedForm, opened: OpenedForm) -> bool:
    """Whether the form was sent and is in order; what comes back from a draft is judged only."""
    if opened.restored:
        form.judge_typed()
    return request.method == "POST" and form.is_valid()


def _case_page(request: HttpRequest, form: CaseForm, opened: OpenedForm) -> HttpResponse:
    context = {"form": form, "case": form.case, "may_edit": form.new or can_edit(form.case, request.scope)}
    context["opened"] = opened
    context["may_ask"] = not form.new and can_ask_to_change(form.case, request.scope)
    context["back"] = reverse("case-list") if form.new else _back(request, form.case)
    return render(request, "records/case_form.html", context, status=200 if opened.restored else _status(form))


def _around(request: HttpRequest, case: Case) -> dict:
    return {
        "case": case,
        "may_edit": can_edit(case, request.scope),
        "may_ask": can_ask_to_change(case, request.scope),
        "back": _back(request, case),
        "came_from": _from(request),
    }


def _back(request: HttpRequest, case: Case, key: str = "") -> str:
    """Where the form was opened from, and so returns to."""
    return back_to(case, request.GET.get("from", ""), key)


def _from(request: HttpRequest) -> dict[str, str]:
    return {"from": request.GET["from"]} if request.GET.get("from") else {}


def _status(form: RecordForm | TypedForm) -> int:
    return CONFLICT if getattr(form, "versions", None) else UNPROCESSABLE if form.errors else 200


def _warnings(case: Case, form: RecordForm) -> list[warnings.CaseWarning]:
    """What is unlikely about the row on this form, as it is stored."""
    return [] if form.new else [one for one in warnings.shown(document_of(case)) if form.row.key in one.keys]


def _found(cases, search: SearchForm):
    search.is_valid()
    text, status = search.cleaned_data.get("q", ""), search.cleaned_data.get("status", "")
    found = cases.matching_local_code(text) if text else cases
    found = found.filter(status=status) if status else found
    changes = Case._meta.get_field("events").related_model.objects.filter(pgh_obj=OuterRef("pk"))
    last_change = changes.order_by("-pgh_created_at").values("pgh_created_at")[:1]
    found = found.select_related("institution").annotate(changed_at=Subquery(last_change))
    return found.order_by("-created_at", "local_code")


def _done(request: HttpRequest, form, call: Callable, *arguments) -> bool:
    """Whether the action was done; if not, its reasons stand above the form."""
    try:
        call(request, form, *arguments)
    except (Refused, ValidationError, actions.EditedMeanwhile) as fault:
        for message in getattr(fault, "messages", [str(fault)]):
            form.add_error(None, message)
        return False
    return True


def _set_day_zero(request: HttpRequest, form: DayZeroForm, case: Case, opened: OpenedForm) -> None:
    actions.set_day_zero(case=case, day=form.cleaned_data["day"], sending=opened.sending, by=request.scope)


def _answer(
    request: HttpRequest, form: AnswerForm, case: Case, warning: warnings.CaseWarning, opened: OpenedForm
) -> None:
    about = {"code": warning.code, "about": warning.about, "reason": form.cleaned_data["reason"]}
    actions.answer_warning(case=case, **about, sending=opened.sending, by=request.scope)
