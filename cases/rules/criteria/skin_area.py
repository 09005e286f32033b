"""Progression of skin disease: by the calliper where it can be measured, by photograph where it cannot.

The rule for disease that cannot be measured is a convention of this registry, not RECIST.
"""

from dataclasses import dataclass

from cases.rules.criteria.threefold import Answer, all_of, any_of
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.recist import has_grown


@dataclass(frozen=True)
class SkinChange:
    """The skin against what was documented before. None: not documented.

    ``area_before_mm2`` is the smallest area documented so far.
    """

    photographed: Answer
    new_region: Answer
    area_before_mm2: int | None
    area_now_mm2: int | None
    new_ulcer_or_nodule: Answer
    """An ulcer or a nodule has come up in what was a flat patch."""
    new_lesions: int | None


def has_spread(found: SkinChange, thresholds: Thresholds = PUBLISHED) -> Answer:
    """Whether disease that cannot be measured has progressed, documented on photographs.

    A new region; an area at least 50 % and at least 10 cm² larger; a new ulcer or nodule in a patch; or at least 5 new
    lesions.
    """
    return all_of(
        found.photographed,
        any_of(
            found.new_region,
            area_has_grown(found.area_before_mm2, found.area_now_mm2, thresholds),
            found.new_ulcer_or_nodule,
            None if found.new_lesions is None else found.new_lesions >= thresholds.skin_new_lesions,
        ),
    )


def area_has_grown(before_mm2: int | None, now_mm2: int | None, thresholds: Thresholds = PUBLISHED) -> Answer:
    """At least half as large again, and at least 10 cm² larger."""
    if before_mm2 is None or now_mm2 is None:
        return None
    risen = 100 * now_mm2 >= (100 + thresholds.skin_area_rise) * before_mm2
    return risen and now_mm2 - before_mm2 >= thresholds.skin_area_growth


def measured_skin_has_grown(
    nadir_tenths: int | None, now_tenths: int | None, thresholds: Thresholds = PUBLISHED
) -> Answer:
    """The calliper sum is at least 20 % and at least 5 mm above its smallest value."""
    if nadir_tenths is None or now_tenths is None:
        return None
    return has_grown(now_tenths, nadir_tenths, thresholds)
