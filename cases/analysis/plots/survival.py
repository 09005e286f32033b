"""Kaplan-Meier curves with the table at risk beneath, its columns under the ticks of the axis.

Steps hold until the next (step-after), the height runs from 0 to 1, the band is that of the estimate (log-log), and who
left is a tick on the curve: after Pocock, Lancet 2002;359:1686-1689, and KMunicate, BMJ Open 2019;9:e030215.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.analysis.plots.days import day_axis
from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.legend import Key, legend_of
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import rules, shapes, words
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import BOLD, SMALL, WIDTH
from cases.analysis.statistics.survival import AtRisk, Curve, Median
from cases.cohorts.words import counted

HEIGHT = 300
LINE = 17
"""Pixels of a line of the table."""
GUTTER = -66
"""Where the names of groups begin: left of the plot, over which they may run on."""
TICK = "M0,-1L0,1"
DASHES = ((1, 0), (7, 3), (2, 3), (9, 3, 2, 3), (5, 2, 2, 2, 2, 2))
COLOURS = ("ink", "status-pd", "status-cr", "mark-event", "mark-treatment")
"""Lines of the groups, in their order. The dashes tell them apart; colours only help."""


@dataclass(frozen=True)
class Drawn:
    """A curve and the columns of its table; the axis has its ticks at their days."""

    curve: Curve
    columns: tuple[AtRisk, ...]


def survival_plot(
    drawn: Sequence[Drawn],
    *,
    title: str,
    origin: str,
    name: str = "survival",
    notes: Sequence[str] = (),
    about: str = "",
) -> Figure:
    """``origin``: what days are counted from, in words. ValueError for more groups than there are kinds of lines.

    Heights and counts are drawn as they are given: the caller has applied the rule of disclosure.
    """
    if len(drawn) > len(DASHES):
        raise ValueError(f"At most {len(DASHES)} curves can be told apart.")
    return Figure(
        name,
        title,
        _says(drawn, title),
        _table(drawn),
        (lambda sheet: _chart(drawn, origin, sheet)) if drawn else None,
        notes=(
            "Shaded: 95 % band (log-log). Upright ticks: left without the event.",
            "At risk: at the start of the day. Censored and events: so far.",
            *notes,
        ),
        about=about,
    )


def _says(drawn: Sequence[Drawn], title: str) -> str:
    if not drawn:
        return "Nobody that you can read has a duration to draw."
    told = [
        f"{_of(one.curve)}{counted(one.curve.n, 'patient')}, {counted(one.curve.events, 'event')}, "
        f"{median_words(one.curve.median)}"
        for one in drawn
    ]
    return f"{title}: {'; '.join(told)}."


def _of(curve: Curve) -> str:
    return f"{curve.group}: " if curve.group else ""


def median_words(median: Median) -> str:
    """The median in days with its interval, as a sentence says it."""
    if median.day is None:
        return "median not reached"
    ends = [f"{end:g}" if end is not None else "not reached" for end in (median.low, median.high)]
    return f"median {median.day:g} days (95 % CI {ends[0]} to {ends[1]})"


def _table(drawn: Sequence[Drawn]) -> Table:
    header = ("Group", "Day", "At risk", "Events", "Censored", "Survival", "95 % low", "95 % high")
    rows = [
        (one.curve.group or "all", step.day, step.at_risk, step.events, step.censored, *_heights(step))
        for one in drawn
        for step in one.curve.steps
    ]
    return Table(header, tuple(rows))


def _heights(step: Any) -> list[float | None]:
    return [None if one is None else round(one, 4) for one in (step.survival, step.low, step.high)]


def _chart(drawn: Sequence[Drawn], origin: str, sheet: Sheet) -> Any:
    alt = altair()
    last = max(max(one.curve.last_day for one in drawn), 1)
    scale = alt.Scale(domain=[0, last], nice=False)
    x = alt.X(
        "x:Q", scale=scale, axis=day_axis(last, [one.day for one in drawn[0].columns]), title=f"Days from {origin}"
    )
    heights = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".2~f", tickCount=5)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=heights, title="Probability without the event")
    opacity = 0.2 if len(drawn) < 3 else 0.1
    layers = [
        *(_band(one.curve, place, opacity, x, y, sheet) for place, one in enumerate(drawn)),
        *_medians(drawn, x, y, sheet),
        *(_line(one.curve, place, x, y, sheet) for place, one in enumerate(drawn)),
        shapes(sheet, list(_leavings(drawn, sheet)), x, y, size=70, strokeWidth=1.25),
    ]
    plot = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return alt.vconcat(legend_of(_keys(drawn), sheet), plot, _at_risk(drawn, scale, sheet), spacing=4)


def _keys(drawn: Sequence[Drawn]) -> list[Key]:
    groups = [
        Key(one.curve.group, edge=COLOURS[place], dash=DASHES[place])
        for place, one in enumerate(drawn)
        if one.curve.group
    ]
    median = [Key("Median", edge="ink-soft", dash=(3, 3))] if any(one.curve.median.day for one in drawn) else []
    return [*groups, Key("95 % band", "rule", "rule-strong"), Key("Censored", "", "ink", shape=TICK), *median]


def _band(curve: Curve, place: int, opacity: float, x: Any, y: Any, sheet: Sheet) -> Any:
    rows = [{"x": one.day, "y": one.low, "y2": one.high} for one in curve.steps if one.low is not None]
    rows += [rows[-1] | {"x": curve.last_day}] if rows else []
    colour = sheet.ink(COLOURS[place])
    marked = sheet.of(rows).mark_area(interpolate="step-after", color=colour, fillOpacity=opacity)
    return marked.encode(x=x, y=y, y2="y2:Q")


def _line(curve: Curve, place: int, x: Any, y: Any, sheet: Sheet) -> Any:
    rows = [{"x": one.day, "y": one.survival} for one in curve.steps]
    marked = sheet.of(rows).mark_line(
        interpolate="step-after", color=sheet.ink(COLOURS[place]), strokeWidth=2, strokeDash=list(DASHES[place])
    )
    return marked.encode(x=x, y=y)


def _leavings(drawn: Sequence[Drawn], sheet: Sheet) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(drawn):
        for step in one.curve.steps:
            if step.censored:
                painted = {"shape": TICK, "fill": "transparent", "edge": sheet.ink(COLOURS[place])}
                told = f"{_of(one.curve)}{step.censored} censored on day {step.day}"
                yield {"x": step.day, "y": step.survival, "says": told} | painted


def _medians(drawn: Sequence[Drawn], x: Any, y: Any, sheet: Sheet) -> list[Any]:
    """From the height of one half to the curve, and down to the day."""
    days = [one.curve.median.day for one in drawn if one.curve.median.day is not None]
    if not days:
        return []
    down = [{"x": day, "y": 0.5, "y2": 0} for day in days]
    look = {"strokeDash": [3, 3]}
    return [
        rules(sheet, [{"x": 0, "x2": max(days), "y": 0.5}], x, y, "ink-soft", **look),
        rules(sheet, down, x, y, "ink-soft", **look),
    ]


def _at_risk(drawn: Sequence[Drawn], scale: Any, sheet: Sheet) -> Any:
    """Three lines for each group, aligned to the ticks."""
    alt = altair()
    lines = list(_lines(drawn))
    height = LINE * len(lines)
    x = alt.X("x:Q", scale=scale, axis=None)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))
    middle = [(place + 0.5) * LINE for place in range(len(lines))]
    numbers = [
        {"x": day, "y": at, "says": str(number)}
        for at, (_, counts) in zip(middle, lines, strict=True)
        for day, number in (counts or {}).items()
    ]
    heads = [{"y": at, "says": said} for at, (said, counts) in zip(middle, lines, strict=True) if counts is None]
    names = [{"y": at, "says": said} for at, (said, counts) in zip(middle, lines, strict=True) if counts is not None]
    layers = [
        words(sheet, numbers, x, y, fontSize=SMALL),
        words(sheet, names, alt.value(-14), y, align="right", fontSize=SMALL, color=sheet.ink("ink-soft")),
        words(sheet, heads, alt.value(GUTTER), y, align="left", fontSize=SMALL, fontWeight=BOLD),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=height)


def _lines(drawn: Sequence[Drawn]) -> Iterator[tuple[str, Mapping[int, int] | None]]:
    """What a line is called, and its numbers by day; None for the name of a group."""
    for one in drawn:
        if one.curve.group:
            yield one.curve.group, None
        yield "At risk", {column.day: column.at_risk for column in one.columns}
        yield "Censored", {column.day: column.censored for column in one.columns}
        yield "Events", {column.day: column.events for column in one.columns}
