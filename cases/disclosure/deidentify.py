"""A case as others may see it. An allow-list: what no rule names, does not leave.

Case JSON in, case JSON out, without day zero, local code, wording, remarks, texts outside the value sets and
exact age; with a five-year age band instead. The caller says which keys there are, which codes each may hold, and from
which day days are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cases.disclosure.bands import age_band

WHEN_KEYS = ("lo", "hi", "anchor", "lo_offset", "hi_offset", "precision", "derivation")
QUANTITY_KEYS = ("comparator", "lo", "hi")
UNITS = frozenset(
    ["%", "‰", "mm", "cm", "mm2", "cm2", "/mm2", "mg", "g", "mg/kg", "mg/m2", "AUC"]
    + ["g/l", "g/L", "mg/l", "mg/L", "U/l", "U/L", "U/ml", "kU/L", "ng/ml", "ng/mL", "ug/l"]
)
"""Units that leave with their number; any other was typed by hand and could say anything."""
TOP_PLAIN = ("schema", "institution", "status", "diagnosis_year", "regimens_complete")
NUMBERS = frozenset([int, bool, float])
OUTSIDE = "other"
"""Stands for a text outside an open value set, so that it is seen that something was there."""


@dataclass(frozen=True)
class Rule:
    """What may leave of one key. ``codes``: texts it may hold; other texts of an open set become "other"."""

    codes: frozenset[str] = frozenset()
    is_open: bool = False
    when: bool = False
    number: bool = False
    quantity: bool = False
    reference: bool = False


@dataclass(frozen=True)
class Shape:
    """The keys of one kind of row that may leave, and the lists nested in it."""

    rules: Mapping[str, Rule]
    nested: Mapping[str, "Shape"] = field(default_factory=dict)

    @cached_property
    def whens(self) -> frozenset[str]:
        """The keys that hold dates."""
        return frozenset(name for name, rule in self.rules.items() if rule.when)

    @cached_property
    def absents(self) -> frozenset[str]:
        """The keys that say why a key is empty."""
        return frozenset(f"{name}_absent" for name in self.rules)


def deidentified(
    document: Mapping[str, Any], shapes: Mapping[str, Shape], absences: frozenset[str], since: int = 0
) -> dict:
    """A case/1 document as others may see it, its days counted from day ``since``.

    ``shapes``: key of each top-level list (or object) -> its shape. ``absences``: codes of why one is empty. Dates that
    hang on a record move with it anyway.
    """
    seen = {name: document[name] for name in TOP_PLAIN if name in document}
    legal, provenance = document.get("legal_basis") or {}, document.get("provenance") or {}
    seen["legal_basis"] = {name: legal.get(name) for name in ("kind", "state")}
    seen["provenance"] = {"publicly_described": bool(provenance.get("publicly_described"))}
    for name, shape in shapes.items():
        value = document.get(name)
        if isinstance(value, dict):
            seen[name] = _row(value, shape, absences, since)
        elif value is not None:
            seen[name] = [_row(row, shape, absences, since) for row in value]
    if "patient" in seen:
        seen["patient"] = _patient(seen["patient"])
    answers = document.get("warning_answers") or ()
    if answers:
        seen["warning_answers"] = [{"code": one["code"], "about": one["about"]} for one in answers]
    return seen


def _patient(row: dict) -> dict:
    kept = {name: value for name, value in row.items() if name != "age_at_diagnosis"}
    band = age_band(row.get("age_at_diagnosis"))
    return kept | ({"age_band": band} if band else {})


def _row(row: Mapping[str, Any], shape: Shape, absences: frozenset[str], since: int) -> dict:
    """The kinds of values in the order of their frequency: this is asked of every value of every case derived."""
    seen: dict[str, Any] = {}
    rules = shape.rules
    for name, value in row.items():
        rule = rules.get(name)
        if rule is None:
            if name == "id":
                if value:
                    seen[name] = value
            elif name in shape.nested:
                inner = shape.nested[name]
                seen[name] = [_row(one, inner, absences, since) for one in value]
            elif name in shape.absents and value in absences:
                seen[name] = value
        elif type(value) is str and value in rule.codes:
            seen[name] = value
        elif rule.when and type(value) is int:
            seen[name] = value - since
        elif rule.number and type(value) in NUMBERS:
            seen[name] = value
        else:
            kept = _value(value, rule, since)
            if value is None or (kept is not None and kept != [] and kept != ""):
                seen[name] = kept
    return seen


def _value(value: Any, rule: Rule, since: int) -> Any:
    if isinstance(value, str):
        if rule.reference or value in rule.codes:
            return value
        return OUTSIDE if rule.is_open and value else None
    if isinstance(value, bool):
        return value if rule.number else None
    if isinstance(value, int | float):
        return value if rule.number or rule.quantity or str(value) in rule.codes else None
    if isinstance(value, dict):
        return _when(value, since) if rule.when else _quantity(value) if rule.quantity else None
    if isinstance(value, list):
        kept = [_value(one, rule, since) for one in value]
        return list(dict.fromkeys(one for one in kept if one is not None))
    return None


def _when(value: Mapping[str, Any], since: int) -> dict | None:
    kept = {name: value[name] for name in WHEN_KEYS if name in value}
    if all(kept.get(name) is None for name in ("lo", "hi", "lo_offset", "hi_offset")):
        return None
    return kept | {name: kept[name] - since for name in ("lo", "hi") if kept.get(name) is not None}


def _quantity(value: Mapping[str, Any]) -> dict:
    kept = {name: value[name] for name in QUANTITY_KEYS if name in value}
    return kept | ({"unit": value["unit"]} if value.get("unit") in UNITS else {})
