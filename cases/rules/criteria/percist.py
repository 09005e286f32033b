"""PERCIST: the change of the peak uptake (SUL, corrected for lean body mass) between two PET scans.

Source: PMC6506740, table 1. Uptake is given in whole hundredths of a SUL unit.
"""

from dataclasses import dataclass

from cases.rules.criteria.threefold import Answer
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.vocabulary import ResponseStatus


@dataclass(frozen=True)
class Uptake:
    """Two scans of the hottest lesion, and what else was seen. None: not measured, or not said."""

    before_hundredths: int | None
    now_hundredths: int | None
    new_avid_lesion: Answer
    resolved: Answer
    """All uptake has gone back to the background."""


def metabolic_response(found: Uptake, thresholds: Thresholds = PUBLISHED) -> ResponseStatus:
    """CMR, PMR, SMD and PMD as CR, PR, SD and PD; NE where an unknown would decide."""
    before, now = found.before_hundredths, found.now_hundredths
    measured = before is not None and now is not None
    if found.new_avid_lesion or (measured and _is_enough(now - before, before, thresholds)):
        return ResponseStatus.PD
    if found.new_avid_lesion is None:
        return ResponseStatus.NE
    if found.resolved:
        return ResponseStatus.CR
    if not measured:
        return ResponseStatus.NE
    if not _is_enough(before - now, before, thresholds):
        return ResponseStatus.SD
    # what fell this far may have gone altogether, unless somebody says that it has not
    return ResponseStatus.NE if found.resolved is None else ResponseStatus.PR


def _is_enough(change: int, before: int, thresholds: Thresholds) -> bool:
    """At least 30 % of the first uptake, and at least 0.8 SUL."""
    return 100 * change >= thresholds.percist_change * before and change >= thresholds.percist_sul
