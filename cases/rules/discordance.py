"""Discordant cutaneous progression: from a timeline to the episodes that the definition sees in it (§5, §5a)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cases.rules.binding import Bound, bind
from cases.rules.definition import Definition
from cases.rules.events import Event, form_events
from cases.rules.explain import ANSWERS, Answer, Outcome, in_days, in_words
from cases.rules.scene import Chart
from cases.rules.timeline import SkinFinding, Timeline
from cases.rules.verdict import AXES, FLAGS, Certainty, Label, Reason, Verdict
from cases.rules.zones import Comparable, SearchLimit, Zone, bounds

T = TypeVar("T")
SEARCH_LIMIT = 4096
"""Ways in which the dates of one event may fall before the search gives up (flag SEARCH_INCOMPLETE)."""
SEARCH_INCOMPLETE = "SEARCH_INCOMPLETE"
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
    """Every cutaneous event of a case with its label, in order of t0; an unknown t0 comes last."""
    bound = bind(timeline, limit)
    chart = Chart.of(bound.timeline, definition, bound.contradicting)
    groups, complete = _events(bound, chart)
    episodes = [_Judge(bound, chart, group, complete).episode() for group in groups]
    return tuple(sorted(episodes, key=_order))


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
    return low is None and high is None, first, last, episode.finding or episode.assessment or ""


@dataclass
class _Group:
    """One event as it stands in each of the ways in which the findings may follow each other."""

    worlds: list[tuple[Zone, Event]] = field(default_factory=list)


def _events(bound: Bound, chart: Chart) -> tuple[list[_Group], bool]:
    """The events, gathered over every order that the dates allow, and whether all orders could be seen."""
    stable = chart.definition.constants.stable
    orders = []
    complete = True
    try:
        for zone, events in bound.search.explore(lambda: form_events(bound.timeline, stable)):
            orders.append((zone, events))
    except SearchLimit:
        complete = False
    same = _same_event([events for _, events in orders]) if len(orders) > 1 else {}
    groups: dict[str, _Group] = {}
    for zone, events in orders:
        for event in events:
            key = same.get(event.first.id, event.first.id)
            groups.setdefault(key, _Group()).worlds.append((zone, event))
    return list(groups.values()), complete


def _same_event(orders: Sequence[Sequence[Event]]) -> dict[str, str]:
    """First findings that only their unknown order keeps apart, with one id for each such set.

    Two findings are one event if each opens it in some order with the other in it, and never do both open
    one.
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


@dataclass(frozen=True)
class _Settled:
    """The whole answer of one run."""

    verdict: Verdict
    axes: Mapping[str, str]
    flags: Sequence[str]
    answers: Mapping[str, Answer]

    @classmethod
    def of(cls, verdict: Verdict) -> "_Settled":
        return cls(
            verdict,
            axes={name: axis(verdict) for name, axis in AXES.items()},
            flags=[name for name, holds in FLAGS.items() if holds(verdict)],
            answers={name: answer(verdict) for name, answer in ANSWERS.items()},
        )


