"""The flow of attrition: from all records down, rule by rule: who is left, who is lost, and of whom it is not known."""

from collections.abc import Iterator, Mapping
from typing import Any

from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.legend import Key, legend_of
from cases.analysis.plots.libraries import altair
from cases.analysis.plots.marks import boxes, hatching, words
from cases.analysis.plots.patterns import UPRIGHT, Look, strokes
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import BOLD, SMALL, WIDTH
from cases.analysis.statistics.attrition import Attrition
from cases.cohorts.words import counted

ROW, BAR, NAMES = 44, 24, 190
"""Pixels of a step, of its bar, and of the names beside the bars."""
LEFT, UNKNOWN, LOST = "left", "not known", "lost"
STEP = 6


def attrition_plot(found: Attrition, titles: Mapping[str, str], *, what: str = "event", about: str = "") -> Figure:
    """``titles``: what each rule is called. Counts are drawn as given: the caller applied the rule of disclosure."""
    return Figure(
        "attrition",
        "From all down to the cohort",
        _says(found, titles, what),
        _table(found, titles),
        (lambda sheet: _chart(found, titles, what, sheet)) if found.total else None,
        notes=("Each rule sees those whom all rules above it left.",),
        about=about,
    )


def _says(found: Attrition, titles: Mapping[str, str], what: str) -> str:
    if not found.total:
        return "There is nobody to count."
    worst = max(found.steps, key=lambda one: one.lost + one.unknown, default=None)
    end = f"{found.passed} of {counted(found.total, what)} pass every rule"
    if worst is None or not worst.lost + worst.unknown:
        return f"{end}."
    took = f"{worst.lost} lost and {worst.unknown} not known"
    return f"{end}; “{titles[worst.rule]}” takes the most ({took})."


def _table(found: Attrition, titles: Mapping[str, str]) -> Table:
    rows = [(titles[one.rule], one.left, one.lost, one.unknown) for one in found.steps]
    return Table(("Rule", "Left", "Lost", "Not known"), (("All", found.total, None, None), *rows))


def _chart(found: Attrition, titles: Mapping[str, str], what: str, sheet: Sheet) -> Any:
    alt = altair()
    height = ROW * (len(found.steps) + 1)
    width = WIDTH - NAMES + 100
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0, found.total], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=5, format="d", grid=False),
        title=f"{what.capitalize()}s",
    )
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))
    parts = list(_parts(found, sheet))
    heads = [
        {"y": place * ROW + 2 + BAR / 2, "says": said} for place, said in enumerate(["All", *_titles(found, titles)])
    ]
    layers = [
        boxes(sheet, parts, x, y, strokeWidth=1),
        hatching(sheet, list(_strokes(parts, found.total / width, sheet)), x, y, BAR),
        words(sheet, list(_numbers(found)), x, y, align="left", dx=4, fontWeight=BOLD, color=sheet.ink("sheet")),
        words(sheet, list(_losses(found)), x, y, align="left", fontSize=SMALL, color=sheet.ink("ink-soft")),
        words(sheet, heads, alt.value(-12), y, align="right"),
    ]
    return alt.vconcat(legend_of(KEYS, sheet, width), alt.layer(*layers).properties(width=width, height=height))


KEYS = (
    Key("Left", "accent", "accent"),
    Key("Not known: something was not recorded", "accent-soft", "accent", stroke=UPRIGHT),
    Key("Lost", "sheet", "rule-strong"),
)


def _titles(found: Attrition, titles: Mapping[str, str]) -> Iterator[str]:
    return (titles[one.rule] for one in found.steps)


def _parts(found: Attrition, sheet: Sheet) -> Iterator[dict[str, Any]]:
    looks = {LEFT: ("accent", "accent"), UNKNOWN: ("accent-soft", "accent"), LOST: ("sheet", "rule-strong")}
    counts = [{LEFT: found.total}, *({LEFT: one.left, UNKNOWN: one.unknown, LOST: one.lost} for one in found.steps)]
    for place, step in enumerate(counts):
        start = 0
        for part, number in step.items():
            if number:
                fill, edge = (sheet.ink(name) for name in looks[part])
                box = {"x": start, "x2": start + number, "y": place * ROW + 2, "y2": place * ROW + 2 + BAR}
                yield box | {"fill": fill, "edge": edge, "says": f"{number} {part}", "part": part}
            start += number


def _strokes(parts: list[dict[str, Any]], scale: float, sheet: Sheet) -> Iterator[dict[str, Any]]:
    look = Look("Not known", "", UPRIGHT, STEP)
    for one in parts:
        for at in strokes(look, one["x"], one["x2"], scale) if one["part"] == UNKNOWN else ():
            yield {"x": round(at, 3), "y": one["y"] + BAR / 2, "shape": look.stroke, "edge": sheet.ink("accent")}


def _numbers(found: Attrition) -> Iterator[dict[str, Any]]:
    for place, number in enumerate([found.total, *(one.left for one in found.steps)]):
        if number > found.total * 0.04:
            yield {"x": 0, "y": place * ROW + 2 + BAR / 2, "says": str(number)}


def _losses(found: Attrition) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(found.steps, 1):
        says = f"{one.left} left, {one.lost} lost, {one.unknown} not known"
        yield {"x": 0, "y": place * ROW + BAR + 10, "says": says}
