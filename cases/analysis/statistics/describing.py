"""Table 1: what a group looks like, one property at a time, with what is missing shown.

Neither the smallest nor the largest value is ever computed: each belongs to one patient.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, quantiles, variance


@dataclass(frozen=True)
class Numbers:
    """A property with a number per record, in its own unit. ``n``: records, ``missing`` of them without a value.

    ``median``, ``q1``, ``q3``: over the known, None without any; quartiles by linear interpolation between ranks
    (type 7 of Hyndman and Fan, Am Stat 1996;50:361-365, which R and numpy use). ``n`` and ``missing`` are counts under
    the rule of disclosure; so are the quartiles, which among few patients are the values of one.
    """

    n: int
    missing: int
    median: float | None
    q1: float | None
    q3: float | None

    @property
    def known(self) -> int:
        return self.n - self.missing


@dataclass(frozen=True)
class Level:
    """One value of a property. ``count``: records, under the rule of disclosure; ``share``: of the known ones."""

    value: str
    count: int
    share: Fraction | None


@dataclass(frozen=True)
class Levels:
    """A property with one of several values per record. ``n``: records, ``missing`` of them without a value.

    The levels stand in the order asked for, those that nobody has included. All counts, ``missing`` among them, are
    under the rule of disclosure together, because they add up to ``n``.
    """

    n: int
    missing: int
    levels: tuple[Level, ...]

    @property
    def known(self) -> int:
        return self.n - self.missing

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(one.count for one in self.levels)


def numbers(values: Iterable[float | None]) -> Numbers:
    """Describe one number per record; None where it is missing."""
    every = list(values)
    known = known_of(every)
    q1, median, q3 = _quartiles(known)
    return Numbers(len(every), len(every) - len(known), median, q1, q3)


def levels(values: Iterable[str | None], order: Sequence[str]) -> Levels:
    """Describe one value per record; None where it is missing. ValueError for a value that ``order`` does not name."""
    every = list(values)
    strange = {one for one in every if one is not None} - set(order)
    if strange:
        raise ValueError(f"The order of the levels does not name {', '.join(sorted(strange))}.")
    known = sum(one is not None for one in every)
    counts = [(value, every.count(value)) for value in order]
    shown = tuple(Level(value, count, Fraction(count, known) if known else None) for value, count in counts)
    return Levels(len(every), len(every) - known, shown)


def known_of(values: Iterable[float | None]) -> list[float]:
    """The values that are not missing."""
    return [one for one in values if one is not None]


def difference_of_numbers(left: Iterable[float | None], right: Iterable[float | None]) -> float | None:
    """Standardised difference of means, left minus right, in standard deviations; missing values are left out.

    The deviation is the root of the mean of both variances (Austin, Commun Stat Simul Comput 2009;38:1228-1234). None
    with fewer than two values on a side or where neither side varies.
    """
    a, b = known_of(left), known_of(right)
    if min(len(a), len(b)) < 2:
        return None
    pooled = (variance(a) + variance(b)) / 2
    return (fmean(a) - fmean(b)) / pooled**0.5 if pooled else None


def difference_of_levels(left: Sequence[int], right: Sequence[int]) -> float | None:
    """Standardised difference of the shares of some levels, never negative; counts of the known, in the same order.

    The Mahalanobis distance of the shares of all levels but one (Yang and Dalton, SAS Global Forum 2012, paper 335).
    Levels that nobody has are left out. None without records on a side, with fewer than two levels, or where the levels
    separate the sides so that the distance has no bound. ValueError unless both have the same levels.
    """
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a or b]
    if len(pairs) < 2 or not sum(left) or not sum(right):
        return None
    p, q = ([Fraction(pair[side], sum(whole)) for pair in pairs[1:]] for side, whole in ((0, left), (1, right)))
    spread = [[_covariance(p, q, i, j) for j in range(len(p))] for i in range(len(p))]
    gap = [a - b for a, b in zip(p, q, strict=True)]
    solved = _solved(spread, gap)
    return None if solved is None else float(sum(a * b for a, b in zip(gap, solved, strict=True))) ** 0.5


def _quartiles(known: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    if not known:
        return None, None, None
    if len(known) == 1:
        return known[0], known[0], known[0]
    return tuple(quantiles(known, n=4, method="inclusive"))


def _covariance(p: Sequence[Fraction], q: Sequence[Fraction], i: int, j: int) -> Fraction:
    if i == j:
        return (p[i] * (1 - p[i]) + q[i] * (1 - q[i])) / 2
    return -(p[i] * p[j] + q[i] * q[j]) / 2


def _solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """What the matrix must be multiplied with to give the right side, exactly; None where it is singular."""
    rows, size = [[*row, value] for row, value in zip(matrix, right, strict=True)], len(right)
    for place in range(size):
        pivot = next((row for row in range(place, size) if rows[row][place]), None)
        if pivot is None:
            return None
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for row in range(size):
            if row != place:
                factor = rows[row][place]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[place], strict=True)]
    return [row[-1] for row in rows]
