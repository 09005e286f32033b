"""The chart of one patient while it is being written: rows in the lists of case JSON, each with its id."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from cases.exchange.synthesis.plans import Plan

PREFIXES = {
    "primaries": "p",
    "stagings": "t",
    "regimens": "r",
    "local_treatments": "lt",
    "lesions": "l",
    "assessments": "a",
    "measurements": "",
    "skin_findings": "s",
    "specimens": "b",
    "workups": "w",
    "adverse_events": "e",
    "followups": "f",
}


@dataclass(frozen=True)
class Given:
    """A regimen as it was given, in days from diagnosis."""

    id: str
    begun: int
    line: int | None
    after: str | None
    drugs: str


@dataclass(frozen=True)
class Tumour:
    """What the later specimens repeat of the first one. ``ki67`` in percent, receptors in percent of nuclei."""

    primary: str
    her2: str
    er: int
    pr: int
    ki67: int


@dataclass
class Chart:
    """``t0``: the plan's day 0 in days from diagnosis. ``regimens``: those of metastatic lines and of the plan."""

    random: Random
    plan: Plan
    t0: int = 0
    end: int = 0
    """Day of the last contact or death."""
    dead: bool = False
    tumour: Tumour | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in PREFIXES})
    opened: list[str] = field(default_factory=list)
    """The findings that open the plan's events, in its order."""
    skin_before: str = ""
    """The finding of skin disease that was there when the line began and can be measured."""
    regimens: list[Given] = field(default_factory=list)

    def add(self, listed: str, /, **fields: Any) -> str:
        """Write a row without its empty fields; its id."""
        row = {key: value for key, value in fields.items() if value is not None and value != []}
        prefix = PREFIXES[listed]
        if prefix:
            row = {"id": f"{prefix}{len(self.rows[listed]) + 1}", **row}
        self.rows[listed].append(row)
        return row.get("id", "")

    def day(self, from_t0: int) -> int:
        return self.t0 + from_t0
