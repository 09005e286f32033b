"""A stored date is written as case JSON without being read first, and yet as if it had been."""

from dataclasses import replace

import pytest

from cases.records.document import when_as_json
from cases.records.fields import stored_when
from cases.rules.dates import When, when_from_json, when_to_json

WRITTEN = [
    0,
    -200,
    {"lo": 5, "hi": 5, "precision": "month"},
    {"lo": 5, "hi": 5, "precision": "day", "derivation": "imputed"},
    {"lo": 1, "hi": 30, "precision": "month"},
    {"lo": None, "hi": 30, "precision": "unknown"},
    {"lo": 3, "hi": None, "precision": "unknown"},
    {"anchor": "r1", "lo_offset": 10, "hi_offset": 20, "precision": "relative"},
    {"anchor": None, "lo_offset": 10, "hi_offset": 20, "precision": "relative"},
    {"anchor": "s1", "lo_offset": None, "hi_offset": 20, "precision": "relative", "derivation": "imputed"},
    {"anchor": None, "lo_offset": None, "hi_offset": None, "precision": "relative"},
]


@pytest.mark.parametrize("wording", ["", "in spring"])
@pytest.mark.parametrize("value", WRITTEN, ids=str)
def test_as_if_it_had_been_read(value: int | dict, wording: str) -> None:
    when = when_from_json(value, day_zero=None)
    assert isinstance(when, When)
    assert when_as_json(stored_when(when), wording) == when_to_json(replace(when, as_reported=wording))
