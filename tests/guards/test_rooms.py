"""The import rules are held, and a room that nobody declared does not pass."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registry.paths import CHECKOUT
from tests.guards.tree import sources


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The Python of both packages with the rules between their rooms, to be changed at will."""
    for path in sources():
        target = tmp_path / path.relative_to(CHECKOUT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copyfile(CHECKOUT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def checked(tree: Path) -> str:
    """What import-linter says about a tree."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False)
    return done.stdout


def test_the_rules_are_kept(copied: Path):
    assert "0 broken" in checked(copied)


def test_a_room_that_nobody_declared_is_refused(copied: Path):
    (copied / "cases/cellar").mkdir()
    (copied / "cases/cellar/__init__.py").touch()
    said = checked(copied)
    assert "1 broken" in said
    assert "not listed as layers" in said
    assert "cases.cellar" in said


def test_a_floor_that_imports_a_roof_is_refused(copied: Path):
    with (copied / "cases/records/policies.py").open("a") as file:
        file.write("\n\ndef peek():\n    from cases.cohorts import apps\n\n    return apps\n")
    said = checked(copied)
    assert "1 broken" in said
    assert "cases.records.policies -> cases.cohorts.apps" in said
