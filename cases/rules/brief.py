"""The label of each event and nothing else, under many definitions that differ in constants only.

``discordance.classify`` also asks every axis, flag and sentence. Whoever only counts labels, under a dozen settings of
the constants, spares that: the record is bound and indexed once, and of each event the label is asked first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cases.rules.binding import Bound, bind
from cases.rules.definition import Definition, EvidenceLevel
from cases.rules.discordance import SEARCH_LIMIT, Episode, Situation, classify, situations_on
from cases.rules.labels import Label
from cases.rules.scene import Chart
from cases.rules.timeline import Timeline
from cases.rules.verdict import Verdict
from cases.rules.zones import SearchLimit, bounds

T = TypeVar("T")


@dataclass(frozen=True)
class Brief:
    """One event. ``key``: of the record that starts it. ``is_proven``: evidence is C1 on every day that is allowed."""

    key: str
    label: Label
    is_proven: bool


def briefly(
    timeline: Timeline, definitions: Sequence[Definition], limit: int = SEARCH_LIMIT
) -> list[tuple[Brief, ...]]:
    """The events of a case under each of the definitions, in their order.

    The definitions must have the same index, compartments and criteria. Labels are those of ``classify``; ``is_proven``
    is only asked, and otherwise False, where the label is not INDETERMINATE.
    """
    first = definitions[0]
    bound = bind(timeline, limit, first.index)
    chart = Chart.of(bound.timeline, first, bound.contradicting)
    return [_under(bound, replace(chart, definition=one), timeline) for one in definitions]


def _under(bound: Bound, chart: Chart, timeline: Timeline) -> tuple[Brief, ...]:
    """In full where the dates allow more ways than the search may follow: ``classify`` knows what to say then."""
    try:
        return tuple([_brief(one) for one in situations_on(bound, chart)])
    except SearchLimit:
        episodes = classify(timeline, chart.definition, bound.search.limit)
        return tuple([Brief(one.key, one.label, _is_proven(one)) for one in episodes])


def _is_proven(episode: Episode) -> bool:
    return episode.label != Label.INDETERMINATE and episode.axes["evidence"] == EvidenceLevel.C1


def _brief(situation: Situation) -> Brief:
    labels = _answers(situation, lambda verdict: verdict.label)
    is_dated = bounds(situation.bound.search.base, situation.first.on) != (None, None)
    if len(labels) > 1 or not is_dated or not situation.complete:
        return Brief(situation.first.id, Label.INDETERMINATE, is_proven=False)
    (label,) = labels
    is_open = label is Label.INDETERMINATE
    is_proven = not is_open and _answers(situation, lambda verdict: verdict.evidence.level) == {EvidenceLevel.C1}
    return Brief(situation.first.id, label, is_proven)


def _answers(situation: Situation, question: Callable[[Verdict], T]) -> set[T]:
    """Every answer that the dates allow; of an open label no more than two are looked for."""
    found: set[T] = set()
    for answer in _each(situation, question):
        found.add(answer)
        if len(found) > 1:
            break
    return found


def _each(situation: Situation, question: Callable[[Verdict], T]) -> Iterator[T]:
    search = situation.bound.search
    for zone, event in situation.worlds:
        for _, answer in search.explore(lambda event=event: question(Verdict(situation.chart, event)), base=zone):
            yield answer
