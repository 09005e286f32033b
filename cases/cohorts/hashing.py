"""Hashes of what a run stored, made so that anybody can make them again from the rows: SHA-256 over canonical JSON."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import Any

HASHED = (
    "position",
    "part",
    "member",
    "patient",
    "institution_code",
    "case_version",
    "label",
    "certainty",
    "facts",
    "course",
    "rules",
    "near",
    "document",
)
"""What of a stored row is hashed; the rest follows the case and may change."""


def digest_of(row: Any) -> str:
    """The digest of one stored row (cases.cohorts.saved.RunMember), in 64 hexadecimal digits."""
    text = json.dumps({name: getattr(row, name) for name in HASHED}, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_rows(digests: Iterable[str]) -> str:
    """The hash of a run: over the digests of its rows, in their order, one a line."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def hash_of_snapshot(cases: Iterable[tuple[uuid.UUID, int]]) -> str:
    """The hash of the data that a run used: over each case and its version, one a line, in the order of the lines."""
    lines = sorted({f"{case} {version}" for case, version in cases})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
