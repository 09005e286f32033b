"""Patterns that tell statuses apart without colour: small strokes laid over a stretch, as in the figure of a case.

Vega fills no shape with a pattern, so the strokes are points of their own, spaced evenly in pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a status is drawn. ``stroke``: an SVG path within -1 to 1, or empty: plain. ``step``: pixels between two."""

    title: str
    token: str
    stroke: str = ""
    step: float = 5

    @property
    def ink(self) -> str:
        return f"{self.token}-ink"


UPRIGHT, LEVEL, SLANT, BACK = "M0,-1L0,1", "M-0.5,0L0.5,0", "M-0.7,1L0.7,-1", "M0.7,1L-0.7,-1"
CROSS, DOT = "M-0.7,1L0.7,-1M0.7,1L-0.7,-1", "M-0.2,0A0.2,0.2,0,1,1,0.2,0A0.2,0.2,0,1,1,-0.2,0"

LOOKS = {
    "BASELINE": Look("Baseline", "status-baseline"),
    "CR": Look("Complete response", "status-cr"),
    "PR": Look("Partial response", "status-pr", UPRIGHT),
    "SD": Look("Stable disease", "status-sd"),
    "NON_CR_NON_PD": Look("Neither CR nor PD", "status-non-cr-non-pd", LEVEL, 6),
    "PD": Look("Progression", "status-pd", SLANT),
    "EQUIVOCAL_NEW": Look("Equivocal new lesion", "status-equivocal-new", CROSS, 7),
    "NED": Look("No evidence of disease", "status-ned", UPRIGHT, 14),
    "NED_LOCAL": Look("Cleared by local treatment", "status-ned-local", BACK, 8),
    "NE": Look("Not evaluable", "status-ne", DOT, 5),
    "": Look("Not assessed", "status-not-assessed", LEVEL, 12),
}
"""The statuses of a compartment in the order of legends."""


def look_of(status: str) -> Look:
    """A status outside the value set looks as one that was not assessed."""
    return LOOKS.get(status, LOOKS[""])


def strokes(look: Look, start: float, end: float, per_pixel: float) -> Iterator[float]:
    """Where the strokes of a pattern stand between two values of an axis. ``per_pixel``: units of that axis."""
    if not look.stroke:
        return
    step = look.step * per_pixel
    at = start + min(step, end - start) / 2
    while at < end:
        yield at
        at += step
