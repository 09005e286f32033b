"""How a frozen run is cited: as text, as BibTeX and as RIS. Pure: the same words for whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

REGISTRY = "Sanctuary, a registry of discordant cutaneous progression on anti-HER2 therapy"
RULE = "An institution is named where enough of its patients are in it, or one is published"
"""Said whether or not any is left unnamed: that one is would tell of its few patients."""
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What BibTeX reads as a command, and how it is written instead."""


@dataclass(frozen=True)
class Cited:
    """What a citation says. ``frozen_at``: UTC. ``named``: institutions that may be named. ``url``: whole."""

    key: str
    by: str
    name: str
    frozen_at: datetime
    definition: str
    definition_hash: str
    rows_hash: str
    named: Sequence[str]
    url: str

    @property
    def note(self) -> str:
        """The definition, the hash and the institutions, in one line."""
        named = f"Contributing institutions: {'; '.join(self.named)}. " if self.named else ""
        return (
            f"Definition {self.definition} (SHA-256 {self.definition_hash}). Stored rows: SHA-256 {self.rows_hash}."
            f" {named}{RULE}."
        )


def as_text(cited: Cited) -> str:
    """One paragraph for a list of references."""
    day = cited.frozen_at
    return (
        f"{cited.by}. {cited.name} [frozen cohort]. {REGISTRY}, {day.day} {day:%B %Y}, {day:%H:%M} UTC."
        f" {cited.note} {cited.url}"
    )


def as_bibtex(cited: Cited) -> str:
    """One @misc entry; braces around author and title keep them as they are."""
    fields = {
        "author": f"{{{_bibtex(cited.by)}}}",
        "title": f"{{{_bibtex(cited.name)}}}",
        "howpublished": _bibtex(f"Frozen cohort, {REGISTRY}"),
        "year": f"{cited.frozen_at:%Y}",
        "month": f"{cited.frozen_at:%b}".lower(),
        "note": _bibtex(cited.note),
        "url": cited.url,
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{body}}}\n"


def as_ris(cited: Cited) -> str:
    """One record of type DATA; lines end as RIS asks, and no value brings a line of its own."""
    lines = [
        ("TY", "DATA"),
        ("ID", cited.key),
        ("AU", cited.by),
        ("TI", cited.name),
        ("PY", f"{cited.frozen_at:%Y}"),
        ("DA", f"{cited.frozen_at:%Y/%m/%d}"),
        ("PB", REGISTRY),
        ("N1", cited.note),
        ("UR", cited.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _bibtex(text: str) -> str:
    return "".join(SPECIAL.get(character, character) for character in " ".join(text.split()))
