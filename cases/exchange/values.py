"""Reading single values of case JSON: each function takes a JSON value and gives it back in canonical form.

All raise ``Fault`` with a sentence that says what is wrong and what to write; the path is added by the caller.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cases.exchange.shape import Key, codes_of_analyte
from cases.records.document import written_as_number
from cases.records.kinds import EVERY_KIND, Kind, records_in_words
from cases.records.models.checks import LONGEST_WORDING, REFERENCES
from cases.rules.dates import When, WhenError, calendar_text_in, when_from_json, when_to_json
from cases.rules.quantity import QuantityError, quantity_from_json, quantity_to_json
from cases.rules.vocabulary import Coded


class Fault(ValueError):
    """What is wrong with one value, in one sentence."""


@dataclass
class Surroundings:
    """What a value may need to know of its case: day zero, the ids with their kinds, the regimens' intervals."""

    day_zero: date | None = None
    ids: dict[str, Kind] = field(default_factory=dict)
    intervals: Mapping[str, int | None] = field(default_factory=dict)
    regimen: str | None = None


Reader = Callable[[Any, Surroundings], Any]


@lru_cache(maxsize=10_000)
def _holds_date(text: str) -> bool:
    """Whether the text holds a calendar date; cached, because files repeat their wordings."""
    return calendar_text_in(text) is not None


def shown(value: Any) -> str:
    """A value as a message names it: short, on one line, and never a text that might be a calendar date."""
    if isinstance(value, str):
        if _holds_date(value):
            return "this text"
        text = " ".join(value.split())
        return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else str(value)[:40]


def read_text(value: Any, *, longest: int | None = None, may_hold_dates: bool = False) -> str:
    if not isinstance(value, str):
        raise Fault(f"expected a text, not {shown(value)}")
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise Fault("the text holds a character that cannot be stored")
    if longest is not None and len(value) > longest:
        raise Fault(f"the text has {len(value)} characters; at most {longest} are kept")
    if not may_hold_dates and _holds_date(value):
        raise Fault("the text holds a calendar date; put it into a date field, or write it in days or months")
    return value


def read_wording(value: Any) -> str:
    return read_text(value, longest=LONGEST_WORDING)


def read_code(value: Any, value_set: type[Coded]) -> str:
    """A code of the set as text; an open set knows its codes by other names and takes any text; a set of numbers takes
    the number too.
    """
    numbers = type(value) is int and all(member.value.isdigit() for member in value_set)
    code = str(value) if numbers else value
    if not isinstance(code, str):
        raise Fault(f"expected a code such as “{next(iter(value_set)).value}”, not {shown(value)}")
    if code in value_set._value2member_map_:
        return code
    known = value_set.find(code)
    if value_set.open:
        return read_text(code, longest=120) if known is None else known.value
    if known is not None:
        raise Fault(f"{shown(value)} is not a code; the code for it is “{known.value}”")
    raise Fault(f"{shown(value)} is not a known code; use one of {', '.join(member.value for member in value_set)}")


def read_whole_number(value: Any, field: models.Field | None = None) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise Fault(f"expected a whole number, not {shown(value)}")
    if field is not None:
        _check_field(field, value)
    return value


def read_yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault(f"expected true, false or null, not {shown(value)}")
    return value


def read_decimal(value: Any, field: models.DecimalField) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Fault(f"expected a number, not {shown(value)}")
    try:
        number = Decimal(str(value))
    except InvalidOperation as fault:
        raise Fault(f"expected a number, not {shown(value)}") from fault
    _check_field(field, number)
    return int(number) if number == number.to_integral_value() else float(number)


def _check_field(field: models.Field, value: Any) -> None:
    """The field's own validators: range, digits."""
    for validator in field.validators:
        try:
            validator(value)
        except ValidationError as fault:
            raise Fault(f"{shown(value)} is out of range: {_one_sentence(fault)}") from fault


def _one_sentence(fault: ValidationError) -> str:
    return " ".join(" ".join(fault.messages).split()).rstrip(".").casefold()


def read_when(value: Any, around: Surroundings) -> dict | int | None:
    """A WHEN in canonical JSON, calendar text resolved by day zero; its anchor is a known id."""
    if isinstance(value, bool) or not (value is None or isinstance(value, int | str | dict)):
        raise Fault(f"expected a day, a text such as “d252”, an object with bounds, or null, not {shown(value)}")
    try:
        when = when_from_json(value, day_zero=around.day_zero, regimen_key=around.regimen, intervals=around.intervals)
    except WhenError as fault:
        raise Fault(str(fault)) from fault
    _check_anchor(when, around)
    return when_to_json(when)


def _check_anchor(when: When | None, around: Surroundings) -> None:
    if when is not None and when.anchor is not None and when.anchor not in around.ids:
        there = records_in_words(around.ids) or "no record with an id"
        raise Fault(f"the time is relative to {shown(when.anchor)}, but no record has that id; this case has {there}")


def read_quantity(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | dict):
        raise Fault(f"expected a number, or an object with comparator and bounds, not {shown(value)}")
    try:
        return quantity_to_json(quantity_from_json(value))
    except QuantityError as fault:
        raise Fault(str(fault)) from fault


def read_reference(value: Any, field: models.Field, around: Surroundings) -> str:
    wanted = next(kind for kind in EVERY_KIND if kind.model is field.related_model)
    if not isinstance(value, str):
        raise Fault(f"expected the id of a {wanted.title.lower()}, not {shown(value)}")
    found = around.ids.get(value)
    if found is None:
        raise Fault(f"no record of this case has the id {shown(value)}")
    if found.slug != wanted.slug:
        raise Fault(f"{shown(value)} is a {found.title.lower()}; a {wanted.title.lower()} is expected here")
    return value


def read_codes(value: Any, value_set: type[Coded]) -> list[str]:
    if not isinstance(value, list):
        raise Fault(f"expected a list of codes, not {shown(value)}")
    return [read_code(one, value_set) for one in value]


def read_score_or_number(value: Any, analyte: str) -> Any:
    """A marker's value: a score in words or signs, or a quantity."""
    codes = codes_of_analyte(analyte)
    if codes is not None:
        return read_code(value, codes)
    return read_text(value, longest=40) if isinstance(value, str) else read_quantity(value)


def reader_for(key: Key) -> Reader:
    """The function that reads one key of a row; a joined key is read by ``read_score_or_number`` instead."""
    one = key.field
    if key.is_date:
        return read_when
    if key.is_quantity:
        return lambda value, around: read_quantity(value)
    if key.is_list:
        return lambda value, around: read_codes(value, key.value_set)
    if key.is_code:
        numbers = written_as_number(key.field)
        return lambda value, around: _as_written(read_code(value, key.value_set), numbers)
    if key.is_reference:
        return lambda value, around: read_reference(value, one, around)
    if isinstance(one, models.BooleanField):
        return lambda value, around: read_yes_no(value)
    if isinstance(one, models.DecimalField):
        return lambda value, around: read_decimal(value, one)
    if isinstance(one, models.IntegerField):
        return lambda value, around: read_whole_number(value, one)
    if one.choices:
        return lambda value, around: _read_choice(value, one)
    return lambda value, around: read_text(value, longest=one.max_length, may_hold_dates=one.name in REFERENCES)


def _as_written(code: str, as_number: bool) -> str | int:
    return int(code) if as_number else code


def _read_choice(value: Any, field: models.Field) -> str:
    codes = [code for code, _ in field.choices]
    if value not in codes:
        raise Fault(f"{shown(value)} is not known here; use {', '.join(codes)}")
    return value
