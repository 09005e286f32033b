"""The UpSet plot: which rules fail together, and how many records fail each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, rules, shapes, words
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import SMALL, WIDTH
from cases.analysis.statistics.attrition import Overlap, Overlaps
from cases.cohorts.words import counted
from cases.rules.explain import listed

MOST = 20
"""Combinations that are drawn; the others are counted together."""
TALL, LINE, SIDE, GAP = 170, 26, 150, 190
"""Pixels: of the bars above, a line of the grid, the bars beside it, the names of the rules."""


def upset_plot(
    found: Overlaps,
    titles: Mapping[str, str],
    *,
    title: str = "Rules that fail together",
    what: str = "event",
    verb: str = "fail",
    name: str = "upset",
    about: str = "",
) -> Figure:
    """``titles``: what each property is called. ``what``: the unit counted. Counts are drawn as they are given."""
    return Figure(
        name,
        title,
        _says(found, titles, what, verb),
        _table(found, titles),
        (lambda sheet: _chart(found, titles, what, sheet)) if found.overlaps else None,
        notes=(_rest(found, what),) if len(found.overlaps) > MOST else (),
        about=about,
    )


def _says(found: Overlaps, titles: Mapping[str, str], what: str, verb: str) -> str:
    if not found.total:
        return "There is nobody to count."
    if not found.overlaps:
        return f"None of {counted(found.total, what)} {verb}s any rule."
    most = found.overlaps[0]
    named = listed([_quoted(titles[one]) for one in most.members])
    failing = f"{found.total - found.none} of {counted(found.total, what)} {verb} at least one rule"
    return f"{failing}; the most frequent combination, in {most.count}, is {named}."


def _quoted(words: str) -> str:
    return f"“{words}”"


def _rest(found: Overlaps, what: str) -> str:
    rest = found.overlaps[MOST:]
    return (
        f"{counted(len(rest), 'rarer combination')} ({counted(sum(one.count for one in rest), what)}) are in the table."
    )


def _table(found: Overlaps, titles: Mapping[str, str]) -> Table:
    order = [one.members[0] for one in found.sizes]
    header = ("Count", *(titles[one] for one in order))
    rows = [(one.count, *("yes" if name in one.members else "no" for name in order)) for one in found.overlaps]
    return Table(header, (*rows, (found.none, *("no" for _ in order))))


def _chart(found: Overlaps, titles: Mapping[str, str], what: str, sheet: Sheet) -> Any:
    alt = altair()
    shown = found.overlaps[:MOST]
    order = [one.members[0] for one in found.sizes]
    width = WIDTH - SIDE - GAP + 60
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, max(len(shown), 6)], nice=False))
    grid = LINE * len(order)
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, len(order)], nice=False, reverse=True))
    bars = alt.layer(*_bars(shown, what, x, sheet)).properties(width=width, height=TALL)
    dots = alt.layer(*_dots(shown, order, titles, x, down, sheet)).properties(width=width, height=grid)
    sides = alt.layer(*_sides(found.sizes, what, down, sheet)).properties(width=SIDE, height=grid)
    return alt.vconcat(bars, alt.hconcat(dots, sides, spacing=16), spacing=6)


def _bars(shown: Sequence[Overlap], what: str, x: Any, sheet: Sheet) -> list[Any]:
    alt = altair()
    most = max(one.count for one in shown)
    y = alt.Y(
        "y:Q", scale=alt.Scale(domain=[0, most * 1.12], nice=False), title=f"{what.capitalize()}s", axis=_few(most)
    )
    fill = {"fill": sheet.ink("accent"), "edge": sheet.ink("accent")}
    rows = [
        {
            "x": place + 0.2,
            "x2": place + 0.8,
            "y": 0,
            "y2": one.count,
            "says": f"{one.count}: {len(one.members)} at once",
        }
        | fill
        for place, one in enumerate(shown)
    ]
    tops = [{"x": place + 0.5, "y": one.count, "says": str(one.count)} for place, one in enumerate(shown)]
    return [boxes(sheet, rows, x, y), words(sheet, tops, x, y, dy=-8, fontSize=SMALL)]


def _few(most: int) -> Any:
    """Whole numbers alone: half a record is none."""
    return altair().Axis(tickMinStep=1, tickCount=min(most, 5), format="d", grid=False)


def _dots(
    shown: Sequence[Overlap], order: Sequence[str], titles: Mapping[str, str], x: Any, y: Any, sheet: Sheet
) -> list[Any]:
    alt = altair()
    stripes = [
        {
            "x": 0,
            "x2": max(len(shown), 6),
            "y": place,
            "y2": place + 1,
            "fill": sheet.ink("sunk"),
            "edge": "transparent",
        }
        for place in range(0, len(order), 2)
    ]
    names = [{"y": place + 0.5, "says": titles[name]} for place, name in enumerate(order)]
    return [
        boxes(sheet, stripes, x, y, fillOpacity=0.6),
        shapes(sheet, list(_circles(shown, order, sheet)), x, y, size=90, strokeWidth=1),
        rules(sheet, list(_stems(shown, order)), x, y, "ink", strokeWidth=2),
        words(sheet, names, alt.value(-10), y, align="right"),
    ]


def _circles(shown: Sequence[Overlap], order: Sequence[str], sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Filled where the rule fails, hollow where it does not."""
    for place, one in enumerate(shown):
        for line, name in enumerate(order):
            fails = name in one.members
            painted = {
                "fill": sheet.ink("ink" if fails else "sheet"),
                "edge": sheet.ink("ink" if fails else "rule-strong"),
            }
            yield {"x": place + 0.5, "y": line + 0.5, "shape": "circle"} | painted


def _stems(shown: Sequence[Overlap], order: Sequence[str]) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(shown):
        lines = [order.index(name) + 0.5 for name in one.members]
        yield {"x": place + 0.5, "y": min(lines), "y2": max(lines)}


def _sides(sizes: Sequence[Overlap], what: str, y: Any, sheet: Sheet) -> list[Any]:
    alt = altair()
    most = max(1, *(one.count for one in sizes)) if sizes else 1
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0, most * 1.25], nice=False),
        axis=_few(most),
        title=f"{what.capitalize()}s in all",
    )
    fill = {"fill": sheet.ink("rule-strong"), "edge": sheet.ink("rule-strong")}
    rows = [
        {"x": 0, "x2": one.count, "y": place + 0.22, "y2": place + 0.78, "says": f"{one.count} in all"} | fill
        for place, one in enumerate(sizes)
    ]
    ends = [{"x": one.count, "y": place + 0.5, "says": str(one.count)} for place, one in enumerate(sizes)]
    return [boxes(sheet, rows, x, y), words(sheet, ends, x, y, dx=5, align="left", fontSize=SMALL)]
