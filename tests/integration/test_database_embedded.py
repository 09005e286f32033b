"""The embedded server in the situations that break others.

Stale files, long paths, many at once, strange permissions.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from registry.database.account import BORROWED
from registry.database.embedded import DATABASE, PORT, SUPERUSER, Cluster
from registry.database.programs import ELSEWHERE
from registry.database.roles import APP
from registry.paths import CHECKOUT
from registry.refusal import Refusal

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root borrows an account")

JOIN_AND_COUNT = """
import sys
from pathlib import Path
from registry.database.embedded import DATABASE, Cluster
with Cluster(Path(sys.argv[1]), durable=False).joined() as address:
    with address.connect("registry_owner", DATABASE) as link:
        link.execute("CREATE TABLE IF NOT EXISTS visits ()" if sys.argv[2] == "first" else "SELECT 1")
    print("in", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """Where a cluster is to be made; pytest's own folder is closed to the account that root borrows."""
    with tempfile.TemporaryDirectory(prefix="registry-test-") as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder) / "postgres", durable=False)
        yield cluster.home
        cluster.remove()


def join(home: Path, turn: str = "later") -> subprocess.Popen:
    """Another process that joins the cluster and stays until its input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", JOIN_AND_COUNT, str(home), turn],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def leave(*others: subprocess.Popen) -> None:
    for other in others:
        other.communicate("\n", timeout=60)
        assert other.returncode == 0


def remember(address, value: str) -> None:
    with address.connect("registry_owner", DATABASE) as link:
        link.execute("CREATE TABLE remembered (value text)")
        link.execute("INSERT INTO remembered VALUES (%s)", [value])


def remembered(address) -> str:
    with address.connect("registry_owner", DATABASE) as link:
        return link.execute("SELECT value FROM remembered").fetchone()[0]


def test_the_last_to_leave_stops_the_server(home):
    first, second = Cluster(home, durable=False), join(home)
    assert second.stdout.readline() == "in\n"
    with first.joined():
        leave(second)
        assert first.answers()
    assert not first.answers()


def test_a_killed_user_does_not_keep_the_server_up(home):
    cluster, other = Cluster(home, durable=False), join(home)
    assert other.stdout.readline() == "in\n"
    with cluster.joined():
        other.kill()
        other.communicate()
    assert not cluster.answers()


def test_four_first_starts_at_once_make_one_server(home):
    others = [join(home) for _ in range(4)]
    assert [other.stdout.readline() for other in others] == ["in\n"] * 4
    leave(*others)
    assert not Cluster(home).answers()


def test_data_survives_a_killed_postmaster(home):
    cluster = Cluster(home)
    with cluster.joined() as address:
        remember(address, "saved")
        os.kill(cluster.postmaster(), 9)
        while cluster.answers():
            time.sleep(0.01)
        assert cluster.revive() is True
        assert remembered(address) == "saved"


def test_a_pid_file_that_names_a_living_stranger_is_stale(home):
    cluster = Cluster(home, durable=False)
    with cluster.joined() as address:
        remember(address, "saved")
        lines = (cluster.data / "postmaster.pid").read_text().splitlines(keepends=True)
    stranger = subprocess.Popen(["sleep", "60"], **cluster.account.process)
    stale = "".join([f"{stranger.pid}\n", *lines[1:]])
    (cluster.data / "postmaster.pid").write_text(stale)
    (address.folder / f".s.PGSQL.{PORT}.lock").write_text(stale)
    try:
        with cluster.joined() as address:
            assert remembered(address) == "saved"
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_path_longer_than_a_socket_may_have(home):
    deep = home / ("long-" * 20) / "postgres"
    cluster = Cluster(deep, durable=False)
    try:
        with cluster.joined() as address:
            assert len(str(address.folder)) < 80
            remember(address, "saved")
            assert remembered(address) == "saved"
    finally:
        cluster.remove()


def test_a_path_with_a_quote_and_a_space(home):
    cluster = Cluster(home / "it's here" / "postgres", durable=False)
    with cluster.joined() as address:
        remember(address, "saved")
    cluster.remove()


def test_data_of_another_major_version_is_refused_in_words(home):
    cluster = Cluster(home, durable=False)
    with cluster.joined():
        pass
    (cluster.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refusal, match=r"was written by PostgreSQL 15, but the programs in .venv are version \d+"):
        cluster.joined().__enter__()


def test_an_interrupted_first_start_leaves_nothing_half_made(home):
    cluster = Cluster(home, durable=False)
    home.mkdir()
    (home / "data.draft").mkdir()
    (home / "data.draft" / "PG_VERSION").write_text("18\n")
    with cluster.joined() as address:
        remember(address, "saved")


def test_a_program_folder_without_programs_is_refused_in_words(home, monkeypatch):
    monkeypatch.setenv("PGBIN", "/nowhere")
    with pytest.raises(Refusal, match="PGBIN names /nowhere, but initdb, pg_ctl"):
        Cluster(home).joined().__enter__()


def test_the_log_holds_no_values(home):
    cluster = Cluster(home, durable=False)
    with cluster.joined() as address, address.connect("registry_owner", DATABASE) as link:
        link.execute("CREATE TABLE noted (value text CHECK (value <> 'canary-7'))")
        with pytest.raises(psycopg.errors.CheckViolation, match="canary-7"):
            link.execute("INSERT INTO noted VALUES ('canary-7')")
    said = cluster.log.read_text()
    assert "noted_value_check" in said
    assert "canary-7" not in said


@as_root
def test_another_account_of_this_machine_is_not_let_in(home):
    cluster = Cluster(home, durable=False)
    with cluster.joined() as address:
        with address.connect(APP, DATABASE) as link:
            assert link.execute("SELECT current_user").fetchone() == (APP,)
        asked = [cluster.programs / "psql", "-h", address.folder, "-U", SUPERUSER, "-c", "SELECT 1", DATABASE]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, **cluster.account.process)
    assert done.returncode != 0
    assert "Peer authentication failed" in done.stderr


@as_root
def test_a_checkout_that_only_root_may_enter(home):
    home.mkdir(mode=0o700)
    cluster = Cluster(home / "inside" / "postgres", durable=False)
    assert cluster.account.caller == "root"
    assert cluster.base.parent == ELSEWHERE
    with cluster.joined() as address:
        remember(address, "saved")
    with Cluster(cluster.home, durable=False).joined() as address:
        assert remembered(address) == "saved"
    assert home.stat().st_mode & 0o777 == 0o700
    assert cluster.data.owner() in BORROWED
    cluster.remove()
    assert not cluster.base.exists()
