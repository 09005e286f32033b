"""Outcome tables: what is withheld, and a reader who knows the total exactly tries every true table."""

from collections import defaultdict
from itertools import product

import pytest

from cases.disclosure.outcomes import outcome_table
from cases.disclosure.rule import POLICY, Withheld


def shown(**counts: int) -> dict[str, str] | None:
    table = outcome_table(counts)
    return table and {name: one.others_in_words for name, one in table.items()}


def test_large_cells_are_rounded_and_small_ones_withheld_the_empty_too():
    assert shown(a=23, b=16, c=4, d=0) == {"a": "about 25", "b": "about 15", "c": "7 or fewer", "d": "7 or fewer"}


@pytest.mark.parametrize("counts", [{"a": 7, "b": 0}, {"a": 3, "b": 4}, {"a": 0, "b": 0, "c": 0}])
def test_a_group_of_seven_or_fewer_shows_nothing(counts):
    assert outcome_table(counts) is None


def test_a_table_is_left_out_where_the_total_would_give_a_small_cell_away():
    assert shown(a=14, b=13, c=0) is None  # 27 in all, about 15 and about 15: at most 1 is left
    assert shown(a=14, b=13, c=3) == {"a": "about 15", "b": "about 15", "c": "7 or fewer"}


def test_a_table_in_which_nothing_can_be_shown_is_left_out():
    assert outcome_table({"a": 7, "b": 7}) is None


def looks(counts: tuple[int, ...]) -> tuple:
    table = outcome_table({str(place): number for place, number in enumerate(counts)})
    return table and tuple((one.others, one.withheld) for one in table.values())


@pytest.mark.parametrize("total", range(POLICY.threshold + 1, 40))
def test_every_cell_that_is_not_shown_keeps_its_spread_for_whoever_knows_the_total_and_the_rule(total):
    """All true tables of three cells with this total: those that look the same leave several values to a cell.

    A table that is left out is such a look too.
    """
    alike = defaultdict(list)
    for first, second in product(range(total + 1), repeat=2):
        if first + second <= total:
            counts = (first, second, total - first - second)
            alike[looks(counts)].append(counts)
    for look, tables in alike.items():
        for place in range(3):
            if look is None or look[place][1] is Withheld.SMALL:
                assert len({one[place] for one in tables}) >= POLICY.spread, (look, tables)
    assert len(alike) > 1 or total <= 2 * POLICY.threshold
