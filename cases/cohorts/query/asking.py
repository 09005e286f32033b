"""From terms to SQL over the view of units: true, false, or NULL where the record leaves it open.

Only names of the list of fields come in, every value is a parameter. SQL's own and, or and not are Kleene's. What each
condition means stands plainly in `cases.cohorts.query.judging`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.cohorts.fields import Field, Kind
from cases.cohorts.query.places import terms_covered, terms_touching
from cases.cohorts.query.terms import All, Condition, Is, Judged, Known, Not, Over, Says, Some, Term, Within
from cases.episodes.facts import MAY_LACK

COLUMNS = frozenset(["institution_code", "country", "publicly_described"])

SURELY_ONE_OF = (
    "CASE WHEN {x} IS NULL THEN NULL WHEN {x} <@ to_jsonb(%s::text[]) THEN true WHEN {x} ?| %s THEN NULL ELSE false END"
)
ONE_OF_ALL = "CASE WHEN {x} IS NULL THEN NULL WHEN {x} ?| %s THEN true WHEN {x} ? %s THEN NULL ELSE false END"
PLACE = (
    "CASE WHEN {x} IS NOT NULL THEN {x} ?| %s WHEN {site} IS NULL THEN NULL WHEN {site} ?| %s THEN true"
    " WHEN {site} ?| %s THEN NULL ELSE false END"
)
EVERY = (
    "SELECT CASE WHEN count(*) = 0 OR bool_or(NOT fits) THEN false WHEN count(fits) < count(*) THEN NULL ELSE true END"
)
SOME = "SELECT CASE WHEN bool_or(fits) THEN true WHEN count(fits) < count(*) THEN NULL ELSE false END"
OVER = (
    "CASE WHEN {x} IS NULL THEN NULL ELSE ({which} FROM (SELECT {fits} AS fits FROM jsonb_array_elements({x}) one"
    " WHERE {meant}) judged) END"
)


@dataclass(frozen=True)
class Sql:
    """A boolean expression with its parameters, in their order."""

    text: str
    params: tuple = ()


def sql_of(term: Term, fields: Mapping[str, Field]) -> Sql:
    """The question as an expression over the columns of the view."""
    if isinstance(term, All | Some):
        parts = [sql_of(one, fields) for one in term.terms]
        joined = (" AND " if isinstance(term, All) else " OR ").join(part.text for part in parts)
        return Sql(f"({joined})" if parts else "true", tuple(value for part in parts for value in part.params))
    if isinstance(term, Not):
        inner = sql_of(term.term, fields)
        return Sql(f"(NOT {inner.text})", inner.params)
    return _condition(term, fields)


def _condition(term: Condition, fields: Mapping[str, Field]) -> Sql:
    if isinstance(term, Judged):
        return _judged(term)
    found = fields[term.field]
    if found.column:
        return _column(term, found)
    if isinstance(term, Known):
        return Sql(f"({_fact(found)} IS NOT NULL)")
    if isinstance(term, Says):
        return Sql(f"(({_fact(found)})::boolean = %s)", (term.yes,))
    if isinstance(term, Within):
        low, high = _bounds(found)
        return _within(term.low, term.high, low, high)
    return _is(term, found)


def _column(term: Condition, found: Field) -> Sql:
    if found.column not in COLUMNS:
        raise ValueError(f"{found.column} is no column to ask by.")
    if isinstance(term, Known):
        return Sql("true")
    if isinstance(term, Says):
        return Sql(f"({found.column} = %s)", (term.yes,))
    return Sql(f"({found.column} = ANY(%s))", (list(term.values),))


def _is(term: Is, found: Field) -> Sql:
    values, x = list(term.values), _fact(found)
    if found.kind is Kind.ONE:
        return Sql(SURELY_ONE_OF.format(x=x), (values, values))
    if found.kind is Kind.PLACE:
        covered, touching = sorted(terms_covered(values)), sorted(terms_touching(values))
        return Sql(PLACE.format(x=x, site="(facts -> 'site')"), (values, covered, touching))
    return Sql(ONE_OF_ALL.format(x=x), (values, MAY_LACK))


def _fact(found: Field) -> str:
    """The fact of a field, whose name is a word of the list and of nothing else."""
    if not found.name.isidentifier():
        raise ValueError(f"{found.name} is no field.")
    return f"(facts -> '{found.name}')"


def _bounds(found: Field) -> tuple[str, str]:
    x = _fact(found)
    if found.kind is Kind.NUMBER:
        return f"({x})::int", f"({x})::int"
    return f"({x} ->> 0)::int", f"({x} ->> 1)::int"


def _within(least: int | None, most: int | None, low: str, high: str) -> Sql:
    """Whether a number between two bounds surely lies within, or surely outside; a bound may be NULL."""
    sides = []
    if least is not None:
        sides.append(Sql(f"(CASE WHEN {low} >= %s THEN true WHEN {high} < %s THEN false END)", (least, least)))
    if most is not None:
        sides.append(Sql(f"(CASE WHEN {high} <= %s THEN true WHEN {low} > %s THEN false END)", (most, most)))
    return Sql(f"({' AND '.join(one.text for one in sides)})", tuple(value for one in sides for value in one.params))


def _judged(term: Judged) -> Sql:
    parts = [Sql("((one ->> 'says') = ANY(%s))", (list(term.values),))]
    if term.within is not None:
        parts.append(_within(None, term.within, "(one -> 'days' ->> 0)::int", "(one -> 'days' ->> 1)::int"))
    if term.same:
        parts.append(Sql("((one -> 'same')::boolean)"))
    fits = " AND ".join(one.text for one in parts)
    meant, whom = _meant(term)
    which = EVERY if term.over is Over.EVERY else SOME
    text = OVER.format(x="(facts -> 'compartments')", which=which, fits=fits, meant=meant)
    return Sql(text, (*(value for one in parts for value in one.params), *whom))


def _meant(term: Judged) -> tuple[str, tuple]:
    if term.over is Over.AT:
        return "one ->> 'at' = %s", (term.group,)
    return ("true", ()) if term.group == "anywhere" else ("NOT one ? 'apart'", ())
