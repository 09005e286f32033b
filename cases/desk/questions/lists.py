"""Lists of questions: those that a reviewer follows, with filters, and those that wait for an institution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from cases.desk.questions.places import named_in_a_list
from cases.records.models import Case
from cases.review.questions.anchors import field_label
from cases.review.questions.models import Question
from cases.review.questions.querysets import QuestionQuerySet
from cases.review.questions.registry_asks import ask_what_is_raised
from registry.institutions.models import Institution, User
from registry.institutions.scoping import Scope

PER_PAGE = 50
NAMED = 5
"""So many questions stand on the page of one's work."""
STATES = {
    "waiting": "Wait for the institution",
    "resolved": "Resolved, wait for the reviewer",
    "open": "All open ones",
    "closed": "Closed",
}
ASKERS = {"people": "A reviewer", "mine": "Me", "registry": "The registry"}
AGES = {7: "A week or more", 30: "30 days or more", 90: "90 days or more"}


@dataclass(frozen=True)
class QuestionLine:
    """One question in a list. ``case``: what the reader calls the case; ``days``: since it was asked."""

    question: Question
    case: str
    place: str
    days: int


class FilterForm(forms.Form):
    """Which questions a list shows; what does not fit is left out, and nothing is refused."""

    state = forms.ChoiceField(label="State", required=False, choices=list(STATES.items()))
    case = forms.CharField(label="Case", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    field = forms.ChoiceField(label="Field", required=False)
    institution = forms.ModelChoiceField(Institution.objects.none(), label="Institution", required=False)
    age = forms.TypedChoiceField(
        label="Asked", required=False, coerce=int, empty_value=None, choices=[("", "At any time"), *AGES.items()]
    )
    assignee = forms.ModelChoiceField(User.objects.none(), label="In the hands of", required=False)
    asker = forms.ChoiceField(label="Asked by", required=False, choices=[("", "Anybody"), *ASKERS.items()])

    def __init__(self, data: Mapping, questions: QuestionQuerySet, *, inside: bool):
        super().__init__(data)
        self.inside = inside
        self.fields["field"].choices = [("", "Any field"), *_fields_in(questions)]
        self.fields["institution"].queryset = _named(Institution, questions, "institution")
        self.fields["assignee"].queryset = _named(User, questions, "assignee")
        for name in ("institution", "assignee"):
            self.fields[name].empty_label = "Any" if name == "institution" else "Anybody"
        for box in self.fields.values():
            box.widget.attrs["class"] = "form-control" if isinstance(box.widget, forms.TextInput) else "form-select"
        if inside and len(self.fields["institution"].queryset) < 2:
            del self.fields["institution"]

    def found(self, questions: QuestionQuerySet, scope: Scope) -> QuestionQuerySet:
        """The questions that fit what was chosen, those that wait longest first."""
        self.is_valid()
        asked = self.cleaned_data
        found = _in_state(questions, asked.get("state") or "waiting")
        if text := asked.get("case"):
            matching = (
                Case.objects.matching_local_code(text)
                if self.inside
                else Case.objects.filter(pseudonym__icontains=text)
            )
            found = found.filter(case__in=matching.values("pk"))
        if place := asked.get("field"):
            kind, _, name = place.partition(".")
            found = found.filter(kind=kind, field=name)
        if age := asked.get("age"):
            found = found.asked_before(age)
        found = found.filter(**{name: asked[name] for name in ("institution", "assignee") if asked.get(name)})
        return _by(found, asked.get("asker", ""), scope).order_by("asked_at", "pk")


@dataclass(frozen=True)
class AskedByReviewers:
    """What waits for a person's answer. ``lines``: the first few; ``registry``: what the registry asks besides."""

    lines: Sequence[QuestionLine]
    count: int
    registry: int


@dataclass(frozen=True)
class QuestionList:
    """``lines``: of the page; ``state``: of all in the list; ``query``: what was chosen, for the pages of it."""

    filter: FilterForm
    page: Page
    lines: Sequence[QuestionLine]
    state: str
    query: str
    any: bool


def review_list(scope: Scope, asked: Mapping[str, str]) -> QuestionList:
    """Questions about cases that the reviewer may review; the registry's own brought up to date first."""
    ask_what_is_raised(Case.objects.visible_to(scope).exclude(institution__in=scope.home))
    return _list(Question.objects.reviewed_by(scope), scope, asked, inside=False)


def site_list(scope: Scope, asked: Mapping[str, str]) -> QuestionList:
    """Questions that the person's institutions have to answer."""
    ask_what_is_raised(Case.objects.in_full_for(scope))
    return _list(Question.objects.at_site(scope), scope, asked, inside=True)


def asked_by_reviewers(scope: Scope) -> AskedByReviewers:
    """Questions of reviewers in the person's hands or in nobody's, the oldest first."""
    waiting = Question.objects.at_site(scope).waiting_at_site()
    mine = waiting.of_people().for_person(scope).select_related("case", "asked_by").order_by("asked_at", "pk")
    return AskedByReviewers(lines_of(list(mine[:NAMED]), inside=True), mine.count(), waiting.of_the_registry().count())


def lines_of(questions: Sequence[Question], *, inside: bool) -> list[QuestionLine]:
    now = timezone.now()
    return [_line(one, now, inside=inside) for one in questions]


def _list(questions: QuestionQuerySet, scope: Scope, asked: Mapping[str, str], *, inside: bool) -> QuestionList:
    form = FilterForm(asked, questions, inside=inside)
    found = form.found(questions, scope).select_related("case", "institution", "asked_by", "assignee")
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    query = asked.copy()
    query.pop("page", None)
    state = form.cleaned_data.get("state") or "waiting"
    return QuestionList(form, page, lines_of(list(page), inside=inside), state, query.urlencode(), questions.exists())


def _line(question: Question, now: datetime, *, inside: bool) -> QuestionLine:
    case = question.case.local_code if inside else question.case.pseudonym
    place = named_in_a_list(question.anchor, inside=inside)
    return QuestionLine(question, case, place, (now - question.asked_at).days)


def _in_state(questions: QuestionQuerySet, state: str) -> QuestionQuerySet:
    if state == "closed":
        return questions.exclude(pk__in=questions.still_open().values("pk"))
    return {"resolved": questions.waiting_for_review, "open": questions.still_open}.get(
        state, questions.waiting_at_site
    )()


def _by(questions: QuestionQuerySet, asker: str, scope: Scope) -> QuestionQuerySet:
    if asker == "mine":
        return questions.filter(asked_by=scope.user_id)
    return {"people": questions.of_people, "registry": questions.of_the_registry}.get(asker, questions.all)()


def _fields_in(questions: QuestionQuerySet) -> list[tuple[str, str]]:
    places = questions.exclude(field="").order_by().values_list("kind", "field").distinct()
    named = [
        (f"{kind}.{field}", f"{field_label(kind, field)} ({kind.replace('-', ' ') or 'case'})")
        for kind, field in places
    ]
    return sorted(named, key=lambda one: one[1].lower())


def _named(model, questions: QuestionQuerySet, column: str) -> QuerySet:
    return model.objects.filter(pk__in=questions.order_by().values(column)).order_by("name")
