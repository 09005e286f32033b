"""The rules know the skin from the definition alone, outside the modules that are about the skin itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "cases" / "rules"
ABOUT_THE_SKIN = {"skin.py", "measured_skin.py", "skin_area.py"}
NAMED = re.compile(r"skin|cutaneous", re.IGNORECASE)
RECORDS = {"skin_findings", "skin finding", "SKIN_BEYOND_BREAST_M0"}
"""Names of a kind of record, and of a flag."""
ALLOWED = {
    "events.py": {"_SkinTreatment"},
    "explain.py": {"SKIN_LR", "SKIN_DIST", "locoregional skin", "distant skin", "NO_CUTANEOUS_PD"},
    "recist.py": {"SKIN_LR", "SKIN_DIST", "skin", "extracutaneous"},
    "scene.py": {"SKIN_LR", "SKIN_DIST"},
    "labels.py": {"SKIN_ONLY", "SKIN_ONLY_EARLY_POST", "NO_CUTANEOUS_PD"},
    "verdict.py": {"SKIN_ONLY", "SKIN_ONLY_EARLY_POST", "NO_CUTANEOUS_PD"},
    "open_points.py": {"NO_CUTANEOUS_PD"},
    "thresholds.py": {"Least rise of the involved skin area", "Least absolute rise of the involved skin area"},
}
"""The words for compartments, the sub-sums of RECIST, findings read as rows, the codes of labels, and limits."""
MODULES = sorted(one for one in RULES.rglob("*.py") if "vocabulary" not in one.parts and one.name not in ABOUT_THE_SKIN)


def named(tree: ast.Module) -> Iterator[str]:
    """Texts and members of value sets that name the skin; docstrings may."""
    docstrings = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docstrings:
            yield one.value
        elif isinstance(one, ast.Attribute) and one.attr.isupper():
            yield one.attr


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.name)
def test_no_rule_names_the_skin(module: Path) -> None:
    found = {one for one in named(ast.parse(module.read_text(encoding="utf-8"))) if NAMED.search(one)}
    assert found <= RECORDS | ALLOWED.get(module.name, set())


def test_the_guard_sees_a_skin_that_is_built_in() -> None:
    built_in = 'def f(row):\n    """About skin."""\n    return row.place == Compartment.SKIN_LR or "the skin"'
    assert {one for one in named(ast.parse(built_in)) if NAMED.search(one)} == {"SKIN_LR", "the skin"}
