"""The copy of the tree in which mutants are tried, and pytest inside it."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

COPIED = ("cases", "registry", "tests", "docs")
TESTS = ("tests/unit/cases/rules", "tests/spec")
"""Those without a database: the rules themselves, and the definitions by examples."""

CONFIGURATION = "[pytest]\nmarkers =\n    drill: heavy\n"
PYTEST = [sys.executable, "-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider", "-m", "not drill"]
"""Without Django and the fixtures of a database, which take longer to import than a mutant to try."""


def make_copy(checkout: Path, folder: Path) -> None:
    """Replace ``folder`` by a copy of the checkout, so that nobody's work is disturbed and nobody disturbs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        shutil.copytree(checkout / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "pytest.ini").write_text(CONFIGURATION, encoding="utf-8")


PATIENCE = 30
"""A test that is given a second of a processor may wait for it, or sleep, as many seconds as this on the clock."""


def run_tests(folder: Path, *arguments: str, seconds: float | None = None, **environment: str) -> int:
    """Run pytest in the copy; its exit code, or -1 after ``seconds``. What it prints goes to standard error.

    ``seconds`` are those of a processor, so that a mutant does not count as noticed because the machine was busy.
    """
    limit = None if seconds is None else partial(_limit, round(seconds) + 1)
    own = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    try:
        done = subprocess.run(
            [*PYTEST, *arguments],
            cwd=folder,
            env={**os.environ, **own, **environment},
            timeout=None if seconds is None else PATIENCE * seconds,
            preexec_fn=limit,
            stdout=subprocess.DEVNULL if seconds else sys.stderr,
        )
    except subprocess.TimeoutExpired:
        return -1
    return -1 if done.returncode == -signal.SIGXCPU else done.returncode


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def repeatable_properties() -> None:
    """Let property tests draw the same examples each time, and stop at the first that fails. Before collection."""
    phases = (Phase.explicit, Phase.generate)
    checks = list(HealthCheck)
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=phases, suppress_health_check=checks
    )
    settings.load_profile("mutants")
