"""Which difference between two definitions moves an episode: each is tried alone, and the rules are asked again.

A part is one constant, or one of the larger things that a definition says: ladder of evidence, compartments, criteria.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.rules.definition import (
    CONSTANTS,
    LADDER_CONSTANTS,
    Definition,
    DefinitionError,
    definition_from_document,
)
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline
from cases.rules.vocabulary import Compartment, Criteria

Document = Mapping[str, Any]
NO_EVENT = ""
"""Stands for the label where a definition sees no event that starts with the record."""
NOT_MEASURABLE = "not_measurable"
ROLES = {"target": "Progresses", "comparator": "Compared with", "cns": "Beside it", "regional": "Weak comparators"}
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Part:
    """One difference. ``before``, ``after``: in words, what the left and the right definition say."""

    group: str
    name: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Trial:
    """The left definition with one part of the right, and the right with that part as the left has it.

    None where the part cannot stand in the other definition by itself.
    """

    part: Part
    added: Definition | None
    undone: Definition | None


@dataclass(frozen=True)
class Reason:
    """Why an episode moves: parts that move it alone; if there is none, those without which it would not move."""

    alone: tuple[Part, ...]
    needed: tuple[Part, ...]


def trials(left: Definition, right: Definition) -> tuple[Trial, ...]:
    """One trial for each difference between two definitions that bears on labels."""
    a, b = left.document, right.document
    return tuple(Trial(part, _read(_with(a, b, part)), _read(_with(b, a, part))) for part in _differences(a, b))


def label_of(case: Timeline, definition: Definition, key: str) -> str:
    """The label of the event that starts with a record; ``NO_EVENT`` if none does."""
    return next((str(one.label) for one in classify(case, definition) if one.key == key), NO_EVENT)


def reason_for(case: Timeline, key: str, left: Definition, right: Definition, tried: tuple[Trial, ...]) -> Reason:
    """Why the event of a case that starts with the record ``key`` has another label under the right definition."""
    goal = label_of(case, right, key)
    if label_of(case, left, key) == goal:
        return Reason((), ())
    alone = tuple(one.part for one in tried if one.added and label_of(case, one.added, key) == goal)
    if alone:
        return Reason(alone, ())
    needed = tuple(one.part for one in tried if one.undone and label_of(case, one.undone, key) != goal)
    return Reason((), needed)


def _differences(a: Document, b: Document) -> Iterator[Part]:
    for name in CONSTANTS:
        before, after = (one["constants"].get(name) for one in (a, b))
        if before and after and list_of(before["value"]) != list_of(after["value"]):
            yield Part("constants", name, name, _amount(before), _amount(after))
    for codes in sorted({*_not_measurable(a), *_not_measurable(b)}):
        before, after = (_not_measurable(one).get(codes) for one in (a, b))
        if _unless(before) != _unless(after):
            where = ", ".join(Compartment(code).label for code in codes)
            yield Part(NOT_MEASURABLE, " ".join(codes), f"Measurability: {where}", _measured(before), _measured(after))
    if set(a["criteria"]["accepted"]) != set(b["criteria"]["accepted"]):
        yield Part("criteria", "accepted", "Accepted criteria", _accepted(a), _accepted(b))
    if a["compartments"] != b["compartments"]:
        yield Part("compartments", "", "Compartments", _places(a), _places(b))
    if _ladder(a) != _ladder(b):
        yield Part("evidence", "", "Ladder of evidence", _levels(a), _levels(b))


def list_of(value: int | list[int]) -> list[int]:
    """A constant as a list: one number, or the two ends of a window."""
    return list(value) if isinstance(value, list | tuple) else [value]


def _with(document: Document, other: Document, part: Part) -> dict[str, Any]:
    """A document with one part as another has it."""
    changed = dict(document)
    if part.group == "constants":
        changed["constants"] = document["constants"] | {part.name: other["constants"][part.name]}
    elif part.group == NOT_MEASURABLE:
        kept, wanted = _not_measurable(document), _not_measurable(other)
        codes = tuple(part.name.split())
        rest = [one for key, one in kept.items() if key != codes]
        entries = [*rest, wanted[codes]] if codes in wanted else rest
        changed["criteria"] = document["criteria"] | {NOT_MEASURABLE: entries}
    elif part.group == "criteria":
        changed["criteria"] = document["criteria"] | {"accepted": other["criteria"]["accepted"]}
    elif part.group == "evidence":
        of_ladder = {name: one for name, one in other["constants"].items() if name in LADDER_CONSTANTS}
        own = {name: one for name, one in document["constants"].items() if name in of_ladder}
        rest = {name: one for name, one in document["constants"].items() if name not in LADDER_CONSTANTS}
        changed["evidence"], changed["constants"] = other["evidence"], rest | of_ladder | own
    else:
        changed[part.group] = other[part.group]
    return changed


def _places(document: Document) -> str:
    named = {title: document["compartments"][role] for role, title in ROLES.items()}
    parts = [
        f"{title}: {'; '.join(Compartment(one).label for one in codes)}." for title, codes in named.items() if codes
    ]
    return " ".join(parts)


def _read(document: Document) -> Definition | None:
    try:
        return definition_from_document(document)
    except DefinitionError:
        return None


def _not_measurable(document: Document) -> dict[tuple[str, ...], Document]:
    return {tuple(sorted(one["compartments"])): one for one in document["criteria"][NOT_MEASURABLE]}


def _unless(entry: Document | None) -> set[str] | None:
    return None if entry is None else set(entry["unless"])


def _ladder(document: Document) -> list[tuple]:
    return [(one["rule"], tuple(sorted(one.get("criteria") or ()))) for one in document["evidence"]]


def _levels(document: Document) -> str:
    return ", ".join(one["level"] for one in document["evidence"])


def _amount(constant: Document) -> str:
    ends = " to ".join(str(end).replace("-", MINUS) for end in list_of(constant["value"]))
    return f"{ends} {constant['unit']}"


def _measured(entry: Document | None) -> str:
    if entry is None:
        return "as the record says"
    criteria = ", ".join(Criteria(code).label for code in sorted(entry["unless"]))
    return f"not measurable, unless judged by {criteria}" if criteria else "not measurable"


def _accepted(document: Document) -> str:
    return ", ".join(Criteria(code).label for code in document["criteria"]["accepted"])
