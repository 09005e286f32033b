"""The driver of ``./dev mutants``: what it changes and what it leaves alone; its list of equivalents is not stale."""

import ast
import tomllib
from pathlib import Path

import pytest

from registry.paths import CHECKOUT
from tests.mutants.__main__ import REASONS
from tests.mutants.operators import mutants_of

SOURCE = '''
"""A module."""
LIMIT = 3
Alias = int | None


class Thing:
    __slots__ = ("code",)

    def __repr__(self):
        return "never" + self.code


def decide(value: "Alias", codes=frozenset({"PD"}), strict=True):
    """What it says."""
    if value is None or value < LIMIT:
        raise ValueError("a sentence for people")
    for one in zip(codes, codes, strict=True):
        if not one:
            continue
    return f"{value} mm" if "PD" in codes else max(value + 1, 2)
'''


def changes(source: str, functions_only: bool = False) -> set[tuple[str, str]]:
    return {(one.before, one.after) for one in mutants_of("m", ast.parse(source), functions_only)}


def test_each_place_that_can_slip_is_changed():
    assert changes(SOURCE) == {
        ("3", "4"),
        ("3", "2"),
        ("'PD'", "'XXPD'"),
        ("True", "False"),
        ("value is None or value < LIMIT", "value is None and value < LIMIT"),
        ("value is None", "value is not None"),
        ("value < LIMIT", "value >= LIMIT"),
        ("value < LIMIT", "value <= LIMIT"),
        (ast.unparse(ast.parse(SOURCE).body[4].body[1]), "not (value is None or value < LIMIT)"),
        ("not one", "one"),
        ("continue", "break"),
        ("return f'{value} mm' if 'PD' in codes else max(value + 1, 2)", "return None"),
        ("'PD' in codes", "'PD' not in codes"),
        ("max(value + 1, 2)", "min(value + 1, 2)"),
        ("value + 1", "value - 1"),
        ("1", "2"),
        ("1", "0"),
        ("2", "3"),
        ("2", "1"),
    }


def test_of_a_value_set_only_functions_are_changed():
    assert ("3", "4") not in changes(SOURCE, functions_only=True)
    assert ("value + 1", "value - 1") in changes(SOURCE, functions_only=True)


def test_a_mutant_changes_one_place_and_can_be_taken_back():
    tree = ast.parse(SOURCE)
    before = ast.unparse(tree)
    texts = []
    for one in mutants_of("m", tree):
        old = one.apply()
        texts.append(ast.unparse(tree))
        one.put(old)
        assert ast.unparse(tree) == before
    assert before not in texts
    assert len({one.key for one in mutants_of("m", tree)}) == len(texts)


LISTED = tomllib.loads(REASONS.read_text(encoding="utf-8"))["mutant"]


@pytest.mark.parametrize("module", sorted({one["module"] for one in LISTED}))
def test_every_equivalent_on_the_list_is_a_mutant_of_its_module(module: str):
    path = Path(CHECKOUT, "cases", "rules", f"{module}.py")
    there = changes(path.read_text(encoding="utf-8"))
    listed = [(one["before"], after) for one in LISTED if one["module"] == module for after in one["after"]]
    assert [one for one in listed if one not in there] == []
    assert len(set(listed)) == len(listed)
