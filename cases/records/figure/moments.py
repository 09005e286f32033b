"""Where each date of a case is drawn, and how far it may be off.

A date that hangs on another record is drawn where that record is drawn, so that what happened together stays
together; only its own uncertainty is shown at it, and the uncertainty of its anchor at the anchor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.records.days import dates_of_rows, day_zero_in
from cases.rules.dates import When, when_from_json


@dataclass(frozen=True)
class Moment:
    """A date to draw, in days from day 0.

    ``at``: where the mark stands. ``lo``, ``hi``: its own range around that place. ``earliest``, ``latest``:
    every day that the record allows, the anchor's range included; None where a side is open.
    """

    at: int
    lo: int
    hi: int
    earliest: int | None
    latest: int | None
    relative: bool = False

    @property
    def exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def open_sided(self) -> bool:
        return self.earliest is None or self.latest is None


class Moments:
    """The dates of one case/1 document."""

    def __init__(self, document: Mapping[str, Any]):
        self.day_zero = day_zero_in(document)
        self._anchors = dates_of_rows(document)

    def of(self, value: Any, regimen: str | None = None) -> Moment | None:
        """The moment of a WHEN of case JSON; None for one that cannot be placed on an axis."""
        if type(value) is int:
            return Moment(value, value, value, value, value)
        return self._placed(self.when(value, regimen), frozenset())

    def when(self, value: Any, regimen: str | None = None) -> When | None:
        return when_from_json(value, day_zero=self.day_zero, regimen_key=regimen)

    def _placed(self, when: When | None, followed: frozenset[str]) -> Moment | None:
        if when is None:
            return None
        if when.anchored:
            return self._hung(when, followed)
        if when.lo is None and when.hi is None:
            return None
        lo = when.hi if when.lo is None else when.lo
        hi = when.lo if when.hi is None else when.hi
        return Moment((lo + hi) // 2, lo, hi, when.lo, when.hi)

    def _hung(self, when: When, followed: frozenset[str]) -> Moment | None:
        key = when.anchor
        if key is None or key in followed or key not in self._anchors:
            return None
        anchor = self._placed(self.when(self._anchors[key], key), followed | {key})
        known = [one for one in (when.lo_offset, when.hi_offset) if one is not None]
        if anchor is None or not known:
            return None
        lo, hi = anchor.at + known[0], anchor.at + known[-1]
        return Moment(
            (lo + hi) // 2,
            lo,
            hi,
            _sum(anchor.earliest, when.lo_offset),
            _sum(anchor.latest, when.hi_offset),
            relative=True,
        )


def _sum(day: int | None, offset: int | None) -> int | None:
    return None if day is None or offset is None else day + offset
