"""The exact test of Fisher, Freeman and Halton for two groups and any number of levels, in whole numbers."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import comb

MOST_TABLES = 20_000
"""Partial tables that are followed at once; more would keep a reader waiting for seconds."""


def fisher_exact(left: Sequence[int], right: Sequence[int]) -> Fraction | None:
    """Two-sided p, exactly: the probability of all tables with these margins that are no more likely than this one.

    ``left``, ``right``: counts by level, in the same order. 1 where nothing can vary, None where the margins allow too
    many tables (several large levels; chi-square is near then). Tables are summed level by level, and a branch whose
    tables are all more likely, or none, is counted at once (the network of Mehta and Patel, J Am Stat Assoc
    1983;78:427-434). ValueError unless both have the same levels and no count is negative.
    """
    if min([*left, *right], default=0) < 0:
        raise ValueError("Numbers of records cannot be negative.")
    if not left:
        return Fraction(1)
    # the largest levels first, because then branches are decided early
    pairs = sorted(((a + b, a) for a, b in zip(left, right, strict=True)), reverse=True)
    totals, chosen = tuple(total for total, _ in pairs), [one for _, one in pairs]
    ways = _as_unlikely(totals, sum(left), _weight(totals, chosen))
    return None if ways is None else Fraction(ways, comb(sum(totals), sum(left)))


def _weight(totals: Sequence[int], chosen: Sequence[int]) -> int:
    """In how many ways so many of each level fall to the left."""
    weight = 1
    for total, count in zip(totals, chosen, strict=True):
        weight *= comb(total, count)
    return weight


def _as_unlikely(totals: tuple[int, ...], left: int, seen: int) -> int | None:
    """In how many ways the left can be filled by tables whose own number of ways is at most ``seen``.

    None where more than `MOST_TABLES` would have to be followed at once.
    """
    rest = [sum(totals[place:]) for place in range(len(totals) + 1)]

    def splits(place: int, open_left: int) -> range:
        return range(max(0, open_left - rest[place + 1]), min(totals[place], open_left) + 1)

    @cache
    def reach(place: int, open_left: int) -> tuple[int, int]:
        """The smallest and the largest number of ways of a single table from here on."""
        if place == len(totals):
            return 1, 1
        ways = [(comb(totals[place], one), reach(place + 1, open_left - one)) for one in splits(place, open_left)]
        return min(way * low for way, (low, _) in ways), max(way * high for way, (_, high) in ways)

    # tables that agree in what is left to fill and in their ways so far go on together
    open_tables, counted = {(left, 1): 1}, 0
    for place in range(len(totals)):
        following: dict[tuple[int, int], int] = {}
        for (open_left, so_far), times in open_tables.items():
            for one in splits(place, open_left):
                ways, still = so_far * comb(totals[place], one), open_left - one
                low, high = reach(place + 1, still)
                if ways * high <= seen:
                    counted += times * ways * comb(rest[place + 1], still)
                elif ways * low <= seen:
                    following[still, ways] = following.get((still, ways), 0) + times
        if len(following) > MOST_TABLES:
            return None
        open_tables = following
    return counted
