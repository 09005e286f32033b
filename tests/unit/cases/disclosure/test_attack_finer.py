"""A reader who reckons with groups that no page shows: they fix more properties, and add up to those that are shown."""

from itertools import product
from random import Random

import pytest

from cases.disclosure.cube import Cube, Group
from cases.disclosure.rule import SPREAD, THRESHOLD
from tests.unit.cases.disclosure.reckoning import ENDLESS, Bounds, announced, groups_of, worked_out

PROPERTIES = ("label", "certainty", "regimen", "extent", "institution")


def drawn(seed: int) -> dict[tuple[str, ...], int]:
    """Two values of each property, two thirds of their combinations, 0 to about 40 cases in each."""
    random = Random(seed)
    cells = [values for values in product("01", repeat=len(PROPERTIES)) if random.random() < 0.67]
    counts = {values: int(random.expovariate(1 / 8)) for values in cells}
    return {values: count for values, count in counts.items() if count}


def known_of(sizes: dict[Group, int], cells: dict[tuple[str, ...], int]) -> Bounds:
    """What all the answers and the sums along one property leave of each group."""
    cube = Cube(PROPERTIES, cells)
    return worked_out({group: announced(cube.count({name: [value] for name, value in group})) for group in sizes})


@pytest.mark.parametrize("seed", range(16))
def test_no_small_group_is_worked_out_through_groups_that_nobody_is_shown(seed: int):
    cells = drawn(seed)
    sizes = groups_of(PROPERTIES, cells)
    known = known_of(sizes, cells)
    assert {
        group: known[group] for group, size in sizes.items() if not known[group][0] <= size <= known[group][1]
    } == {}
    asked = [group for group, size in sizes.items() if size <= THRESHOLD and len(group) <= 3]
    assert {group: known[group] for group in asked if known[group][1] - known[group][0] + 1 < SPREAD} == {}


def test_the_reader_learns_something_where_it_harms_nobody():
    """The twin: large groups are known within bounds."""
    cells = drawn(1)
    sizes = groups_of(PROPERTIES, cells)
    known = known_of(sizes, cells)
    large = [known[group] for group, size in sizes.items() if size > 100]
    assert large
    assert all(low > THRESHOLD and high < ENDLESS for low, high in large)
