"""F01: everything that can be asked, and whether any figure rests on 7 people or fewer, or is not rounded.

Zeros are reviewed too: where a few people of others are asked for, the answer must be the one that nobody would get.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from random import Random

from cases.cohorts.census import Census
from cases.cohorts.querysets import Counted
from cases.disclosure.rule import Count, Policy
from tests.attack.registry import Chosen, Target, Truth, asked, every_conjunction, fields_of, options, random_filters

NUMBER = re.compile(r"\d+")
EACH = 37
"""One conjunction in so many is tried for few people."""


def questions(target: Target, number: int, seed: int) -> Iterator[dict[str, tuple[str, ...]] | None]:
    """All one-, two- and three-way filters, then filters of several values, ``number`` in all at least."""
    codes = [*dict.fromkeys(one.values[4] for one in target.rows)]
    values, fields = options(codes), fields_of(codes)
    every = list(every_conjunction(values))
    more = islice(random_filters(values, Random(seed)), max(0, number - len(every)))
    return (asked(one, fields) for one in chain(every, more))


def attack(target: Target, census: Census, number: int, *, rule: Policy | None = None, seed: int = 1) -> dict:
    """Ask, and compare each answer with the truth. ``rule``: to judge by, the policy of the census if not given.

    ``faults``: sentences, empty where the rule holds.
    """
    rule, seen, faults = rule or census.policy, Counter(), []
    for chosen in questions(target, number, seed):
        seen["questions"] += 1
        if chosen is None:
            seen["not counted at all"] += 1
            continue
        count, truth = census.count(chosen), target.truth(chosen)
        seen["shown" if count.others is not None else f"answered {count.withheld}"] += 1
        seen["small groups asked for"] += 1 <= truth.people <= census.policy.threshold
        faults += [f"{dict(chosen)}: {fault}" for fault in wrong(count, truth, rule)]
    return {**seen, "faults": faults}


def wrong(count: Count, truth: Truth, policy: Policy) -> Iterator[str]:
    """What one answer gives away."""
    if count.exact != truth.exact:
        yield f"the readable part is {truth.exact}, and {count.exact} is shown"
    if count.others is None:
        return
    if truth.people <= policy.threshold:
        yield f"a figure rests on {truth.people} people"
    if count.others % policy.base:
        yield f"{count.others} is not rounded"
    if set(NUMBER.findall(count.others_in_words)) - {str(count.others)}:
        yield f"the words say more: {count.others_in_words}"


def zeros(target: Target, policy: Policy, number: int, seed: int = 1) -> dict:
    """So many questions about 1 to 7 people: asked again where these people had never been in the registry."""
    usual, faults = target.census(policy), []
    few = (one for one in islice(questions(target, 0, seed), seed, None, EACH) if one is not None)
    small = (one for one in few if 1 <= target.truth(one).people <= policy.threshold)
    chosen = list(islice(small, number))
    for one in chosen:
        there, gone = usual.count(one), _emptied(target, one).census(policy).count(one)
        if there.others_in_words != gone.others_in_words:
            faults.append(f"{one}: {there.others_in_words}, and of nobody {gone.others_in_words}")
    return {"questions about 1 to 7 people, asked of nobody": len(chosen), "faults": faults}


def _emptied(target: Target, chosen: Chosen) -> Target:
    gone: list[Counted] = [one for one in target.matching(chosen) if not one.readable]
    return Target(tuple(one for one in target.rows if one not in gone), target.others)
