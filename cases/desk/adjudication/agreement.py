"""How far readers agree with each other and with the derived label, under the disclosure rule.

Cases of the person's own institutions count exactly; those of others are withheld or rounded. No margin is shown, and
kappa is worked out from the figures as they stand on the page, so that it tells nothing that they do not.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from cases.analysis.statistics.agreement import Kappa, cohen_kappa, observed_agreement
from cases.cohorts.policy import policy_in_force
from cases.desk.adjudication.reading import label_titles
from cases.disclosure.rule import Count, Policy
from cases.rules.definition import Definition

COMPARED = (
    ("readers", "The two readers", "Oncologist", "Dermatologist"),
    ("oncologist", "The oncologist and the registry", "Derived", "Oncologist"),
    ("dermatologist", "The dermatologist and the registry", "Derived", "Dermatologist"),
    ("adjudicated", "The adjudicated and the derived label", "Derived", "Adjudicated"),
)


@dataclass(frozen=True)
class Compared:
    """One table. ``cells``: by label of the row (``left``), then of the column; labels nobody gave are left out."""

    key: str
    title: str
    left: str
    right: str
    labels: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], Count]

    @property
    def rows(self) -> list[tuple[str, list[tuple[Count | None, bool]]]]:
        """Title of each row with its cells and whether both said the same; None where nothing is."""
        return [
            (title, [(self.cells.get((one, other)), one == other) for other, _ in self.labels])
            for one, title in self.labels
        ]

    @cached_property
    def table(self) -> list[list[int]]:
        """The figures as they are shown; what is withheld counts as nothing."""
        codes = [code for code, _ in self.labels]
        return [[self.cells[a, b].whole if (a, b) in self.cells else 0 for b in codes] for a in codes]

    @property
    def kappa(self) -> Kappa | None:
        return cohen_kappa(self.table) if self.table else None

    @property
    def percent(self) -> str:
        share = observed_agreement(self.table) if self.table else None
        return "" if share is None else f"{round(float(share) * 100)} %"

    @property
    def kappa_words(self) -> str:
        kappa = self.kappa
        if kappa is None:
            return "not defined: both sides use one label only, or nothing is shown"
        interval = "" if kappa.low is None else f" (95 % interval {kappa.low:.2f} to {kappa.high:.2f})"
        return f"{float(kappa.value):.2f}{interval}"

    @property
    def withheld(self) -> bool:
        return any(one.redacted for one in self.cells.values())


def agreement_of(definition: Definition) -> list[Compared]:
    """The four comparisons, as the person in scope may know them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM review_agreement(%s, %s)", [definition.key, definition.version])
        rows = cursor.fetchall()
    policy, titles = policy_in_force(), label_titles(definition)
    return [_compared(one, [row[1:] for row in rows if row[0] == one[0]], policy, titles) for one in COMPARED]


def _compared(named: tuple[str, str, str, str], rows: list[tuple], policy: Policy, titles: dict) -> Compared:
    own: dict[tuple[str, str], int] = defaultdict(int)
    people: dict[tuple[str, str], int] = defaultdict(int)
    for is_own, one, other, persons, _ in rows:
        if is_own:
            own[one, other] += persons
        else:
            people[one, other] += persons
    at = own.keys() | people.keys()
    cells = {place: policy.count(own[place], people.get(place)) for place in at}
    used = {label for place in at for label in place}
    labels = tuple((code, title) for code, title in titles.items() if code in used)
    return Compared(*named, labels, cells)
