"""One question with everything said about it, and the answers that are typed beside the fields of a form."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.desk.questions.places import named_in_a_list
from cases.records.kinds import kind_by_slug
from cases.records.models import Case
from cases.records.policies import Refused, can_edit
from cases.review.leaving import LONGEST, check_holds_no_date
from cases.review.questions.actions import NO_WORDS, answering_at, take_step
from cases.review.questions.anchors import Anchor
from cases.review.questions.models import Message, Question
from cases.review.questions.policies import Side, side_of, steps_open_to
from cases.review.questions.steps import STEPS, StepKey
from registry.institutions.models import User
from registry.institutions.scoping import Scope
from registry.web.templatetags.web import ErrorLink

WORDS = "Free text that another institution reads. Leave out names, numbers and calendar dates; days are fine."


@dataclass(frozen=True)
class ReplyNames:
    """Names of the boxes of an answer within a form of the record."""

    text: str
    open: str


@dataclass(frozen=True)
class ThreadPage:
    """``mend_url``: the form in which the institution changes the value; ``people``: who can be given the question."""

    question: Question
    messages: tuple[Message, ...]
    title: str
    case_name: str
    side: Side | None
    mend_url: str
    fields_url: str
    people: tuple[User, ...]


class WordsForm(forms.Form):
    """The words of a question or a step, which another institution reads."""

    text = forms.CharField(
        label="Your words",
        help_text=WORDS,
        max_length=LONGEST,
        validators=[check_holds_no_date],
        error_messages={"required": NO_WORDS},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def problems(self) -> list[ErrorLink]:
        """Every fault, for the summary of a page that writes the box itself."""
        whole = [ErrorLink("", message) for message in self.non_field_errors()]
        return whole + [ErrorLink("#ask-text", message) for message in self["text"].errors]


class StepForm(WordsForm):
    """One step of one question. Each step has a button of its own; the words come first."""

    def __init__(self, question: Question, scope: Scope, data: Mapping | None = None):
        super().__init__(data, prefix=f"q{question.pk.hex[:8]}")
        self.steps = steps_open_to(question, scope)
        self.question = question

    @property
    def step(self) -> StepKey | None:
        chosen = self.data.get("step", "")
        return StepKey(chosen) if chosen in {one.key for one in STEPS.values() if one.button} else None


def thread_page(question: Question, scope: Scope) -> ThreadPage:
    """A question for somebody who reaches its case. Its messages are read with it."""
    case, side = question.case, side_of(question, scope)
    inside = side is Side.SITE
    return ThreadPage(
        question=question,
        messages=tuple(sorted(question.messages.all(), key=lambda one: one.at)),
        title=named_in_a_list(question.anchor, inside=inside),
        case_name=case.local_code if inside else case.pseudonym,
        side=side,
        mend_url=mend_url(case, question.anchor) if inside and can_edit(case, scope) else "",
        fields_url=reverse("question-place", args=[question.pk]),
        people=tuple(answering_at(question.institution_id).order_by("name")) if inside and question.is_open else (),
    )


def mend_url(case: Case, anchor: Anchor) -> str:
    """The form in which a value is changed, at the value; the section or the case where no row is named."""
    if not anchor.kind:
        if anchor.field:
            return f"{reverse('case-edit', args=[case.pk])}#div_id_{anchor.field}"
        return reverse("case-section", args=[case.pk, anchor.section]) if anchor.section else case.get_absolute_url()
    kind = kind_by_slug(anchor.kind)
    rows = kind.model.objects.filter(case=case, key=anchor.row) if kind.prefix else kind.model.objects.filter(case=case)
    row = rows.values_list("pk", flat=True).first()
    if row is None:
        return reverse("case-section", args=[case.pk, anchor.section])
    return f"{reverse('row-edit', args=[case.pk, kind.slug, row])}#{part_of_form(anchor)}"


def part_of_form(anchor: Anchor) -> str:
    """The id on a form of the place that an anchor names."""
    kind = anchor.fields_kind
    inner = next((one for one in kind.nested if one.json_list == anchor.field), None)
    names = {kind.json_name(one.name): one.name for one in kind.fields}
    return f"rows-{inner.slug}" if inner else f"div_id_{names.get(anchor.field, anchor.field)}"


def reply_names(question: Question) -> ReplyNames:
    """What the boxes of an answer are called in a form."""
    return ReplyNames(f"answer-{question.pk}", f"answer-{question.pk}-open")


def send_typed_answers(case: Case, posted: Mapping[str, str], scope: Scope) -> tuple[int, list[str]]:
    """Send the answers that were typed beside the fields of a saved form: how many went, and why others did not."""
    sent, refused = 0, []
    for question in Question.objects.still_open().filter(case=case, pk__in=_answered_in(posted)):
        names = reply_names(question)
        text = posted.get(names.text, "").strip()
        key = StepKey.ANSWERED if posted.get(names.open) else StepKey.RESOLVED
        form = WordsForm({"text": text})
        try:
            if not form.is_valid():
                raise ValidationError([message for some in form.errors.values() for message in some])
            take_step(question=question, key=key, text=text, by=scope)
            sent += 1
        except (Refused, ValidationError) as fault:
            refused += getattr(fault, "messages", [str(fault)])
    return sent, refused


def _answered_in(posted: Mapping[str, str]) -> list[uuid.UUID]:
    found = []
    for name, text in posted.items():
        if name.startswith("answer-") and not name.endswith("-open") and text.strip():
            try:
                found.append(uuid.UUID(name.removeprefix("answer-")))
            except ValueError:
                continue
    return found
