"""One search of a text for everything that identifies."""

import unicodedata
from dataclasses import dataclass

from cases.records.identifying.names import named
from cases.records.identifying.patterns import patterned


@dataclass(frozen=True)
class Finding:
    """``kind``: what it looks like, in words; ``text``: the piece of the text."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"“{self.text}” looks like {self.kind}"


def identifying_in(text: str) -> tuple[Finding, ...]:
    """Everything in a text that looks as if it identified somebody: patterns first, then names, each once."""
    plain = unicodedata.normalize("NFKC", text)
    found = [Finding(kind, piece) for kind, piece in patterned(plain)]
    found += [Finding("the name of a person", piece) for piece in named(plain)]
    return tuple(dict.fromkeys(found))
