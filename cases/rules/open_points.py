"""What else an event leaves open, beside its label: a rule that is unknown, a stratum, the certainty, a near miss.

Each has the smallest change to the record that would settle it. As in ``cases.rules.remedies`` a change is reported
only if the rules, asked about the changed record, no longer leave the point open on any day and give one label.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from cases.rules.changes import (
    AddAssessment,
    AddBiopsy,
    Change,
    GiveMarker,
    GiveStatus,
    SetDay,
    SetExtent,
    SetRegimenDay,
    Together,
    interval,
)
from cases.rules.cns import CnsStatus
from cases.rules.definition import Definition, Index
from cases.rules.discordance import Episode, Situation
from cases.rules.explain import ANSWERS, STATUS_WORDS, Outcome, compartment_words, listed
from cases.rules.her2 import Stratum, stratum, stratum_specimen
from cases.rules.labels import ON_TREATMENT, Label
from cases.rules.narrowing import Aim, narrowings
from cases.rules.near import NearMiss
from cases.rules.proposals import Kind, Proposal, Proposer, lacking_in
from cases.rules.remedies import Remedy, made, ways_out
from cases.rules.skin import extent
from cases.rules.systemic import Level
from cases.rules.timeline import Marker, Moment, Regimen, Specimen, Timeline
from cases.rules.trials import Trials
from cases.rules.verdict import CERTAIN_LABELS, Certainty, Reason, Verdict
from cases.rules.vocabulary import Analyte, Compartment, Extent, Her2Ihc, MarkerInterpretation, ResponseStatus, Scope
from cases.rules.zones import bounds

OPEN_LEVELS = {"evidence": "CU", "exposure": "UNKNOWN", "systemic": "S9"}
"""The value of an axis that stands for an unknown rule."""
WITHOUT_CNS = frozenset(
    {Label.MIMIC, Label.NO_CUTANEOUS_PD, Label.NOT_ELIGIBLE, Label.OFF_EXPOSURE, Label.LEAD_IN, Label.CONCORDANT_PD}
)
"""Labels that no state of the brain would change."""
OPEN_STRATA = frozenset({Stratum.UNKNOWN, Stratum.EQUIVOCAL})
BRAIN = (("clear", ResponseStatus.NED), ("stable", ResponseStatus.SD), ("in progression", ResponseStatus.PD))
SCORES = (("3+", Her2Ihc.THREE), ("1+", Her2Ihc.ONE), ("0", Her2Ihc.ZERO_NULL))
PLACES = (("locoregional", Extent.LR), ("distant", Extent.DIST), ("both", Extent.BOTH))
YEARS_BEFORE = 3652
"""How long before the event a specimen of the same cancer is looked for, in days."""


@dataclass(frozen=True)
class Point:
    """Something left open: ``is_open`` on some day, or answered in two ways. ``proposals``: the smallest first."""

    is_open: Callable[[Verdict], bool]
    proposals: Iterable[Proposal]
    answer: Callable[[Verdict], Hashable] = lambda verdict: None


def open_points(
    timeline: Timeline, definition: Definition, episode: Episode, near: NearMiss | None = None
) -> tuple[Remedy, ...]:
    """One change for each point that the event leaves open beside its label, as far as one change settles it.

    An open label itself is the matter of ``remedies``; ``near``: the near miss of the episode, if it is one.
    """
    trials = Trials(timeline, definition, episode.key)
    situation = trials.situation()
    if situation is None:
        return ()
    found = [_settling(trials, situation, one) for one in _Points(trials, situation, episode, near).points()]
    kept: dict[str, Remedy] = {}
    for one in found:
        if one is not None:
            kept.setdefault(one.says, one)
    return tuple(kept.values())


def _settling(trials: Trials, situation: Situation, point: Point) -> Remedy | None:
    def label_after(change: Change) -> Label | None:
        label = trials.label(change)
        answers = trials.ask(lambda verdict: (point.is_open(verdict), point.answer(verdict)), change)
        settled = answers is not None and len(answers) == 1 and not next(iter(answers))[0]
        return label if settled else None

    low, high = bounds(situation.bound.search.base, situation.first.on)
    for proposal in point.proposals:
        ways = ways_out(proposal, label_after)
        if ways:
            return made(proposal, ways, low if low == high else None)
    return None


class _Points:
    def __init__(self, trials: Trials, situation: Situation, episode: Episode, near: NearMiss | None) -> None:
        self.trials = trials
        self.situation = situation
        self.episode = episode
        self.near = near
        self.timeline = trials.timeline
        self.definition = trials.definition
        self.constants = trials.definition.constants
        self.first = situation.first
        self.base = situation.bound.search.base
        self.proposer = Proposer(situation, lacking_in(trials, situation))

    def points(self) -> Iterator[Point]:
        yield from self.of_near_miss()
        yield from self.of_rules()
        yield from self.of_certainty()
        yield from self.of_cns()
        yield from self.of_her2()
        yield from self.of_extent()

    def says(self, axis: str) -> set[str]:
        value = self.episode.axes[axis]
        return {value} if isinstance(value, str) else set(value)

    def one(self, question: Callable[[Verdict], object]) -> object | None:
        """The answer if it is the same on all days."""
        answers = self.trials.ask_in(self.situation, question)
        return next(iter(answers)) if answers is not None and len(answers) == 1 else None

    # ---- rules that are unknown though another decided ---------------------------------------------------

    def of_rules(self) -> Iterator[Point]:
        """Of an open label only those that its dates leave open: ``remedies`` has what decides the others."""
        propose = {
            "eligibility": self.proposer.for_exposure,
            "evidence": self.proposer.for_evidence,
            "exposure": self.proposer.for_exposure,
            "systemic": self.proposer.for_systemic,
        }
        decided = self.episode.label is not Label.INDETERMINATE
        for rule in self.episode.rules:
            if rule.verdict != Outcome.UNKNOWN or rule.rule not in ANSWERS or self.episode.reason is Reason.DATES:
                continue
            lacking = OPEN_LEVELS.get(rule.rule) in self.says(rule.rule) if rule.rule in OPEN_LEVELS else True
            if lacking and not decided:
                continue
            answer = ANSWERS[rule.rule]
            aim = Aim(rule.rule, lambda verdict, answer=answer: answer(verdict).outcome, frozenset({Outcome.UNKNOWN}))
            proposals = propose[rule.rule]() if lacking and rule.rule in propose else ()
            ways = [(replace(one, rule=rule.rule) for one in proposals), narrowings(self.trials, self.situation, aim)]
            is_mixed = rule.rule in self.episode.axes and len(self.says(rule.rule)) > 1
            yield Point(
                lambda verdict, aim=aim: aim.question(verdict) is Outcome.UNKNOWN,
                chain.from_iterable(reversed(ways) if is_mixed else ways),
                aim.question,
            )

    # ---- certainty ---------------------------------------------------------------------------------------

    def of_certainty(self) -> Iterator[Point]:
        label, certainty = self.episode.label, self.episode.certainty
        if label not in CERTAIN_LABELS or certainty in (None, Certainty.CONFIRMED.name):
            return
        least = Certainty.PROBABLE if certainty == Certainty.SUSPECTED.name else Certainty.CONFIRMED
        yield Point(
            lambda verdict: verdict.label is not label or (verdict.certainty or Certainty.SUSPECTED) < least,
            self.biopsies() if least is Certainty.PROBABLE else self.confirming(),
        )

    def biopsies(self) -> Iterator[Proposal]:
        one = self.proposer.biopsy()
        text = one.says.removesuffix("would decide it") + "would raise the certainty"
        yield Proposal(one.kind, "certainty", text, one.options, one.records, one.from_t0)

    def confirming(self) -> Iterator[Proposal]:
        """A day of its own for the event, a full restaging in TIGHT that finds the same, or both."""
        low, high = bounds(self.base, self.first.on)
        dated = ()
        if self.first.anchored and None not in (low, high):
            dated = (SetDay(self.first.id, interval(low, high)),)
            text = f"A day of {self.first.id} that is not told by another record would make it confirmed"
            option = (("dated", Together(dated)),)
            yield Proposal(Kind.NARROW_DATE, "certainty", text, option, (self.first.id,))
        rows = self.one(_references)
        if rows is None:
            return
        tight_from, tight_to = self.constants.tight
        for start, end in self.proposer.windows():
            if start < tight_from or end > tight_to:
                continue
            regimen = self.proposer.regimen
            seen = AddAssessment(self.proposer.on(start, end), rows, regimen, scope=Scope.FULL)
            text = f"A full restaging {self.proposer.when(start, end)} that {_shows(rows)} would make it confirmed"
            if dated:
                text += f", with a day of {self.first.id} that is not told by another record"
            option = (("the same", Together((seen, *dated))),)
            places = tuple(place for place, _ in rows)
            yield Proposal(Kind.ADD_ASSESSMENT, "certainty", text, option, from_t0=(start, end), compartments=places)

    # ---- the brain, HER2, where the event lies -----------------------------------------------------------

    def of_cns(self) -> Iterator[Point]:
        if not self.definition.cns or self.episode.label in WITHOUT_CNS:
            return
        if CnsStatus.NOT_IMAGED in self.says("cns"):
            yield Point(lambda verdict: verdict.cns.status is CnsStatus.NOT_IMAGED, self.brain_scans())

    def brain_scans(self) -> Iterator[Proposal]:
        place = Compartment.BRAIN
        for one in self.timeline.assessments:
            if any(row.compartment == place and row.status == ResponseStatus.NE for row in one.rows):
                options = tuple((words, GiveStatus(one.id, place, status)) for words, status in BRAIN)
                text = f"A status of the brain at {one.id} would show the state of the brain"
                yield Proposal(Kind.GIVE_STATUS, "cns", text, options, (one.id,), compartments=(place,))
        low, high = self.constants.tight
        options = tuple(
            (words, AddAssessment(self.proposer.on(low, high), ((place, status),), self.proposer.regimen))
            for words, status in BRAIN
        )
        text = f"A brain assessment {self.proposer.when(low, high)} would show the state of the brain"
        yield Proposal(Kind.ADD_ASSESSMENT, "cns", text, options, from_t0=(low, high), compartments=(place,))

    def of_her2(self) -> Iterator[Point]:
        strata = self.says("her2")
        if OPEN_STRATA & strata:
            proposals = self.hybridisation() if Stratum.UNKNOWN not in strata else self.her2_results()
            yield Point(lambda verdict: stratum(verdict.scene) in OPEN_STRATA, proposals)

    def hybridisation(self) -> Iterator[Proposal]:
        key = self.one(lambda verdict: getattr(stratum_specimen(verdict.scene), "id", None))
        if key is None:
            return
        results = (
            ("amplified", MarkerInterpretation.AMPLIFIED),
            ("not amplified", MarkerInterpretation.NOT_AMPLIFIED),
        )
        options = tuple((words, GiveMarker(str(key), _marker(Analyte.HER2_ISH, word=word))) for words, word in results)
        text = f"In situ hybridisation of {key} would settle its equivocal HER2"
        yield Proposal(Kind.GIVE_MARKER, "her2", text, options, (str(key),))

    def her2_results(self) -> Iterator[Proposal]:
        """Of a specimen that was taken before, the latest first, or of one that is not on record."""
        before = [one for one in self.timeline.specimens if self.is_before(one)]
        for one in sorted(before, key=lambda one: bounds(self.base, self.day_of(one))[1], reverse=True):
            options = tuple((words, GiveMarker(one.id, _score(score))) for words, score in SCORES)
            text = f"A HER2 result of {one.id} would show the HER2 stratum"
            yield Proposal(Kind.GIVE_MARKER, "her2", text, options, (one.id,))
        on = self.proposer.on(-YEARS_BEFORE, -1)
        options = tuple(
            (words, AddBiopsy(on, "malignant_breast", None, None, (_score(score),))) for words, score in SCORES
        )
        text = "A HER2 result of a specimen taken before the event would show the HER2 stratum"
        yield Proposal(Kind.ADD_BIOPSY, "her2", text, options)

    def is_before(self, specimen: Specimen) -> bool:
        day = self.day_of(specimen)
        last = bounds(self.base, day, self.first.on)[1]
        return last is not None and last <= 0 and bounds(self.base, day)[1] is not None

    def day_of(self, specimen: Specimen) -> Moment:
        return next(one.on for one in self.situation.bound.timeline.specimens if one.id == specimen.id)

    def of_extent(self) -> Iterator[Point]:
        if self.definition.index is Index.FINDING and Extent.UNKNOWN in self.says("extent"):
            options = tuple((words, SetExtent(self.first.id, where)) for words, where in PLACES)
            text = f"The extent of {self.first.id} would show where the event lies"
            one = Proposal(Kind.STATE_EXTENT, "extent", text, options, (self.first.id,))
            yield Point(lambda verdict: extent(verdict.scene) == Extent.UNKNOWN, (one,))

    # ---- near misses of a constant -----------------------------------------------------------------------

    def of_near_miss(self) -> Iterator[Point]:
        if self.near is not None and self.near.constant is not None:
            yield Point(lambda verdict: verdict.label not in ON_TREATMENT, self.other_days())

    def other_days(self) -> Iterator[Proposal]:
        """The records that the rule in the way read, or could have, by as many days as the constant is missed by."""
        used = next(one.records for one in self.episode.rules if one.rule == self.near.rule)
        others = {"systemic": self.timeline.assessments, "evidence": self.timeline.specimens}.get(self.near.rule, ())
        records = dict.fromkeys([*used, *[one.id for one in others]])
        regimens = {one.id: one for one in self.timeline.regimens}
        for key in records:
            moved = self.of_regimen(regimens[key]) if key in regimens else self.of_record(key)
            for what, former, day, change in moved:
                text = f"{what} on day {day} instead of {former} would make it discordant"
                yield Proposal(Kind.CHECK_DATE, self.near.rule, text, ((f"on day {day}", change),), (key,))

    def of_record(self, key: str) -> Iterator[tuple[str, int, int, Change]]:
        day = self.timeline.anchors.get(key)
        if type(day) is int:
            for other in (day - self.near.distance, day + self.near.distance):
                yield key, day, other, SetDay(key, other)

    def of_regimen(self, regimen: Regimen) -> Iterator[tuple[str, int, int, Change]]:
        """The start earlier, or the last dose, and with it the end, later."""
        days = self.near.distance * (regimen.interval_days if self.near.constant == "MIN_CYCLES" else 1)
        if type(regimen.start) is int:
            earlier = regimen.start - days
            yield (
                f"The start of {regimen.id}",
                regimen.start,
                earlier,
                SetRegimenDay(regimen.id, regimen.start, earlier),
            )
        doses = sorted({one.last_dose for one in regimen.drugs or () if one.anti_her2 and type(one.last_dose) is int})
        for day in reversed(doses):
            later = day + days
            changes = [SetRegimenDay(regimen.id, day, later)]
            if type(regimen.stop) is int and day < regimen.stop < later:
                changes.insert(0, SetRegimenDay(regimen.id, regimen.stop, later))
            yield f"A last dose of {regimen.id}", day, later, Together(tuple(changes))


def _references(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """The compartments that the label rests on, with their statuses."""
    if verdict.label is Label.CONCORDANT_PD:
        return ((verdict.systemic.progressions[0].row.compartment, ResponseStatus.PD),)
    if verdict.label is Label.DUAL_SANCTUARY:
        return ((verdict.cns.readings[0].row.compartment, ResponseStatus.PD),)
    if verdict.level is Level.S0:
        return ()
    return tuple((one.compartment, one.reading.status) for one in verdict.systemic.comparators)


def _shows(rows: tuple[tuple[str, str], ...]) -> str:
    if not rows:
        return "is clear"
    return f"shows {listed([f'{compartment_words(place)} {STATUS_WORDS[status]}' for place, status in rows])}"


def _score(value: Her2Ihc) -> Marker:
    return _marker(Analyte.HER2_IHC, value=value)


def _marker(analyte: Analyte, value: str | None = None, word: str | None = None) -> Marker:
    return Marker(analyte, value, word, None, None, None)
