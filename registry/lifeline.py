"""A child process that ends when the process that started it is gone, however that ended.

The parent keeps the writing end of a pipe open and names the reading end to the child. The kernel closes the
pipe when the parent dies, even by kill -9, and the child sees the end of file. Works on Linux and macOS
alike.
"""

import os
import signal
import threading
import time

VARIABLE = "REGISTRY_LIFELINE"
GRACE = 12  # seconds


def die_with_parent() -> None:
    """Watch the parent's pipe, when there is one, and stop this process quickly once it closes."""
    named = os.environ.pop(VARIABLE, "")
    if named:
        threading.Thread(target=_watch, args=[int(named)], daemon=True).start()


def _watch(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)  # a worker whose database has gone too would wait for it for ever
    os.kill(os.getpid(), signal.SIGKILL)
