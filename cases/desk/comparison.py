"""The page that lays two published definitions side by side."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from cases.analysis.comparison import ORDER, Answer, Comparison, Pair, compared, reasons
from cases.analysis.deciding import MINUS, NO_EVENT, Part, trials
from cases.analysis.statistics.agreement import Kappa
from cases.cohorts import words
from cases.cohorts.cohort import Cohort, sites_for
from cases.episodes.published import Choice, Chosen, choose
from cases.rules.definition import Definition
from registry.institutions.scoping import Scope

PAGE_SIZE = 20
ANSWERS = {Answer.YES: "Discordant in the {}", Answer.NO: "Not discordant in the {}", Answer.OPEN: "Not decided"}
NO_EVENT_WORDS = "No event"


@dataclass(frozen=True)
class Line:
    """One row of a table of agreement; ``cells``: (number, whether both definitions say the same)."""

    title: str
    cells: tuple[tuple[int, bool], ...]

    @property
    def total(self) -> int:
        return sum(number for number, _ in self.cells)


@dataclass(frozen=True)
class Grid:
    """A table of agreement with its totals. Rows: the left definition; columns: the right."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def totals(self) -> list[int]:
        return [
            sum(number for number, _ in column) for column in zip(*(line.cells for line in self.lines), strict=True)
        ]

    @property
    def total(self) -> int:
        return sum(self.totals)


@dataclass(frozen=True)
class Statistic:
    """One number in words, with what belongs beside it."""

    title: str
    value: str
    detail: str


@dataclass(frozen=True)
class Mover:
    """An event with another label on the right. ``alone``: differences that move it by themselves; else ``needed``."""

    pair: Pair
    place: int
    left: str
    right: str
    alone: tuple[Part, ...]
    needed: tuple[Part, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """``left``, ``right``: the cohort under each definition, with the figures of others under the disclosure rule."""

    left: Cohort
    right: Cohort

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.left.chosen.choices

    @property
    def refused(self) -> list[str]:
        return [one.chosen.refused for one in (self.left, self.right) if one.chosen.refused]

    @property
    def are_two(self) -> bool:
        return self.left.definition.name != self.right.definition.name

    @property
    def query(self) -> str:
        """Its part of addresses."""
        query = QueryDict(mutable=True)
        query["left"], query["right"] = self.left.definition.name, self.right.definition.name
        return query.urlencode(safe="@")

    @cached_property
    def comparison(self) -> Comparison:
        return compared(self.left.definition, self.right.definition)

    @property
    def targets(self) -> tuple[str, ...]:
        """Where the definitions look at different places: said plainly, because no constant is then the reason."""
        left, right = self.left.definition, self.right.definition
        if left.target == right.target:
            return ()
        differs = (
            f"The target differs: {left.name} looks for progression in the {left.place},"
            f" {right.name} in the {right.place}."
        )
        also = [
            f"Under {one.name} the {other.place} is part of the rest of the body, which must be controlled."
            for one, other in ((left, right), (right, left))
            if other.target <= one.comparator
        ]
        return (differs, *also, "Where only one calls a case discordant, the reason is the place, and no constant.")

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the two definitions say differently."""
        return tuple(one.part for one in trials(self.left.definition, self.right.definition))

    @property
    def figures(self) -> tuple[Statistic, ...]:
        """How far both agree on the cases that both decide."""
        return statistics_of(self.comparison)

    @property
    def cases(self) -> Grid:
        """Cases by what both definitions answer."""
        lines = [
            Line(title, tuple((self.comparison.answers[left, right], left == right) for right in ANSWERS))
            for left, title in zip(ANSWERS, _answers(self.left.definition), strict=True)
        ]
        return Grid(_answers(self.right.definition), tuple(lines))

    @property
    def events(self) -> Grid:
        """Events by both labels; only labels that occur."""
        seen = self.comparison.labels
        rows, columns = (sorted({pair[side] for pair in seen}, key=ORDER.__getitem__) for side in (0, 1))
        lines = [
            Line(_title(self.left.definition, row), tuple((seen[row, column], row == column) for column in columns))
            for row in rows
        ]
        return Grid(tuple(_title(self.right.definition, one) for one in columns), tuple(lines))

    def movers(self, page: Page) -> list[Mover]:
        """The events of one page of the list, each with its reason."""
        left, right = self.left.definition, self.right.definition
        return [
            Mover(pair, place, _title(left, pair.labels[0]), _title(right, pair.labels[1]), why.alone, why.needed)
            for place, (pair, why) in enumerate(reasons(self.comparison, page), page.start_index())
        ]

    def page(self, number: str | None) -> Page:
        """One page of the events that move."""
        return Paginator(self.comparison.moved if self.comparison.same_events else (), PAGE_SIZE).get_page(number)


def comparison_page(scope: Scope, left: str | None, right: str | None) -> ComparisonPage:
    """The house's own definition on the left and the next one on the right, unless others are named."""
    first = choose(left)
    another = next((one.name for one in first.choices if one.name != first.definition.name), None)
    return ComparisonPage(cohort_under(scope, first), cohort_under(scope, choose(right or another)))


def statistics_of(comparison: Comparison) -> tuple[Statistic, ...]:
    """Agreement, kappa and the test of McNemar, in words."""
    agreement, kappa = comparison.agreement, comparison.kappa
    return (
        Statistic(
            "Agreement",
            "Not known" if agreement is None else f"{float(agreement):.1%}".replace("%", " %"),
            f"of {comparison.decided_cases} cases that both decide",
        ),
        Statistic("Cohen’s kappa", _number(kappa.value) if kappa else "Not defined", _interval(kappa)),
        Statistic(
            "McNemar’s exact test",
            f"p {_p(comparison.p_value)}",
            f"{comparison.lost} discordant on the left only, {comparison.won} on the right only",
        ),
    )


def _number(value: Fraction | float) -> str:
    return f"{float(value):.2f}".replace("-", MINUS)


def _interval(kappa: Kappa | None) -> str:
    if kappa is None:
        return "both put every case that they decide on the same side"
    if kappa.low is None and abs(kappa.value) == 1:
        return "without an interval: both agree, or disagree, on every case"
    if kappa.low is None:
        return "without an interval: one of them puts every case that both decide on the same side"
    return f"95 % confidence interval {_number(kappa.low)} to {_number(kappa.high)}"


def _p(value: Fraction) -> str:
    return "< 0.001" if value < Fraction(1, 1000) else f"= {float(value):.3f}"


def cohort_under(scope: Scope, chosen: Chosen) -> Cohort:
    """All that a person may read or count under a definition, without a filter."""
    return Cohort(scope, sites_for(scope), chosen, kind="comparison")


def _answers(definition: Definition) -> tuple[str, ...]:
    """What a definition may answer for a case, with the place that it asks about."""
    return tuple(one.format(definition.place) for one in ANSWERS.values())


def _title(definition: Definition, label: str) -> str:
    """The words that a definition has for a label, or the usual ones."""
    if label == NO_EVENT:
        return NO_EVENT_WORDS
    return words.label_title(label, definition.labels)
