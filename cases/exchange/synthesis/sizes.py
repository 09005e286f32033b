"""Measured lesions: their sizes grow and shrink so that each sum says what the status says.

The limits are those of RECIST 1.1 (domain reference §3), written out here: the generator never asks the rules.
"""

from dataclasses import dataclass, field
from math import ceil
from typing import Any

from cases.exchange.synthesis.chart import Chart
from cases.exchange.synthesis.draws import chance

MEASURED = 0.65
"""Share of patients whose lesions are measured (assumption)."""
SKIN_MEASURED = 0.60
"""Share of those, with skin disease known before, whose skin is measured with a calliper too (assumption)."""
IN_PAIRS = 0.40
"""Share of livers and lungs with two targets (assumption)."""
MOST_WITH_PAIRS = 3
"""Measured compartments of a patient with two targets in some of them, so that there are never more than five."""
SITES = {
    "LIVER": ("segment VI", "segment II"),
    "LUNG": ("right lower lobe", "left upper lobe"),
    "NODES_REG": ("axilla",),
    "NODES_DIST": ("mediastinum",),
    "ADRENAL": ("left adrenal",),
    "SKIN_LR": ("chest wall",),
}
"""Where the targets of a compartment lie; a compartment that is not here is not measured."""
NODES = frozenset({"NODES_REG", "NODES_DIST"})
SKIN = "SKIN_LR"
FIRST_OF_TWO = 0.6
"""What the first of two targets adds to their sum."""
TOO_SMALL = 5
NODE, TARGET_NODE, TARGET = 10, 15, 10
"""Short axis from which a node is enlarged and from which it can be a target; least diameter of other targets (mm)."""
GROWN = (1.25, 1.75)
"""How much larger than at its smallest a sum has become when it has progressed (assumption)."""


@dataclass
class Followed:
    """The targets of one compartment. ``baseline``, ``now``, ``least``: sums in mm on the current line."""

    compartment: str
    lesions: tuple[str, ...]
    baseline: int
    now: int
    least: int
    on_this_line: bool = True

    def start_line(self) -> None:
        """Their size now is the baseline of a new line; what has become too small is no target of it."""
        smallest = min(self._parts(self.now))
        self.on_this_line = smallest >= (TARGET_NODE if self.compartment in NODES else TARGET)
        self.baseline = self.least = self.now

    def _parts(self, total: int) -> tuple[int, ...]:
        if len(self.lesions) == 1:
            return (total,)
        first = round(total * FIRST_OF_TWO)
        return first, total - first

    def measurements(self) -> list[dict[str, Any]]:
        """One row for each target, as it is now."""
        rows = []
        for lesion, size in zip(self.lesions, self._parts(self.now), strict=True):
            row: dict[str, Any] = {"lesion": lesion, "method": "calliper" if self.compartment == SKIN else "CT"}
            if self.compartment in NODES:
                row |= {"long_mm": size + 4, "short_mm": size}
            elif size == TOO_SMALL:
                row |= {"too_small": True}
            else:
                row |= {"long_mm": size}
            rows.append(row)
        return rows


@dataclass
class Sizes:
    """Every measured compartment of a patient."""

    followed: dict[str, Followed] = field(default_factory=dict)


def choose_targets(chart: Chart) -> Sizes:
    """Name the lesions that are measured from the first baseline on: for most patients, in the organs that allow it."""
    random, sizes = chart.random, Sizes()
    if chance(random, MEASURED):
        organs = [one for one in chart.plan.involved if one in SITES]
        skin = [SKIN] if chart.skin_before and chance(random, SKIN_MEASURED) else []
        few = len(organs) + len(skin) <= MOST_WITH_PAIRS
        for organ in [*organs, *skin]:
            sizes.followed[organ] = _chosen(chart, organ, pair=few and len(SITES[organ]) > 1)
    return sizes


def _chosen(chart: Chart, organ: str, *, pair: bool) -> Followed:
    random, sites = chart.random, SITES[organ]
    pair = pair and chance(random, IN_PAIRS)
    lesions = [
        chart.add("lesions", compartment=organ, site=site, role="target", measurable=True)
        for site in (sites if pair else sites[:1])
    ]
    size = random.randint(44, 90) if pair else random.randint(12, 38) if organ == SKIN else random.randint(18, 60)
    return Followed(organ, tuple(lesions), size, size, size)


def measure(chart: Chart, assessment: str, row: dict[str, Any], sizes: Sizes, kind: str) -> None:
    """Measure the targets of a compartment at an assessment, and write their sum into its row."""
    status, one = row["status"], sizes.followed.get(row["compartment"])
    if one is None or not one.on_this_line:
        return
    if status == "NE":
        for lesion in one.lesions:
            chart.add("measurements", lesion=lesion, assessment=assessment, method="CT", not_evaluable=True)
        return
    if kind != "baseline":
        one.now = _sum(chart, one, status)
        one.least = min(one.now, one.least)
    row |= {"sum_mm": one.now, "criteria": "RECIST_1_1"}
    for measured in one.measurements():
        chart.add("measurements", assessment=assessment, **measured)


def _sum(chart: Chart, one: Followed, status: str) -> int:
    """A sum in mm that has the status: PR at least 30 % below baseline, PD at least 20 % and 5 mm over the nadir."""
    random, node = chart.random, one.compartment in NODES
    if status in ("CR", "NED"):
        return 6 if node else 0
    if status == "PR":
        return max(min(one.now, int(one.baseline * random.uniform(0.30, 0.62))), NODE if node else TOO_SMALL)
    if status == "PD":
        return max(ceil(one.least * random.uniform(*GROWN)), one.least + 6, one.now)
    return ceil(one.baseline * random.uniform(0.90, 1.0))
