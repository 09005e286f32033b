"""What a cohort is made of: its unit, its members, and the selection that a page about it reads."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from cases.disclosure.rule import Count
from cases.rules.definition import Definition


class Unit(StrEnum):
    """What is counted: each event of the skin, each case once, or each anti-HER2 regimen."""

    EPISODES = "episodes"
    CASES = "cases"
    REGIMENS = "regimens"


@dataclass(frozen=True)
class Member:
    """One readable unit; nothing in it identifies.

    ``patient`` tells patients apart within one selection and says nothing else. ``institution``: its code. ``label``
    and ``certainty`` are empty where the unit has none. ``rules``: rule -> pass, fail or unknown, in the order of the
    definition. ``facts`` and ``course``: codes and days (cases.episodes.facts and .course).
    """

    id: uuid.UUID
    unit: Unit
    patient: int
    institution: str
    label: str
    certainty: str
    facts: Mapping[str, Any]
    course: Mapping[str, Any]
    rules: Mapping[str, str]
    near: Mapping[str, Any]


@dataclass(frozen=True)
class Parts:
    """The readable units before the filters, apart by what the filters say: yes, no, or not known for want of data."""

    members: tuple[Member, ...]
    outside: tuple[Member, ...]
    unknown: tuple[Member, ...]


@dataclass(frozen=True)
class Selection:
    """A cohort as one reader sees it: live under filters, or the stored rows of a frozen run.

    ``query``: canonical; the address of any page about this cohort is its path, "?" and this. ``words``: the filters in
    one English sentence. ``load``: reads the rows, once, when a page asks for them; ``number``: counts the members
    without reading them; ``shown``: the figure that may be shown for so many readable members. ``run``: the frozen run,
    if it is one. ``refused``: a sentence for each part of the address that was left out.
    """

    unit: Unit
    definition: Definition
    query: str
    words: str
    load: Callable[[], Parts]
    number: Callable[[], int]
    shown: Callable[[int], Count]
    run: Any = None
    refused: tuple[str, ...] = ()

    @cached_property
    def total(self) -> Count:
        """Exact for what the reader may read, others' part under the disclosure rule."""
        return self.shown(len(self.members) if "parts" in vars(self) else self.number())

    @cached_property
    def parts(self) -> Parts:
        return self.load()

    @property
    def members(self) -> tuple[Member, ...]:
        """The readable units that the filters hold for."""
        return self.parts.members

    @cached_property
    def by_patient(self) -> dict[int, list[Member]]:
        """The members of each patient, both in their order."""
        found: dict[int, list[Member]] = {}
        for one in self.members:
            found.setdefault(one.patient, []).append(one)
        return found

    @property
    def patients(self) -> int:
        """How many people the members are of."""
        return len(self.by_patient)

    @property
    def unknown(self) -> tuple[Member, ...]:
        """The readable units that the filters are neither true nor false of: something was not recorded."""
        return self.parts.unknown

    @cached_property
    def universe(self) -> tuple[Member, ...]:
        """All readable units, before the filters."""
        return self.parts.members + self.parts.outside + self.parts.unknown
