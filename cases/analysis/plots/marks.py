"""The few marks that all figures are made of. Rows are plain: their places are ``x``, ``y``, ``x2`` and ``y2``.

``says`` is the text of a mark, or what it tells when pointed at; ``fill`` and ``edge`` are its colours.
"""

from typing import Any

from cases.analysis.plots.libraries import altair
from cases.analysis.plots.sheet import Sheet

Rows = list[dict[str, Any]]


def boxes(sheet: Sheet, rows: Rows, x: Any, y: Any, **look: Any) -> Any:
    """Rectangles from ``x`` to ``x2`` and from ``y`` to ``y2``."""
    marked = sheet.of(rows).mark_rect(**{"strokeWidth": 0.75} | look)
    return marked.encode(x=x, y=y, **_ends("x2", "y2"), **_pointed(rows), **_paint())


def hatching(sheet: Sheet, rows: Rows, x: Any, y: Any, height: float) -> Any:
    """The strokes of patterns: ``shape`` at each place, in the colour ``edge``."""
    alt = altair()
    marked = sheet.of(rows).mark_point(filled=False, strokeWidth=1, size=height**2)
    return marked.encode(x=x, y=y, shape=alt.Shape("shape:N", scale=None), stroke=alt.Stroke("edge:N", scale=None))


def shapes(sheet: Sheet, rows: Rows, x: Any, y: Any, **look: Any) -> Any:
    """Symbols: ``shape`` is one of Vega's or an SVG path within -1 to 1."""
    alt = altair()
    marked = sheet.of(rows).mark_point(**{"size": 75, "strokeWidth": 1.5, "opacity": 1} | look)
    return marked.encode(x=x, y=y, shape=alt.Shape("shape:N", scale=None), **_pointed(rows), **_paint())


def words(sheet: Sheet, rows: Rows, x: Any, y: Any, **look: Any) -> Any:
    """Texts."""
    return sheet.of(rows).mark_text(**{"baseline": "middle"} | look).encode(x=x, y=y, text=altair().Text("says:N"))


def rules(sheet: Sheet, rows: Rows, x: Any, y: Any, ink: str = "ink", **look: Any) -> Any:
    """Straight lines, to ``x2`` or ``y2``, whichever the rows name. ``ink``: name of the colour."""
    ends = _ends(*(name for name in ("x2", "y2") if rows and name in rows[0]))
    return sheet.of(rows).mark_rule(color=sheet.ink(ink), **look).encode(x=x, y=y, **ends)


def _paint() -> dict[str, Any]:
    alt = altair()
    return {"fill": alt.Fill("fill:N", scale=None), "stroke": alt.Stroke("edge:N", scale=None)}


def _ends(*names: str) -> dict[str, Any]:
    """Channels as objects: altair takes far longer to read them from words."""
    channels = {"x2": altair().X2, "y2": altair().Y2}
    return {name: channels[name](name) for name in names}


def _pointed(rows: Rows) -> dict[str, Any]:
    return {"tooltip": altair().Tooltip("says:N")} if rows and "says" in rows[0] else {}
