"""Everything at once, for one machine: database, web server and task worker. What `./dev run` starts.

The order: find out what would fail (port, disk) before anything slow; the database; whatever the code's
changes ask for; the web server; its address; the worker. Until told to stop it restarts what dies.
"""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from registry import prepare
from registry.database.embedded import Cluster
from registry.lifeline import VARIABLE
from registry.paths import CHECKOUT, var
from registry.refusal import Refusal, in_words

READY_SECONDS = 60
STOP_SECONDS = 15
SHORT_LIFE = 10  # seconds
PATIENCE = 5  # short lives in a row


class Program:
    """One child process, restarted when it dies.

    It has a process group of its own, so that Ctrl-C reaches the supervisor alone, which then stops things in order.
    """

    def __init__(self, module: str):
        self.module = module
        self.short_lives = 0
        self.start()

    def start(self) -> None:
        reading, self.lifeline = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            cwd=CHECKOUT,
            env=os.environ | {VARIABLE: str(reading)},
            pass_fds=[reading],
            process_group=0,
        )
        os.close(reading)
        self.began = time.monotonic()

    def keep_alive(self) -> None:
        """Start the program again if it died; refuse when it keeps dying at once."""
        code = self.process.poll()
        if code is None:
            return
        os.close(self.lifeline)
        self.short_lives = self.short_lives + 1 if time.monotonic() - self.began < SHORT_LIFE else 0
        if self.short_lives > PATIENCE:
            raise Refusal(f"{self.module} keeps ending with code {code}; what it said stands above.")
        say(f"{self.module} ended with code {code}; starting it again.")
        self.start()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Told(Exception):
    """SIGTERM came."""


def told(*_) -> None:
    raise Told


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    """Run until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, told)
    port = wanted_port()
    refuse_taken(port)
    embedded = not ("DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ)
    if embedded:
        os.environ.setdefault("DEMO", "on")
    cluster = Cluster(var() / "postgres") if embedded else None
    try:
        with cluster.joined() if cluster else nullcontext():
            prepare_once()
            with running("registry.serve") as web:
                wait_until_ready(port, web)
                say(welcome(port))
                with running("registry.work") as worker:
                    watch([web, worker], cluster)
    except (KeyboardInterrupt, Told):
        say("Stopped.")


# ---- what would fail anyway --------------------------------------------------------------------------------


def wanted_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT is {text!r}. It must be a number from 1 to 65535: PORT=8001 ./dev run")
    return int(text)


def refuse_taken(port: int) -> None:
    """Refuse at once when another program listens on the port.

    What just ended there gets a moment to let go.
    """
    for _ in range(20):
        problem = problem_with(port)
        if problem != errno.EADDRINUSE:
            break
        time.sleep(0.1)
    if problem == errno.EADDRINUSE:
        raise Refusal(
            f"Port {port} is taken by another program, perhaps this registry in another window. "
            f"Stop that one, or choose another port: PORT={port + 1 if port < 65535 else 8001} ./dev run"
        )
    if problem:
        raise Refusal(f"Port {port} cannot be used ({os.strerror(problem)}). Choose another: PORT=8001 ./dev run")


def problem_with(port: int) -> int:
    """0 when the port can be listened on, else the error number."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.errno
    return 0


# ---- start -------------------------------------------------------------------------------------------------


def prepare_once() -> None:
    """Migrate, collect and load in a process of its own, unless nothing has changed since the last time."""
    if prepare.is_prepared():
        return
    say("Preparing the database ...")
    fingerprint = prepare.fingerprint()
    done = subprocess.run([sys.executable, "-m", "registry.prepare"], cwd=CHECKOUT, check=False)
    if done.returncode:
        raise Refusal("The database could not be prepared; the reason stands above.")
    prepare.mark().parent.mkdir(parents=True, exist_ok=True)
    prepare.mark().write_text(fingerprint)


@contextmanager
def running(module: str) -> Iterator[Program]:
    program = Program(module)
    try:
        yield program
    finally:
        program.stop()
        program.wait()


def wait_until_ready(port: int, web: Program) -> None:
    until = time.monotonic() + READY_SECONDS
    while not answers(port):
        if web.process.poll() is not None:
            raise Refusal("The web server ended; what it said stands above.")
        if time.monotonic() > until:
            raise Refusal(f"The web server did not answer on port {port} within a minute.")
        time.sleep(0.05)


def answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/readyz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


def welcome(port: int) -> str:
    lines = [f"\n  The registry is open at http://localhost:{port}"]
    if os.environ.get("DEMO") == "on" and prepare.accounts().exists():
        lines += ["", prepare.accounts().read_text().rstrip()]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])


# ---- until told to stop ------------------------------------------------------------------------------------


def watch(programs: list[Program], cluster: Cluster | None) -> None:
    while True:
        time.sleep(1)
        if cluster and not cluster.answers() and cluster.revive():
            say("The database had ended; it is running again and has recovered what was saved.")
        for program in programs:
            program.keep_alive()


if __name__ == "__main__":
    with in_words():
        main()
