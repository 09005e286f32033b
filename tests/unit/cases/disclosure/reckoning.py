"""What a reader works out who puts answers together: bounds of every group, narrowed until nothing moves.

The reader knows the rule, knows which groups are empty, and adds up along one property at a time.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from cases.disclosure.cube import Group
from cases.disclosure.rule import BASE, THRESHOLD, Count, Withheld

ENDLESS = 10**9

Bounds = dict[Group, tuple[int, int]]


def groups_of(properties: Sequence[str], cells: dict[tuple[str, ...], int]) -> dict[Group, int]:
    """Every group of every depth, and its true size. ``cells``: a value of each property -> how many cases."""
    sizes: dict[Group, int] = defaultdict(int)
    for values, size in cells.items():
        named = tuple(zip(properties, values, strict=True))
        for group in (one for depth in range(len(named) + 1) for one in combinations(named, depth)):
            sizes[group] += size
    return dict(sizes)


def announced(shown: Count) -> tuple[int, int]:
    """What one answer says by itself: least and most."""
    if shown.others is not None:
        return max(shown.others - BASE // 2, THRESHOLD + 1), shown.others + BASE // 2
    return {
        Withheld.SMALL: (0, THRESHOLD),
        Withheld.PROTECTING: (THRESHOLD + 1, ENDLESS),
        Withheld.TOO_FINE: (0, ENDLESS),
        Withheld.ELSEWHERE: (0, ENDLESS),
    }[shown.withheld]


def worked_out(answers: Bounds) -> Bounds:
    """The bounds that remain after sums along one property. ``answers``: what is said of each group by itself."""
    known = dict(answers)
    lines: dict[tuple, list[Group]] = defaultdict(list)
    for group in known:
        for one in group:
            lines[tuple(other for other in group if other != one), one[0]].append(group)
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
