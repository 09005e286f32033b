"""Linking what was committed to the chain over the trail, and keeping the head of the chain elsewhere."""

import re
from dataclasses import dataclass

from django.db import connection


def seal() -> int:
    """Link the committed entries that are in the chain not yet; the number of them.

    Called after each commit and once a minute. Whoever comes while another seals leaves it to them: nobody waits.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_seal()")
        return cursor.fetchone()[0]


@dataclass(frozen=True)
class Head:
    """One place in the chain: the number of a link and its hash. Kept elsewhere, it holds everything before it."""

    no: int
    hash: str

    def __str__(self) -> str:
        return f"{self.no}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises ValueError for what ``verify_audit --head`` does not print."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip())
        if found is None:
            raise ValueError("A head is a number, a colon and 64 hexadecimal digits, as verify_audit --head prints it.")
        return cls(int(found[1]), found[2])
