"""Events of a target that is seen by imaging, such as the brain: each starts with an assessment.

What an assessment saw of the target is one finding: progression if any row of the target progressed, else the worse
of its rows. All of the target is one lesion chain. A row that is NE says nothing, and BASELINE starts nothing. An
equivocal new lesion counts as progression on its own day unless a later row withdraws it; while no row has settled it
the evidence is unsettled. From these findings events are formed as from those of the skin.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.rules.definition import Index
from cases.rules.events import Event, Looks, form_events, looks_at_skin
from cases.rules.references import Equivocal, settled_by
from cases.rules.scene import Chart, Reading, by_severity
from cases.rules.timeline import Assessment, LocalTreatment
from cases.rules.vocabulary import Change, ResponseStatus
from cases.rules.zones import Comparable

CHAIN = "target"
CHANGE_OF_STATUS = {
    ResponseStatus.PD: Change.PROGRESSION,
    ResponseStatus.SD: Change.STABLE,
    ResponseStatus.NON_CR_NON_PD: Change.STABLE,
    ResponseStatus.PR: Change.RESPONSE,
    ResponseStatus.CR: Change.RESOLVED,
    ResponseStatus.NED: Change.RESOLVED,
    ResponseStatus.NED_LOCAL: Change.RESOLVED,
    ResponseStatus.BASELINE: Change.BASELINE,
}


@dataclass(frozen=True, eq=False)
class Sighting:
    """What one assessment saw of the target. ``readings``: the rows behind it; of progression only those."""

    assessment: Assessment
    change: str
    readings: tuple[Reading, ...]

    @property
    def id(self) -> str:
        return self.assessment.id

    @property
    def on(self) -> Comparable:
        return self.assessment.on

    @property
    def dated(self) -> bool:
        return self.assessment.dated

    @property
    def anchored(self) -> bool:
        return self.assessment.anchored

    @property
    def is_equivocal(self) -> bool:
        """Nothing but equivocal new lesions."""
        return all(one.status == ResponseStatus.EQUIVOCAL_NEW for one in self.readings)


def events_of(chart: Chart) -> tuple[Event, ...]:
    """The events of a case under its definition, in the order in which they opened."""
    skin = chart.definition.index is Index.FINDING
    looks = looks_at_skin(chart.timeline) if skin else _looks_at_images(chart)
    return form_events(looks, chart.definition.constants.stable)


def _looks_at_images(chart: Chart) -> Looks:
    findings = [found for one in chart.timeline.assessments if (found := _sighting(chart, one)) is not None]
    lesions = frozenset(one.id for one in chart.timeline.lesions if one.compartment in chart.definition.target)
    ids = [one.id for one in findings]
    return Looks(
        findings=findings,
        chain_of=dict.fromkeys(ids, CHAIN),
        follow_ups=frozenset(ids),
        treatments=[
            _TargetTreatment(one)
            for one in chart.timeline.local_treatments
            if lesions & set(one.lesions) or chart.definition.place in one.site
        ],
    )


def _sighting(chart: Chart, assessment: Assessment) -> Sighting | None:
    rows = [one for one in chart.target if one.assessment is assessment and one.status != ResponseStatus.NE]
    growing = [one for one in rows if one.is_progression or _may_be_new(chart, one)]
    if growing:
        return Sighting(assessment, Change.PROGRESSION, tuple(growing))
    calm = [one for one in rows if one.status != ResponseStatus.EQUIVOCAL_NEW]
    if not calm:
        return None
    worst = min(calm, key=by_severity)
    return Sighting(assessment, CHANGE_OF_STATUS[worst.status], (worst,))


def _may_be_new(chart: Chart, reading: Reading) -> bool:
    if reading.status != ResponseStatus.EQUIVOCAL_NEW:
        return False
    same = [one for one in chart.target if one.row.compartment == reading.row.compartment]
    return settled_by(reading, same) is not Equivocal.WITHDRAWN


@dataclass(frozen=True, eq=False)
class _TargetTreatment:
    """A local treatment of the target: of a lesion in it, or of a site that names it."""

    treatment: LocalTreatment

    def treats(self, chain: Sequence[Sighting], response: Sighting) -> bool:
        return self.treatment.start <= response.on and any(one.on <= self.treatment.start for one in chain)
