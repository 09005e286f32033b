"""Discordant progression: from a timeline to the episodes that the definition sees in it (§5, §5a)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.rules.binding import Bound, bind
from cases.rules.definition import Definition, Index
from cases.rules.events import Event, Finding
from cases.rules.explain import Answer, Outcome, in_days, in_words, listed
from cases.rules.scene import Chart
from cases.rules.sightings import events_of
from cases.rules.survey import World, survey
from cases.rules.timeline import Timeline
from cases.rules.verdict import OUTCOME_FLAGS, OUTCOME_LABELS, Certainty, Label, Reason
from cases.rules.zones import Comparable, SearchLimit, Zone, bounds

Span = tuple[int | None, int | None]
SEARCH_LIMIT = 4096
"""Ways in which the dates of one event may fall before the search gives up.

Then the flag SEARCH_INCOMPLETE is given, and the label set holds every label that can be reached, perhaps more.
"""
SEARCH_INCOMPLETE = "SEARCH_INCOMPLETE"
SENTENCES_SHOWN = 3
REASON_ORDER = (Reason.EVIDENCE, Reason.EXPOSURE, Reason.SYSTEMIC)


@dataclass(frozen=True)
class Rule:
    """What one rule said of an episode. ``days_from_t0``: of the deciding record, a pair where it is
    uncertain.
    """

    rule: str
    verdict: str
    records: tuple[str, ...]
    days_from_t0: int | tuple[int | None, int | None] | None
    says: str

    def as_json(self) -> dict[str, Any]:
        days = list(self.days_from_t0) if isinstance(self.days_from_t0, tuple) else self.days_from_t0
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "records": list(self.records),
            "days_from_t0": days,
            "says": self.says,
        }


@dataclass(frozen=True)
class Episode:
    """One event with its label; the fields are those of the printed object of ``manage.py classify``."""

    finding: str | None
    regimen: str | None
    t0: tuple[int | None, int | None]
    label: Label
    certainty: str | None
    reason: Reason | None
    label_set: tuple[Label, ...]
    flags: tuple[str, ...]
    axes: Mapping[str, str | tuple[str, ...]]
    rules: tuple[Rule, ...]
    assessment: str | None = None

    @property
    def key(self) -> str:
        """The id of the record that starts the event."""
        return self.finding or self.assessment or ""

    def as_json(self) -> dict[str, Any]:
        """The episode as plain JSON values, in the order of the contract."""
        index = {"finding": self.finding} if self.assessment is None else {"assessment": self.assessment}
        axes = {name: list(one) if isinstance(one, tuple) else str(one) for name, one in self.axes.items()}
        return {
            **index,
            "regimen": self.regimen,
            "t0": list(self.t0),
            "label": str(self.label),
            "certainty": self.certainty,
            "reason": None if self.reason is None else str(self.reason),
            "label_set": [str(one) for one in self.label_set],
            "flags": list(self.flags),
            "axes": axes,
            "rules": [one.as_json() for one in self.rules],
        }


def classify(timeline: Timeline, definition: Definition, limit: int = SEARCH_LIMIT) -> tuple[Episode, ...]:
    """Every event of a case with its label, in order of t0; an unknown t0 comes last."""
    return tuple(sorted([_Report(one).episode() for one in situations(timeline, definition, limit)], key=_order))


@dataclass(frozen=True)
class Situation:
    """One event in every order of findings that the dates allow; ``complete``: all orders could be seen."""

    bound: Bound
    chart: Chart
    worlds: Sequence[World]
    complete: bool

    @property
    def first(self) -> Finding:
        """The finding that opens the event, the earliest where that depends on the order."""
        return min((event.first for _, event in self.worlds), key=lambda one: (*self.place(one.on), one.id))

    def place(self, day: Comparable | None) -> tuple[float, float]:
        """Where a day stands in an order of days that may be open."""
        low, high = (None, None) if day is None else bounds(self.bound.search.base, day)
        return float("-inf") if low is None else low, float("inf") if high is None else high


def situations(timeline: Timeline, definition: Definition, limit: int = SEARCH_LIMIT) -> list[Situation]:
    """The events of a case before any rule is asked about them."""
    return situations_of(bind(timeline, limit, definition.index), definition)


def situations_of(bound: Bound, definition: Definition) -> list[Situation]:
    """The same of a timeline that was bound before, for the same kind of index event."""
    return situations_on(bound, Chart.of(bound.timeline, definition, bound.contradicting))


def situations_on(bound: Bound, chart: Chart) -> list[Situation]:
    """The same of a timeline that was indexed before too."""
    groups, complete = _events(bound, chart)
    return [Situation(bound, chart, group, complete) for group in groups]


def classify_document(document: Mapping[str, Any], definition: Definition) -> dict[str, Any]:
    """The printed object of ``manage.py classify`` for a valid ``case/1`` object. WhenError for a bad date."""
    timeline = Timeline.from_document(document)
    return {
        "local_code": timeline.local_code,
        "episodes": [episode.as_json() for episode in classify(timeline, definition)],
        "definition": {"key": definition.key, "version": definition.version},
    }


def _order(episode: Episode) -> tuple:
    low, high = episode.t0
    first = float("-inf") if low is None else low
    last = float("inf") if high is None else high
    return low is None and high is None, first, last, episode.key


def _events(bound: Bound, chart: Chart) -> tuple[list[list[World]], bool]:
    """Each event in every order of findings that the dates allow, and whether all orders could be seen."""
    orders: list[tuple[Zone, tuple[Event, ...]]] = []
    complete = True
    try:
        for order in bound.search.explore(lambda: events_of(chart)):
            orders.append(order)
    except SearchLimit:
        complete = False
    same = _same_event([events for _, events in orders]) if len(orders) > 1 else {}
    groups: dict[str, list[World]] = {}
    for zone, events in orders:
        for event in events:
            groups.setdefault(same.get(event.first.id, event.first.id), []).append((zone, event))
    return list(groups.values()), complete


def _same_event(orders: Sequence[Sequence[Event]]) -> dict[str, str]:
    """First findings that only their unknown order keeps apart, with one id for each such set.

    Two findings are one event if each opens it in some order with the other in it, and never do both open one.
    """
    apart, contains = set(), set()
    for events in orders:
        firsts = [one.first.id for one in events]
        apart.update((a, b) for a in firsts for b in firsts if a != b)
        contains.update((one.first.id, member.id) for one in events for member in one.findings)
    same: dict[str, str] = {}
    for a, b in sorted(contains):
        if a < b and (b, a) in contains and (a, b) not in apart:
            same[b] = same.get(a, a)
    return same


class _Report:
    """Puts what was surveyed of one event into an episode."""

    def __init__(self, situation: Situation) -> None:
        bound, chart = situation.bound, situation.chart
        self.base = bound.search.base
        self.names = bound.names
        self.search = bound.search
        self.days = chart.days
        self.index = chart.definition.index
        self.place = situation.place
        self.first = situation.first
        self.t0 = bounds(self.base, self.first.on)
        self.is_dated = self.t0 != (None, None)
        self.found = survey(chart, bound.search, situation.worlds)
        self.orders_complete = situation.complete
        self.complete = situation.complete and self.found.complete

    def episode(self) -> Episode:
        found, labels = self.found, set(self.found.labels)
        if not self.orders_complete:
            labels.add(Label.INDETERMINATE)
        open_dates = len(labels) > 1 or not self.is_dated
        return Episode(
            finding=self.first.id if self.index is Index.FINDING else None,
            regimen=next(iter(found.regimens)) if len(found.regimens) == 1 else None,
            t0=self.t0,
            label=Label.INDETERMINATE if open_dates else next(iter(labels)),
            certainty=None if open_dates else _lowest(found.certainties),
            reason=Reason.DATES if open_dates else self.reason(),
            label_set=tuple(sorted(labels)),
            flags=self.flags(labels),
            axes={name: _one_or_sorted(values) for name, values in found.axes.items()},
            rules=(
                *[self.rule(name, answers) for name, answers in found.answers.items()],
                *([self.dates_rule()] if open_dates else []),
            ),
            assessment=self.first.id if self.index is Index.ASSESSMENT else None,
        )

    def reason(self) -> Reason | None:
        reasons = {reason for _, (_, reason) in self.found.decided}
        return next((one for one in REASON_ORDER if one in reasons), None)

    def flags(self, labels: set[Label]) -> tuple[str, ...]:
        has_outcome = labels <= OUTCOME_LABELS
        held = [name for name, holds in self.found.flags.items() if holds]
        shown = [name for name in held if has_outcome or name not in OUTCOME_FLAGS]
        return tuple(sorted(shown if self.complete else [*shown, SEARCH_INCOMPLETE]))

    def rule(self, name: str, found: Sequence[tuple[Zone, Answer]]) -> Rule:
        answers = [answer for _, answer in found]
        outcomes = {answer.outcome for answer in answers}
        days = {self.distance(answer.day) for answer in answers if answer.day is not None}
        return Rule(
            rule=name,
            verdict=str(outcomes.pop() if len(outcomes) == 1 else Outcome.UNKNOWN),
            records=self.by_date({key for answer in answers for key in answer.records}),
            days_from_t0=_hull(days),
            says=_together(self.sentences(found)),
        )

    def sentences(self, found: Sequence[tuple[Zone, Answer]]) -> list[str]:
        """One for each template, with the distances of all days on which it is said."""
        spans: dict[str, list[set[Span]]] = {}
        for zone, answer in found:
            fields = spans.setdefault(answer.template, [set() for _ in answer.days])
            for seen, day in zip(fields, answer.days, strict=True):
                seen.add(bounds(zone, day, self.first.on))
        return [template.format(*[in_words(*_widest(seen)) for seen in fields]) for template, fields in spans.items()]

    def dates_rule(self) -> Rule:
        """Which dates must be narrowed: the records that lie differently for different labels."""
        spans = self.spans()
        telling = {name: by_label for name, by_label in spans.items() if len(set(by_label.values())) > 1}
        records = self.by_date(telling or spans)
        says = f"A narrower date of {listed(records, 'or')} would decide the label" if records else ""
        if not self.is_dated:
            what = "skin finding" if self.index is Index.FINDING else "assessment"
            records, says = (self.first.id,), f"The day of the {what} is not known, and the label depends on it"
        elif len(records) == 1 and telling and self.found.exhausted:
            words = in_days if records[0] == self.first.id else in_words
            says = f"{says}: {_ways(telling[records[0]], words)}"
        day = self.days.get(records[0]) if records else None
        return Rule(
            rule=str(Reason.DATES),
            verdict=str(Outcome.UNKNOWN),
            records=records,
            days_from_t0=None if day is None else _hull({self.distance(day)}),
            says=says or "The dates allow more ways than could be followed; narrow them",
        )

    def spans(self) -> dict[str, dict[Label, Span]]:
        """For each date that the label was asked about: the days that go with each label.

        Counted from t0; for the date of the event itself from day 0.
        """
        found: dict[str, dict[Label, Span]] = {}
        for variable in sorted(self.found.asked):
            name = self.names[variable]
            since = 0 if name == self.first.id else self.first.on
            by_label: dict[Label, set[Span]] = {}
            for zone, (label, _) in self.found.decided:
                by_label.setdefault(label, set()).add(self.search.span(zone, variable, since))
            found.setdefault(name, {label: _widest(spans) for label, spans in by_label.items()})
        return found

    def distance(self, day: Comparable) -> Span:
        """From t0, over all days that the dates allow."""
        return bounds(self.base, day, self.first.on)

    def by_date(self, keys: Iterable[str]) -> tuple[str, ...]:
        keys = list(keys)
        return tuple(sorted(keys, key=lambda key: (*self.place(self.days.get(key)), key)) if len(keys) > 1 else keys)


def _lowest(certainties: set[Certainty | None]) -> str | None:
    return None if None in certainties else min(certainties).name


def _one_or_sorted(values: set[str]) -> str | tuple[str, ...]:
    ordered = sorted(str(one) for one in values)
    return ordered[0] if len(ordered) == 1 else tuple(ordered)


def _together(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    left = len(texts) - SENTENCES_SHOWN
    more = f"; or {'one' if left == 1 else f'one of {left}'} more" if left > 0 else ""
    return f"Depends on the dates: {'; or: '.join(texts[:SENTENCES_SHOWN])}{more}"


def _ways(spans: Mapping[Label, Span], words: Callable[[int | None, int | None], str]) -> str:
    """Which days go with which label; a label that goes with any other day comes last."""
    known = [f"{label} if it lies {words(*span)}" for label, span in sorted(spans.items()) if span != (None, None)]
    other = [f"{label} otherwise" for label, span in sorted(spans.items()) if span == (None, None)]
    return ", ".join([*known, *other])


def _widest(spans: set[Span]) -> Span:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    return None if None in lows else min(lows), None if None in highs else max(highs)


def _hull(spans: set[Span]) -> int | Span | None:
    """One day where all agree on one, else the least and the greatest; None without days."""
    if not spans:
        return None
    low, high = _widest(spans)
    return low if low == high and low is not None else (low, high)
