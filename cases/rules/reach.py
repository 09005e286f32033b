"""Whether moving a constant can matter to an event at all: a window that no record lies near changes no answer.

Each constant is compared with distances between days. Where no such distance of the record lies between its former and
its moved value, every comparison comes out as before, and the rules need not be asked again. Days that are not known
may lie anywhere between their bounds, and a day that hangs on another record anywhere at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from cases.rules.definition import Index
from cases.rules.lines import anti_her2_drugs
from cases.rules.timeline import Assessment, Drug, Moment, Regimen, SkinFinding, Specimen, Timeline
from cases.rules.when import When

Span = tuple[int | None, int | None]
"""The least and the greatest day, or distance in days; None where there is no bound."""
ANYWHERE: Span = (None, None)


def may_matter(timeline: Timeline, index: Index, t0: Span, constant: str, one: int, other: int) -> bool:
    """Whether some distance that the constant is compared with may lie from ``one`` to ``other``, both included.

    ``timeline``: as it was read, its days not bound yet. ``index``: what starts an event. ``t0``: of the event, in
    days from day 0.
    """
    low, high = min(one, other), max(one, other)
    if constant in COUNTS or (constant in LENGTHS and low <= 0):
        return True
    return any(
        (least is None or least <= high) and (most is None or most >= low)
        for least, most in distances(timeline, index, t0, constant)
    )


COUNTS = frozenset(["MIN_CYCLES"])
"""What is counted and is no distance."""
LENGTHS = frozenset(["MIN_EXP"])
"""A length of none is no comparison of days: it also holds where nothing is known of the end."""


def distances(timeline: Timeline, index: Index, t0: Span, constant: str) -> Iterator[Span]:
    """The distances in days that the rules compare with a constant."""
    regimens = timeline.regimens
    if constant in ("TIGHT", "WIDE"):
        return _each([t0], _on(_compared(timeline, index)))
    if constant in ("BX", "BX_LATE"):
        return _each([t0], _on(timeline.specimens))
    if constant == "STABLE":
        looks = timeline.skin_findings if index is Index.FINDING else timeline.assessments
        return _each(_on([*looks, *timeline.specimens]), _on(looks))
    if constant == "NEXT_TX_GRACE":
        turns = [_days(day) for one in regimens for day in (one.start, one.stop) if day is not None]
        return _each([t0, *turns], _on(_compared(timeline, index)))
    if constant in ("T_AB", "T_TKI"):
        drugs = (one for one in anti_her2_drugs(regimens) if one[1].tki is (constant == "T_TKI"))
        return _each(chain.from_iterable(map(_last_dose, drugs)), [t0])
    if constant == "MIN_EXP":
        return chain.from_iterable(_each([_start(one)], [t0, *_last_dose(one)]) for one in anti_her2_drugs(regimens))
    return iter([ANYWHERE])


def _compared(timeline: Timeline, index: Index) -> Sequence[Assessment | SkinFinding]:
    """What may be a row of the comparison; findings of the skin are where an event is one of imaging."""
    if index is Index.FINDING:
        return timeline.assessments
    return (*timeline.assessments, *timeline.skin_findings)


def _on(records: Iterable[Assessment | SkinFinding | Specimen]) -> list[Span]:
    return [_days(one.on) for one in records]


def _each(first: Iterable[Span], then: Iterable[Span]) -> Iterator[Span]:
    for (low, high), (least, most) in product(first, then):
        yield (
            None if least is None or high is None else least - high,
            None if most is None or low is None else most - low,
        )


def _days(moment: Moment) -> Span:
    if isinstance(moment, When):
        return ANYWHERE if moment.anchored else (moment.lo, moment.hi)
    return ANYWHERE if moment is None else (moment, moment)


def _start(given: tuple[Regimen, Drug]) -> Span:
    regimen, drug = given
    return _days(regimen.start if drug.start is None else drug.start)


def _last_dose(given: tuple[Regimen, Drug]) -> list[Span]:
    """The day as it was written, else some day of the last interval before the stop; none while the drug is given."""
    regimen, drug = given
    if drug.last_dose is not None:
        return [_days(drug.last_dose)]
    if drug.ongoing or drug.stop is None:
        return []
    low, high = _days(drug.stop)
    return [(None if low is None else low - regimen.interval_days, high)]
