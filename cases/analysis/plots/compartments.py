"""The heat map of compartments against time: how many of those looked at had progressed."""

from collections.abc import Iterator, Mapping
from typing import Any

from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.heat import DARKEST, OPACITY
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, rules, words
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import BOLD, SMALL, WIDTH
from cases.analysis.statistics.compartments import Calendar, Seen
from cases.cohorts.words import counted

LINE = 30
"""Pixels of a compartment."""


def compartments_plot(
    found: Calendar, titles: Mapping[str, str], *, origin: str, what: str = "event", about: str = ""
) -> Figure:
    """``titles``: what each compartment is called. ``origin``: what days are counted from, in words.

    Counts are drawn as they are given.
    """
    return Figure(
        "compartments",
        "Where disease progressed, and when",
        _says(found, titles, origin, what),
        _table(found, titles),
        (lambda sheet: _chart(found, titles, origin, sheet)) if found.compartments else None,
        notes=(
            f"In each cell: {what}s with progression, of those in which the compartment was looked at in that time.",
            "The darker, the larger the share. An empty cell: nobody was looked at.",
        ),
        about=about,
    )


def _says(found: Calendar, titles: Mapping[str, str], origin: str, what: str) -> str:
    if not found.compartments:
        return "Nobody that you can read has an assessment to draw."
    most = max(_cells(found), key=lambda one: (one[2].progressing, one[2].assessed))
    name, place, seen = most
    if not seen.progressing:
        return f"{counted(found.records, what)}; no compartment progressed."
    where = f"{titles[name].lower()} in days {_days(found, place)} from {origin}"
    return f"{counted(found.records, what)}; most progressions, {seen.progressing} of {seen.assessed}, are of {where}."


def _cells(found: Calendar) -> Iterator[tuple[str, int, Seen]]:
    for name, line in zip(found.compartments, found.cells, strict=True):
        for place, seen in enumerate(line):
            yield name, place, seen


def _days(found: Calendar, place: int) -> str:
    return f"{_signed(found.edges[place])} to {_signed(found.edges[place + 1] - 1)}"


def _signed(day: int) -> str:
    return str(day).replace("-", "−")


def _table(found: Calendar, titles: Mapping[str, str]) -> Table:
    rows = [
        (titles[name], found.edges[place], found.edges[place + 1] - 1, seen.assessed, seen.progressing)
        for name, place, seen in _cells(found)
    ]
    return Table(("Compartment", "From day", "To day", "Looked at", "With progression"), tuple(rows))


def _chart(found: Calendar, titles: Mapping[str, str], origin: str, sheet: Sheet) -> Any:
    alt = altair()
    wide, high = len(found.edges) - 1, len(found.compartments)
    places = ", ".join(f"'{_signed(one)}'" for one in found.edges)
    axis = alt.Axis(values=list(range(wide + 1)), labelExpr=f"[{places}][datum.value]", grid=False, labelFlush=False)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, wide], nice=False), axis=axis, title=f"Days from {origin}")
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, high], nice=False, reverse=True), axis=None)
    names = [{"y": place + 0.5, "says": titles[name]} for place, name in enumerate(found.compartments)]
    cells = list(_boxes(found, sheet))
    layers = [
        boxes(sheet, cells, x, y, strokeWidth=1).encode(fillOpacity=alt.FillOpacity("cover:Q", scale=None)),
        words(sheet, list(_numbers(found, grown=False)), x, y, fontSize=SMALL, color=sheet.ink("ink-soft")),
        words(sheet, list(_numbers(found, grown=True)), x, y, fontSize=SMALL, fontWeight=BOLD),
        rules(sheet, _zero(found), x, y, "mark-event", strokeWidth=2),
        words(sheet, names, alt.value(-10), y, align="right"),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 40, height=LINE * high)


def _boxes(found: Calendar, sheet: Sheet) -> Iterator[dict[str, Any]]:
    for name, place, seen in _cells(found):
        line = found.compartments.index(name)
        box = {"x": place, "x2": place + 1, "y": line, "y2": line + 1, "cover": OPACITY[_degree(seen)]}
        said = f"{seen.progressing} of {seen.assessed} with progression"
        yield box | {"fill": sheet.ink("accent"), "edge": sheet.ink("rule"), "says": said}


def _degree(seen: Seen) -> int:
    """0 without progression; else from 1 to 8, the share of those looked at."""
    return -(-seen.progressing * DARKEST // seen.assessed) if seen.assessed else 0


def _numbers(found: Calendar, *, grown: bool) -> Iterator[dict[str, Any]]:
    for name, place, seen in _cells(found):
        if seen.assessed and bool(seen.progressing) == grown:
            at = {"x": place + 0.5, "y": found.compartments.index(name) + 0.5}
            yield at | {"says": f"{seen.progressing}/{seen.assessed}"}


def _zero(found: Calendar) -> list[dict[str, Any]]:
    """A line at the day that all count from, where it is an edge."""
    if 0 not in found.edges[1:-1]:
        return []
    return [{"x": found.edges.index(0), "y": 0, "y2": len(found.compartments)}]
