"""What a case would be with the rows of a quick line: its figure, its new entries, and what is unlikely about them."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from cases.desk.record import Links, Section, stations_of
from cases.desk.spoken import Speaker
from cases.exchange.reading import NotACase, read_case
from cases.records.days import day_zero_in
from cases.records.figure import Figure, Windows, figure_of
from cases.records.kinds import KINDS
from cases.records.quick_line import Reading
from cases.records.stops import Stop, stops_of
from cases.records.warnings import CaseWarning, warnings_of
from cases.rules.definition import Definition
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline

log = logging.getLogger(__name__)

NOWHERE = Links("", {}, may_edit=False)


@dataclass(frozen=True)
class Preview:
    """The case as it stands (case/1), what was read, and the definition under which the figure names its events."""

    document: Mapping[str, Any]
    reading: Reading
    definition: Definition

    @cached_property
    def fault(self) -> str:
        """Why the rows could not be added; empty where they can."""
        try:
            _ = self.merged
        except NotACase as fault:
            return str(fault)
        return ""

    @cached_property
    def merged(self) -> dict[str, Any]:
        """The case with the new rows, in canonical form. Raises ``NotACase``."""
        added = {name: [*self.document.get(name, ()), *rows] for name, rows in self.reading.rows.items()}
        return read_case({**self.document, **added})

    @cached_property
    def part(self) -> dict[str, list[dict]]:
        """Only the new rows, in canonical form."""
        keys = {row["id"] for rows in self.reading.rows.values() for row in rows}
        return {name: [row for row in self.merged[name] if row["id"] in keys] for name in self.reading.rows}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The new rows as the case page would show them, kind after kind."""
        empty = {kind.json_list: [] for kind in KINDS if not kind.single}
        stations = stations_of(empty | self.part, Speaker(self.merged, day_zero_in(self.document)), NOWHERE)
        return tuple(one for station in stations for one in station.sections if one.entries)

    @property
    def figure(self) -> Figure:
        windows = Windows.of(self.definition)
        return figure_of(self.merged, self._episodes(), windows, name="quick")

    @property
    def warnings(self) -> Sequence[CaseWarning]:
        """What is unlikely about the case with the new rows and was not before."""
        before = {(one.code, one.about) for one in warnings_of(self.document)}
        return [one for one in warnings_of(self.merged) if (one.code, one.about) not in before]

    @cached_property
    def stops(self) -> list[Stop]:
        """What is impossible about the new entries, each with both values."""
        new = {row["id"] for rows in self.reading.rows.values() for row in rows}
        return [one for one in stops_of(self.merged, timezone.localdate()) if one.rows & new]

    def _episodes(self) -> list[dict]:
        try:
            return [one.as_json() for one in classify(Timeline.from_document(self.merged), self.definition)]
        except Exception:  # as in derivation: a case that breaks the rules can still be drawn
            log.exception("A case with the rows of a quick line could not be classified.")
            return []
