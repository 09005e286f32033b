"""Collects what the drill measured, prints it, and keeps it as JSON in var/desk.json; a plugin of `./dev desk`."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from registry.paths import CHECKOUT

FILE = CHECKOUT / "var" / "desk.json"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[KEPT] = {}
    expect.set_options(timeout=20_000)  # milliseconds, on a machine that may be busy


KEPT = pytest.StashKey[dict]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Say what was measured: `figures("the same by finger", keys=812)`."""

    def say(about: str, **measured) -> None:
        request.config.stash[KEPT][about] = measured
        print(f"\n{about}: " + ", ".join(f"{name} {value}" for name, value in measured.items()), flush=True)

    return say


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Each figure once more, with the seconds of every test, those of tests/browser included."""
    tests = {
        one.nodeid: {"outcome": one.outcome, "seconds": round(one.duration, 1)}
        for outcome in ("passed", "failed")
        for one in terminalreporter.stats.get(outcome, [])
        if one.when == "call"
    }
    measured = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "figures": config.stash[KEPT], "tests": tests}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    for about, values in config.stash[KEPT].items():
        terminalreporter.write_line(f"{about}: " + ", ".join(f"{name} {value}" for name, value in values.items()))
    terminalreporter.write_line(f"Kept in {FILE}.")
