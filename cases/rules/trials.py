"""Asking the rules about one event of a changed record, as often as a budget allows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from cases.rules.binding import Bound, bind
from cases.rules.changes import Change
from cases.rules.definition import Definition
from cases.rules.discordance import Situation, situations, situations_on
from cases.rules.labels import Label
from cases.rules.remembering import remembered
from cases.rules.scene import Chart
from cases.rules.timeline import Timeline
from cases.rules.verdict import Verdict
from cases.rules.zones import SearchLimit, bounds

T = TypeVar("T")
WAYS_OF_A_TRIAL = 128
"""Ways in which the dates may fall that one trial follows; one that has more decides nothing."""
WAYS_OF_ALL = 4096
"""Ways that all trials for one event may follow together."""


class Trials:
    """Trials on one event of one record. Each costs the ways that it follows; when they are used up, none decides.

    Another definition may differ from the given one in its constants alone.
    """

    def __init__(self, timeline: Timeline, definition: Definition, key: str) -> None:
        self.timeline = timeline
        self.definition = definition
        self.key = key
        self.ways_left = WAYS_OF_ALL
        self._found: dict[int, Situation | None] = {}

    @remembered
    def _unchanged(self) -> Bound:
        """The record as it is, bound once; a trial with another constant changes none of its dates."""
        return bind(self.timeline, WAYS_OF_A_TRIAL, self.definition.index)

    @remembered
    def _chart(self) -> Chart:
        return Chart.of(self._unchanged.timeline, self.definition, self._unchanged.contradicting)

    def situation(self, change: Change | None = None, definition: Definition | None = None) -> Situation | None:
        """The event in the record as it is, or changed; None if it is not there or its dates allow too much."""
        definition = definition or self.definition
        if change is None:
            found = self._under(definition)
        else:
            found = self._own(situations(change.apply(self.timeline), definition, WAYS_OF_A_TRIAL))
        self.ways_left -= 1
        return found

    def _under(self, definition: Definition) -> Situation | None:
        """Looked up once for each STABLE, the one constant that ``sightings.events_of`` reads."""
        chart, stable = self._chart.under(definition), definition.constants.stable
        if stable not in self._found:
            self._found[stable] = self._own(situations_on(self._unchanged, chart))
        found = self._found[stable]
        return None if found is None else replace(found, chart=chart)

    def _own(self, found: Sequence[Situation]) -> Situation | None:
        return next((one for one in found if one.complete and one.first.id == self.key), None)

    def ask(
        self, question: Callable[[Verdict], T], change: Change | None = None, definition: Definition | None = None
    ) -> set[T] | None:
        """Every answer that the dates allow; None if that cannot be told."""
        if self.ways_left <= 0:
            return None
        situation = self.situation(change, definition)
        return None if situation is None else self.ask_in(situation, question)

    def ask_in(self, situation: Situation, question: Callable[[Verdict], T]) -> set[T] | None:
        """The same of an event that was looked up already."""
        search, answers, ways = situation.bound.search, set(), 0
        try:
            for zone, event in situation.worlds:
                left = min(WAYS_OF_A_TRIAL - ways, self.ways_left)
                run = search.explore(
                    lambda event=event: question(Verdict(situation.chart, event)), base=zone, limit=left
                )
                for _, answer in run:
                    answers.add(answer)
                    ways += 1
                    self.ways_left -= 1
        except SearchLimit:
            return None
        return answers

    def label(self, change: Change | None = None, definition: Definition | None = None) -> Label | None:
        """The label of the event if it is the same on all days, and its day is not wholly unknown."""
        return self.one(lambda verdict: verdict.label, change, definition)

    def one(
        self, question: Callable[[Verdict], T], change: Change | None = None, definition: Definition | None = None
    ) -> T | None:
        """The answer if it is the same on all days, and the day of the event is not wholly unknown."""
        if self.ways_left <= 0:
            return None
        situation = self.situation(change, definition)
        if situation is None or bounds(situation.bound.search.base, situation.first.on) == (None, None):
            return None
        answers = self.ask_in(situation, question)
        return next(iter(answers)) if answers is not None and len(answers) == 1 else None
