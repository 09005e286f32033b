"""Kappa and McNemar against values that others computed, and by hand."""

from fractions import Fraction

import pytest

from cases.analysis.statistics.agreement import cohen_kappa, mcnemar_exact, observed_agreement


def test_kappa_as_sas_proc_freq_prints_it():
    """SAS, PROC FREQ with AGREE for this table: kappa 0.4842, ASE 0.1380, 95 % limits 0.2137 and 0.7547."""
    kappa = cohen_kappa([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert float(kappa.value) == pytest.approx(0.4842, abs=5e-5)
    assert kappa.standard_error == pytest.approx(0.1380, abs=5e-5)
    assert (kappa.low, kappa.high) == pytest.approx((0.2137, 0.7547), abs=5e-5)


def test_kappa_by_hand():
    """Seen 35/50; by chance 25/50 x 30/50 + 25/50 x 20/50 = 1/2; kappa (0.7 - 0.5) / (1 - 0.5) = 0.4.

    On the diagonal 0.4 x (1 - 1.1 x 0.6)^2 + 0.3 x (1 - 0.9 x 0.6)^2 = 0.10972; off it
    0.6^2 x (0.1 x 1.1^2 + 0.2 x 0.9^2) = 0.10188; rest (0.4 - 0.5 x 0.6)^2 = 0.01;
    standard error sqrt(0.2016 / 50) / 0.5 = 0.1270.
    """
    table = [[20, 5], [10, 15]]
    kappa = cohen_kappa(table)
    assert observed_agreement(table) == Fraction(7, 10)
    assert kappa.value == Fraction(2, 5)
    assert kappa.standard_error == pytest.approx(0.1270, abs=5e-5)


def test_full_agreement_has_no_interval_and_full_disagreement_is_minus_one():
    kappa = cohen_kappa([[5, 0], [0, 5]])
    assert (kappa.value, kappa.low, kappa.high) == (1, None, None)
    assert cohen_kappa([[0, 5], [5, 0]]).value == -1


def test_the_interval_stays_between_minus_one_and_one():
    kappa = cohen_kappa([[9, 1], [0, 2]])
    assert kappa.high == 1.0
    assert -1 < kappa.low < kappa.value


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]]])
def test_without_cases_or_with_one_category_there_is_no_kappa(table):
    assert cohen_kappa(table) is None


def test_without_cases_there_is_no_agreement():
    assert observed_agreement([[0, 0], [0, 0]]) is None
    assert observed_agreement([[0, 1], [0, 0]]) == 0


@pytest.mark.parametrize(
    ("left_only", "right_only", "p"),
    [
        (9, 2, Fraction(2 * (1 + 11 + 55), 2**11)),
        (2, 9, Fraction(2 * (1 + 11 + 55), 2**11)),
        (1, 6, Fraction(2 * (1 + 7), 2**7)),
        (0, 5, Fraction(2, 32)),
        (0, 6, Fraction(2, 64)),
        (3, 3, Fraction(1)),
        (0, 1, Fraction(1)),
        (0, 0, Fraction(1)),
    ],
)
def test_mcnemar_by_hand_from_the_binomial_coefficients(left_only, right_only, p):
    assert mcnemar_exact(left_only, right_only) == p


def test_a_table_that_is_none_is_refused():
    with pytest.raises(ValueError, match="as many rows as columns"):
        cohen_kappa([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="negative"):
        observed_agreement([[1, -1], [0, 0]])
    with pytest.raises(ValueError, match="negative"):
        mcnemar_exact(-1, 0)
