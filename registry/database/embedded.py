"""The embedded PostgreSQL: a real server in a folder of this checkout, shared by all that use it at one time.

Each user holds a shared lock for as long as it needs the server; the last to leave stops it. Locks are the
kernel's (flock), so a killed user leaves none behind. The server listens on a Unix socket only, in a folder
of mode 0700, and lets in the operating system's user who started it (peer authentication): there is no
password.
"""

import fcntl
import hashlib
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TextIO

import psycopg

from registry.database import roles
from registry.database.account import Account, account
from registry.database.programs import ELSEWHERE, major, programs
from registry.paths import var
from registry.refusal import Refusal, full_disk, in_words

PORT = 5432  # names the socket file only; nothing listens on the network
SUPERUSER = "postgres"
DATABASE = "registry"
LONGEST_SOCKET_FOLDER = 80  # bytes: a socket's path may have 103 on macOS, and the file's own name is needed too
START_SECONDS = 60
ROOM_NEEDED = 100 * 2**20  # bytes
LOG_LIMIT = 10 * 2**20  # bytes

# Statements, parameters and the DETAIL of an error may hold a patient's data, so none of them reaches the
# log.
CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "jit": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Address:
    """How to reach the server: the folder of its socket."""

    folder: Path

    def connect(self, role: str, database: str) -> psycopg.Connection:
        """An autocommit connection."""
        return psycopg.connect(host=str(self.folder), port=PORT, user=role, dbname=database, autocommit=True)


