"""A program of ours that opens what people sent, in a process that lives for one piece of work.

The program is a file of its own and limits itself by the operating system. What breaks it takes nothing with it; what
it says on its standard error is thrown away, because that may hold what was sent.
"""

import subprocess
import sys
import threading
from pathlib import Path


class Busy(Exception):
    """No place became free in time."""


class Broken(Exception):
    """The process ended without an answer, or not in time."""


class Confined:
    """One such program. ``at_once``: processes that one process of the web server has at a time."""

    def __init__(self, program: Path, *, at_once: int):
        self.program = program
        self._places = threading.BoundedSemaphore(at_once)

    def answer(self, sent: bytes, *arguments: str, patience: float) -> bytes:
        """What the program makes of the bytes. ``patience``: seconds, for a place and for the work each.

        Raises ``Busy`` or ``Broken``.
        """
        if not self._places.acquire(timeout=patience):
            raise Busy
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(self.program), *arguments],
                input=sent,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=patience,
                env={},
                cwd="/",
                check=True,
            )
        except subprocess.SubprocessError as fault:
            raise Broken from fault
        finally:
            self._places.release()
        return done.stdout
