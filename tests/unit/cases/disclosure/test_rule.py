"""One figure: what is exact, what is withheld, what is rounded, and in which words."""

from itertools import product

import pytest

from cases.disclosure.rule import BASE, BASES, THRESHOLD, THRESHOLDS, Count, Policy, Withheld
from registry.institutions.models import RoundedTo, WithheldUpTo


@pytest.mark.parametrize("others", range(8))
def test_seven_or_fewer_are_withheld_and_zero_looks_the_same(others):
    assert Policy().count(3, others) == Count(3, None, Withheld.SMALL)


@pytest.mark.parametrize(("others", "shown"), [(8, 10), (9, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)])
def test_larger_counts_are_rounded_to_five(others, shown):
    assert Policy().count(0, others) == Count(0, shown)


def test_every_count_lies_in_the_span_of_its_rounded_figure():
    policy = Policy()
    for count in range(8, 500):
        low, high = policy.span(count)
        assert low <= count <= high
        assert high - low == 4
        assert {policy.rounded(one) for one in range(low, high + 1)} == {policy.rounded(count)}


def test_readable_cases_are_exact_beside_withheld_ones():
    count = Policy().count(2, 5)
    assert count.exact == 2
    assert count.redacted
    assert str(count) == "2, others: 7 or fewer"


def test_where_nobody_else_can_be_the_figure_is_just_the_number():
    count = Policy().count(2, None)
    assert not count.redacted
    assert str(count) == "2"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(4, 20), "4, others: about 20"),
        (Count(4, 20, Withheld.PARTLY), "4, others: about 20, smaller groups left out"),
        (Count(0, None, Withheld.PROTECTING), "0, others: withheld"),
    ],
)
def test_words(count, words):
    assert str(count) == words


def test_a_rule_that_could_not_be_kept_is_refused():
    assert Policy(base=3).rounded(8) == 9
    with pytest.raises(ValueError, match="odd"):
        Policy(base=10)
    with pytest.raises(ValueError, match="spread"):
        Policy(spread=9)
    assert Policy(threshold=12).count(0, 13) == Count(0, 15, up_to=12)
    with pytest.raises(ValueError, match="smallest shown figure"):
        Policy(threshold=11)


def test_the_strictest_of_each_part_wins_and_nobody_asks_for_less():
    assert Policy.strictest([]) == Policy()
    assert Policy.strictest([(12, 5), (7, 15)]) == Policy(threshold=12, base=15)
    assert Policy.strictest([(3, 1)]) == Policy()


def test_what_can_be_set_is_what_institutions_are_offered():
    assert list(THRESHOLDS) == WithheldUpTo.values
    assert list(BASES) == RoundedTo.values
    assert (THRESHOLD, BASE) == (WithheldUpTo.SEVEN, RoundedTo.FIVE) == (THRESHOLDS[0], BASES[0])


@pytest.mark.parametrize(("threshold", "base"), list(product(THRESHOLDS, BASES)))
def test_a_stricter_policy_tells_nothing_that_the_usual_one_does_not(threshold: int, base: int):
    """What looks alike under the usual rule looks alike under every other: changing it gives nothing away."""
    stricter, seen = Policy(threshold=threshold, base=base), {}
    for count in range(300):
        usual, strict = Policy().count(0, count), stricter.count(0, count)
        assert seen.setdefault((usual.others, usual.withheld), strict) == strict
        assert strict.withheld is Withheld.SMALL or usual.withheld is Withheld.NOTHING


def test_words_name_the_limit_that_was_used():
    assert str(Policy(threshold=12).count(1, 9)) == "1, others: 12 or fewer"
