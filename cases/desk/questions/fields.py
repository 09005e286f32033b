"""All fields of one row, or of the facts of a case: the value, the tick, the questions, and the way to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.desk.questions.marks import Mark, Marks, marks_of, ticks_of
from cases.desk.record import Fact, Nested, Status, facts_of, nested_of, statuses_of
from cases.desk.spoken import Speaker, Spoken, label_of
from cases.records.days import day_zero_in
from cases.records.document import document_of
from cases.records.fields import CodeField
from cases.records.kinds import KINDS, Kind, kind_by_slug
from cases.records.models import Case
from cases.records.outside import seen_from_outside
from cases.records.sections import rows_of
from cases.review.questions.anchors import (
    CASE_FACTS,
    OUTSIDE_NAMES,
    Anchor,
    digest_at,
    field_anchor,
    field_label,
    field_names,
    is_verifiable,
    value_at,
)
from cases.review.questions.models import Question, VerifiedField
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class FieldLine:
    """One field. ``row``: the key that the reader sees.

    ``value`` or ``nested`` or ``statuses`` say what stands there; ``absent``: why nothing does. ``tick``: who verified
    it; ``mark``: whether that holds, and how many questions are open.
    """

    anchor: Anchor
    row: str
    label: str
    value: Spoken
    absent: str
    nested: Nested | None
    statuses: tuple[Status, ...]
    filled: bool
    tick: VerifiedField | None
    mark: Mark
    questions: tuple[Question, ...]

    @property
    def field(self) -> str:
        return self.anchor.field

    @property
    def title(self) -> str:
        return f"{self.label[:1].upper()}{self.label[1:]}"

    @property
    def asked(self) -> Mapping[str, str]:
        """What a form sends to ask here."""
        return {"kind": self.anchor.kind, "row": self.row, "field": self.anchor.field, "section": ""}


@dataclass(frozen=True)
class Neighbour:
    """A row of the case, for the way from one to the next."""

    title: str
    url: str
    current: bool
    open: int
    verified: int


@dataclass(frozen=True)
class FieldsPage:
    """``row``: the key that the reader sees; ``kind``: slug, empty for the facts of the case."""

    case: Case
    title: str
    kind: str
    row: str
    lines: tuple[FieldLine, ...]
    marks: Marks
    verified: int
    neighbours: tuple[Neighbour, ...]

    @property
    def here(self) -> str:
        """The address of this page."""
        return self.marks.address(self.kind, self.row)

    @property
    def filled(self) -> int:
        return sum(one.filled for one in self.lines)

    @property
    def tickable(self) -> int:
        """Fields that could be ticked and are not."""
        return sum(one.filled and not one.mark.verified for one in self.lines)

    def line(self, name: str) -> FieldLine | None:
        return next((one for one in self.lines if one.field == name), None)


@dataclass(frozen=True)
class _Seen:
    """A case as one reader sees it. ``stored``: as it is kept, from which digests are made."""

    case: Case
    stored: Mapping[str, Any]
    shown: Mapping[str, Any]
    marks: Marks
    ticks: Mapping[tuple[str, str, str], tuple[VerifiedField, bool]]
    asked: Mapping[tuple[str, str, str], list[Question]]
    speaker: Speaker


def fields_page(case: Case, scope: Scope, kind: str, row: str) -> FieldsPage | None:
    """The fields of a row (``row``: the key that the reader sees), or None if the case has no such row."""
    seen, found = _seen(case, scope), kind_by_slug(kind)
    if kind and (found is None or _row(seen.shown, found, row) is None):
        return None
    lines = tuple(_lines_of_row(seen, found, row) if found else _lines_of_case(seen))
    title = f"{found.title} {row}".strip() if found else "Facts of the case"
    verified = sum(one.mark.verified for one in lines)
    return FieldsPage(case, title, kind, row, lines, seen.marks, verified, _neighbours(seen, kind, row))


def stored_anchor(case: Case, scope: Scope, kind: str, row: str, name: str) -> Anchor:
    """The anchor of a field by the key that the reader sees."""
    return field_anchor(kind, marks_of(case, scope, document_of(case)).names.stored(row), name)


def place_of(question: Question, scope: Scope) -> str:
    """The address of the place that a question is about: of its field, else of its case."""
    case, anchor = question.case, question.anchor
    if not anchor.kind and not anchor.field:
        return case.get_absolute_url()
    marks = marks_of(case, scope, document_of(case))
    return marks.address(anchor.kind, marks.names.shown(anchor.row), anchor.field)


def _seen(case: Case, scope: Scope) -> _Seen:
    stored = document_of(case)
    shown = stored if case.institution_id in scope.sites else seen_from_outside(stored)
    asked: dict[tuple[str, str, str], list[Question]] = {}
    marks, ticks = marks_of(case, scope, stored), ticks_of(case, stored)
    for one in case.questions.still_open().select_related("asked_by").prefetch_related("messages__by"):
        asked.setdefault(one.anchor.at, []).append(one)
    return _Seen(case, stored, shown, marks, ticks, asked, Speaker(shown, day_zero_in(shown)))


def _lines_of_row(seen: _Seen, kind: Kind, key: str) -> list[FieldLine]:
    row = _row(seen.shown, kind, key)
    facts = {one.name: one for one in facts_of(kind, row, seen.speaker)}
    nested = {one.name: one for one in nested_of(kind, row, seen.shown, seen.speaker)}
    statuses = statuses_of(row, seen.speaker) if kind.slug == "assessment" else ()
    stored = seen.marks.names.stored(key)
    return [
        _line(
            seen,
            field_anchor(kind.slug, stored, name),
            facts.get(name) or _band(kind, row, name),
            nested.get(name),
            statuses if name == "compartments" else (),
        )
        for name in field_names(kind)
    ]


def _lines_of_case(seen: _Seen) -> list[FieldLine]:
    return [_line(seen, field_anchor("", "", name), _fact_of_case(seen, name), None, ()) for name in CASE_FACTS]


def _line(
    seen: _Seen, anchor: Anchor, fact: Fact | None, nested: Nested | None, statuses: tuple[Status, ...]
) -> FieldLine:
    tick, _ = seen.ticks.get(anchor.at, (None, False))
    return FieldLine(
        anchor=anchor,
        row=seen.marks.names.shown(anchor.row),
        label=field_label(anchor.kind, anchor.field),
        value=fact.value if fact else Spoken(),
        absent=fact.absent if fact else "",
        nested=nested,
        statuses=statuses,
        filled=is_verifiable(anchor) and bool(digest_at(seen.stored, anchor)),
        tick=tick,
        mark=seen.marks.places.get(anchor.at, Mark()),
        questions=tuple(seen.asked.get(anchor.at, ())),
    )


def _band(kind: Kind, row: Mapping[str, Any], name: str) -> Fact | None:
    """A value that others see in a coarser form under another name."""
    shown = row.get(OUTSIDE_NAMES.get(name, ""))
    return Fact(field_label(kind.slug, name), Spoken(str(shown)), name=name) if shown else None


def _fact_of_case(seen: _Seen, name: str) -> Fact | None:
    value, absent = value_at(seen.shown, field_anchor("", "", name))
    column = Case._meta.get_field(name)
    if value is None:
        return Fact(name, Spoken(), str(absent or ""), name)
    text = label_of(column.value_set, value) if isinstance(column, CodeField) else str(value)
    return Fact(name, Spoken({"True": "yes", "False": "no"}.get(text, text)), name=name)


def _row(document: Mapping[str, Any], kind: Kind, key: str) -> Mapping[str, Any] | None:
    return next((one for one in rows_of(kind, document) if one.get("id", "") == key), None)


def _neighbours(seen: _Seen, kind: str, row: str) -> tuple[Neighbour, ...]:
    """The facts of the case and every row of it, in the order of a case."""
    found = [("Facts of the case", "", "")]
    for one in KINDS:
        keys = [each.get("id", "") for each in rows_of(one, seen.shown)]
        found += [(f"{one.title} {key}".strip(), one.slug, key) for key in keys]
    return tuple(
        _neighbour(seen.marks, title, slug, key, here=(slug, key) == (kind, row)) for title, slug, key in found
    )


def _neighbour(marks: Marks, title: str, kind: str, row: str, *, here: bool) -> Neighbour:
    open_ones, verified = marks.of_row(kind, row).open, marks.verified_in(kind, row)
    return Neighbour(title, marks.address(kind, row), here, open_ones, verified)
