"""The page of a definition, and of a draft: the document in words, what changed, the worked examples as they ran."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cases.episodes.difference import Difference, constant_in_words, differences
from cases.episodes.models import DraftDefinition, PublishedDefinition
from cases.episodes.policies import can_change, can_discard, can_publish, can_retire
from cases.episodes.published import definition_of
from cases.episodes.words import answer_in_words
from cases.records.figure.words import label_words
from cases.rules.definition import CONSTANTS, Definition, definition_from_document, shipped_definitions, version_order
from cases.rules.examples import Worked, run_examples
from cases.rules.vocabulary import Compartment, Criteria
from registry.institutions.scoping import Scope

ROLES = {
    "target": "Target",
    "comparator": "Compared with",
    "cns": "Beside the comparison",
    "regional": "Weak comparators",
}


@dataclass(frozen=True)
class Constant:
    """One line of the table. ``before``: the value of the version that this one changes, where it was another."""

    name: str
    value: str
    unit: str
    bounds: str
    meaning: str
    source: str
    before: str


@dataclass(frozen=True)
class ShownExample:
    """A worked example, run under this definition; ``answer`` is empty where it is the expected one."""

    worked: Worked
    expected: str
    answer: str


@dataclass(frozen=True)
class DefinitionPage:
    """``evidence``: level and meaning, in the order in which they are tried. ``labels``: usual words, words here.

    ``previous``: name of the version that ``differences`` are counted from; empty for the first.
    """

    definition: Definition
    document: Mapping[str, Any]
    constants: tuple[Constant, ...]
    compartments: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, str], ...]
    criteria: str
    not_measurable: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    examples: tuple[ShownExample, ...]
    previous: str
    differences: tuple[Difference, ...]

    @property
    def failing(self) -> int:
        return sum(bool(one.answer) for one in self.examples)


@dataclass(frozen=True)
class PublishedPage:
    """``may_revise``: the reader is an administrator, and may begin the next version."""

    published: PublishedDefinition
    page: DefinitionPage
    may_revise: bool
    may_retire: bool


@dataclass(frozen=True)
class DraftPage:
    draft: DraftDefinition
    page: DefinitionPage
    may_change: bool
    may_publish: bool
    may_discard: bool


@dataclass(frozen=True)
class DefinitionList:
    """``drafts`` and ``shipped`` (documents that are not published yet) are for administrators."""

    published: tuple[PublishedDefinition, ...]
    drafts: tuple[DraftDefinition, ...]
    shipped: tuple[Definition, ...]


def published_page(published: PublishedDefinition, scope: Scope) -> PublishedPage:
    """Everything on the page of a published version."""
    earlier = [
        one
        for one in PublishedDefinition.objects.filter(key=published.key)
        if version_order(one.version) < version_order(published.version)
    ]
    previous = max(earlier, key=lambda one: version_order(one.version), default=None)
    page = _page(definition_of(published), previous)
    return PublishedPage(published, page, scope.administrator, can_retire(published, scope))


def draft_page(draft: DraftDefinition, scope: Scope) -> DraftPage:
    """Everything on the page of a draft, as it is saved."""
    page = _page(definition_from_document(draft.document), draft.base)
    return DraftPage(draft, page, can_change(draft, scope), can_publish(draft, scope), can_discard(draft, scope))


def failing_examples(draft: DraftDefinition) -> tuple[Worked, ...]:
    """The worked examples that do not pass as the draft is saved."""
    return tuple(one for one in run_examples(definition_from_document(draft.document)) if not one.passes)


def definition_list(scope: Scope) -> DefinitionList:
    """All published versions; for administrators also what waits to be one."""
    published = tuple(PublishedDefinition.objects.defer("document").order_by("key", "-published_at"))
    if not scope.administrator:
        return DefinitionList(published, (), ())
    drafts = tuple(DraftDefinition.objects.select_related("author", "base").order_by("created_at"))
    there = {one.name for one in published} | {f"{one.document['key']}@{one.document['version']}" for one in drafts}
    return DefinitionList(published, drafts, tuple(one for one in shipped_definitions() if one.name not in there))


def _page(definition: Definition, previous: PublishedDefinition | None) -> DefinitionPage:
    document = definition.document
    old = previous.document if previous else document
    return DefinitionPage(
        definition=definition,
        document=document,
        constants=tuple(_constant(name, document, old) for name in CONSTANTS if name in document["constants"]),
        compartments=tuple((title, _labels(document["compartments"][name])) for name, title in ROLES.items()),
        evidence=tuple((one["level"], one["meaning"]) for one in document["evidence"]),
        criteria=", ".join(Criteria(code).label for code in document["criteria"]["accepted"]),
        not_measurable=tuple(
            (_labels(one["compartments"]), one["meaning"]) for one in document["criteria"]["not_measurable"]
        ),
        labels=tuple((label_words(code), words) for code, words in (document.get("labels") or {}).items()),
        examples=_examples(definition),
        previous=previous.name if previous else "",
        differences=differences(old, document),
    )


def _constant(name: str, document: Mapping[str, Any], old: Mapping[str, Any]) -> Constant:
    one, former = document["constants"][name], old["constants"].get(name)
    value, before = constant_in_words(one["value"]), constant_in_words(former["value"]) if former else ""
    return Constant(
        name=name,
        value=value,
        unit=one["unit"],
        bounds=constant_in_words(one["bounds"]),
        meaning=one["meaning"],
        source=one["source"],
        before=before if before != value else "",
    )


def _labels(codes: list[str]) -> str:
    return ", ".join(Compartment(code).label for code in codes) or "none"


@lru_cache(maxsize=32)
def _examples(definition: Definition) -> tuple[ShownExample, ...]:
    """Run once for each definition that is held: the published ones are."""
    return tuple(_shown(one) for one in run_examples(definition))


def _shown(worked: Worked) -> ShownExample:
    answer = "" if worked.passes else answer_in_words(worked.found)
    return ShownExample(worked, answer_in_words(worked.expected), answer)
