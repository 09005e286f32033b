"""The waterfall plot: the best change of each patient, the skin beside everything else.

Rows are patients: only for readers who may read them. Nothing on it names anybody: pairs bear their place alone.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from cases.analysis.plots.figure import Figure, Table, which
from cases.analysis.plots.legend import Key, legend_of
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, rules, shapes, words
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import SMALL, WIDTH
from cases.analysis.statistics.lanes import PARTIAL_RESPONSE, PROGRESSION, Change

HEIGHT = 320
TALLEST = 100
"""Per cent; a bar that grew more is cut there and says by how much."""
SKIN, OTHERS = "Skin", "Other compartments"
FILLS = {SKIN: ("mark-event", "mark-event"), OTHERS: ("sheet", "ink")}
MISSING = "M-0.6,-0.6L0.6,0.6M0.6,-0.6L-0.6,0.6"
NONE_BELOW = 6
"""Per cent above the line of zero at which a cross stands for what was not measured."""


def waterfall_plot(pairs: Sequence[Change], *, first: int = 1, total: int | None = None, about: str = "") -> Figure:
    """Pairs in the order given, numbered from ``first``. ``total``: how many there are with those on other pages."""
    return Figure(
        "waterfall",
        "Best change of what was measured",
        _says(pairs, first, total or len(pairs)),
        _table(pairs, first),
        (lambda sheet: _chart(pairs, first, sheet)) if pairs else None,
        notes=(
            "The smallest later sum of diameters against the first one, in per cent.",
            "Lines at -30 % and +20 %. The upper one is a guide: progression is measured from the smallest sum.",
            "Skin and other compartments are summed apart; this is no response by RECIST.",
        ),
        about=about,
    )


def _says(pairs: Sequence[Change], first: int, total: int) -> str:
    if not pairs:
        return "No patient that you can read has a lesion that was measured twice."
    shown = which(first, len(pairs), total)
    both = [one for one in pairs if one.skin is not None and one.others is not None]
    apart = sum(one.skin > one.others for one in both)
    measured = f"{shown} with measured lesions; the skin shrank by 30 % or more in {_shrunk(pairs, SKIN)}"
    elsewhere = f"other compartments in {_shrunk(pairs, OTHERS)}"
    return f"{measured}, {elsewhere}. Of {len(both)} measured in both, the skin did worse in {apart}."


def _shrunk(pairs: Sequence[Change], lane: str) -> str:
    known = [change for one in pairs if (change := _lane(one, lane)) is not None]
    return f"{sum(change <= PARTIAL_RESPONSE for change in known)} of {len(known)}"


def _lane(pair: Change, lane: str) -> Fraction | None:
    return pair.skin if lane == SKIN else pair.others


def _table(pairs: Sequence[Change], first: int) -> Table:
    rows = [(number, _percent(one.skin), _percent(one.others)) for number, one in enumerate(pairs, first)]
    return Table(("Patient", "Skin, best change in %", "Other compartments, best change in %"), tuple(rows))


def _percent(change: Fraction | None) -> float | None:
    return None if change is None else round(float(change * 100), 1)


def _chart(pairs: Sequence[Change], first: int, sheet: Sheet) -> Any:
    alt = altair()
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, len(pairs)], nice=False))
    heights = alt.Axis(values=[-100, -75, -50, -25, 0, 25, 50, 75, 100], titlePadding=10)
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[-100, TALLEST + 12], nice=False),
        axis=heights,
        title="Best change from the first sum, %",
    )
    bars = list(_bars(pairs, sheet))
    lines = [_guide(PARTIAL_RESPONSE, len(pairs)), _guide(PROGRESSION, len(pairs))]
    layers = [
        boxes(sheet, bars, x, y, strokeWidth=1),
        shapes(sheet, list(_missing(pairs, sheet)), x, y, size=30, strokeWidth=1),
        rules(sheet, lines, x, y, "ink", strokeDash=[5, 3]),
        rules(sheet, [{"x": 0, "x2": len(pairs), "y": 0}], x, y, "ink"),
        words(sheet, list(_cut(pairs)), x, y, fontSize=SMALL - 1, dy=-7),
        words(sheet, list(_numbers(pairs, first)), x, alt.value(HEIGHT + 12), fontSize=SMALL - 1),
    ]
    plot = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    keys = [*(Key(name, *FILLS[name]) for name in FILLS), Key("Not measured", "", "ink", shape=MISSING)]
    keys.append(Key("-30 % and +20 %", edge="ink", dash=(5, 3)))
    return alt.vconcat(legend_of(keys, sheet), plot)


def _guide(change: Fraction, width: int) -> dict[str, Any]:
    return {"x": 0, "x2": width, "y": float(change * 100)}


def _bars(pairs: Sequence[Change], sheet: Sheet) -> Iterator[dict[str, Any]]:
    for place, pair in enumerate(pairs):
        for half, lane in enumerate(FILLS):
            change = _percent(_lane(pair, lane))
            if change is not None:
                left = place + 0.12 + half * 0.38
                fill, edge = (sheet.ink(name) for name in FILLS[lane])
                says = f"{lane}: {change:+g} %"
                bar = {"x": left, "x2": left + 0.38, "y": 0, "y2": min(change, TALLEST), "says": says}
                yield bar | {"fill": fill, "edge": edge}


def _missing(pairs: Sequence[Change], sheet: Sheet) -> Iterator[dict[str, Any]]:
    for place, pair in enumerate(pairs):
        for half, lane in enumerate(FILLS):
            if _lane(pair, lane) is None:
                at = {"x": place + 0.31 + half * 0.38, "y": NONE_BELOW, "says": f"{lane}: not measured"}
                yield at | {"shape": MISSING, "fill": "transparent", "edge": sheet.ink("ink")}


def _cut(pairs: Sequence[Change]) -> Iterator[dict[str, Any]]:
    for place, pair in enumerate(pairs):
        for half, lane in enumerate(FILLS):
            change = _percent(_lane(pair, lane))
            if change is not None and change > TALLEST:
                yield {"x": place + 0.31 + half * 0.38, "y": TALLEST, "says": f"+{change:.0f}"}


def _numbers(pairs: Sequence[Change], first: int) -> Iterator[dict[str, Any]]:
    """Every place, or every fifth where they stand close."""
    every = 1 if len(pairs) <= 30 else 5
    for place in range(len(pairs)):
        if (first + place) % every == 0 or place == 0:
            yield {"x": place + 0.5, "says": str(first + place)}
