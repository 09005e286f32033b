"""What a question says of one unit, in Python: true, false, or None where the record leaves it open. Pure.

The database answers questions (`cases.cohorts.query.asking`); this is the same meaning written once more, plainly. The
documentation is read from it and tests hold the two together; stored rows of frozen runs are judged by it.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cases.cohorts.fields import Field, Kind
from cases.cohorts.query.places import terms_covered, terms_touching
from cases.cohorts.query.terms import All, Condition, Is, Judged, Known, Not, Over, Says, Some, Term, Within
from cases.episodes.facts import MAY_LACK

Facts = Mapping[str, Any]
Answer = bool | None


def answer(term: Term, facts: Facts, fields: Mapping[str, Field]) -> Answer:
    """The answer for a unit. ``facts``: its facts, and its columns by their names."""
    if isinstance(term, All):
        return every(answer(one, facts, fields) for one in term.terms)
    if isinstance(term, Some):
        return some(answer(one, facts, fields) for one in term.terms)
    if isinstance(term, Not):
        inner = answer(term.term, facts, fields)
        return None if inner is None else not inner
    return _condition(term, facts, fields)


def every(answers: Iterable[Answer]) -> Answer:
    """Kleene's "and": one false makes it false, else one open leaves it open."""
    found = list(answers)
    return False if False in found else None if None in found else True


def some(answers: Iterable[Answer]) -> Answer:
    """Kleene's "or"."""
    found = list(answers)
    return True if True in found else None if None in found else False


def _condition(term: Condition, facts: Facts, fields: Mapping[str, Field]) -> Answer:
    if isinstance(term, Judged):
        return _judged(term, facts)
    found = fields[term.field]
    stored = facts.get(found.column or found.name)
    if isinstance(term, Known):
        return stored is not None
    if isinstance(term, Is) and found.kind is Kind.PLACE:
        return _place(stored, facts.get("site"), term.values)
    if stored is None:
        return None
    if isinstance(term, Says):
        return stored is term.yes
    if isinstance(term, Within):
        low, high = stored if found.kind is Kind.DAYS else (stored, stored)
        return _within(term, low, high)
    return _is(found.kind, stored, set(term.values))


def _is(kind: Kind, stored: Any, wanted: set[str]) -> Answer:
    if kind is Kind.COLUMN:
        return stored in wanted
    if kind is Kind.ONE:
        return True if wanted.issuperset(stored) else None if wanted.intersection(stored) else False
    return True if wanted.intersection(stored) else None if MAY_LACK in stored else False


def _within(term: Within, low: int | None, high: int | None) -> Answer:
    """Whether a number between two bounds surely lies within, or surely outside."""
    parts = []
    if term.low is not None:
        parts.append(_at_least(term.low, low, high))
    if term.high is not None:
        at_least = _at_least(term.high + 1, low, high)
        parts.append(None if at_least is None else not at_least)
    return every(parts)


def _at_least(limit: int, low: int | None, high: int | None) -> Answer:
    if low is not None and low >= limit:
        return True
    return False if high is not None and high < limit else None


def _place(painted: Collection[str] | None, sites: Collection[str] | None, wanted: Collection[str]) -> Answer:
    """Painted places decide; a term of the list decides where all its places are wanted, or none of them."""
    if painted is not None:
        return bool(set(wanted).intersection(painted))
    if sites is None:
        return None
    if terms_covered(wanted).intersection(sites):
        return True
    return None if terms_touching(wanted).intersection(sites) else False


def _judged(term: Judged, facts: Facts) -> Answer:
    standing = facts.get("compartments")
    if standing is None:
        return None
    asked = [one for one in standing if _is_meant(term, one)]
    answers = [_standing(term, one) for one in asked]
    return every(answers) if term.over is Over.EVERY and asked else some(answers)


def _is_meant(term: Judged, one: Mapping[str, Any]) -> bool:
    if term.over is Over.AT:
        return one["at"] == term.group
    return term.group == "anywhere" or not one.get("apart")


def _standing(term: Judged, one: Mapping[str, Any]) -> Answer:
    says, days = one.get("says"), one.get("days", (None, None))
    parts = [None if says is None else says in term.values]
    if term.within is not None:
        beyond = _at_least(term.within + 1, *days)
        parts.append(None if beyond is None else not beyond)
    if term.same:
        parts.append(one.get("same"))
    return every(parts)
