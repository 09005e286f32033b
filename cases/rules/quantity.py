"""A number as medicine reports it: exact, at a limit, between two values, or about a value, with its unit.

    70   70 %   2.5 mm   <1   <=5 mm   ≤5 mm   >20 %   >=10   1-10 %   1..10 %   1 to 10 %   ~3   about 3

Numbers are decimals, written with a point; they are never kept as floating point. A minus sign before the
first number is a sign, between two numbers a range. A unit is one word, as in UCUM.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from cases.rules.calendar_text import calendar_text_in
from cases.rules.vocabulary import Comparator

DIGIT_LIMIT = 15
UNIT_LIMIT = 20

NOT_UNDERSTOOD = (
    "This is not a quantity the registry can read. Write a number with its unit, such as 70 %, or with a "
    "sign before it, such as <1, ≤5 mm, >20 % or ~3, or two numbers, such as 1-10 %."
)
DECIMAL_COMMA = "Write the decimal point as a point and large numbers without separators: 2.5 or 1200."
TOO_LONG = f"A number may have at most {DIGIT_LIMIT} digits before and after the point."


class QuantityError(ValueError):
    """A quantity that cannot be read or kept; the message is a sentence for the person who typed it."""


@dataclass(frozen=True)
class Quantity:
    """A number or two with a comparator and a unit (UCUM where there is one, "" for none).

    `hi` is given for a range only and is then not less than `lo`. Raises QuantityError otherwise.
    """

    comparator: Comparator
    lo: Decimal
    hi: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "comparator", _comparator(self.comparator))
        object.__setattr__(self, "lo", _number(self.lo, "lo"))
        if self.comparator is Comparator.RANGE:
            object.__setattr__(self, "hi", _number(self.hi, "hi"))
            if self.lo > self.hi:
                raise QuantityError("The first number of a range lies above the second; exchange the two.")
        elif self.hi is not None:
            raise QuantityError('Only a range has a second number; write "comparator": "range".')
        _check_unit(self.unit)


def _comparator(value: Any) -> Comparator:
    if not isinstance(value, str) or value not in Comparator._value2member_map_:
        raise QuantityError(f'"comparator" must be one of {", ".join(Comparator)}.')
    return Comparator(value)


def _number(value: Any, name: str) -> Decimal:
    """The number without trailing zeros or exponent, so that equal numbers look the same."""
    if value is None:
        raise QuantityError(f'A quantity needs a number in "{name}".')
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise QuantityError(f'"{name}" must be a number.')
    number = Decimal(value)
    if not number.is_finite():
        raise QuantityError(f'"{name}" must be a finite number.')
    if len(number.as_tuple().digits) > DIGIT_LIMIT or not -DIGIT_LIMIT <= number.adjusted() < DIGIT_LIMIT:
        raise QuantityError(TOO_LONG)
    return Decimal(format(number.normalize(), "f")) if number else Decimal(0)


def _check_unit(unit: Any) -> None:
    if not isinstance(unit, str):
        raise QuantityError('"unit" must be text.')
    if len(unit) > UNIT_LIMIT:
        raise QuantityError(f"A unit may have at most {UNIT_LIMIT} characters.")
    if unit and not UNIT.fullmatch(unit):
        raise QuantityError("A unit is one word that begins with a letter, % or /, such as %, mm, mm2 or /mm2.")
    if calendar_text_in(f"1 {unit}"):
        raise QuantityError("A unit cannot be part of a calendar date; enter the date in a field for dates.")


def _tidy(text: str) -> str:
    return " ".join(text.split())


NUMBER = r"\d+(?:\.\d+)?|\.\d+"
NOT_A_UNIT = r"(?!e\d|to(?![^\W\d_])|%(?:[-–−]|\.\.|to))"
UNIT = re.compile(rf"{NOT_A_UNIT}(?:[^\W\d_]|[%‰/°\[{{])[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]*", re.IGNORECASE)
SIGNS = {
    "<=": Comparator.LESS_OR_EQUAL,
    "≤": Comparator.LESS_OR_EQUAL,
    ">=": Comparator.GREATER_OR_EQUAL,
    "≥": Comparator.GREATER_OR_EQUAL,
    "<": Comparator.LESS,
    ">": Comparator.GREATER,
    "=": Comparator.EQUAL,
    "~": Comparator.APPROX,
    "≈": Comparator.APPROX,
    "ca.": Comparator.APPROX,
    "about": Comparator.APPROX,
    "": Comparator.EQUAL,
}
SINGLE = re.compile(rf"(?P<sign><=|>=|[<>=≤≥~≈]|ca\.|about\b)?\s*(?P<lo>[\-−]?(?:{NUMBER}))(?P<rest>.*)", re.IGNORECASE)
RANGE = re.compile(
    rf"(?P<lo>[\-−]?(?:{NUMBER}))\s*%?\s*(?:-|–|−|\.\.|to)\s*(?P<hi>[\-−]?(?:{NUMBER}))(?P<rest>.*)",
    re.IGNORECASE,
)


def parse_quantity(text: str) -> Quantity | None:
    """Read one line, such as ">20 %"; an empty text gives None. Raises QuantityError with a sentence."""
    line = _tidy(text)
    if not line:
        return None
    if re.search(r"\d,\d", line):
        raise QuantityError(DECIMAL_COMMA)
    if match := RANGE.fullmatch(line):
        return Quantity(Comparator.RANGE, _decimal(match["lo"]), _decimal(match["hi"]), _unit(match["rest"]))
    if match := SINGLE.fullmatch(line):
        comparator = SIGNS[(match["sign"] or "").casefold()]
        return Quantity(comparator, _decimal(match["lo"]), None, _unit(match["rest"]))
    raise QuantityError(NOT_UNDERSTOOD)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits.replace("−", "-"))
    except InvalidOperation as fault:
        raise QuantityError(NOT_UNDERSTOOD) from fault


def _unit(rest: str) -> str:
    unit = rest.strip()
    if unit and not UNIT.fullmatch(unit):
        raise QuantityError(NOT_UNDERSTOOD)
    return unit


def quantity_text(quantity: Quantity | None) -> str:
    """The quantity as one line, which `parse_quantity` reads back to the same; None gives an empty text."""
    if quantity is None:
        return ""
    unit = f" {quantity.unit}" if quantity.unit else ""
    lo = format(quantity.lo, "f")
    if quantity.comparator is Comparator.RANGE:
        hi = format(quantity.hi, "f")
        return f"{lo}{'..' if lo.startswith('-') or hi.startswith('-') else '-'}{hi}{unit}"
    sign = {
        Comparator.EQUAL: "",
        Comparator.APPROX: "~",
        Comparator.LESS_OR_EQUAL: "≤",
        Comparator.GREATER_OR_EQUAL: "≥",
    }.get(quantity.comparator, quantity.comparator.value)
    return f"{sign}{lo}{unit}"


KEYS = frozenset({"comparator", "lo", "hi", "unit"})


def quantity_from_json(value: Any) -> Quantity | None:
    """Read a quantity of case JSON: null, a number, or an object with comparator, lo, hi and unit.

    Numbers may be int, Decimal or float; a float is taken as the shortest decimal that prints it, which is
    what stood in the JSON text. Raises QuantityError.
    """
    if value is None:
        return None
    if not isinstance(value, dict):
        return Quantity(Comparator.EQUAL, _json_number(value))
    if unknown := sorted(value.keys() - KEYS):
        raise QuantityError(f"A quantity holds comparator, lo, hi and unit, but not {', '.join(unknown)}.")
    comparator = value.get("comparator")
    unit = value.get("unit")
    return Quantity(
        Comparator.EQUAL if comparator is None else comparator,
        _json_number(value.get("lo")),
        None if value.get("hi") is None else _json_number(value["hi"]),
        "" if unit is None else unit,
    )


def _json_number(value: Any) -> Any:
    return Decimal(repr(value)) if isinstance(value, float) else value


def quantity_to_json(quantity: Quantity | None) -> int | float | dict[str, Any] | None:
    """The canonical JSON: a number for an exact one without a unit, else an object; None for None.

    A whole number is an int and any other a float whose printed form is the decimal itself, so the JSON text
    keeps every digit.
    """
    if quantity is None:
        return None
    lo = _written(quantity.lo)
    if quantity.comparator is Comparator.EQUAL and not quantity.unit:
        return lo
    written: dict[str, Any] = {"comparator": quantity.comparator.value, "lo": lo}
    if quantity.hi is not None:
        written["hi"] = _written(quantity.hi)
    if quantity.unit:
        written["unit"] = quantity.unit
    return written


def _written(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
