"""The sums of the skin and of the rest over time, as two lines of change from baseline in per cent: places only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from typing import Any

from cases.records.figure.layout import Line, Text
from cases.records.figure.metrics import SMALL, Rows, width_of
from cases.records.figure.moments import Moment, Moments
from cases.records.figure.words import status_label
from cases.rules.measured import Measured, Reading, percent_words
from cases.rules.vocabulary import ResponseStatus

LINES = {"skin": "Skin", "extracutaneous": "Other organs"}
LEFT, RIGHT, PLOT, TOP, HEIGHT = 52, 138, 530, 18, 190
"""Pixels: room for the scale, for the words at the ends of the lines, the plot, above it, and its height."""
LEAST_SPAN = 60
"""Per cent that the scale shows at least."""
STEPS = (10, 20, 25, 50, 100, 200, 500)
MOST_TICKS = 6
APART = 15
"""Pixels between words above each other: at the ends of two lines, on the scale."""
UNDER = 13
"""Pixels between two rows of words under the axis."""


@dataclass(frozen=True)
class Mark:
    """One sum. ``status``: its response, which colours it; ``whisker``: where its day may be, left and right."""

    part: str
    x: float
    y: float
    status: str
    new_lesion: bool
    whisker: tuple[float, float] | None
    words: str


@dataclass(frozen=True)
class Trend:
    """A drawing in pixels of its own view box. ``undrawn``: assessments that have no place in it, and why."""

    width: int
    height: float
    description: str
    lines: tuple[Line, ...]
    paths: tuple[Line, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]
    legend: tuple[tuple[str, str], ...]
    limit: str
    undrawn: tuple[str, ...]


@dataclass(frozen=True)
class _Sum:
    """A sum with its day. ``settled``: its place among the others is known."""

    reading: Reading
    moment: Moment
    tenths: int
    """Of a per cent, from the baseline."""

    @property
    def settled(self) -> bool:
        return self.reading.status is not None


def trend_of(document: Mapping[str, Any], found: Measured, response_fall: int) -> Trend | None:
    """None unless one of the two lines has two sums with a day and a baseline.

    ``response_fall``: the least fall from baseline that is a response, in per cent.
    """
    moments = Moments(document)
    rows = {one["id"]: one for one in document.get("assessments") or ()}
    sums: dict[str, list[_Sum]] = {part: [] for part in LINES}
    undrawn = []
    for reading in found.parts:
        if reading.group not in LINES:
            continue
        row = rows[reading.assessment]
        moment, tenths = moments.of(row.get("on"), row.get("regimen")), _tenths(reading)
        if moment is None or tenths is None:
            undrawn.append(f"{reading.assessment} ({LINES[reading.group].lower()}): {_why_undrawn(reading, moment)}")
        else:
            sums[reading.group].append(_Sum(reading, moment, tenths))
    for some in sums.values():
        some.sort(key=lambda one: (one.moment.at, one.reading.assessment))
    if max(len(some) for some in sums.values()) < 2:
        return None
    return _drawn(sums, response_fall, tuple(undrawn))


def _tenths(reading: Reading) -> int | None:
    if reading.sum_tenths is None:
        return None
    return 0 if reading.status is ResponseStatus.BASELINE else reading.percent_from_baseline


def _why_undrawn(reading: Reading, moment: Moment | None) -> str:
    if moment is None:
        return "no day"
    return "the sum is not complete" if reading.sum_tenths is None else "no baseline to compare with"


# ---- places


@dataclass(frozen=True)
class _Axes:
    first: int
    days: int
    low: int
    high: int

    def x(self, day: float) -> float:
        return round(LEFT + 10 + (day - self.first) / self.days * (PLOT - 20), 1)

    def y(self, tenths: float) -> float:
        return round(TOP + (self.high - tenths / 10) / (self.high - self.low) * HEIGHT, 1)


def _drawn(sums: Mapping[str, Sequence[_Sum]], fall: int, undrawn: tuple[str, ...]) -> Trend:
    every = [one for some in sums.values() for one in some]
    first, last = min(one.moment.lo for one in every), max(one.moment.hi for one in every)
    percents = [one.tenths / 10 for one in every]
    step, low, high = _scale(min(*percents, -fall - 5), max(percents))
    axes = _Axes(first, max(last - first, 1), low, high)
    lines, texts = _grid(axes, step, fall)
    paths = [line for part, some in sums.items() for line in _paths(part, some, axes)]
    under = _looks(every, axes, texts, lines)
    texts += _ends(sums, axes)
    statuses = dict.fromkeys(str(one.reading.status) for one in every if one.settled)
    return Trend(
        width=LEFT + PLOT + RIGHT,
        height=TOP + HEIGHT + 10 + under * UNDER,
        description=_description(sums),
        lines=tuple(lines),
        paths=tuple(paths),
        marks=tuple(_mark(part, one, axes) for part, some in sums.items() for one in some),
        texts=tuple(texts),
        legend=tuple((code, status_label(code)) for code in statuses),
        limit=f"{fall} % below baseline: partial response",
        undrawn=undrawn,
    )


def _scale(least: float, most: float) -> tuple[int, int, int]:
    """Step and ends of the scale in whole per cent; zero and the limit of a response are always on it."""
    most = max(most, 5, least + LEAST_SPAN)
    step = next((one for one in STEPS if (most - least) / one <= MOST_TICKS), STEPS[-1])
    return step, floor(least / step) * step, ceil(most / step) * step


def _grid(axes: _Axes, step: int, fall: int) -> tuple[list[Line], list[Text]]:
    lines, texts = [], []
    for percent in range(axes.low, axes.high + 1, step):
        y = axes.y(percent * 10)
        lines.append(Line(LEFT, y, LEFT + PLOT, y, "zero" if percent == 0 else "gridline"))
        words = percent_words(percent * 10).replace(".0", "") if percent else "baseline"
        texts.append(Text(LEFT - 6, y + 4, words, "small", "end"))
    y = axes.y(-fall * 10)
    lines.append(Line(LEFT, y, LEFT + PLOT, y, "limit"))
    if min(abs(axes.y(one * 10) - y) for one in range(axes.low, axes.high + 1, step)) > APART:
        texts.append(Text(LEFT - 6, y + 4, f"\N{MINUS SIGN}{fall} %", "small", "end"))
    return lines, texts


def _paths(part: str, sums: Sequence[_Sum], axes: _Axes) -> Iterable[Line]:
    """From sum to sum of one line of therapy; nothing is joined whose order is not known."""
    for one, other in pairwise(sums):
        restarted = (
            other.reading.status is ResponseStatus.BASELINE and one.reading.status is not ResponseStatus.BASELINE
        )
        if one.settled and other.settled and not restarted:
            place = axes.x(one.moment.at), axes.y(one.tenths), axes.x(other.moment.at), axes.y(other.tenths)
            yield Line(*place, f"trend {part}")


def _mark(part: str, one: _Sum, axes: _Axes) -> Mark:
    low, high = axes.x(one.moment.lo), axes.x(one.moment.hi)
    return Mark(
        part=part,
        x=axes.x(one.moment.at),
        y=axes.y(one.tenths),
        status=str(one.reading.status or ""),
        new_lesion=one.reading.new_lesion,
        whisker=None if one.moment.lo == one.moment.hi else (low, high),
        words=f"{one.reading.assessment}: {percent_words(one.tenths)}",
    )


def _looks(every: Sequence[_Sum], axes: _Axes, texts: list[Text], lines: list[Line]) -> int:
    """The assessments under the axis, in as many rows as they need; how many."""
    rows, base = Rows(gap=6), TOP + HEIGHT
    for key, moment in sorted({one.reading.assessment: one.moment for one in every}.items(), key=lambda one: one[1].at):
        x, words = axes.x(moment.at), f"{key} · d{moment.at}".replace("d-", "d\N{MINUS SIGN}")
        half = width_of(words, SMALL) / 2
        row = rows.place(x - half, x + half)
        lines.append(Line(x, base, x, base + 4, "tick"))
        texts.append(Text(x, base + 16 + row * UNDER, words, "small soft", "middle"))
    return len(rows)


def _ends(sums: Mapping[str, Sequence[_Sum]], axes: _Axes) -> list[Text]:
    """Each line is named at its last sum; words that would lie over each other are moved apart."""
    ends = sorted((axes.y(some[-1].tenths), part, some[-1]) for part, some in sums.items() if some)
    places = [y for y, _, _ in ends]
    if len(places) == 2 and places[1] - places[0] < APART:
        middle = sum(places) / 2
        places = [middle - APART / 2, middle + APART / 2]
    return [
        Text(_end_x(sums, part, axes), round(y + 4, 1), f"{LINES[part]} {percent_words(one.tenths)}", f"end {part}")
        for y, (_, part, one) in zip(places, ends, strict=True)
    ]


def _end_x(sums: Mapping[str, Sequence[_Sum]], part: str, axes: _Axes) -> float:
    """Beside the end of the line; to the right of everything where the other line would run through the words."""
    last = sums[part][-1]
    x, y = axes.x(last.moment.hi), axes.y(last.tenths)
    others = [one for name, some in sums.items() if name != part for one in some if axes.x(one.moment.hi) > x]
    sides = {axes.y(one.tenths) > y for one in others}
    near = any(abs(axes.y(one.tenths) - y) < 2 * APART for one in others)
    if near or len(sides) > 1:
        x = max(axes.x(one.moment.hi) for some in sums.values() for one in some)
    return x + 14


def _description(sums: Mapping[str, Sequence[_Sum]]) -> str:
    said = [
        f"{LINES[part]}: " + ", then ".join(f"{percent_words(one.tenths)} at {one.reading.assessment}" for one in some)
        for part, some in sums.items()
        if some
    ]
    return ". ".join(said) + "."
