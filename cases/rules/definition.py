"""A definition is a document: which compartments, which evidence, which constants. The rules read it, nothing
else.

Shipped documents lie in ``cases/rules/definitions`` as ``KEY-VERSION.json`` and never change once published:
another constant is another version.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

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
}
"""Every constant that a definition must give: a whole number, or the two ends of a closed window of days."""


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
    abx: int
    steroid: int


@dataclass(frozen=True, eq=False)
class Definition:
    """One version of one definition. ``document`` is the whole of it, as it is hashed."""

    key: str
    version: str
    title: str
    document: Mapping[str, Any]
    constants: Constants
    skin: frozenset[str]
    cns: frozenset[str]
    regional: frozenset[str]

    @property
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
        version = max(versions, key=_version_order)
    if version not in versions:
        raise DefinitionError(
            f"There is no version {version!r} of {key}. There is {', '.join(sorted(versions, key=_version_order))}."
        )
    return _load(versions[version])


def definition_from_document(document: Mapping[str, Any]) -> Definition:
    """Read a definition document. DefinitionError names what is missing or wrong."""
    constants = document.get("constants", {})
    missing = [name for name in CONSTANTS if name not in constants]
    if missing:
        raise DefinitionError(f"The definition lacks the constant {missing[0]}.")
    values = {name.lower(): _checked(name, constants[name].get("value")) for name in CONSTANTS}
    compartments = document["compartments"]
    return Definition(
        key=document["key"],
        version=document["version"],
        title=document["title"],
        document=document,
        constants=Constants(**values),
        skin=frozenset(compartments["target"]),
        cns=frozenset(compartments["cns"]),
        regional=frozenset(compartments["regional"]),
    )


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


def _checked(name: str, value: Any) -> int | tuple[int, int]:
    if CONSTANTS[name] is int:
        if type(value) is not int or value < 0:
            raise DefinitionError(f"{name} must be a whole number of 0 or more, not {value!r}.")
        return value
    if not (isinstance(value, list | tuple) and len(value) == 2 and all(type(end) is int for end in value)):
        raise DefinitionError(f"{name} must be a pair of whole numbers, not {value!r}.")
    if value[0] > value[1]:
        raise DefinitionError(f"{name} begins after it ends: {value[0]} to {value[1]}.")
    return tuple(value)


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


def _version_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
