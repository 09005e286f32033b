"""Pages of the questions of a review. A view loads, makes one call and answers."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from cases.desk.questions.bulk import AskManyForm, Target, discrepancies, targets_in, targets_with
from cases.desk.questions.fields import FieldsPage, fields_page, place_of, stored_anchor
from cases.desk.questions.forms import StepsForm
from cases.desk.questions.lists import lines_of, review_list, site_list
from cases.desk.questions.marks import fields_of
from cases.desk.questions.places import named_in_a_list
from cases.desk.questions.threads import StepForm, WordsForm, thread_page
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from cases.records.policies import Refused
from cases.records.sections import SECTIONS, section_by_slug
from cases.records.trying import tried
from cases.review.questions import actions
from cases.review.questions.anchors import Anchor, field_label, is_known
from cases.review.questions.figures import Asked, figures
from cases.review.questions.models import Question
from cases.review.questions.policies import Side, can_ask, side_of
from registry.audit.models import How, Thing
from registry.audit.reading import note_read
from registry.institutions.guards import opens_cases, oversees_reviews, require, reviews, works_on_cases
from registry.institutions.scoping import Scope

UNPROCESSABLE = 422


# ---- beside the record ---------------------------------------------------------------------------------------


@require(opens_cases)
@load_visible_case
@require_safe
def case_fields(request: HttpRequest, case: Case) -> HttpResponse:
    """All fields of a row with their ticks and questions; htmx asks for one field by itself."""
    kind, row = request.GET.get("kind", ""), request.GET.get("row", "")
    page = fields_page(case, request.scope, kind, row)
    if page is None:
        raise Http404
    return _fields(request, page, request.GET.get("field", ""))


@require(opens_cases)
@load_visible_case
@require_POST
def fields_verify(request: HttpRequest, case: Case) -> HttpResponse:
    """Tick a field, or a whole row; or take that back."""
    kind, row, name = (request.POST.get(one, "") for one in ("kind", "row", "field"))
    anchor = stored_anchor(case, request.scope, kind, row, name)
    action = actions.unverify_fields if "undo" in request.POST else actions.verify_fields
    if is_known(anchor):
        tried(request, action, case=case, anchors=[anchor] if name else fields_of(anchor), by=request.scope)
    return _back_to_fields(request, case, kind, row, name)


@require(opens_cases)
@load_visible_case
def question_ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask about a field, a row, a section or the whole case."""
    asked = request.POST if request.method == "POST" else request.GET
    anchor = _anchor(case, request.scope, asked)
    if not is_known(anchor) or side_of(case, request.scope) is not Side.REVIEW:
        raise Http404
    form = WordsForm(request.POST or None)
    if form.is_valid() and _done(form, actions.ask_question, case=case, anchor=anchor, by=request.scope):
        return _after_asking(request, case, anchor)
    if request.htmx and (line := fields_page(case, request.scope, asked.get("kind", ""), asked.get("row", ""))):
        return _fields(request, line, anchor.field, form)
    context = {"form": form, "case": case, "anchor": anchor, "place": named_in_a_list(anchor, inside=False)}
    context |= {"asked": asked, "may_ask": can_ask(case, request.scope)}
    return render(request, "desk/questions/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(opens_cases)
@load_visible_case
@require_safe
def case_questions(request: HttpRequest, case: Case) -> HttpResponse:
    """Every question of a case, the open ones first, and where to ask another."""
    side = side_of(case, request.scope)
    asked = case.questions.select_related("case", "institution", "asked_by", "assignee").order_by("asked_at")
    lines = lines_of(list(asked), inside=side is Side.SITE)
    context = {"case": case, "own": side is Side.SITE, "may_ask": can_ask(case, request.scope), "sections": SECTIONS}
    context |= {"open": [one for one in lines if one.question.is_open]}
    context |= {"closed": [one for one in lines if not one.question.is_open]}
    return render(request, "desk/questions/case.html", context)


# ---- one question --------------------------------------------------------------------------------------------


@require(opens_cases)
def question(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """One question with everything said, and the step that the reader takes next."""
    found = _load(request, question)
    form = StepForm(found, request.scope, request.POST if request.method == "POST" else None)
    if request.method == "POST" and _stepped(request, form, found):
        return _after_step(request, found)
    context = {"thread": thread_page(found, request.scope), "form": form, "next": _next(request)}
    template = "desk/questions/_thread.html" if request.htmx else "desk/questions/question.html"
    return _varying(render(request, template, context, status=UNPROCESSABLE if form.errors else 200))


@require(opens_cases)
@require_safe
def question_place(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """On to the place that a question is about, by the key that the reader sees."""
    return redirect(place_of(_load(request, question), request.scope))


@require(works_on_cases)
@require_POST
def question_give(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Put a question into somebody's hands."""
    found = _load(request, question)
    people = actions.answering_at(found.institution_id)
    to = get_object_or_404(people, pk=_uuid(request.POST.get("to")) or request.scope.user_id)
    if tried(request, actions.give_question, question=found, to=to, by=request.scope):
        messages.success(request, f"The question is in the hands of {to}.")
    return redirect(found)


# ---- lists ----------------------------------------------------------------------------------------------------


@require(works_on_cases)
@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """What reviewers and the registry ask the person's institutions."""
    context = {"found": site_list(request.scope, request.GET), "inside": True}
    note_read(by=request.scope, what=Thing.CASES, how=How.IN_FULL, rows=len(context["found"].lines))
    return render(request, "desk/questions/list.html", context)


@require(reviews)
def review_questions(request: HttpRequest) -> HttpResponse:
    """The questions that a reviewer follows; one step may be taken on many at once."""
    mine = Question.objects.reviewed_by(request.scope)
    form = StepsForm(mine, Side.REVIEW, request.POST) if request.method == "POST" else StepsForm(mine, Side.REVIEW)
    if form.is_bound and form.is_valid() and _steps_done(form, request.scope):
        messages.success(request, f"Done for {len(form.cleaned_data['question'])} questions.")
        return redirect(request.get_full_path())
    context = {"found": review_list(request.scope, request.GET), "inside": False, "form": form}
    return render(request, "desk/questions/list.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(reviews)
@require_safe
def question_discrepancies(request: HttpRequest) -> HttpResponse:
    """What the registry found in the cases under review, for asking about all of them at once."""
    return render(request, "desk/questions/discrepancies.html", {"found": discrepancies(request.scope)})


@require(reviews)
def questions_ask(request: HttpRequest) -> HttpResponse:
    """Ask the same of many cases: those chosen in the review list, or all with one discrepancy."""
    asked = request.POST if request.method == "POST" else request.GET
    key, targets = asked.get("discrepancy", ""), _targets(request.scope, asked)
    form = AskManyForm(targets, request.POST or None, with_section=not key)
    if form.is_valid() and _asked_many(request, form):
        return redirect("review-questions")
    context = {
        "form": form,
        "targets": targets,
        "key": key,
        "chosen": asked.getlist("target") if form.is_bound else None,
    }
    return render(request, "desk/questions/ask_many.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(oversees_reviews)
@require_safe
def question_figures(request: HttpRequest) -> HttpResponse:
    """How questions fare: time to close, age of the open ones, fields and institutions."""
    return render(request, "desk/questions/figures.html", {"figures": figures(_name_of)})


# ---- what views share -----------------------------------------------------------------------------------------


def _load(request: HttpRequest, question: uuid.UUID) -> Question:
    visible = Question.objects.visible_to(request.scope).select_related("case", "institution", "asked_by", "assignee")
    found = get_object_or_404(visible.prefetch_related("messages__by"), pk=question)
    note_read(by=request.scope, what=Thing.CASE, about=found.case)
    return found


def _fields(request: HttpRequest, page: FieldsPage, name: str, form: WordsForm | None = None) -> HttpResponse:
    """The page of a row, or for htmx the one field; ``form``: words that could not be asked, with the reason."""
    line, form = page.line(name), form or WordsForm()
    template = "desk/questions/_field.html" if request.htmx and line else "desk/questions/fields.html"
    context, status = {"page": page, "line": line, "form": form}, UNPROCESSABLE if form.errors else 200
    return _varying(render(request, template, context, status=status))


def _back_to_fields(request: HttpRequest, case: Case, kind: str, row: str, name: str) -> HttpResponse:
    asked = {"kind": kind, "row": row} | ({"field": name} if name else {})
    if request.htmx:
        page = fields_page(case, request.scope, kind, row)
        return _fields(request, page, name) if page else redirect(case)
    return redirect(reverse("case-fields", args=[case.pk], query=asked, fragment=f"field-{name}" if name else None))


def _anchor(case: Case, scope: Scope, asked) -> Anchor:
    kind, row, name, section = (asked.get(one, "") for one in ("kind", "row", "field", "section"))
    if kind or name:
        return stored_anchor(case, scope, kind, row, name)
    return Anchor(section if section_by_slug(section) else "")


def _after_asking(request: HttpRequest, case: Case, anchor: Anchor) -> HttpResponse:
    if not request.htmx:
        messages.success(request, "The question is asked; the institution finds it where it stands.")
    if anchor.kind or anchor.field:
        return _back_to_fields(request, case, anchor.kind, request.POST.get("row", ""), anchor.field)
    return redirect("case-questions", case.pk)


def _stepped(request: HttpRequest, form: StepForm, found: Question) -> bool:
    if form.step is None:
        form.add_error(None, "Choose what to do with your words.")
    return form.is_valid() and _done(form, actions.take_step, question=found, key=form.step, by=request.scope)


def _after_step(request: HttpRequest, found: Question) -> HttpResponse:
    """The thread as it is now, or back to the page that it was opened from."""
    if request.htmx:
        again = _load(request, found.pk)
        context = {"thread": thread_page(again, request.scope), "form": StepForm(again, request.scope)}
        return _varying(render(request, "desk/questions/_thread.html", context))
    messages.success(request, "Done; the other side is told.")
    return redirect(_next(request) or found)


def _steps_done(form: StepsForm, scope: Scope) -> bool:
    return _done(form, actions.take_steps, questions=form.chosen(), key=form.key, by=scope)


def _targets(scope: Scope, asked) -> list[Target]:
    key = asked.get("discrepancy", "")
    return targets_with(scope, key) if key else targets_in(scope, asked.getlist("case"))


def _asked_many(request: HttpRequest, form: AskManyForm) -> bool:
    targets = form.chosen()
    done = _done(form, actions.ask_questions, targets=targets, by=request.scope)
    if done:
        messages.success(request, f"Asked at {len(targets)} place{'' if len(targets) == 1 else 's'}.")
    return done


def _done(form: WordsForm, action: Callable, **arguments) -> bool:
    """Whether the action was done with the words of the form; if not, its reasons stand above the form."""
    try:
        action(**arguments, text=form.cleaned_data["text"])
    except (Refused, ValidationError) as fault:
        for message in getattr(fault, "messages", [str(fault)]):
            form.add_error(None, message)
        return False
    return True


def _next(request: HttpRequest) -> str:
    """An address of this registry to go on to; empty for any other."""
    asked = (request.POST if request.method == "POST" else request.GET).get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/") else ""


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _varying(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response


def _name_of(asked: Asked) -> str:
    """The field, row or section of a question, without its case."""
    anchor = Anchor(asked.section, asked.kind, "", asked.field)
    if asked.kind and asked.field:
        return f"{field_label(asked.kind, asked.field)} ({anchor.fields_kind.title.lower()})"
    return named_in_a_list(anchor, inside=True)
