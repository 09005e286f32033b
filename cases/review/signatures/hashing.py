"""What a signature is bound to: digests of what was seen, and the hash over all of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from cases.review.signatures.models import Signature

SCHEMA = "signature/1"
RECORD = "record"
"""Where the sections of a case stand for the whole record as a reader was shown it."""


@dataclass(frozen=True)
class Seen:
    """What a person was shown of a case: digests only. ``sections``: slug -> {"outside": …, "inside": …}.

    ``inside`` is missing for who sees the case without what identifies. ``verdict``: of the labels shown.
    """

    version: int
    sections: Mapping[str, Mapping[str, str]]
    verdict: str

    def only(self, section: str) -> "Seen":
        """The same of one section; of all of them for the whole case."""
        if not section:
            return self
        return Seen(self.version, {section: self.sections[section]}, "")


def hash_of(signature: Signature) -> str:
    """SHA-256 of the canonical document that a signature stands for; another case, person or word gives another."""
    return digest(
        {
            "schema": SCHEMA,
            "case": str(signature.case_id),
            "signer": str(signature.signer_id),
            "name": signature.signer_name,
            "meaning": str(signature.meaning),
            "section": signature.section,
            "version": signature.version,
            "sections": signature.sections,
            "verdict": signature.verdict,
            "signed_at": signature.signed_at.timestamp(),
            "proved": [signature.proved_at.timestamp(), signature.proved_how],
        }
    )


def digest(document: Any) -> str:
    """SHA-256 of a document, its keys in order."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
