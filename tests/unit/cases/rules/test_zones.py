"""The search over days: nothing reachable is missed, nothing unreachable is found."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.zones import Day, Search, SearchLimit, Zone, bounds, earliest, in_order, latest, same_day


def interval(search: Search, low: int | None, high: int | None) -> Day:
    day = search.variable()
    if low is not None:
        search.base.tighten(0, day.variable, -low)
    if high is not None:
        search.base.tighten(day.variable, 0, high)
    return day


def test_a_decided_comparison_does_not_branch() -> None:
    search = Search()
    day = interval(search, 10, 20)
    answers = [answer for _, answer in search.explore(lambda: (day <= 20, day < 10, day > 9, day < 21, day + 5 >= 15))]
    assert answers == [(True, False, True, True, True)]


def test_an_open_comparison_gives_both_answers_with_their_days() -> None:
    search = Search()
    day = interval(search, 10, 20)
    found = {answer: bounds(zone, day) for zone, answer in search.explore(lambda: day <= 12)}
    assert found == {True: (10, 12), False: (13, 20)}


def test_what_was_decided_once_stays_decided() -> None:
    search = Search()
    first, second = interval(search, 0, 10), interval(search, 5, 15)
    answers = [answer for _, answer in search.explore(lambda: (first < second, second <= first))]
    assert sorted(answers) == [(False, True), (True, False)]


def test_relations_between_days_are_kept() -> None:
    search = Search()
    start, stop = interval(search, 0, 10), interval(search, 0, 10)
    search.base.tighten(start.variable, stop.variable, 0)
    answers = {answer for _, answer in search.explore(lambda: (start >= 8, stop >= 8))}
    assert answers == {(True, True), (False, True), (False, False)}


def test_an_impossible_constraint_is_refused_and_changes_nothing() -> None:
    zone = Zone()
    one = zone.add_variable()
    assert zone.tighten(one, 0, 5)
    assert not zone.tighten(0, one, -6)
    assert zone.difference(one, 0) == (None, 5)


def test_days_do_not_equal_by_accident() -> None:
    search = Search()
    day = search.variable()
    with pytest.raises(TypeError, match="same_day"):
        _ = day == 3
    found = {answer for _, answer in search.explore(lambda: same_day(day, 3))}
    assert found == {True, False}


def test_a_search_stops_at_its_limit() -> None:
    search = Search(limit=3)
    days = [interval(search, 0, 10) for _ in range(3)]
    with pytest.raises(SearchLimit):
        list(search.explore(lambda: [day <= 5 for day in days]))
    assert len(list(search.explore(lambda: days[0] <= 5))) == 2


small = st.tuples(st.integers(-4, 4), st.integers(0, 4)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(small, min_size=1, max_size=4), st.booleans())
@settings(deadline=None)
def test_earliest_and_latest_agree_with_every_choice_of_days(spans: list[tuple[int, int]], last: bool) -> None:
    search = Search()
    items = [(position, interval(search, *span)) for position, span in enumerate(spans)]
    choose = latest if last else earliest
    found = {answer for _, answer in search.explore(lambda: choose(items, lambda one: one[1], lambda one: one[0])[0])}
    tried = {
        choose(list(enumerate(days)), lambda one: one[1], lambda one: one[0])[0]
        for days in itertools.product(*[range(low, high + 1) for low, high in spans])
    }
    assert found == tried


@given(st.lists(small, min_size=1, max_size=4))
@settings(deadline=None)
def test_orders_agree_with_every_choice_of_days(spans: list[tuple[int, int]]) -> None:
    search = Search()
    items = [(position, interval(search, *span)) for position, span in enumerate(spans)]
    found = {
        tuple(position for position, _ in answer)
        for _, answer in search.explore(lambda: in_order(items, lambda one: one[1], lambda one: one[0]))
    }
    tried = {
        tuple(position for position, _ in sorted(enumerate(days), key=lambda one: (one[1], one[0])))
        for days in itertools.product(*[range(low, high + 1) for low, high in spans])
    }
    assert found == tried


def test_ties_go_to_the_least_rank_among_exact_days() -> None:
    days = [(1, 5), (2, 5), (3, 4)]
    assert earliest(days, lambda one: one[1], lambda one: one[0]) == (3, 4)
    assert latest(days, lambda one: one[1], lambda one: -one[0]) == (2, 5)


@given(small, st.integers(-3, 3), small, st.integers(-3, 3))
@settings(deadline=None, max_examples=60)
def test_days_with_an_offset_compare_as_every_choice_of_days_does(
    span: tuple[int, int], shift: int, other: tuple[int, int], more: int
) -> None:
    def asked(a: Day | int, b: Day | int) -> tuple[bool, ...]:
        return a <= b, a < b, a >= b, a > b

    search = Search()
    one, two = interval(search, *span) + shift, interval(search, *other) - more
    found = {answer for _, answer in search.explore(lambda: asked(one, two))}
    days = itertools.product(range(span[0], span[1] + 1), range(other[0], other[1] + 1))
    assert found == {asked(a + shift, b - more) for a, b in days}


@given(st.lists(st.tuples(small, st.integers(-3, 3)), min_size=2, max_size=3), st.booleans())
@settings(deadline=None, max_examples=60)
def test_the_earliest_and_latest_of_days_with_offsets(spans: list[tuple[tuple[int, int], int]], last: bool) -> None:
    search = Search()
    items = [(position, interval(search, *span) + shift) for position, (span, shift) in enumerate(spans)]
    choose = latest if last else earliest
    found = {answer for _, answer in search.explore(lambda: choose(items, lambda one: one[1], lambda one: one[0])[0])}
    ranges = [range(low + shift, high + shift + 1) for (low, high), shift in spans]
    tried = {
        choose(list(enumerate(days)), lambda one: one[1], lambda one: one[0])[0] for days in itertools.product(*ranges)
    }
    assert found == tried


def test_a_day_far_from_any_bound_has_none() -> None:
    search = Search()
    free, since, until = search.variable(), interval(search, 5, None), interval(search, None, 5)
    assert bounds(search.base, free) == (None, None)
    assert (bounds(search.base, since), bounds(search.base, until)) == ((5, None), (None, 5))
    assert bounds(search.base, since + 2, until - 1) == (3, None)
    assert bounds(search.base, free + 3, free) == (3, 3)
    assert bounds(None, 9, 4) == (5, 5)


def test_a_search_asks_only_about_what_was_open() -> None:
    search = Search()
    first, second = interval(search, 0, 3), interval(search, 10, 13)
    list(search.explore(lambda: (first < second, earliest([first, second], lambda one: one, lambda one: one.variable))))
    assert search.asked == set()
    list(search.explore(lambda: second <= 11))
    assert search.asked == {0, second.variable}


def test_same_day_holds_on_that_day_and_on_no_other() -> None:
    search = Search()
    day = interval(search, 0, 9)
    found = [(answer, bounds(zone, day)) for zone, answer in search.explore(lambda: same_day(day, 3))]
    assert sorted(found) == [(False, (0, 2)), (False, (4, 9)), (True, (3, 3))]
    assert (same_day(4, 4), same_day(4, 5), same_day(5, 4)) == (True, False, False)
