"""The bone response criteria of MD Anderson: what became of lytic, active and blastic disease.

Source: PMC3863546, table 1. Its table says "increase" and "regression" without a figure; where a lesion was measured,
``size_change`` asks for the 25 % and 50 % of the older criteria, which are limits of ``Thresholds``.
"""

from dataclasses import dataclass
from enum import StrEnum

from cases.rules.criteria.threefold import Answer
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.vocabulary import ResponseStatus


class BoneChange(StrEnum):
    """What became of one sort of bone disease since the baseline."""

    NONE = "none"
    """There is no disease of this sort."""
    COMPLETE = "complete"
    """Lytic: filled in or sclerosed. Active: hot spots or tumour signal gone. Blastic: normal again."""
    PARTIAL = "partial"
    """Lytic: a sclerotic rim or partly filled in. Active: regressed, not rapidly. Blastic: smaller."""
    RAPID = "rapid"
    """Regressed rapidly on the bone scan alone, which does not count as a response."""
    UNCHANGED = "unchanged"
    LARGER = "larger"


@dataclass(frozen=True)
class BoneFindings:
    """The bones at one assessment against the baseline. None: not examined, or not said."""

    lytic: BoneChange | None
    active: BoneChange | None
    blastic: BoneChange | None
    new_lesion: Answer


def bone_response(found: BoneFindings) -> ResponseStatus:
    """CR, PR, SD or PD; NED where there never was disease; NE where an unknown would decide."""
    changes = (found.lytic, found.active, found.blastic)
    if found.new_lesion or BoneChange.LARGER in changes:
        return ResponseStatus.PD
    if found.new_lesion is None or None in changes:
        return ResponseStatus.NE
    present = {one for one in changes if one is not BoneChange.NONE}
    if not present:
        return ResponseStatus.NED
    if present == {BoneChange.COMPLETE}:
        return ResponseStatus.CR
    responding = present & {BoneChange.COMPLETE, BoneChange.PARTIAL}
    return ResponseStatus.PR if responding else ResponseStatus.SD


def size_change(before: int | None, now: int | None, thresholds: Thresholds = PUBLISHED) -> BoneChange | None:
    """The change of a measured lesion, by the product of its two diameters in hundredths of a square millimetre.

    A lesion that was not there before and is now is larger. None where a size is missing.
    """
    if before is None or now is None:
        return None
    if before == 0:
        return BoneChange.LARGER if now else BoneChange.NONE
    if now == 0:
        return BoneChange.COMPLETE
    if 100 * now >= (100 + thresholds.mda_rise) * before:
        return BoneChange.LARGER
    regressed = 100 * now <= (100 - thresholds.mda_fall) * before
    return BoneChange.PARTIAL if regressed else BoneChange.UNCHANGED
