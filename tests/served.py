"""A real web server on a database of its own, with the demo in it, for tests that browse."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg import sql

from registry.database.embedded import SUPERUSER, Address
from registry.database.roles import ensure_database
from registry.paths import CHECKOUT
from tests.cluster import alone, cloned, drop, manage

CHROMIUM = Path("/usr/bin/chromium")
LAUNCH = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def served(cluster: Address, template: str, testrun_uid: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a served registry with the demo loaded, such as http://localhost:41234.

    One per session.
    """
    run = os.getppid() if hasattr(request.config, "workerinput") else os.getpid()  # its end lets the next one tidy up
    demo = loaded_demo(cluster, template, f"test_registry_{run}_demo_{testrun_uid}")
    with cloned(cluster, demo, f"test_registry_{os.getpid()}_served") as name:
        port = str(free_port())
        with serving(database=name, port=port):
            yield f"http://localhost:{port}"


def loaded_demo(address: Address, template: str, name: str) -> str:
    """A database with the demo in it, to clone: the first process of a run makes it, the others wait.

    Static files are collected on that occasion, since the processes of a run have one folder for them. What is left
    of it goes when the next run begins (``tests.cluster.drop_leftovers``).
    """
    with alone(address), address.connect(SUPERUSER, "postgres") as admin:
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        draft = name.replace("demo", "draft")
        drop(admin, draft)
        ensure_database(admin, draft, template=template)
        manage("collectstatic", "--no-input", "--verbosity=0", database=draft)
        manage("load_demo", database=draft, DEMO="on")
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (draft, name))))
    return name


@contextmanager
def serving(*, database: str, port: str) -> Iterator[subprocess.Popen]:
    """`python -m registry.serve` on a database of the tests' cluster, ready to answer."""
    environment = {"DJANGO_SETTINGS_MODULE": "registry.settings", "REGISTRY_DATABASE": database, "DEMO": "on"}
    process = subprocess.Popen(
        [sys.executable, "-m", "registry.serve"], cwd=CHECKOUT, env=os.environ | environment | {"PORT": port}
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    """Wait until the address answers with 200; fails when the process ends first or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"The process ended with code {process.returncode} before it answered."
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            error.close()
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} did not answer within {seconds} s.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium where it is installed; nothing that calls home."""
    installed = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    return browser_type_launch_args | installed | {"args": LAUNCH}
