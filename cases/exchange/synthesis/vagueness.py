"""Dates as charts know them: some exact, some only to the week, the month or the cycle."""

from random import Random
from typing import Any

DAYS_OF = {"week": 7, "month": 30}
SHARE_BY_MONTH = 0.25
"""Share of dates long past or of no weight that are known to the month only (assumption)."""


def known_to(random: Random, day: int, precision: str) -> dict[str, Any]:
    """The day as an interval of that length that holds it."""
    length = DAYS_OF[precision]
    first = day - random.randrange(length)
    return {"lo": first, "hi": first + length - 1, "precision": precision}


def perhaps_by_month(random: Random, day: int) -> int | dict[str, Any]:
    return known_to(random, day, "month") if random.random() < SHARE_BY_MONTH else day


def some_day(first: int, last: int, precision: str = "unknown") -> dict[str, Any]:
    return {"lo": first, "hi": last, "precision": precision}


def around(record: str, days: int = 14) -> dict[str, Any]:
    """At the time of another record."""
    return {"anchor": record, "lo_offset": -days, "hi_offset": days, "precision": "relative"}


def cycle_of(regimen: str, number: int, interval_days: int) -> dict[str, Any]:
    """Some day of a cycle, counted from the regimen's start."""
    return {
        "anchor": regimen,
        "lo_offset": (number - 1) * interval_days,
        "hi_offset": number * interval_days - 1,
        "precision": "relative",
        "as_reported": f"cycle {number}",
    }
