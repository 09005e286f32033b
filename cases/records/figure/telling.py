"""The figure in words: the rows of the table beside it, in order of time."""

from dataclasses import dataclass

from cases.records.figure.moments import Moment
from cases.records.figure.story import Course, Story


@dataclass(frozen=True)
class Told:
    """One row. ``days``: from the axis' zero, in words; ``record``: key of the row that says so."""

    days: str
    where: str
    what: str
    record: str
    order: tuple[int, str]


def told(story: Story, called: str) -> tuple[Told, ...]:
    """Everything that the figure shows and dates, in order of time. ``called``: what its events are, "skin event"."""
    rows = [
        *((one.start, "Regimen", _course(one, story.origin), one.record) for one in story.courses),
        *((one.moment, "Mark", one.title, one.record) for one in story.marks),
        *((one.moment, called.capitalize(), one.words, one.record) for one in story.events),
        *(
            (reading.moment, lane.title, reading.words[0], reading.record)
            for lane in story.lanes
            for reading in lane.readings
        ),
    ]
    said = [
        Told(days_words(moment, story.origin), where, what, record, (moment.at, where))
        for moment, where, what, record in rows
    ]
    return tuple(sorted(said, key=lambda one: one.order))


def _course(course: Course, origin: int) -> str:
    until = "end not recorded"
    if course.ongoing:
        until = "still running"
    elif course.stop:
        until = f"to {days_words(course.stop, origin)}"
    return f"{course.title}: {course.drugs or 'drugs not recorded'}, {until}"


def days_words(moment: Moment, origin: int) -> str:
    """A date in days from the axis' zero; bounds where it is not known to the day."""
    lo, hi = moment.earliest, moment.latest
    if lo is None and hi is None:
        return "day not known"
    if lo is None:
        return f"by {_day(hi - origin)}"
    if hi is None:
        return f"from {_day(lo - origin)}"
    return _day(lo - origin) if lo == hi else f"{_day(lo - origin)} to {_day(hi - origin)}"


def _day(number: int) -> str:
    return f"−{-number}" if number < 0 else str(number)
