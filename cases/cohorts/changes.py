"""What became of a frozen run: its rows beside the same cohort now, as far as one reader may read both."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from cases.cohorts.members import Member, Selection
from cases.cohorts.runs import FrozenRun, members_of_run
from cases.cohorts.saved import RunMember
from cases.cohorts.selection import selection_of
from cases.episodes.deriver import as_deriver
from cases.episodes.models import PublishedDefinition
from cases.episodes.recipe import recipe_for
from cases.records.models import Case
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Turned:
    """A rule that answers otherwise now; an answer is empty where the rule was not asked."""

    rule: str
    before: str
    now: str


@dataclass(frozen=True)
class Changed:
    """A row that is in both: ``rules`` that answer otherwise, and the version of its case then and now."""

    before: Member
    now: Member
    rules: tuple[Turned, ...]
    version_before: int
    version_now: int

    @property
    def label_changed(self) -> bool:
        return (self.before.label, self.before.certainty) != (self.now.label, self.now.certainty)

    @property
    def case_changed(self) -> bool:
        return self.version_before != self.version_now


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
        """Whether the live cohort can still be asked under the definition of the run; not once it is retired."""
        return self.live.definition.name == self.run.receipt.definition_name

    @cached_property
    def stored(self) -> dict[uuid.UUID, Member]:
        return {one.id: one for one in members_of_run(self.run.receipt)}

    @cached_property
    def found(self) -> dict[uuid.UUID, Member]:
        return {one.id: one for one in self.live.members}

    @property
    def joined(self) -> list[Member]:
        """Rows of the live cohort that are not among the readable rows of the run."""
        return [one for key, one in self.found.items() if key not in self.stored]

    @property
    def left(self) -> list[Member]:
        """Rows of the run that the live cohort does not hold now, and the reader still reads."""
        return [one for key, one in self.stored.items() if key not in self.found]

    @cached_property
    def changed(self) -> list[Changed]:
        """Rows in both whose label, rules or case changed, in the order of the run."""
        versions = self._versions()
        both = [
            Changed(before, self.found[key], turned(before.rules, self.found[key].rules), *versions[key])
            for key, before in self.stored.items()
            if key in self.found
        ]
        return [one for one in both if one.label_changed or one.rules or one.case_changed]

    @property
    def relabelled(self) -> list[Changed]:
        return [one for one in self.changed if one.label_changed]

    @property
    def same(self) -> int:
        """Rows in both that say the same, of the same version of their case."""
        return len(self.stored) - len(self.left) - len(self.changed)

    def _versions(self) -> dict[uuid.UUID, tuple[int, int]]:
        rows = RunMember.objects.filter(run=self.run.receipt).values_list("member", "case_id", "case_version")
        read = list(rows)
        with as_deriver():
            now = dict(Case.objects.filter(pk__in={case for _, case, _ in read}).values_list("pk", "version"))
        return {member: (version, now.get(case, version)) for member, case, version in read}

    @cached_property
    def versions(self) -> Versions:
        receipt = self.run.receipt
        current = PublishedDefinition.objects.current(receipt.definition_key).first()
        newer = current.name if current and current.version != receipt.definition_version else ""
        return Versions(receipt.definition_name, newer, recipe_for(self.live.definition).hash != receipt.recipe_hash)


def turned(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Turned, ...]:
    """The rules that answer otherwise, in the order of the definition."""
    names = [*before, *(name for name in now if name not in before)]
    pairs = [(name, before.get(name, ""), now.get(name, "")) for name in names]
    return tuple(Turned(*pair) for pair in pairs if pair[1] != pair[2])
