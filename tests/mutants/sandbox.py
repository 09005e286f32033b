"""The copy of the tree in which mutants are tried, and pytest inside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

COPIED = ("cases", "registry", "tests", "docs", "templates", "static", "manage.py", "pyproject.toml")
TESTS = ("tests/unit/cases/rules", "tests/spec")
"""Those without a database: the rules themselves, and the definitions by examples."""

PYTEST = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider", "-m", "not drill"]


def make_copy(checkout: Path, folder: Path) -> None:
    """Replace ``folder`` by a copy of the checkout, so that nobody's work is disturbed and nobody disturbs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        source = checkout / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
        else:
            shutil.copy2(source, folder / name)


def run_tests(folder: Path, *arguments: str, seconds: float | None = None, **environment: str) -> int:
    """Run pytest in the copy; its exit code, or -1 after ``seconds``. What it prints goes to standard error."""
    own = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "REGISTRY_VAR": str(folder / "var")}
    try:
        done = subprocess.run(
            [*PYTEST, *arguments],
            cwd=folder,
            env={**os.environ, **own, **environment},
            timeout=seconds,
            stdout=subprocess.DEVNULL if seconds else sys.stderr,
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


def repeatable_properties() -> None:
    """Let property tests draw the same examples each time, and stop at the first that fails. Before collection."""
    phases = (Phase.explicit, Phase.generate)
    checks = list(HealthCheck)
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=phases, suppress_health_check=checks
    )
    settings.load_profile("mutants")
