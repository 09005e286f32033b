"""Refusing in words: what a person reads when a command cannot go on."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """The command cannot go on.

    The message says what, where and what to do, and is all that a person sees.
    """


@contextmanager
def in_words() -> Iterator[None]:
    """Around a program's main function: a refusal becomes one sentence on stderr and exit code 1."""
    try:
        yield
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit(str(full_disk(error.filename or "this checkout")))


def full_disk(place: object) -> Refusal:
    return Refusal(
        f"The disk that holds {place} is full. Make room and run this again; nothing that was saved is lost."
    )
