"""One figure: what is exact, what is withheld, what is rounded, and in which words."""

import pytest

from cases.disclosure.rule import Count, Policy, Withheld


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
