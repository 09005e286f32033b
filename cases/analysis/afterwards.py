"""What happened next: what was chosen after an event of the skin, and how long skin and other organs then held.

The choice is made after time zero, so it is read as it stood on a landmark day, and time counts from that day. Who
died, or whose skin or organs progressed, before it is in no curve, and is counted as such (ADR 0021). Growth of the
skin that was written down until then belongs to the event itself; any that comes later ends the time that it held.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from cases.analysis.histories import first_of_each, history_of
from cases.analysis.statistics.describing import Numbers, numbers
from cases.analysis.statistics.durations import (
    Between,
    Endpoint,
    History,
    Origin,
    Reading,
    Sample,
    from_landmark,
    observe,
)
from cases.analysis.statistics.survival import AtRisk, Curve, at_risk, curve
from cases.cohorts.members import Member, Selection, Unit
from cases.cohorts.outcomes import HELD_WORDS, OutcomeTable, group_title, tables_of_others
from cases.cohorts.words import drug_title
from cases.episodes.kin import CLASSES, Held
from cases.episodes.published import current_definition
from cases.rules.vocabulary import LocalTreatmentKind

LANDMARKS = (30, 60, 90, 180)
LANDMARK = 60
"""Days after the event by which two restagings have usually been seen and a decision taken."""

CONTINUED, LOCAL, STOPPED = "continued", "local", "stopped"
NEXT_ORDER = (CONTINUED, LOCAL, "mab", "adc", "tki", "several", "no_anti_her2", STOPPED, "unknown")
CHOICE_WORDS = {
    CONTINUED: "Continued beyond progression, nothing added",
    LOCAL: "Continued, local treatment added",
    "mab": "Switched to an antibody",
    "adc": "Switched to an antibody-drug conjugate",
    "tki": "Switched to a kinase inhibitor",
    "several": "Switched to anti-HER2 drugs of several kinds",
    "no_anti_her2": "Switched to treatment without an anti-HER2 drug of a known kind",
    STOPPED: "Stopped, and nothing begun yet",
    "unknown": "Not recorded whether the drug went on",
}
KIN_KINDS = ("mab", "adc", "tki", "several", "other", "none")
HELD_TITLES = {"skin": "Of the skin", "elsewhere": "Of the other organs"}
HELD_ENDPOINTS = {"skin": Endpoint.SKIN_PFS, "elsewhere": Endpoint.EXTRACUTANEOUS_PFS}


@dataclass(frozen=True)
class Done:
    """What had been done by a day after an event. ``on``: the day of the choice, in days after t0; None without one."""

    choice: str
    on: int | None
    drugs: tuple[str, ...]
    local: tuple[str, ...]


@dataclass(frozen=True)
class HeldFor:
    """How long one thing held from the landmark on. ``curve``: None where nobody is left; ``out``: left before it."""

    n: int
    curve: Curve | None
    out: int


@dataclass(frozen=True)
class Choice:
    """One choice. ``n``: of all in the cohort; ``after``: days from the event to it.

    ``bands``: what the record shows of skin and other organs from the event on (ADR 0020), counted.
    """

    title: str
    n: int
    after: Numbers
    skin: HeldFor
    elsewhere: HeldFor
    bands: Mapping[str, Mapping[str, int]]

    @property
    def banded(self) -> list[int]:
        """The bands of the skin, then of the other organs, in the order of their titles."""
        return [number for band in self.bands.values() for number in band.values()]


@dataclass(frozen=True)
class Others:
    """A fixed group of cases that the reader may only count, with its tables."""

    title: str
    tables: tuple[OutcomeTable, ...]


@dataclass(frozen=True)
class Afterwards:
    """The page: each patient once, with the first of the events."""

    selection: Selection
    members: tuple[Member, ...]
    landmark: int
    refused: tuple[str, ...]

    @cached_property
    def done(self) -> dict[str, Done]:
        """By member, what had been done by the landmark."""
        return {str(one.id): done_by(one, self.landmark) for one in self.members}

    @cached_property
    def histories(self) -> list[History]:
        return [self._history(one) for one in self.members]

    @cached_property
    def samples(self) -> dict[str, Sample]:
        """How long skin, and other organs, held from the landmark on."""
        return {name: self._sample(endpoint) for name, endpoint in HELD_ENDPOINTS.items()}

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Those that somebody made, in one order."""
        made = Counter(one.choice for one in self.done.values())
        return tuple(self._choice(name) for name in NEXT_ORDER if made[name])

    @property
    def drug_titles(self) -> list[tuple[str, int]]:
        """Drugs begun by the landmark, the most frequent first; a patient counts for each drug."""
        return [(drug_title(one), number) for one, number in self._ranked("drugs")]

    @property
    def local_titles(self) -> list[tuple[str, int]]:
        """Treatments aimed at a place, begun between the event and the landmark."""
        return [(LocalTreatmentKind(one).label, number) for one, number in self._ranked("local")]

    @property
    def left_out(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Why patients are in neither curve of the skin, or of the organs."""
        return [
            (HELD_TITLES[name], [(str(reason), number) for reason, number in one.omissions.items()])
            for name, one in self.samples.items()
        ]

    @property
    def others(self) -> list[Others]:
        """The groups of discordant events that may be shown; under the definition that others are counted by only."""
        if self.selection.definition != current_definition():
            return []
        groups = (f"discordant/{kind}" for kind in KIN_KINDS)
        found = [Others(group_title(kin), tables_of_others(self.selection.definition, kin)) for kin in groups]
        return [one for one in found if one.tables]

    @property
    def landmarks(self) -> tuple[int, ...]:
        return LANDMARKS

    @property
    def band_titles(self) -> list[str]:
        return [words[one] for words in HELD_WORDS.values() for one in Held]

    def at_risk(self, what: str, title: str, days: Sequence[int]) -> tuple[AtRisk, ...]:
        """The table beneath the curve of a choice, named by its title."""
        name = next(one for one, words in CHOICE_WORDS.items() if words == title)
        return at_risk([one for one in self.samples[what].observed if one.group == name], days)

    def _ranked(self, name: str) -> list[tuple[str, int]]:
        found = Counter(one for done in self.done.values() for one in getattr(done, name))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def _sample(self, endpoint: Endpoint) -> Sample:
        return from_landmark(observe(self.histories, endpoint, Origin.T0, Reading.MIDDLE), self.landmark)

    def _history(self, member: Member) -> History:
        """The history as it reads from the landmark: watched until the first regimen that begins after it."""
        history, after = history_of(member, Origin.T0), member.course.get("after") or {}
        late = [Between(lo, hi) for lo, hi in after.get("grown") or () if lo > self.landmark]
        begun = [start for start, *_ in after.get("regimens") or () if start[0] > self.landmark]
        return replace(
            history,
            skin_progressions=(*history.skin_progressions, *late),
            next_regimen=Between(*begun[0]) if begun else None,
            group=self.done[history.key].choice,
        )

    def _choice(self, name: str) -> Choice:
        mine = {key: one for key, one in self.done.items() if one.choice == name}
        members = [one for one in self.members if str(one.id) in mine]
        return Choice(
            title=CHOICE_WORDS[name],
            n=len(mine),
            after=numbers(one.on for one in mine.values()),
            skin=self._held("skin", name, len(mine)),
            elsewhere=self._held("elsewhere", name, len(mine)),
            bands={band: _bands(members, band) for band in ("skin", "systemic")},
        )

    def _held(self, what: str, name: str, n: int) -> HeldFor:
        observed = [one for one in self.samples[what].observed if one.group == name]
        return HeldFor(len(observed), curve(observed) if observed else None, n - len(observed))


def afterwards(selection: Selection, query: Mapping[str, str]) -> Afterwards:
    """What happened next in a cohort of events, as an address asks for it."""
    text, refused = query.get("landmark") or "", ()
    known = {str(day): day for day in LANDMARKS}
    if text and text not in known:
        days = ", ".join(known)
        refused = (f"The landmark can be one of {days} days; {LANDMARK} days is shown.",)
    members = first_of_each(selection.members) if selection.unit == Unit.EPISODES else ()
    return Afterwards(selection, members, known.get(text, LANDMARK), refused)


def done_by(member: Member, day: int) -> Done:
    """What had been done by a day after the event: the last regimen begun, else what was added to the one at the event.

    Dates with bounds count from their first day on.
    """
    after, history = member.course.get("after") or {}, member.course.get("history") or {}
    begun = [one for one in after.get("regimens") or () if one[0][0] <= day]
    local = [one for one in after.get("local") or () if one[0][0] <= day]
    kinds = tuple(sorted({kind for _, kind in local}))
    if begun:
        start, classes, drugs = begun[-1]
        return Done(_kind(classes), start[0], tuple(drugs), kinds)
    choice = _kept(history, day)
    if choice == CONTINUED and local:
        return Done(LOCAL, local[0][0][0], (), kinds)
    return Done(choice, None, (), kinds)


def _kept(history: Mapping[str, Any], day: int) -> str:
    """Whether the regimen of the event was still given on a day."""
    stop = history.get("stop")
    if stop is None:
        return CONTINUED if history.get("running") else "unknown"
    last = stop[0] if stop[0] is not None else stop[1]
    return STOPPED if last is not None and last <= day else CONTINUED


def _kind(classes: Sequence[str]) -> str:
    kinds = {CLASSES.get(one, "no_anti_her2") for one in classes}
    return "no_anti_her2" if not kinds else kinds.pop() if len(kinds) == 1 else "several"


def _bands(members: Sequence[Member], name: str) -> dict[str, int]:
    found = Counter((one.course.get("bands") or {}).get(name) for one in members)
    return {str(one): found[one] for one in Held}
