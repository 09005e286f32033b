"""The quick line: a course typed in one go, read into rows of case JSON. Pure: no query, no model, no clock.

    T-DXd Mar24-Nov24; skin PD Nov24 chest wall; CT 10d before liver PR

Statements stand between semicolons or on lines of their own. Every character of the text belongs to one span that
says what it became, or that it was not understood and why; nothing is guessed. The grammar is written down in
docs/quick-line.md.

It stands here and not in the rules because it writes down a record: what follows from one is not its business.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.records.days import day_zero_in
from cases.records.quick_line.building import BUILDERS, Row, sampled_row
from cases.records.quick_line.linking import link_during, link_keys, linked_by_dates
from cases.records.quick_line.pieces import Sort, Span, Statement, covering
from cases.records.quick_line.scanning import NO_HEAD, Part, parts_of, scanned
from cases.records.quick_line.times import Clock
from cases.records.quick_line.words import TITLES

__all__ = ["LONGEST", "Reading", "Sort", "Span", "Unread", "read_line"]

LONGEST = 4000
"""Characters that a line may have."""

ORDER = ("skin", "regimen", "primary", "staging", "local", "assessment", "specimen", "follow-up")
"""Kinds in the order in which they are read: others may name the skin event and the regimens of the line."""

BEFORE_DAY_ZERO = (
    "Day {day} lies before day 0, the first diagnosis."
    " If days before the skin progression are meant, write {n}d before."
)
NO_EXTENT = "{key}: whether the skin lesion is locoregional or distant is left open. Write locoregional or distant."
NO_DATE = "{key} has no date."


@dataclass(frozen=True)
class Unread:
    """A part that was not understood: its words, their position (first character and line, from 1), and why."""

    words: str
    line: int
    column: int
    why: str


@dataclass(frozen=True)
class Reading:
    """What became of a line. ``rows``: list of case JSON -> its new rows; ``notes``: what was settled or left open."""

    text: str
    spans: tuple[Span, ...]
    rows: Mapping[str, Sequence[Row]]
    notes: tuple[str, ...]

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(self._unread(one) for one in self.spans if one.sort is Sort.UNCLEAR)

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())

    def _unread(self, span: Span) -> Unread:
        before = self.text[: span.start]
        line_start = before.rfind("\n") + 1
        words = " ".join(self.text[span.start : span.end].split())
        return Unread(words, before.count("\n") + 1, span.start - line_start + 1, span.says)


def read_line(text: str, document: Mapping[str, Any]) -> Reading:
    """Read a line for the case ``document`` (case/1): its day zero, its keys, and what its rows may belong to."""
    return _Reader(text, document).read()


class _Reader:
    def __init__(self, text: str, document: Mapping[str, Any]):
        self.text, self.document = text, document
        self.lists = {
            row["id"]: name
            for name, rows in document.items()
            if isinstance(rows, list)
            for row in rows
            if isinstance(row, dict) and "id" in row
        }
        self.rows: dict[str, list[Row]] = {}
        self.events: list[str] = []
        self.spans: list[Span] = []

    def read(self) -> Reading:
        parts = list(parts_of(self.text))
        for part in parts:
            if not part.kind:
                self.spans.append(Span(part.start, part.end, Sort.UNCLEAR, NO_HEAD))
        for kind in ORDER:
            for part in (one for one in parts if one.kind == kind):
                self._read_part(part)
        notes = [*self._plain_notes(), *linked_by_dates(self.rows, self._whole())]
        ordered = {name: self.rows[name] for name, *_ in BUILDERS.values() if name in self.rows}
        return Reading(self.text, covering(self.text, self.spans), ordered, tuple(notes))

    def _read_part(self, part: Part) -> None:
        name, prefix, build = BUILDERS[part.kind]
        statement = scanned(self.text, part, self._clock(part))
        row = None if statement.given_up else build(statement)
        if row is not None:
            written = {"id": self._next_key(prefix)} | row
            self._add(name, written, statement)
            self._add_receptors(written, part.kind, statement)
        self._finish(statement, part)

    def _add_receptors(self, primary: Row, kind: str, statement: Statement) -> None:
        """Receptors in a statement about a primary tumour make a specimen of it."""
        markers = statement.take_all("marker") if kind == "primary" else []
        if markers:
            name, prefix, _ = BUILDERS["specimen"]
            self._add(name, {"id": self._next_key(prefix)} | sampled_row(primary, markers), statement)

    def _add(self, name: str, row: Row, statement: Statement) -> None:
        link_keys(row, name, statement, self.lists)
        if name == "assessments":
            link_during(row, statement, self._whole().get("regimens", ()))
        self.rows.setdefault(name, []).append(row)
        self.lists[row["id"]] = name
        if row.get("change") == "progression":
            self.events.append(row["id"])

    def _finish(self, statement: Statement, part: Part) -> None:
        for piece in statement.claim("joining"):
            statement.accept(piece)
        statement.refuse_rest(TITLES[part.kind])
        self.spans += statement.spans

    def _clock(self, part: Part) -> Clock:
        """Times of a skin statement cannot hang on the skin event of the line: it may be that very event."""
        event = self.events[0] if len(self.events) == 1 and part.kind != "skin" else None
        intervals = {one["id"]: one.get("interval_days") for one in self._whole().get("regimens", ())}
        return Clock(day_zero_in(self.document), frozenset(self.lists), intervals, event)

    def _next_key(self, prefix: str) -> str:
        numbers = (key.removeprefix(prefix) for key in self.lists if key.startswith(prefix))
        taken = [int(number) for number in numbers if number.isascii() and number.isdigit()]
        return f"{prefix}{max(taken, default=0) + 1}"

    def _whole(self) -> dict[str, list[Row]]:
        """The rows of the case with those of the line."""
        names = {*self.rows, *(name for name, rows in self.document.items() if isinstance(rows, list))}
        return {name: [*self.document.get(name, ()), *self.rows.get(name, ())] for name in names}

    def _plain_notes(self) -> Iterator[str]:
        for name, rows in self.rows.items():
            for row in rows:
                when = row.get("start" if name in ("regimens", "local_treatments") else "on")
                if when is None:
                    yield NO_DATE.format(key=row["id"])
                if isinstance(when, int) and when < 0 and self.events:
                    yield BEFORE_DAY_ZERO.format(day=when, n=-when)
                if name == "skin_findings" and "extent" not in row:
                    yield NO_EXTENT.format(key=row["id"])
