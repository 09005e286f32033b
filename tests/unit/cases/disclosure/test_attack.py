"""Attacks: from everything that a table shows, no withheld count of 7 or fewer can be worked out.

The attacker knows the rule, which groups are empty, and whether a figure was withheld for its size or to
protect another. ``possible`` enumerates every true table that would look like the one shown.
"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.disclosure.cube import Cube
from cases.disclosure.rule import Count, Policy, Withheld
from cases.disclosure.tables import one_way, two_way

POLICY = Policy()
HIGHEST = 60
small_and_large = st.one_of(st.integers(0, 7), st.integers(8, 45))


def candidates(figure: Count, *, empty: bool = False) -> range:
    """The true counts that would be shown as this figure."""
    if empty:
        return range(1)
    if figure.withheld is Withheld.SMALL:
        return range(8)
    if figure.withheld is Withheld.PROTECTING:
        return range(8, HIGHEST)
    return range(max(figure.others - 2, 8), figure.others + 3)


def admits(figure: Count, total: int) -> bool:
    """Whether a shown total could stand for this true one; a withheld one says 7 or fewer, or nothing."""
    if figure.withheld is Withheld.PROTECTING:
        return True
    return total in (range(8) if figure.withheld is Withheld.SMALL else candidates(figure))


def sums(ranges: list[range]) -> set[int]:
    reachable = {0}
    for one in ranges:
        reachable = {total + value for total in reachable for value in one}
    return reachable


@settings(max_examples=1500, deadline=None)
@given(st.lists(small_and_large, min_size=1, max_size=6))
def test_no_member_of_a_table_is_pinned_by_the_others_and_the_total(counts):
    others = {f"v{place}": count for place, count in enumerate(counts)}
    table = one_way(others)
    ranges = {value: candidates(table.cells[value], empty=not count) for value, count in others.items()}
    for value, count in others.items():
        if table.cells[value].withheld is not Withheld.SMALL or not count:
            continue
        rest = sums([one for key, one in ranges.items() if key != value])
        left = {guess for guess in ranges[value] if any(admits(table.total, guess + total) for total in rest)}
        assert count in left
        assert len(left) >= POLICY.spread, (counts, value, left)


@pytest.mark.parametrize("first", range(1, 8))
@pytest.mark.parametrize("second", range(30))
def test_every_pair_of_counts(first, second):
    table = one_way({"a": first, "b": second})
    seconds = candidates(table.cells["b"], empty=not second)
    left = {
        guess for guess in candidates(table.cells["a"]) if any(admits(table.total, guess + other) for other in seconds)
    }
    assert first in left
    assert len(left) >= POLICY.spread


@settings(max_examples=250, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 7), st.integers(8, 30)), min_size=4, max_size=4))
def test_no_cell_of_a_two_way_table_is_pinned(counts):
    keys = list(product("rs", "xy"))
    others = dict(zip(keys, counts, strict=True))
    table = two_way(others)
    possible = {key: set() for key in keys}
    for guess in product(*(candidates(table.cells[key], empty=not others[key]) for key in keys)):
        (rx, ry, sx, sy) = guess
        fits = (
            admits(table.rows["r"], rx + ry)
            and admits(table.rows["s"], sx + sy)
            and admits(table.columns["x"], rx + sx)
            and admits(table.columns["y"], ry + sy)
            and admits(table.total, sum(guess))
        )
        if fits:
            for key, value in zip(keys, guess, strict=True):
                possible[key].add(value)
    for key, count in others.items():
        assert count in possible[key]
        if count and table.cells[key].withheld is Withheld.SMALL:
            assert len(possible[key]) > 1, (counts, key, possible[key])


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from("pq")),
        st.integers(1, 20),
        min_size=1,
        max_size=12,
    )
)
def test_subtracting_two_answers_never_gives_a_small_number(counts):
    """A filter and the same filter with one more condition: their difference keeps several values."""
    cube = Cube(("site", "drug", "extent"), counts)
    choices = [
        {name: [value] for name, value in zip(("site", "drug", "extent"), values, strict=True) if value}
        for values in product(["", "A", "B"], ["", "x", "y", "z"], ["", "p", "q"])
    ]
    shown = [(choice, figure.others) for choice in choices if (figure := cube.count(choice)).others is not None]
    for wider, parent in shown:
        for narrower, child in shown:
            if len(narrower) == len(wider) + 1 and wider.items() <= narrower.items():
                difference = parent - child
                left = [guess for guess in range(8) if difference - 4 <= guess <= difference + 4]
                true = _size(counts, wider) - _size(counts, narrower)
                assert not 1 <= true <= 7 or len(left) >= POLICY.spread or _several(counts, wider, narrower)


def _matches(key, choice) -> bool:
    return all(key[("site", "drug", "extent").index(name)] in values for name, values in choice.items())


def _size(counts, choice) -> int:
    return sum(count for key, count in counts.items() if _matches(key, choice))


def _several(counts, wider, narrower) -> bool:
    """The remainder is made of several groups, each of which keeps its values by itself."""
    (name,) = narrower.keys() - wider.keys()
    place = ("site", "drug", "extent").index(name)
    rest = {key[place] for key in counts if _matches(key, wider) and not _matches(key, narrower)}
    return len(rest) > 1


def test_several_values_are_answered_by_the_sum_of_the_shown_groups():
    cube = Cube(("drug",), {("x",): 21, ("y",): 12, ("z",): 5, ("w",): 40})
    assert cube.count({"drug": ["x", "y"]}) == Count(0, 30)
    assert cube.count({"drug": ["x", "z"]}) == Count(0, 20, Withheld.PARTLY)
    assert cube.count({"drug": ["z"]}) == Count(0, None, Withheld.SMALL)
    assert cube.count({"drug": ["nobody"]}) == cube.count({"drug": ["z"]})


def test_too_many_conditions_at_once_are_not_counted():
    cube = Cube(("a", "b", "c", "d"), {("1", "1", "1", "1"): 50})
    assert cube.count({"a": "1", "b": "1", "c": "1"}).others == 50
    assert cube.count({"a": "1", "b": "1", "c": "1", "d": "1"}).withheld is Withheld.TOO_FINE


def test_only_values_with_a_shown_group_are_named():
    assert Cube(("drug",), {("x",): 21, ("z",): 5}).values("drug") == {"x"}