class _Judge:
    """Asks the rules about one event on all days that the dates allow."""

    def __init__(self, bound: Bound, chart: Chart, group: _Group, complete: bool) -> None:
        self.bound = bound
        self.chart = chart
        self.worlds = group.worlds
        self.complete = complete
        self.first = min((event.first for _, event in group.worlds), key=self._place)

    def _place(self, finding: SkinFinding) -> tuple:
        low, high = bounds(self.bound.search.base, finding.on)
        return float("-inf") if low is None else low, float("inf") if high is None else high, finding.id

    def episode(self) -> Episode:
        settled = self.settled()
        return self.uncertain() if settled is None else self.certain(settled)

    def settled(self) -> _Settled | None:
        """The one answer, if no comparison of any rule is left open; else None."""
        if len(self.worlds) > 1 or not self.first.dated:
            return None
        zone, event = self.worlds[0]
        runs = self.bound.search.explore(lambda: _Settled.of(Verdict(self.chart, event)), base=zone, limit=2)
        _, settled = next(runs)
        return settled if next(runs, None) is None else None

    def certain(self, settled: _Settled) -> Episode:
        verdict = settled.verdict
        regimen = verdict.scene.regimen
        return Episode(
            finding=self.first.id,
            regimen=regimen.id if regimen is not None else None,
            t0=self.t0(),
            label=verdict.label,
            certainty=verdict.certainty.name if verdict.certainty is not None else None,
            reason=verdict.reason,
            label_set=(verdict.label,),
            flags=self.with_incomplete(settled.flags),
            axes=settled.axes,
            rules=tuple([self.rule(name, [answer]) for name, answer in settled.answers.items()]),
        )

    def uncertain(self) -> Episode:
        self.bound.search.asked.clear()
        decided = self.survey(lambda verdict: (verdict.label, verdict.reason))
        asked = sorted(self.bound.search.asked - {0})
        labels = {label for _, (label, _) in decided}
        if not self.complete:
            labels.add(Label.INDETERMINATE)
        open_dates = len(labels) > 1 or not self.first.dated
        label = Label.INDETERMINATE if open_dates else next(iter(labels))
        reasons = {reason for _, (_, reason) in decided}
        reason = Reason.DATES if open_dates else next((one for one in REASON_ORDER if one in reasons), None)
        rules = [self.rule(name, self.values(answer)) for name, answer in ANSWERS.items()]
        if open_dates:
            rules.append(self.dates_rule(decided, asked))
        return Episode(
            finding=self.first.id,
            regimen=self.only(lambda verdict: verdict.scene.regimen and verdict.scene.regimen.id),
            t0=self.t0(),
            label=label,
            certainty=None if open_dates else self.lowest_certainty(),
            reason=reason,
            label_set=tuple(sorted(labels)),
            flags=self.with_incomplete([name for name, holds in FLAGS.items() if all(self.values(holds))]),
            axes={name: self.axis(axis) for name, axis in AXES.items()},
            rules=tuple(rules),
        )

    def survey(self, ask: Callable[[Verdict], T]) -> list[tuple[Zone, T]]:
        """What ``ask`` gives in each zone of days that the dates allow."""
        found: list[tuple[Zone, T]] = []
        search = self.bound.search
        try:
            for zone, event in self.worlds:
                left = search.limit - len(found)
                found.extend(
                    search.explore(lambda event=event: ask(Verdict(self.chart, event)), base=zone, limit=left)
                )
        except SearchLimit:
            self.complete = False
        return found

    def values(self, ask: Callable[[Verdict], T]) -> list[T]:
        return [value for _, value in self.survey(ask)]

    def only(self, ask: Callable[[Verdict], T]) -> T | None:
        values = set(self.values(ask))
        return values.pop() if len(values) == 1 else None

    def axis(self, ask: Callable[[Verdict], str]) -> str | tuple[str, ...]:
        values = sorted({str(one) for one in self.values(ask)})
        return values[0] if len(values) == 1 else tuple(values)

    def lowest_certainty(self) -> str | None:
        found: list[Certainty | None] = self.values(lambda verdict: verdict.certainty)
        return None if None in found else min(found).name

    def with_incomplete(self, flags: Iterable[str]) -> tuple[str, ...]:
        return (*flags, SEARCH_INCOMPLETE) if not self.complete else tuple(flags)

    def t0(self) -> tuple[int | None, int | None]:
        return bounds(self.bound.search.base, self.first.on)

    def distance(self, day: Comparable) -> tuple[int | None, int | None]:
        """From t0, over all days that the dates allow."""
        return bounds(self.bound.search.base, day, self.first.on)

    def rule(self, name: str, answers: Sequence[Answer]) -> Rule:
        outcomes = {answer.outcome for answer in answers}
        texts = list(
            dict.fromkeys(
                answer.template.format(*[in_words(*self.distance(day)) for day in answer.days])
                for answer in answers
            )
        )
        days = {self.distance(answer.day) for answer in answers if answer.day is not None}
        return Rule(
            rule=name,
            verdict=str(outcomes.pop() if len(outcomes) == 1 else Outcome.UNKNOWN),
            records=self.by_date({key for answer in answers for key in answer.records}),
            days_from_t0=_hull(days),
            says=texts[0] if len(texts) == 1 else f"Depends on the dates: {'; or: '.join(texts[:3])}",
        )

    def by_date(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=lambda key: (*self._day_of_record(key), key)))

    def _day_of_record(self, key: str) -> tuple[float, float]:
        low, high = (
            bounds(self.bound.search.base, self.chart.days[key]) if key in self.chart.days else (None, None)
        )
        return float("-inf") if low is None else low, float("inf") if high is None else high

    def dates_rule(
        self, decided: Sequence[tuple[Zone, tuple[Label, Reason | None]]], asked: Sequence[int]
    ) -> Rule:
        """Which date must be narrowed: the records that lie differently for different labels."""
        spans: dict[str, dict[Label, tuple[int | None, int | None]]] = {}
        for variable in asked:
            name = self.bound.names[variable]
            since = 0 if name == self.first.id else self.first.on
            found: dict[Label, set] = {}
            for zone, (label, _) in decided:
                found.setdefault(label, set()).add(self.bound.search.span(zone, variable, since))
            spans.setdefault(name, {label: _as_pair(_hull(one)) for label, one in found.items()})
        telling = {name: by_label for name, by_label in spans.items() if len(set(by_label.values())) > 1}
        records = self.by_date(telling or spans)
        if not self.first.dated:
            says = "The day of the skin finding is not known; a date decides the label"
        else:
            says = f"A narrower date of {' or '.join(records)} would decide the label"
            if len(records) == 1 and telling:
                words = in_days if records[0] == self.first.id else in_words
                ways = [
                    f"{label} if it lies {words(*span)}"
                    for label, span in sorted(telling[records[0]].items())
                ]
                says = f"{says}: {', '.join(ways)}"
        distance = (
            self.distance(self.chart.days[records[0]]) if records and records[0] in self.chart.days else None
        )
        return Rule(
            rule=str(Reason.DATES),
            verdict=str(Outcome.UNKNOWN),
            records=records,
            days_from_t0=_hull({distance} if distance is not None else set()),
            says=says,
        )


def _hull(days: set[tuple[int | None, int | None]]) -> int | tuple[int | None, int | None] | None:
    """One day where all agree on one, else the least and the greatest; None without days."""
    if not days:
        return None
    lows, highs = [low for low, _ in days], [high for _, high in days]
    low = None if None in lows else min(lows)
    high = None if None in highs else max(highs)
    return low if low == high and low is not None else (low, high)


def _as_pair(hull: int | tuple[int | None, int | None] | None) -> tuple[int | None, int | None]:
    return hull if isinstance(hull, tuple) else (hull, hull)
