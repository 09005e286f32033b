"""The page of a sensitivity sweep: what was asked for, how far it is, and four small heat maps of what was counted."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from cases.analysis.deciding import MINUS
from cases.analysis.plots.heat import heat
from cases.cohorts.cohort import Cohort
from cases.cohorts.models import Sweep
from cases.cohorts.sweeping import reach_of
from cases.cohorts.tasks import continued
from cases.desk.comparison import cohort_under
from cases.disclosure.rule import Count
from cases.episodes.published import choose
from cases.episodes.variants import OWN, PANELS, PERCENT, scaled, variant
from cases.rules.definition import Definition, EvidenceLevel
from cases.rules.labels import ON_TREATMENT
from registry.institutions.scoping import Scope

TITLES = {
    (False, True): "Any evidence, stable disease counted",
    (False, False): "Any evidence, only with a response elsewhere",
    (True, True): "Biopsy required, stable disease counted",
    (True, False): "Biopsy required, only with a response elsewhere",
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
    """One heat map. Rows: windows; columns: tails. ``own``: the figure of the definition as it is."""

    title: str
    rows: tuple[Row, ...]
    own: int


@dataclass(frozen=True)
class Switch:
    """What the page varies, in words. ``own``: what the published definition says."""

    name: str
    says: str
    own: str


@dataclass(frozen=True)
class SensitivityPage:
    """``sweep``: the newest of this person under this definition; None if there is none, or it is no longer theirs.

    ``is_outdated``: there is one, but what the person may read has changed since.
    """

    cohort: Cohort
    sweep: Sweep | None
    is_outdated: bool

    @property
    def definition(self) -> Definition:
        return self.cohort.definition

    @property
    def others(self) -> tuple[Count, Count]:
        """Events on treatment under the definition as it is, stable disease counted and not: others' part beside."""
        broad, strict = ON_TREATMENT, ON_TREATMENT[:1]
        return tuple(self.cohort.census.count({"label": [str(one) for one in labels]}) for labels in (broad, strict))

    @property
    def switches(self) -> tuple[Switch, ...]:
        """Every switch of the sweep, each with what the published version says."""
        own = self.definition
        return tuple(Switch(name, says.format(C1=_meaning(own)), _own(own, name)) for name, says in SWITCHES.items())

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Per cent of the tails, and T_AB at that."""
        return [(f"{one} %", _constant(self.definition, (PERCENT, one), "T_AB")) for one in self.sweep.tails]

    @property
    def panels(self) -> list[Panel]:
        return [self._panel(panel) for panel in PANELS]

    def _panel(self, panel: tuple[bool, bool]) -> Panel:
        rows = tuple(self._row(windows, panel) for windows in self.sweep.windows)
        return Panel(TITLES[panel], rows, self.sweep.count(OWN, panel))

    def _row(self, windows: int, panel: tuple[bool, bool]) -> Row:
        cells = tuple(self._cell((windows, tails), panel) for tails in self.sweep.tails)
        return Row(f"{windows} %", _constant(self.definition, (windows, PERCENT), "TIGHT"), cells)

    def _cell(self, setting: tuple[int, int], panel: tuple[bool, bool]) -> Cell:
        if variant(self.definition, setting) is None:
            return Cell(None, 0, is_own=False)
        number = self.sweep.count(setting, panel)
        return Cell(number, heat(number, *self._ends), setting == OWN)

    @cached_property
    def _ends(self) -> tuple[int, int]:
        """The smallest and the largest figure of all four maps."""
        known = [one for one in self.sweep.settings if variant(self.definition, one)]
        shown = [self.sweep.count(setting, panel) for setting, panel in product(known, PANELS)]
        return min(shown), max(shown)


SWITCHES = {
    "TIGHT": "The days around the event in which an assessment of the rest of the body is looked for first. Only one"
    " within them can confirm a label.",
    "WIDE": "Where TIGHT holds no assessment, these days are searched too, and the label is probable at best. What"
    " was not assessed within WIDE is not known, and the event stays undecided.",
    "T_AB": "The tail of an antibody: so many days after its last dose an event is still on treatment.",
    "T_TKI": "The same for a tyrosine kinase inhibitor, which leaves the body sooner.",
    "Biopsy required": "Only events with evidence C1 are counted. {C1} Otherwise any evidence is enough that the"
    " definition accepts.",
    "Stable disease counted": "The rest of the body may be stable (labels strict and broad). Otherwise it must respond"
    " (strict only).",
}


def sensitivity_page(scope: Scope, name: str | None) -> SensitivityPage:
    """The newest sweep of this person under one definition; one that is running is carried on by the worker."""
    cohort = cohort_under(scope, choose(name))
    found = Sweep.objects.of(scope.user_id, cohort.definition).first()
    is_outdated = found is not None and found.reach != reach_of(scope)
    return SensitivityPage(cohort, None if is_outdated else continued(found), is_outdated)


def _meaning(definition: Definition) -> str:
    """What a definition says of evidence by biopsy."""
    ladder = definition.document["evidence"]
    return next((one["meaning"] for one in ladder if one["level"] == EvidenceLevel.C1), "It does not know that level.")


def _own(definition: Definition, name: str) -> str:
    if name in definition.document["constants"]:
        return f"{_constant(definition, OWN, name)} days"
    return {"Biopsy required": "no", "Stable disease counted": "yes"}[name]


def _constant(definition: Definition, setting: tuple[int, int], name: str) -> str:
    """Its days under a setting in words; empty where they would leave their bounds."""
    if variant(definition, setting) is None:
        return ""
    place = setting[0] if name in ("TIGHT", "WIDE") else setting[1]
    return " to ".join(str(end).replace("-", MINUS) for end in scaled(definition, name, place))
