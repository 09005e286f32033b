"""No cell of an export is taken for a formula, and none loses what it says."""

import csv
import io

import pytest

from cases.disclosure.cells import cell, written


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])
def test_a_text_that_begins_like_a_formula_is_guarded(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["trastuzumab", "3+", "a=b", " =1", ""])
def test_any_other_text_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-5, "-5"), (0, "0"), (True, "true"), (False, "false"), (None, ""), (["a", "b"], "a; b")]
)
def test_numbers_stay_numbers(value, text):
    assert cell(value) == text


def test_commas_quotes_and_lines_come_back():
    text = 'one, "two"\nthree'
    rows = list(csv.reader(io.StringIO(written(("a", "b"), [(text, None)]), newline="")))
    assert rows == [["a", "b"], [text, ""]]
