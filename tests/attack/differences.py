"""F02: pairs of answers, subtracted: parent and child, complement, institution in and out, two definitions, two
policies, yesterday and today.

The reader reckons: bounds of every group are narrowed by all answers and by sums along every property, until nothing
moves; then each pair is subtracted with the narrowed bounds.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from random import Random

from cases.disclosure.cube import DEPTH, Cube, Group
from cases.disclosure.rule import Policy, Withheld
from tests.attack.registry import Target
from tests.unit.cases.disclosure.reckoning import ENDLESS, Bounds, announced, worked_out

Answer = Callable[[Group], tuple[int, int]]


def known_of(target: Target, answer: Answer) -> Bounds:
    """What all answers together leave of each group that is not empty."""
    return worked_out({group: answer(group) for group in target.groups})


def answers_of(cube: Cube) -> Answer:
    """What the pages say of one group."""
    return lambda group: announced(cube.count({name: [value] for name, value in group}))


class Pairs:
    """Pairs of answers about one registry, and what their difference leaves open."""

    def __init__(self, target: Target, known: Bounds, policy: Policy):
        self.target, self.known, self.policy = target, known, policy
        self.people = _people(target)
        self.seen, self.faults = Counter(), []

    def judge(self, kind: str, whole: Group, parts: list[Group]) -> None:
        """Subtract some parts of a group from it. The rest is what its other members make."""
        rest = [one for one in self._siblings(whole, parts) if one not in parts]
        people = set().union(*(self.people[one] for one in rest))
        low, high = self._rest(whole, parts)
        by_itself = [self.known[one] for one in rest]
        low, high = max(low, sum(least for least, _ in by_itself)), min(high, sum(most for _, most in by_itself))
        self.seen[kind] += 1
        if not 1 <= len(people) <= self.policy.threshold:
            return
        self.seen["rests of 1 to 7 people"] += 1
        if high - low + 1 < 2:
            self.faults.append(f"{kind}: {whole} without {parts} is {low}")
        elif high - low + 1 < self.policy.spread:
            self.seen["left with two or three values"] += 1

    def _rest(self, whole: Group, parts: list[Group]) -> tuple[int, int]:
        least, most = self.known[whole]
        low, high = (sum(self.known[one][end] for one in parts) for end in (0, 1))
        return max(0, least - high), min(ENDLESS, most - low)

    def _siblings(self, whole: Group, parts: list[Group]) -> list[Group]:
        """All members of the line on which the parts lie."""
        fixed = {name for name, _ in whole}
        (name,) = {name for name, _ in parts[0]} - fixed
        return self.lines[whole, name]

    @cached_property
    def lines(self) -> dict[tuple[Group, str], list[Group]]:
        """(total, property that varies) -> its members."""
        found: dict[tuple[Group, str], list[Group]] = {}
        for group in self.known:
            for one in group:
                total = tuple(other for other in group if other != one)
                found.setdefault((total, one[0]), []).append(group)
        return found


def attack(target: Target, policy: Policy, answer: Answer, pairs: int, seed: int = 1) -> dict:
    """So many pairs. ``faults``: a rest of 1 to 7 people that one difference gives away exactly."""
    found = Pairs(target, known_of(target, answer), policy)
    for whole, parts, kind in islice(_pairs(found, Random(seed)), pairs):
        found.judge(kind, whole, parts)
    return {**found.seen, "faults": found.faults}


def _pairs(found: Pairs, random: Random) -> Iterator[tuple[Group, list[Group], str]]:
    """Every parent with every child, every total without all but one, then institutions and values in and out."""
    askable = [(total, name, members) for (total, name), members in found.lines.items() if len(total) < DEPTH]
    for total, _, members in askable:
        for member in members:
            yield total, [member], "parent and child"
            if len(members) > 2:
                yield total, [one for one in members if one != member], "complement"
    several = [line for line in askable if len(line[2]) > 2]
    while several:
        total, name, members = random.choice(several)
        some = random.sample(members, random.randint(2, len(members) - 1))
        yield total, some, "institution in and out" if name == "institution" else "values in and out"


def two_definitions(target: Target, policy: Policy, questions: list[dict]) -> dict:
    """The same question under the current definition and under another one, which may show nothing of others."""
    usual, other = target.census(policy), target.census(policy, is_usual=False)
    faults = []
    for chosen in questions:
        shown = other.count(chosen)
        if shown.others is not None or shown.withheld not in (Withheld.ELSEWHERE, Withheld.NOTHING):
            faults.append(f"{chosen}: {shown} beside {usual.count(chosen)}")
    return {"two definitions": len(questions), "faults": faults}


def two_policies(target: Target, loose: Policy, strict: Policy) -> dict:
    """Every group under two policies, as after a change of the setting: bounds by both together."""
    first, second = target.census(loose).cube, target.census(strict).cube
    one, two = known_of(target, answers_of(first)), known_of(target, _answers_under(second, strict))
    people, faults, narrow = _people(target), [], 0
    small = [group for group in one if len(group) <= DEPTH and 1 <= len(people[group]) <= loose.threshold]
    for group in small:
        low, high = max(one[group][0], two[group][0]), min(one[group][1], two[group][1])
        faults += [f"{group} is {low}"] if high - low + 1 < 2 else []
        narrow += high - low + 1 < loose.spread
    return {"two policies": len(one), "small": len(small), "left with two or three values": narrow, "faults": faults}


def _answers_under(cube: Cube, policy: Policy) -> Answer:
    def answer(group: Group) -> tuple[int, int]:
        count = cube.count({name: [value] for name, value in group})
        if count.others is not None:
            return policy.span(count.others)
        limits = {Withheld.SMALL: (0, policy.threshold), Withheld.PROTECTING: (policy.threshold + 1, ENDLESS)}
        return limits.get(count.withheld, (0, ENDLESS))

    return answer


def yesterday_and_today(target: Target, policy: Policy, patients: list[int]) -> dict:
    """Every figure before and after one patient came.

    ``exact``: a change that follows from two figures alone. Who knows from elsewhere that one patient came,
    and only one, learns from each figure that moved: that is not covered (docs/adr/0005), and counted here.
    """
    today, seen = target.census(policy).cube, Counter()
    askable = [group for group in target.groups if len(group) <= DEPTH]
    for patient in patients:
        yesterday = target.without(patient).census(policy).cube
        moved = 0
        for group in askable:
            asked = {name: [value] for name, value in group}
            now, before = announced(today.count(asked)), announced(yesterday.count(asked))
            seen["yesterday and today"] += 1
            moved += now != before
            seen["exact"] += now != before and now[1] - before[0] == now[0] - before[1]
        seen["figures that moved"] += moved
        seen["patients whose coming moved a figure"] += moved > 0
    return {**seen, "patients": len(patients)}


def _people(target: Target) -> dict[Group, frozenset[int]]:
    found: dict[Group, set[int]] = {group: set() for group in target.groups}
    for group in found:
        chosen = {name: [value] for name, value in group}
        found[group].update(*(one.patients for one in target.matching(chosen) if not one.readable))
    return {group: frozenset(some) for group, some in found.items()}
