"""The page on response criteria prints the limits that the rules use."""

from pathlib import Path

import pytest

from cases.rules.criteria.thresholds import Limit, Thresholds, limits

PAGE = Path(__file__).parents[2] / "docs" / "definitions" / "response-criteria.md"


@pytest.mark.parametrize("limit", limits(Thresholds()), ids=lambda one: one.name)
def test_each_limit_is_printed_with_its_unit_and_source(limit: Limit) -> None:
    row = f"| `{limit.name}` | {limit.value} | {limit.unit} | {limit.meaning} | {limit.source} |"
    assert row in PAGE.read_text(encoding="utf-8").splitlines()
