"""Which skin findings form one event (settlements 2 to 4).

Findings are read day by day. On one day progression is read first: a look at which an old lesion has gone and
another has come is no moment without disease. Findings between which the order does not matter are not
compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.rules.timeline import LocalTreatment, SkinFinding, Timeline
from cases.rules.vocabulary import Change
from cases.rules.zones import earliest

RANK = {Change.PROGRESSION: 0, Change.STABLE: 1, Change.RESPONSE: 2, Change.RESOLVED: 3}


@dataclass(frozen=True, eq=False)
class Event:
    """One cutaneous event: the finding that opened it, and every finding that belongs to it."""

    first: SkinFinding
    findings: tuple[SkinFinding, ...]

    @property
    def progressions(self) -> tuple[SkinFinding, ...]:
        return tuple([one for one in self.findings if one.change == Change.PROGRESSION])


def root_of(finding: SkinFinding, by_id: dict[str, SkinFinding]) -> str:
    """The id of the first finding of the lesion chain."""
    seen = {finding.id}
    while finding.lesion_of is not None and finding.lesion_of in by_id and finding.lesion_of not in seen:
        finding = by_id[finding.lesion_of]
        seen.add(finding.id)
    return finding.id


def form_events(timeline: Timeline, stable_days: int) -> tuple[Event, ...]:
    """The events in the order in which they opened. An undated finding of progression is an event of its own."""
    undated = [one for one in timeline.skin_findings if not one.dated]
    former = _Former(timeline, stable_days)
    former.run()
    alone = [Event(one, (one,)) for one in undated if one.change == Change.PROGRESSION]
    return (*[Event(findings[0], tuple(findings)) for findings in former.events], *alone)


def _rank(finding: SkinFinding) -> tuple[int, str]:
    return RANK[finding.change], finding.id


class _Former:
    """Walks through the dated findings once and opens, feeds and closes events."""

    def __init__(self, timeline: Timeline, stable_days: int) -> None:
        by_id = {one.id: one for one in timeline.skin_findings}
        self.root = {one.id: root_of(one, by_id) for one in timeline.skin_findings}
        self.chain: dict[str, list[SkinFinding]] = {}
        for one in timeline.skin_findings:
            self.chain.setdefault(self.root[one.id], []).append(one)
        self.left = [one for one in timeline.skin_findings if self.is_read(one)]
        self.treatments = [_Treatment.of(one, timeline) for one in timeline.local_treatments]
        self.stable_days = stable_days
        self.events: list[list[SkinFinding]] = []
        self.owner: dict[str, list[SkinFinding]] = {}
        """The event that a lesion chain belongs to, the last one if it had several."""
        self.open: list[SkinFinding] | None = None
        self.state: dict[str, SkinFinding] = {}
        """The latest finding of each lesion chain of the open event."""
        self.stable_since: SkinFinding | None = None

    @staticmethod
    def is_read(finding: SkinFinding) -> bool:
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

    def turns(self, finding: SkinFinding) -> bool:
        """Whether the order of this finding can matter now: it may open an event, or close the open one."""
        if self.open is None:
            return finding.change == Change.PROGRESSION or finding.lesion_of is None
        return finding.change != Change.PROGRESSION or self.stable_since is not None

    @staticmethod
    def precedes(finding: SkinFinding, turn: SkinFinding) -> bool:
        return finding.on < turn.on or (finding.on <= turn.on and _rank(finding) < _rank(turn))

    def take_all(self, findings: Sequence[SkinFinding]) -> None:
        for finding in findings:
            self.join(finding)

    def read(self, finding: SkinFinding) -> None:
        if self.open is not None and finding.change == Change.PROGRESSION and self.long_stable(finding):
            self.close()
        if self.open is None and (finding.change == Change.PROGRESSION or finding.lesion_of is None):
            self.open = []
            self.events.append(self.open)
        self.join(finding)
        if self.open is not None and self.is_over():
            self.close()

    def long_stable(self, finding: SkinFinding) -> bool:
        return self.stable_since is not None and finding.on >= self.stable_since.on + self.stable_days

    def join(self, finding: SkinFinding) -> None:
        root = self.root[finding.id]
        belongs = finding.change == Change.PROGRESSION or finding.lesion_of is None or self.owner.get(root) is self.open
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

    def follow_up(self, finding: SkinFinding) -> None:
        """A later look at a lesion whose event has closed still says how that event ended."""
        event = self.owner.get(self.root[finding.id])
        if event is not None:
            event.append(finding)

    def is_over(self) -> bool:
        return all(self.has_ended(root, last) for root, last in self.state.items())

    def has_ended(self, root: str, last: SkinFinding) -> bool:
        if last.change == Change.RESOLVED:
            return True
        return last.change == Change.RESPONSE and not any(one.treats(self.chain[root], last) for one in self.treatments)

    def close(self) -> None:
        self.open = None
        self.state = {}
        self.stable_since = None


@dataclass(frozen=True, eq=False)
class _Treatment:
    """A local treatment with the places that it was given to."""

    treatment: LocalTreatment
    sites: frozenset[str]

    @classmethod
    def of(cls, treatment: LocalTreatment, timeline: Timeline) -> "_Treatment":
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
