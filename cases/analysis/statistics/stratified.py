"""One odds ratio for two groups from several institutions: Cochran, Mantel and Haenszel.

Institutions differ in whom they treat and how they look; here each is compared with itself only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from cases.analysis.statistics.agreement import Z_95
from cases.analysis.statistics.libraries import chi_square_tail

CONTINUITY = 0.5
"""What is taken off the difference before it is squared; nothing where it is smaller, as in R."""


@dataclass(frozen=True)
class Fourfold:
    """Records of one stratum. ``a``, ``b``: left with and without the property; ``c``, ``d``: right.

    Counts under the rule of disclosure. ValueError for a negative one.
    """

    stratum: str
    a: int
    b: int
    c: int
    d: int

    def __post_init__(self):
        if min(self.a, self.b, self.c, self.d) < 0:
            raise ValueError("Numbers of records cannot be negative.")

    @property
    def total(self) -> int:
        return self.a + self.b + self.c + self.d

    @property
    def informs(self) -> bool:
        """Whether both groups and both values are there: only then does it bear on the common odds ratio."""
        return all((self.a + self.b, self.c + self.d, self.a + self.c, self.b + self.d))


@dataclass(frozen=True)
class Common:
    """The comparison within strata. ``left``, ``right``: records of all strata, counts under the rule of disclosure.

    ``strata``, ``used``: how many there are, and how many have both groups and both values. ``odds_ratio``, ``low``,
    ``high``: common odds ratio with 95 % interval, None where it is 0 or has no bound. ``statistic``, ``p``: of the
    test that it is 1, 1 degree of freedom. ``differ``, ``differ_p``: Tarone's statistic, and p, that it is the same in
    all strata, ``used`` - 1 degrees; a small p means that one common figure hides a difference.
    """

    left: int
    right: int
    strata: int
    used: int
    odds_ratio: float | None
    low: float | None
    high: float | None
    statistic: float | None
    p: float | None
    differ: float | None
    differ_p: float | None


def common_odds_ratio(tables: Sequence[Fourfold]) -> Common:
    """Compare two groups within strata.

    Test: Mantel and Haenszel, J Natl Cancer Inst 1959;22:719-748, with correction for continuity, as in R
    ``mantelhaen.test``. Interval: Robins, Breslow and Greenland, Biometrics 1986;42:311-323. Homogeneity: Tarone,
    Biometrika 1985;72:91-95.
    """
    used = [one for one in tables if one.informs]
    left, right = sum(one.a + one.b for one in tables), sum(one.c + one.d for one in tables)
    statistic, p = _test(used)
    ratio, low, high = _estimate(used)
    differ, differ_p = _homogeneity(used, ratio)
    return Common(left, right, len(tables), len(used), ratio, low, high, statistic, p, differ, differ_p)


def _test(tables: Sequence[Fourfold]) -> tuple[float | None, float | None]:
    if not tables:
        return None, None
    gap = abs(sum(one.a - _expected(one) for one in tables))
    spread = sum((t.a + t.b) * (t.c + t.d) * (t.a + t.c) * (t.b + t.d) / (t.total**2 * (t.total - 1)) for t in tables)
    statistic = (gap - (CONTINUITY if gap >= CONTINUITY else 0)) ** 2 / spread
    return statistic, chi_square_tail(statistic, 1)


def _expected(table: Fourfold) -> float:
    return (table.a + table.b) * (table.a + table.c) / table.total


def _estimate(tables: Sequence[Fourfold]) -> tuple[float | None, float | None, float | None]:
    """The common odds ratio and its interval."""
    r, s = [t.a * t.d / t.total for t in tables], [t.b * t.c / t.total for t in tables]
    over, under = sum(r), sum(s)
    if not over or not under:
        return None, None, None
    p, q = [(t.a + t.d) / t.total for t in tables], [(t.b + t.c) / t.total for t in tables]
    rows = list(zip(p, q, r, s, strict=True))
    spread = (
        sum(p * r for p, _, r, _ in rows) / (2 * over**2)
        + sum(p * s + q * r for p, q, r, s in rows) / (2 * over * under)
        + sum(q * s for _, q, _, s in rows) / (2 * under**2)
    )
    ratio, reach = over / under, Z_95 * sqrt(spread)
    return ratio, exp(log(ratio) - reach), exp(log(ratio) + reach)


def _homogeneity(tables: Sequence[Fourfold], ratio: float | None) -> tuple[float | None, float | None]:
    if ratio is None or len(tables) < 2:
        return None, None
    fitted = [_fitted(one, ratio) for one in tables]
    spreads = [_spread(table, a) for table, a in zip(tables, fitted, strict=True)]
    gaps = [table.a - a for table, a in zip(tables, fitted, strict=True)]
    apart = sum(gap**2 / spread for gap, spread in zip(gaps, spreads, strict=True))
    statistic = apart - sum(gaps) ** 2 / sum(spreads)
    return statistic, chi_square_tail(statistic, len(tables) - 1)


def _fitted(table: Fourfold, ratio: float) -> float:
    """What ``a`` would be with the margins of this stratum and the common odds ratio."""
    row, column, rest = table.a + table.b, table.a + table.c, table.d - table.a
    # the root within the margins of a (rest + a) = ratio (row - a) (column - a)
    half, constant = rest + ratio * (row + column), ratio * row * column
    root = sqrt(half**2 - 4 * (ratio - 1) * constant)
    return 2 * constant / (half + root)


def _spread(table: Fourfold, a: float) -> float:
    b, c, d = table.a + table.b - a, table.a + table.c - a, table.d - table.a + a
    return 1 / (1 / a + 1 / b + 1 / c + 1 / d)
