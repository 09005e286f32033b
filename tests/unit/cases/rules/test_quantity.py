"""Quantities: what can be typed, what is kept, and that nothing is lost on the way to JSON and back."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.quantity import (
    Quantity,
    QuantityError,
    parse_quantity,
    quantity_from_json,
    quantity_text,
    quantity_to_json,
)
from cases.rules.vocabulary import Comparator

numbers = st.decimals(min_value=-100_000, max_value=100_000, places=3, allow_nan=False)
units = st.sampled_from(["", "%", "mm", "mm2", "/mm2", "cells/mm2", "U/L", "{score}", "µg/L", "[iU]"])


@st.composite
def quantities(draw) -> Quantity:
    comparator = draw(st.sampled_from(list(Comparator)))
    lo, hi = sorted((draw(numbers), draw(numbers)))
    return Quantity(comparator, lo, hi if comparator is Comparator.RANGE else None, draw(units))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", Quantity(Comparator.EQUAL, Decimal(70))),
        ("70 %", Quantity(Comparator.EQUAL, Decimal(70), None, "%")),
        ("70%", Quantity(Comparator.EQUAL, Decimal(70), None, "%")),
        ("= 70", Quantity(Comparator.EQUAL, Decimal(70))),
        ("2.50 mm", Quantity(Comparator.EQUAL, Decimal("2.5"), None, "mm")),
        (".5", Quantity(Comparator.EQUAL, Decimal("0.5"))),
        ("-3", Quantity(Comparator.EQUAL, Decimal(-3))),
        (">20 %", Quantity(Comparator.GREATER, Decimal(20), None, "%")),
        ("> 20 %", Quantity(Comparator.GREATER, Decimal(20), None, "%")),
        ("<1", Quantity(Comparator.LESS, Decimal(1))),
        ("≤5 mm", Quantity(Comparator.LESS_OR_EQUAL, Decimal(5), None, "mm")),
        ("<=5 mm", Quantity(Comparator.LESS_OR_EQUAL, Decimal(5), None, "mm")),
        ("≥10", Quantity(Comparator.GREATER_OR_EQUAL, Decimal(10))),
        (">=10", Quantity(Comparator.GREATER_OR_EQUAL, Decimal(10))),
        ("~3", Quantity(Comparator.APPROX, Decimal(3))),
        ("ca. 3", Quantity(Comparator.APPROX, Decimal(3))),
        ("About 3", Quantity(Comparator.APPROX, Decimal(3))),
        ("1-10 %", Quantity(Comparator.RANGE, Decimal(1), Decimal(10), "%")),
        ("1 – 10 %", Quantity(Comparator.RANGE, Decimal(1), Decimal(10), "%")),
        ("1 to 10 %", Quantity(Comparator.RANGE, Decimal(1), Decimal(10), "%")),
        ("1 %-10 %", Quantity(Comparator.RANGE, Decimal(1), Decimal(10), "%")),
        ("1to10%", Quantity(Comparator.RANGE, Decimal(1), Decimal(10), "%")),
        ("760 torr", Quantity(Comparator.EQUAL, Decimal(760), None, "torr")),
        ("-3..-1", Quantity(Comparator.RANGE, Decimal(-3), Decimal(-1))),
        ("120 /mm2", Quantity(Comparator.EQUAL, Decimal(120), None, "/mm2")),
        ("", None),
        ("   ", None),
    ],
)
def test_what_can_be_typed(text, expected):
    assert parse_quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2,5", "Write the decimal point as a point"),
        ("1,200", "Write the decimal point as a point"),
        ("high", "not a quantity the registry can read"),
        ("1-2-3", "not a quantity the registry can read"),
        ("<1-10", "not a quantity the registry can read"),
        ("5 5", "not a quantity the registry can read"),
        ("1e5", "not a quantity the registry can read"),
        ("5 mm or so", "not a quantity the registry can read"),
        ("10-1 %", "exchange the two"),
        ("12 Mar", "cannot be part of a calendar date"),
        ("1234567890123456", "at most 15 digits"),
        ("5 " + "m" * 21, "at most 20 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, reason):
    with pytest.raises(QuantityError, match=reason):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (70, "70"),
        (2.5, "2.5"),
        (0, "0"),
        (70.0, "70"),
        (0.1, "0.1"),
        (Decimal("2.50"), "2.5"),
        ({"comparator": "=", "lo": 70}, "70"),
        ({"comparator": ">", "lo": 20, "unit": "%"}, '{"comparator": ">", "lo": 20, "unit": "%"}'),
        (
            {"unit": "%", "hi": 10, "lo": 1, "comparator": "range"},
            '{"comparator": "range", "lo": 1, "hi": 10, "unit": "%"}',
        ),
        ({"lo": 5, "unit": "mm"}, '{"comparator": "=", "lo": 5, "unit": "mm"}'),
        ({"comparator": "approx", "lo": 3, "hi": None, "unit": None}, '{"comparator": "approx", "lo": 3}'),
    ],
)
def test_json_is_written_in_one_form(value, written):
    assert json.dumps(quantity_to_json(quantity_from_json(value))) == written


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, '"lo" must be a number'),
        ("70", '"lo" must be a number'),
        (float("nan"), "finite"),
        (float("inf"), "finite"),
        (1e300, "at most 15 digits"),
        ([], '"lo" must be a number'),
        ({}, 'needs a number in "lo"'),
        ({"comparator": "<"}, 'needs a number in "lo"'),
        ({"comparator": "range", "lo": 1}, 'needs a number in "hi"'),
        ({"comparator": "range", "lo": 10, "hi": 1}, "exchange the two"),
        ({"comparator": "<", "lo": 1, "hi": 2}, "Only a range has a second number"),
        ({"comparator": "≤", "lo": 1}, '"comparator" must be one of <, <=, =, >=, >, range, approx'),
        ({"comparator": ["<"], "lo": 1}, '"comparator" must be one of'),
        ({"lo": 1, "value": 2}, "but not value"),
        ({"lo": 1, "unit": 5}, '"unit" must be text'),
        ({"lo": 1, "unit": "two words"}, "A unit is one word"),
        ({"lo": 1, "unit": "a\u0000"}, "A unit is one word"),
        ({"lo": 1, "unit": "5"}, "A unit is one word"),
        ({"lo": 1, "unit": "%-5"}, "A unit is one word"),
    ],
)
def test_json_that_is_no_quantity_is_refused_with_the_reason(value, reason):
    with pytest.raises(QuantityError, match=reason):
        quantity_from_json(value)


@given(quantities())
def test_text_reads_back_to_the_same_quantity(quantity):
    assert parse_quantity(quantity_text(quantity)) == quantity


@given(quantities())
def test_json_reads_back_to_the_same_quantity_and_text(quantity):
    written = json.dumps(quantity_to_json(quantity))
    again = quantity_from_json(json.loads(written))
    assert again == quantity
    assert json.dumps(quantity_to_json(again)) == written


@given(st.text(max_size=30))
def test_any_text_is_either_refused_or_read_for_good(text):
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        return
    assert parse_quantity(quantity_text(quantity)) == quantity


def test_equal_numbers_look_the_same():
    assert quantity_text(Quantity(Comparator.EQUAL, Decimal("70.00"))) == "70"
    assert quantity_text(Quantity(Comparator.EQUAL, Decimal("1.2E+3"))) == "1200"
    assert quantity_text(None) == ""
