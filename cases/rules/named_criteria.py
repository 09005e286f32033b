"""What bone, PET and brain criteria say of an assessment, as far as the record holds what they ask for.

Each answer bears the name of its criterion. Where something that the record does not hold would decide, there is none:
corticosteroids, the patient's state and the judgement of other lesions for RANO-BM, uptake for PERCIST, the sort of
bone disease for MDA.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cases.rules.criteria.mda import BoneChange, BoneFindings, bone_response, size_change
from cases.rules.criteria.percist import Uptake, metabolic_response
from cases.rules.criteria.rano_bm import BrainFindings, brain_response
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.explain import compartment_words, sentence
from cases.rules.measured import Measured, Reading
from cases.rules.timeline import Timeline
from cases.rules.vocabulary import Compartment, Criteria, ResponseStatus

WITHOUT_ANSWER = frozenset({ResponseStatus.NE, ResponseStatus.BASELINE})


@dataclass(frozen=True)
class Named:
    """One compartment at one assessment by one criterion. ``says``: why, as a sentence."""

    assessment: str
    compartment: str
    criteria: Criteria
    status: ResponseStatus
    says: str


def named_criteria(timeline: Timeline, found: Measured, thresholds: Thresholds = PUBLISHED) -> tuple[Named, ...]:
    """Every answer that the record allows, beside ``found``: the same timeline read by RECIST 1.1."""
    judged = [one for one in found.compartments if ResponseStatus.BASELINE not in one.statuses]
    answers = chain(
        (_brain(found, one, thresholds) for one in judged if one.group == Compartment.BRAIN),
        (_bone(timeline, found, one, thresholds) for one in judged if one.group == Compartment.BONE),
        _by_uptake(timeline),
    )
    return tuple(one for one in answers if one.status not in WITHOUT_ANSWER)


def _brain(found: Measured, reading: Reading, thresholds: Thresholds) -> Named:
    status = brain_response(
        BrainFindings(
            sum_tenths=reading.sum_tenths,
            baseline_tenths=reading.baseline_tenths,
            nadir_tenths=reading.nadir_tenths,
            largest_growth_tenths=_largest_growth(found, reading),
            non_target=None,
            new_lesion=reading.new_lesion,
            steroids=None,
            clinically_worse=None,
        ),
        thresholds,
    )
    grown = (
        f"the sum is at least {thresholds.rano_progression_rise} % above its smallest, and one lesion has grown by at"
        f" least {thresholds.rano_growth // 10} mm"
    )
    return _named(reading, Criteria.RANO_BM, status, "a new lesion" if reading.new_lesion else grown)


def _largest_growth(found: Measured, reading: Reading) -> int | None:
    """Growth in tenths of a millimetre since the sum was smallest, of the lesion that grew most; None if in doubt."""
    same_line = [
        one
        for one in found.compartments
        if one.group == reading.group
        and one.sum_tenths is not None
        and one.sum_tenths == reading.nadir_tenths
        and one.baseline == reading.baseline
        and one.assessment != reading.assessment
    ]
    sizes = {(one.assessment, one.group): one.sum_tenths for one in found.lesions}
    now = {lesion: size for (look, lesion), size in sizes.items() if look == reading.assessment and size is not None}
    growths = {
        max((size - sizes[one.assessment, lesion] for lesion, size in _in_both(now, sizes, one.assessment)), default=0)
        for one in same_line
    }
    return growths.pop() if len(growths) == 1 else None


def _in_both(now: Mapping[str, int], sizes: Mapping[tuple[str, str], int | None], look: str) -> Iterator:
    return ((lesion, size) for lesion, size in now.items() if sizes.get((look, lesion)) is not None)


def _bone(timeline: Timeline, found: Measured, reading: Reading, thresholds: Thresholds) -> Named:
    products = {
        (one.lesion, one.assessment): _product(one.long_tenths, one.short_tenths) for one in timeline.measurements
    }
    bone = {one.id for one in timeline.lesions if one.compartment == Compartment.BONE}
    changes = [
        size_change(products.get((one.group, one.baseline)), products.get((one.group, one.assessment)), thresholds)
        for one in found.lesions
        if one.group in bone and one.assessment == reading.assessment and one.baseline is not None
    ]
    larger = BoneChange.LARGER if BoneChange.LARGER in changes else None
    status = bone_response(BoneFindings(larger, None, None, reading.new_lesion))
    grown = f"the product of the diameters of a lesion is at least {thresholds.mda_rise} % larger than at baseline"
    return _named(reading, Criteria.MDA, status, "a new lesion" if reading.new_lesion else grown)


def _product(long_tenths: int | None, short_tenths: int | None) -> int | None:
    return None if None in (long_tenths, short_tenths) else long_tenths * short_tenths


def _by_uptake(timeline: Timeline) -> Iterable[Named]:
    """Uptake is not in the record; a new lesion in a row judged by PERCIST is one that takes up the tracer."""
    for assessment in timeline.assessments:
        for row in assessment.rows:
            if row.criteria == Criteria.PERCIST and row.new_lesion:
                status = metabolic_response(Uptake(None, None, True, None))
                says = f"{sentence(compartment_words(row.compartment))}: a new lesion that takes up the tracer."
                yield Named(assessment.id, row.compartment, Criteria.PERCIST, status, says)


def _named(reading: Reading, criteria: Criteria, status: ResponseStatus, why: str) -> Named:
    says = f"{sentence(compartment_words(reading.group))}: {why}."
    return Named(reading.assessment, reading.group, criteria, status, says)
