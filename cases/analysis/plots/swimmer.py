"""The swimmer plot: a bar for each patient, with one lane for the skin and one for everything else.

Rows are patients: only for readers who may read them. Nothing on it names anybody: rows bear their place alone.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from statistics import median
from typing import Any

from cases.analysis.plots.days import day_axis, per_pixel
from cases.analysis.plots.figure import Figure, Table, which
from cases.analysis.plots.legend import Key, legend_of, statuses_in
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, hatching, rules, shapes, words
from cases.analysis.plots.patterns import look_of, strokes
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import BOLD, SMALL, WIDTH
from cases.analysis.statistics.lanes import Segment, Swimmer
from cases.records.figure.metrics import shortened, width_of

INDEX, BIOPSY, LOCAL, DEATH = "index event", "biopsy", "local treatment", "death"
ARROW = "M-1,-0.7L0.9,0L-1,0.7Z"
SYMBOLS = {
    INDEX: ("diamond", "mark-event", "mark-event"),
    BIOPSY: ("triangle-up", "sheet", "mark-biopsy"),
    LOCAL: ("cross", "mark-treatment", "mark-treatment"),
    DEATH: ("M-0.8,-0.8L0.8,0.8M0.8,-0.8L-0.8,0.8", "", "ink"),
}
"""What happened -> its shape, what fills it, and its line."""

ROW, TOP, LANE, BETWEEN, STRIP = 44, 8, 10, 1, 11
"""Pixels of a row: its height, above the lanes, a lane, between lanes, the strip of regimens."""
OTHERS = TOP + LANE + BETWEEN
REGIMENS = OTHERS + LANE + 2
TINY = 9.5
"""Pixels of the words within a row."""


def swimmer_plot(
    rows: Sequence[Swimmer], *, window: tuple[int, int], first: int = 1, total: int | None = None, about: str = ""
) -> Figure:
    """Bars in the order given, numbered from ``first``. ``window``: days around each index event that are shaded.

    ``total``: how many bars there are with those on other pages. Nobody: a figure that says so.
    """
    return Figure(
        "swimmer",
        "Course of each patient",
        _says(rows, first, total or len(rows)),
        _table(rows, first),
        (lambda sheet: _chart(rows, window, first, sheet)) if rows else None,
        notes=(
            "Upper lane: the skin. Lower lane: the worst of everything else. Strip: systemic treatment.",
            "A status holds until the next look.",
            f"Shaded: {-window[0]} days before to {window[1]} days after an index event.",
        ),
        about=about,
    )


def _says(rows: Sequence[Swimmer], first: int, total: int) -> str:
    if not rows:
        return "No patient that you can read has a course to draw."
    lengths = [one.length for one in rows]
    index = [mark.day for one in rows for mark in one.marks if mark.value == INDEX]
    shown = which(first, len(rows), total)
    stood = f" The index event came at a median of day {median(index):g}." if index else ""
    ongoing, died = sum(one.ongoing for one in rows), sum(_died(one) for one in rows)
    followed = f"{shown}, followed for a median of {median(lengths):g} days"
    return f"{followed}; {ongoing} go on with treatment, {died} died.{stood}"


def _died(row: Swimmer) -> bool:
    return any(mark.value == DEATH for mark in row.marks)


def _table(rows: Sequence[Swimmer], first: int) -> Table:
    lines: list[tuple] = []
    for number, row in enumerate(rows, first):
        for name, lane in (("skin", row.skin), ("other compartments", row.others), ("treatment", row.regimens)):
            named = (lambda one: one.value) if name == "treatment" else (lambda one: look_of(one.value).title)
            lines += [(number, name, one.start, one.end, named(one)) for one in lane]
        lines += [(number, "mark", one.day, None, one.value) for one in row.marks]
        lines.append((number, "last day", row.length, None, "goes on" if row.ongoing else "known until here"))
    return Table(("Patient", "What", "From day", "To day", "Value"), tuple(lines))


def _chart(rows: Sequence[Swimmer], window: tuple[int, int], first: int, sheet: Sheet) -> Any:
    alt = altair()
    last = max(max(one.length for one in rows), 1)
    height = ROW * len(rows)
    x = alt.X("x:Q", axis=day_axis(last), scale=alt.Scale(domain=[0, last], nice=False), title=AXIS)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))
    scale = per_pixel(last)
    layers = [
        boxes(sheet, list(_windows(rows, window, last, sheet)), x, y, strokeWidth=0),
        boxes(sheet, list(_bars(rows, sheet)), x, y),
        boxes(sheet, list(_lanes(rows, sheet)), x, y, strokeWidth=0.5),
        hatching(sheet, list(_strokes(rows, scale, sheet)), x, y, LANE),
        boxes(sheet, list(_strips(rows, sheet)), x, y),
        words(sheet, list(_drugs(rows, scale)), x, y, fontSize=TINY, align="left", dx=3),
        rules(sheet, list(_index_lines(rows)), x, y, "mark-event", strokeWidth=1.5),
        shapes(sheet, list(_marks(rows, sheet)), x, y),
        shapes(sheet, list(_arrows(rows, sheet)), x, y, xOffset=9),
        *_names(rows, first, y, sheet),
    ]
    plot = alt.layer(*layers).properties(width=WIDTH, height=height)
    return alt.vconcat(legend_of(_keys(rows), sheet), plot)


AXIS = "Days from the first anti-HER2 dose"


def _keys(rows: Sequence[Swimmer]) -> list[Key]:
    statuses = statuses_in(one.value for row in rows for one in (*row.skin, *row.others))
    marks = {mark.value for row in rows for mark in row.marks}
    shapes = [
        Key(_capital(name), fill, edge, shape=shape) for name, (shape, fill, edge) in SYMBOLS.items() if name in marks
    ]
    goes_on = [Key("Treatment goes on", "ink", "ink", shape=ARROW)] if any(one.ongoing for one in rows) else []
    shaded = [Key("Window around the index event", "mark-window", "mark-window")] if INDEX in marks else []
    return [*statuses, *shapes, *goes_on, Key("Systemic treatment", "accent-soft", "mark-regimen"), *shaded]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _windows(rows: Sequence[Swimmer], window: tuple[int, int], last: int, sheet: Sheet) -> Iterator[dict]:
    for place, row in enumerate(rows):
        for mark in row.marks:
            if mark.value == INDEX:
                start, end = max(mark.day + window[0], 0), min(mark.day + window[1], last)
                box = _box(start, end, place * ROW + 1, ROW - 2, sheet.ink("mark-window"), sheet.ink("mark-window"))
                yield box | {"says": "Window around the index event"}


def _bars(rows: Sequence[Swimmer], sheet: Sheet) -> Iterator[dict]:
    for place, row in enumerate(rows):
        box = _box(0, row.length, place * ROW + TOP, 2 * LANE + BETWEEN, sheet.ink("sheet"), sheet.ink("rule-strong"))
        yield box | {"says": f"{row.length} days"}


def _lanes(rows: Sequence[Swimmer], sheet: Sheet) -> Iterator[dict]:
    for top, name, one in _segments(rows):
        look = look_of(one.value)
        box = _box(one.start, one.end, top, LANE, sheet.ink(look.token), sheet.ink("rule-strong"))
        yield box | {"status": one.value, "says": f"{name}: {look.title.lower()}, days {one.start} to {one.end}"}


def _strokes(rows: Sequence[Swimmer], scale: float, sheet: Sheet) -> Iterator[dict]:
    for top, _, one in _segments(rows):
        look = look_of(one.value)
        for at in strokes(look, one.start, one.end, scale):
            yield {"x": round(at, 1), "y": top + LANE / 2, "shape": look.stroke, "edge": sheet.ink(look.ink)}


def _segments(rows: Sequence[Swimmer]) -> Iterator[tuple[float, str, Segment]]:
    for place, row in enumerate(rows):
        yield from ((place * ROW + TOP, "Skin", one) for one in row.skin)
        yield from ((place * ROW + OTHERS, "Other compartments", one) for one in row.others)


def _strips(rows: Sequence[Swimmer], sheet: Sheet) -> Iterator[dict]:
    for place, row in enumerate(rows):
        for one in row.regimens:
            if one.value:
                box = _box(
                    one.start,
                    one.end,
                    place * ROW + REGIMENS,
                    STRIP,
                    sheet.ink("accent-soft"),
                    sheet.ink("mark-regimen"),
                )
                yield box | {"says": f"{one.value}, days {one.start} to {one.end}"}


def _drugs(rows: Sequence[Swimmer], scale: float) -> Iterator[dict]:
    for place, row in enumerate(rows):
        for one in row.regimens:
            room = (one.end - one.start) / scale - 6
            said = one.value if width_of(one.value, TINY) <= room else shortened(one.value, room, TINY)
            if len(said) > 3:
                yield {"x": one.start, "y": place * ROW + REGIMENS + STRIP / 2 + 0.5, "says": said}


def _index_lines(rows: Sequence[Swimmer]) -> Iterator[dict]:
    """A line through both lanes at each index event, so that its day can be read off them."""
    for place, row in enumerate(rows):
        for mark in row.marks:
            if mark.value == INDEX:
                yield {"x": mark.day, "y": place * ROW + 3, "y2": place * ROW + OTHERS + LANE}


def _marks(rows: Sequence[Swimmer], sheet: Sheet) -> Iterator[dict]:
    heights = {INDEX: 4, BIOPSY: TOP + LANE / 2, LOCAL: OTHERS, DEATH: OTHERS}
    for place, row in enumerate(rows):
        for mark in row.marks:
            shape, fill, edge = SYMBOLS[mark.value]
            painted = {"fill": sheet.ink(fill) if fill else "transparent", "edge": sheet.ink(edge)}
            at = {"x": mark.day, "y": place * ROW + heights[mark.value], "shape": shape}
            yield at | painted | {"says": f"{_capital(mark.value)}, day {mark.day}"}


def _arrows(rows: Sequence[Swimmer], sheet: Sheet) -> Iterator[dict]:
    for place, row in enumerate(rows):
        if row.ongoing:
            at = {"x": row.length, "y": place * ROW + OTHERS, "shape": ARROW}
            yield at | {"fill": sheet.ink("ink"), "edge": sheet.ink("ink"), "says": "Treatment goes on"}


def _names(rows: Sequence[Swimmer], first: int, y: Any, sheet: Sheet) -> list[Any]:
    """The place of each bar, and beside it what its lanes are."""
    numbers = [{"y": place * ROW + OTHERS, "says": str(first + place)} for place in range(len(rows))]
    lanes = chain.from_iterable(
        (
            {"y": place * ROW + TOP + LANE / 2, "says": "skin"},
            {"y": place * ROW + OTHERS + LANE / 2, "says": "other"},
        )
        for place in range(len(rows))
    )
    value, look = altair().value, {"align": "right"}
    return [
        words(sheet, numbers, value(-38), y, fontWeight=BOLD, **look),
        words(sheet, list(lanes), value(-6), y, fontSize=SMALL - 1, color=sheet.ink("ink-soft"), **look),
    ]


def _box(start: float, end: float, top: float, height: float, fill: str, edge: str) -> dict[str, Any]:
    return {"x": start, "x2": end, "y": top, "y2": top + height, "fill": fill, "edge": edge}
