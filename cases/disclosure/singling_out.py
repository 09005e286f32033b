"""How far rows of a release could single a patient out: the sizes of the groups that look alike (k-anonymity).

A reader who knows some plain facts about a patient finds every patient with the same facts; ``k`` is how many those
are. Rows are released in projects and to their own institution only, so that a small k is reported, not hidden.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
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


@dataclass(frozen=True)
class Singular:
    """One patient among all others. ``enough``: whether at least ``fewest`` others share every fact.

    ``helped_by``: facts of which leaving out one alone would give so many.
    """

    enough: bool
    helped_by: tuple[str, ...]
    fewest: int


def without_each(patients: Iterable[Sequence[Hashable]], names: Sequence[str]) -> list[tuple[str, Alike]]:
    """Name of a fact -> how alike the patients are without it, where that leaves fewer of them exposed; the best first.

    ``patients``: what is known of each, in the order of ``names``.
    """
    known = [tuple(one) for one in patients]
    before = alike(known).exposed
    found = [(name, alike(one[:place] + one[place + 1 :] for one in known)) for place, name in enumerate(names)]
    return sorted(((name, one) for name, one in found if one.exposed < before), key=lambda pair: pair[1].exposed)
