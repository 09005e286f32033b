"""The heat map of a sensitivity sweep: how many are counted under each setting of a definition's constants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.heat import OPACITY, heat
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, words
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import BOLD, SMALL, TEXT
from cases.records.figure.metrics import width_of

CELL, LINE = 52, 30
"""Pixels of a cell: its width, at least, and its height."""


@dataclass(frozen=True)
class HeatPanel:
    """One map. ``numbers``: a row for each of ``rows``, a cell for each of ``columns``; None where nothing was counted.

    ``own``: row and column of the definition as it is.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: tuple[tuple[int | None, ...], ...]
    own: tuple[int, int]


def sensitivity_plot(
    panels: Sequence[HeatPanel], *, down: str, across: str, what: str = "event", about: str = ""
) -> Figure:
    """Maps two beside each other, all on one scale. ``down``, ``across``: what their rows and columns vary."""
    return Figure(
        "sensitivity",
        "Sensitivity to the constants",
        _says(panels, what),
        _table(panels, down, across),
        (lambda sheet: _chart(panels, down, across, sheet)) if _known(panels) else None,
        notes=("The darker, the more. The framed cell, in bold, is the published definition.",),
        about=about,
    )


def _known(panels: Sequence[HeatPanel]) -> list[int]:
    return [one for panel in panels for row in panel.numbers for one in row if one is not None]


def _says(panels: Sequence[HeatPanel], what: str) -> str:
    known = _known(panels)
    if not known:
        return "Nothing is counted yet."
    own = "; ".join(f"{panel.title}: {panel.numbers[panel.own[0]][panel.own[1]]}" for panel in panels)
    return f"From {min(known)} to {max(known)} {what}s, depending on the constants; as published, {own}."


def _table(panels: Sequence[HeatPanel], down: str, across: str) -> Table:
    rows = [
        (panel.title, panel.rows[place], panel.columns[column], number)
        for panel in panels
        for place, line in enumerate(panel.numbers)
        for column, number in enumerate(line)
    ]
    return Table(("Counted", down, across, "Number"), tuple(rows))


def _chart(panels: Sequence[HeatPanel], down: str, across: str, sheet: Sheet) -> Any:
    alt = altair()
    ends = (min(_known(panels)), max(_known(panels)))
    drawn = [_panel(one, ends, down, across, sheet) for one in panels]
    pairs = [alt.hconcat(*drawn[place : place + 2], spacing=36) for place in range(0, len(drawn), 2)]
    return alt.vconcat(*pairs, spacing=24)


def _panel(panel: HeatPanel, ends: tuple[int, int], down: str, across: str, sheet: Sheet) -> Any:
    alt = altair()
    wide, high = len(panel.columns), len(panel.rows)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, wide], nice=False), axis=_named(panel.columns), title=across)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, high], nice=False, reverse=True), axis=_named(panel.rows), title=down)
    cells = list(_cells(panel, ends, sheet))
    row, column = panel.own
    frame = {"x": column, "x2": column + 1, "y": row, "y2": row + 1, "fill": "transparent", "edge": sheet.ink("ink")}
    numbers = [{"x": one["x"] + 0.5, "y": one["y"] + 0.5, "says": one["says"]} for one in cells]
    own = [one for one in numbers if (one["x"], one["y"]) == (column + 0.5, row + 0.5)]
    layers = [
        boxes(sheet, cells, x, y, strokeWidth=1).encode(fillOpacity=alt.FillOpacity("cover:Q", scale=None)),
        boxes(sheet, [frame], x, y, strokeWidth=2.5),
        words(sheet, [one for one in numbers if one not in own], x, y, fontSize=SMALL),
        words(sheet, own, x, y, fontSize=SMALL, fontWeight=BOLD),
    ]
    titled = alt.TitleParams(panel.title, fontSize=SMALL + 1, offset=6)
    return alt.layer(*layers).properties(width=_cell(panel.columns) * wide, height=LINE * high, title=titled)


def _cell(columns: Sequence[str]) -> float:
    """As wide as the names of the columns need."""
    return max(CELL, *(width_of(one, TEXT) + 8 for one in columns))


def _named(names: Sequence[str]) -> Any:
    """A name at the middle of each cell."""
    places = ", ".join(f"'{one}'" for one in names)
    return altair().Axis(
        values=[place + 0.5 for place in range(len(names))],
        labelExpr=f"[{places}][floor(datum.value)]",
        grid=False,
        ticks=False,
        domain=False,
        labelAngle=0,
        labelOverlap=False,
    )


def _cells(panel: HeatPanel, ends: tuple[int, int], sheet: Sheet) -> Iterator[dict[str, Any]]:
    for place, line in enumerate(panel.numbers):
        for column, number in enumerate(line):
            box = {"x": column, "x2": column + 1, "y": place, "y2": place + 1}
            painted = {"fill": sheet.ink("accent"), "edge": sheet.ink("rule"), "cover": OPACITY[heat(number, *ends)]}
            yield box | painted | {"says": "–" if number is None else str(number)}
