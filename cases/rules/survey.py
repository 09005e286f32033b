"""Asking the rules about one event on every day that its dates allow.

All rules are asked in one run first. If no comparison was left open, that is the answer. Otherwise the label is
surveyed over all ways in which the dates may fall, and after it each aspect of the verdict by itself: together they
would branch on days that have nothing to do with each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cases.rules.events import Event
from cases.rules.explain import ANSWERS, Answer
from cases.rules.scene import Chart
from cases.rules.verdict import AXES, FLAGS, Certainty, Label, Reason, Verdict
from cases.rules.zones import Search, SearchLimit, Zone

T = TypeVar("T")
World = tuple[Zone, Event]
"""An event as it stands in one of the orders in which the findings may follow each other, and its days."""


@dataclass(frozen=True)
class Aspect:
    """Axes, flags and answers that read the same dates."""

    axes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


ASPECTS = (
    Aspect(answers=("eligibility",), flags=("LINE_MISMATCH",)),
    Aspect(axes=("evidence",), answers=("evidence",), flags=("DIAGNOSTIC_DELAY",)),
    Aspect(axes=("exposure",), answers=("exposure",)),
    Aspect(
        axes=("systemic",),
        answers=("systemic",),
        flags=("MAINTAINED_CR", "COMPARATOR_REGIONAL_ONLY", "COMPARATOR_CLEARED_LOCALLY"),
    ),
    Aspect(axes=("cns",), answers=("cns",)),
    Aspect(axes=("extent", "novelty")),
    Aspect(axes=("her2",), flags=("HER2_LOSS", "HER2_GAIN")),
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
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()
    """The variables that the label was not independent of."""
    complete: bool = True

    @property
    def labels(self) -> set[Label]:
        return {label for _, (label, _) in self.decided}


def survey(chart: Chart, search: Search, worlds: Sequence[World]) -> Survey:
    """What the rules say of one event. ``complete`` is False if there were more ways than the search may follow."""
    return _at_once(chart, search, worlds) or _Surveyor(chart, search, worlds).survey()


def _at_once(chart: Chart, search: Search, worlds: Sequence[World]) -> Survey | None:
    """The one answer, if nothing is left open; else None."""
    if len(worlds) > 1:
        return None
    zone, event = worlds[0]
    runs = search.explore(lambda: _everything(Verdict(chart, event)), base=zone)
    where, found = next(runs)
    if next(runs, None) is not None:
        return None
    verdict, axes, flags, answers = found
    return Survey(
        decided=[(where, (verdict.label, verdict.reason))],
        certainties={verdict.certainty},
        regimens={_regimen(verdict)},
        axes={name: {value} for name, value in axes.items()},
        flags=flags,
        answers={name: [answer] for name, answer in answers.items()},
    )


def _everything(
    verdict: Verdict,
) -> tuple[Verdict, dict[str, str], dict[str, bool], dict[str, Answer]]:
    return (
        verdict,
        {name: axis(verdict) for name, axis in AXES.items()},
        {name: holds(verdict) for name, holds in FLAGS.items()},
        {name: answer(verdict) for name, answer in ANSWERS.items()},
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

    def survey(self) -> Survey:
        self.search.asked.clear()
        self.found.decided = self.ask(lambda verdict: (verdict.label, verdict.reason))
        self.found.asked = frozenset(self.search.asked - {0})
        self.ask_certainty()
        self.found.regimens = {regimen for _, regimen in self.ask(_regimen)}
        for aspect in ASPECTS:
            self.ask_aspect(aspect)
        self.found.flags = {name: self.found.flags[name] for name in FLAGS}
        self.found.axes = {name: self.found.axes[name] for name in AXES}
        self.found.answers = {name: self.found.answers[name] for name in ANSWERS}
        return self.found

    def ask_certainty(self) -> None:
        answers = self.ask(lambda verdict: (verdict.certainty, ANSWERS["certainty"](verdict)))
        self.found.certainties = {certainty for _, (certainty, _) in answers}
        self.found.answers["certainty"] = [answer for _, (_, answer) in answers]

    def ask_aspect(self, aspect: Aspect) -> None:
        answers = self.ask(
            lambda verdict: (
                [AXES[name](verdict) for name in aspect.axes],
                [FLAGS[name](verdict) for name in aspect.flags],
                [ANSWERS[name](verdict) for name in aspect.answers],
            )
        )
        for position, name in enumerate(aspect.axes):
            self.found.axes[name] = {axes[position] for _, (axes, _, _) in answers}
        for position, name in enumerate(aspect.flags):
            self.found.flags[name] = all(flags[position] for _, (_, flags, _) in answers)
        for position, name in enumerate(aspect.answers):
            self.found.answers[name] = [said[position] for _, (_, _, said) in answers]

    def ask(self, question: Callable[[Verdict], T]) -> list[tuple[Zone, T]]:
        """The answer to a question in each zone of days that the dates allow."""
        found: list[tuple[Zone, T]] = []
        try:
            for zone, event in self.worlds:
                runs = self.search.explore(
                    lambda event=event: question(Verdict(self.chart, event)),
                    base=zone,
                    limit=self.search.limit - len(found),
                )
                for answer in runs:
                    found.append(answer)
        except SearchLimit:
            self.found.complete = False
        return found
