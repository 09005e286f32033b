"""The central nervous system stands beside the systemic level and is no comparator of a skin event (§5.8,
settlement 20).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.scene import Reading, Scene, day_of
from cases.rules.vocabulary import ResponseStatus
from cases.rules.zones import earliest, latest


class CnsStatus(StrEnum):
    NOT_IMAGED = "NOT_IMAGED"
    CLEAR = "CLEAR"
    CONTROLLED = "CONTROLLED"
    PD = "PD"


ORDER = (CnsStatus.CONTROLLED, CnsStatus.CLEAR, CnsStatus.NOT_IMAGED)
"""On one day the row that says more counts."""


@dataclass(frozen=True, eq=False)
class Cns:
    status: CnsStatus
    readings: Sequence[Reading] = ()


def cns(scene: Scene) -> Cns:
    """The CNS axis at the event, from the rows in TIGHT (§5a, 20)."""
    progressions = [
        one for one in scene.chart.cns if one.is_progression and scene.in_window(one.on, scene.constants.tight)
    ]
    if progressions:
        return Cns(CnsStatus.PD, progressions)
    rows = [
        one
        for one in scene.chart.cns
        if one.status != ResponseStatus.BASELINE
        and not one.is_progression
        and one.assessment.dated
        and scene.in_window(one.on, scene.constants.tight)
    ]
    if not rows:
        return Cns(CnsStatus.NOT_IMAGED)
    if len({status_of(one) for one in rows}) == 1:
        return Cns(status_of(rows[0]), rows)
    nearest = _nearest(scene, rows)
    return Cns(status_of(nearest), (nearest,))


def status_of(reading: Reading) -> CnsStatus:
    """What one row without progression says of the CNS."""
    if reading.status == ResponseStatus.NE:
        return CnsStatus.NOT_IMAGED
    if reading.status == ResponseStatus.NED and not reading.row.involved_at_baseline:
        return CnsStatus.CLEAR
    return CnsStatus.CONTROLLED


def _nearest(scene: Scene, rows: list[Reading]) -> Reading:
    """The row nearest to t0; of two equally near the one from t0 on.

    The two distances are compared day by day, because their sum is no difference of two days.
    """
    after = [one for one in rows if one.on >= scene.t0]
    before = [one for one in rows if one.on < scene.t0]
    if not after or not before:
        return latest(before, day_of, _rank) if before else earliest(after, day_of, _rank)
    following, preceding = earliest(after, day_of, _rank), latest(before, day_of, _rank)
    for days in range(scene.constants.tight[1] + 1):
        if following.on <= scene.t0 + days:
            return following if preceding.on <= scene.t0 - days else preceding
    return following


def _rank(reading: Reading) -> tuple[int, str]:
    return ORDER.index(status_of(reading)), reading.assessment.id
