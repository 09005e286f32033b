"""What a case says about time, for durations (ADR 0021): bounds of dates as plain JSON.

Days count from the earliest possible day of the start: t0 of an episode, or the first day of a regimen. A pair holds
the first and the last possible day; None is an open side. What is not there did not happen as far as the record says.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cases.episodes.attributes import agents_of
from cases.records.figure import is_anti_her2_drug
from cases.records.figure.moments import Moments
from cases.rules.vocabulary import ANTI_HER2_CLASS, Change, Compartment, ResponseStatus, VitalStatus

Document = Mapping[str, Any]
Bounds = tuple[int | None, int | None]
OPEN: Bounds = (None, None)
EVER_BEFORE, EVER_AFTER = float("-inf"), float("inf")

SKIN = frozenset([Compartment.SKIN_LR, Compartment.SKIN_DIST])
APART = SKIN | {Compartment.BRAIN, Compartment.LEPTOMENINGES}
"""Compartments that do not speak for the other organs; the brain is a sanctuary of its own."""
PROGRESSED, GREW, DEAD = str(ResponseStatus.PD), str(Change.PROGRESSION), str(VitalStatus.DEAD)
NO_LOOK = frozenset([ResponseStatus.NE, ResponseStatus.BASELINE])
NO_PROGRESSION = frozenset(["NO_CUTANEOUS_PD", "MIMIC", "NOT_ELIGIBLE"])
"""Labels of events that are no progression of the skin."""


class Given(NamedTuple):
    """A regimen with its dates. ``stop``: None where nothing says; ``running``: said to go on."""

    key: str
    start: Bounds
    stop: Bounds | None
    running: bool
    regimen: Mapping[str, Any]


class Dated:
    """The dates of one case that durations need, read once for all its episodes and regimens.

    ``looks``: compartments at assessments; an undated assessment lies within its regimen. ``elsewhere``: progressions
    outside skin and brain; ``grown``: of the skin. ``seen``: the last look at the skin, and elsewhere. ``contact``: the
    last day of anything that was written down.
    """

    def __init__(self, document: Document, moments: Moments):
        self._moments = moments
        self.regimens = [self._given(one) for one in document.get("regimens") or ()]
        self.findings = [(self.bounds(one.get("on")), one) for one in document.get("skin_findings") or ()]
        self.locals = [(self.bounds(one.get("start")), one["kind"]) for one in document.get("local_treatments") or ()]
        assessed = self._assessments(document.get("assessments") or ())
        self.looks = [(on, row) for on, one in assessed for row in one.get("compartments") or ()]
        told = [(self.bounds(one.get("on")), one.get("status")) for one in document.get("followups") or ()]
        dates = [on for some in (assessed, self.findings, told) for on, _ in some]
        self.contact = _latest([*dates, *(one.start for one in self.regimens)])
        self.death = self._death(told)
        self._look()

    def bounds(self, value: Any, regimen: str | None = None) -> Bounds:
        """The first and the last possible day of a WHEN."""
        if type(value) is int:
            return (value, value)
        moment = None if value is None else self._moments.of(value, regimen)
        return OPEN if moment is None else (moment.earliest, moment.latest)

    def _given(self, regimen: Mapping[str, Any]) -> Given:
        key = regimen["id"]
        start, stop = self.bounds(regimen.get("start"), key), self.bounds(regimen.get("stop"), key)
        if stop != OPEN:
            return Given(key, start, stop, False, regimen)
        drugs = [one for one in regimen.get("drugs") or () if is_anti_her2_drug(one)]
        if any(one.get("ongoing") for one in drugs):
            return Given(key, start, None, True, regimen)
        doses = [self.bounds(one.get("stop") or one.get("last_dose"), key) for one in drugs]
        return Given(key, start, _latest(doses), False, regimen)

    def _assessments(self, assessments: Iterable[Mapping[str, Any]]) -> list[tuple[Bounds, Mapping[str, Any]]]:
        within = {one.key: (one.start[0], (one.stop or OPEN)[1]) for one in self.regimens}
        dated = [(self.bounds(one.get("on"), one.get("regimen")), one) for one in assessments]
        return [(within.get(one.get("regimen"), OPEN) if on == OPEN else on, one) for on, one in dated]

    def _death(self, told: Iterable[tuple[Bounds, str | None]]) -> Bounds | None:
        """The day of death; without one, some day after the last contact."""
        died = [on for on, status in told if status == DEAD]
        if not died:
            return None
        return _latest(died) or ((self.contact or OPEN)[0], None)

    def _look(self) -> None:
        at_skin, outside = [on for on, _ in self.findings], []
        grown, elsewhere = {on for on, one in self.findings if one.get("change") == GREW}, set()
        for on, row in self.looks:
            compartment, status = row["compartment"], row["status"]
            if compartment in APART and compartment not in SKIN:
                continue
            if status not in NO_LOOK:
                (at_skin if compartment in SKIN else outside).append(on)
            if status == PROGRESSED or row.get("new_lesion"):
                (grown if compartment in SKIN else elsewhere).add(on)
        self.grown, self.elsewhere = sorted(grown, key=_order), sorted(elsewhere, key=_order)
        self.seen = (_latest(at_skin), _latest(outside))

    def regimen(self, key: str | None) -> Given | None:
        """The regimen with a key, if there is one."""
        return next((one for one in self.regimens if one.key == key), None)


def history_of_episode(dated: Dated, episodes: Sequence[Mapping[str, Any]], place: int) -> dict[str, Any]:
    """The history of one episode; empty where t0 has no bounds.

    ``start``: t0. ``line``: first day of the regimen at the time. ``skin``: this event and those after it that are
    progressions; the rest as in `_course`.
    """
    lo, hi = episodes[place]["t0"]
    if lo is None or hi is None:
        return {}
    current = dated.regimen(episodes[place]["regimen"])
    skin = [tuple(one["t0"]) for one in episodes[place:] if one["label"] not in NO_PROGRESSION]
    following = [one for one in dated.regimens if one is not current and _may_follow(one.start, lo)]
    line = {"line": _pair(current.start, lo)} if current else {}
    return {"start": [0, hi - lo]} | line | _course(dated, lo, skin, current, following)


def history_of_regimen(dated: Dated, key: str) -> dict[str, Any]:
    """The history of one regimen; empty where it has no first day. ``skin``: any progression of the skin after it."""
    place = next(place for place, one in enumerate(dated.regimens) if one.key == key)
    current = dated.regimens[place]
    lo, hi = current.start
    if lo is None or hi is None:
        return {}
    later = [one for one in dated.regimens if one is not current and one.start[0] is not None and one.start[0] > lo]
    same = [one for one in dated.regimens[place + 1 :] if one.start[0] == lo]
    return {"start": [0, hi - lo]} | _course(dated, lo, dated.grown, current, [*later, *same])


def choices_after(dated: Dated, t0: Sequence[int | None]) -> dict[str, Any]:
    """What was done after an event and how the skin did: for the question what happened next. Days as in its history.

    ``regimens``: later ones as [days, classes, drugs], by day; ``local``: treatments aimed at a place, as [days, kind];
    ``grown``: growth of the skin that was written down afterwards, whether or not it began another event.
    """
    lo, hi = t0
    if lo is None or hi is None:
        return {}
    later = sorted((one for one in dated.regimens if _is_after(one.start, hi)), key=lambda one: _order(one.start))
    local = sorted(((on, kind) for on, kind in dated.locals if _is_after(on, hi - 1)), key=lambda one: _order(one[0]))
    found = {
        "regimens": [[_pair(one.start, lo), classes_of(one.regimen), _drugs(one.regimen)] for one in later],
        "local": [[_pair(on, lo), str(kind)] for on, kind in local],
        "grown": [_pair(on, lo) for on in dated.grown if _is_after(on, hi)],
    }
    return {name: value for name, value in found.items() if value}


def classes_of(regimen: Mapping[str, Any]) -> list[str]:
    """The classes of its anti-HER2 drugs, sorted."""
    drugs = [one.get("agent") for one in regimen.get("drugs") or ()]
    return sorted({str(ANTI_HER2_CLASS[one]) for one in drugs if one in ANTI_HER2_CLASS})


def _drugs(regimen: Mapping[str, Any]) -> list[str]:
    return agents_of(regimen.get("drugs") or ())


def _course(
    dated: Dated, lo: int, skin: Iterable[Bounds], current: Given | None, following: Iterable[Given]
) -> dict[str, Any]:
    """What happened from day ``lo`` on.

    ``elsewhere``: progressions outside skin and brain. ``stop``: of the regimen, ``running`` if it is said to go on;
    neither: not known. ``next``: the first later regimen. ``skin_seen``, ``elsewhere_seen``, ``contact``: last looks.
    """
    dates = {
        "stop": current.stop if current else None,
        "death": dated.death,
        "next": min((one.start for one in following), key=_order, default=None),
        "skin_seen": dated.seen[0],
        "elsewhere_seen": dated.seen[1],
        "contact": dated.contact,
    }
    found: dict[str, Any] = {name: _pair(on, lo) for name, on in dates.items() if on is not None}
    for name, some in (("skin", skin), ("elsewhere", dated.elsewhere)):
        kept = [_pair(on, lo) for on in some if on[1] is None or on[1] >= lo]
        if kept:
            found[name] = kept
    if current and current.running:
        found["running"] = True
    return found


def _may_follow(start: Bounds, day: int) -> bool:
    """Whether a regimen may have begun on or after a day; one without any date is not known to."""
    return start != OPEN and (start[1] is None or start[1] >= day)


def _is_after(on: Bounds, day: int) -> bool:
    """Whether a date surely lies after a day."""
    return on[0] is not None and on[0] > day


def _order(on: Bounds) -> tuple[float, float]:
    lo, hi = on
    return (EVER_BEFORE if lo is None else lo, EVER_AFTER if hi is None else hi)


def _latest(dates: Iterable[Bounds]) -> Bounds | None:
    """The one whose first possible day is the last; None without any that has a bound."""
    return max((on for on in dates if on != OPEN), key=_order, default=None)


def _pair(on: Bounds, zero: int) -> list[int | None]:
    lo, hi = on
    return [None if lo is None else lo - zero, None if hi is None else hi - zero]
