"""The definition by examples: every row of the table, as it stands in ``docs/definitions``."""

import json

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from cases.rules.examples import compared
from tests.spec.example import Example
from tests.spec.examples import EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.number}: {one.title}")
def test_example(example: Example) -> None:
    printed = classify_document(example.document, load_definition("dcp@1.0.0"))
    assert compared(printed["episodes"], example.expected) == example.expected, printed


def test_the_examples_within_the_document_are_those_of_the_table() -> None:
    table = {one.number: one for one in EXAMPLES}
    for one in load_definition("dcp@1.0.0").document["examples"]:
        example = table[one["id"]]
        assert (one["title"], one["timeline"], one["why"]) == (example.title, example.timeline, example.why)
        assert one["expected"] == json.loads(json.dumps(example.expected))
        assert one["case"] == json.loads(json.dumps(example.document))
