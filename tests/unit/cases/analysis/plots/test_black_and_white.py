"""Figures on a black-and-white print: drawn, turned to grey, and told apart without any colour."""

import io
from itertools import combinations

import vl_convert
from PIL import Image, ImageChops, ImageStat

from cases.analysis.plots.attrition import KEYS
from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.legend import HIGH, SWATCH, Key, legend_of, statuses_in
from cases.analysis.plots.patterns import LOOKS
from cases.analysis.plots.survival import COLOURS, DASHES
from cases.analysis.plots.swimmer import SYMBOLS
from cases.analysis.plots.theme import PADDING
from cases.analysis.plots.waterfall import FILLS
from registry.paths import CHECKOUT

SCALE = 4
CLOSE = 6
"""Mean difference in grey, of 255, below which two swatches could be taken for one another."""


def in_grey(keys: list[Key]) -> list[Image.Image]:
    """The swatches of a legend in one column, each as a grey picture."""
    figure = Figure("keys", "", "Keys.", Table((), ()), lambda sheet: legend_of(keys, sheet, width=40))
    vl_convert.register_font_directory(str(CHECKOUT / "static/vendor/source-sans"))
    drawn = vl_convert.vegalite_to_png(figure.specification(titled=False), vl_version="6.4", scale=SCALE)
    picture = Image.open(io.BytesIO(drawn)).convert("L")
    lines = range(len(keys))
    return [picture.crop(tuple(side * SCALE for side in _box(line))) for line in lines]


def _box(line: int) -> tuple[float, float, float, float]:
    """The inside of a swatch, without its edge."""
    top = PADDING + line * 22 + 11 - HIGH / 2
    return PADDING + 1, top + 1, PADDING + SWATCH - 1, top + HIGH - 1


def difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_every_status_differs_in_grey_from_every_other():
    keys = statuses_in(LOOKS)
    assert len(keys) == len(LOOKS) == 11
    swatches = dict(zip([key.says for key in keys], in_grey(keys), strict=True))
    alike = [
        (one, other, round(difference(swatches[one], swatches[other]), 1))
        for one, other in combinations(swatches, 2)
        if difference(swatches[one], swatches[other]) < CLOSE
    ]
    assert not alike


def test_the_parts_of_a_bar_and_the_halves_of_a_pair_differ_in_grey():
    for keys in (list(KEYS), [Key(name, *look) for name, look in FILLS.items()]):
        swatches = in_grey(keys)
        assert all(difference(one, other) > CLOSE for one, other in combinations(swatches, 2))


def test_lines_differ_by_their_dashes_and_marks_by_their_shapes():
    assert len(set(DASHES)) == len(DASHES) >= len(COLOURS)
    shapes = [shape for shape, _, _ in SYMBOLS.values()]
    assert len(set(shapes)) == len(shapes)


def test_two_greys_that_are_the_same_would_be_found():
    one, other = in_grey([Key("one", "sunk"), Key("other", "sunk")])
    assert difference(one, other) < CLOSE
