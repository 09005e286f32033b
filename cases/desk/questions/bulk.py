"""The same question asked of many cases: of cases chosen in the review list, or of every place with a discrepancy."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.db.models import Count

from cases.desk.questions.places import named_in_a_list
from cases.desk.questions.threads import WordsForm
from cases.records.models import Case
from cases.records.sections import SECTIONS
from cases.review.questions.anchors import Anchor, field_label
from cases.review.questions.models import Question
from cases.review.questions.registry_asks import ask_what_is_raised
from cases.review.questions.rules import MISSING
from registry.institutions.scoping import Scope

WHOLE = "whole"


@dataclass(frozen=True)
class Discrepancy:
    """One thing that the registry found in several cases. ``says``: of one of them; ``key``: for the address."""

    key: str
    title: str
    says: str
    cases: int
    places: int


@dataclass(frozen=True)
class Target:
    """One place to ask about. ``value``: in the form."""

    case: Case
    anchor: Anchor
    value: str
    place: str


class AskManyForm(WordsForm):
    """The words, and the places that they are asked about."""

    def __init__(self, targets: Iterable[Target], data: Mapping | None = None, *, with_section: bool):
        super().__init__(data)
        self.targets = {one.value: one for one in targets}
        self.fields["target"] = forms.MultipleChoiceField(
            choices=[(value, value) for value in self.targets],
            error_messages={
                "required": "Choose at least one case.",
                "invalid_choice": "A case is out of reach by now.",
            },
        )
        if with_section:
            sections = [(WHOLE, "The whole case"), *((one.slug, one.title) for one in SECTIONS)]
            self.fields["section"] = forms.ChoiceField(label="About", choices=sections, required=False)

    def chosen(self) -> list[tuple[Case, Anchor]]:
        """Case and place of each that was ticked."""
        section = self.cleaned_data.get("section", "")
        about = Anchor("" if section == WHOLE else section)
        found = [self.targets[one] for one in self.cleaned_data["target"]]
        return [(one.case, one.anchor if one.anchor.kind or one.anchor.field else about) for one in found]


def discrepancies(scope: Scope) -> list[Discrepancy]:
    """What the registry asks about cases that the reviewer may review, the most frequent first."""
    ask_what_is_raised(Case.objects.visible_to(scope).exclude(institution__in=scope.home))
    found = _open_of_the_registry(scope).order_by().values("code", "kind", "field")
    counted = found.annotate(cases=Count("case", distinct=True), places=Count("pk"))
    says = {_key(one): one.says for one in _open_of_the_registry(scope).order_by("-asked_at")}
    lines = []
    for one in counted.order_by("-cases", "-places", "code", "kind", "field"):
        key = ".".join((one["code"], one["kind"], one["field"]))
        lines.append(
            Discrepancy(key, _title(one["code"], one["kind"], one["field"]), says[key], one["cases"], one["places"])
        )
    return lines


def targets_with(scope: Scope, key: str) -> list[Target]:
    """Every place at which the registry asks about one discrepancy."""
    code, kind, field = [*key.split("."), "", ""][:3]
    found = _open_of_the_registry(scope).filter(code=code, kind=kind, field=field)
    found = found.select_related("case", "case__institution").order_by("institution__name", "asked_at", "pk")
    return [_target(one.case, one.anchor) for one in found]


def targets_in(scope: Scope, chosen: Iterable[str]) -> list[Target]:
    """The chosen cases, as far as the reviewer may review them."""
    cases = Case.objects.visible_to(scope).exclude(institution__in=scope.home).filter(pk__in=_ids(chosen))
    return [_target(one, Anchor()) for one in cases.select_related("institution").order_by("submitted_at", "pseudonym")]


def _target(case: Case, anchor: Anchor) -> Target:
    value = "|".join((str(case.pk), anchor.kind, anchor.row, anchor.field))
    return Target(case, anchor, str(uuid.uuid5(case.pk, value)), named_in_a_list(anchor, inside=False))


def _open_of_the_registry(scope: Scope):
    return Question.objects.reviewed_by(scope).of_the_registry().still_open()


def _key(question: Question) -> str:
    return ".".join((question.code, question.kind, question.field))


def _title(code: str, kind: str, field: str) -> str:
    named = f"{field_label(kind, field)} of {kind.replace('-', ' ')}".strip() if kind and field else ""
    if code == MISSING:
        return f"{named[:1].upper()}{named[1:]} is not given" if named else "A whole row is missing"
    words = code.replace("_", " ").capitalize().replace("Her2", "HER2").replace("cns", "CNS").replace(" m0", " M0")
    return f"{words} ({named})" if named else words


def _ids(texts: Iterable[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
