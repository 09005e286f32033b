"""The page of a sensitivity sweep: four small heat maps, counted batch by batch while the page is open."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core import signing

from cases.analysis.deciding import MINUS, list_of
from cases.analysis.sensitivity import PANELS, PERCENT, TAILS, WINDOWS, Sweep, carried_on, variant
from cases.cohorts.discordant import Cohort
from cases.desk.comparison import cohort_under
from cases.episodes.published import choose
from cases.rules.definition import Definition
from registry.institutions.scoping import Scope

KEPT_FOR = 60 * 60
"""Seconds for which a sweep can be carried on."""
DARKEST = 8
TITLES = {
    (False, True): "Any evidence, stable counted",
    (False, False): "Any evidence, response only",
    (True, True): "Biopsy required, stable counted",
    (True, False): "Biopsy required, response only",
}


@dataclass(frozen=True)
class Cell:
    """A number of events; None where the constants would leave their bounds. ``heat``: 0, the lightest, to 8."""

    number: int | None
    heat: int
    is_own: bool


@dataclass(frozen=True)
class Row:
    title: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Panel:
    """One heat map. Rows: windows; columns: tails."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SensitivityPage:
    """``token``: what was counted so far, signed for this reader."""

    cohort: Cohort
    sweep: Sweep
    token: str

    @property
    def definition(self) -> Definition:
        return self.cohort.definition

    @property
    def query(self) -> str:
        """The address of the next batch."""
        return urlencode({"definition": self.definition.name, "so_far": self.token})

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Per cent of the tails, and T_AB at that."""
        return [(f"{percent} %", _constant(variant(self.definition, (PERCENT, percent)), "T_AB")) for percent in TAILS]

    @property
    def panels(self) -> list[Panel]:
        most = max(self.sweep.counts)
        return [Panel(TITLES[panel], tuple(self._row(windows, panel, most) for windows in WINDOWS)) for panel in PANELS]

    def _row(self, windows: int, panel: tuple[bool, bool], most: int) -> Row:
        cells = tuple(self._cell((windows, tails), panel, most) for tails in TAILS)
        return Row(f"{windows} %", _constant(variant(self.definition, (windows, PERCENT)), "TIGHT"), cells)

    def _cell(self, setting: tuple[int, int], panel: tuple[bool, bool], most: int) -> Cell:
        if variant(self.definition, setting) is None:
            return Cell(None, 0, is_own=False)
        number = self.sweep.count(setting, panel)
        return Cell(number, -(-number * DARKEST // most) if most else 0, setting == (PERCENT, PERCENT))


def sensitivity_page(scope: Scope, name: str | None, token: str | None) -> SensitivityPage:
    """The sweep after its next batch; from the start where nothing usable was carried along."""
    cohort = cohort_under(scope, choose(name))
    key = f"sensitivity {scope.user_id} {cohort.definition.hash}"
    sweep = carried_on(_taken_up(token, key), cohort.definition)
    after = sweep.after and str(sweep.after)
    return SensitivityPage(cohort, sweep, signing.dumps([sweep.counts, sweep.done, after], salt=key, compress=True))


def _taken_up(token: str | None, key: str) -> Sweep:
    """A sweep as it was carried along by this very reader for this very definition."""
    try:
        counts, done, after = signing.loads(token or "", salt=key, max_age=KEPT_FOR)
    except signing.BadSignature:
        return Sweep()
    return Sweep(tuple(counts), done, done, after and uuid.UUID(after))


def _constant(definition: Definition | None, name: str) -> str:
    """Its days in words; empty where they would leave their bounds."""
    if definition is None:
        return ""
    ends = list_of(definition.document["constants"][name]["value"])
    return " to ".join(str(end).replace("-", MINUS) for end in ends)
