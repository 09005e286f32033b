"""A definition is a document: what starts an event, which compartments are compared, which evidence counts, and
which constants. The rules read it, nothing else.

Shipped documents lie in ``cases/rules/definitions`` as ``KEY-VERSION.json`` and never change once published:
another constant is another version. ``cases.rules.examples`` runs the worked examples that a document brings along.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from itertools import combinations
from typing import Any

from cases.rules.criteria.thresholds import PUBLISHED, Thresholds, limits
from cases.rules.labels import Label
from cases.rules.vocabulary import Compartment, Criteria

LIMITS = tuple(one.name for one in limits(PUBLISHED))
"""The limits of the response criteria: whole numbers that a document may give; otherwise they are as published."""
CONSTANTS: dict[str, type] = {
    "T_AB": int,
    "T_TKI": int,
    "EARLY": int,
    "MIN_EXP": int,
    "MIN_CYCLES": int,
    "TIGHT": tuple,
    "WIDE": tuple,
    "NEXT_TX_GRACE": int,
    "BASELINE": tuple,
    "HERALD": int,
    "DURABLE": int,
    "BX": tuple,
    "BX_LATE": int,
    "STABLE": int,
    "ABX": int,
    "STEROID": int,
    **dict.fromkeys(LIMITS, int),
}
"""Every constant that a definition gives: a whole number, or the two ends of a closed window of days."""
LADDER_CONSTANTS = {"ABX": "proven_before", "STEROID": "proven_before"}
"""Constants that a definition gives only if its ladder has the rule that reads them."""


class Index(StrEnum):
    """What starts an event."""

    FINDING = "finding"
    ASSESSMENT = "assessment"


class EvidenceLevel(StrEnum):
    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    CU = "CU"
    CX = "CX"


LADDER_RULES = {
    Index.FINDING: {
        "no_progression": EvidenceLevel.CX,
        "histology": EvidenceLevel.C1,
        "benign_course": EvidenceLevel.C0,
        "unsettled": EvidenceLevel.CU,
        "proven_before": EvidenceLevel.C2,
        "assertion": EvidenceLevel.C3,
    },
    Index.ASSESSMENT: {
        "histology": EvidenceLevel.C1,
        "benign_histology": EvidenceLevel.C0,
        "unsettled": EvidenceLevel.CU,
        "named_criteria": EvidenceLevel.C2,
        "assertion": EvidenceLevel.C3,
    },
}
"""The rules that a ladder of evidence may hold, by what starts an event, and the level that each gives."""
LAST_RULE = "assertion"
"""It always holds, so that every ladder ends."""
CNS = frozenset({Compartment.BRAIN, Compartment.LEPTOMENINGES})
SCHEMA = "definition/1"
VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")
FIELDS = {
    "document": (
        ("schema", "key", "version", "title", "statement", "why_it_matters", "origin", "author", "checker", "review")
        + ("index", "compartments", "evidence", "criteria", "constants", "examples"),
        ("change_note", "labels"),
    ),
    "review": (("last", "next"), ()),
    "index": (("kind", "place", "shown", "suspected", "rule"), ()),
    "compartments": (("target", "comparator", "cns", "regional"), ()),
    "rung": (("level", "rule", "meaning"), ("criteria",)),
    "criteria": (("accepted", "not_measurable"), ()),
    "not_measurable": (("compartments", "unless", "meaning"), ()),
    "constant": (("value", "unit", "meaning", "source", "bounds"), ()),
    "example": (("id", "title", "timeline", "case", "expected", "why"), ()),
}
"""The fields of a document and of its parts: those that must be there, and those that may. Others are errors."""


class DefinitionError(ValueError):
    """The definition, or a change to it, cannot be used; the message is a sentence for a person."""


@dataclass(frozen=True)
class Constants:
    """Days and counts, named as in the definition document, in lower case."""

    t_ab: int
    t_tki: int
    early: int
    min_exp: int
    min_cycles: int
    tight: tuple[int, int]
    wide: tuple[int, int]
    next_tx_grace: int
    baseline: tuple[int, int]
    herald: int
    durable: int
    bx: tuple[int, int]
    bx_late: int
    stable: int
    abx: int | None = None
    steroid: int | None = None
    thresholds: Thresholds = PUBLISHED
    """The limits of the response criteria."""


@dataclass(frozen=True)
class Rung:
    """One step of the ladder of evidence: the level that is given if its rule holds. ``criteria``: those it accepts."""

    level: EvidenceLevel
    rule: str
    criteria: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NotMeasurable:
    """Compartments whose size cannot be followed, unless a row was judged by one of the named criteria."""

    compartments: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, eq=False)
class Definition:
    """One version of one definition. ``document`` is the whole of it, as it is hashed."""

    key: str
    version: str
    title: str
    document: Mapping[str, Any]
    constants: Constants
    index: Index
    target: frozenset[str]
    """Where an event progresses."""
    comparator: frozenset[str]
    """What it is compared with."""
    cns: frozenset[str]
    """What stands beside the comparison: its progression makes the label DUAL_SANCTUARY."""
    regional: frozenset[str]
    """Comparators that say little of the disease elsewhere."""
    ladder: tuple[Rung, ...]
    accepted: frozenset[str]
    """Criteria whose statuses count."""
    not_measurable: tuple[NotMeasurable, ...]

    @property
    def name(self) -> str:
        """Key and version as addresses and commands write them, such as "dcp@1.0.0"."""
        return f"{self.key}@{self.version}"

    @property
    def place(self) -> str:
        """The target in a word, for sentences: "skin"."""
        return self.document["index"]["place"]

    @property
    def shown(self) -> str:
        """What evidence C1 or C2 means, as a clause for sentences."""
        return self.document["index"]["shown"]

    @property
    def event(self) -> str:
        """What its events are called, such as "skin event"."""
        return f"{self.place} event"

    @property
    def suspected(self) -> str:
        """What is lacking in evidence C3, as a phrase for sentences."""
        return self.document["index"]["suspected"]

    @property
    def labels(self) -> Mapping[str, str]:
        """Words of its own for some labels, by code."""
        return self.document.get("labels") or {}

    @property
    def cns_read(self) -> frozenset[str]:
        """Compartments of the CNS axis: those beside the comparison, or those that are the target."""
        return self.cns | (self.target & CNS)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical document: the same for the same content, whatever its layout."""
        text = json.dumps(self.document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def with_overrides(self, overrides: Mapping[str, str]) -> "Definition":
        """The same definition with other constants, such as ``{"T_AB": "35", "TIGHT": "-42,28"}``.

        Raises DefinitionError for a name that it does not have or a value that cannot be read.
        """
        if not overrides:
            return self
        constants = dict(self.document["constants"])
        for name, text in overrides.items():
            if name not in constants:
                known = ", ".join(sorted(constants))
                raise DefinitionError(f"{self.key} {self.version} has no constant {name}. It has {known}.")
            constants[name] = {**constants[name], "value": _read(name, text)}
        return definition_from_document({**self.document, "constants": constants})


def load_definition(name: str) -> Definition:
    """The shipped definition "dcp@1.0.0", or the newest version of "dcp". DefinitionError if there is none."""
    key, _, version = name.strip().partition("@")
    shipped = _shipped()
    versions = shipped.get(key)
    if not versions:
        raise DefinitionError(f"There is no definition {key!r}. There is {', '.join(sorted(shipped))}.")
    if not version:
        version = max(versions, key=version_order)
    if version not in versions:
        raise DefinitionError(
            f"There is no version {version!r} of {key}. There is {', '.join(sorted(versions, key=version_order))}."
        )
    return _load(versions[version])


def definition_from_document(document: Mapping[str, Any]) -> Definition:
    """Read a definition document. DefinitionError names what is missing, unknown or wrong."""
    _check_fields(document, "document", "The definition")
    if document["schema"] != SCHEMA:
        raise DefinitionError(f"The definition is written as {document['schema']!r}; this reads {SCHEMA!r}.")
    if not VERSION.fullmatch(document["version"]):
        raise DefinitionError(f"A version is three numbers such as 1.0.0, not {document['version']!r}.")
    _check_fields(document["review"], "review", "The review dates")
    for number, one in enumerate(document["examples"], 1):
        _check_fields(one, "example", f"Worked example {number}")
    _check_labels(document.get("labels") or {})
    index = _index(document["index"])
    ladder = _ladder(document["evidence"], index)
    criteria = document["criteria"]
    _check_fields(criteria, "criteria", "The criteria")
    return Definition(
        key=document["key"],
        version=document["version"],
        title=document["title"],
        document=document,
        constants=_constants(document["constants"], {one.rule for one in ladder}),
        index=index,
        **_compartments(document["compartments"]),
        ladder=ladder,
        accepted=_codes(criteria["accepted"], Criteria, "The accepted criteria"),
        not_measurable=tuple(_not_measurable(one) for one in criteria["not_measurable"]),
    )


def _index(given: Any) -> Index:
    _check_fields(given, "index", "The index event")
    if given["kind"] not in list(Index):
        raise DefinitionError(f"An event starts with a finding or an assessment, not with {given['kind']!r}.")
    return Index(given["kind"])


def _check_labels(given: Any) -> None:
    """The words for the codes of labels, where those of the skin would mislead."""
    if not isinstance(given, Mapping) or not all(isinstance(words, str) and words for words in given.values()):
        raise DefinitionError("The labels must be a JSON object of codes and their words.")
    _codes(list(given), Label, "The labels")


def _compartments(given: Any) -> dict[str, frozenset[str]]:
    _check_fields(given, "compartments", "The compartments")
    found = {name: _codes(codes, Compartment, f"The {name} compartments") for name, codes in given.items()}
    for name in ("target", "comparator"):
        if not found[name]:
            raise DefinitionError(f"The definition names no {name} compartment.")
    for first, second in combinations(("target", "comparator", "cns"), 2):
        both = sorted(found[first] & found[second])
        if both:
            raise DefinitionError(f"{both[0]} is a {first} and a {second} compartment; it can be one of them only.")
    if found["cns"] - CNS:
        raise DefinitionError(f"{min(found['cns'] - CNS)} is no compartment of the central nervous system.")
    if found["regional"] - found["comparator"]:
        stray = min(found["regional"] - found["comparator"])
        raise DefinitionError(f"{stray} is a regional compartment but no comparator.")
    return found


def _ladder(given: Any, index: Index) -> tuple[Rung, ...]:
    if not isinstance(given, list) or not given:
        raise DefinitionError("The evidence must be a list of at least one level.")
    known = LADDER_RULES[index]
    rungs = []
    for number, one in enumerate(given, 1):
        _check_fields(one, "rung", f"Level {number} of the evidence")
        if one["rule"] not in known:
            raise DefinitionError(
                f"Level {number} of the evidence: there is no rule {one['rule']!r} for an event that starts with "
                f"{_with_article(index)}. There is {', '.join(known)}."
            )
        if one["level"] != known[one["rule"]]:
            raise DefinitionError(f"The rule {one['rule']} gives {known[one['rule']]}, not {one['level']!r}.")
        if (one["rule"] == "named_criteria") != bool(one.get("criteria")):
            raise DefinitionError("Criteria are named with the rule named_criteria, and only there.")
        criteria = _codes(one.get("criteria") or [], Criteria, f"Level {number} of the evidence")
        rungs.append(Rung(EvidenceLevel(one["level"]), one["rule"], criteria))
    rules = [one.rule for one in rungs]
    if len(set(rules)) < len(rules):
        raise DefinitionError("A rule stands twice in the evidence.")
    if rules[-1] != LAST_RULE:
        raise DefinitionError(f"The last level of the evidence must be {LAST_RULE}, which always holds.")
    return tuple(rungs)


def _with_article(index: Index) -> str:
    return "an assessment" if index is Index.ASSESSMENT else "a finding"


def _not_measurable(given: Any) -> NotMeasurable:
    what = "What is not measurable"
    _check_fields(given, "not_measurable", what)
    return NotMeasurable(_codes(given["compartments"], Compartment, what), _codes(given["unless"], Criteria, what))


def _codes(given: Any, known: type[StrEnum], what: str) -> frozenset[str]:
    if not isinstance(given, list):
        raise DefinitionError(f"{what} must be a list of codes.")
    for one in given:
        if one not in list(known):
            raise DefinitionError(f"{what}: there is no code {one!r}. There is {', '.join(known)}.")
    return frozenset(known(one) for one in given)


def read_constant(name: str, text: str) -> int | list[int]:
    """A constant as a person types it: "42", or "-56,42" and "-56 to 42" for a window."""
    return _read(name, text.replace("\N{MINUS SIGN}", "-").replace(" to ", ","))


def next_version(version: str) -> str:
    """The version proposed for another constant: "1.0.0" gives "1.1.0"."""
    major, minor, _ = version_order(version)
    return f"{major}.{minor + 1}.0"


def version_order(version: str) -> tuple[int, ...]:
    """Sorts versions: "1.10.0" comes after "1.9.0"."""
    return tuple(int(part) for part in version.split("."))


def shipped_definitions() -> list[Definition]:
    """Every document that ships with this code, by key and version."""
    found = [(key, version_order(version), name) for key, some in _shipped().items() for version, name in some.items()]
    return [_load(name) for _, _, name in sorted(found)]


def _constants(given: Mapping[str, Mapping[str, Any]], rules: set[str]) -> Constants:
    needed = [name for name in CONSTANTS if name not in LIMITS and LADDER_CONSTANTS.get(name) in (None, *rules)]
    missing = [name for name in needed if name not in given]
    if missing:
        raise DefinitionError(f"The definition lacks the constant {missing[0]}.")
    unknown = sorted(given.keys() - CONSTANTS.keys())
    if unknown:
        raise DefinitionError(f"The rules know no constant {unknown[0]}. They know {', '.join(sorted(CONSTANTS))}.")
    unused = sorted(given.keys() - {*needed, *LIMITS})
    if unused:
        rule = LADDER_CONSTANTS[unused[0]]
        raise DefinitionError(f"{unused[0]} belongs to the evidence rule {rule}, which this definition does not use.")
    for name, one in given.items():
        _check_fields(one, "constant", f"The constant {name}")
    thresholds = {name: checked_constant(name, given[name]) for name in LIMITS if name in given}
    return Constants(
        **{name.lower(): checked_constant(name, given[name]) for name in needed},
        thresholds=PUBLISHED.with_overrides(thresholds),
    )


def _check_fields(given: Any, part: str, what: str) -> None:
    needed, allowed = FIELDS[part]
    if not isinstance(given, Mapping):
        raise DefinitionError(f"{what} must be a JSON object.")
    for name in needed:
        if name not in given:
            raise DefinitionError(f"{what}: the field {name!r} is missing.")
    unknown = sorted(given.keys() - {*needed, *allowed})
    if unknown:
        raise DefinitionError(f"{what}: there is no field {unknown[0]!r}. There is {', '.join((*needed, *allowed))}.")


def _read(name: str, text: str) -> int | list[int]:
    wanted = CONSTANTS[name]
    try:
        numbers = [int(part) for part in str(text).split(",")]
    except ValueError:
        numbers = []
    if wanted is int and len(numbers) == 1:
        return numbers[0]
    if wanted is tuple and len(numbers) == 2:
        return numbers
    shape = "a whole number such as 42" if wanted is int else "two whole numbers such as -56,42"
    raise DefinitionError(f"{name} is {shape}, not {str(text)!r}.")


def checked_constant(name: str, constant: Mapping[str, Any]) -> int | tuple[int, int]:
    """The value of one entry of ``constants``. DefinitionError if it is no value, or lies out of its bounds."""
    value, (lowest, highest) = constant["value"], constant["bounds"]
    if CONSTANTS[name] is int:
        if type(value) is not int or value < 0:
            raise DefinitionError(f"{name} must be a whole number of 0 or more, not {value!r}.")
        _check_bounds(name, (value,), lowest, highest)
        return value
    if not (isinstance(value, list | tuple) and len(value) == 2 and all(type(end) is int for end in value)):
        raise DefinitionError(f"{name} must be a pair of whole numbers, not {value!r}.")
    if value[0] > value[1]:
        raise DefinitionError(f"{name} begins after it ends: {value[0]} to {value[1]}.")
    _check_bounds(name, value, lowest, highest)
    return tuple(value)


def _check_bounds(name: str, numbers: Iterable[int], lowest: int, highest: int) -> None:
    for number in numbers:
        if not lowest <= number <= highest:
            raise DefinitionError(f"{name} must lie from {lowest} to {highest}, not at {number}.")


@cache
def _shipped() -> dict[str, dict[str, str]]:
    """Key and version of each shipped document, with the name of its file."""
    found: dict[str, dict[str, str]] = {}
    for file in resources.files("cases.rules.definitions").iterdir():
        if file.name.endswith(".json"):
            key, _, version = file.name.removesuffix(".json").rpartition("-")
            found.setdefault(key, {})[version] = file.name
    return found


@cache
def _load(file_name: str) -> Definition:
    text = resources.files("cases.rules.definitions").joinpath(file_name).read_text(encoding="utf-8")
    return definition_from_document(json.loads(text))
