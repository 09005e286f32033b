"""Data that R `survival` ships, as durations. The aml trial is typed in; lung is the copy that lifelines carries."""

import csv
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cases.analysis.statistics.durations import Observed

AML_DAYS = (9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45)
AML_EVENTS = (1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1)
AML_ENTRY = (0, 0, 5, 0, 10, 3, 0, 20, 0, 0, 7, 0, 0, 2, 0, 4, 0, 10, 0, 0, 15, 0, 1)
"""Days of entry that are ours: aml has none."""

MP6 = ((6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35), "111010100110001100000")
PLACEBO = ((1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), "1" * 21)


def lasted(days: int, event: object, **more) -> Observed:
    """A duration whose dates are exact."""
    return Observed("", days, bool(event), days, days, **more)


def aml(scale: int = 1) -> list[Observed]:
    """Remission in acute myelogenous leukaemia, 11 maintained and 12 not."""
    return [
        lasted(days * scale, event, group="Maintained" if place < 11 else "Nonmaintained")
        for place, (days, event) in enumerate(zip(AML_DAYS, AML_EVENTS, strict=True))
    ]


def gehan() -> list[Observed]:
    """Remission in leukaemia, 6-MP against placebo (Freireich 1963, the example of Gehan 1965)."""
    arms = {"6-MP": MP6, "placebo": PLACEBO}
    return [
        lasted(day, event == "1", group=name)
        for name, (days, events) in arms.items()
        for day, event in zip(days, events, strict=True)
    ]


@cache
def _lung() -> tuple[dict[str, str], ...]:
    folder = Path(find_spec("lifelines").origin).parent
    with (folder / "datasets" / "lung.csv").open() as file:
        return tuple(csv.DictReader(file))


def lung(group: str = "", stratum: str = "", *, keep: Callable[[dict], bool] = bool) -> list[Observed]:
    """Survival in advanced lung cancer, 228 patients, with columns as groups and strata."""
    return [
        lasted(int(row["time"]), row["status"] == "1", group=row.get(group, ""), stratum=row.get(stratum, ""))
        for row in _lung()
        if keep(row)
    ]
