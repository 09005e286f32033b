"""How a cohort comes about: from all readable cases down to it, rule by rule, and whom one rule alone keeps out.

Readable units only. Cases of others are counted at the top and nowhere below: what a step loses is the difference of
two numbers, and small wherever the numbers are large (ADR 0005).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from cases.analysis.statistics.attrition import (
    Attrition,
    Outcome,
    Overlaps,
    attrition,
    failing,
    kept_out_by_one,
    overlaps,
)
from cases.cohorts.asked import asked_by
from cases.cohorts.members import Member, Selection, Unit
from cases.cohorts.models import ReadableEpisode
from cases.cohorts.pool import pool_of
from cases.cohorts.query.writing import sentence_of
from cases.cohorts.runs import beside_run, said_in_run
from cases.cohorts.selection import readable
from cases.cohorts.words import label_title
from cases.episodes.attributes import BLINDED
from cases.episodes.facts import MAY_LACK
from cases.episodes.words import RULE_WORDS
from cases.rules.definition import Index
from cases.rules.explain import listed
from registry.institutions.scoping import Scope

SHOWN = 12
"""Events of one rule that are listed at most, of those that it says no to and of those that it cannot judge."""
COMBINATIONS = 12
TAKE_PART = {"eligibility": "Eligible: breast cancer, ever on an anti-HER2 drug", "dates": "One label on every day"}
STEP_WORDS = RULE_WORDS | TAKE_PART


@dataclass(frozen=True)
class Step:
    """A line of the table: what is asked, and of those that passed all before, how many it leaves, loses, cannot judge.

    ``lost`` and ``unknown`` are None where the line only counts anew. ``patients``: those left, each once.
    """

    title: str
    unit: str
    left: int
    lost: int | None
    unknown: int | None
    patients: int


@dataclass(frozen=True)
class Near:
    """An event that one rule alone keeps out. ``turns_on``: what the rule read, and from which records.

    ``step``: the smallest change that would make it discordant, where there is one of a single constant or record.
    """

    id: str
    label: str
    institution: str
    turns_on: str
    step: str


@dataclass(frozen=True)
class KeptOut:
    """A rule, with the episodes that it alone keeps out: it says no, or cannot be judged."""

    title: str
    failed: tuple[Near, ...]
    unknown: tuple[Near, ...]

    @property
    def more(self) -> int:
        """Episodes beyond those that are listed."""
        return max(len(self.failed) - SHOWN, 0) + max(len(self.unknown) - SHOWN, 0)

    @property
    def shown(self) -> list[tuple[str, Near]]:
        return [("no", one) for one in self.failed[:SHOWN]] + [("not known", one) for one in self.unknown[:SHOWN]]


@dataclass(frozen=True)
class Combination:
    """Rules that fail together. ``share``: of the most frequent combination, per cent, for the length of a bar."""

    titles: str
    failing: frozenset[str]
    count: int
    share: int


class AttritionPage:
    """Everything on the page; each part is worked out when it is asked for."""

    def __init__(self, scope: Scope, selection: Selection):
        self.selection, self._scope = selection, scope

    @cached_property
    def cases(self) -> tuple[Member, ...]:
        """The readable cases under the same definition."""
        return self._all(Unit.CASES)

    @cached_property
    def episodes(self) -> tuple[Member, ...]:
        """The readable events, before the filters."""
        return self._all(Unit.EPISODES)

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules of the definition in their order."""
        return tuple(dict.fromkeys(rule for one in self.episodes for rule in one.rules))

    @cached_property
    def judged(self) -> dict[str, list[Outcome]]:
        """What each rule says of each event; a rule that was not asked does not stand in the way."""
        return {
            str(one.id): [Outcome(one.rules.get(rule, Outcome.PASS)) for rule in self.rules] for one in self.episodes
        }

    @cached_property
    def attrition(self) -> Attrition:
        return attrition(self.rules, self.judged)

    @cached_property
    def steps(self) -> list[Step]:
        """From all cases down to the discordant events."""
        return [*(self._cases_down() if self.cases else ()), *self._rules_down()]

    @property
    def lacks(self) -> str:
        """What a run was stored without, when runs held less; empty where nothing is missing."""
        if self.selection.run is None or (self.cases and self.episodes):
            return ""
        return "no case" if self.episodes else "no event"

    @cached_property
    def kept_out(self) -> list[KeptOut]:
        """By rule, the events that would be discordant but for it alone."""
        found = [one for one in kept_out_by_one(self.rules, self.judged) if one.failed or one.unknown]
        shown = {key for one in found for key in (*one.failed[:SHOWN], *one.unknown[:SHOWN])}
        told = self._told(shown)
        by_id = {str(one.id): one for one in self.episodes}
        return [
            KeptOut(
                self.title(one.rule),
                tuple(self._near(by_id[key], told.get(key, {}).get(one.rule)) for key in one.failed),
                tuple(self._near(by_id[key], told.get(key, {}).get(one.rule)) for key in one.unknown),
            )
            for one in found
        ]

    @cached_property
    def overlaps(self) -> Overlaps:
        return overlaps(self.rules, failing(self.rules, self.judged))

    @property
    def combinations(self) -> list[Combination]:
        """The most frequent combinations of rules that say no."""
        most = max((one.count for one in self.overlaps.overlaps), default=1)
        return [
            Combination(listed([self.title(rule) for rule in one.members]), frozenset(one.members), one.count, share)
            for one in self.overlaps.overlaps[:COMBINATIONS]
            for share in [max(one.count * 100 // most, 1)]
        ]

    @property
    def more_combinations(self) -> int:
        return max(len(self.overlaps.overlaps) - COMBINATIONS, 0)

    @property
    def rule_titles(self) -> list[tuple[str, str, int]]:
        """Each rule with its title, and how many events it says no to, alone or with others."""
        return [(rule, self.title(rule), one.count) for rule, one in zip(self.rules, self.overlaps.sizes, strict=True)]

    def title(self, rule: str) -> str:
        return STEP_WORDS.get(rule, rule)

    def _all(self, unit: Unit) -> tuple[Member, ...]:
        """All units of one kind: those of a frozen run as they were stored, else as they are now."""
        if unit == self.selection.unit:
            return self.selection.universe
        run = self.selection.run
        return readable(unit, self.selection.definition) if run is None else beside_run(run.receipt, unit)

    def _cases_down(self) -> Iterable[Step]:
        everybody = len(self.cases)
        yield Step("All cases that you can read", "cases", everybody, None, None, everybody)
        drugs = [_on_anti_her2(one) for one in self.cases]
        treated = [one for one, said in zip(self.cases, drugs, strict=True) if said is Outcome.PASS]
        yield _step("Ever on an anti-HER2 drug", treated, drugs)
        events = [Outcome.PASS if one.facts.get("events") else Outcome.FAIL for one in treated]
        reached = [one for one, said in zip(treated, events, strict=True) if said is Outcome.PASS]
        yield _step(f"With an event of {self._target}", reached, events)

    def _rules_down(self) -> Iterable[Step]:
        left = list(self.episodes)
        title = "All events, those of cases without a known anti-HER2 drug among them"
        yield Step(title, "events", len(left), None, None, _patients(left))
        for place, step in enumerate(self.attrition.steps):
            left = [one for one in left if self.judged[str(one.id)][place] is Outcome.PASS]
            yield Step(self.title(step.rule), "events", step.left, step.lost, step.unknown, _patients(left))

    @cached_property
    def conditions(self) -> list[Step]:
        """From all readable units down to the cohort, one condition of its question after the other; none without any.

        The rows of a frozen run are stored with their answer to the whole question only.
        """
        if self.selection.run is not None:
            return self._whole_question()
        asked = asked_by(self._scope, QueryDict(self.selection.query))
        if not asked.has_filters:
            return []
        unit, rows = str(asked.unit), pool_of(asked).rows
        steps = [Step("All that you can read", unit, len(rows), None, None, len({row.person for row in rows}))]
        for place, part in enumerate(asked.parts):
            said = Counter(row.answers[place] for row in rows)
            rows = [row for row in rows if row.answers[place]]
            patients = len({row.person for row in rows})
            steps.append(Step(sentence_of(part, asked.fields), unit, said[True], said[False], said[None], patients))
        return steps

    def _whole_question(self) -> list[Step]:
        parts, unit = self.selection.parts, str(self.selection.unit)
        if not parts.outside and not parts.unknown:
            return []
        everybody = self.selection.universe
        return [
            Step("All that you can read", unit, len(everybody), None, None, _patients(everybody)),
            Step(
                self.selection.words,
                unit,
                len(parts.members),
                len(parts.outside),
                len(parts.unknown),
                _patients(parts.members),
            ),
        ]

    @property
    def _target(self) -> str:
        return "the skin" if self.selection.definition.index is Index.FINDING else "the target compartment"

    def _told(self, keys: Collection[str]) -> dict[str, dict[str, Mapping[str, Any]]]:
        """What each rule said of some events, as others may see it: by event, by rule."""
        if self.selection.run is not None:
            return said_in_run(self.selection.run.receipt, keys)
        rows = ReadableEpisode.objects.filter(pk__in=list(keys)).values_list("pk", "episode")
        return {str(key): {one["rule"]: one for one in episode.get("rules") or ()} for key, episode in rows}

    def _near(self, one: Member, rule: Mapping[str, Any] | None) -> Near:
        label = label_title(one.label, self.selection.definition.labels)
        return Near(str(one.id), label, one.institution, _turns_on(rule or {}), one.near.get("says", ""))


def _turns_on(rule: Mapping[str, Any]) -> str:
    """ "Liver in progression 2 days before. Read from a1 and a2." """
    says, records = (rule.get("says") or "").rstrip("."), rule.get("records")
    if not says:
        return ""
    return f"{says}. Read from {listed(records)}." if records else f"{says}."


def _step(title: str, left: Collection[Member], said: Sequence[Outcome]) -> Step:
    return Step(title, "cases", len(left), said.count(Outcome.FAIL), said.count(Outcome.UNKNOWN), _patients(left))


def _patients(members: Iterable[Member]) -> int:
    return len({one.patient for one in members})


def _on_anti_her2(case: Member) -> Outcome:
    """Whether any anti-HER2 drug is recorded; none is a no only where the list of regimens is whole."""
    classes, drugs = case.facts.get("class"), case.facts.get("drug")
    if classes is None or drugs is None:
        return Outcome.UNKNOWN
    if BLINDED in drugs or any(one != MAY_LACK for one in classes):
        return Outcome.PASS
    return Outcome.UNKNOWN if MAY_LACK in classes else Outcome.FAIL
