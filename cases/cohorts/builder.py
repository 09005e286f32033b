"""The page on which a cohort is built: the question as a form and as text, its numbers, and who is in it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from cases.cohorts import words
from cases.cohorts.asked import UNIT_TITLES, Asked, asked_by
from cases.cohorts.cohort import Cohort
from cases.cohorts.episode import Summary, summaries
from cases.cohorts.facets import Facet, facets_of
from cases.cohorts.fields import Field
from cases.cohorts.members import Unit
from cases.cohorts.models import ReadableEpisode
from cases.cohorts.pool import Pool, Row, pool_of
from cases.cohorts.presets import DISCORDANT_LABELS, PRESETS, Preset
from cases.cohorts.query.reading import QueryError, read
from cases.cohorts.query.terms import EVERYTHING, All, Is, Not, Says, Some, Term
from cases.cohorts.sheet import Sheet, sheet_from, sheet_of, titles_of_fields
from cases.disclosure.rule import Count
from cases.episodes.facts import MAY_LACK
from cases.rules.labels import DISCORDANT, Label
from registry.institutions.scoping import Scope

PAGE_SIZE = 20
STRICT = (Label.DCP_STRICT, Label.DCP_STRICT_EARLY_POST)
RANKS = {str(label): rank for rank, label in enumerate(Label)}
FORM = "form"
NEAR = Says("near_miss", True)


@dataclass(frozen=True)
class Choice:
    """One of several addresses. ``says``: what it leads to."""

    title: str
    query: str
    current: bool
    says: str = ""


@dataclass(frozen=True)
class Line:
    """A case or a regimen in the list: facts in words, by title."""

    id: uuid.UUID
    facts: tuple[tuple[str, str], ...]


class Builder:
    """Everything on the page; each part is worked out when the page asks for it.

    ``sheet``: the question as a form; ``fault``: why the question, or the form, could not be read.
    """

    def __init__(self, scope: Scope, asked: Asked, sheet: Sheet, fault: QueryError | None = None):
        self.scope, self.asked, self.sheet, self.fault = scope, asked, sheet, fault
        self.cohort = Cohort(scope, list(asked.sites), asked.chosen, asked.by_properties, kind="builder")

    # ---- the question ----

    @property
    def is_read(self) -> bool:
        return self.asked.term is not None

    @property
    def title(self) -> str:
        """The preset that the question is, or what is counted."""
        return next((one.title for one in self.presets if one.current), UNIT_TITLES[self.asked.unit])

    @property
    def fields(self) -> Mapping[str, list[Field]]:
        return titles_of_fields(self.asked)

    @property
    def units(self) -> list[Choice]:
        """The same definition with another unit; only the whole is asked, because fields differ."""
        return [Choice(title, self.asked.address(unit=one, where=""), one is self.asked.unit) for one, title in UNITS]

    @property
    def definitions(self) -> list[Choice]:
        """The same question under the other definitions that can be chosen."""
        return [
            Choice(
                f"{one.title}, {one.name}",
                self.asked.address(definition=one.name),
                False,
                "" if one.status == "current" else "superseded",
            )
            for one in self.asked.chosen.others
        ]

    @property
    def presets(self) -> list[Choice]:
        here = self.asked.query
        found = [(one, self.asked.address(unit=one.unit, where=self._written(one))) for one in PRESETS]
        return [Choice(one.title, query, query == here, one.says) for one, query in found]

    def _written(self, preset: Preset) -> Term:
        return read(preset.where, self.asked.fields, preset.unit)

    @property
    def marked(self) -> tuple[str, str, str]:
        """The text of a question that could not be read: before the fault, the fault, after it."""
        text, fault = self.asked.text, self.asked.fault
        end = fault.place + fault.length
        return text[: fault.place], text[fault.place : end] or "…", text[end:]

    # ---- the numbers ----

    @cached_property
    def pool(self) -> Pool:
        return pool_of(self.asked)

    @cached_property
    def total(self) -> Count:
        return self.cohort.beside(len(self.pool.found), self.asked.by_properties)

    @cached_property
    def everything(self) -> Count:
        return self.cohort.beside(len(self.pool.rows), {} if self.asked.unit is Unit.EPISODES else None)

    @property
    def strict_title(self) -> str:
        return words.label_title(Label.DCP_STRICT, self.asked.definition.labels)

    @cached_property
    def strict(self) -> Count:
        return self._labelled(STRICT)

    @cached_property
    def broad(self) -> Count:
        return self._labelled(DISCORDANT)

    def _labelled(self, labels) -> Count:
        """The figure for some of the labels that the question leaves."""
        exact = sum(not {*map(str, labels)}.isdisjoint(row.facts["label"]) for row in self.pool.found)
        by = self.asked.by_properties
        wanted = (
            None if by is None else {**by, "label": sorted({*map(str, labels)}.intersection(by.get("label", RANKS)))}
        )
        return self.cohort.beside(exact, wanted)

    @cached_property
    def facets(self) -> list[Facet]:
        counted = self.cohort.census.counts_others and self.asked.by_properties is not None
        return facets_of(self.asked, self.pool, self.cohort.census.count if counted else None)

    # ---- who is in it ----

    @property
    def near(self) -> Choice:
        """The near misses alone, or the question without that."""
        parts = self.asked.parts
        if NEAR in parts:
            rest = All(tuple(one for one in parts if one != NEAR))
            return Choice("Show all of them", self.asked.address(where=rest), True)
        near = All((NEAR, *(one for one in parts if not _asks_label(one) and one != EVERYTHING)))
        return Choice("Show near misses only", self.asked.address(where=near), False)

    def page(self, number: str | None) -> Page:
        """One page of the readable units."""
        return Paginator(sorted(self.pool.found, key=_order), PAGE_SIZE).get_page(number)

    def episodes(self, page: Page) -> list[Summary]:
        """The drawn episodes of one page."""
        keys = [row.id for row in page]
        found = {one.pk: one for one in ReadableEpisode.objects.filter(pk__in=keys)}
        return summaries([found[key] for key in keys if key in found], self.asked.definition)

    def lines(self, page: Page) -> list[Line]:
        """Cases or regimens of one page, by the fields of their list."""
        names = COLUMNS[self.asked.unit]
        return [Line(row.id, tuple(self._fact(row, name) for name in names)) for row in page]

    def _fact(self, row: Row, name: str) -> tuple[str, str]:
        found = self.asked.fields[name]
        stored = row.facts.get(found.column or name)
        return found.title, fact_in_words(found, stored)


COLUMNS = {
    Unit.CASES: ("label", "age", "drug", "ever_involved", "vital", "institution"),
    Unit.REGIMENS: ("regimen", "setting", "line", "duration", "stop_reason", "label", "institution"),
}
UNITS = tuple(UNIT_TITLES.items())


def builder_for(scope: Scope, sent: QueryDict) -> Builder:
    """The page that an address asks for: a question, or the form that is being filled in."""
    asked = asked_by(scope, sent)
    if FORM not in sent:
        return Builder(scope, asked, sheet_of(asked.term or EVERYTHING, asked), asked.fault)
    sheet = _done(sheet_from(sent, asked), sent, asked)
    try:
        term, fault = sheet.term(asked), None
    except QueryError as error:
        term, fault = asked.term or EVERYTHING, error
    return Builder(scope, asked.having(term), sheet, fault)


def _done(sheet: Sheet, sent: QueryDict, asked: Asked) -> Sheet:
    """The form after the button that was pressed."""
    verb, *places = sent.get("do", "").split("-")
    numbers = [int(one) for one in places if one.isascii() and one.isdigit()]
    if verb == "drop" and len(numbers) == 2:
        return sheet.dropped(*numbers)
    if verb == "add":
        place = numbers[0] if numbers else None
        found = asked.fields.get(sent.get("new" if place is None else f"new-{place}", ""))
        if found and asked.unit in found.units:
            return sheet.added(found, place)
    return sheet


def fact_in_words(field: Field, stored) -> str:
    """A stored fact as a list says it."""
    if stored is None:
        return "not recorded"
    if isinstance(stored, bool):
        return "yes" if stored else "no"
    if field.name in ("on_therapy", "duration"):
        return f"{words.days_title(*stored)} days"
    if isinstance(stored, list):
        return ", ".join(field.title_of(code) for code in stored if code != MAY_LACK) or "none"
    return field.title_of(stored) if isinstance(stored, str) else str(stored)


def _asks_label(term: Term) -> bool:
    """Whether a condition is about the label, which a near miss does not have."""
    if isinstance(term, Not):
        return _asks_label(term.term)
    if isinstance(term, All | Some):
        return any(map(_asks_label, term.terms))
    return isinstance(term, Is) and term.field == "label"


def _order(row: Row) -> tuple:
    """The discordant first, then in the order of the labels, institutions and days on therapy."""
    label = min((RANKS.get(one, len(RANKS)) for one in row.facts.get("label") or [row.label]), default=len(RANKS))
    days = row.facts.get("on_therapy") or [0]
    return label, row.facts["institution_code"], days[0] or 0, row.id


OLD_FILTERS = ("label", "certainty", "drug", "extent", "institution")


def old_address(query: QueryDict) -> str:
    """The query of the page of discordant progression, as it was before there was a builder, in today's language."""
    tokens: Sequence[str] = [
        f"{name}:{'|'.join(one.replace(' ', '-').lower() for one in query.getlist(name) if one)}"
        for name in OLD_FILTERS
        if any(query.getlist(name)) and "NONE" not in query.getlist(name)
    ]
    if query.get("near") == "1":
        tokens = [*tokens, "near_miss:yes"]
    moved = QueryDict(mutable=True)
    moved["where"] = " and ".join(tokens) or DISCORDANT_LABELS
    if query.get("definition"):
        moved["definition"] = query["definition"]
    return moved.urlencode(safe=":|()@")
