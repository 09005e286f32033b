"""The definition by examples: every row of the table, as it stands in ``docs/definitions``."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.example import Example
from tests.spec.examples import EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.number}: {one.title}")
def test_example(example: Example) -> None:
    printed = classify_document(example.document, load_definition("dcp@1.0.0"))
    shown = [_shown(episode, expected) for episode, expected in zip(printed["episodes"], example.expected, strict=True)]
    assert shown == list(example.expected), printed


def _shown(episode: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The values of an episode that the example is about."""
    shown = {name: episode[name] for name in expected}
    if "axes" in expected:
        shown["axes"] = {axis: episode["axes"][axis] for axis in expected["axes"]}
    return shown
