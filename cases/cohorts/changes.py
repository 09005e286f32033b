"""What became of a frozen run: its rows beside the same cohort now, as far as one reader may read both."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from cases.cohorts.asked import UnreadableError
from cases.cohorts.members import Member, Selection
from cases.cohorts.runs import FrozenRun, members_of_run
from cases.cohorts.saved import Part, RunMember
from cases.cohorts.selection import selection_of
from cases.episodes.models import PublishedDefinition
from cases.episodes.published import named_definition
from cases.episodes.recipe import recipe_for
from cases.records.models import Case
from registry.database.deriver import as_deriver
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Turned:
    """A rule that answers otherwise now; an answer is empty where the rule was not asked."""

    rule: str
    before: str
    now: str


@dataclass(frozen=True)
class Changed:
    """A stored row beside what is known of it now: ``now`` is None where there is no such unit any more.

    ``rules`` that answer otherwise, and the version of its case then and now.
    """

    before: Member
    now: Member | None
    rules: tuple[Turned, ...]
    version_before: int
    version_now: int

    @property
    def label_changed(self) -> bool:
        return self.now is not None and _label(self.before) != _label(self.now)

    @property
    def case_changed(self) -> bool:
        return self.version_before != self.version_now

    @property
    def is_same(self) -> bool:
        return not (self.label_changed or self.rules or self.case_changed)


@dataclass(frozen=True)
class Versions:
    """What a run was made with, beside what is used now. ``newer``: the version of its definition that is current."""

    definition_name: str
    newer: str
    code_changed: bool


class Changes:
    """A run beside the live cohort that its query finds now; both as one reader may read them."""

    def __init__(self, run: FrozenRun, scope: Scope):
        self.run, self.scope = run, scope

    @cached_property
    def live(self) -> Selection:
        return selection_of(self.scope, QueryDict(self.run.receipt.query))

    @property
    def is_comparable(self) -> bool:
        """Whether the question can be asked as it was: not once its definition is retired, or a word of it gone."""
        try:
            return self.live.definition.name == self.run.receipt.definition_name
        except UnreadableError:
            return False

    @cached_property
    def stored(self) -> dict[uuid.UUID, Member]:
        return {one.id: one for one in members_of_run(self.run.receipt)}

    @cached_property
    def found(self) -> set[uuid.UUID]:
        return {one.id for one in self.live.members}

    @cached_property
    def known(self) -> set[uuid.UUID]:
        """Every unit that the reader may read now, in the cohort or not."""
        return {one.id for one in self.live.universe}

    @property
    def joined(self) -> list[Member]:
        """Rows of the live cohort that are not among the readable rows of the run."""
        return [one for one in self.live.members if one.id not in self.stored]

    @property
    def left(self) -> list[Changed]:
        """Rows of the run that the live cohort does not hold now, and the reader still reads."""
        return [one for one in self._beside if one.before.id not in self.found]

    @property
    def changed(self) -> list[Changed]:
        """Rows in both whose label, rules or case changed, in the order of the run."""
        return [one for one in self._in_both if not one.is_same]

    @property
    def relabelled(self) -> list[Changed]:
        return [one for one in self._in_both if one.label_changed]

    @property
    def same(self) -> int:
        """Rows in both that say the same, of the same version of their case."""
        return len(self._in_both) - len(self.changed)

    @property
    def _in_both(self) -> list[Changed]:
        return [one for one in self._beside if one.before.id in self.found]

    @cached_property
    def _beside(self) -> list[Changed]:
        versions = self._versions()
        now = {one.id: one for one in self.live.universe if one.id in self.stored}
        return [_beside(one, now.get(key), *versions[key]) for key, one in self.stored.items()]

    def _versions(self) -> dict[uuid.UUID, tuple[int, int]]:
        rows = RunMember.objects.filter(run=self.run.receipt, part=Part.MEMBER).values_list(
            "member", "case_id", "case_version"
        )
        read = list(rows)
        with as_deriver():
            now = dict(Case.objects.filter(pk__in={case for _, case, _ in read}).values_list("pk", "version"))
        return {member: (version, now.get(case, version)) for member, case, version in read}

    @cached_property
    def versions(self) -> Versions:
        receipt = self.run.receipt
        definition = named_definition(receipt.definition_name)
        current = PublishedDefinition.objects.current(receipt.definition_key).first()
        newer = current.name if current and current.version != receipt.definition_version else ""
        return Versions(receipt.definition_name, newer, recipe_for(definition).hash != receipt.recipe_hash)


def _beside(before: Member, now: Member | None, version: int, version_now: int) -> Changed:
    return Changed(before, now, turned(before.rules, now.rules) if now else (), version, version_now)


def _label(member: Member) -> tuple[str, str]:
    return member.label, member.certainty


def turned(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Turned, ...]:
    """The rules that answer otherwise, in the order of the definition."""
    names = [*before, *(name for name in now if name not in before)]
    pairs = [(name, before.get(name, ""), now.get(name, "")) for name in names]
    return tuple(Turned(*pair) for pair in pairs if pair[1] != pair[2])
