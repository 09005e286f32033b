"""One cutaneous event in its surroundings: what each rule is asked about.

A ``Scene`` is made anew for each run of the search, because what it remembers holds only for the days of that
run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cases.rules.definition import Constants, Definition
from cases.rules.events import Event
from cases.rules.lines import Course, Line
from cases.rules.timeline import Assessment, CompartmentRow, Regimen, SkinFinding, Specimen, Timeline
from cases.rules.vocabulary import ResponseStatus
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
    """Readings by compartment, outside the target organ and the central nervous system."""
    cns: tuple[Reading, ...]
    findings: Mapping[str, SkinFinding]
    days: Mapping[str, Comparable]
    """The day of each record, by id."""
    contradicting: frozenset[str]

    @classmethod
    def of(cls, timeline: Timeline, definition: Definition, contradicting: frozenset[str]) -> "Chart":
        counted: dict[str, list[Reading]] = {}
        cns = []
        for assessment in timeline.assessments:
            for row in assessment.rows:
                if row.compartment in definition.cns:
                    cns.append(Reading(assessment, row))
                elif row.compartment not in definition.skin:
                    counted.setdefault(row.compartment, []).append(Reading(assessment, row))
        return cls(
            timeline=timeline,
            definition=definition,
            counted={name: tuple(counted[name]) for name in sorted(counted)},
            cns=tuple(cns),
            findings={one.id: one for one in timeline.skin_findings},
            days={one.id: one.start for one in timeline.regimens}
            | {one.id: one.on for one in (*timeline.assessments, *timeline.skin_findings, *timeline.specimens)},
            contradicting=contradicting,
        )


class Scene:
    """An event, its day, the regimen and line that it happened on, and the chart around it."""

    def __init__(self, chart: Chart, event: Event) -> None:
        self.chart = chart
        self.event = event
        self.timeline = chart.timeline
        self.constants: Constants = chart.definition.constants
        self.t0: Comparable = event.first.on

    @cached_property
    def course(self) -> Course:
        return Course(self.timeline.regimens, self.constants.next_tx_grace)

    @cached_property
    def regimen(self) -> Regimen | None:
        """The current regimen: the last one begun before t0."""
        return self.course.current_regimen(self.t0)

    @cached_property
    def line(self) -> Line | None:
        return self.course.line_of_regimen(self.regimen.id) if self.regimen is not None else None

    @cached_property
    def own_specimens(self) -> tuple[Specimen, ...]:
        """Specimens taken from a finding of the event."""
        members = {one.id for one in self.event.findings}
        return tuple([one for one in self.timeline.specimens if one.finding in members])

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
