"""How a cohort comes about: who is left after each rule, whom one rule alone keeps out, and which fail together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a rule says about a record. Unknown is neither: something that it needs was not written down."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AttritionStep:
    """What a rule does to the records that passed all before it; the three add up to those. Counts of records.

    Each is under the rule of disclosure together with the others, because a small loss is the difference of two large
    numbers that are left.
    """

    rule: str
    left: int
    lost: int
    unknown: int


@dataclass(frozen=True)
class Attrition:
    """All rules in order. ``total`` = ``passed`` + ``failed`` + ``undecided``: counts under the rule of disclosure.

    ``failed``: at least one rule says no, wherever it stands; ``undecided``: none does, but one is unknown.
    """

    total: int
    steps: tuple[AttritionStep, ...]
    passed: int
    failed: int
    undecided: int


@dataclass(frozen=True)
class KeptOut:
    """Records that one rule alone keeps out: it says no (``failed``), or is unknown, and all others say yes.

    Keys of records: for those who may read them. ``len`` of each is a count under the rule of disclosure.
    """

    rule: str
    failed: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Overlap:
    """Records that have exactly these of some properties. ``count`` is under the rule of disclosure."""

    members: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Overlaps:
    """An UpSet: ``sizes``, records per property, alone or with others; ``overlaps``, records per combination.

    ``none``: records without any. The overlaps and ``none`` add up to ``total``. All are counts under the rule of
    disclosure, settled together.
    """

    total: int
    sizes: tuple[Overlap, ...]
    overlaps: tuple[Overlap, ...]
    none: int


Judged = Mapping[str, Sequence[Outcome]]
"""What each rule says about each record: by its key, one outcome per rule in their order."""


def attrition(rules: Sequence[str], judged: Judged) -> Attrition:
    """From all records down, rule by rule. ValueError unless each record has one outcome per rule."""
    _check(rules, judged)
    rows, steps = list(judged.values()), []
    left = rows
    for place, rule in enumerate(rules):
        said = Counter(row[place] for row in left)
        left = [row for row in left if row[place] is Outcome.PASS]
        steps.append(AttritionStep(rule, said[Outcome.PASS], said[Outcome.FAIL], said[Outcome.UNKNOWN]))
    failed = sum(Outcome.FAIL in row for row in rows)
    return Attrition(len(rows), tuple(steps), len(left), failed, len(rows) - failed - len(left))


def kept_out_by_one(rules: Sequence[str], judged: Judged) -> tuple[KeptOut, ...]:
    """By rule, who would be in the cohort but for it alone. ValueError unless each record has one outcome per rule."""
    _check(rules, judged)
    alone: dict[tuple[int, Outcome], list[str]] = {}
    for key, row in judged.items():
        missed = [place for place, outcome in enumerate(row) if outcome is not Outcome.PASS]
        if len(missed) == 1:
            alone.setdefault((missed[0], row[missed[0]]), []).append(key)
    return tuple(
        KeptOut(rule, *(tuple(alone.get((place, one), ())) for one in (Outcome.FAIL, Outcome.UNKNOWN)))
        for place, rule in enumerate(rules)
    )


def failing(rules: Sequence[str], judged: Judged) -> list[frozenset[str]]:
    """The rules that say no to each record, for `overlaps`. ValueError unless each has one outcome per rule."""
    _check(rules, judged)
    pairs = (zip(rules, row, strict=True) for row in judged.values())
    return [frozenset(rule for rule, outcome in row if outcome is Outcome.FAIL) for row in pairs]


def overlaps(order: Sequence[str], sets: Iterable[frozenset[str]]) -> Overlaps:
    """Count combinations of properties, such as compartments involved or rules that fail; the most frequent first.

    Ties stand in the order of the properties. ValueError for a property that ``order`` does not name.
    """
    every = list(sets)
    strange = frozenset().union(*every) - set(order)
    if strange:
        raise ValueError(f"The order of the properties does not name {', '.join(sorted(strange))}.")
    sizes = tuple(Overlap((name,), sum(name in one for one in every)) for name in order)
    places = {name: place for place, name in enumerate(order)}
    found = Counter(tuple(sorted(one, key=places.__getitem__)) for one in every)
    none = found.pop((), 0)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], [places[name] for name in pair[0]]))
    return Overlaps(len(every), sizes, tuple(Overlap(*pair) for pair in ranked), none)


def _check(rules: Sequence[str], judged: Judged) -> None:
    if any(len(row) != len(rules) for row in judged.values()):
        raise ValueError("Every record needs one outcome for each rule.")
