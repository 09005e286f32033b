"""The drawn figure: outlines read from ``outlines.svg``, and the parts of it that are shown large."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from cases.rules.vocabulary.places import BACK, FRONT, LEFT, MIDLINE, RIGHT, Place

DRAWING = Path(__file__).with_name("outlines.svg")
DRAWN_SIDE = {FRONT: LEFT, BACK: RIGHT}
"""The side of the body that is drawn right of the middle; the other one is its mirror image."""

MIRROR = "matrix(-1 0 0 1 200 0)"


@dataclass(frozen=True)
class Part:
    """A piece of one view that can be shown large; ``box``: its SVG viewBox."""

    slug: str
    title: str
    view: str
    box: str


WHOLE = "8 2 184 474"
PARTS = (
    Part("chest", "Chest", FRONT, "56 86 88 88"),
    Part("head", "Head and neck", FRONT, "60 2 80 92"),
    Part("belly", "Abdomen and groin", FRONT, "50 154 100 112"),
    Part("front", "Whole front", FRONT, WHOLE),
    Part("back", "Whole back", BACK, WHOLE),
)


@cache
def outlines() -> Mapping[str, str]:
    """Id in the drawing -> its path."""
    root = ElementTree.parse(DRAWING).getroot()
    return {one.get("id"): one.get("d") for one in root.iter("{http://www.w3.org/2000/svg}path")}


def is_mirrored(place: Place) -> bool:
    return place.side not in (MIDLINE, DRAWN_SIDE[place.stem.view])
