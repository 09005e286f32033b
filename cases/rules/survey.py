"""Asking the rules about one event on every day that its dates allow.

All rules are asked in one run first. If no comparison was left open, that is the answer. Otherwise each
aspect of the verdict is surveyed by itself, because together they would branch on days that have nothing to
do with each other. The axes bound the label from above: no label can be reached that no combination of their
values gives. The label itself is then surveyed over all four axes together, until the dates are exhausted or
every label of that bound was met.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeVar

from cases.rules.cns import CnsStatus
from cases.rules.definition import EvidenceLevel
from cases.rules.events import Event
from cases.rules.explain import ANSWERS, Answer, Outcome
from cases.rules.exposure import ExposureLevel
from cases.rules.scene import Chart
from cases.rules.systemic import Level
from cases.rules.verdict import AXES, FLAGS, Certainty, Label, Reason, Verdict, decide, is_dual
from cases.rules.zones import Search, SearchLimit, Zone

T = TypeVar("T")
DECIDING = {"evidence": EvidenceLevel, "exposure": ExposureLevel, "systemic": Level, "cns": CnsStatus}
"""The axes that the label follows from, with all their values."""
EXPLAINED = 256
"""Ways in which the dates may fall that are looked at for sentences and flags: a flag needs all of them."""
OPEN_DATES = "No certainty is given, because the dates leave the label open"
World = tuple[Zone, Event]
"""An event as it stands in one of the orders in which the findings may follow each other, and its days."""


@dataclass(frozen=True)
class Aspect:
    """Axes, flags and answers that read the same dates."""

    axes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


ASPECTS = (
    Aspect(flags=("LINE_MISMATCH",)),
    Aspect(axes=("evidence",), answers=("evidence",), flags=("DIAGNOSTIC_DELAY",)),
    Aspect(axes=("exposure",), answers=("exposure",)),
    Aspect(axes=("systemic",)),
    Aspect(
        answers=("systemic",),
        flags=("MAINTAINED_CR", "COMPARATOR_REGIONAL_ONLY", "COMPARATOR_CLEARED_LOCALLY"),
    ),
    Aspect(axes=("cns",), answers=("cns",)),
    Aspect(axes=("extent", "novelty")),
    Aspect(axes=("her2",), answers=("eligibility",), flags=("HER2_LOSS", "HER2_GAIN")),
    Aspect(flags=("HERALD",)),
    Aspect(flags=("DURABLE",)),
    Aspect(flags=("CONTRADICTION",)),
    Aspect(flags=("SKIN_BEYOND_BREAST_M0",)),
)


@dataclass
class Survey:
    """Everything that was answered on some allowed day."""

    decided: list[tuple[Zone, tuple[Label, Reason | None]]] = field(default_factory=list)
    certainties: set[Certainty | None] = field(default_factory=set)
    regimens: set[str | None] = field(default_factory=set)
    axes: dict[str, set[str]] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    """Whether a flag holds on every allowed day."""
    answers: dict[str, list[tuple[Zone, Answer]]] = field(default_factory=dict)
    """Of each rule, with the days on which it answers so."""
    asked: frozenset[int] = frozenset()
    """The variables that the label was not independent of."""
    labels: set[Label] = field(default_factory=set)
    exhausted: bool = True
    """Every way in which the dates may fall is among ``decided``."""
    complete: bool = True
    """``labels`` and ``axes`` are exact; otherwise ``labels`` may hold too many."""


def survey(chart: Chart, search: Search, worlds: Sequence[World]) -> Survey:
    """What the rules say of one event. ``complete`` is False if there were more ways than the search may
    follow.
    """
    return _at_once(chart, search, worlds) or _Surveyor(chart, search, worlds).survey()


def _at_once(chart: Chart, search: Search, worlds: Sequence[World]) -> Survey | None:
    """The one answer, if nothing is left open; else None."""
    if len(worlds) > 1:
        return None
    zone, event = worlds[0]
    runs = search.explore(lambda: _everything(Verdict(chart, event)), base=zone)
    where, found = next(runs)
    if search.is_open:
        return None
    verdict, axes, flags, answers = found
    return Survey(
        decided=[(where, (verdict.label, verdict.reason))],
        labels={verdict.label},
        certainties={verdict.certainty},
        regimens={_regimen(verdict)},
        axes={name: {value} for name, value in axes.items()},
        flags=flags,
        answers={name: [(where, answer)] for name, answer in answers.items()},
    )


def _everything(
    verdict: Verdict,
) -> tuple[Verdict, dict[str, str], dict[str, bool], dict[str, Answer]]:
    answers = {name: answer(verdict) for name, answer in ANSWERS.items()}  # first: they work out what the others read
    return (
        verdict,
        {name: axis(verdict) for name, axis in AXES.items()},
        {name: holds(verdict) for name, holds in FLAGS.items()},
        answers,
    )


def _regimen(verdict: Verdict) -> str | None:
    regimen = verdict.scene.regimen
    return regimen.id if regimen is not None else None


class _Surveyor:
    def __init__(self, chart: Chart, search: Search, worlds: Sequence[World]) -> None:
        self.chart = chart
        self.search = search
        self.worlds = worlds
        self.found = Survey()
        self.cut_short: set[str] = set()

    def survey(self) -> Survey:
        for aspect in ASPECTS:
            self.ask_aspect(aspect)
        self.ask_label()
        self.ask_certainty()
        self.found.regimens = {regimen for _, regimen in self.ask(_regimen)[0]}
        self.found.flags = {name: self.found.flags[name] for name in FLAGS}
        self.found.axes = {name: self.found.axes[name] for name in AXES}
        self.found.answers = {name: self.found.answers[name] for name in ANSWERS}
        return self.found

    def ask_label(self) -> None:
        """Survey the label; beyond EXPLAINED ways only until every possible label was met."""
        found, possible = self.found, self.possible_labels()
        self.search.asked.clear()
        try:
            for answer in self.answers(lambda verdict: (verdict.label, verdict.reason), self.search.limit):
                found.decided.append(answer)
                found.labels.add(answer[1][0])
                if len(found.decided) >= EXPLAINED and found.labels == possible:
                    found.exhausted = False
                    break
        except SearchLimit:
            found.exhausted = found.complete = False
            found.labels |= possible
        found.asked = frozenset(self.search.asked - {0})

    def possible_labels(self) -> set[Label]:
        """Every label that some combination of the values of the axes gives."""
        axes = [set(every) if name in self.cut_short else self.found.axes[name] for name, every in DECIDING.items()]
        eligible = {Verdict(self.chart, event).is_eligible for _, event in self.worlds}
        return {
            decide(
                is_eligible=is_eligible,
                evidence=lambda evidence=evidence: evidence,
                exposure=lambda exposure=exposure: exposure,
                systemic=lambda systemic=systemic: systemic,
                is_dual=lambda cns=cns: is_dual(self.chart.definition, cns),
            )[0]
            for is_eligible, evidence, exposure, systemic, cns in product(eligible, *axes)
        }

    def ask_certainty(self) -> None:
        """Only of an event with one label: an open one has no certainty."""
        if len(self.found.labels) > 1:
            self.found.certainties = {None}
            self.found.answers["certainty"] = [(self.search.base, Answer(Outcome.PASS, OPEN_DATES))]
            return
        answers, complete = self.ask(lambda verdict: (verdict.certainty, ANSWERS["certainty"](verdict)))
        self.found.complete = self.found.complete and complete
        self.found.certainties = {certainty for _, (certainty, _) in answers}
        self.found.answers["certainty"] = [(zone, answer) for zone, (_, answer) in answers]

    def ask_aspect(self, aspect: Aspect) -> None:
        answers, complete = self.ask(
            lambda verdict: (
                [AXES[name](verdict) for name in aspect.axes],
                [FLAGS[name](verdict) for name in aspect.flags],
                [ANSWERS[name](verdict) for name in aspect.answers],
            ),
            limit=self.search.limit if aspect.axes else EXPLAINED,
        )
        if not complete:
            self.cut_short.update(aspect.axes)
            self.found.complete = self.found.complete and not aspect.axes
        for position, name in enumerate(aspect.axes):
            self.found.axes[name] = {axes[position] for _, (axes, _, _) in answers}
        for position, name in enumerate(aspect.flags):
            holds = all(flags[position] for _, (_, flags, _) in answers)
            self.found.flags[name] = holds and complete
        for position, name in enumerate(aspect.answers):
            self.found.answers[name] = [(zone, said[position]) for zone, (_, _, said) in answers]

    def ask(self, question: Callable[[Verdict], T], limit: int | None = None) -> tuple[list[tuple[Zone, T]], bool]:
        """The answer in each zone of days that the dates allow, and whether all zones could be seen."""
        found: list[tuple[Zone, T]] = []
        try:
            for answer in self.answers(question, limit if limit is not None else self.search.limit):
                found.append(answer)
        except SearchLimit:
            return found, False
        return found, True

    def answers(self, question: Callable[[Verdict], T], limit: int) -> Iterator[tuple[Zone, T]]:
        for zone, event in self.worlds:
            runs = self.search.explore(lambda event=event: question(Verdict(self.chart, event)), base=zone, limit=limit)
            for answer in runs:
                limit -= 1
                yield answer
