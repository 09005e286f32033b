"""Counts by several properties at once, shown so that no two of them can be subtracted into a small one.

A cube holds the others' cases counted by all their properties together. From it follow all tables: a *group*
fixes the values of some properties and sums over the rest; the groups that fix none, one, two or three
properties are the figures that anybody can ask for, through any combination of filters. They are settled
together:

1. a group of ``Policy.threshold`` people or fewer is withheld (``SMALL``), however many events they have;
2. along every *line* (one property varies, the others are fixed) the members add up to their total; what is
   shown of all lines together must leave each small group at least ``Policy.spread`` possible values. Groups that
   fix more properties are shown to nobody, but add up too, and their lines count. The reader is taken to know
   which groups are empty: those are left out and protect nobody;
3. where it does not, the smallest shown figure next to the exposed group is withheld too (``PROTECTING``),
   and so on until every small group is safe.

A question about several values is answered by the sum of the shown groups, never by a count of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from cases.disclosure.rule import POLICY, Count, Policy, Withheld
from cases.disclosure.sums import Line, Lines

DEPTH = 3

Group = tuple[tuple[str, str], ...]
"""What a group fixes: (property, value) pairs in the order of the cube's properties."""

UNBOUNDED = 10**12


class Cube:
    """The others' cases, counted by all properties together, and which groups of them may be shown.

    ``properties``: their names. ``counts``: one value per property -> number of cases or events. Values are texts.
    ``people``: the same keys -> whose they are, where one person may have several; without it each is another's.
    """

    def __init__(
        self,
        properties: tuple[str, ...],
        counts: Mapping[tuple[str, ...], int],
        *,
        people: Mapping[tuple[str, ...], Iterable[Hashable]] | None = None,
        depth: int = DEPTH,
        policy: Policy = POLICY,
    ):
        self.properties, self.depth, self.policy = properties, min(depth, len(properties)), policy
        self._sizes = self._groups(counts, range(self.depth + 1))
        heads = self._sizes if people is None else self._heads(people)
        self._withheld = {group: Withheld.SMALL for group, number in heads.items() if policy.is_small(number)}
        self._finer = self._groups(counts, range(self.depth + 1, len(self.properties) + 1))
        self._settle(list(self._sizes))
        if self._finer:
            self._settle([*self._sizes, *self._finer])

    def count(self, chosen: Mapping[str, Collection[str]], *, exact: int = 0) -> Count:
        """The figure for cases whose properties have one of the chosen values.

        ``chosen``: property -> values; one that is left out may have any. ``exact``: the reader's own part.
        """
        if len(chosen) > self.depth:
            return self.policy.withheld(Withheld.TOO_FINE, exact=exact)
        groups = list(self._asked(chosen))
        shown = [self.policy.rounded(self._sizes[group]) for group in groups if self._is_shown(group)]
        if len(groups) < 2 and not shown:
            why = self._withheld.get(groups[0], Withheld.SMALL) if groups else Withheld.SMALL
            return self.policy.withheld(why, exact=exact)
        partly = Withheld.NOTHING if len(shown) == len(groups) else Withheld.PARTLY
        return Count(exact, sum(shown) if shown else None, partly, self.policy.threshold)

    def values(self, name: str) -> set[str]:
        """The values of one property whose group is shown: naming another would say that somebody has it."""
        return {
            group[0][1] for group in self._sizes if len(group) == 1 and group[0][0] == name and self._is_shown(group)
        }

    def _asked(self, chosen: Mapping[str, Collection[str]]) -> Iterator[Group]:
        named = [name for name in self.properties if name in chosen]
        for values in product(*(sorted(set(chosen[name])) for name in named)):
            yield tuple(zip(named, values, strict=True))

    def _is_shown(self, group: Group) -> bool:
        return group in self._sizes and group not in self._withheld

    def _groups(self, counts: Mapping[tuple[str, ...], int], depths: range) -> dict[Group, int]:
        """The groups that fix so many properties, and their sizes."""
        sizes: dict[Group, int] = defaultdict(int)
        for values, number in counts.items():
            for group in self._holding(values, depths) if number else ():
                sizes[group] += number
        return dict(sizes)

    def _heads(self, people: Mapping[tuple[str, ...], Iterable[Hashable]]) -> dict[Group, int]:
        """How many different people are in each group that can be asked for."""
        found: dict[Group, set[Hashable]] = defaultdict(set)
        for values, some in people.items():
            for group in self._holding(values, range(self.depth + 1)):
                found[group].update(some)
        return {group: len(found[group]) for group in self._sizes}

    def _holding(self, values: tuple[str, ...], depths: range) -> Iterator[Group]:
        named = tuple(zip(self.properties, values, strict=True))
        return (group for depth in depths for group in combinations(named, depth))

    def _settle(self, groups: Sequence[Group]) -> None:
        """Withhold more until every small group keeps its spread; each round withholds at least one more."""
        lines = _lines_of(groups)
        while exposed := self._exposed(groups, lines):
            victims = {self._neighbour(number, groups, lines) for number in exposed} - {None}
            if not victims:
                return
            self._withheld |= dict.fromkeys(victims, Withheld.PROTECTING)

    def _exposed(self, groups: Sequence[Group], lines: Lines) -> list[int]:
        """Small groups whose possible values are too few, given everything that is shown."""
        announced = [self._announced(group) for group in groups]
        low, high = [least for least, _ in announced], [most for _, most in announced]
        lines.narrow(low, high)
        return [
            number
            for number, group in enumerate(groups)
            if self._withheld.get(group) is Withheld.SMALL and high[number] - low[number] + 1 < self.policy.spread
        ]

    def _announced(self, group: Group) -> tuple[int, int]:
        """What the shown figure of a group, or its absence, says by itself."""
        if group in self._finer:
            return 0, UNBOUNDED
        reason, limit = self._withheld.get(group), self.policy.threshold
        if reason is Withheld.SMALL:
            return 0, max(limit, self._sizes[group])  # few people may have many events
        if reason is Withheld.PROTECTING:
            return limit + 1, UNBOUNDED
        return self.policy.span(self._sizes[group])

    def _neighbour(self, number: int, groups: Sequence[Group], lines: Lines) -> Group | None:
        """The smallest shown group among the nearest ones whose figures bear on this one; None if none is shown."""
        reached, ring = {number}, {number}
        while ring:
            ring = lines.neighbours(ring) - reached
            shown = [groups[one] for one in ring if self._is_shown(groups[one])]
            if shown:
                return min(shown, key=lambda one: (self._sizes[one], one))
            reached |= ring
        return None


def _lines_of(groups: Sequence[Group]) -> Lines:
    """Every line between the groups; a group is named by its place."""
    places = {group: number for number, group in enumerate(groups)}
    members: dict[tuple[Group, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for place, (name, _) in enumerate(group):
            members[group[:place] + group[place + 1 :], name].append(number)
    return Lines((Line(places[total], tuple(found)) for (total, _), found in members.items()), len(groups))
