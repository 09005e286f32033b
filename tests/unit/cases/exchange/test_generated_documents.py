"""What is generated from the models is current, and says what the models say."""

import json
from pathlib import Path

from cases.exchange.dictionary import dictionary, dictionary_text
from cases.exchange.schema import case_schema, schema_text
from cases.exchange.shape import KEYS
from cases.rules.vocabulary import VALUE_SETS

DOCS = Path(__file__).parents[4] / "docs"


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


def test_the_schema_is_valid_json_of_its_dialect():
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["schema", "local_code"]
