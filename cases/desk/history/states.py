"""The states of one case as its reader may see them: whole for its institution, de-identified for a reviewer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from cases.desk.spoken import Speaker, label_of
from cases.records.differences import Difference, Path, differences, flat
from cases.records.models import Case
from cases.records.outside import seen_from_outside
from cases.records.replay import Change, Trail
from cases.review.models import CaseMove
from cases.rules.vocabulary import Absence, CaseStatus
from registry.institutions.models import User
from registry.institutions.scoping import Scope

NOTHING = ""
"""What the page shows for a value that is not there, as a dash."""


@dataclass(frozen=True)
class Line:
    """One difference in words. ``query``: of the page that shows the history of this field alone."""

    section: str
    title: str
    label: str
    before: str
    after: str
    kind: str
    row: str
    field: str


class States:
    """Every state of a case. ``own``: whether the reader is of its institution and sees calendar dates."""

    def __init__(self, case: Case, scope: Scope):
        self.case, self.own = case, case.institution_id in scope.sites
        self.trail = Trail(case.pk)
        self._documents: dict[int, dict | None] = {}

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.trail.changes

    def document(self, change: Change | None) -> dict | None:
        """The case after a change, as this reader may see it; None: before the first."""
        if change is None:
            return None
        if change.event not in self._documents:
            found = self.trail.document_at(change.event)
            self._documents[change.event] = found if self.own or found is None else seen_from_outside(found)
        return self._documents[change.event]

    def lines(self, before: Change | None, after: Change) -> list[Line]:
        """What differs between two states, in words."""
        old, new = self.document(before), self.document(after)
        speak_old, speak_new = self._speaker(before), self._speaker(after)
        return [
            self._line(one, spoken(one, one.before, speak_old), spoken(one, one.after, speak_new))
            for one in differences(old, new)
        ]

    def values(self, change: Change) -> Mapping[Path, Any]:
        return flat(self.document(change) or {})

    def before(self, change: Change) -> Change | None:
        place = self.changes.index(change)
        return self.changes[place - 1] if place else None

    def who(self, change: Change) -> str:
        return self._names.get(change.by, "Somebody not known") if change.by else "The registry, by a command"

    def why(self, change: Change) -> str:
        """The reason that was given for a move of the case within the change, or for a change after acceptance."""
        before = self.before(change)
        since, until = (before.version if before else 0) or 0, change.version or 0
        given = [(one.version, one.reason) for one in self._moves if one.reason]
        return " ".join(dict.fromkeys(why for version, why in [*given, *self._held] if since < version <= until))

    @cached_property
    def _held(self) -> list[tuple[int, str]]:
        """Version of the case -> the reason for which it was being changed then."""
        events = Case._meta.get_field("events").related_model.objects.filter(pgh_obj_id=self.case.pk)
        return list(events.exclude(amended_why="").order_by("version").values_list("version", "amended_why"))

    @cached_property
    def _moves(self) -> list[CaseMove]:
        return list(CaseMove.objects.filter(case=self.case).order_by("at"))

    @cached_property
    def _names(self) -> Mapping[uuid.UUID, str]:
        people = {one.by for one in self.changes if one.by}
        return dict(User.objects.filter(pk__in=people).values_list("pk", "name"))

    def _speaker(self, change: Change | None) -> Speaker:
        day_zero = self.trail.day_zero_at(change.event) if change and self.own else None
        return Speaker(self.document(change) or {}, day_zero)

    def _line(self, one: Difference, before: str, after: str) -> Line:
        return Line(one.section.title, one.title, one.label, before, after, one.kind, one.row, one.name)


def spoken(one: Difference, value: Any, speaker: Speaker) -> str:
    """A value in words; empty where there is none."""
    if value in (None, "", []):
        return NOTHING
    if one.name.endswith("_absent"):
        return label_of(Absence, value)
    if one.name == "status":
        return label_of(CaseStatus, value)
    if one.name == "day_zero":
        return f"{date.fromisoformat(value):%d %b %Y}"
    if one.field is None:
        return _plainly(value, speaker)
    said = speaker.value(one.field, value)
    if said.when is not None:
        days = said.when.text or "date unknown"
        return f"{said.when.calendar} ({days})" if said.when.calendar else days
    return ", ".join(said.refers) or said.text


def _plainly(value: Any, speaker: Speaker) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else speaker.score(value)


def instant(at: datetime) -> str:
    """An instant as every page of the trail writes it."""
    return f"{at:%d %b %Y %H:%M:%S} UTC"
