"""The file that a command was given: its bytes, or a sentence."""

import sys

from django.core.management.base import CommandError


def given_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for "-". ``CommandError`` where it cannot be read."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror}.", returncode=2) from fault
