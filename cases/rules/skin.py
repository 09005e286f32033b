"""Where the skin event lies and whether it is new: strata, never exclusions (§5.5, §5.9, settlements 4 and
24).
"""

from enum import StrEnum

from cases.rules.events import root_of
from cases.rules.scene import Scene
from cases.rules.timeline import SkinFinding
from cases.rules.vocabulary import Change, Extent

RESPONDED = frozenset({Change.RESPONSE, Change.RESOLVED})


class Novelty(StrEnum):
    NEW = "NEW"
    RELAPSE_AFTER_RESPONSE = "RELAPSE_AFTER_RESPONSE"
    PERSISTENT_GROWTH = "PERSISTENT_GROWTH"
    MIXED = "MIXED"
    NONE = "NONE"
    """The event holds no progression."""


def extent(scene: Scene) -> Extent:
    """The union over the findings of the event."""
    stated = {one.extent for one in scene.event.findings} - {None, Extent.UNKNOWN}
    if not stated:
        return Extent.UNKNOWN
    return Extent.BOTH if len(stated) > 1 or Extent.BOTH in stated else Extent(stated.pop())


def novelty(scene: Scene) -> Novelty:
    """Whether the lesions are new, a relapse, persistent growth or of both sorts (§5a, 24)."""
    kinds = {_kind(scene, one) for one in _openings(scene)}
    if not kinds:
        return Novelty.NONE
    return kinds.pop() if len(kinds) == 1 else Novelty.MIXED


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
