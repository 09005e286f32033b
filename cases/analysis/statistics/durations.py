"""From records to durations: when an endpoint begins, whether and when it was reached, and until when it was watched.

Times are whole days from the day 0 of the case. A date is known between two days, both included. No date is replaced
by one day in silence: each duration carries the shortest and the longest that its dates allow, and a whole sample can
be read in three ways (`Reading`). Dates of one case are taken to be independent, so the bounds are rather too wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Between:
    """A date: some day from ``lo`` to ``hi``; None is an open end. ValueError if the first lies after the last."""

    lo: int | None
    hi: int | None

    def __post_init__(self):
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise ValueError("The first possible day lies after the last.")


class Origin(StrEnum):
    """What the start of a `History` is; figures name it, because curves from different starts cannot be compared."""

    T0 = "t0"
    LINE_START = "line_start"
    FIRST_REGIMEN = "first_regimen"


class Endpoint(StrEnum):
    """What a duration runs to."""

    SKIN_PFS = "skin_pfs"
    EXTRACUTANEOUS_PFS = "extracutaneous_pfs"
    TIME_ON_DRUG = "time_on_drug"
    OVERALL_SURVIVAL = "overall_survival"


class Reading(StrEnum):
    """Which of the possible days is taken.

    ``EARLIEST``: durations as short as the dates allow, and an event that may have come before a new regimen did;
    ``LATEST``: the reverse; ``MIDDLE``: the middle of the bounds, rounded down. The first two are the sensitivity
    analysis of the third, which is never shown without the number of uncertain durations.
    """

    EARLIEST = "earliest"
    MIDDLE = "middle"
    LATEST = "latest"


class Omission(StrEnum):
    """Why a record is in no figure of an endpoint."""

    NO_START = "no date to count from"
    NOT_SEEN = "not seen after the start"
    BEFORE_START = "died before the start"
    OPEN_DATE = "a date without an upper bound"
    STOP_UNKNOWN = "not recorded whether the drug was stopped"
    ENTERED_LATE = "came under observation after the end"
    NO_GROUP = "in no group at the landmark"
    ENDED_BEFORE = "reached the endpoint before the landmark"
    LEFT_BEFORE = "last seen before the landmark"


@dataclass(frozen=True)
class Rule:
    """How an endpoint is read from a `History`; the parts name its fields.

    ``events``: whichever comes first is the event. ``stops``: whichever comes first ends the watch, unless an event
    came no later. ``watched``: until when absence of an event is known. ``note``: a sentence for the page.
    """

    title: str
    events: tuple[str, ...]
    stops: tuple[str, ...]
    watched: str
    note: str

    @property
    def may_die_unseen(self) -> bool:
        """Whether a death can come long after the last look: it is an event, and something else is what is watched."""
        return "death" in self.events and self.watched != "last_contact"


RULES = {
    Endpoint.SKIN_PFS: Rule(
        "Progression-free survival of the skin",
        ("skin_progressions", "death"),
        ("next_regimen",),
        "skin_seen",
        "Death counts as an event. Progression elsewhere does not; if it led to another regimen, the record is "
        "censored there, and such censoring is hardly independent of the skin.",
    ),
    Endpoint.EXTRACUTANEOUS_PFS: Rule(
        "Progression-free survival outside the skin",
        ("extracutaneous_progressions", "death"),
        ("next_regimen",),
        "extracutaneous_seen",
        "Death counts as an event. Progression of the skin does not; if it led to another regimen, the record is "
        "censored there, and such censoring is hardly independent of the other compartments.",
    ),
    Endpoint.TIME_ON_DRUG: Rule(
        "Time on drug",
        ("drug_stop", "death"),
        (),
        "last_contact",
        "The end of the drug is an event whatever its reason, planned completion and toxicity included.",
    ),
    Endpoint.OVERALL_SURVIVAL: Rule(
        "Overall survival", ("death",), (), "last_contact", "Death of any cause; nothing competes with it."
    ),
}
"""Events, and censoring at the next regimen: domain reference §5 (10). Progression is censored at the last look at the
compartment, survival at the last contact."""


@dataclass(frozen=True)
class History:
    """What one record (an episode, or a case) says about time. None or nothing: it did not happen as far as is known.

    ``start``: t0, or the first dose of the line or drug (`Origin`). ``next_regimen``: the first systemic regimen after
    the one of the start; one that begins on the day of the start comes after it. ``skin_seen``,
    ``extracutaneous_seen``: the last look. ``drug_told``: the record says when the drug was stopped, or that it goes
    on. ``observed_from``: since when an event would have been noted at all (left truncation); None from the start.
    ``group`` holds from ``group_since`` days after the start, before that ``group_before`` (None: no group): a group
    that is not known at the start is not compared without a landmark.
    """

    key: str
    start: Between | None
    skin_progressions: tuple[Between, ...] = ()
    extracutaneous_progressions: tuple[Between, ...] = ()
    drug_stop: Between | None = None
    drug_told: bool = True
    death: Between | None = None
    next_regimen: Between | None = None
    skin_seen: Between | None = None
    extracutaneous_seen: Between | None = None
    last_contact: Between | None = None
    observed_from: Between | None = None
    group: str = ""
    group_since: int = 0
    group_before: str | None = None
    stratum: str = ""


@dataclass(frozen=True)
class Observed:
    """One duration. ``days``: from the origin, or from the landmark. ``event``: reached, else censored on that day.

    ``shortest``, ``longest``: what the dates allow; ``decided``: whether they agree that the endpoint was reached.
    ``entry``: at risk after this day only. Belongs to one patient: never shown outside without the rule of disclosure.
    """

    key: str
    days: int
    event: bool
    shortest: int
    longest: int
    decided: bool = True
    entry: int = 0
    group: str = ""
    group_since: int = 0
    group_before: str | None = None
    stratum: str = ""

    @property
    def uncertain(self) -> bool:
        """Whether its dates allow another duration, or another end."""
        return self.shortest != self.longest or not self.decided


@dataclass(frozen=True)
class Sample:
    """The durations of one endpoint, and what is not among them and why.

    ``total``, ``fitted``, ``uncertain``, ``undecided``, ``late_groups`` and the counts of ``omissions`` are numbers of
    records: the caller puts them under the rule of disclosure.
    """

    endpoint: Endpoint
    origin: Origin
    reading: Reading
    observed: tuple[Observed, ...]
    omitted: tuple[tuple[str, Omission], ...]
    landmark: int | None = None

    @property
    def fitted(self) -> int:
        return len(self.observed)

    @property
    def total(self) -> int:
        return self.fitted + len(self.omitted)

    @property
    def uncertain(self) -> int:
        """Durations that their dates leave open."""
        return sum(one.uncertain for one in self.observed)

    @property
    def undecided(self) -> int:
        """Durations of which the dates leave open whether the endpoint was reached."""
        return sum(not one.decided for one in self.observed)

    @cached_property
    def omissions(self) -> dict[Omission, int]:
        """How many records each reason keeps out, only reasons that do."""
        why = [reason for _, reason in self.omitted]
        return {reason: why.count(reason) for reason in Omission if reason in why}

    @property
    def late_groups(self) -> int:
        """Durations whose group was decided after time zero; it had to be lived to (immortal time)."""
        return sum(one.group_since > 0 for one in self.observed)

    @property
    def warning(self) -> str:
        """What to say above a comparison of groups; empty where every group is known at time zero."""
        if not self.late_groups:
            return ""
        return (
            "Some groups were defined after time zero, and whoever is in them had to reach that day. "
            "Choose a landmark: groups as they were on that day, time counted from it."
        )


def observe(
    histories: Iterable[History], endpoint: Endpoint, origin: Origin, reading: Reading, *, within: int | None = None
) -> Sample:
    """The durations of an endpoint in days, one per record, in their order.

    ``within``: a death more than so many days after the last look does not count, and the record is censored at that
    look; None: every death counts.
    """
    observed, omitted = [], []
    for history in histories:
        found = _observe_one(history, RULES[endpoint], reading, within)
        if isinstance(found, Observed):
            observed.append(found)
        else:
            omitted.append((history.key, found))
    return Sample(endpoint, origin, reading, tuple(observed), tuple(omitted))


def sensitivity(histories: Iterable[History], endpoint: Endpoint, origin: Origin) -> dict[Reading, Sample]:
    """The same endpoint under all three readings of its dates."""
    kept = tuple(histories)
    return {reading: observe(kept, endpoint, origin, reading) for reading in Reading}


def from_landmark(sample: Sample, day: int) -> Sample:
    """Who is still watched and free of the event after ``day``, with time counted from there and groups as of that day.

    Anderson, Cain and Gelber, J Clin Oncol 1983;1:710-719. ValueError for a day before the start, or a second landmark.
    """
    if day < 0 or sample.landmark is not None:
        raise ValueError("A landmark lies on or after the start, and a sample has one at most.")
    observed, omitted = [], list(sample.omitted)
    for one in sample.observed:
        group = one.group if one.group_since <= day else one.group_before
        if one.days <= day:
            omitted.append((one.key, Omission.ENDED_BEFORE if one.event else Omission.LEFT_BEFORE))
        elif group is None:
            omitted.append((one.key, Omission.NO_GROUP))
        else:
            observed.append(_moved(one, day, group))
    return replace(sample, observed=tuple(observed), omitted=tuple(omitted), landmark=day)


def _moved(one: Observed, day: int, group: str) -> Observed:
    return replace(
        one,
        days=one.days - day,
        shortest=max(one.shortest - day, 0),
        longest=one.longest - day,
        entry=max(one.entry - day, 0),
        group=group,
        group_since=0,
        group_before=None,
    )


def _observe_one(history: History, rule: Rule, reading: Reading, within: int | None) -> Observed | Omission:
    start = history.start
    if start is None or (start.lo is None and start.hi is None):
        return Omission.NO_START
    if start.lo is None or start.hi is None:
        return Omission.OPEN_DATE
    if history.death and history.death.hi is not None and history.death.hi < start.lo:
        return Omission.BEFORE_START
    if "drug_stop" in rule.events and not history.drug_told:
        return Omission.STOP_UNKNOWN
    read = {one: _as_watched(history, rule, start, one, within) for one in Reading}
    ends = {one: _end(read[one], rule, start, one) for one in Reading}
    fault = next((end for end in ends.values() if isinstance(end, Omission)), None)
    if fault:
        return fault
    days, event = ends[reading]
    lengths, decided = [length for length, _ in ends.values()], len({reached for _, reached in ends.values()}) == 1
    entry = _entry(history, start)
    if entry and entry >= days:
        return Omission.ENTERED_LATE
    group = (history.group, history.group_since, history.group_before)
    bounds = (min(lengths), max(lengths), decided)
    return Observed(history.key, days, event, *bounds, entry, *group, history.stratum)


def _as_watched(history: History, rule: Rule, start: Between, reading: Reading, within: int | None) -> History:
    """Without a death that came too long after the last look; where nobody looked after the start, that is the look."""
    if within is None or history.death is None or not rule.may_die_unseen:
        return history
    death = _closed(history.death, start.lo, history)
    looks = _watched(getattr(history, rule.watched), start) or [start]
    if death is None or _day(death, reading) - _day(looks[0], reading) <= within:
        return history
    return replace(history, death=None)


def _end(history: History, rule: Rule, start: Between, reading: Reading) -> tuple[int, bool] | Omission:
    """Days from the start to the end, and whether that is the event."""
    zero = _day(start, _OTHER[reading])
    events, stops = _events(history, rule, start), _stops(history, rule, start)
    if None in events or None in stops:
        return Omission.OPEN_DATE
    event = min((_day(one, reading) for one in events), default=None)
    if event is not None and all(event <= _day(one, _OTHER[reading]) for one in stops):
        return max(event - zero, 0), True
    watched = _watched(getattr(history, rule.watched), start)
    if event is None and not watched:
        return Omission.NOT_SEEN
    ends = [_day(one, reading) for one in (*stops, *watched)]
    last = min(ends) if event is None else min(*ends, event)
    return max(last - zero, 0), False


_OTHER = {Reading.EARLIEST: Reading.LATEST, Reading.LATEST: Reading.EARLIEST, Reading.MIDDLE: Reading.MIDDLE}


def _day(date: Between, reading: Reading) -> int:
    return {Reading.EARLIEST: date.lo, Reading.LATEST: date.hi, Reading.MIDDLE: (date.lo + date.hi) // 2}[reading]


def _events(history: History, rule: Rule, start: Between) -> list[Between | None]:
    """Dates of what counts, closed at both ends; None for one that cannot be closed.

    A progression that may lie on either side of the start is taken to lie after it. The progression that the record
    starts with is none: it is equal to the start, or surely not after it.
    """
    dates: list[Between] = []
    for name in rule.events:
        value = getattr(history, name)
        if isinstance(value, tuple):
            dates.extend(one for one in value if one != start and (one.hi is None or one.hi > start.lo))
        elif value is not None:
            dates.append(value)
    return [_closed(one, start.lo, history) for one in dates]


def _stops(history: History, rule: Rule, start: Between) -> list[Between | None]:
    """Dates of what ends the watch, closed at both ends; None for one that cannot be closed."""
    dates = [date for date in (getattr(history, name) for name in rule.stops) if date]
    return [_closed(one, start.lo, history) for one in dates if one.hi is None or one.hi >= start.lo]


def _closed(date: Between, first: int, history: History) -> Between | None:
    """A date within what is known: not before the start, and without an upper bound not after death or last contact.

    None where nothing bounds it from above.
    """
    lo = first if date.lo is None else max(date.lo, first)
    if date.hi is not None:
        return Between(lo, max(date.hi, lo))
    ends = [one.hi for one in (history.death, history.last_contact) if one and one.hi is not None and one.hi >= lo]
    return Between(lo, min(ends)) if ends else None


def _watched(date: Between | None, start: Between) -> list[Between]:
    """The last look; one that is surely before the start is none, and an open end adds nothing to what was seen."""
    if date is None or (date.lo is None and date.hi is None):
        return []
    lo = start.lo if date.lo is None else date.lo
    hi = date.lo if date.hi is None else date.hi
    return [Between(max(lo, start.lo), hi)] if hi >= start.lo else []


def _entry(history: History, start: Between) -> int:
    """Days until it came under observation, as late as the dates allow: no time is used that may be unwatched."""
    begun = history.observed_from
    if begun is None:
        return 0
    last = begun.hi if begun.hi is not None else begun.lo
    return max((last if last is not None else start.lo) - start.lo, 0)
