"""The limits of the response criteria: whole numbers, each with its unit, its meaning and where it was read.

They are constants of a definition document; one that a document does not give is as published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

TENTHS = "tenths of a mm"
RECIST = "RECIST 1.1 (Eur J Cancer 2009;45:228-47)"
EORTC = "EORTC questions and clarifications on RECIST 1.1"
REGISTRY = "convention of this registry, not RECIST"
MDA = "MDA bone criteria (PMC3863546, table 1)"
PERCIST = "PERCIST (PMC6506740, table 1)"
RANO_BM = "RANO-BM (PMC6499019, table 4; PMC7251532, table 2)"


class ThresholdError(ValueError):
    """A limit that does not exist or cannot be used; the message is a sentence for a person."""


def _limit(value: int, unit: str, meaning: str, source: str) -> Any:
    return field(default=value, metadata={"unit": unit, "meaning": meaning, "source": source})


@dataclass(frozen=True)
class Thresholds:
    """Every limit, as published unless overridden."""

    response_fall: int = _limit(30, "%", "Least fall of the sum from baseline for a partial response", RECIST)
    progression_rise: int = _limit(20, "%", "Least rise of the sum from the nadir for progression", RECIST)
    progression_growth: int = _limit(50, TENTHS, "Least absolute rise of the sum for progression", RECIST)
    too_small: int = _limit(50, TENTHS, "What a lesion adds that is present but too small to measure", EORTC)
    normal_node: int = _limit(100, TENTHS, "Short axis below which a node is normal", RECIST)
    target_node: int = _limit(150, TENTHS, "Least short axis of a node that can be measured", RECIST)
    measurable: int = _limit(100, TENTHS, "Least diameter by CT, MRI or calliper of a lesion to measure", RECIST)
    measurable_xray: int = _limit(200, TENTHS, "Least diameter by chest X-ray of a lesion to measure", RECIST)
    thickest_slice: int = _limit(50, TENTHS, "Thickest slice; beyond it the diameter must be twice the slice", RECIST)
    most_targets: int = _limit(5, "lesions", "Most target lesions", RECIST)
    most_per_organ: int = _limit(2, "lesions", "Most target lesions in one organ; all nodes are one organ", EORTC)
    skin_area_rise: int = _limit(50, "%", "Least rise of the involved skin area", REGISTRY)
    skin_area_growth: int = _limit(1000, "mm2", "Least absolute rise of the involved skin area", REGISTRY)
    skin_new_lesions: int = _limit(5, "lesions", "Least number of new lesions in disease not measurable", REGISTRY)
    mda_fall: int = _limit(
        50, "%", "Least fall of a measured bone lesion that is regression", "from memory, unverified"
    )
    mda_rise: int = _limit(25, "%", "Least rise of a measured bone lesion that is growth", "from memory, unverified")
    percist_change: int = _limit(30, "%", "Least change of the peak SUL", PERCIST)
    percist_sul: int = _limit(80, "hundredths of a SUL", "Least absolute change; another table prints 1.0", PERCIST)
    rano_response_fall: int = _limit(30, "%", "Least fall of the sum from baseline for a partial response", RANO_BM)
    rano_progression_rise: int = _limit(20, "%", "Least rise of the sum from the nadir for progression", RANO_BM)
    rano_growth: int = _limit(50, TENTHS, "Least absolute rise of one lesion for progression", RANO_BM)
    rano_measurable: int = _limit(100, TENTHS, "Least longest diameter of a brain lesion to measure", RANO_BM)
    rano_perpendicular: int = _limit(50, TENTHS, "Least perpendicular diameter of it", RANO_BM)
    rano_slices: int = _limit(2, "slices", "Fewest axial slices on which it is seen", RANO_BM)
    rano_most_targets: int = _limit(5, "lesions", "Most target lesions in the brain", RANO_BM)

    def with_overrides(self, values: Mapping[str, int]) -> "Thresholds":
        """The same with other limits, named in capitals. ThresholdError for an unknown name or no whole number."""
        known = {one.name.upper(): one.name for one in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ThresholdError(f"There is no limit {name}. There is {', '.join(sorted(known))}.")
            if type(value) is not int or value < 0:
                raise ThresholdError(f"{name} must be a whole number of 0 or more, not {value!r}.")
        return replace(self, **{known[name]: value for name, value in values.items()})


@dataclass(frozen=True)
class Limit:
    """One limit, to be printed."""

    name: str
    value: int
    unit: str
    meaning: str
    source: str


def limits(thresholds: Thresholds) -> tuple[Limit, ...]:
    """Every limit with its unit, meaning and source, in the order of the class."""
    return tuple(Limit(one.name.upper(), getattr(thresholds, one.name), **one.metadata) for one in fields(thresholds))


PUBLISHED = Thresholds()
