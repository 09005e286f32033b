"""Which narrower dates would decide a label that the dates leave open.

The search over the dates leaves, for each label, zones of days. Their ends cut the days of a record into pieces; a
piece on which all days give one label is an answer, and neighbouring pieces with the same label are joined. Where no
single date decides, the days of all records of one zone are tried together.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.rules.changes import Change, SetDay, SetRegimenDay, Together, interval
from cases.rules.discordance import Situation
from cases.rules.explain import in_days, listed
from cases.rules.labels import Label
from cases.rules.proposals import Kind, Proposal, Span
from cases.rules.timeline import Moment, Timeline
from cases.rules.trials import Trials
from cases.rules.verdict import Verdict
from cases.rules.when import When
from cases.rules.zones import Day, SearchLimit, Zone, bounds

MOST_RECORDS = 8
MOST_CUTS = 12
WAYS = 128
Decided = tuple[Zone, Hashable]
"""Days, and the answer that goes with them."""


@dataclass(frozen=True)
class Aim:
    """What narrower dates shall decide: one answer on all days that is none of ``open_answers``."""

    rule: str
    question: Callable[[Verdict], Hashable]
    open_answers: frozenset = frozenset()


LABEL = Aim("dates", lambda verdict: verdict.label, frozenset({Label.INDETERMINATE}))


@dataclass(frozen=True)
class Slot:
    """A date of a record that is not known to the day. ``former`` is what a regimen writes for it."""

    record: str
    variables: tuple[int, ...]
    former: Moment = None
    is_regimen: bool = False

    def change(self, on: Moment) -> Change:
        if self.is_regimen:
            return SetRegimenDay(self.record, self.former, on)
        return SetDay(self.record, on)


def narrowings(trials: Trials, situation: Situation, aim: Aim = LABEL) -> Iterator[Proposal]:
    """Proposals to date records better, each verified to give one answer to ``aim``: a label that is decided."""
    decided = _decided(situation, aim)
    slots = _slots(trials.timeline, situation, decided)
    single = False
    for slot in slots:
        for low, high in _pieces(trials, situation, slot, decided, aim):
            single = True
            yield _proposal(trials, slot, low, high, aim)
    if not single:
        yield from _all_days(trials, slots, decided, aim)


def _decided(situation: Situation, aim: Aim) -> list[Decided]:
    found: list[Decided] = []
    search = situation.bound.search
    search.asked.clear()
    try:
        for zone, event in situation.worlds:
            run = search.explore(
                lambda event=event: aim.question(Verdict(situation.chart, event)), base=zone, limit=WAYS - len(found)
            )
            found.extend(run)
    except SearchLimit:
        pass
    return found


def _slots(timeline: Timeline, situation: Situation, decided: Sequence[Decided]) -> list[Slot]:
    """The dates that the label was asked about, or that bound the event itself."""
    names = situation.bound.names
    asked = {names[one] for one in situation.bound.search.asked if one in names}
    variables: dict[str, list[int]] = {}
    for variable, name in names.items():
        variables.setdefault(name, []).append(variable)
    if situation.first.id in variables:
        asked.add(situation.first.id)
    regimens = {one.id: one for one in timeline.regimens}
    slots = []
    for name in sorted(asked):
        mine = tuple(variables[name])
        if name not in regimens:
            slots.append(Slot(name, mine))
            continue
        regimen = regimens[name]
        drugs = regimen.drugs or ()
        moments = [regimen.start, regimen.stop, *[day for one in drugs for day in (one.start, one.stop, one.last_dose)]]
        unlike = {repr(one): one for one in moments if isinstance(one, When)}
        slots += [Slot(name, mine, one, is_regimen=True) for one in unlike.values()]
    return slots[:MOST_RECORDS] if decided else []


def _pieces(trials: Trials, situation: Situation, slot: Slot, decided: Sequence[Decided], aim: Aim) -> Iterator[Span]:
    """The longest stretches of days that give one answer, as far as one date alone decides."""
    edges = _edges(situation, slot, decided)
    if not edges:
        return
    known = [(low, high) for low, high in edges if (low, high) != (None, None)]
    pieces = [(low, high, trials.one(aim.question, slot.change(interval(low, high)))) for low, high in known]
    joined: list[tuple[int | None, int | None, Hashable]] = []
    for low, high, answer in pieces:
        if joined and answer is not None and joined[-1][2] == answer:
            longer = (joined[-1][0], high)
            if longer != (None, None) and trials.one(aim.question, slot.change(interval(*longer))) == answer:
                joined[-1] = (*longer, answer)
                continue
        joined.append((low, high, answer))
    for low, high, answer in joined:
        if answer is not None and answer not in aim.open_answers:
            yield low, high


def _edges(situation: Situation, slot: Slot, decided: Sequence[Decided]) -> list[Span]:
    """The days of a slot, cut where a zone begins or ends."""
    search = situation.bound.search
    if slot.is_regimen:
        least, most = slot.former.lo, slot.former.hi
    else:
        (variable, *_) = slot.variables
        least, most = bounds(search.base, Day(search, variable))
    cuts: set[int] = set()
    for zone, _ in decided:
        for variable in slot.variables:
            low, high = search.span(zone, variable, 0)
            cuts.update([] if low is None else [low])
            cuts.update([] if high is None else [high + 1])
    inside = sorted(one for one in cuts if (least is None or one > least) and (most is None or one <= most))
    starts = [least, *inside[:MOST_CUTS]]
    ends = [*[one - 1 for one in inside[:MOST_CUTS]], most]
    return list(zip(starts, ends, strict=True))


def _all_days(trials: Trials, slots: Sequence[Slot], decided: Sequence[Decided], aim: Aim) -> Iterator[Proposal]:
    """The days of all records together, as one zone of each answer allows them."""
    dates = [one for one in slots if not one.is_regimen]
    if len(dates) < 2:
        return
    seen: set[Hashable] = set()
    for zone, answer in decided:
        if answer in seen or answer in aim.open_answers:
            continue
        seen.add(answer)
        days = _days_of(zone, dates)
        changes = Together(tuple(one.change(days[one.record]) for one in dates))
        if trials.one(aim.question, changes) == answer:
            names = tuple(one.record for one in dates)
            says = f"The days of {listed(names)} would decide it together"
            yield Proposal(Kind.NARROW_DATE, aim.rule, says, ((f"as on {_dates(days)}", changes),), names)


def _days_of(zone: Zone, slots: Sequence[Slot]) -> Mapping[str, int]:
    """One day for each record, all of them together allowed by the zone."""
    zone = zone.copy()
    days: dict[str, int] = {}
    for slot in slots:
        (variable, *_) = slot.variables
        low, high = zone.difference(variable, 0)
        day = low if low is not None else (high if high is not None else 0)
        zone.tighten(variable, 0, day)
        zone.tighten(0, variable, -day)
        days[slot.record] = day
    return days


def _dates(days: Mapping[str, int]) -> str:
    return listed([f"day {day} for {name}" for name, day in sorted(days.items())])


def _proposal(trials: Trials, slot: Slot, low: int | None, high: int | None, aim: Aim) -> Proposal:
    what = f"A date of {slot.record}"
    if slot.is_regimen:
        regimen = next(one for one in trials.timeline.regimens if one.id == slot.record)
        what = f"{'The start' if regimen.start == slot.former else 'The end'} of {slot.record}"
    when = in_days(low, high).replace("and day ", "and ")
    says = f"{what} {when} would decide it"
    option = (when, slot.change(interval(low, high)))
    return Proposal(Kind.NARROW_DATE, aim.rule, says, (option,), (slot.record,))
