"""Table 1 of a cohort, alone or beside another: every property with what is missing, and how far two cohorts differ.

Readable members only. Quartiles and levels of few people are the values of few people, so nobody else's are in them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict

from cases.analysis.statistics.contrasts import Contrast, Test, contrast_levels, contrast_numbers
from cases.analysis.statistics.describing import Level, Numbers, levels, numbers
from cases.analysis.statistics.stratified import Common, Fourfold, common_odds_ratio
from cases.analysis.traits import Kind, Trait, traits_for
from cases.cohorts.asked import UnreadableError
from cases.cohorts.members import Member, Selection
from cases.cohorts.models import SavedCohort
from cases.cohorts.selection import selection_of
from registry.institutions.scoping import Scope

REST = "rest"
"""What ``against`` says for everybody readable who is not in the cohort."""
MOST_SAVED = 30
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Cell:
    """One cohort in one line: ``count`` with its ``share`` of the known, per cent; or median and quartiles."""

    count: int | None = None
    share: float | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Line:
    """A line under a property: a value, or what is missing. ``contrast``: of this value, where several may hold."""

    title: str
    cells: tuple[Cell, ...]
    is_missing: bool = False
    contrast: Contrast | None = None


@dataclass(frozen=True)
class Block:
    """A property with its lines; with two cohorts also how they differ.

    ``common``: for two values, the odds ratio within institutions; None where there are not two of those on each side.
    """

    title: str
    lines: tuple[Line, ...]
    contrast: Contrast | None = None
    common: Common | None = None


@dataclass(frozen=True)
class Side:
    """One cohort of the table. ``selection``: None where it is the rest of the registry."""

    title: str
    words: str
    members: tuple[Member, ...]
    query: str

    @property
    def patients(self) -> int:
        return len({one.patient for one in self.members})

    @property
    def institutions(self) -> int:
        return len({one.institution for one in self.members})


@dataclass(frozen=True)
class TableOne:
    """The table. ``refused``: sentences on what was asked and could not be done.

    ``shared``, ``shared_patients``: units and patients in both cohorts; ``apart``: the second without the patients of
    the first.
    """

    selection: Selection
    sides: tuple[Side, ...]
    traits: tuple[Trait, ...]
    shared: int = 0
    shared_patients: int = 0
    apart: bool = False
    refused: tuple[str, ...] = ()

    @property
    def is_comparison(self) -> bool:
        return len(self.sides) == 2

    @property
    def tests(self) -> bool:
        """Whether tests are shown: they are for groups that have no patient in common."""
        return self.is_comparison and not self.shared_patients and all(side.members for side in self.sides)

    @property
    def is_stratified(self) -> bool:
        """Whether both cohorts come from two institutions at least, so that each can be compared with itself."""
        return self.tests and all(side.institutions >= 2 for side in self.sides)

    @cached_property
    def blocks(self) -> list[Block]:
        return [self._block(trait) for trait in self.traits]

    def _block(self, trait: Trait) -> Block:
        values = [[trait.read(one) for one in side.members] for side in self.sides]
        if trait.kind is Kind.NUMBER:
            return self._numbers(trait, values)
        if trait.kind is Kind.SEVERAL:
            return self._several(trait, values)
        return self._levels(trait, values)

    def _numbers(self, trait: Trait, values: Sequence[Sequence[float | None]]) -> Block:
        found = [numbers(some) for some in values]
        lines = [
            Line("Median (Q1–Q3)", tuple(Cell(numbers=one) for one in found)),
            _missing([one.missing for one in found], [one.n for one in found]),
        ]
        contrast = self._told(contrast_numbers(*values)) if self.is_comparison else None
        return Block(trait.title, tuple(lines), contrast)

    def _levels(self, trait: Trait, values: Sequence[Sequence[str | None]]) -> Block:
        seen = {one for some in values for one in some}
        order = [*(one for one in trait.titles if one in seen), *sorted(seen - {None, *trait.titles})]
        found = [levels(some, order) for some in values]
        shown = [
            Line(trait.titles.get(one[0].value, one[0].value), tuple(_cell(level) for level in one))
            for one in zip(*(each.levels for each in found), strict=True)
        ]
        lines = (*shown, _missing([one.missing for one in found], [one.n for one in found]))
        if not self.is_comparison:
            return Block(trait.title, lines)
        common = self._common(values, found[0].levels[0].value) if len(found[0].levels) == 2 else None
        return Block(trait.title, lines, self._told(contrast_levels(*found)), common)

    def _several(self, trait: Trait, values: Sequence[Sequence[Collection[str] | None]]) -> Block:
        seen = {one for some in values for many in some for one in many or ()}
        lines = [self._option(trait.titles[one], one, values) for one in trait.titles if one in seen]
        missing = _missing([some.count(None) for some in values], [len(some) for some in values])
        return Block(f"{trait.title} (several possible)", (*lines, missing))

    def _option(self, title: str, option: str, values: Sequence[Sequence[Collection[str] | None]]) -> Line:
        said = [[None if many is None else YES if option in many else NO for many in some] for some in values]
        found = [levels(some, (YES, NO)) for some in said]
        contrast = self._told(contrast_levels(*found)) if self.is_comparison else None
        return Line(title, tuple(_cell(one.levels[0]) for one in found), contrast=contrast)

    def _common(self, values: Sequence[Sequence[str | None]], first: str) -> Common | None:
        if not self.is_stratified:
            return None
        sides = [list(zip(side.members, some, strict=True)) for side, some in zip(self.sides, values, strict=True)]
        names = sorted({one.institution for side in self.sides for one in side.members})
        return common_odds_ratio([_fourfold(name, sides, first) for name in names])

    def _told(self, contrast: Contrast) -> Contrast:
        """A contrast as far as it may stand: without its test where a patient is on both sides."""
        if not self.shared_patients:
            return contrast
        why = "Patients are in both cohorts, and the test is for groups that have none in common."
        return replace(contrast, test=Test.NONE, why=why, statistic=None, p=None, odds_ratio=None)


NAMES_A_COHORT = frozenset(["of", "definition", "where", "run"])
"""What a query must have of, so that no other text counts as everything."""


def saved_queries(scope: Scope) -> list[tuple[str, str]]:
    """What can be chosen as a second cohort: query and name of those that the person saved, the latest first."""
    saved = SavedCohort.objects.of(scope).order_by("-saved_at").values_list("query", "name")
    return [(REST, "all others that you can read"), *saved[:MOST_SAVED]]


def table_one(scope: Scope, selection: Selection, query: Mapping[str, str]) -> TableOne:
    """The table that an address asks for: ``against`` names the second cohort by its query, or the rest."""
    left = Side("This cohort", selection.words, selection.members, selection.query)
    traits = traits_for(selection)
    against = query.get("against") or ""
    if not against:
        return TableOne(selection, (left,), tuple(traits.values()))
    right, other, refused = _other(scope, selection, against)
    if right is None:
        return TableOne(selection, (left,), tuple(traits.values()), refused=refused)
    same = _same_patients(selection.universe, other)
    mine = {one.patient for one in left.members}
    shared = {one.id for one in left.members} & {one.id for one in right.members}
    apart = query.get("apart") == "1"
    if apart:
        kept = tuple(one for one in right.members if same.get(one.patient) not in mine)
        right = replace(right, members=kept)
    both = {same.get(one.patient) for one in right.members} & mine
    found = traits | {name: _joined(traits[name], one) for name, one in _traits(right, selection).items()}
    return TableOne(
        selection, (left, right), tuple(found.values()), 0 if apart else len(shared), len(both), apart, refused
    )


def _other(scope: Scope, selection: Selection, against: str) -> tuple[Side | None, tuple[Member, ...], tuple[str, ...]]:
    """The second cohort, everybody readable of it, and why it cannot be had."""
    if against == REST:
        rest = Side("All others that you can read", "not in this cohort", selection.parts.outside, REST)
        return rest, selection.universe, ()
    asked = QueryDict(next((query for query, name in saved_queries(scope) if name == against), against))
    if not NAMES_A_COHORT.intersection(asked):
        return None, (), (f"“{against}” is neither the name of a cohort that you saved nor the query of one.",)
    try:
        found = selection_of(scope, asked)
    except UnreadableError as error:
        return None, (), (f"The other cohort cannot be read: {error.asked.fault}",)
    if found.unit != selection.unit:
        units = f"The other cohort counts {found.unit}, this one {selection.unit}"
        return None, (), (f"{units}; two cohorts are compared on one unit.",)
    return Side("The other cohort", found.words, found.members, found.query), found.universe, ()


def _same_patients(universe: Iterable[Member], other: Iterable[Member]) -> dict[int, int]:
    """Number of a patient in the other cohort -> in this one; known where both hold one unit of the patient."""
    here = {one.id: one.patient for one in universe}
    return {one.patient: here[one.id] for one in other if one.id in here}


def _traits(side: Side, selection: Selection) -> dict[str, Trait]:
    """The traits whose values hang on who is there, read for the other cohort."""
    names = {one.institution: one.institution for one in sorted(side.members, key=lambda one: one.institution)}
    return {"institution": replace(traits_for(selection)["institution"], titles=names)}


def _joined(left: Trait, right: Trait) -> Trait:
    return replace(left, titles=dict(sorted({**left.titles, **right.titles}.items())))


def _fourfold(stratum: str, sides: Sequence[Sequence[tuple[Member, Any]]], first: str) -> Fourfold:
    counts = []
    for side in sides:
        known = [value for member, value in side if member.institution == stratum and value is not None]
        counts += [known.count(first), len(known) - known.count(first)]
    return Fourfold(stratum, *counts)


def _cell(level: Level) -> Cell:
    return Cell(level.count, None if level.share is None else float(level.share * 100))


def _missing(counts: Sequence[int], totals: Sequence[int]) -> Line:
    """What nobody wrote down; its share is of all, not of the known."""
    cells = [Cell(count, count * 100 / total if total else None) for count, total in zip(counts, totals, strict=True)]
    return Line("Missing", tuple(cells), is_missing=True)