class Cluster:
    """One PostgreSQL data directory and the server on it. ``home`` is where it belongs in the checkout."""

    def __init__(self, home: Path, *, durable: bool = True):
        self.home = home.absolute()
        self.durable = durable
        self.account: Account = account()
        self.base = self._base()
        self.data = self.base / "data"
        self.log = self.base / "server.log"
        self.address = Address(self._socket_folder())

    # ---- for those who need it -----------------------------------------------------------------------------

    @contextmanager
    def joined(self) -> Iterator[Address]:
        """Run a block with the server up.

        Start it if nobody has, and stop it if nobody else needs it afterwards.
        """
        self._make_home()
        with open(self.home / "users.lock", "a") as users:
            with self._alone():
                fcntl.flock(users, fcntl.LOCK_SH)
                self._ensure_running()
                self._provide()
            try:
                yield self.address
            finally:
                self._leave(users)

    def revive(self) -> bool:
        """Start the server again if it died under its users; True when it had."""
        with self._alone():
            return self._ensure_running()

    def _leave(self, users: TextIO) -> None:
        if not self.home.exists():  # removed meanwhile, the server with it
            return
        with self._alone():
            if _is_last(users):
                self.stop()

    def stop(self) -> None:
        if not self.postmaster():
            return
        for mode in ("fast", "immediate"):
            command = ["pg_ctl", "-D", self.data, "-w", "-t", "20", "-m", mode, "stop"]
            if self._run(command).returncode == 0 or not self.postmaster():
                return

    def answers(self) -> bool:
        """Whether something accepts connections on the socket: cheap enough to ask every second."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(2)
            try:
                probe.connect(str(self.address.folder / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def remove(self) -> None:
        """Stop the server and delete its data, wherever that lies."""
        if self.home.exists():
            with self._alone():
                self.stop()
        for folder in (self.base, self.address.folder):
            shutil.rmtree(folder, ignore_errors=True)

    # ---- places --------------------------------------------------------------------------------------------

    def _base(self) -> Path:
        """The checkout's own folder, or one under /var/lib where root's PostgreSQL account may not go."""
        mark = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        elsewhere = ELSEWHERE / f"registry-{mark}"
        if not self.account.borrowed or (self.home / "data").exists():
            return self.home
        nearest = next(folder for folder in (self.home, *self.home.parents) if folder.exists())
        if elsewhere.exists() or not self.account.reaches(nearest):
            return elsewhere
        return self.home

    def _socket_folder(self) -> Path:
        folder = self.base / "run"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        mark = hashlib.sha256(str(self.base).encode()).hexdigest()[:12]
        return Path("/tmp") / f"registry-{os.geteuid()}-{mark}"

    def _make_home(self) -> None:
        try:
            self._make_walkable(self.home)
            (self.home / "users.lock").touch()
        except PermissionError:
            raise self._belongs_to_another(self.home) from None
        if self.data.exists() and self.data.stat().st_uid != self.account.uid:
            raise self._belongs_to_another(self.data)
        free = shutil.disk_usage(self.home).free
        if free < ROOM_NEEDED:
            raise full_disk(self.home)

    def _make_walkable(self, leaf: Path) -> None:
        """Make a folder such that a borrowed account can walk into it, whatever the caller's umask says."""
        for folder in reversed([leaf, *leaf.parents]):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o755 if self.account.borrowed else 0o700)

    def _belongs_to_another(self, folder: Path) -> Refusal:
        return Refusal(
            f"{folder} belongs to another user, who ran this checkout before. Run this as that user, or "
            "let that user remove it with `./dev clean`."
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open(self.home / "start.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _folder(self, folder: Path) -> None:
        """A folder of mode 0700 that belongs to PostgreSQL's account and is no link laid by somebody else."""
        try:
            folder.mkdir(mode=0o700, parents=True)
            self.account.give(folder)
        except FileExistsError:
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.account.uid):
                raise self._belongs_to_another(folder) from None
            self.account.give(folder)
            folder.chmod(0o700)

    # ---- start ---------------------------------------------------------------------------------------------

    def _ensure_running(self) -> bool:
        """Start the server unless it answers.

        True when this call started it. Recovers what a kill left behind.
        """
        until = time.monotonic() + START_SECONDS
        while (state := self._state()) != "accepting":
            if time.monotonic() > until:
                raise self._did_not_start("it did not answer within a minute")
            if state == "busy" or self.postmaster():
                time.sleep(0.05)  # starting, recovering or stopping: it says which within seconds
                continue
            self._start(until)
            return True
        return False

    def _start(self, until: float) -> None:
        self._make_walkable(self.base)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._compare_versions()
        self._configure()
        self._folder(self.address.folder)
        self._forget_dead_postmaster()
        mark = self._open_log()
        command = ["pg_ctl", "-D", self.data, "-w", "-t", str(START_SECONDS), "-l", self.log, "start"]
        while self._run(command).returncode:
            said = self.log.read_text(errors="replace")[mark:]
            # After a kill -9 of the postmaster its children need a moment to notice and leave the shared
            # memory.
            if "shared memory block" not in said or time.monotonic() > until:
                raise self._did_not_start("it ended at once", said)
            time.sleep(0.2)

    def _initialise(self) -> None:
        """Make the data directory under another name first: a killed initdb leaves nothing half-made."""
        draft = self.base / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self._folder(draft)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if major(self.programs) < 17:
            locale = ["--encoding=UTF8", "--locale=C"]
        options = ["-U", SUPERUSER, "--auth=peer", "--no-instructions", *locale]
        done = self._run(["initdb", "-D", draft, *options])
        if done.returncode:
            raise self._did_not_start("initdb failed", done.stdout)
        (draft / "pg_hba.conf").write_text("local all all peer map=registry\n")
        with (draft / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'registry.conf'\n")
        draft.rename(self.data)

    def _compare_versions(self) -> None:
        written_by, here = (self.data / "PG_VERSION").read_text().strip(), str(major(self.programs))
        if written_by != here:
            raise Refusal(
                f"{self.data} was written by PostgreSQL {written_by}, but the programs in .venv are "
                f"version {here}. Go back "
                "to the earlier requirements.txt, export what you need (`manage.py export_cases`), and "
                "start anew with `./dev clean`."
            )

    def _configure(self) -> None:
        """Written at every start, because the checkout may have moved and the caller may have changed."""
        values = CONFIGURATION | {"unix_socket_directories": str(self.address.folder), "port": str(PORT)}
        if not self.durable:
            values |= NOT_DURABLE
        lines = [f"{name} = '{_escaped(value)}'\n" for name, value in values.items()]
        self._write("registry.conf", "".join(lines))
        self._write("pg_ident.conf", f'registry "{self.account.caller}" all\n')

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        self.account.give(path)

    def _open_log(self) -> int:
        """Prepare the log and return its length in characters."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old"))
        self.log.touch(mode=0o600)
        self.account.give(self.log)
        return len(self.log.read_text(errors="replace"))

    def _did_not_start(self, why: str, said: str = "") -> Refusal:
        if "No space left on device" in said:
            return full_disk(self.base)
        last_lines = "\n  ".join(said.strip().splitlines()[-6:])
        detail = f"\n  {last_lines}" if last_lines else ""
        return Refusal(f"PostgreSQL did not start in {self.base}: {why}. Its log is {self.log}.{detail}")

    def _provide(self) -> None:
        """Create the roles and the database, once per data directory and version of roles.py."""
        mark = self.data / "registry.roles"
        if mark.exists() and mark.read_text() == roles.fingerprint():
            return
        with self.address.connect(SUPERUSER, "postgres") as admin:
            roles.ensure_roles(admin)
            roles.ensure_database(admin, DATABASE)
        with self.address.connect(SUPERUSER, DATABASE) as admin:
            roles.grant(admin)
        self._write(mark.name, roles.fingerprint())

    # ---- what runs -----------------------------------------------------------------------------------------

    @cached_property
    def programs(self) -> Path:
        return programs(self.account)

    def _run(self, command: list) -> subprocess.CompletedProcess:
        """Run one of PostgreSQL's programs as its account, without the caller's PG* variables."""
        program, *arguments = command
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        # Not a pipe: the server would inherit it and keep the reader waiting.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.programs / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                check=False,
                **self.account.process,
            )
            output.seek(0)
            done.stdout = output.read()
        return done

    def _state(self) -> str:
        """accepting; busy (starting, recovering or stopping); or silent."""
        if not self.answers():
            return "silent"
        done = self._run(["pg_isready", "-q", "-t", "3", "-h", self.address.folder, "-p", PORT])
        return {0: "accepting", 1: "busy"}.get(done.returncode, "silent")

    def postmaster(self) -> int | None:
        """The process id of the living server on this data directory; the file alone proves nothing."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if str(self.data) in _command_line(pid) else None

    def _forget_dead_postmaster(self) -> None:
        """Drop lock files whose number is a zombie's or a stranger's by now, or PostgreSQL would not start.

        It still refuses while a child of the dead server holds the shared memory: that is keyed by the
        folder.
        """
        if not self.postmaster():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.address.folder / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _command_line(pid: int) -> str:
    """The command line of a process, empty when there is none (a zombie has none either)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
    except OSError:
        if Path("/proc/self").exists():
            return ""
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout


def _is_last(users: TextIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def main(arguments: list[str]) -> None:
    """``remove``: stop the embedded server of this checkout and delete its data (used by `./dev clean`)."""
    if arguments != ["remove"]:
        raise Refusal("Usage: python -m registry.database.embedded remove")
    for users in [*var().glob("*/users.lock"), *var().glob("*/*/users.lock")]:
        Cluster(users.parent).remove()


if __name__ == "__main__":
    with in_words():
        main(sys.argv[1:])
