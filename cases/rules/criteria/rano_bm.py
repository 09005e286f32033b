"""RANO-BM: response of brain metastases, judged apart from all disease outside the brain.

Sources: PMC6499019, table 4; PMC7251532, table 2 (at least one lesion 5 mm larger); the measurability of radiopaedia's
article on RANO-BM. That a response must last 4 weeks is left to the reader. Lengths are whole tenths of a millimetre.
"""

from dataclasses import dataclass
from enum import StrEnum

from cases.rules.criteria.threefold import Answer, all_of
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.vocabulary import ResponseStatus


class Steroids(StrEnum):
    """Corticosteroids against the dose at baseline."""

    NONE = "none"
    STABLE_OR_LESS = "stable_or_less"
    MORE = "more"


@dataclass(frozen=True)
class BrainFindings:
    """The brain at one assessment. None: not measured, or not said.

    ``largest_growth_tenths``: the growth, since the nadir of the sum, of the lesion that grew most.
    ``non_target``: CR, NON_CR_NON_PD or PD of the other lesions, NED if there are none.
    """

    sum_tenths: int | None
    baseline_tenths: int | None
    nadir_tenths: int | None
    largest_growth_tenths: int | None
    non_target: ResponseStatus | None
    new_lesion: Answer
    steroids: Steroids | None
    clinically_worse: Answer


def brain_response(found: BrainFindings, thresholds: Thresholds = PUBLISHED) -> ResponseStatus:
    """CR and PR need every condition, PD needs one; NE where an unknown would decide.

    More corticosteroids are no progression, but no response either.
    """
    progressed = (
        targets_have_progressed(found, thresholds),
        None if found.non_target in (None, ResponseStatus.NE) else found.non_target == ResponseStatus.PD,
        found.new_lesion,
        found.clinically_worse,
    )
    if True in progressed:
        return ResponseStatus.PD
    if None in progressed or None in (found.sum_tenths, found.baseline_tenths):
        return ResponseStatus.NE
    if found.sum_tenths == 0 and found.non_target in (ResponseStatus.CR, ResponseStatus.NED):
        return _cleared(found)
    if 100 * found.sum_tenths > (100 - thresholds.rano_response_fall) * found.baseline_tenths:
        return ResponseStatus.SD
    return _under_steroids(found.steroids, ResponseStatus.PR)


def targets_have_progressed(found: BrainFindings, thresholds: Thresholds = PUBLISHED) -> Answer:
    """The sum is 20 % above the nadir, and one lesion at least 5 mm larger."""
    if found.sum_tenths is None or found.nadir_tenths is None:
        return None
    risen = 100 * found.sum_tenths >= (100 + thresholds.rano_progression_rise) * found.nadir_tenths
    grown = None if found.largest_growth_tenths is None else found.largest_growth_tenths >= thresholds.rano_growth
    return all_of(risen and found.sum_tenths > found.nadir_tenths, grown)


def is_measurable(
    long_tenths: int | None, perpendicular_tenths: int | None, slices: int | None, thresholds: Thresholds = PUBLISHED
) -> Answer:
    """10 mm long, 5 mm across, and seen on two axial slices."""
    return all_of(
        None if long_tenths is None else long_tenths >= thresholds.rano_measurable,
        None if perpendicular_tenths is None else perpendicular_tenths >= thresholds.rano_perpendicular,
        None if slices is None else slices >= thresholds.rano_slices,
    )


def _cleared(found: BrainFindings) -> ResponseStatus:
    """Nothing is left; whether that is a complete response depends on steroids, and on there having been something."""
    if found.baseline_tenths == 0 and found.non_target == ResponseStatus.NED:
        return ResponseStatus.NED
    return _under_steroids(found.steroids, ResponseStatus.CR)


def _under_steroids(steroids: Steroids | None, response: ResponseStatus) -> ResponseStatus:
    """A response on more steroids is none; a complete one on any is partial."""
    if steroids is None:
        return ResponseStatus.NE
    if steroids is Steroids.MORE:
        return ResponseStatus.SD
    return response if steroids is Steroids.NONE else ResponseStatus.PR
