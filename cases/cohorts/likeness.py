"""How alike two events are: a sum of plain differences, each of which can be said in a word.

Every item counts from 0 (alike) to its weight (nothing in common). Sets are compared by what they share of all that
either has. An item that neither event knows is left out; one that only one of them knows counts half its weight.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

WEIGHTS: dict[str, int] = {
    "systemic": 2,
    "evidence": 1,
    "exposure": 1,
    "cns": 1,
    "extent": 1,
    "novelty": 1,
    "her2": 2,
    "classes": 2,
    "drugs": 1,
    "involved": 2,
    "receptors": 1,
    "line": 1,
}
"""What is compared, and by how much it counts at most; together sixteen points."""
FURTHEST_LINE = 3
"""Lines of treatment between two events from which on they have nothing in common there."""
KNOWN_NOTHING = frozenset([frozenset(), frozenset(["UNKNOWN"])])


@dataclass(frozen=True)
class Traits:
    """What an event is compared by. ``sets``: item -> codes (axes hold every code that the dates allow)."""

    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class Likeness:
    """``distance``: 0 is alike in everything compared. ``differs``: items that count, the heaviest first."""

    distance: Fraction
    differs: tuple[str, ...]


def likeness(one: Traits, other: Traits) -> Likeness:
    """How far one event is from another; the same both ways."""
    parts = {name: _part(name, one, other) * weight for name, weight in WEIGHTS.items()}
    order = sorted((name for name in parts if parts[name]), key=lambda name: (-parts[name], name))
    return Likeness(sum(parts.values(), Fraction(0)), tuple(order))


def nearest(mine: Traits, others: Iterable[tuple[str, int, Traits]], most: int) -> list[tuple[str, Likeness]]:
    """The nearest events, one for each patient, the nearest first; events alike to the same degree by their ids.

    ``others``: (id, patient, traits) of each.
    """
    best: dict[int, tuple[Fraction, str, Likeness]] = {}
    for key, patient, traits in others:
        found = likeness(mine, traits)
        candidate = (found.distance, key, found)
        best[patient] = min(best.get(patient, candidate), candidate, key=lambda one: one[:2])
    return [(key, found) for _, key, found in sorted(best.values(), key=lambda one: one[:2])[:most]]


def traits_of(axes: Mapping[str, Sequence[str]], course: Mapping, line: int | None) -> Traits:
    """The traits of an event as it is stored: its columns of codes, and its ``course``."""
    receptors = [f"{analyte} {says}" for analyte, says in (course.get("receptors") or {}).items()]
    sets = {name: frozenset(codes or ()) for name, codes in axes.items()}
    return Traits(sets | {"involved": frozenset(course.get("involved") or ()), "receptors": frozenset(receptors)}, line)


def _part(name: str, one: Traits, other: Traits) -> Fraction:
    if name == "line":
        return _apart(one.line, other.line)
    return _unshared(one.sets.get(name, frozenset()), other.sets.get(name, frozenset()))


def _unshared(one: Collection[str], other: Collection[str]) -> Fraction:
    known = [frozenset(some) not in KNOWN_NOTHING for some in (one, other)]
    if not all(known):
        return Fraction(1, 2) if any(known) else Fraction(0)
    every, shared = {*one, *other}, {*one} & {*other}
    return Fraction(len(every) - len(shared), len(every))


def _apart(one: int | None, other: int | None) -> Fraction:
    if one is None or other is None:
        return Fraction(0) if one is other else Fraction(1, 2)
    return Fraction(min(abs(one - other), FURTHEST_LINE), FURTHEST_LINE)
