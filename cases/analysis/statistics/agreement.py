"""How far two ways of judging the same cases agree: Cohen's kappa and the exact test of McNemar.

Proportions are exact fractions; only the last step, a square root, is a float.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, sqrt

Z_95 = 1.959963984540054
"""The standard normal deviate that leaves 2.5 % on each side."""

Table = Sequence[Sequence[int]]
"""Counts in as many rows as columns; row: what the left said, column: what the right said, in the same order."""


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance. ``low`` and ``high``: 95 % confidence interval, None where it has no width."""

    value: Fraction
    standard_error: float
    low: float | None
    high: float | None


def observed_agreement(table: Table) -> Fraction | None:
    """The share of cases on the diagonal; None without cases. ValueError unless the table is square."""
    total = _total(table)
    return Fraction(sum(table[i][i] for i in range(len(table))), total) if total else None


def cohen_kappa(table: Table) -> Kappa | None:
    """Unweighted kappa; None without cases, or where both sides put every case in the same single category.

    Standard error for intervals: Fleiss, Cohen and Everitt, Psychological Bulletin 1969;72:323-327. The interval is
    for large numbers and is cut off at -1 and 1. ValueError unless the table is square.
    """
    total, size = _total(table), range(len(table))
    if not total:
        return None
    rows = [Fraction(sum(table[i]), total) for i in size]
    columns = [Fraction(sum(row[j] for row in table), total) for j in size]
    share = [[Fraction(number, total) for number in row] for row in table]
    seen, chance = sum(share[i][i] for i in size), sum(rows[i] * columns[i] for i in size)
    if chance == 1:
        return None
    value = (seen - chance) / (1 - chance)
    on = sum(share[i][i] * (1 - (rows[i] + columns[i]) * (1 - value)) ** 2 for i in size)
    off = sum(share[i][j] * (columns[i] + rows[j]) ** 2 for i in size for j in size if i != j) * (1 - value) ** 2
    rest = (value - chance * (1 - value)) ** 2
    error = sqrt(max(on + off - rest, 0) / total) / float(1 - chance)
    if not error:
        return Kappa(value, 0.0, None, None)
    reach = Z_95 * error
    return Kappa(value, error, max(float(value) - reach, -1.0), min(float(value) + reach, 1.0))


def mcnemar_exact(left_only: int, right_only: int) -> Fraction:
    """Two-sided p: whether as many cases are lost as are won, from the discordant pairs alone.

    Each discordant pair falls to either side with probability one half (McNemar 1947, in its binomial form); 1 where
    there is none. ValueError for a negative number.
    """
    if min(left_only, right_only) < 0:
        raise ValueError("Numbers of cases cannot be negative.")
    pairs = left_only + right_only
    tail = sum(comb(pairs, number) for number in range(min(left_only, right_only) + 1))
    return min(Fraction(2 * tail, 2**pairs), Fraction(1))


def _total(table: Table) -> int:
    if not table or any(len(row) != len(table) for row in table):
        raise ValueError("A table of agreement has as many rows as columns.")
    if any(number < 0 for row in table for number in row):
        raise ValueError("Numbers of cases cannot be negative.")
    return sum(map(sum, table))
