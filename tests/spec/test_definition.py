"""The definitions by examples: every row of each table, as it stands in ``docs/definitions``."""

import json

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from cases.rules.examples import compared
from tests.spec.drawing import drawn
from tests.spec.example import Example
from tests.spec.examples import EXAMPLES, TABLES
from tests.spec.pages import FOLDER, PAGES, page
from tests.spec.timelines import T0, around, baseline, between, case, scan, skin

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


def test_every_row_of_the_table_is_there() -> None:
    assert {str(number) for number in range(1, 50)} <= {one.number for one in EXAMPLES}


@pytest.mark.parametrize("file", PAGES)
def test_the_page_of_a_definition_is_current(file: str) -> None:
    assert (FOLDER / file).read_text(encoding="utf-8") == page(PAGES[file]), "./dev docs writes it anew"


def test_uncertain_days_and_relative_times_are_drawn() -> None:
    document = case(baseline("liver"), scan(between(-95, -20), key="a1", liver="CR"), skin(around("a1")), drop=["b1"])
    lines = drawn(document, T0).splitlines()
    assert [word for word in lines[0].split() if ".." in word] == ["a1-14..+14", "-95..-20"]
    assert lines[-1].split() == ["liver", "BASELINE", "CR"]
