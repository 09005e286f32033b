"""The dates of a case as pairs of days, for checks across its rows.

Pure: reads one case as case JSON.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from statistics import mean
from typing import Any

from cases.rules.dates import When, WhenError, when_from_json, when_text

DURATION = re.compile(r"(?P<count>\d{1,3})\s*(?P<unit>week|month)", re.IGNORECASE)
DAYS_IN = {"week": 7, "month": 30.4375}
DATED = {
    "primaries": "on",
    "stagings": "on",
    "specimens": "on",
    "regimens": "start",
    "local_treatments": "start",
    "assessments": "on",
    "skin_findings": "on",
    "adverse_events": "on",
    "followups": "on",
}
"""List of case JSON -> the date that places its rows in time."""


def day_zero_in(document: Mapping) -> date | None:
    """The calendar date of day 0, where the document has it."""
    given = document.get("day_zero")
    return date.fromisoformat(given) if given else None


def dates_of_rows(document: Mapping) -> dict[str, Any]:
    """Id of each row -> the date that places it in time, on which dates of other rows may hang."""
    return {
        row["id"]: row.get(name)
        for listed, name in DATED.items()
        for row in document.get(listed) or ()
        if row.get("id")
    }


def rows(document: Mapping, listed: str) -> list[Mapping]:
    return document.get(listed) or []


class Days:
    """Reads the dates of a case as the pair of earliest and latest day, through the records that they hang on."""

    def __init__(self, document: Mapping):
        self.day_zero = day_zero_in(document)
        self.rows = dates_of_rows(document)

    def bounds(self, value, seen: frozenset[str] = frozenset()) -> tuple[int, int] | None:
        when = self._read(value)
        if when is None:
            return None
        if not when.anchored:
            return None if when.lo is None or when.hi is None else (when.lo, when.hi)
        if when.anchor in seen or when.anchor not in self.rows or when.lo_offset is None or when.hi_offset is None:
            return None
        anchor = self.bounds(self.rows[when.anchor], seen | {when.anchor})
        return anchor and (anchor[0] + when.lo_offset, anchor[1] + when.hi_offset)

    def middle(self, value) -> int | None:
        found = self.bounds(value)
        return None if found is None else round(mean(found))

    def between(self, start: Mapping, begin: str, end) -> tuple[int, int] | None:
        """Fewest and most days from a row's own date to another one.

        A date that hangs on the row itself counts from it; one that speaks of months ("9 months") counts as those.
        """
        when = self._read(end)
        if when is not None and when.anchored and when.anchor == start["id"]:
            said = _spoken_duration(when)
            offsets = (when.lo_offset, when.hi_offset)
            return (said, said) if said else None if None in offsets else offsets
        first, last = self.bounds(start.get(begin)), self.bounds(end)
        return None if first is None or last is None else (last[0] - first[1], last[1] - first[0])

    def _read(self, value) -> When | None:
        try:
            return when_from_json(value, day_zero=self.day_zero)
        except WhenError:
            return None


def _spoken_duration(when: When) -> int | None:
    """Days in "9 months" or "12 weeks", as the date or its wording says it."""
    found = DURATION.search(f"{when.as_reported} {when_text(replace(when, as_reported=''))}")
    return found and round(int(found["count"]) * DAYS_IN[found["unit"].lower()])
