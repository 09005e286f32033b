"""What is generated from the models is current, and says what the models say."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cases.exchange.dictionary import dictionary, dictionary_text
from cases.exchange.reading import NotACase, read_case
from cases.exchange.schema import case_schema, schema_text
from cases.exchange.shape import KEYS
from cases.rules.vocabulary import VALUE_SETS

ROOT = Path(__file__).parents[4]
DOCS = ROOT / "docs"
EXAMPLE = Path(__file__).parent / "example.json"
PUBLISHED = ROOT / "cases" / "exchange" / "data" / "published-cases.json"
INVENTED = ROOT / "cases" / "desk" / "data" / "invented-cases.json"


def test_the_schema_in_docs_is_current():
    stored = (DOCS / "case.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run .venv/bin/python manage.py case_schema --write"


def test_the_dictionary_in_docs_is_current():
    stored = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert stored == dictionary_text(), "run .venv/bin/python manage.py data_dictionary --write"


def test_every_key_and_every_code_is_in_both():
    schema, text = case_schema(), dictionary_text()
    for slug, keys in KEYS.items():
        shape = schema["$defs"][slug]
        for key in keys:
            assert shape["type"] == "string" or key.name in shape["properties"], f"{slug}.{key.name}"
            assert f"| `{key.name}` |" in text
    for name, value_set in VALUE_SETS.items():
        assert f"## {name}\n" in text
        for member in value_set:
            assert f"| `{member.value}` | {member.label.replace('|', chr(92) + '|')} |" in text


def test_the_dictionary_is_searched_by_words():
    found = dictionary("calliper SUM")
    assert [(one.title, [entry.key for entry in one.entries]) for one in found.chapters] == [
        ("Skin finding", ["target_sum_mm"])
    ]
    assert dictionary("L01FD02").value_sets[0].name == "Agent"
    assert dictionary("zebra unicorn").empty
    assert not dictionary().empty


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((DOCS / "case.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(validator: Draft202012Validator, document: dict) -> list[str]:
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(document)]


@pytest.mark.parametrize("file", [EXAMPLE, PUBLISHED, INVENTED], ids=lambda file: file.stem)
def test_every_case_of_ours_fits_the_schema(validator, file):
    given = json.loads(file.read_text(encoding="utf-8"))
    for document in given if isinstance(given, list) else [given]:
        assert faults(validator, document) == []
        assert faults(validator, read_case(document)) == []


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        ("skin_findings", {"id": "s1", "change": "progression"}, "$.skin_findings[0]"),
        ("skin_findings", {"id": "s1", "on": None, "change": "worse"}, "$.skin_findings[0].change"),
        (
            "skin_findings",
            {"id": "s1", "on": {"lo": 1, "precision": "hour"}, "change": "stable"},
            "$.skin_findings[0].on",
        ),
        ("regimens", {"id": "r1", "start": 1, "drugs": []}, "$.regimens[0].drugs"),
        ("regimens", {"id": "r1", "start": 1, "drugs": [{"start": 1}]}, "$.regimens[0].drugs[0]"),
        ("primaries", {"id": "p1", "colour": "red"}, "$.primaries[0]"),
        ("adverse_events", {"on": 1, "term": "Rash", "grade": 6}, "$.adverse_events[0].grade"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_there(validator, place, value, path):
    document = {"schema": "case/1", "local_code": "X-1", place: [value]}
    assert [fault.json_path for fault in validator.iter_errors(document)] == [path]
    with pytest.raises(NotACase):
        read_case(document)
