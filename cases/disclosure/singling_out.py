"""How far rows of a release could single a patient out: the sizes of the groups that look alike (k-anonymity).

A reader who knows some plain facts about a patient finds every patient with the same facts; ``k`` is how many those
are. Rows are released in projects and to their own institution only, so that a small k is reported, not hidden.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

FEWEST = 5
"""Groups below this are called small: GDPR recital 26 tests, as hardening of releases has them."""


@dataclass(frozen=True)
class Alike:
    """``smallest``: patients in the smallest group; None where there is nobody. ``exposed``: patients in small ones."""

    patients: int
    smallest: int | None
    exposed: int
    fewest: int = FEWEST


def alike(patients: Iterable[Hashable], *, fewest: int = FEWEST) -> Alike:
    """What is known of each patient, one entry per patient -> how many share it."""
    sizes = Counter(patients).values()
    small = [size for size in sizes if size < fewest]
    return Alike(sum(sizes), min(sizes, default=None), sum(small), fewest)
