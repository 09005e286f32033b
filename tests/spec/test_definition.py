"""The definitions by examples: every row of each table, as it stands in ``docs/definitions``."""

import json

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from cases.rules.examples import compared
from tests.spec.example import Example
from tests.spec.examples import TABLES

ROWS = [
    pytest.param(name, one, id=f"{name} {one.number}: {one.title}") for name, table in TABLES.items() for one in table
]


@pytest.mark.parametrize(("name", "example"), ROWS)
def test_example(name: str, example: Example) -> None:
    printed = classify_document(example.document, load_definition(name))
    assert compared(printed["episodes"], example.expected) == example.expected, printed


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_within_the_document_are_those_of_the_table(name: str) -> None:
    table = {one.number: one for one in TABLES[name]}
    for one in load_definition(name).document["examples"]:
        example = table[one["id"]]
        assert (one["title"], one["timeline"], one["why"]) == (example.title, example.timeline, example.why)
        assert one["expected"] == json.loads(json.dumps(example.expected))
        assert one["case"] == json.loads(json.dumps(example.document))
