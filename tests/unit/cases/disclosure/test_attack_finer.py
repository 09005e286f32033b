"""A reader who reckons with groups that no page shows: they fix more properties, and add up to those that are shown."""

from collections import defaultdict
from itertools import combinations, product
from random import Random

import pytest

from cases.disclosure.cube import Cube, Group
from cases.disclosure.rule import BASE, SPREAD, THRESHOLD, Count, Withheld

PROPERTIES = ("label", "certainty", "regimen", "extent", "institution")
ENDLESS = 10**9


def drawn(seed: int) -> dict[tuple[str, ...], int]:
    """Two values of each property, two thirds of their combinations, 0 to about 40 cases in each."""
    random = Random(seed)
    cells = [values for values in product("01", repeat=len(PROPERTIES)) if random.random() < 0.67]
    counts = {values: int(random.expovariate(1 / 8)) for values in cells}
    return {values: count for values, count in counts.items() if count}


def groups_of(cells: dict[tuple[str, ...], int]) -> dict[Group, int]:
    """Every group of every depth, and its true size."""
    sizes: dict[Group, int] = defaultdict(int)
    for values, count in cells.items():
        named = list(zip(PROPERTIES, values, strict=True))
        for group in (one for depth in range(len(named) + 1) for one in combinations(named, depth)):
            sizes[group] += count
    return dict(sizes)


def announced(shown: Count) -> tuple[int, int]:
    """What one answer says by itself."""
    if shown.others is not None:
        return max(shown.others - BASE // 2, THRESHOLD + 1), shown.others + BASE // 2
    return {
        Withheld.SMALL: (0, THRESHOLD),
        Withheld.PROTECTING: (THRESHOLD + 1, ENDLESS),
        Withheld.TOO_FINE: (0, ENDLESS),
    }[shown.withheld]


def worked_out(cube: Cube, sizes: dict[Group, int]) -> dict[Group, tuple[int, int]]:
    """Bounds of every group, from all the answers and from sums along one property, until nothing moves."""
    known = {group: announced(cube.count({name: [value] for name, value in group})) for group in sizes}
    lines = defaultdict(list)
    for group in sizes:
        for name, value in group:
            lines[tuple(one for one in group if one != (name, value)), name].append(group)
    before = None
    while before != known:
        before = dict(known)
        for (total, _), members in lines.items():
            low, high = sum(known[one][0] for one in members), sum(known[one][1] for one in members)
            least, most = known[total]
            known[total] = max(least, low), min(most, high)
            for one in members:
                bottom, top = known[one]
                known[one] = max(bottom, least - high + top), min(top, most - low + bottom)
    return known


@pytest.mark.parametrize("seed", range(16))
def test_no_small_group_is_worked_out_through_groups_that_nobody_is_shown(seed: int):
    cells = drawn(seed)
    sizes = groups_of(cells)
    known = worked_out(Cube(PROPERTIES, cells), sizes)
    assert {
        group: known[group] for group, size in sizes.items() if not known[group][0] <= size <= known[group][1]
    } == {}
    asked = [group for group, size in sizes.items() if size <= THRESHOLD and len(group) <= 3]
    assert {group: known[group] for group in asked if known[group][1] - known[group][0] + 1 < SPREAD} == {}


def test_the_reader_learns_something_where_it_harms_nobody():
    """The twin: large groups are known within bounds."""
    cells = drawn(1)
    sizes = groups_of(cells)
    known = worked_out(Cube(PROPERTIES, cells), sizes)
    large = [known[group] for group, size in sizes.items() if size > 100]
    assert large
    assert all(low > THRESHOLD and high < ENDLESS for low, high in large)
