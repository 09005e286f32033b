"""RECIST 1.1 for target lesions and sub-sums, and progression of skin that cannot be measured.

All lengths are whole tenths of a millimetre and all comparisons are of integers; percentages are for display only.
Source: RECIST 1.1 (Eur J Cancer 2009;45:228-47) with the EORTC questions and answers; the rule for skin that cannot be
measured is this registry's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.rules.vocabulary import Compartment, ResponseStatus

TOO_SMALL_TENTHS = 50
"""A lesion that is present but too small to measure counts 5 mm."""
NORMAL_NODE_TENTHS = 100
"""A node with a short axis below 10 mm is normal."""
LEAST_GROWTH_TENTHS = 50
"""Progression of a sum needs 5 mm as well as 20 %."""
NODES = frozenset({Compartment.NODES_REG, Compartment.NODES_DIST})
SKIN = frozenset({Compartment.SKIN_LR, Compartment.SKIN_DIST})


@dataclass(frozen=True)
class Target:
    """A target lesion."""

    lesion: str
    compartment: str

    @property
    def is_node(self) -> bool:
        return self.compartment in NODES


Sizes = Mapping[str, int]
"""Tenths of a millimetre by lesion at one assessment; a lesion that could not be assessed is absent, one gone is 0."""


@dataclass(frozen=True)
class TargetResponse:
    """The response of a set of targets. ``sum_tenths`` is None where a target is missing."""

    status: ResponseStatus
    sum_tenths: int | None
    baseline_tenths: int
    nadir_tenths: int


def tenths(millimetres: Decimal | int | float | str) -> int:
    """Millimetres to whole tenths, half a tenth rounded up."""
    return int((Decimal(str(millimetres)) * 10 + Decimal("0.5")) // 1)


def size_of(target: Target, long_tenths: int | None, short_tenths: int | None, too_small: bool = False) -> int | None:
    """What a lesion adds to the sum: nodes by their short axis, others by the longest diameter.

    A measured value wins over "too small to measure". None if there is neither.
    """
    measured = short_tenths if target.is_node else long_tenths
    if measured is not None:
        return measured
    return TOO_SMALL_TENTHS if too_small else None


def target_response(targets: Sequence[Target], baseline: Sizes, earlier: Iterable[Sizes], now: Sizes) -> TargetResponse:
    """The response of the targets at one assessment, read against baseline and nadir.

    ``earlier`` are the assessments on study before this one; only complete ones can be the nadir. A missing target
    makes the sum not evaluable, unless the rest alone has progressed. Raises KeyError if the baseline lacks a target.
    """
    baseline_sum = sum(baseline[one.lesion] for one in targets)
    complete = [total for sizes in earlier if (total := _sum(targets, sizes)) is not None]
    nadir = min([baseline_sum, *complete])
    total = _sum(targets, now)
    seen = sum(now.get(one.lesion, 0) for one in targets)
    if has_grown(seen, nadir):
        status = ResponseStatus.PD
    elif total is None:
        status = ResponseStatus.NE
    elif all(_is_gone(one, now[one.lesion]) for one in targets):
        status = ResponseStatus.CR
    else:
        status = ResponseStatus.PR if 10 * total <= 7 * baseline_sum else ResponseStatus.SD
    return TargetResponse(status, total, baseline_sum, nadir)


def has_grown(sum_tenths: int, nadir_tenths: int) -> bool:
    """At least 20 % and at least 5 mm above the nadir; from a nadir of nothing, at least 5 mm."""
    return 5 * sum_tenths >= 6 * nadir_tenths and sum_tenths - nadir_tenths >= LEAST_GROWTH_TENTHS


def sub_responses(
    targets: Sequence[Target], baseline: Sizes, earlier: Sequence[Sizes], now: Sizes
) -> dict[str, TargetResponse]:
    """The responses of the skin targets and of all others apart: one sum over both hides discordance."""
    parts = {
        "skin": [one for one in targets if one.compartment in SKIN],
        "extracutaneous": [one for one in targets if one.compartment not in SKIN],
    }
    return {name: target_response(part, baseline, earlier, now) for name, part in parts.items() if part}


def overall_response(
    target: ResponseStatus | None, non_target: ResponseStatus | None, new_lesion: bool
) -> ResponseStatus:
    """The response of one assessment (RECIST 1.1, tables 1 and 2). None: there are no such lesions."""
    if new_lesion or ResponseStatus.PD in (target, non_target):
        return ResponseStatus.PD
    if target is None:
        return non_target if non_target is not None else ResponseStatus.NED
    if target in (ResponseStatus.CR, ResponseStatus.PR) and non_target in (None, ResponseStatus.CR):
        return target
    if target is ResponseStatus.CR:
        return ResponseStatus.PR
    return target


def skin_has_progressed(
    *,
    area_before_mm2: int | None = None,
    area_now_mm2: int | None = None,
    new_lesions: int = 0,
    new_region: bool = False,
    new_ulcer_or_nodule: bool = False,
) -> bool:
    """Progression of photographed skin disease that cannot be measured: this registry's convention, not RECIST.

    A new region; an area at least half as large again and at least 10 cm² larger; a new ulcer or nodule in a patch; or
    at least 5 new lesions.
    """
    if new_region or new_ulcer_or_nodule or new_lesions >= 5:
        return True
    if area_before_mm2 is None or area_now_mm2 is None:
        return False
    return 2 * area_now_mm2 >= 3 * area_before_mm2 and area_now_mm2 - area_before_mm2 >= 1000


def percent_change(now_tenths: int, before_tenths: int) -> Decimal | None:
    """For display: the change in percent to one decimal; None from a sum of nothing."""
    if before_tenths == 0:
        return None
    change = Decimal(now_tenths - before_tenths) * 100 / Decimal(before_tenths)
    return change.quantize(Decimal("0.1"))


def _sum(targets: Sequence[Target], sizes: Sizes) -> int | None:
    if any(one.lesion not in sizes for one in targets):
        return None
    return sum(sizes[one.lesion] for one in targets)


def _is_gone(target: Target, size_tenths: int) -> bool:
    return size_tenths < NORMAL_NODE_TENTHS if target.is_node else size_tenths == 0
