"""Two states of a case side by side, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cases.desk.history.states import Line, States, instant
from cases.records.models import Case
from cases.records.replay import Change
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Choice:
    """One state to choose. ``label``: its version, when it came about and by whom."""

    event: int
    label: str


class VersionsPage:
    """The address names two changes (``left``, ``right``); without, the last two states stand there."""

    def __init__(self, case: Case, scope: Scope, asked: Mapping[str, str]):
        self.case, self.states = case, States(case, scope)
        self.own = self.states.own
        changes = self.states.changes
        self.right = self._named(asked.get("right")) or changes[-1]
        self.left = self._named(asked.get("left")) or self.states.before(self.right) or self.right

    @cached_property
    def choices(self) -> list[Choice]:
        return [Choice(one.event, self.label(one)) for one in reversed(self.states.changes)]

    @cached_property
    def lines(self) -> list[Line]:
        return self.states.lines(self.left, self.right)

    @property
    def left_label(self) -> str:
        return self.label(self.left)

    @property
    def right_label(self) -> str:
        return self.label(self.right)

    def label(self, change: Change) -> str:
        return f"Version {change.version}, {instant(change.at)}, {self.states.who(change)}"

    def _named(self, text: str | None) -> Change | None:
        return next((one for one in self.states.changes if str(one.event) == text), None)
