"""Legends that show what is drawn, patterns and dashes included; Vega's own show colour alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, hatching, shapes, words
from cases.analysis.plots.patterns import LOOKS, Look, look_of, strokes
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import TEXT, WIDTH
from cases.records.figure.metrics import width_of

SWATCH, HIGH, GAP, LINE = 22, 11, 18, 22
"""Pixels: width and height of a swatch, between two keys, from one line to the next."""


@dataclass(frozen=True)
class Key:
    """One entry. ``fill`` and ``edge``: names of colours; ``stroke``: of a pattern; ``status``: its look instead.

    ``shape``: a Vega symbol or SVG path, drawn instead of a swatch; ``dash``: a line instead, in this pattern.
    """

    says: str
    fill: str = ""
    edge: str = "rule-strong"
    status: str | None = None
    shape: str = ""
    stroke: str = ""
    dash: tuple[int, ...] | None = None


def legend_of(keys: Sequence[Key], sheet: Sheet, width: int = WIDTH) -> Any:
    """A chart of its own, to stand above the figure; as many lines as the width needs."""
    alt = altair()
    places, lines = _placed(keys, width)
    rows = [_row(key, at, sheet) for key, at in zip(keys, places, strict=True)]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, lines * LINE], nice=False, zero=False, reverse=True))
    named = [{"x": at[0] + SWATCH + 6, "y": at[1], "says": key.says} for key, at in zip(keys, places, strict=True)]
    layers = [
        boxes(sheet, [one for one in rows if "y2" in one], x, y),
        hatching(sheet, _patterned(keys, places, sheet), x, y, HIGH),
        shapes(sheet, [one for one in rows if "shape" in one], x, y, size=90),
        *(_dashed(sheet, one, x, y) for one in rows if "dash" in one),
        words(sheet, named, x, y, align="left", fontSize=TEXT),
    ]
    return alt.layer(*layers).properties(width=width, height=lines * LINE)


def statuses_in(found: Iterable[str]) -> list[Key]:
    """Keys of the statuses that occur, in the order of all legends."""
    from_all = set(found)
    return [Key(look_of(one).title, status=one) for one in LOOKS if one in from_all]


def _placed(keys: Sequence[Key], width: int) -> tuple[list[tuple[float, float]], int]:
    """The left end and the middle of each key, and the number of lines."""
    places, x, line = [], 0.0, 0
    for key in keys:
        needs = SWATCH + 6 + width_of(key.says, TEXT) + GAP
        if x and x + needs - GAP > width:
            x, line = 0.0, line + 1
        places.append((x, line * LINE + LINE / 2))
        x += needs
    return places, line + 1


def _row(key: Key, at: tuple[float, float], sheet: Sheet) -> dict[str, Any]:
    x, y = at
    if key.dash is not None:
        return {"x": x, "x2": x + SWATCH, "y": y, "edge": sheet.ink(key.edge), "dash": list(key.dash)}
    fill = look_of(key.status).token if key.status is not None else key.fill
    painted = {"fill": sheet.ink(fill) if fill else "transparent", "edge": sheet.ink(key.edge)}
    if key.shape:
        return {"x": x + SWATCH / 2, "y": y, "shape": key.shape, **painted}
    return {"x": x, "x2": x + SWATCH, "y": y - HIGH / 2, "y2": y + HIGH / 2, **painted}


def _dashed(sheet: Sheet, row: dict[str, Any], x: Any, y: Any) -> Any:
    alt = altair()
    marked = sheet.of([row]).mark_rule(strokeWidth=2, strokeDash=row["dash"])
    return marked.encode(x, y, x2="x2:Q", color=alt.Color("edge:N", scale=None))


def _patterned(keys: Sequence[Key], places: Sequence[tuple[float, float]], sheet: Sheet) -> list[dict[str, Any]]:
    """The strokes upon swatches, of a status or of the key's own pattern."""
    found = []
    for key, (x, y) in zip(keys, places, strict=True):
        look = look_of(key.status) if key.status is not None else Look(key.says, "", key.stroke, 6)
        edge = sheet.ink(look.ink if key.status is not None else key.edge)
        found += [{"x": at, "y": y, "shape": look.stroke, "edge": edge} for at in strokes(look, x, x + SWATCH, 1)]
    return found
