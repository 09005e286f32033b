"""One event in its surroundings: what each rule is asked about.

A ``Scene`` is made anew for each run of the search, because what it remembers holds only for the days of that
run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cases.rules.definition import Constants, Definition, Index
from cases.rules.events import Event
from cases.rules.lines import Course, Line, Order
from cases.rules.remembering import remembered
from cases.rules.timeline import Assessment, CompartmentRow, Regimen, SkinFinding, Specimen, Timeline
from cases.rules.vocabulary import Change, Compartment, Criteria, Extent, ResponseStatus
from cases.rules.zones import Comparable

RESPONSE_STATUSES = frozenset(
    {
        ResponseStatus.CR,
        ResponseStatus.PR,
        ResponseStatus.SD,
        ResponseStatus.NON_CR_NON_PD,
        ResponseStatus.PD,
        ResponseStatus.NED,
        ResponseStatus.NED_LOCAL,
        ResponseStatus.EQUIVOCAL_NEW,
    }
)
COMPLETE = frozenset({ResponseStatus.CR, ResponseStatus.NED})
RESPONDING = COMPLETE | {ResponseStatus.PR}
SEVERITY = {
    status: rank
    for rank, status in enumerate(
        [
            ResponseStatus.PD,
            ResponseStatus.EQUIVOCAL_NEW,
            ResponseStatus.SD,
            ResponseStatus.NON_CR_NON_PD,
            ResponseStatus.PR,
            ResponseStatus.CR,
            ResponseStatus.NED,
            ResponseStatus.NED_LOCAL,
            ResponseStatus.BASELINE,
            ResponseStatus.NE,
        ]
    )
}
"""The worse first: on one day the worse status counts (settlement 12)."""
UNJUDGED = frozenset({ResponseStatus.BASELINE, ResponseStatus.NE})
MEASURED = frozenset({ResponseStatus.CR, ResponseStatus.PR, ResponseStatus.SD, ResponseStatus.NED})
SKIN_OF_EXTENT = {
    Extent.LR: (Compartment.SKIN_LR,),
    Extent.DIST: (Compartment.SKIN_DIST,),
    Extent.BOTH: (Compartment.SKIN_LR, Compartment.SKIN_DIST),
}
STATUS_OF_CHANGE = {
    Change.BASELINE: ResponseStatus.BASELINE,
    Change.PROGRESSION: ResponseStatus.PD,
    Change.STABLE: ResponseStatus.SD,
    Change.RESPONSE: ResponseStatus.PR,
    Change.RESOLVED: ResponseStatus.CR,
}
"""A finding of the skin as a status of its compartment, where the skin is one of the comparators."""


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """The row of one compartment at one assessment."""

    assessment: Assessment
    row: CompartmentRow

    @property
    def on(self) -> Comparable:
        return self.assessment.on

    @property
    def status(self) -> str:
        return self.row.status

    @property
    def is_progression(self) -> bool:
        """Progression or a new lesion, and not merely an equivocal one."""
        if self.row.status == ResponseStatus.EQUIVOCAL_NEW:
            return False
        return self.row.status == ResponseStatus.PD or self.row.new_lesion

    @property
    def may_be_progression(self) -> bool:
        """Progression, a new lesion, or what may be one."""
        return self.row.status == ResponseStatus.EQUIVOCAL_NEW or self.is_progression


def day_of(reading: Reading) -> Comparable:
    return reading.on


def by_severity(reading: Reading) -> tuple[int, str]:
    return SEVERITY[reading.status], reading.assessment.id


@dataclass(frozen=True, eq=False)
class Chart:
    """The timeline of a case, indexed once for every event and every run."""

    timeline: Timeline
    definition: Definition
    counted: Mapping[str, tuple[Reading, ...]]
    """Readings by comparator compartment."""
    counted_at: Mapping[str, tuple[Reading, ...]]
    """The same by assessment."""
    growing: tuple[Reading, ...]
    """Those of new or growing disease, certain or not."""
    target: tuple[Reading, ...]
    cns: tuple[Reading, ...]
    findings: Mapping[str, SkinFinding]
    days: Mapping[str, Comparable]
    """The day of each record, by id."""
    contradicting: frozenset[str]
    order: Order | None
    """Of the regimens, where it is the same on all days."""
    strata: dict[str, object] = field(default_factory=dict)
    """What was found of a specimen, by its id: see ``her2.stratum_specimen``."""

    @classmethod
    def of(cls, timeline: Timeline, definition: Definition, contradicting: frozenset[str]) -> "Chart":
        counted: dict[str, list[Reading]] = {}
        counted_at: dict[str, list[Reading]] = {}
        target, cns, cns_read = [], [], definition.cns_read
        for one in _readings(timeline, definition):
            place = one.row.compartment
            if place in definition.comparator:
                counted.setdefault(place, []).append(one)
                counted_at.setdefault(one.assessment.id, []).append(one)
            if place in definition.target:
                target.append(one)
            if place in cns_read:
                cns.append(one)
        by_place = {name: tuple(counted[name]) for name in sorted(counted)}
        return cls(
            timeline=timeline,
            definition=definition,
            counted=by_place,
            counted_at={name: tuple(some) for name, some in counted_at.items()},
            growing=tuple([one for some in by_place.values() for one in some if one.may_be_progression]),
            target=tuple(target),
            cns=tuple(cns),
            findings={one.id: one for one in timeline.skin_findings},
            days={one.id: one.start for one in timeline.regimens}
            | {one.id: one.on for one in (*timeline.assessments, *timeline.skin_findings, *timeline.specimens)},
            contradicting=contradicting,
            order=Order.if_dated(timeline.regimens),
        )

    def under(self, definition: Definition) -> "Chart":
        """The same timeline under a definition that differs in its constants alone: those choose no rows."""
        return replace(self, definition=definition)


def _readings(timeline: Timeline, definition: Definition) -> Iterator[Reading]:
    """Every row as the definition reads it; findings of the skin too, where the skin is compared."""
    as_written = not definition.not_measurable and definition.accepted >= set(Criteria)
    for assessment in timeline.assessments:
        for row in assessment.rows:
            yield Reading(assessment, row if as_written else _as_read(row, definition))
    if definition.index is Index.ASSESSMENT and definition.comparator & set(SKIN_OF_EXTENT[Extent.BOTH]):
        for finding in timeline.skin_findings:
            yield from _skin_readings(finding)


def _as_read(row: CompartmentRow, definition: Definition) -> CompartmentRow:
    """A row under the criteria that the definition accepts.

    Where a criterion is not accepted, disease said to progress is only suspected and any other status is no answer;
    BASELINE and NE are no judgement and stay. Where size cannot be followed, response and stability are neither.
    """
    criteria = row.criteria or Criteria.INVESTIGATOR
    if criteria not in definition.accepted and row.status not in UNJUDGED:
        suspected = row.status in (ResponseStatus.PD, ResponseStatus.EQUIVOCAL_NEW) or row.new_lesion
        status = ResponseStatus.EQUIVOCAL_NEW if suspected else ResponseStatus.NE
        return replace(row, status=status, new_lesion=False)
    free = row.status == ResponseStatus.NED and not row.involved_at_baseline
    unmeasured = any(
        row.compartment in one.compartments and criteria not in one.unless for one in definition.not_measurable
    )
    if unmeasured and row.status in MEASURED and not free:
        return replace(row, status=ResponseStatus.NON_CR_NON_PD)
    return row


def _skin_readings(finding: SkinFinding) -> Iterator[Reading]:
    new = finding.new_lesions and finding.change == Change.PROGRESSION
    look = Assessment(
        id=finding.id,
        on=finding.on,
        kind=None,
        regimen=None,
        scope=None,
        rows=tuple(
            [
                CompartmentRow(place, STATUS_OF_CHANGE[finding.change], None, new)
                for place in SKIN_OF_EXTENT.get(finding.extent, SKIN_OF_EXTENT[Extent.LR])
            ]
        ),
        dated=finding.dated,
        anchored=finding.anchored,
    )
    for row in look.rows:
        yield Reading(look, row)


class Scene:
    """An event, its day, the regimen and line that it happened on, and the chart around it."""

    def __init__(self, chart: Chart, event: Event) -> None:
        self.chart = chart
        self.event = event
        self.timeline = chart.timeline
        self.constants: Constants = chart.definition.constants
        self.t0: Comparable = event.first.on
        self.baselines: dict[str, object] = {}
        """What was found of a compartment at the baseline, by compartment: see ``baseline.at_baseline``."""

    @remembered
    def course(self) -> Course:
        return Course(self.chart.order or Order.of(self.timeline.regimens), self.constants, self.t0)

    @remembered
    def regimen(self) -> Regimen | None:
        """The current regimen: the last one begun before t0."""
        return self.course.current_regimen(self.t0)

    @remembered
    def line(self) -> Line | None:
        return self.course.line_of_regimen(self.regimen.id) if self.regimen is not None else None

    @remembered
    def own_specimens(self) -> tuple[Specimen, ...]:
        """Specimens taken from a finding of the event, or near an imaged event from a compartment of it."""
        if self.chart.definition.index is Index.FINDING:
            members = {one.id for one in self.event.findings}
            return tuple([one for one in self.timeline.specimens if one.finding in members])
        near = (self.constants.bx[0], max(self.constants.bx[1], self.constants.bx_late))
        return tuple(
            [
                one
                for one in self.timeline.specimens
                if one.compartment in self.chart.definition.target and self.in_window(one.on, near)
            ]
        )

    def on_line(self, assessment: Assessment) -> bool:
        """Whether what an assessment found belongs to the line of the event."""
        return self.line is not None and self.course.line_of(assessment) is self.line

    def in_window(self, day: Comparable, window: tuple[int, int]) -> bool:
        return day >= self.t0 + window[0] and day <= self.t0 + window[1]

    def is_admissible(self, day: Comparable) -> bool:
        """Not later than 14 days into the next systemic therapy (settlement 12)."""
        grace = self.constants.next_tx_grace
        if day <= self.t0 + grace:
            return True
        return all(day <= one.start + grace or one.start < self.t0 for one in self.timeline.regimens)

    def before_next_regimen(self, day: Comparable) -> bool:
        return day < self.t0 or all(day < one.start or one.start < self.t0 for one in self.timeline.regimens)
