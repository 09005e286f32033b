"""Where the skin event lies and whether it is new: strata, never exclusions (§5.5, §5.9, settlements 4 and
24).
"""

from enum import StrEnum

from cases.rules.definition import Index
from cases.rules.events import root_of
from cases.rules.scene import RESPONDING, RESPONSE_STATUSES, Scene
from cases.rules.timeline import SkinFinding
from cases.rules.vocabulary import Change, Extent, ResponseStatus

RESPONDED = frozenset({Change.RESPONSE, Change.RESOLVED})
SHOWS_DISEASE = (RESPONSE_STATUSES | {ResponseStatus.BASELINE}) - {ResponseStatus.NED}
"""What a row says of a target that had been involved before."""


class Novelty(StrEnum):
    NEW = "NEW"
    RELAPSE_AFTER_RESPONSE = "RELAPSE_AFTER_RESPONSE"
    PERSISTENT_GROWTH = "PERSISTENT_GROWTH"
    MIXED = "MIXED"
    NONE = "NONE"
    """The event holds no progression."""


def extent(scene: Scene) -> str:
    """The union over the findings of the event; of an imaged event its compartment, or BOTH."""
    if scene.chart.definition.index is Index.ASSESSMENT:
        places = {row.row.compartment for one in scene.event.progressions for row in one.readings}
        return places.pop() if len(places) == 1 else Extent.BOTH
    stated = {one.extent for one in scene.event.findings} - {None, Extent.UNKNOWN}
    if not stated:
        return Extent.UNKNOWN
    return Extent.BOTH if len(stated) > 1 or Extent.BOTH in stated else Extent(stated.pop())


def novelty(scene: Scene) -> Novelty:
    """Whether the lesions are new, a relapse, persistent growth or of both sorts (§5a, 24)."""
    if scene.chart.definition.index is Index.ASSESSMENT:
        return _novelty_by_imaging(scene)
    kinds = {_kind(scene, one) for one in _openings(scene)}
    if not kinds:
        return Novelty.NONE
    return kinds.pop() if len(kinds) == 1 else Novelty.MIXED


def _novelty_by_imaging(scene: Scene) -> Novelty:
    """The same of an imaged event, by the rows of the target before it."""
    first = scene.event.first
    before = [
        one
        for one in scene.chart.target
        if one.assessment is not first.assessment and one.status in SHOWS_DISEASE and one.on < first.on
    ]
    new = any(one.row.new_lesion or one.status == ResponseStatus.EQUIVOCAL_NEW for one in first.readings)
    if new:
        return Novelty.MIXED if before else Novelty.NEW
    responded = any(one.status in RESPONDING for one in before)
    return Novelty.RELAPSE_AFTER_RESPONSE if responded else Novelty.PERSISTENT_GROWTH


def _openings(scene: Scene) -> list[SkinFinding]:
    """The findings of progression that follow up none of the same event: one for each chain."""
    members = {one.id: one for one in scene.event.progressions}
    return [one for one in members.values() if not _ancestors(scene, one) & members.keys()]


def _ancestors(scene: Scene, finding: SkinFinding) -> set[str]:
    found: set[str] = set()
    key = finding.lesion_of
    while key is not None and key in scene.chart.findings and key not in found:
        found.add(key)
        key = scene.chart.findings[key].lesion_of
    return found


def _kind(scene: Scene, finding: SkinFinding) -> Novelty:
    if finding.lesion_of is None:
        return Novelty.NEW if finding.new_lesions else Novelty.PERSISTENT_GROWTH
    if finding.new_lesions:
        return Novelty.MIXED
    root = root_of(finding, scene.chart.findings)
    responded = any(
        one.change in RESPONDED and root_of(one, scene.chart.findings) == root and one.on < finding.on
        for one in scene.timeline.skin_findings
    )
    return Novelty.RELAPSE_AFTER_RESPONSE if responded else Novelty.PERSISTENT_GROWTH


def skin_beyond_breast_at_m0(scene: Scene) -> bool:
    """A staging says M0 although distant skin disease had been found by then."""
    distant = [one for one in scene.timeline.skin_findings if one.extent in (Extent.DIST, Extent.BOTH)]
    return any(
        staging.m.startswith("0") and any(one.on <= staging.on for one in distant)
        for staging in scene.timeline.stagings
    )
