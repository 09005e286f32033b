"""Survival curves after Kaplan and Meier, and the table beneath them.

The estimate, its 95 % band (Greenwood on the log(-log) scale) and the event table are those of lifelines; the median
and the table at risk follow R `survival`, which the tests quote. Two things differ from lifelines on purpose: numbers
at risk are those at the start of a day, and who enters late is at risk after the day of entry, as in R.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.analysis.statistics.durations import Observed
from cases.analysis.statistics.libraries import lifelines

CONFIDENCE = 0.95
HALF_A_DAY = 0.5
SAME = 1.5e-8
"""Values closer than this are equal: the square root of the precision of a float, as R has it."""


class Interrupted(ValueError):
    """Everybody at risk on ``day`` had the event, and others came under observation only later.

    The product is 0 from then on whatever happens to them, so there is no curve; from a landmark there may be one.
    """

    def __init__(self, day: int):
        super().__init__(f"Nobody is left at risk after day {day}, before others come under observation.")
        self.day = day


@dataclass(frozen=True)
class Step:
    """What happened on a day (whole days from the origin), and the curve from then on.

    ``at_risk``: at the start of the day. ``survival``, ``low``, ``high``: probabilities; the band is None where the
    curve has reached 0. The counts are of records and under the rule of disclosure, and so is each height, from which
    counts can be reckoned.
    """

    day: int
    at_risk: int
    events: int
    censored: int
    survival: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Median:
    """The day by which half have had the event, with its 95 % confidence interval; None: not reached."""

    day: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class AtRisk:
    """A column of the table beneath a curve, at the start of ``day``: still at risk, and so far had the event or left.

    The three add up to everybody, unless some enter late. All are counts under the rule of disclosure.
    """

    day: int
    at_risk: int
    events: int
    censored: int


@dataclass(frozen=True)
class Curve:
    """A group's curve. ``n``, ``events``, ``censored``: counts of records, under the rule of disclosure."""

    group: str
    n: int
    events: int
    censored: int
    steps: tuple[Step, ...]
    median: Median

    @property
    def last_day(self) -> int:
        """The last day on which anybody was seen; the curve is not drawn beyond."""
        return self.steps[-1].day


def curve(observed: Sequence[Observed], group: str = "") -> Curve:
    """The curve of some durations, whatever groups they name; ValueError without any, `Interrupted` with late entry.

    Kaplan and Meier, J Am Stat Assoc 1958;53:457-481. Median: Brookmeyer and Crowley, Biometrics 1982;38:29-41, by
    inverting the band; where the curve runs level at one half, the middle of that stretch, as R reports it.
    """
    if not observed:
        raise ValueError("A curve needs one duration at least.")
    if any(one.entry for one in observed):
        _check_risk(observed)
    steps = _steps(observed)
    events = sum(one.event for one in observed)
    half = [_crossing(steps, heights) for heights in _heights(steps)]
    return Curve(group, len(observed), events, len(observed) - events, steps, Median(*half))


def at_risk(observed: Sequence[Observed], days: Sequence[int]) -> tuple[AtRisk, ...]:
    """The table beneath the curve of these durations, one column for each of the days of the ticks.

    At risk on a day is who entered before it (or at the origin) and neither left nor had the event before it, so the
    event of that very day is still ahead: Morris and others (KMunicate), BMJ Open 2019;9:e030215.
    """
    return tuple(_column(observed, day) for day in days)


def _check_risk(observed: Sequence[Observed]) -> None:
    """Raise `Interrupted` where the risk set is used up before the last day."""
    last = max(one.days for one in observed)
    for day in sorted({one.days for one in observed if one.event and one.days < last}):
        at_risk_then = sum(one.days >= day and (one.entry < day or one.entry == 0) for one in observed)
        if at_risk_then == sum(one.event and one.days == day for one in observed):
            raise Interrupted(day)


def _column(observed: Sequence[Observed], day: int) -> AtRisk:
    before = [one.event for one in observed if one.days < day]
    risk = sum(one.days >= day and (one.entry < day or one.entry == 0) for one in observed)
    return AtRisk(day, risk, sum(before), len(before) - sum(before))


def _steps(observed: Sequence[Observed]) -> tuple[Step, ...]:
    """Day 0 and each day on which somebody had the event or left."""
    fitted = lifelines().KaplanMeierFitter(alpha=1 - CONFIDENCE)
    fitted.fit([one.days for one in observed], [one.event for one in observed], entry=_entries(observed))
    table, band = fitted.event_table, fitted.confidence_interval_
    heights = fitted.survival_function_.iloc[:, 0]
    columns = (table.index, table["at_risk"], table["observed"], table["censored"], heights)
    rows = zip(*columns, band.itertuples(index=False), strict=True)
    steps = [_step(*row) for row in rows if row[2] or row[3]]
    if steps and steps[0].day == 0:
        return tuple(steps)
    return (Step(0, _column(observed, 0).at_risk, 0, 0, 1.0, 1.0, 1.0), *steps)


def _step(day: float, risk: int, events: int, left: int, height: float, band: tuple[float, float]) -> Step:
    low, high = (float(one) for one in band) if height > SAME else (None, None)
    return Step(int(day), int(risk), int(events), int(left), float(height), low, high)


def _entries(observed: Sequence[Observed]) -> list[float] | None:
    """Half a day late, because lifelines lets who enters on a day be at risk on it."""
    if not any(one.entry for one in observed):
        return None
    return [one.entry + HALF_A_DAY if one.entry else -HALF_A_DAY for one in observed]


def _heights(steps: Sequence[Step]) -> tuple[list[float | None], ...]:
    return [one.survival for one in steps], [one.low for one in steps], [one.high for one in steps]


def _crossing(steps: Sequence[Step], heights: Sequence[float | None]) -> float | None:
    """The first day on which the heights are at or below one half; the middle of a level stretch at one half."""
    known = [(one.day, height) for one, height in zip(steps, heights, strict=True) if height is not None]
    day = next((day for day, height in known if height <= 0.5 + SAME), None)
    if day is None or dict(known)[day] < 0.5 - SAME:
        return day
    # known leaves out a height of 0 that has no band, but for the curve itself that height is known
    return next(((day + later) / 2 for later, height in known if height < 0.5 - SAME), float(day))
