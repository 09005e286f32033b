"""Two groups compared, one property at a time: which test, why that one, and what it gives.

Groups are independent: two cohorts without a record in common. The same cases under two definitions are paired, and
belong to `cases.analysis.statistics.agreement`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import isinf, isnan

from cases.analysis.statistics.describing import (
    Levels,
    difference_of_levels,
    difference_of_numbers,
    known_of,
)
from cases.analysis.statistics.fisher import fisher_exact
from cases.analysis.statistics.libraries import chi_square_tail, scipy_stats

ENOUGH = 5
"""Expected counts from here on let chi-square stand (Cochran, Biometrics 1954;10:417-451)."""
FEW = Fraction(1, 5)
"""The share of expected counts that may lie below it, none of them below 1, in more than two by two."""
EXACT_BELOW = 50
"""Ranks are compared exactly where both groups are smaller than this and no two values are equal, as in R."""


class Test(StrEnum):
    """A test of two groups."""

    __test__ = False  # no test of pytest's

    FISHER = "Fisher's exact test"
    CHI_SQUARE = "chi-square test"
    MANN_WHITNEY = "Mann-Whitney test"
    NONE = "no test"


@dataclass(frozen=True)
class OddsRatio:
    """Odds of the first of two levels, left against right: conditional estimate and exact 95 % interval.

    None where it has no bound. From the counts alone, so under the rule of disclosure as they are.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Contrast:
    """A comparison of two groups. ``left``, ``right``: known values on either side, under the rule of disclosure.

    ``why``: a sentence on the choice of the test. ``statistic``: chi-square, or U of the left; None for exact tests of
    counts. ``difference``: standardised, of `describing`; unlike p it does not grow with the number of records.
    """

    test: Test
    why: str
    left: int
    right: int
    statistic: float | None
    p: float | None
    difference: float | None
    odds_ratio: OddsRatio | None = None


def contrast_levels(left: Levels, right: Levels) -> Contrast:
    """Compare shares of levels, missing values left out; ValueError unless both have the same levels in one order."""
    if [one.value for one in left.levels] != [one.value for one in right.levels]:
        raise ValueError("Two groups are compared on the same levels.")
    pairs = [(a, b) for a, b in zip(left.counts, right.counts, strict=True) if a or b]
    difference = difference_of_levels(left.counts, right.counts)
    if not left.known or not right.known or len(pairs) < 2:
        why = "Nothing is known on one side." if not left.known or not right.known else "All have the same value."
        return Contrast(Test.NONE, why, left.known, right.known, None, None, difference)
    test, why, statistic, p = _shares(pairs)
    odds = odds_ratio(*left.counts, *right.counts) if len(left.levels) == 2 else None
    return Contrast(test, why, left.known, right.known, statistic, p, difference, odds)


def contrast_numbers(left: Iterable[float | None], right: Iterable[float | None]) -> Contrast:
    """Compare numbers by their ranks, missing values left out.

    Mann and Whitney, Ann Math Stat 1947;18:50-60. With equal values, or groups of 50 and more, the normal approximation
    with the correction for ties and for continuity, otherwise exact: the rule of R ``wilcox.test``.
    """
    a, b = known_of(left), known_of(right)
    difference = difference_of_numbers(a, b)
    if not a or not b or len({*a, *b}) == 1:
        why = "Nothing is known on one side." if not a or not b else "All have the same value."
        return Contrast(Test.NONE, why, len(a), len(b), None, None, difference)
    tied = len({*a, *b}) < len(a) + len(b)
    exact = not tied and max(len(a), len(b)) < EXACT_BELOW
    found = scipy_stats().mannwhitneyu(a, b, method="exact" if exact else "asymptotic")
    how = "Exact: small groups without equal values." if exact else _why_approximate(tied)
    return Contrast(
        Test.MANN_WHITNEY, how, len(a), len(b), float(found.statistic), min(float(found.pvalue), 1.0), difference
    )


def odds_ratio(a: int, b: int, c: int, d: int) -> OddsRatio | None:
    """Of ``a`` to ``b`` on the left against ``c`` to ``d`` on the right; None where a margin is empty.

    Conditional maximum likelihood with the exact interval of R ``fisher.test``.
    """
    if 0 in (a + b, c + d, a + c, b + d):
        return None
    found = scipy_stats().contingency.odds_ratio([[a, b], [c, d]], kind="conditional")
    interval = found.confidence_interval(0.95)
    return OddsRatio(*(_bounded(one) for one in (found.statistic, interval.low, interval.high)))


def _shares(pairs: Sequence[tuple[int, int]]) -> tuple[Test, str, float | None, float | None]:
    expected = _expected(pairs)
    small = [one for one in expected if one < ENOUGH]
    if not _is_sparse(expected, small):
        why = f"Expected counts are large enough: {len(small) or 'none'} of {len(expected)} below {ENOUGH}."
        return Test.CHI_SQUARE, why, *_chi_square(pairs, expected)
    p = fisher_exact([one for one, _ in pairs], [one for _, one in pairs])
    why = f"Expected counts are small: {len(small)} of {len(expected)} below {ENOUGH}."
    if p is not None:
        return Test.FISHER, why, None, float(p)
    return (
        Test.CHI_SQUARE,
        f"{why} Too many tables for an exact test, so p is approximate.",
        *_chi_square(pairs, expected),
    )


def _expected(pairs: Sequence[tuple[int, int]]) -> list[Fraction]:
    """Expected counts, left and right of each level in turn."""
    left, right = (sum(one[side] for one in pairs) for side in (0, 1))
    return [Fraction((a + b) * side, left + right) for a, b in pairs for side in (left, right)]


def _is_sparse(expected: Sequence[Fraction], small: Sequence[Fraction]) -> bool:
    if len(expected) == 4:
        return bool(small)
    return min(expected) < 1 or Fraction(len(small), len(expected)) > FEW


def _chi_square(pairs: Sequence[tuple[int, int]], expected: Sequence[Fraction]) -> tuple[float, float]:
    """Pearson's statistic without a correction, and p."""
    seen = [count for pair in pairs for count in pair]
    statistic = float(sum((one - other) ** 2 / other for one, other in zip(seen, expected, strict=True)))
    return statistic, chi_square_tail(statistic, len(pairs) - 1)


def _why_approximate(tied: bool) -> str:
    return "By approximation, corrected for equal values." if tied else "By approximation: the groups are large."


def _bounded(value: float) -> float | None:
    return None if isinf(value) or isnan(value) else float(value)
