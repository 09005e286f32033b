"""A question about a cohort, read: what every other module of the language works on. Values are stored codes."""

from dataclasses import dataclass
from enum import StrEnum


class Over(StrEnum):
    """Which compartments a condition about compartments speaks of."""

    EVERY = "every"
    SOME = "some"
    AT = "at"


@dataclass(frozen=True)
class Is:
    """The field has one of these codes."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """The number, or the number of days, lies between these two, both included; None is an open side."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Says:
    """The field says yes, or no."""

    field: str
    yes: bool


@dataclass(frozen=True)
class Known:
    """The record says something about the field at all."""

    field: str


@dataclass(frozen=True)
class Judged:
    """What was judged of compartments at the event.

    ``group``: `involved`, `anywhere`, or the code of one compartment. ``within``: days from the event; None: any.
    ``same``: at the same assessment as the event.
    """

    over: Over
    group: str
    values: tuple[str, ...]
    within: int | None = None
    same: bool = False


@dataclass(frozen=True)
class Not:
    term: "Term"


@dataclass(frozen=True)
class All:
    """Every one of them holds. None at all: everything."""

    terms: tuple["Term", ...]


@dataclass(frozen=True)
class Some:
    """At least one of them holds."""

    terms: tuple["Term", ...]


Condition = Is | Within | Says | Known | Judged
Term = Condition | Not | All | Some

EVERYTHING = All(())
