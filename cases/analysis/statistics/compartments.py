"""Where disease progressed, and when: compartments against stretches of time, counted over readable records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PROGRESSION = "PD"
NO_LOOK = frozenset(["", "NE"])
"""Statuses that say nothing about the compartment."""


@dataclass(frozen=True)
class Sighting:
    """What one look at a compartment of a record showed. ``day``: from the start that all records share."""

    key: str
    compartment: str
    day: int
    status: str


@dataclass(frozen=True)
class Seen:
    """Records in a cell, each once: looked at, and of those with progression. Counts under the rule of disclosure."""

    assessed: int
    progressing: int


@dataclass(frozen=True)
class Calendar:
    """``edges``: of the stretches in days, each from one to the day before the next. ``cells``: by compartment."""

    edges: tuple[int, ...]
    compartments: tuple[str, ...]
    cells: tuple[tuple[Seen, ...], ...]
    records: int


def calendar(order: Sequence[str], edges: Sequence[int], sightings: Iterable[Sighting]) -> Calendar:
    """Count records by compartment and stretch; compartments that nobody looked at are left out.

    A record with several looks in one cell counts once, as progressing if any of them was. ValueError for edges that do
    not rise or are fewer than two, and for a compartment that ``order`` does not name.
    """
    if len(edges) < 2 or any(one >= later for one, later in zip(edges, edges[1:], strict=False)):
        raise ValueError("Stretches of time need edges that rise.")
    looked: dict[tuple[str, int], dict[str, bool]] = {}
    everybody = set()
    for one in sightings:
        place = _place(one.day, edges)
        if one.compartment not in order:
            raise ValueError(f"The order of the compartments does not name {one.compartment}.")
        if place is None or one.status in NO_LOOK:
            continue
        everybody.add(one.key)
        cell = looked.setdefault((one.compartment, place), {})
        cell[one.key] = cell.get(one.key, False) or one.status == PROGRESSION
    present = {compartment for compartment, _ in looked}
    shown = tuple(one for one in order if one in present)
    stretches = range(len(edges) - 1)
    cells = tuple(tuple(_seen(looked.get((one, place), {})) for place in stretches) for one in shown)
    return Calendar(tuple(edges), shown, cells, len(everybody))


def _place(day: int, edges: Sequence[int]) -> int | None:
    """The stretch of a day; None outside all of them."""
    return next((place for place in range(len(edges) - 1) if edges[place] <= day < edges[place + 1]), None)


def _seen(cell: dict[str, bool]) -> Seen:
    return Seen(len(cell), sum(cell.values()))
