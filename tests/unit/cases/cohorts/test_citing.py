"""A citation says the same in every style, and no name in it can break out of the style."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.cohorts.citing import Cited, as_bibtex, as_ris, as_text
from cases.cohorts.hashing import hash_of_rows, hash_of_snapshot

CITED = Cited(
    key="sanctuary-0123456789ab",
    by="Rosa South",
    name="Skin first",
    frozen_at=datetime(2026, 11, 4, 8, 5, tzinfo=UTC),
    definition="dcp@1.0.0",
    definition_hash="d" * 64,
    rows_hash="e" * 64,
    named=("Demo Institute North", "Demo Institute South"),
    url="https://registry.example/cohorts/runs/1/",
)
HOSTILE = "A {B} & 50% \\input{x} $1 #2 a_b\r\nER  - \r\nTY  - BOOK"


@pytest.mark.parametrize("write", [as_text, as_bibtex, as_ris])
def test_every_style_names_definition_hash_institutions_and_address(write):
    text = write(CITED)
    for part in (
        "Rosa South",
        "Skin first",
        "dcp@1.0.0",
        "e" * 64,
        "Demo Institute North; Demo Institute South",
        CITED.url,
    ):
        assert part in text


@pytest.mark.parametrize("named", [CITED.named, ()])
def test_the_rule_of_naming_is_said_and_never_that_somebody_is_left_out(named):
    text = as_text(replace(CITED, named=named))
    assert "An institution is named where enough of its patients are in it, or one is published." in text
    assert ("Contributing institutions" in text) is bool(named)
    assert "not named" not in text


def test_a_paragraph_is_for_people():
    assert as_text(CITED).startswith("Rosa South. Skin first [frozen cohort]. Sanctuary, a registry of")
    assert ", 4 November 2026, 08:05 UTC." in as_text(CITED)
    assert "Contributing institutions" not in as_text(replace(CITED, named=()))


def test_bibtex_escapes_what_it_would_read_as_a_command():
    text = as_bibtex(replace(CITED, name=HOSTILE))
    title = next(line for line in text.splitlines() if "title" in line)
    assert title == r"  title = {{A \{B\} \& 50\% \textbackslash{}input\{x\} \$1 \#2 a\_b ER - TY - BOOK}},"
    assert text.startswith("@misc{sanctuary-0123456789ab,\n")
    assert text.rstrip().endswith("}")


def test_a_name_brings_no_line_of_its_own_into_ris():
    lines = as_ris(replace(CITED, name=HOSTILE)).split("\r\n")
    assert [line[:2] for line in lines if line] == ["TY", "ID", "AU", "TI", "PY", "DA", "PB", "N1", "UR", "ER"]
    assert lines[5] == "DA  - 2026/11/04"


def test_the_hash_of_the_rows_hangs_on_their_order_and_that_of_the_data_does_not():
    assert hash_of_rows(["a", "b"]) != hash_of_rows(["b", "a"])
    assert hash_of_snapshot([(1, 2), (3, 4), (1, 2)]) == hash_of_snapshot([(3, 4), (1, 2)])
    assert hash_of_snapshot([(1, 2)]) != hash_of_snapshot([(1, 3)])
