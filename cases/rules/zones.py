"""Days that are not known exactly, and the search over everything that they may be.

A date that is known to the day is a plain ``int``. Any other date is a ``Day``: a variable of a ``Search``
plus a number of days. What is known about the variables is a *zone*: for each pair an upper bound on their
difference, in a matrix that is always closed under shortest paths (a difference-bound matrix). Differences of
integers bounded by integers are totally unimodular, so a closed zone holds an integer solution for each bound
in it: what the matrix allows is allowed by real calendar days, and nothing else is.

Rules are ordinary Python: they write ``scan.on <= t0 + 42``. Where the zone decides the comparison, the
answer is the only one. Where it does not, the run takes one answer, adds it to the zone as a constraint, and
the search runs the rule again with the other. Each run ends in one answer that holds on every day left in its
zone; the zones of all runs are disjoint and together cover the first one. The answers are therefore exactly
those that some allowed choice of days gives, found without listing days.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Constraint = tuple[int, int, int]
"""``(i, j, c)``: variable i minus variable j is at most c days. Variable 0 is day 0 itself."""

UNBOUNDED = 10**12
BEYOND = 10**11
"""A bound at or above this says nothing: it is UNBOUNDED plus or minus real days."""


class SearchLimit(Exception):
    """More combinations of uncertain dates than the search may follow; the answers so far are true but not
    all.
    """


class Zone:
    """A closed difference-bound matrix over the variables of a search. ``bound[i][j]`` bounds i minus j."""

    __slots__ = ("bound",)

    def __init__(self, bound: list[list[int]] | None = None) -> None:
        self.bound = bound if bound is not None else [[0]]

    def copy(self) -> "Zone":
        return Zone([row.copy() for row in self.bound])

    def add_variable(self) -> int:
        """A new variable of which nothing is known; returns its number."""
        for row in self.bound:
            row.append(UNBOUNDED)
        size = len(self.bound)
        self.bound.append([UNBOUNDED] * size + [0])
        return size

    def tighten(self, i: int, j: int, days: int) -> bool:
        """Add "i minus j is at most ``days``" and close again. False, and no change, if no day is left."""
        bound = self.bound
        if bound[i][j] <= days:
            return True
        if bound[j][i] + days < 0:
            return False
        from_j = bound[j]
        for row in bound:
            to_i = row[i]
            if to_i >= BEYOND:
                continue
            reach = to_i + days
            for b, onward in enumerate(from_j):
                if onward < BEYOND and reach + onward < row[b]:
                    row[b] = reach + onward
        return True

    def difference(self, i: int, j: int) -> tuple[int | None, int | None]:
        """The least and the greatest i minus j; None where there is no bound."""
        low, high = -self.bound[j][i], self.bound[i][j]
        return (low if low > -BEYOND else None), (high if high < BEYOND else None)


class Day:
    """A variable of a search plus a number of days. It compares with days and integers, and never equals by
    accident.
    """

    __slots__ = ("offset", "search", "variable")

    def __init__(self, search: "Search", variable: int, offset: int = 0) -> None:
        self.search = search
        self.variable = variable
        self.offset = offset

    def __add__(self, days: int) -> "Day":
        return Day(self.search, self.variable, self.offset + days)

    def __sub__(self, days: int) -> "Day":
        return Day(self.search, self.variable, self.offset - days)

    def __le__(self, other: "int | Day") -> bool:
        j, shift = parts(other)
        return self.search.at_most(self.variable, j, shift - self.offset)

    def __lt__(self, other: "int | Day") -> bool:
        j, shift = parts(other)
        return self.search.at_most(self.variable, j, shift - self.offset - 1)

    def __ge__(self, other: "int | Day") -> bool:
        j, shift = parts(other)
        return self.search.at_most(j, self.variable, self.offset - shift)

    def __gt__(self, other: "int | Day") -> bool:
        j, shift = parts(other)
        return self.search.at_most(j, self.variable, self.offset - shift - 1)

    def __eq__(self, other: object) -> bool:
        raise TypeError("Days are compared with <=, <, >= and >; use same_day() for equality.")

    __hash__ = None

    def __repr__(self) -> str:
        return f"Day(v{self.variable}{self.offset:+d})"


Comparable = int | Day


class Search:
    """The variables of one case, and the walk over the answers that they allow.

    The walk is breadth first, so that a search that must stop has looked at the most different ways first.
    """

    def __init__(self, limit: int = 4096) -> None:
        self.base = Zone()
        self.zone = self.base
        self.limit = limit
        self.asked: set[int] = set()
        self._prefix: tuple[int, ...] = ()
        self._taken: list[int] = []
        self._open: deque[tuple[int, ...]] = deque()

    @property
    def is_open(self) -> bool:
        """Whether the walk has ways left to follow, after an answer of ``explore``."""
        return bool(self._open)

    def variable(self) -> Day:
        return Day(self, self.base.add_variable())

    def span(self, zone: Zone, variable: int, since: Comparable) -> tuple[int | None, int | None]:
        """The least and greatest day of a variable after ``since`` in a zone."""
        return bounds(zone, Day(self, variable), since)

    def explore(
        self, run: Callable[[], T], base: Zone | None = None, limit: int | None = None
    ) -> Iterator[tuple[Zone, T]]:
        """Yield (zone, answer) for each way in which the comparisons of ``run`` can come out.

        ``run`` must be deterministic and is called once for each answer. ``asked`` collects the variables
        that some undecided comparison was about. Raises SearchLimit after ``limit`` answers.
        """
        base = base if base is not None else self.base
        limit = limit if limit is not None else self.limit
        todo: deque[tuple[int, ...]] = deque([()])
        answers = 0
        while todo:
            if answers == limit:
                raise SearchLimit
            self._prefix, self._taken, self._open = todo.popleft(), [], todo
            self.zone = base.copy()
            answer = run()
            answers += 1
            yield self.zone, answer

    def at_most(self, i: int, j: int, days: int) -> bool:
        """Whether variable i minus variable j is at most ``days``; branches if the zone allows both."""
        bound = self.zone.bound
        if bound[i][j] <= days:
            return True
        if bound[j][i] + days < 0:
            return False
        self.asked.update((i, j))
        holds = self._branch(2) == 0
        if holds:
            self.zone.tighten(i, j, days)
        else:
            self.zone.tighten(j, i, -days - 1)
        return holds

    def choose(self, alternatives: Sequence[Sequence[Constraint]]) -> int:
        """Which of several disjoint, together exhaustive conjunctions holds; branches over those still
        possible.
        """
        possible = []
        for number, constraints in enumerate(alternatives):
            zone = self.zone.copy()
            if all(zone.tighten(*constraint) for constraint in constraints):
                possible.append((number, zone))
        if len(possible) == 1:
            return possible[0][0]
        for constraints in alternatives:
            for i, j, _ in constraints:
                self.asked.update((i, j))
        number, self.zone = possible[self._branch(len(possible))]
        return number

    def _branch(self, ways: int) -> int:
        depth = len(self._taken)
        if depth < len(self._prefix):
            way = self._prefix[depth]
        else:
            way = 0
            self._open.extend((*self._taken, other) for other in range(1, ways))
        self._taken.append(way)
        return way


def parts(day: Comparable) -> tuple[int, int]:
    return (0, day) if isinstance(day, int) else (day.variable, day.offset)


def same_day(a: Comparable, b: Comparable) -> bool:
    return a <= b and b <= a


def may_precede(day: Comparable, other: Comparable) -> bool:
    """Whether ``day`` lies before ``other`` as far as the record alone says: nothing is asked of the search."""
    search = next((one.search for one in (day, other) if type(one) is not int), None)
    low, _ = bounds(search and search.base, day, other)
    return low is None or low < 0


def earliest(items: Iterable[T], day: Callable[[T], Comparable], rank: Callable[[T], object]) -> T:
    """The item with the least day; on one day, the one with the least rank. Ranks must differ. Never empty."""
    return _extreme(list(items), day, rank, -1)


def latest(items: Iterable[T], day: Callable[[T], Comparable], rank: Callable[[T], object]) -> T:
    """The item with the greatest day; on one day, the one with the least rank. Ranks must differ. Never
    empty.
    """
    return _extreme(list(items), day, rank, 1)


def in_order(items: Iterable[T], day: Callable[[T], Comparable], rank: Callable[[T], object]) -> list[T]:
    """The items by day, then by rank."""
    left = sorted(items, key=rank)
    if all(type(day(item)) is int for item in left):
        left.sort(key=day)
        return left
    ordered = []
    while left:
        first = earliest(left, day, rank)
        ordered.append(first)
        left.remove(first)
    return ordered


def _extreme(items: list[T], day: Callable[[T], Comparable], rank: Callable[[T], object], sign: int) -> T:
    if len(items) == 1:
        return items[0]
    days = [day(item) for item in items]
    search = next((one.search for one in days if type(one) is not int), None)
    if search is None:
        most = max(days) if sign > 0 else min(days)
        last = [item for item, one in zip(items, days, strict=True) if one == most]
        return last[0] if len(last) == 1 else min(last, key=rank)
    items.sort(key=rank)
    terms = [parts(day(item)) for item in items]
    alternatives = []
    for mine, (i, shift_i) in enumerate(terms):
        constraints = []
        for other, (j, shift_j) in enumerate(terms):
            if other == mine:
                continue
            strictly = 1 if other < mine else 0
            if sign < 0:
                constraints.append((i, j, shift_j - shift_i - strictly))
            else:
                constraints.append((j, i, shift_i - shift_j - strictly))
        alternatives.append(constraints)
    return items[search.choose(alternatives)]


def bounds(zone: Zone | None, day: Comparable, since: Comparable = 0) -> tuple[int | None, int | None]:
    """The least and greatest ``day`` minus ``since`` in a zone; None where there is no bound."""
    if type(day) is int and type(since) is int:
        return day - since, day - since
    (i, shift_i), (j, shift_j) = parts(day), parts(since)
    shift = shift_i - shift_j
    if i == j or zone is None:
        return shift, shift
    low, high = zone.difference(i, j)
    return (None if low is None else low + shift), (None if high is None else high + shift)
