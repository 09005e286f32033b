"""One change to a record, as somebody might make it who knew more: on the timeline that the rules read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from cases.rules.dates import When
from cases.rules.timeline import (
    Assessment,
    CompartmentRow,
    Drug,
    Marker,
    Moment,
    Regimen,
    SkinFinding,
    Specimen,
    Timeline,
)
from cases.rules.vocabulary import Change as SkinChange
from cases.rules.vocabulary import Precision, Scope

NEW_ID = "proposed"
ORDINARY = "trastuzumab"


class Change(Protocol):
    """A change to a timeline."""

    def apply(self, timeline: Timeline) -> Timeline:
        """The timeline with the change; the one given stays as it is."""


@dataclass(frozen=True)
class AddAssessment:
    """An assessment with a status for each of some compartments; FULL if it names none or is said to be."""

    on: Moment
    statuses: tuple[tuple[str, str], ...]
    regimen: str | None = None
    criteria: str | None = None
    scope: str | None = None

    def apply(self, timeline: Timeline) -> Timeline:
        key = _free(timeline)
        rows = tuple([CompartmentRow(place, status, None, False, self.criteria) for place, status in self.statuses])
        scope = self.scope or (Scope.LIMITED if rows else Scope.FULL)
        added = Assessment(key, self.on, None, self.regimen, scope, rows, dated=True, anchored=_anchored(self.on))
        return _with(timeline, "assessments", added, key, self.on)


@dataclass(frozen=True)
class GiveStatus:
    """A status for a compartment at an assessment that has none for it, or one that is no answer."""

    assessment: str
    compartment: str
    status: str

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "assessments", self.assessment, self._answered)

    def _answered(self, assessment: Assessment) -> Assessment:
        rows = [one for one in assessment.rows if one.compartment != self.compartment]
        had = next((one for one in assessment.rows if one.compartment == self.compartment), None)
        row = CompartmentRow(self.compartment, self.status, None if had is None else had.involved_at_baseline, False)
        return replace(assessment, rows=(*rows, row))


@dataclass(frozen=True)
class NameRegimen:
    """The regimen that an assessment belongs to."""

    assessment: str
    regimen: str

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "assessments", self.assessment, lambda one: replace(one, regimen=self.regimen))


@dataclass(frozen=True)
class AddBiopsy:
    """A biopsy of a skin finding, or of a compartment where the event is an imaged one, or of neither."""

    on: Moment
    result: str
    finding: str | None
    compartment: str | None = None
    markers: tuple[Marker, ...] = ()

    def apply(self, timeline: Timeline) -> Timeline:
        key = _free(timeline)
        added = Specimen(key, self.on, self.compartment, self.result, self.finding, self.markers)
        return _with(timeline, "specimens", added, key, self.on)


@dataclass(frozen=True)
class GiveResult:
    """The result of a specimen that has none yet."""

    specimen: str
    result: str

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "specimens", self.specimen, lambda one: replace(one, result=self.result))


@dataclass(frozen=True)
class GiveMarker:
    """One more marker of a specimen."""

    specimen: str
    marker: Marker

    def apply(self, timeline: Timeline) -> Timeline:
        more = (self.marker,)
        return _changed(timeline, "specimens", self.specimen, lambda one: replace(one, markers=(*one.markers, *more)))


@dataclass(frozen=True)
class SetExtent:
    """Where a skin finding lies."""

    finding: str
    extent: str

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "skin_findings", self.finding, lambda one: replace(one, extent=self.extent))


@dataclass(frozen=True)
class AddFollowUp:
    """A later look at the lesion of a skin finding."""

    on: Moment
    finding: str
    change: str = SkinChange.RESOLVED

    def apply(self, timeline: Timeline) -> Timeline:
        key = _free(timeline)
        added = SkinFinding(
            id=key,
            on=self.on,
            change=self.change,
            new_lesions=False,
            photo=False,
            measured=False,
            lesion_of=self.finding,
            extent=None,
            morphology=frozenset(),
            sites=frozenset(),
            dated=True,
            anchored=_anchored(self.on),
        )
        return _with(timeline, "skin_findings", added, key, self.on)


@dataclass(frozen=True)
class StateLastDose:
    """The last dose of the anti-HER2 drugs of a regimen of which it is not known; None: still given."""

    regimen: str
    last_dose: Moment

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "regimens", self.regimen, self._stated)

    def _stated(self, regimen: Regimen) -> Regimen:
        return replace(regimen, drugs=tuple([self._of_drug(one) for one in regimen.drugs or ()]))

    def _of_drug(self, drug: Drug) -> Drug:
        if not drug.anti_her2 or drug.ongoing or drug.last_dose is not None:
            return drug
        return replace(drug, last_dose=self.last_dose, ongoing=self.last_dose is None)


@dataclass(frozen=True)
class StateDrugs:
    """The drugs of a regimen that says nothing about them: an anti-HER2 antibody throughout, or none."""

    regimen: str
    anti_her2: bool

    def apply(self, timeline: Timeline) -> Timeline:
        return _changed(timeline, "regimens", self.regimen, self._stated)

    def _stated(self, regimen: Regimen) -> Regimen:
        if not self.anti_her2:
            return replace(regimen, drugs=())
        drug = Drug(ORDINARY, True, False, None, None, regimen.stop, ongoing=regimen.stop is None)
        return replace(regimen, drugs=(drug,))


@dataclass(frozen=True)
class CompleteList:
    """The statement that the list of regimens is whole."""

    def apply(self, timeline: Timeline) -> Timeline:
        return replace(timeline, regimens_complete=True)


@dataclass(frozen=True)
class SetDay:
    """Another day for an assessment, finding, specimen, staging or local treatment."""

    record: str
    on: Moment

    def apply(self, timeline: Timeline) -> Timeline:
        moved: dict[str, Any] = {"anchors": {**timeline.anchors, self.record: self.on}}
        for name in ("assessments", "skin_findings", "specimens", "stagings", "local_treatments"):
            records = getattr(timeline, name)
            moved[name] = tuple([self._moved(one) if one.id == self.record else one for one in records])
        return replace(timeline, **moved)

    def _moved(self, record: Any) -> Any:
        if hasattr(record, "dated"):
            return replace(record, on=self.on, dated=True, anchored=_anchored(self.on))
        return replace(record, **{"start" if hasattr(record, "start") else "on": self.on})


@dataclass(frozen=True)
class SetRegimenDay:
    """Another day in place of one that a regimen and its drugs name."""

    regimen: str
    former: Moment
    on: Moment

    def apply(self, timeline: Timeline) -> Timeline:
        changed = _changed(timeline, "regimens", self.regimen, self._moved)
        if timeline.anchors[self.regimen] != self.former:
            return changed
        return replace(changed, anchors={**timeline.anchors, self.regimen: self.on})

    def _moved(self, regimen: Regimen) -> Regimen:
        drugs = regimen.drugs
        if drugs is not None:
            drugs = tuple([self._with_days(one, ("start", "stop", "last_dose")) for one in drugs])
        return replace(self._with_days(regimen, ("start", "stop")), drugs=drugs)

    def _with_days(self, record: Any, names: Iterable[str]) -> Any:
        same = {name: self.on for name in names if getattr(record, name) == self.former}
        return replace(record, **same) if same else record


@dataclass(frozen=True)
class Together:
    """Several changes, one after the other."""

    changes: tuple[Change, ...]

    def apply(self, timeline: Timeline) -> Timeline:
        for one in self.changes:
            timeline = one.apply(timeline)
        return timeline


def interval(low: int | None, high: int | None) -> Moment:
    """Some day from ``low`` to ``high``; one of them may be open."""
    return low if low is not None and low == high else When(low, high, Precision.UNKNOWN)


def after(anchor: str, low: int, high: int) -> When:
    """Some day from ``low`` to ``high`` days after a record."""
    return When(None, None, Precision.RELATIVE, anchor=anchor, lo_offset=low, hi_offset=high, anchored=True)


def _changed(timeline: Timeline, name: str, key: str, change: Callable[[Any], Any]) -> Timeline:
    records = tuple([change(one) if one.id == key else one for one in getattr(timeline, name)])
    return replace(timeline, **{name: records})


def _with(timeline: Timeline, name: str, record: Any, key: str, on: Moment) -> Timeline:
    records = sorted([*getattr(timeline, name), record], key=lambda one: one.id)
    return replace(timeline, **{name: tuple(records)}, anchors={**timeline.anchors, key: on})


def _free(timeline: Timeline) -> str:
    """An id that the timeline does not hold yet."""
    key = NEW_ID
    while key in timeline.anchors:
        key += "+"
    return key


def _anchored(on: Moment) -> bool:
    return isinstance(on, When) and on.anchored
