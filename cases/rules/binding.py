"""Give every date of a timeline a day that the rules can compare: an integer, or a variable of a search.

Settlement 21: intervals are independent of each other, except that start, last dose and stop of a drug follow
each other, that equal dates of one regimen are one day, and that a relative date moves with its anchor.
Starts are matched with starts and ends with ends: a regimen begun and ended in one year did not begin and end
on one day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TypeVar

from cases.rules.dates import When
from cases.rules.definition import Index
from cases.rules.timeline import Drug, Moment, Regimen, Timeline, Workup
from cases.rules.zones import Day, Search, parts

T = TypeVar("T")


@dataclass(frozen=True)
class Bound:
    """A timeline whose days can be compared, the search over its variables, and what was odd in its dates."""

    timeline: Timeline
    search: Search
    names: Mapping[int, str]
    """The record that a variable belongs to."""
    contradicting: frozenset[str]
    """Records whose dates cannot all be true; the later constraint was left out."""


def bind(timeline: Timeline, limit: int, index: Index = Index.FINDING) -> Bound:
    """Give the dates of a timeline comparable days. ``index``: what events start with."""
    return _Binder(timeline, limit, index).bound()


class _Binder:
    def __init__(self, timeline: Timeline, limit: int, index: Index) -> None:
        self.timeline = timeline
        self.starts = timeline.skin_findings if index is Index.FINDING else timeline.assessments
        self.search = Search(limit)
        self.names: dict[int, str] = {}
        self.contradicting: set[str] = set()
        self.days: dict[str, int | Day] = {}
        self.under_way: set[str] = set()
        self.shared: dict[tuple, int | Day] = {}
        self.regimen_ids = {regimen.id for regimen in timeline.regimens}

    def bound(self) -> Bound:
        timeline = replace(
            self.timeline,
            regimens=self.each(self.timeline.regimens, self.regimen),
            local_treatments=self.each(self.timeline.local_treatments, self.starting),
            assessments=self.each(self.timeline.assessments, self.dated),
            skin_findings=self.each(self.timeline.skin_findings, self.dated),
            specimens=self.each(self.timeline.specimens, self.dated),
            stagings=self.each(self.timeline.stagings, self.dated),
            workups=self.each(self.timeline.workups, self.workup),
        )
        return Bound(timeline, self.search, self.names, frozenset(self.contradicting))

    def each(self, records: tuple[T, ...], bind_one: Callable[[T], T]) -> tuple[T, ...]:
        return tuple([bind_one(record) for record in records])

    def dated(self, record: T) -> T:
        return record if type(record.on) is int else replace(record, on=self.day_of(record.id))

    def starting(self, record: T) -> T:
        return record if type(record.start) is int else replace(record, start=self.day_of(record.id))

    def workup(self, workup: Workup) -> Workup:
        if all(isinstance(one.begun, int) and isinstance(one.ended, int) for one in workup.empirical):
            return workup
        owner = workup.id or workup.finding or ""
        return replace(
            workup,
            empirical=tuple(
                [
                    replace(one, begun=self.known(one.begun, owner), ended=self.known(one.ended, owner))
                    for one in workup.empirical
                ]
            ),
        )

    def regimen(self, regimen: Regimen) -> Regimen:
        start = self.day_of(regimen.id)
        stop = self.known(regimen.stop, regimen.id, (regimen.id, "end"))
        drugs = regimen.drugs
        if drugs is not None:
            drugs = tuple([self.drug(drug, regimen, start) for drug in drugs])
        self.follows(start, stop, regimen.id)
        same_drugs = all(map(is_, drugs or (), regimen.drugs or ()))
        if same_drugs and start is regimen.start and stop is regimen.stop:
            return regimen
        return replace(regimen, start=start, stop=stop, drugs=drugs)

    def drug(self, drug: Drug, regimen: Regimen, regimen_start: int | Day) -> Drug:
        owner = regimen.id
        start = regimen_start if drug.start is None else self.day(drug.start, owner, (owner, "start"))
        stop = self.known(drug.stop, owner, (owner, "end"))
        last_dose = self.known(drug.last_dose, owner, (owner, "end"))
        if last_dose is None:
            self.follows(start, stop, owner)
        else:
            self.follows(start, last_dose, owner)
            self.follows(last_dose, stop, owner)
        presumed = None
        if drug.anti_her2 and last_dose is None and stop is not None and not drug.ongoing:
            presumed = stop if drug.tki else self.presumed_last(start, stop, regimen)
        if start is drug.start and stop is drug.stop and last_dose is drug.last_dose and presumed is drug.presumed_last:
            return drug
        return replace(drug, start=start, stop=stop, last_dose=last_dose, presumed_last=presumed)

    def presumed_last(self, start: int | Day, stop: int | Day, regimen: Regimen) -> int | Day | None:
        """A day in the last interval before the stop; None if no event can start after the stop."""
        if isinstance(stop, int) and all(type(one.on) is int and one.on <= stop for one in self.starts):
            return None
        key = (regimen.id, "presumed", parts(start), parts(stop))
        if key not in self.shared:
            last = self.variable(regimen.id)
            self.follows(last, stop, regimen.id)
            self.follows(stop - regimen.interval_days, last, regimen.id)
            self.follows(start, last, regimen.id)
            self.shared[key] = last
        return self.shared[key]

    def day_of(self, key: str) -> int | Day:
        """The day of a record, which is one day wherever it is named."""
        if key in self.days:
            return self.days[key]
        if key in self.under_way:
            self.contradicting.add(key)
            return self.variable(key)
        self.under_way.add(key)
        group = (key, "start") if key in self.regimen_ids else None
        self.days[key] = self.day(self.timeline.anchors[key], key, group)
        self.under_way.discard(key)
        return self.days[key]

    def known(self, moment: Moment, owner: str, group: tuple | None = None) -> int | Day | None:
        return None if moment is None else self.day(moment, owner, group)

    def day(self, moment: Moment, owner: str, group: tuple | None = None) -> int | Day:
        if type(moment) is int:
            return moment
        if moment is None:
            return self.variable(owner)
        if group is None:
            return self.interval(moment, owner)
        key = (*group, moment.lo, moment.hi, moment.anchor, moment.lo_offset, moment.hi_offset)
        if key not in self.shared:
            self.shared[key] = self.interval(moment, owner)
        return self.shared[key]

    def interval(self, when: When, owner: str) -> int | Day:
        relative = when.anchored and when.anchor in self.timeline.anchors
        if relative and when.lo_offset is not None and when.lo_offset == when.hi_offset:
            return self.day_of(when.anchor) + when.lo_offset
        day = self.variable(owner)
        if relative:
            anchor = self.day_of(when.anchor)
            if when.lo_offset is not None:
                self.follows(anchor + when.lo_offset, day, owner)
            if when.hi_offset is not None:
                self.follows(day, anchor + when.hi_offset, owner)
        if when.lo is not None:
            self.follows(when.lo, day, owner)
        if when.hi is not None:
            self.follows(day, when.hi, owner)
        return day

    def variable(self, owner: str) -> Day:
        day = self.search.variable()
        self.names[day.variable] = owner
        return day

    def follows(self, first: int | Day, then: int | Day | None, owner: str) -> None:
        """Add "first is not after then", unless the dates written before rule it out on every day."""
        if then is None:
            return
        if type(first) is int and type(then) is int:
            if first > then:
                self.contradicting.add(owner)
            return
        (i, shift_i), (j, shift_j) = parts(first), parts(then)
        if not self.search.base.tighten(i, j, shift_j - shift_i):
            self.contradicting.add(owner)
