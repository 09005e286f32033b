"""How the units of a cohort are spread over the values of a field: each a count of those with data, and a link."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from cases.cohorts.asked import Asked
from cases.cohorts.fields import CODED, COUNTED, YES_OR_NO, Field, Kind
from cases.cohorts.pool import Pool, Row
from cases.cohorts.query.terms import All, Is, Known, Not, Says, Term, Within
from cases.disclosure.rule import Count
from cases.episodes.facts import MAY_LACK

OPEN_END = 6
"""Numbers from here on are one value."""


@dataclass(frozen=True)
class Line:
    """One value. ``number`` of ``of`` units with data; ``others``: of those that the reader may only count, in words.

    ``query``: the address with this value added, or taken away where ``chosen``; made when a page writes it.
    """

    title: str
    number: int
    of: int
    others: str
    chosen: bool
    to: Callable[[], str]

    @property
    def query(self) -> str:
        return self.to()


@dataclass(frozen=True)
class Facet:
    """``open``: units whose dates allow several values; ``missing``: units without data, with their address.

    ``counts_others``: whether the lines tell of others.
    """

    field: Field
    lines: tuple[Line, ...]
    known: int
    open: int
    missing: Line | None
    counts_others: bool

    @property
    def shown(self) -> tuple[Line, ...]:
        """Values that somebody has, or that are chosen, in the order of the list of fields."""
        return tuple(line for line in self.lines if line.number or line.chosen)

    @property
    def quiet(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.number and not line.chosen)


def facets_of(asked: Asked, pool: Pool, count: Callable[[Mapping], Count] | None) -> list[Facet]:
    """The fields that a page counts unasked, in their order, and each field that the question names.

    ``count``: how many others have some properties under the disclosure rule; None where they are not counted.
    """
    named = {part.field for part in asked.parts if isinstance(part, Is | Says | Within | Known)}
    wanted = [
        one
        for one in asked.fields.values()
        if asked.unit in one.units and one.kind is not Kind.JUDGED and (one.facet or one.name in named)
    ]
    return [_facet(one, asked, pool, count if one.counts else None) for one in wanted]


def _facet(field: Field, asked: Asked, pool: Pool, count: Callable[[Mapping], Count] | None) -> Facet:
    place, own = _own_condition(field, asked)
    rows = pool.found if place is None else pool.without(place)
    values, missing, undecided = _spread(field, rows)
    known = len(rows) - missing
    lines = tuple(
        Line(
            title,
            values[key],
            known,
            _others(field, term, asked, count),
            _holds(own, term),
            partial(_address, asked, place, own, term),
        )
        for key, title, term in _choices(field, values)
    )
    lacking = None
    if missing:
        nothing = partial(_address, asked, place, None, Not(Known(field.name)))
        lacking = Line("no data", missing, len(rows), "", False, nothing)
    return Facet(field, lines, known, undecided, lacking, count is not None)


def _own_condition(field: Field, asked: Asked) -> tuple[int | None, Term | None]:
    """The condition about the field itself, if it is one of those that must all hold."""
    for place, part in enumerate(asked.parts if asked.has_filters else ()):
        if isinstance(part, Is | Says | Within) and part.field == field.name:
            return place, part
    return None, None


def _spread(field: Field, rows: Sequence[Row]) -> tuple[Counter, int, int]:
    """Number of units by value; those without data; those whose dates allow several values."""
    values, missing, undecided = Counter(), 0, 0
    for row in rows:
        stored = row.facts.get(field.column or field.name)
        if stored is None:
            missing += 1
        elif field.kind is Kind.ONE and len(stored) > 1:
            undecided += 1
        elif isinstance(stored, list):
            values.update(stored if field.kind is not Kind.DAYS else ())
        else:
            values[stored] += 1
    return values, missing, undecided


Choice = tuple[object, str, Term]


def _choices(field: Field, values: Counter) -> list[Choice]:
    """The values to list: key in the counts, title, condition."""
    if field.kind in YES_OR_NO:
        return [(said, "yes" if said else "no", Says(field.name, said)) for said in (True, False)]
    if field.kind in COUNTED:
        return [] if field.kind is Kind.DAYS else _numbers(field, values)
    if field.kind not in CODED:
        return []
    known = [one.code for one in field.values]
    codes = [*known, *sorted(code for code in values if code not in field.by_code and code != MAY_LACK)]
    return [(code, field.title_of(code), Is(field.name, (code,))) for code in codes]


def _numbers(field: Field, values: Counter) -> list[Choice]:
    found: list[Choice] = [
        (number, str(number), Within(field.name, number, number)) for number in sorted(values) if number < OPEN_END
    ]
    rest = sum(values[number] for number in values if number >= OPEN_END)
    if rest:
        values[f"{OPEN_END}.."] = rest
        found.append((f"{OPEN_END}..", f"{OPEN_END} or more", Within(field.name, OPEN_END, None)))
    return found


def _holds(own: Term | None, term: Term) -> bool:
    """Whether a value is among those that are asked for already."""
    if isinstance(own, Is) and isinstance(term, Is):
        return set(term.values) <= set(own.values)
    return own == term


def _address(asked: Asked, place: int | None, own: Term | None, term: Term) -> str:
    """The address with a value added, or taken away if it is there; other conditions stay."""
    rest = [part for at, part in enumerate(asked.parts) if at != place] if asked.has_filters else []
    wanted: Term | None = term
    if isinstance(own, Is) and isinstance(term, Is):
        values = set(own.values) ^ set(term.values)
        wanted = Is(own.field, tuple(values)) if values else None
    elif own == term:
        wanted = None
    return asked.address(where=All((*rest, wanted) if wanted else tuple(rest)))


def _others(field: Field, term: Term, asked: Asked, count: Callable[[Mapping], Count] | None) -> str:
    """What is said of others who have this value too; empty where they are not counted by it."""
    by, name = asked.by_properties, field.name
    if (
        count is None
        or by is None
        or not isinstance(term, Is)
        or not set(term.values) <= set(by.get(name, term.values))
    ):
        return ""
    if name in ("drug", "regimen") and {"drug", "regimen"} - {name} <= set(by):
        return ""
    return count({**by, name: term.values}).others_in_words
