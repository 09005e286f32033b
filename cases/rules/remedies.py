"""What would change it: for each rule that is unknown, the smallest change to the record that would decide it.

Changes are proposed from what the rules found lacking, made to a copy of the timeline, and the rules are asked again.
A change that says "between day 344 and 442" is tried with just that uncertain date, so that the exact search over
dates shows that every day between the two would do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from cases.rules.changes import Change
from cases.rules.definition import Definition, EvidenceLevel
from cases.rules.discordance import Episode, Situation
from cases.rules.exposure import ExposureLevel, Treated
from cases.rules.labels import Label
from cases.rules.narrowing import narrowings
from cases.rules.proposals import Kind, Proposal, Proposer, Span, lacking_in
from cases.rules.systemic import Level
from cases.rules.timeline import Timeline
from cases.rules.trials import Trials
from cases.rules.verdict import Verdict
from cases.rules.zones import bounds

MOST = 12
"""Remedies given for one event."""
STILL_OPEN: Mapping[str, Callable[[Verdict], bool]] = {
    "exposure": lambda verdict: verdict.exposure.level is ExposureLevel.UNKNOWN or verdict.treated is Treated.UNKNOWN,
    "systemic": lambda verdict: verdict.level is Level.S9,
    "evidence": lambda verdict: verdict.evidence.level is EvidenceLevel.CU,
}


@dataclass(frozen=True)
class LeadsTo:
    """What the record could turn out to say, and the label that follows; ``label`` may still be INDETERMINATE."""

    words: str
    label: Label
    change: Change


@dataclass(frozen=True)
class Remedy:
    """One change that would decide a rule.

    ``label`` follows from its first way out; ``leads_to`` holds every way that was tried and decides. ``days`` and
    ``from_t0``: where the new record must lie, from day 0 and from t0, None where that does not matter.
    """

    kind: Kind
    rule: str
    label: Label
    says: str
    records: tuple[str, ...]
    days: Span | None
    from_t0: Span | None
    compartments: tuple[str, ...]
    leads_to: tuple[LeadsTo, ...]

    def apply(self, timeline: Timeline) -> Timeline:
        """The timeline with the change of the first way out; its event then has ``label``."""
        return self.leads_to[0].change.apply(timeline)

    def as_json(self) -> dict[str, Any]:
        """The remedy as plain JSON values, without the change itself."""
        return {
            "kind": str(self.kind),
            "rule": self.rule,
            "label": str(self.label),
            "says": self.says,
            "records": list(self.records),
            "days": None if self.days is None else list(self.days),
            "from_t0": None if self.from_t0 is None else list(self.from_t0),
            "compartments": [str(one) for one in self.compartments],
            "leads_to": [[one.words, str(one.label)] for one in self.leads_to],
        }


def remedies(timeline: Timeline, definition: Definition, episode: Episode) -> tuple[Remedy, ...]:
    """What would decide an episode that is INDETERMINATE, the smallest change first; nothing for any other.

    Each is verified by asking the rules about the changed record. The work is bounded (``trials.WAYS_OF_ALL``), so
    that for very uncertain dates remedies may be lacking; none that is given is wrong.
    """
    if episode.label is not Label.INDETERMINATE:
        return ()
    trials = Trials(timeline, definition, episode.key)
    situation = trials.situation()
    if situation is None:
        return ()
    return tuple(_Finder(trials, situation).found())


class _Finder:
    def __init__(self, trials: Trials, situation: Situation) -> None:
        self.trials = trials
        self.situation = situation
        low, high = bounds(situation.bound.search.base, situation.first.on)
        self.t0 = low if low == high else None

    def found(self) -> list[Remedy]:
        """By kind; of the proposals of one task the first that decides."""
        proposer = Proposer(self.situation, lacking_in(self.trials, self.situation))
        kept: dict[tuple, Remedy] = {}
        for one in chain(proposer.proposals(), narrowings(self.trials, self.situation)):
            remedy = self.tried(one) if one.task not in kept else None
            if remedy is not None:
                kept[one.task] = remedy
        return sorted(kept.values(), key=lambda one: list(Kind).index(one.kind))[:MOST]

    def tried(self, proposal: Proposal) -> Remedy | None:
        """The remedy if the first option decides the rule; options that do not are left out."""
        ways = ways_out(proposal, lambda change: self.label_after(change, proposal.rule))
        return made(proposal, ways, self.t0) if ways else None

    def label_after(self, change: Change, rule: str) -> Label | None:
        """The one label that follows on all days, INDETERMINATE only if the rule is open on none of them."""
        is_open = STILL_OPEN.get(rule)
        label = self.trials.label(change)
        if label is not Label.INDETERMINATE or is_open is None:
            return None if label is Label.INDETERMINATE else label
        return label if self.trials.ask(is_open, change) == {False} else None


def ways_out(proposal: Proposal, label_after: Callable[[Change], Label | None]) -> list[LeadsTo]:
    """The options of a proposal that lead to a label; none at all if the first does not."""
    ways: list[LeadsTo] = []
    for words, change in proposal.options:
        label = label_after(change)
        if label is not None:
            ways.append(LeadsTo(words, label, change))
        elif not ways:
            break
    return ways


def made(proposal: Proposal, ways: Sequence[LeadsTo], t0: int | None) -> Remedy:
    """The remedy that a proposal became. ``t0``: the day of the event, if it is known to the day."""
    return Remedy(
        kind=proposal.kind,
        rule=proposal.rule,
        label=ways[0].label,
        says=f"{proposal.says}.",
        records=proposal.records,
        days=_days(proposal.from_t0, t0),
        from_t0=proposal.from_t0,
        compartments=proposal.compartments,
        leads_to=tuple(ways),
    )


def _days(from_t0: Span | None, t0: int | None) -> Span | None:
    if t0 is None or from_t0 is None:
        return None
    low, high = from_t0
    return None if low is None else t0 + low, None if high is None else t0 + high
