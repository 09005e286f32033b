"""The verdict on one event on given days: axes, label, certainty and flags, in their order of precedence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from cases.rules import outcome
from cases.rules.baseline import contradicts
from cases.rules.cns import Cns, CnsStatus, cns
from cases.rules.definition import Definition, EvidenceLevel
from cases.rules.events import Event
from cases.rules.evidence import Evidence, evidence, is_other_cancer
from cases.rules.exposure import Exposure, ExposureLevel, Treated, ever_treated, exposure
from cases.rules.her2 import Stratum, gained, lost, stratum_of, stratum_specimen
from cases.rules.labels import Label
from cases.rules.references import clear_restagings, has_full_in_tight
from cases.rules.remembering import remembered
from cases.rules.scene import Chart, Reading, Scene
from cases.rules.skin import extent, novelty, skin_beyond_breast_at_m0
from cases.rules.systemic import Level, Systemic, progressions_on_line, systemic
from cases.rules.timeline import Assessment, Specimen
from cases.rules.vocabulary import Scope


class Reason(StrEnum):
    """Why a label is INDETERMINATE."""

    EVIDENCE = "evidence"
    EXPOSURE = "exposure"
    SYSTEMIC = "systemic"
    DATES = "dates"


class Certainty(IntEnum):
    """From the lowest; printed by name."""

    SUSPECTED = 0
    PROBABLE = 1
    CONFIRMED = 2


BY_EVIDENCE = {
    EvidenceLevel.C0: (Label.MIMIC, None),
    EvidenceLevel.CX: (Label.NO_CUTANEOUS_PD, None),
    EvidenceLevel.CU: (Label.INDETERMINATE, Reason.EVIDENCE),
}
BY_EXPOSURE = {
    ExposureLevel.NEVER: (Label.OFF_EXPOSURE, None),
    ExposureLevel.OFF: (Label.OFF_EXPOSURE, None),
    ExposureLevel.LEAD_IN: (Label.LEAD_IN, None),
    ExposureLevel.UNKNOWN: (Label.INDETERMINATE, Reason.EXPOSURE),
}
BY_LEVEL = {
    Level.S0: (Label.SKIN_ONLY, Label.SKIN_ONLY_EARLY_POST),
    Level.S1: (Label.DCP_STRICT, Label.DCP_STRICT_EARLY_POST),
    Level.S2: (Label.DCP_BROAD, Label.DCP_BROAD_EARLY_POST),
}
PROGRESSION_LABELS = frozenset({Label.CONCORDANT_PD, Label.DUAL_SANCTUARY})
OUTCOME_LABELS = frozenset(label for pair in BY_LEVEL.values() for label in pair) | {Label.DUAL_SANCTUARY}
CERTAIN_LABELS = OUTCOME_LABELS | {Label.CONCORDANT_PD}


def decide(
    *,
    is_eligible: bool,
    evidence: Callable[[], EvidenceLevel],
    exposure: Callable[[], ExposureLevel],
    systemic: Callable[[], Level],
    is_dual: Callable[[], bool],
) -> tuple[Label, Reason | None]:
    """The first label that matches, in the order of §5; an axis is asked for only when its turn comes."""
    if not is_eligible:
        return Label.NOT_ELIGIBLE, None
    by_evidence = BY_EVIDENCE.get(evidence())
    if by_evidence is not None:
        return by_evidence
    exposed = exposure()
    by_exposure = BY_EXPOSURE.get(exposed)
    if by_exposure is not None:
        return by_exposure
    level = systemic()
    if level is Level.SP:
        return Label.CONCORDANT_PD, None
    if level is Level.S9:
        return Label.INDETERMINATE, Reason.SYSTEMIC
    if is_dual():
        return Label.DUAL_SANCTUARY, None
    on, early_post = BY_LEVEL[level]
    return (early_post if exposed is ExposureLevel.EARLY_POST else on), None


def is_dual(definition: Definition, status: CnsStatus) -> bool:
    """Whether the CNS progressed and stands beside the comparison, instead of being the target itself."""
    return status is CnsStatus.PD and bool(definition.cns)


class Verdict:
    """Everything that one event gives on the days of one run. Each part is worked out when first asked for."""

    def __init__(self, chart: Chart, event: Event) -> None:
        self.scene = Scene(chart, event)

    @remembered
    def treated(self) -> Treated:
        return ever_treated(self.scene.timeline)

    @remembered
    def evidence(self) -> Evidence:
        return evidence(self.scene)

    @remembered
    def exposure(self) -> Exposure:
        return exposure(self.scene)

    @remembered
    def systemic(self) -> Systemic:
        """With everything that explains it."""
        return systemic(self.scene)

    @remembered
    def level(self) -> Level:
        return self._brief.level

    @remembered
    def _brief(self) -> Systemic:
        """Enough for label and certainty; all of it where that is there already."""
        return self.__dict__.get("systemic") or systemic(self.scene, briefly=True)

    @remembered
    def cns(self) -> Cns:
        return cns(self.scene)

    @remembered
    def label(self) -> Label:
        return self._decided[0]

    @remembered
    def reason(self) -> Reason | None:
        return self._decided[1]

    @remembered
    def _decided(self) -> tuple[Label, Reason | None]:
        return decide(
            is_eligible=self.is_eligible,
            evidence=lambda: self.evidence.level,
            exposure=lambda: self.exposure.level,
            systemic=lambda: self.level,
            is_dual=lambda: is_dual(self.scene.chart.definition, self.cns.status),
        )

    @remembered
    def is_eligible(self) -> bool:
        return self.treated is not Treated.NO and is_other_cancer(self.scene) is None

    @remembered
    def certainty(self) -> Certainty | None:
        """Settlement 22. None for labels that carry none."""
        if self.label not in CERTAIN_LABELS:
            return None
        if self.evidence.level is EvidenceLevel.C3:
            return Certainty.SUSPECTED
        if self.scene.event.first.anchored or not self._is_well_referenced():
            return Certainty.PROBABLE
        return Certainty.CONFIRMED

    def _is_well_referenced(self) -> bool:
        return self.not_well_referenced is None

    @remembered
    def not_well_referenced(self) -> "Lack | None":
        """What keeps a proven event from being CONFIRMED, beside its own day; None if nothing does."""
        if self.label is Label.CONCORDANT_PD:
            return self._none_tight(progressions_on_line(self.scene))
        if self.label is Label.DUAL_SANCTUARY:
            return self._none_tight(self.cns.readings)
        if self.level is Level.S0:
            clear = (one for one in clear_restagings(self.scene) if one.scope == Scope.FULL)
            return None if any(self._is_tight(one) for one in clear) else Lack()
        for one in self._brief.comparators:
            if not self._is_tight(one.reading.assessment):
                return Lack(one.reading)
        return None if has_full_in_tight(self.scene) else Lack()

    def _none_tight(self, readings: Iterable[Reading]) -> "Lack | None":
        last = None
        for last in readings:
            if self._is_tight(last.assessment):
                return None
        return Lack(last)

    @remembered
    def her2_specimen(self) -> Specimen | None:
        """The specimen that gives the HER2 stratum."""
        return stratum_specimen(self.scene)

    def _is_tight(self, assessment: Assessment) -> bool:
        dated = assessment.dated and not assessment.anchored
        return dated and self.scene.in_window(assessment.on, self.scene.constants.tight)


@dataclass(frozen=True, eq=False)
class Lack:
    """What keeps an event from being CONFIRMED: a reading not dated in TIGHT, or else no full restaging there."""

    reading: Reading | None = None


def _is_regional_only(verdict: Verdict) -> bool:
    if verdict.systemic.unseen:
        return False
    comparators = verdict.systemic.comparators
    regional = verdict.scene.chart.definition.regional
    return bool(comparators) and all(one.compartment in regional for one in comparators)


AXES: Mapping[str, Callable[[Verdict], str | None]] = {
    "exposure": lambda verdict: verdict.exposure.level,
    "evidence": lambda verdict: verdict.evidence.level,
    "systemic": lambda verdict: verdict.level,
    "cns": lambda verdict: verdict.cns.status,
    "extent": lambda verdict: extent(verdict.scene),
    "novelty": lambda verdict: novelty(verdict.scene),
    "her2": lambda verdict: Stratum.UNKNOWN if verdict.her2_specimen is None else stratum_of(verdict.her2_specimen),
}
FLAGS: Mapping[str, Callable[[Verdict], bool]] = {
    "HERALD": lambda verdict: outcome.is_herald(verdict.scene),
    "DURABLE": lambda verdict: outcome.is_durable(verdict.scene),
    "HER2_LOSS": lambda verdict: lost(verdict.scene),
    "HER2_GAIN": lambda verdict: gained(verdict.scene),
    "MAINTAINED_CR": lambda verdict: any(one.maintained for one in verdict.systemic.comparators),
    "COMPARATOR_REGIONAL_ONLY": _is_regional_only,
    "COMPARATOR_CLEARED_LOCALLY": lambda verdict: (
        bool(verdict.systemic.cleared_locally) and not verdict.systemic.comparators and not verdict.systemic.unseen
    ),
    "DIAGNOSTIC_DELAY": lambda verdict: verdict.evidence.late,
    "CONTRADICTION": lambda verdict: (
        bool(verdict.scene.chart.contradicting)
        or any(contradicts(verdict.scene, compartment) for compartment in verdict.scene.chart.counted)
    ),
    "LINE_MISMATCH": lambda verdict: verdict.scene.course.line_numbers_disagree,
    "SKIN_BEYOND_BREAST_M0": lambda verdict: skin_beyond_breast_at_m0(verdict.scene),
}
"""A flag is given when it holds on every allowed day."""
OUTCOME_FLAGS = frozenset({"HERALD", "DURABLE"})
"""Flags that are given only with OUTCOME_LABELS."""
