"""Table 1 and comparisons of two groups against R 4.2.2; the R lines stand in the docstrings."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.analysis.statistics.contrasts import Test, contrast_levels, contrast_numbers, odds_ratio
from cases.analysis.statistics.describing import (
    Level,
    difference_of_levels,
    difference_of_numbers,
    levels,
    numbers,
)
from cases.analysis.statistics.fisher import fisher_exact
from cases.analysis.statistics.stratified import Fourfold, common_odds_ratio

R_ROOT = 1e-4
"""How closely R looks for the odds ratio: the tolerance of its uniroot."""

MAY = [41, 36, 12, 18, None, 28, 23, 19, 8, None, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32]
MAY += [None, None, None, 23, 45, 115, 37]
AUGUST = [39, 9, 16, 78, 35, 66, 122, 89, 110, None, None, 44, 28, 65, None, 22, 59, 23, 31, 44, 21, 9, None, 45]
AUGUST += [168, 73, None, 76, 118, 84, 85]
"""split(airquality$Ozone, airquality$Month)[c("5", "8")]"""

DEPARTMENTS = [
    Fourfold("A", 512, 89, 313, 19),
    Fourfold("B", 353, 17, 207, 8),
    Fourfold("C", 120, 202, 205, 391),
    Fourfold("D", 138, 131, 279, 244),
    Fourfold("E", 53, 94, 138, 299),
    Fourfold("F", 22, 24, 351, 317),
]
"""UCBAdmissions: left admitted and right rejected, male then female."""

RABBITS = [Fourfold(*one) for one in (("1/8", 0, 6, 0, 5), ("1/4", 3, 3, 0, 6), ("1/2", 6, 0, 2, 4))]
RABBITS += [Fourfold("1", 5, 1, 6, 0), Fourfold("4", 2, 0, 5, 0)]
"""The penicillin rabbits of help(mantelhaen.test)."""


def group(counts, missing=0):
    """A property with so many records in each of its levels."""
    names = [chr(ord("a") + place) for place in range(len(counts))]
    values = [name for name, count in zip(names, counts, strict=True) for _ in range(count)]
    return levels([*values, *[None] * missing], names)


def test_numbers_with_what_is_missing():
    """quantile(na.omit(airquality$Ozone[airquality$Month == 5]), c(.25, .5, .75)): 11 18 31.5; 8: 28.75 52 82.5."""
    may, august = numbers(MAY), numbers(AUGUST)
    assert (may.n, may.missing, may.known) == (31, 5, 26)
    assert (may.q1, may.median, may.q3) == (11.0, 18.0, 31.5)
    assert (august.q1, august.median, august.q3) == (28.75, 52.0, 82.5)


def test_one_number_is_its_own_quartiles_and_none_has_none():
    assert numbers([7, None]) == numbers([None, 7])
    assert (numbers([7]).q1, numbers([7]).median, numbers([7]).q3) == (7, 7, 7)
    assert (numbers([None]).median, numbers([None]).missing, numbers([]).n) == (None, 1, 0)


def test_levels_keep_their_order_and_the_missing_apart():
    found = levels(["b", None, "b", "a"], ["a", "b", "c"])
    third = Fraction(1, 3)
    assert found.levels == (Level("a", 1, third), Level("b", 2, 2 * third), Level("c", 0, Fraction(0)))
    assert (found.n, found.missing, found.known) == (4, 1, 3)
    assert levels([None], ["a"]).levels == (Level("a", 0, None),)
    with pytest.raises(ValueError, match="does not name x"):
        levels(["x"], ["a"])


@pytest.mark.parametrize(
    ("left", "right", "p"),
    [
        ((2, 10), (15, 3), 0.000536724119143),
        ((5, 0), (3, 6), 0.030969030969),
        ((30, 20), (18, 35), 0.0103954595935),
        ((4, 1, 7, 2, 0), (1, 6, 5, 1, 3), 0.0643719007369),
        ((20, 15, 30, 12), (10, 25, 28, 22), 0.0382029673923),
    ],
)
def test_fisher(left, right, p):
    """fisher.test(cbind(left, right))$p.value; the first are the convictions of help(fisher.test)."""
    assert float(fisher_exact(left, right)) == pytest.approx(p, rel=5e-12)
    assert fisher_exact(right, left) == fisher_exact(left, right)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4))
def test_fisher_is_the_sum_over_all_tables(pairs):
    left, right = zip(*pairs, strict=True)
    totals = [a + b for a, b in pairs]
    tables = [one for one in product(*(range(total + 1) for total in totals)) if sum(one) == sum(left)]
    ways = {table: ways_of(totals, table) for table in tables}
    tail = sum(one for one in ways.values() if one <= ways[left])
    assert fisher_exact(left, right) == Fraction(tail, comb(sum(totals), sum(left)))


def ways_of(totals, table):
    found = 1
    for total, count in zip(totals, table, strict=True):
        found *= comb(total, count)
    return found


def test_fisher_refuses_what_is_no_table_and_gives_up_on_too_many():
    with pytest.raises(ValueError, match="negative"):
        fisher_exact([1, -1], [0, 2])
    assert fisher_exact([], []) == 1
    assert fisher_exact((60, 40, 30, 20, 10, 5, 3, 1), (80, 30, 40, 10, 20, 2, 6, 4)) is None


def test_two_levels_with_small_expected_counts():
    """fisher.test(matrix(c(5, 0, 3, 6), 2))$p.value; estimate Inf, conf.int 0.9494116408 Inf."""
    found = contrast_levels(group((5, 0)), group((3, 6), missing=4))
    assert (found.test, found.left, found.right, found.statistic) == (Test.FISHER, 5, 9, None)
    assert found.why == "Expected counts are small: 3 of 4 below 5."
    assert found.p == pytest.approx(0.030969030969, rel=1e-10)
    assert (found.odds_ratio.value, found.odds_ratio.high) == (None, None)
    assert found.odds_ratio.low == pytest.approx(0.9494116408, rel=R_ROOT)
    assert odds_ratio(5, 0, 3, 0) is None


def test_the_odds_ratio_given_the_margins():
    """fisher.test(matrix(c(2, 10, 15, 3), nrow = 2)): estimate, conf.int; and by hand, to more digits than R looks for.

    At the lower end so many or more on the left have a probability of 2.5 %, at the upper so many or fewer; at the
    estimate the mean is what was seen.
    """
    odds = odds_ratio(2, 10, 15, 3)
    found = (odds.value, odds.low, odds.high)
    assert found == pytest.approx((0.04693660883, 0.003325764034, 0.363182271475), abs=R_ROOT)
    estimate, low, high = ([comb(17, k) * comb(13, 12 - k) * ratio**k for k in range(13)] for ratio in found)
    assert sum(low[2:]) / sum(low) == pytest.approx(0.025, abs=1e-9)
    assert sum(high[:3]) / sum(high) == pytest.approx(0.025, abs=1e-9)
    assert sum(k * one for k, one in enumerate(estimate)) / sum(estimate) == pytest.approx(2, abs=1e-9)


def test_two_levels_with_large_expected_counts():
    """x <- chisq.test(matrix(c(30, 20, 18, 35), ncol = 2), correct = FALSE): statistic, p.value; fisher.test: odds."""
    found = contrast_levels(group((30, 20)), group((18, 35)))
    assert (found.test, found.why) == (Test.CHI_SQUARE, "Expected counts are large enough: none of 4 below 5.")
    assert (found.statistic, found.p) == pytest.approx((7.00947684391, 0.008107936896), rel=1e-9)
    odds = found.odds_ratio
    assert (odds.value, odds.low, odds.high) == pytest.approx((2.885042979, 1.216710934, 7.040534242), rel=R_ROOT)


def test_several_levels():
    """chisq.test(matrix(c(20, 15, 30, 12, 10, 25, 28, 22), ncol = 2)): X-squared, p.value; 3 degrees of freedom."""
    found = contrast_levels(group((20, 15, 30, 12)), group((10, 25, 28, 22)))
    assert (found.test, found.odds_ratio) == (Test.CHI_SQUARE, None)
    assert (found.statistic, found.p) == pytest.approx((8.46906670468, 0.03724984086), rel=1e-9)
    sparse = contrast_levels(group((4, 1, 7, 2, 0)), group((1, 6, 5, 1, 3)))
    assert (sparse.test, sparse.why) == (Test.FISHER, "Expected counts are small: 8 of 10 below 5.")
    assert sparse.p == pytest.approx(0.0643719007369, rel=1e-10)


def test_a_level_that_nobody_has_changes_nothing():
    with_it = contrast_levels(group((20, 15, 30, 12, 0)), group((10, 25, 28, 22, 0)))
    assert with_it == contrast_levels(group((20, 15, 30, 12)), group((10, 25, 28, 22)))


def test_too_many_tables_for_an_exact_test_are_said_to_be():
    found = contrast_levels(group((60, 40, 30, 20, 10, 5, 3, 0, 1)), group((80, 30, 40, 10, 20, 2, 0, 2, 4)))
    assert found.test is Test.CHI_SQUARE
    assert found.why.endswith("Too many tables for an exact test, so p is approximate.")


def test_ranks_with_ties():
    """wilcox.test(Ozone ~ Month, data = airquality, subset = Month %in% c(5, 8), exact = FALSE): W 127.5."""
    found = contrast_numbers(MAY, AUGUST)
    assert (found.test, found.why) == (Test.MANN_WHITNEY, "By approximation, corrected for equal values.")
    assert (found.left, found.right, found.statistic) == (26, 26, 127.5)
    assert found.p == pytest.approx(0.0001208078308, rel=1e-9)


def test_ranks_without_ties():
    """wilcox.test(x, y), the permeability of the placenta in help(wilcox.test): W 35."""
    x = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    found = contrast_numbers(x, [1.15, 0.88, 0.90, 0.74, 1.21])
    assert (found.statistic, found.why) == (35, "Exact: small groups without equal values.")
    assert found.p == pytest.approx(0.254412254412, rel=1e-10)
    assert contrast_numbers(range(50), range(100, 120)).why == "By approximation: the groups are large."


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ([None], [1, 2], "Nothing is known on one side."),
        ([], [], "Nothing is known on one side."),
        ([3, 3], [3, None], "All have the same value."),
    ],
)
def test_nothing_to_compare(left, right, why):
    found = contrast_numbers(left, right)
    assert (found.test, found.why, found.p) == (Test.NONE, why, None)
    counts = [group((sum(one is not None for one in side), 0)) for side in (left, right)]
    assert contrast_levels(*counts) == replace(found, difference=None)


def test_only_the_same_levels_are_compared():
    with pytest.raises(ValueError, match="same levels"):
        contrast_levels(group((1, 2)), group((1, 2, 3)))


def test_standardised_differences():
    """(mean(m) - mean(a)) / sqrt((var(m) + var(a)) / 2); the distance of Yang and Dalton typed in as they print it."""
    assert difference_of_numbers(MAY, AUGUST) == pytest.approx(-1.13016827411, rel=1e-10)
    assert difference_of_levels((20, 15, 30, 12), (10, 25, 28, 22)) == pytest.approx(0.469094297005, rel=1e-11)
    assert difference_of_levels((30, 20), (18, 35)) == pytest.approx(0.540416557119, rel=1e-11)


def test_standardised_differences_that_are_none():
    assert difference_of_numbers([1], [1, 2]) is difference_of_numbers([1, 1], [2, 2]) is None
    assert difference_of_levels((3, 0), (5, 0)) is difference_of_levels((0, 0), (1, 2)) is None
    assert difference_of_levels((3, 0), (0, 5)) is None
    assert difference_of_levels((3, 4), (6, 8)) == 0


def test_admissions_within_departments():
    """mantelhaen.test(UCBAdmissions); metafor 3.8-1, rma.mh(measure = "OR"): TA 18.82550125205, p 0.00207140140."""
    found = common_odds_ratio(DEPARTMENTS)
    assert (found.strata, found.used, found.left, found.right) == (6, 6, 1755, 2771)
    assert (found.statistic, found.p) == pytest.approx((1.42694622859, 0.2322634628), rel=1e-9)
    interval = (found.odds_ratio, found.low, found.high)
    assert interval == pytest.approx((0.904696828259, 0.771907361759, 1.060329764437), rel=1e-11)
    assert (found.differ, found.differ_p) == pytest.approx((18.82550125205, 0.00207140139788), rel=1e-9)


def test_rabbits_within_doses_of_which_two_tell_nothing():
    """mantelhaen.test(Rabbits)."""
    found = common_odds_ratio(RABBITS)
    assert (found.strata, found.used) == (5, 3)
    assert (found.statistic, found.p) == pytest.approx((3.92857142857, 0.04747225514), rel=1e-9)
    interval = (found.odds_ratio, found.low, found.high)
    assert interval == pytest.approx((7, 1.02671268846, 47.72513338022), rel=1e-11)


def test_a_difference_below_one_half_is_not_corrected():
    """mantelhaen.test(array(c(3, 2, 4, 3, 5, 6, 4, 4), c(2, 2, 2))): the same with correct = FALSE."""
    found = common_odds_ratio([Fourfold("A", 3, 4, 2, 3), Fourfold("B", 5, 4, 6, 4)])
    assert (found.statistic, found.p) == pytest.approx((0.00812071788164, 0.9281958089), rel=1e-9)


def test_strata_without_a_comparison_give_no_figure():
    nothing = common_odds_ratio([Fourfold("A", 3, 0, 4, 0), Fourfold("B", 0, 0, 4, 2)])
    assert (nothing.left, nothing.right, nothing.used, nothing.odds_ratio, nothing.p) == (3, 10, 0, None, None)
    single = common_odds_ratio([Fourfold("A", 3, 2, 4, 5)])
    assert (single.odds_ratio, single.differ) == (pytest.approx(15 / 8), None)
    without_bound = common_odds_ratio([Fourfold("A", 5, 0, 3, 6)])
    assert (without_bound.odds_ratio, without_bound.low, without_bound.differ) == (None, None, None)
    assert without_bound.p < 0.1
    with pytest.raises(ValueError, match="negative"):
        Fourfold("A", -1, 0, 0, 0)
