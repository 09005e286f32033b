"""Killing what runs, at any moment: `./dev drills`. Prints how long coming back took and what was lost.

The registry is started, on a folder of its own. Lost would be a row whose commit was acknowledged.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from registry.database.embedded import DATABASE, Address, Cluster
from registry.database.roles import OWNER
from registry.paths import CHECKOUT
from tests.served import free_port

pytestmark = pytest.mark.drill

KILLS = 5
WRITE_UNTIL_KILLED = """
import sys, psycopg
link = psycopg.connect(host=sys.argv[1], user="registry_owner", dbname="registry", port=5432, autocommit=True)
for number in range(1, 1_000_000):
    link.execute("INSERT INTO acknowledged VALUES (%s)", [number])
    print(number, flush=True)
"""


class Run:
    """`./dev run` in a process group of its own."""

    def __init__(self, var: Path):
        self.port = str(free_port())
        self.cluster = Cluster(var / "postgres")
        self.environment = os.environ | {
            "REGISTRY_VAR": str(var),
            "REGISTRY_DATABASE": DATABASE,
            "DJANGO_SETTINGS_MODULE": "registry.settings",
            "PORT": self.port,
        }

    def start(self) -> float:
        """Start it and return the seconds until the first page."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "registry.supervisor"],
            cwd=CHECKOUT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        while not page_answers(f"http://127.0.0.1:{self.port}/"):
            assert self.process.poll() is None, "the registry ended before its first page"
            time.sleep(0.02)
        return time.monotonic() - began

    def kill_group(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(30) == 0


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Iterator[Run]:
    run = Run(tmp_path_factory.mktemp("drill") / "var")
    print(f"\nfirst start, first page after {run.start():.1f} s")
    run.stop()
    with run.cluster.joined() as address, address.connect(OWNER, DATABASE) as link:
        link.execute("CREATE TABLE acknowledged (number integer)")
    yield run
    run.cluster.remove()


def test_second_start_answers_within_five_seconds(run):
    seconds = run.start()
    run.stop()
    print(f"second start, first page after {seconds:.1f} s")
    assert seconds < 5
    assert not run.cluster.answers()


def test_ctrl_c_stops_everything(run):
    run.start()
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.wait(30) == 0
    assert not run.cluster.answers()
    assert port_is_free(run.port)


def test_kill_of_the_whole_group_and_the_database_under_writes(run):
    for turn in range(KILLS):
        run.start()
        written = write_until(run.cluster.address, lambda: kill_all(run), seconds=0.3 + 0.2 * turn)
        seconds = run.start()
        kept = count(run.cluster.address)
        run.stop()
        print(f"kill {turn + 1}: acknowledged {written}, kept {kept}, back after {seconds:.1f} s")
        assert kept >= written
        assert seconds < 10


def test_kill_of_the_supervisor_alone_leaves_nothing_behind(run):
    run.start()
    run.process.kill()
    run.process.wait()
    until = time.monotonic() + 10
    while not port_is_free(run.port) and time.monotonic() < until:
        time.sleep(0.05)
    assert port_is_free(run.port)
    seconds = run.start()
    run.stop()
    print(f"supervisor killed: back after {seconds:.1f} s")


def test_kill_of_the_database_alone_heals_without_a_restart(run):
    run.start()
    os.kill(run.cluster.postmaster(), signal.SIGKILL)
    began = time.monotonic()
    while not page_answers(f"http://127.0.0.1:{run.port}/readyz", only=200):
        assert time.monotonic() - began < 30, "it did not heal"
        time.sleep(0.05)
    print(f"database killed: ready again after {time.monotonic() - began:.1f} s")
    run.stop()


def kill_all(run: Run) -> None:
    postmaster = run.cluster.postmaster()
    run.kill_group()
    os.kill(postmaster, signal.SIGKILL)


def write_until(address: Address, kill, *, seconds: float) -> int:
    """Write rows one commit at a time, kill in the midst, and return the number of the last acknowledged row."""
    with address.connect(OWNER, DATABASE) as link:
        link.execute("DELETE FROM acknowledged")
    command = [sys.executable, "-c", WRITE_UNTIL_KILLED, str(address.folder)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert writer.stdout.readline() == "1\n"
    time.sleep(seconds)
    kill()
    said, _ = writer.communicate(timeout=30)
    return int(said.split()[-1])


def count(address: Address) -> int:
    with psycopg.connect(host=str(address.folder), port=5432, user=OWNER, dbname=DATABASE) as link:
        return link.execute("SELECT count(*) FROM acknowledged").fetchone()[0]


def page_answers(url: str, only: int = 0) -> bool:
    """Whether the page comes (any status below 500, or only the one given)."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
    except OSError:
        return False
    return status == only if only else status < 500


def port_is_free(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) != 0
