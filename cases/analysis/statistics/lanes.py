"""What a swimmer plot and a waterfall plot are drawn from: one row per record, the skin beside everything else.

Each row is one patient. No rule of disclosure makes such a row harmless: rows are only for readers who may read the
records, and keys and order must not leave with them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

PARTIAL_RESPONSE = Fraction(-30, 100)
PROGRESSION = Fraction(20, 100)
"""The lines of RECIST 1.1 in a waterfall; that of progression is a guide, for it is measured from the nadir."""


@dataclass(frozen=True)
class Reading:
    """What a lane showed on a day (whole days from the start of the row): a response status, or a regimen."""

    day: int
    value: str


@dataclass(frozen=True)
class Segment:
    """A stretch of a lane: ``value`` from ``start`` to the day before ``end``, in days from the start of the row."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Course:
    """A record to be drawn. ``end``: last day known, ``ongoing`` if it goes on. Readings in any order.

    ``marks``: things of a moment, such as t0, death or a local treatment.
    """

    key: str
    end: int
    ongoing: bool
    skin: tuple[Reading, ...]
    others: tuple[Reading, ...]
    regimens: tuple[Reading, ...] = ()
    marks: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Swimmer:
    """A bar with its lanes: what is known of the skin and of the other compartments, over the regimens."""

    key: str
    length: int
    ongoing: bool
    skin: tuple[Segment, ...]
    others: tuple[Segment, ...]
    regimens: tuple[Segment, ...]
    marks: tuple[Reading, ...]


@dataclass(frozen=True)
class Change:
    """Best change of the sums of a record, as a fraction of the baseline (-1: gone); None where it was not measured."""

    key: str
    skin: Fraction | None
    others: Fraction | None


def swimmers(courses: Iterable[Course]) -> tuple[Swimmer, ...]:
    """Bars, the longest first; of equal length in the order given. ValueError for an end before the start.

    A reading holds until the next in its lane, and the last until the end; before the first nothing is drawn. One from
    before the start holds at the start. Marks outside the bar are left out.
    """
    return tuple(sorted((_swimmer(one) for one in courses), key=lambda one: -one.length))


def best_change(sums: Sequence[int | None]) -> Fraction | None:
    """The largest shrinkage, or the smallest growth, of the sum of diameters against the first.

    ``sums``: in one unit, by date, the baseline first; None where a target was not measured. None where the baseline is
    missing or 0, or nothing was measured after it. ValueError for a negative sum.
    """
    if any(one is not None and one < 0 for one in sums):
        raise ValueError("A sum of diameters cannot be negative.")
    later = [one for one in sums[1:] if one is not None]
    return Fraction(min(later) - sums[0], sums[0]) if sums and sums[0] and later else None


def waterfall(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Pairs of bars ordered by the skin, from the largest growth to the largest shrinkage, then by the others.

    Records whose skin was not measured come last; a pair of which nothing was measured is left out.
    """
    known = [one for one in changes if one.skin is not None or one.others is not None]
    return tuple(sorted(known, key=lambda one: (_falling(one.skin), _falling(one.others))))


def _falling(change: Fraction | None) -> tuple[bool, Fraction]:
    return (True, Fraction(0)) if change is None else (False, -change)


def _swimmer(course: Course) -> Swimmer:
    if course.end < 0:
        raise ValueError("A course cannot end before it starts.")
    lanes = (_segments(one, course.end) for one in (course.skin, course.others, course.regimens))
    marks = sorted((one for one in course.marks if 0 <= one.day <= course.end), key=lambda one: one.day)
    return Swimmer(course.key, course.end, course.ongoing, *lanes, tuple(marks))


def _segments(readings: Iterable[Reading], end: int) -> tuple[Segment, ...]:
    """Readings as stretches within the bar; neighbours with the same value become one."""
    ordered = sorted(readings, key=lambda one: one.day)
    ends = [*(min(one.day, end) for one in ordered[1:]), end][: len(ordered)]
    found: list[Segment] = []
    for one, until in zip(ordered, ends, strict=True):
        start = max(one.day, 0)
        if start >= until:
            continue
        if found and found[-1].value == one.value:
            start = found.pop().start
        found.append(Segment(start, until, one.value))
    return tuple(found)
