"""Random questions about cohorts, and random facts to ask them of."""

from hypothesis import strategies as st

from cases.cohorts.fields import CODED, COUNTED, YES_OR_NO, Kind
from cases.cohorts.query.reading import EVERYWHERE
from cases.cohorts.query.terms import All, Is, Judged, Known, Not, Over, Says, Some, Within
from cases.episodes.facts import MAY_LACK
from cases.rules.vocabulary import Compartment

ORGANS = ("LIVER", "BONE", "BRAIN", "LUNG")
NUMBERS = st.integers(0, 6)


def terms(fields, unit):
    """Questions that can be asked of a unit."""
    own = [one for one in fields.values() if unit in one.units]
    conditions = st.one_of(
        st.sampled_from([one for one in own if one.kind in CODED and one.values]).flatmap(_is),
        st.sampled_from([one for one in own if one.kind in COUNTED]).flatmap(_within),
        st.builds(Says, st.sampled_from([one.name for one in own if one.kind in YES_OR_NO]), st.booleans()),
        st.builds(Known, st.sampled_from([one.name for one in own])),
        _judged(fields["compartments"]),
    )
    return st.recursive(
        conditions,
        lambda some: st.one_of(
            st.builds(Not, some),
            st.builds(All, st.lists(some, min_size=2, max_size=3).map(tuple)),
            st.builds(Some, st.lists(some, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=6,
    )


def asked_with_units(fields, unit):
    """A question, and what may be stored of some units: any field may be missing, any may be uncertain."""
    return terms(fields, unit).flatmap(
        lambda term: st.tuples(st.just(term), st.lists(_facts(fields, named_in(term)), min_size=8, max_size=16))
    )


def named_in(term):
    """The fields that a question is about."""
    if isinstance(term, All | Some):
        return set().union(*map(named_in, term.terms))
    if isinstance(term, Not):
        return named_in(term.term)
    names = {"compartments"} if isinstance(term, Judged) else {term.field}
    return names | {"site"} if "place" in names else names


def _facts(fields, names):
    own = [fields[name] for name in sorted(names)]
    stored = {one.name: _stored(one) for one in own if not one.column}
    columns = {one.column: _column(one) for one in own if one.column}
    return st.fixed_dictionaries(columns, optional=stored)


def _is(field):
    codes = [one.code for one in field.values][:8]
    return st.builds(Is, st.just(field.name), st.lists(st.sampled_from(codes), min_size=1, max_size=3).map(tuple))


def _within(field):
    pairs = st.tuples(st.none() | NUMBERS, st.none() | NUMBERS)
    kept = pairs.filter(lambda pair: pair != (None, None) and (None in pair or pair[0] <= pair[1]))
    return kept.map(lambda pair: Within(field.name, *pair))


def _judged(field):
    values = st.lists(st.sampled_from([one.code for one in field.values]), min_size=1, max_size=4).map(tuple)
    wide = st.tuples(st.sampled_from([Over.EVERY, Over.SOME]), st.sampled_from(EVERYWHERE))
    narrow = st.tuples(st.just(Over.AT), st.sampled_from([Compartment(one) for one in ORGANS]).map(str))
    return st.builds(
        lambda where, what, within, same: Judged(*where, what, within, same),
        wide | narrow,
        values,
        st.none() | NUMBERS,
        st.booleans(),
    )


def _stored(field):
    if field.kind in YES_OR_NO:
        return st.booleans()
    if field.kind is Kind.NUMBER:
        return NUMBERS
    if field.kind is Kind.DAYS:
        pairs = st.tuples(st.none() | NUMBERS, st.none() | NUMBERS)
        return pairs.filter(lambda pair: None in pair or pair[0] <= pair[1]).map(list)
    if field.kind is Kind.JUDGED:
        return st.lists(_standing(field), max_size=3)
    codes = st.sampled_from([one.code for one in field.values][:8])
    if field.kind is Kind.ONE:
        return st.lists(codes, min_size=1, max_size=3, unique=True)
    return st.lists(codes | st.just(MAY_LACK) if field.kind is Kind.SET else codes, max_size=3, unique=True)


def _standing(field):
    days = st.tuples(NUMBERS, NUMBERS).map(sorted)
    return st.fixed_dictionaries(
        {"at": st.sampled_from(ORGANS)},
        optional={
            "says": st.sampled_from([one.code for one in field.values]),
            "days": days,
            "same": st.booleans(),
            "apart": st.just(True),
        },
    )


def _column(field):
    return st.booleans() if field.kind is Kind.MARK else st.sampled_from([one.code for one in field.values])
