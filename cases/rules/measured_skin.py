"""What calliper and area say of a skin finding, beside the change that was written.

This is for reading and for warnings. Which finding starts an event rests on the change that was written (§5a, 3).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.rules.binding import bind
from cases.rules.criteria.skin_area import area_has_grown, measured_skin_has_grown
from cases.rules.criteria.threefold import Answer
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.events import root_of
from cases.rules.measured import ORDER_LIMIT, length_words
from cases.rules.timeline import SkinFinding, Timeline
from cases.rules.vocabulary import Change
from cases.rules.zones import SearchLimit

NOT_GROWING = frozenset({Change.RESPONSE, Change.STABLE, Change.RESOLVED})


@dataclass(frozen=True)
class SkinReading:
    """One finding against the smallest sum and area of its lesions before. None: not measured, or the dates decide."""

    finding: str
    sum_tenths: int | None
    nadir_tenths: int | None
    area_mm2: int | None
    smallest_area_mm2: int | None
    sum_has_grown: Answer
    area_has_grown: Answer
    warning: str = ""
    """Why the written change contradicts the measurements, as a sentence."""


def measured_skin(timeline: Timeline, thresholds: Thresholds = PUBLISHED) -> tuple[SkinReading, ...]:
    """One reading for each finding that was measured, in order of their keys."""
    measured = [one for one in timeline.skin_findings if (one.target_sum_tenths, one.area_mm2) != (None, None)]
    if not measured:
        return ()
    bound = bind(timeline, ORDER_LIMIT)
    by_id = {one.id: one for one in bound.timeline.skin_findings}
    chains: dict[str, list[SkinFinding]] = {}
    for one in by_id.values():
        chains.setdefault(root_of(one, by_id), []).append(one)
    readings = []
    for finding in (by_id[one.id] for one in measured):
        others = [one for one in chains[root_of(finding, by_id)] if one is not finding]
        ways = []
        try:
            for _, way in bound.search.explore(lambda one=finding, rest=others: _reading(one, rest, thresholds)):
                ways.append(way)
        except SearchLimit:
            # as if nothing were known of the looks before
            ways.append(_reading(finding, (), thresholds))
        readings.append(_agreed(finding, ways))
    return tuple(readings)


def _reading(finding: SkinFinding, others: Iterable[SkinFinding], thresholds: Thresholds) -> SkinReading:
    """The finding under one order of the dates."""
    before = [one for one in others if one.on < finding.on]
    nadir = min((one.target_sum_tenths for one in before if one.target_sum_tenths is not None), default=None)
    area = min((one.area_mm2 for one in before if one.area_mm2 is not None), default=None)
    return SkinReading(
        finding=finding.id,
        sum_tenths=finding.target_sum_tenths,
        nadir_tenths=nadir,
        area_mm2=finding.area_mm2,
        smallest_area_mm2=area,
        sum_has_grown=measured_skin_has_grown(nadir, finding.target_sum_tenths, thresholds),
        area_has_grown=area_has_grown(area, finding.area_mm2, thresholds),
    )


def _agreed(finding: SkinFinding, ways: list[SkinReading]) -> SkinReading:
    nadirs, areas = {one.nadir_tenths for one in ways}, {one.smallest_area_mm2 for one in ways}
    sums_grown, areas_grown = {one.sum_has_grown for one in ways}, {one.area_has_grown for one in ways}
    reading = SkinReading(
        finding=finding.id,
        sum_tenths=finding.target_sum_tenths,
        nadir_tenths=nadirs.pop() if len(nadirs) == 1 else None,
        area_mm2=finding.area_mm2,
        smallest_area_mm2=areas.pop() if len(areas) == 1 else None,
        sum_has_grown=sums_grown.pop() if len(sums_grown) == 1 else None,
        area_has_grown=areas_grown.pop() if len(areas_grown) == 1 else None,
    )
    return SkinReading(**vars(reading) | {"warning": _warning(finding, reading)})


def _warning(finding: SkinFinding, reading: SkinReading) -> str:
    written = f"Finding {finding.id} is written as {finding.change}"
    if finding.change in NOT_GROWING and reading.sum_has_grown:
        before = "" if reading.nadir_tenths is None else f" from {length_words(reading.nadir_tenths)}"
        return f"{written}, but its calliper sum has grown{before} to {length_words(reading.sum_tenths)}."
    if finding.change in NOT_GROWING and reading.area_has_grown:
        return f"{written}, but its area has grown to {_area_words(reading.area_mm2)}."
    only_growth = finding.change == Change.PROGRESSION and not finding.new_lesions and finding.lesion_of is not None
    if only_growth and reading.sum_has_grown is False and not reading.area_has_grown:
        return f"{written} without new lesions, but its calliper sum has not grown enough to count."
    return ""


def _area_words(square_millimetres: int) -> str:
    return f"{square_millimetres // 100}.{square_millimetres % 100 // 10} cm²"
