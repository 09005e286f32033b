"""RECIST 1.1: what may be measured, and the response of lesions, compartments and sub-sums.

All lengths are whole tenths of a millimetre and all comparisons are of integers; percentages are for display only.
Source: RECIST 1.1 (Eur J Cancer 2009;45:228-47) with the EORTC questions and clarifications; limits in ``Thresholds``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cases.rules.criteria.threefold import Answer, all_of, any_of, negated
from cases.rules.criteria.thresholds import PUBLISHED, Thresholds
from cases.rules.vocabulary import Compartment, MeasurementMethod, ResponseStatus

NODES = frozenset({Compartment.NODES_REG, Compartment.NODES_DIST})
SKIN = frozenset({Compartment.SKIN_LR, Compartment.SKIN_DIST})
CNS = frozenset({Compartment.BRAIN, Compartment.LEPTOMENINGES})
PALPABLE = NODES | {Compartment.BREAST_IPSI, Compartment.BREAST_CONTRA}
EFFUSIONS = frozenset({Compartment.PLEURA, Compartment.PERITONEUM})
BY_HAND = frozenset({MeasurementMethod.CALLIPER, MeasurementMethod.RULER_PHOTO})
ON_SLICES = frozenset({MeasurementMethod.CT, MeasurementMethod.MRI})


@dataclass(frozen=True)
class Target:
    """A target lesion."""

    lesion: str
    compartment: str

    @property
    def is_node(self) -> bool:
        return self.compartment in NODES

    @property
    def organ(self) -> str:
        """All nodes are one organ, and so is all skin."""
        if self.is_node:
            return "nodes"
        return "skin" if self.compartment in SKIN else self.compartment


Sizes = Mapping[str, int]
"""Tenths of a millimetre by lesion at one assessment; a lesion that could not be assessed is absent, one gone is 0."""


# ---- what may be measured ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """A lesion that might become a target. None: not known."""

    compartment: str
    method: str | None
    long_tenths: int | None = None
    short_tenths: int | None = None
    slice_tenths: int | None = None
    diffuse: Answer = None
    """Inflammatory breast disease, or lymphangitic spread in skin or lung."""
    effusion: Answer = None
    soft_tissue: Answer = None
    """Of bone: lytic or mixed with a soft-tissue part, which is what is measured."""
    treated_locally: Answer = None
    progressed_since: Answer = None


def is_measurable(lesion: Candidate, thresholds: Thresholds = PUBLISHED) -> Answer:
    """Whether RECIST 1.1 lets a lesion be measured; not known where an unknown would decide."""
    return all_of(
        negated(_is_no_mass(lesion)),
        any_of(negated(lesion.treated_locally), lesion.progressed_since),
        lesion.soft_tissue if lesion.compartment == Compartment.BONE else True,
        _is_long_enough(lesion, thresholds),
    )


def _is_no_mass(lesion: Candidate) -> Answer:
    effusion = lesion.effusion if lesion.compartment in EFFUSIONS else bool(lesion.effusion)
    return any_of(lesion.compartment == Compartment.LEPTOMENINGES, lesion.diffuse, effusion)


def _is_long_enough(lesion: Candidate, thresholds: Thresholds) -> Answer:
    node = lesion.compartment in NODES
    size = lesion.short_tenths if node else lesion.long_tenths
    least = thresholds.target_node if node else thresholds.measurable
    if lesion.method == MeasurementMethod.XRAY:
        return all_of(lesion.compartment == Compartment.LUNG, _at_least(size, thresholds.measurable_xray))
    if lesion.method in BY_HAND:
        return all_of(_is_superficial(lesion.compartment), _at_least(size, least))
    if lesion.method in ON_SLICES:
        return all_of(_at_least(size, least), _at_least_two_slices(size, lesion.slice_tenths, thresholds))
    if lesion.method == MeasurementMethod.US:
        return False
    # the CT of a PET/CT may be good enough, and a method not told may be any
    return all_of(_at_least(size, least), None)


def _is_superficial(compartment: str) -> Answer:
    """Skin is; a breast or a node may be; nothing else is."""
    if compartment in SKIN:
        return True
    return None if compartment in PALPABLE else False


def _at_least(size: int | None, least: int) -> Answer:
    return None if size is None else size >= least


def _at_least_two_slices(size: int | None, slice_tenths: int | None, thresholds: Thresholds) -> Answer:
    """Slices of at most 5 mm are thin enough; a lesion on thicker ones must be twice as long as a slice is thick."""
    if slice_tenths is None or slice_tenths <= thresholds.thickest_slice:
        return None if slice_tenths is None else True
    return _at_least(size, 2 * slice_tenths)


def node_is_pathological(short_tenths: int | None, thresholds: Thresholds = PUBLISHED) -> Answer:
    """From 10 mm; from 15 mm it can be a target, between the two it is followed as a non-target lesion."""
    return _at_least(short_tenths, thresholds.normal_node)


def selection_notes(targets: Sequence[Target], thresholds: Thresholds = PUBLISHED) -> tuple[str, ...]:
    """One sentence for each limit on the number of targets that is exceeded."""
    notes = []
    if len(targets) > thresholds.most_targets:
        notes.append(f"There are {len(targets)} target lesions; RECIST 1.1 allows {thresholds.most_targets}.")
    for organ, number in sorted(Counter(one.organ for one in targets).items()):
        if number > thresholds.most_per_organ:
            words = organ.replace("_", " ").lower()
            notes.append(
                f"There are {number} target lesions in {words}; RECIST 1.1 allows {thresholds.most_per_organ}."
            )
    return tuple(notes)


# ---- sizes -------------------------------------------------------------------------------------------------


def tenths(millimetres: Decimal | int | str) -> int:
    """Millimetres to whole tenths, half a tenth rounded up."""
    return int((Decimal(str(millimetres)) * 10).to_integral_value(ROUND_HALF_UP))


def size_of(
    target: Target,
    long_tenths: int | None,
    short_tenths: int | None,
    too_small: Answer = False,
    thresholds: Thresholds = PUBLISHED,
) -> int | None:
    """What a lesion adds to the sum: nodes by their short axis, others by the longest diameter.

    A measured value wins over "too small to measure". None if there is neither.
    """
    measured = short_tenths if target.is_node else long_tenths
    if measured is not None:
        return measured
    if long_tenths == 0:
        return 0
    return thresholds.too_small if too_small else None


def with_merged(sizes: Sizes, merged_into: Mapping[str, str]) -> Sizes:
    """Sizes where some targets have run together: a merged lesion is measured as part of the one it merged into.

    ``merged_into`` names for each merged lesion the one that carries its size; without that size both are missing.
    """
    counted = {lesion: size for lesion, size in sizes.items() if lesion not in merged_into}
    return counted | {lesion: 0 for lesion, carrier in merged_into.items() if carrier in counted}


def has_grown(sum_tenths: int, nadir_tenths: int, thresholds: Thresholds = PUBLISHED) -> bool:
    """At least 20 % and at least 5 mm above the nadir; from a nadir of nothing, at least 5 mm."""
    risen = 100 * sum_tenths >= (100 + thresholds.progression_rise) * nadir_tenths
    return risen and sum_tenths - nadir_tenths >= thresholds.progression_growth


def percent_tenths(now_tenths: int | None, before_tenths: int | None) -> int | None:
    """For display: the change in whole tenths of a percent; None from a sum of nothing or a missing one.

    Cut, not rounded, so that -30.0 % and +20.0 % are never shown before they are reached.
    """
    if now_tenths is None or not before_tenths:
        return None
    change = 1000 * (now_tenths - before_tenths)
    return -(-change // before_tenths) if change < 0 else change // before_tenths


# ---- responses ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TargetResponse:
    """The response of a set of targets. Sums are None where a target is missing.

    EQUIVOCAL_NEW: the sum has grown only because nodes that had become normal are enlarged again. They are named in
    ``review``, for somebody must look at them before it is called progression (EORTC).
    """

    status: ResponseStatus
    sum_tenths: int | None
    baseline_tenths: int | None
    nadir_tenths: int | None
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()

    @property
    def percent_from_baseline(self) -> int | None:
        """Whole tenths of a percent."""
        return percent_tenths(self.sum_tenths, self.baseline_tenths)

    @property
    def percent_from_nadir(self) -> int | None:
        """Whole tenths of a percent."""
        return percent_tenths(self.sum_tenths, self.nadir_tenths)

    @property
    def growth_from_nadir_tenths(self) -> int | None:
        if self.sum_tenths is None or self.nadir_tenths is None:
            return None
        return self.sum_tenths - self.nadir_tenths


def target_response(
    targets: Sequence[Target],
    baseline: Sizes,
    earlier: Iterable[Sizes],
    now: Sizes,
    thresholds: Thresholds = PUBLISHED,
) -> TargetResponse:
    """The response of the targets at one assessment, read against baseline and nadir.

    ``earlier`` are the assessments on study before this one, in any order; only complete ones can be the nadir, and
    the baseline is one of them. A missing target makes the sum not evaluable, unless the rest alone has progressed. A
    target missing at baseline leaves progression from a later nadir, and complete response, as the only answers.
    """
    before = [baseline, *earlier]
    baseline_sum = _sum(targets, baseline)
    complete = [total for sizes in before if (total := _sum(targets, sizes)) is not None]
    nadir = min(complete, default=None)
    total = _sum(targets, now)
    returned = _returned_nodes(targets, before, now, thresholds)
    status = _status(targets, now, total, baseline_sum, thresholds)
    review: tuple[str, ...] = ()
    if nadir is not None and has_grown(_seen(targets, now), nadir, thresholds):
        # without what the returned nodes have grown: is it progression still?
        rest = _seen(targets, now) - sum(returned.values())
        grown = has_grown(rest, nadir, thresholds)
        status = ResponseStatus.PD if grown else ResponseStatus.EQUIVOCAL_NEW
        review = () if grown else tuple(sorted(returned))
    missing = tuple(one.lesion for one in targets if one.lesion not in now)
    return TargetResponse(status, total, baseline_sum, nadir, missing, review)


def _status(
    targets: Sequence[Target], now: Sizes, total: int | None, baseline_sum: int | None, thresholds: Thresholds
) -> ResponseStatus:
    """The status of targets that have not progressed."""
    if total is None:
        return ResponseStatus.NE
    if all(_is_gone(one, now[one.lesion], thresholds) for one in targets):
        return ResponseStatus.CR
    if baseline_sum is None:
        return ResponseStatus.NE
    responded = 100 * total <= (100 - thresholds.response_fall) * baseline_sum
    return ResponseStatus.PR if responded else ResponseStatus.SD


def _returned_nodes(
    targets: Sequence[Target], before: Sequence[Sizes], now: Sizes, thresholds: Thresholds
) -> dict[str, int]:
    """Nodes that were normal on study and are enlarged again, with their growth since they were smallest."""
    returned = {}
    for node in (one.lesion for one in targets if one.is_node and one.lesion in now):
        smallest = min((sizes[node] for sizes in before if node in sizes), default=None)
        if smallest is not None and smallest < thresholds.normal_node <= now[node]:
            returned[node] = now[node] - smallest
    return returned


def responses_by(
    targets: Sequence[Target],
    groups: Mapping[str, Iterable[str]],
    baseline: Sizes,
    earlier: Sequence[Sizes],
    now: Sizes,
    thresholds: Thresholds = PUBLISHED,
) -> dict[str, TargetResponse]:
    """The response of each group of compartments by itself; a group without a target is left out."""
    found = {}
    for name, compartments in groups.items():
        members = [one for one in targets if one.compartment in compartments]
        if members:
            found[name] = target_response(members, baseline, earlier, now, thresholds)
    return found


def sub_responses(
    targets: Sequence[Target],
    baseline: Sizes,
    earlier: Sequence[Sizes],
    now: Sizes,
    thresholds: Thresholds = PUBLISHED,
) -> dict[str, TargetResponse]:
    """Skin targets, extracutaneous ones and those of brain and meninges apart: one sum would hide discordance."""
    return responses_by(targets, PARTS, baseline, earlier, now, thresholds)


PARTS: Mapping[str, frozenset[str]] = {
    "skin": SKIN,
    "extracutaneous": frozenset(Compartment) - SKIN - CNS,
    "cns": CNS,
}


@dataclass(frozen=True)
class NonTarget:
    """A lesion that is followed but not measured. None: not assessed, or not said."""

    gone: Answer
    """Of a node: its short axis is below 10 mm."""
    progressed: Answer
    """Unequivocally."""


def non_target_response(lesions: Sequence[NonTarget]) -> ResponseStatus | None:
    """CR, NON_CR_NON_PD or PD of all non-target lesions together; NE where an unknown decides; None without any."""
    if not lesions:
        return None
    if any(one.progressed for one in lesions):
        return ResponseStatus.PD
    gone = all_of(*[one.gone for one in lesions])
    if gone:
        return ResponseStatus.CR
    if gone is None or any(one.progressed is None and not one.gone for one in lesions):
        return ResponseStatus.NE
    return ResponseStatus.NON_CR_NON_PD


def overall_response(
    target: ResponseStatus | None, non_target: ResponseStatus | None, new_lesion: Answer
) -> ResponseStatus:
    """The response of one assessment (RECIST 1.1, tables 1 and 2). None: there are no such lesions.

    Whether there is a new lesion may be unknown; then only progression can be called.
    """
    if new_lesion or ResponseStatus.PD in (target, non_target):
        return ResponseStatus.PD
    if new_lesion is None:
        return ResponseStatus.NE
    if target is None:
        return non_target if non_target is not None else ResponseStatus.NED
    if target is ResponseStatus.CR and non_target not in (None, ResponseStatus.CR):
        return ResponseStatus.PR
    return target


def _sum(targets: Sequence[Target], sizes: Sizes) -> int | None:
    return None if any(one.lesion not in sizes for one in targets) else _seen(targets, sizes)


def _seen(targets: Sequence[Target], sizes: Sizes) -> int:
    """The sum over those assessed: the least that the whole sum can be."""
    return sum(sizes.get(one.lesion, 0) for one in targets)


def _is_gone(target: Target, size_tenths: int, thresholds: Thresholds) -> bool:
    return size_tenths < thresholds.normal_node if target.is_node else size_tenths == 0
