"""Marks of questions and ticks beside the fields of a case page, and threads beside those of a form."""

from django import template
from django.db.models import prefetch_related_objects
from django.db.models.query import Prefetch
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.desk.questions.marks import Mark, Marks
from cases.desk.questions.threads import reply_names
from cases.records.kinds import KINDS
from cases.records.models import Case
from cases.review.questions.models import Question
from registry.web.templatetags.web import icon

register = template.Library()


@register.simple_tag
def field_mark(marks: Marks | None, kind: str, row: str, name: str, label: str) -> SafeString:
    """The name of a field; where there is something to say or to ask, as a link to the field's own place."""
    if not marks or not name:
        return format_html('<span class="fact-label">{}</span>', label)
    mark = marks.at(kind, row, name)
    if not marks.asks and not mark.open and not mark.verified and not mark.fallen:
        return format_html('<span class="fact-label">{}</span>', label)
    return format_html(
        '<a class="fact-label field-mark" href="{}"{}><span class="visually-hidden">{}</span>{}{}</a>',
        marks.address(kind, row, name),
        format_html(' data-open="{}"', mark.open) if mark.open else "",
        "Ask about or verify: " if marks.asks else "Look at: ",
        label,
        _signs(mark),
    )


@register.simple_tag
def row_mark(marks: Marks | None, kind: str, row: str, title: str) -> SafeString:
    """The way to all fields of a row, with what stands there."""
    if not marks:
        return SafeString("")
    mark, verified = marks.of_row(kind, row), marks.verified_in(kind, row)
    if not marks.asks and not mark.open and not verified:
        return SafeString("")
    return format_html(
        '<a class="row-mark" href="{}">{}<span class="visually-hidden"> of {} {}</span>{}{}</a>',
        marks.address(kind, row),
        "Review the fields" if marks.asks else "Fields",
        title.lower(),
        row,
        format_html(' <span class="mark-count">{} open</span>', mark.open) if mark.open else "",
        format_html(' <span class="mark-verified">{} {} verified</span>', icon("check"), verified) if verified else "",
    )


@register.simple_tag
def section_open(marks: Marks, section: str) -> SafeString:
    """How many questions are open in a section, before the words of its state."""
    found = marks.of_section(section)
    return format_html('<span class="mark-count">{} asked</span> ', found) if found else SafeString("")


@register.simple_tag
def threads_at(form, name: str) -> SafeString:
    """The open questions at a field of a form, each with a box for the answer that is sent with the form."""
    kind, row = getattr(form, "kind", None), getattr(form, "row", None)
    case = form.entry.case if kind else getattr(form, "case", None)
    if case is None or case._state.adding:
        return SafeString("")
    field = kind.json_name(name) if kind else name
    return _threads(case, kind.slug if kind else "", row.key if row else "", field, form.data)


@register.simple_tag
def threads_at_rows(group, case: Case) -> SafeString:
    """The same for a group of nested rows."""
    outer = next(kind for kind in KINDS if group.kind in kind.nested)
    return _threads(case, outer.slug, group.parent.key, group.kind.json_list, group.data)


def _threads(case: Case, kind: str, row: str, field: str, data) -> SafeString:
    here = [one for one in open_questions_of(case) if (one.kind, one.row, one.field) == (kind, row, field)]
    if not here:
        return SafeString("")
    lines = [{"question": one, "names": reply_names(one), "typed": _typed(one, data)} for one in here]
    return SafeString(render_to_string("desk/questions/_beside.html", {"lines": lines}))


def _typed(question: Question, data) -> dict:
    """What stands in the answer already: of a form that came back, or of a draft."""
    names = reply_names(question)
    return {"text": data.get(names.text, ""), "open": bool(data.get(names.open, ""))} if data else {}


def open_questions_of(case: Case) -> list[Question]:
    """The open questions of a case, read once for all fields of a form."""
    asked = Question.objects.still_open().select_related("asked_by").prefetch_related("messages__by")
    prefetch_related_objects([case], Prefetch("questions", asked.order_by("asked_at"), to_attr="read_questions"))
    return case.read_questions


def _signs(mark: Mark) -> SafeString:
    signs = SafeString("")
    if mark.open:
        signs += format_html(' <span class="mark-count">{} open</span>', mark.open)
    if mark.verified:
        signs += format_html(' <span class="mark-verified">{}</span>', icon("check", "verified"))
    if mark.fallen:
        signs += SafeString(' <span class="mark-fallen">changed since it was verified</span>')
    return signs
