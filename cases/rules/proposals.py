"""What might decide a rule that is unknown: the records that are lacking, as proposals that are then tried.

Each proposal lists what the record could turn out to say, the most telling first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cases.rules.changes import (
    AddAssessment,
    AddBiopsy,
    AddFollowUp,
    Change,
    CompleteList,
    GiveResult,
    GiveStatus,
    NameRegimen,
    StateDrugs,
    StateLastDose,
    after,
    interval,
)
from cases.rules.definition import EvidenceLevel, Index
from cases.rules.discordance import Situation
from cases.rules.explain import compartment_words, in_words, listed
from cases.rules.exposure import Exposure, ExposureLevel, Treated
from cases.rules.lines import anti_her2_drugs
from cases.rules.scene import Reading
from cases.rules.sightings import Sighting
from cases.rules.systemic import Level, Systemic
from cases.rules.timeline import Moment, Specimen
from cases.rules.trials import Trials
from cases.rules.verdict import Verdict
from cases.rules.vocabulary import Conclusion, PathologyResult, ResponseStatus, Scope
from cases.rules.zones import Comparable, bounds


class Kind(StrEnum):
    """What has to be done, from the least."""

    CHECK_DATE = "check_date"
    COMPLETE_LIST = "complete_list"
    GIVE_STATUS = "give_status"
    NAME_REGIMEN = "name_regimen"
    GIVE_RESULT = "give_result"
    GIVE_MARKER = "give_marker"
    STATE_EXTENT = "state_extent"
    STATE_LAST_DOSE = "state_last_dose"
    STATE_DRUGS = "state_drugs"
    NARROW_DATE = "narrow_date"
    ADD_ASSESSMENT = "add_assessment"
    SETTLE_LESION = "settle_lesion"
    ADD_BIOPSY = "add_biopsy"
    ADD_FOLLOW_UP = "add_follow_up"


Span = tuple[int | None, int | None]
ANSWERS = (
    ("in response", ResponseStatus.PR),
    ("stable", ResponseStatus.SD),
    ("in progression", ResponseStatus.PD),
)
FOLLOWED_FOR = 90
"""Days in which a later look is proposed."""
VOWELS = "aeiou"


@dataclass(frozen=True)
class Proposal:
    """``options``: what the record could say, in words, and the change that says it. ``from_t0``: where it must lie."""

    kind: Kind
    rule: str
    says: str
    options: tuple[tuple[str, Change], ...]
    records: tuple[str, ...] = ()
    from_t0: Span | None = None
    compartments: tuple[str, ...] = ()

    @property
    def task(self) -> tuple:
        """What is to be done: a second proposal of the same task is not needed once one of them decides."""
        return self.kind, self.records, self.compartments, self.says if self.kind is Kind.NARROW_DATE else ""


@dataclass
class Lacking:
    """What the rules found lacking on some allowed day."""

    unseen: set[str] = field(default_factory=set)
    equivocal: dict[str, Reading] = field(default_factory=dict)
    elsewhere: dict[str, Reading] = field(default_factory=dict)
    no_restaging: bool = False
    open_drugs: set[str] = field(default_factory=set)
    unstated: set[str] = field(default_factory=set)
    list_open: bool = False
    specimens: dict[str, Specimen] = field(default_factory=dict)
    unsettled: bool = False
    regimens: set[str | None] = field(default_factory=set)
    first_doses: list[Comparable] = field(default_factory=list)


def lacking_in(trials: Trials, situation: Situation) -> Lacking:
    """Collect what is lacking over the days that the dates allow."""
    found = Lacking()
    for collect in (_systemic, _exposure, _evidence, _line):
        trials.ask_in(situation, lambda verdict, collect=collect: collect(verdict, found))
    return found


def _systemic(verdict: Verdict, found: Lacking) -> None:
    systemic: Systemic = verdict.systemic
    if systemic.level is not Level.S9:
        return
    found.unseen.update(one.compartment for one in systemic.unseen)
    found.equivocal |= {one.assessment.id: one for one in systemic.equivocal}
    found.elsewhere |= {one.assessment.id: one for one in systemic.elsewhere}
    found.no_restaging |= not (systemic.unseen or systemic.equivocal or systemic.elsewhere)


def _exposure(verdict: Verdict, found: Lacking) -> None:
    exposure: Exposure = verdict.exposure
    if exposure.level is ExposureLevel.UNKNOWN or verdict.treated is Treated.UNKNOWN:
        found.list_open |= not verdict.scene.timeline.regimens_complete
        found.unstated.update(one.id for one in verdict.scene.course.unstated_drugs)
        if exposure.drug is not None:
            found.open_drugs.add(exposure.regimen.id)


def _evidence(verdict: Verdict, found: Lacking) -> None:
    if verdict.evidence.level is EvidenceLevel.CU:
        found.unsettled = True
        found.specimens |= {one.id: one for one in verdict.evidence.specimens}


def _line(verdict: Verdict, found: Lacking) -> None:
    found.regimens.add(verdict.scene.regimen.id if verdict.scene.regimen is not None else None)
    if verdict.scene.line is not None:
        found.first_doses.append(verdict.scene.line.first_dose)


class Proposer:
    """Makes the proposals for one event."""

    def __init__(self, situation: Situation, lacking: Lacking) -> None:
        self.chart = situation.chart
        self.definition = situation.chart.definition
        self.constants = self.definition.constants
        self.base = situation.bound.search.base
        self.first = situation.first
        self.lacking = lacking
        self.regimen = next(iter(lacking.regimens)) if len(lacking.regimens) == 1 else None
        low, high = bounds(self.base, self.first.on)
        self.t0 = low if low == high else None

    def proposals(self) -> Iterator[Proposal]:
        """From the smallest change to the largest, as far as one rule goes."""
        yield from self.for_exposure()
        yield from self.for_systemic()
        yield from self.for_evidence()

    def on(self, low: int | None, high: int | None) -> Moment:
        """Some day so many days from t0."""
        if self.t0 is None:
            return after(self.first.id, low, high)
        return interval(None if low is None else self.t0 + low, None if high is None else self.t0 + high)

    def when(self, low: int, high: int) -> str:
        """The same in a sentence."""
        if self.t0 is None:
            return f"{in_words(low, high)} {self.first.id}".replace("on the day ", "on the day of ")
        if low == high:
            return f"on day {self.t0 + low}"
        return f"between day {self.t0 + low} and {self.t0 + high}"

    def since_t0(self, day: Comparable) -> Span:
        return bounds(self.base, day, self.first.on)

    # ---- exposure and eligibility ------------------------------------------------------------------------

    def for_exposure(self) -> Iterator[Proposal]:
        if self.lacking.list_open:
            text = "Saying that the list of regimens is complete would decide it"
            yield Proposal(Kind.COMPLETE_LIST, "exposure", text, (("complete", CompleteList()),))
        for key in sorted(self.lacking.open_drugs):
            yield self.last_dose(key)
        for key in sorted(self.lacking.unstated):
            text = f"The drugs of {key} would decide it"
            options = (("with an anti-HER2 antibody", StateDrugs(key, True)), ("without one", StateDrugs(key, False)))
            yield Proposal(Kind.STATE_DRUGS, "exposure", text, options, (key,))

    def last_dose(self, key: str) -> Proposal:
        regimen = next(one for one in self.chart.timeline.regimens if one.id == key)
        drugs = [drug for _, drug in anti_her2_drugs([regimen]) if drug.last_dose is None and not drug.ongoing]
        limit = self.constants.t_tki if all(one.tki for one in drugs) else self.constants.t_ab
        early = max(self.constants.early, limit)
        options = (
            ("still given", StateLastDose(key, None)),
            (f"up to {limit} days before the event", StateLastDose(key, self.on(-limit, 0))),
            (f"{limit + 1} to {early} days before", StateLastDose(key, self.on(-early, -limit - 1))),
            ("earlier", StateLastDose(key, self.on(None, -early - 1))),
        )
        names = listed(sorted({one.agent or "the blinded anti-HER2 drug" for one in drugs}))
        return Proposal(
            Kind.STATE_LAST_DOSE, "exposure", f"The day of the last dose of {names} would decide it", options, (key,)
        )

    # ---- systemic level ----------------------------------------------------------------------------------

    def for_systemic(self) -> Iterator[Proposal]:
        lacking = self.lacking
        if lacking.unseen:
            yield from self.statuses(sorted(lacking.unseen))
            yield from self.assessments(sorted(lacking.unseen))
        if lacking.no_restaging:
            yield from self.restagings()
        for key, reading in sorted(lacking.elsewhere.items()):
            if self.regimen is not None:
                text = f"Naming {self.regimen} as the regimen of {key} would decide it"
                yield Proposal(
                    Kind.NAME_REGIMEN, "systemic", text, (("named", NameRegimen(key, self.regimen)),), (key,)
                )
            yield from self.assessments([reading.row.compartment])
        for key, reading in sorted(lacking.equivocal.items()):
            yield from self.settling(key, reading, "systemic")

    def statuses(self, unseen: Sequence[str]) -> Iterator[Proposal]:
        """A status where an assessment looked at the only compartment unseen but gives none."""
        if len(unseen) > 1:
            return
        (place,) = unseen
        for one in self.chart.timeline.assessments:
            if not one.dated:
                continue
            rows = [row for row in one.rows if row.compartment == place]
            examined = all(row.status == ResponseStatus.NE for row in rows) if rows else one.scope == Scope.FULL
            if not examined:
                continue
            options = tuple((words, GiveStatus(one.id, place, status)) for words, status in ANSWERS)
            text = f"A status of the {compartment_words(place)} at {one.id} would decide it"
            yield Proposal(
                Kind.GIVE_STATUS, "systemic", text, options, (one.id,), self.since_t0(one.on), compartments=(place,)
            )

    def assessments(self, places: Sequence[str]) -> Iterator[Proposal]:
        """An assessment of the compartments in TIGHT, or else in as much of the windows as gives one answer."""
        for low, high in self.windows():
            options = tuple(
                (words, AddAssessment(self.on(low, high), tuple((one, status) for one in places), self.regimen))
                for words, status in ANSWERS
            )
            text = f"{_assessment_of(places)} {self.when(low, high)} would decide it"
            yield Proposal(
                Kind.ADD_ASSESSMENT, "systemic", text, options, from_t0=(low, high), compartments=tuple(places)
            )

    def restagings(self) -> Iterator[Proposal]:
        for low, high in self.windows():
            options = (("clear", AddAssessment(self.on(low, high), (), self.regimen)),)
            text = f"A full restaging {self.when(low, high)} would decide it"
            yield Proposal(Kind.ADD_ASSESSMENT, "systemic", text, options, from_t0=(low, high))

    def windows(self) -> Iterator[tuple[int, int]]:
        """Where a reference may lie, in days from t0, the best first; not after the next therapy has begun to act."""
        (tight_from, tight_to), (wide_from, wide_to) = self.constants.tight, self.constants.wide
        ends = [self.next_therapy() + self.constants.next_tx_grace] if self.next_therapy() is not None else []
        starts = [high + 1 for one in self.lacking.first_doses if (high := self.since_t0(one)[1]) is not None]
        seen = set()
        for low, high in (
            (tight_from, tight_to),
            (max([tight_from, *starts]), tight_to),
            (0, tight_to),
            (wide_from, wide_to),
            (max([wide_from, *starts]), wide_to),
        ):
            window = (low, min([high, *ends]))
            if window[0] <= window[1] and window not in seen:
                seen.add(window)
                yield window

    def next_therapy(self) -> int | None:
        """The earliest day from t0 on which the next therapy may begin."""
        begun = [self.since_t0(one.start) for one in self.chart.timeline.regimens]
        later = [max(low or 0, 0) for low, high in begun if high is None or high >= 0]
        return min(later) if later else None

    def settling(self, key: str, reading: Reading, rule: str) -> Iterator[Proposal]:
        """A later look at an equivocal lesion; that of the event itself, if withdrawn, leaves no event."""
        place = reading.row.compartment
        on = after(key, 1, FOLLOWED_FOR)
        ways = [("in progression", ResponseStatus.PD)]
        if rule == "systemic":
            ways.insert(0, ("no longer suspected", ResponseStatus.SD))
        options = tuple((words, AddAssessment(on, ((place, status),), self.regimen)) for words, status in ways)
        text = f"A later look at the equivocal lesion in the {compartment_words(place)} ({key}) would decide it"
        yield Proposal(Kind.SETTLE_LESION, rule, text, options, (key,), compartments=(place,))

    # ---- evidence ----------------------------------------------------------------------------------------

    def for_evidence(self) -> Iterator[Proposal]:
        if not self.lacking.unsettled:
            return
        for key, one in sorted(self.lacking.specimens.items()):
            if one.result == PathologyResult.PENDING:
                text = f"The result of the biopsy {key} would decide it"
                yield Proposal(Kind.GIVE_RESULT, "evidence", text, tuple(_results(key)), (key,))
        imaged = self.definition.index is Index.ASSESSMENT
        if isinstance(self.first, Sighting) and self.first.is_equivocal:
            yield from self.settling(self.first.id, self.first.readings[0], "evidence")
        yield self.biopsy()
        if not imaged:
            yield from self.healing()

    def biopsy(self) -> Proposal:
        """A biopsy of the event in BX that shows breast carcinoma."""
        imaged = self.definition.index is Index.ASSESSMENT
        low, high = self.constants.bx
        place = self.first.readings[0].row.compartment if imaged else None
        change = AddBiopsy(
            self.on(low, high), PathologyResult.MALIGNANT_BREAST, None if imaged else self.first.id, place
        )
        what = f"the {compartment_words(place)}" if imaged else self.first.id
        text = f"A biopsy of {what} {self.when(low, high)} that shows breast carcinoma would decide it"
        return Proposal(
            Kind.ADD_BIOPSY, "evidence", text, (("breast carcinoma", change),), (self.first.id,), (low, high)
        )

    def healing(self) -> Iterator[Proposal]:
        """A lesion that resolves after benign histology or another diagnosis was none of cancer."""
        benign = [one for one in self.lacking.specimens.values() if one.result == PathologyResult.BENIGN]
        alternative = any(one.conclusion == Conclusion.ALTERNATIVE for one in self.chart.timeline.workups)
        if not benign and not alternative:
            return
        since = [high for one in benign if (high := self.since_t0(one.on)[1]) is not None]
        first = max([0, *since]) + 1
        last = first + FOLLOWED_FOR
        change = AddFollowUp(self.on(first, last), self.first.id)
        text = f"A finding {self.when(first, last)} that the lesion of {self.first.id} has resolved would decide it"
        yield Proposal(Kind.ADD_FOLLOW_UP, "evidence", text, (("resolved", change),), (self.first.id,), (first, last))


def _results(key: str) -> Iterable[tuple[str, Change]]:
    yield "breast carcinoma", GiveResult(key, PathologyResult.MALIGNANT_BREAST)
    yield "another malignancy", GiveResult(key, PathologyResult.MALIGNANT_OTHER)


def _assessment_of(places: Sequence[str]) -> str:
    words = [compartment_words(one) for one in places]
    if len(words) == 1 and " " not in words[0]:
        return f"{'An' if words[0][0] in VOWELS else 'A'} {words[0]} assessment"
    return f"An assessment of {listed(words)}"
