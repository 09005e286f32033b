"""Which findings form one event (settlements 2 to 4).

Findings are read day by day. On one day progression is read first: a look at which an old lesion has gone and
another has come is no moment without disease. Findings between which the order does not matter are not
compared. What is said of findings of the skin here holds for the imaging of another target too
(``cases.rules.sightings``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cases.rules.timeline import LocalTreatment, SkinFinding, Timeline
from cases.rules.vocabulary import Change
from cases.rules.zones import Comparable, earliest

RANK = {Change.PROGRESSION: 0, Change.STABLE: 1, Change.RESPONSE: 2, Change.RESOLVED: 3}


class Finding(Protocol):
    """One look at the target: a skin finding, or what an assessment saw."""

    id: str
    on: Comparable
    change: str
    dated: bool
    anchored: bool


@dataclass(frozen=True, eq=False)
class Event:
    """One event: the finding that opened it, and every finding that belongs to it."""

    first: Finding
    findings: tuple[Finding, ...]

    @property
    def progressions(self) -> tuple[Finding, ...]:
        return tuple([one for one in self.findings if one.change == Change.PROGRESSION])


def root_of(finding: SkinFinding, by_id: dict[str, SkinFinding]) -> str:
    """The id of the first finding of the lesion chain."""
    seen = {finding.id}
    while finding.lesion_of is not None and finding.lesion_of in by_id and finding.lesion_of not in seen:
        finding = by_id[finding.lesion_of]
        seen.add(finding.id)
    return finding.id


@dataclass(frozen=True, eq=False)
class Looks:
    """Every finding of a target, as events are formed of them."""

    findings: Sequence[Finding]
    chain_of: Mapping[str, str]
    """The lesion chain of each finding, by id."""
    follow_ups: frozenset[str]
    """Findings that name an earlier one: without progression they start no event."""
    treatments: Sequence["Treatment"]


def looks_at_skin(timeline: Timeline) -> Looks:
    """The skin findings of a case, chained by ``lesion_of``."""
    by_id = {one.id: one for one in timeline.skin_findings}
    return Looks(
        findings=timeline.skin_findings,
        chain_of={one.id: root_of(one, by_id) for one in timeline.skin_findings},
        follow_ups=frozenset(one.id for one in timeline.skin_findings if one.lesion_of is not None),
        treatments=[_SkinTreatment.of(one, timeline) for one in timeline.local_treatments],
    )


def form_events(looks: Looks, stable_days: int) -> tuple[Event, ...]:
    """The events in the order in which they opened. An undated finding of progression is an event of its own."""
    undated = [one for one in looks.findings if not one.dated]
    former = _Former(looks, stable_days)
    former.run()
    alone = [Event(one, (one,)) for one in undated if one.change == Change.PROGRESSION]
    return (*[Event(findings[0], tuple(findings)) for findings in former.events], *alone)


def _rank(finding: Finding) -> tuple[int, str]:
    return RANK[finding.change], finding.id


class _Former:
    """Walks through the dated findings once and opens, feeds and closes events."""

    def __init__(self, looks: Looks, stable_days: int) -> None:
        self.root = looks.chain_of
        self.follow_ups = looks.follow_ups
        self.treatments = looks.treatments
        self.chain: dict[str, list[Finding]] = {}
        for one in looks.findings:
            self.chain.setdefault(self.root[one.id], []).append(one)
        self.left = [one for one in looks.findings if self.is_read(one)]
        self.stable_days = stable_days
        self.events: list[list[Finding]] = []
        self.owner: dict[str, list[Finding]] = {}
        """The event that a lesion chain belongs to, the last one if it had several."""
        self.open: list[Finding] | None = None
        self.state: dict[str, Finding] = {}
        """The latest finding of each lesion chain of the open event."""
        self.stable_since: Finding | None = None

    @staticmethod
    def is_read(finding: Finding) -> bool:
        """Not what was merely present, nor a progression of which nobody knows when: that one stands alone."""
        return finding.change != Change.BASELINE and (finding.dated or finding.change != Change.PROGRESSION)

    def run(self) -> None:
        while self.left:
            turning = [one for one in self.left if self.turns(one)]
            if not turning:
                self.take_all(self.left)
                return
            turn = earliest(turning, lambda one: one.on, _rank)
            self.left.remove(turn)
            before = [one for one in self.left if self.precedes(one, turn)]
            self.left = [one for one in self.left if one not in before]
            self.take_all(before)
            self.read(turn)

    def turns(self, finding: Finding) -> bool:
        """Whether the order of this finding can matter now: it may open an event, or close the open one."""
        if self.open is None:
            return finding.change == Change.PROGRESSION or finding.id not in self.follow_ups
        return finding.change != Change.PROGRESSION or self.stable_since is not None

    @staticmethod
    def precedes(finding: Finding, turn: Finding) -> bool:
        return finding.on < turn.on or (finding.on <= turn.on and _rank(finding) < _rank(turn))

    def take_all(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self.join(finding)

    def read(self, finding: Finding) -> None:
        if self.open is not None and finding.change == Change.PROGRESSION and self.long_stable(finding):
            self.close()
        if self.open is None and (finding.change == Change.PROGRESSION or finding.id not in self.follow_ups):
            self.open = []
            self.events.append(self.open)
        self.join(finding)
        if self.open is not None and self.is_over():
            self.close()

    def long_stable(self, finding: Finding) -> bool:
        return self.stable_since is not None and finding.on >= self.stable_since.on + self.stable_days

    def join(self, finding: Finding) -> None:
        root = self.root[finding.id]
        starts = finding.change == Change.PROGRESSION or finding.id not in self.follow_ups
        belongs = starts or self.owner.get(root) is self.open
        if self.open is None or not belongs:
            self.follow_up(finding)
            return
        self.open.append(finding)
        self.owner[root] = self.open
        self.state[root] = finding
        if finding.change == Change.PROGRESSION:
            self.stable_since = None
        elif finding.change == Change.STABLE and self.stable_since is None:
            self.stable_since = finding

    def follow_up(self, finding: Finding) -> None:
        """A later look at a lesion whose event has closed still says how that event ended."""
        event = self.owner.get(self.root[finding.id])
        if event is not None:
            event.append(finding)

    def is_over(self) -> bool:
        return all(self.has_ended(root, last) for root, last in self.state.items())

    def has_ended(self, root: str, last: Finding) -> bool:
        if last.change == Change.RESOLVED:
            return True
        return last.change == Change.RESPONSE and not any(one.treats(self.chain[root], last) for one in self.treatments)

    def close(self) -> None:
        self.open = None
        self.state = {}
        self.stable_since = None


class Treatment(Protocol):
    """A local treatment."""

    def treats(self, chain: Sequence[Finding], response: Finding) -> bool:
        """Whether this treatment of the chain's lesion began before its response."""


@dataclass(frozen=True, eq=False)
class _SkinTreatment:
    """A local treatment with the places that it was given to."""

    treatment: LocalTreatment
    sites: frozenset[str]

    @classmethod
    def of(cls, treatment: LocalTreatment, timeline: Timeline) -> "_SkinTreatment":
        sites = [one.site for one in timeline.lesions if one.id in treatment.lesions]
        if not treatment.lesions:
            sites = [treatment.site]
        return cls(treatment, frozenset(sites) - {""})

    def treats(self, chain: Sequence[SkinFinding], response: SkinFinding) -> bool:
        """Whether this treatment of the lesion began before its response; the place decides if no finding is
        named.
        """
        named = any(one.id in self.treatment.lesions for one in chain)
        if not named and not any(one.sites & self.sites for one in chain):
            return False
        if not self.treatment.start <= response.on:
            return False
        return named or any(one.on <= self.treatment.start for one in chain)
