"""An axis that counts days."""

from collections.abc import Sequence
from typing import Any

from cases.analysis.plots.libraries import altair
from cases.analysis.plots.theme import WIDTH

STEPS = (7, 14, 28, 60, 90, 180, 365, 730, 1825, 3650)
"""Days between two ticks; the smallest that gives few enough is taken."""
MOST_TICKS = 9


def ticks(last: int, most: int = MOST_TICKS) -> list[int]:
    """From day 0 in even steps up to the last day, at most so many after the first."""
    step = next((one for one in STEPS if last // one <= most), STEPS[-1])
    return list(range(0, last + 1, step))


def day_axis(last: int, days: Sequence[int] | None = None) -> Any:
    """Ticks in round numbers of days, or at the days given."""
    return altair().Axis(values=ticks(last) if days is None else list(days), grid=False, format="d", labelFlush=False)


def per_pixel(last: int, width: int = WIDTH) -> float:
    """Days to a pixel of a plot that begins at day 0."""
    return last / width
