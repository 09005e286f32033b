"""What a reader may be shown: events without any verdict, and which wait. All of it is asked of the database."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.review.adjudication.models import Adjudicated, Discipline, Reader, Reading
from cases.rules.definition import Definition
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class BlindEvent:
    """An event as far as a reader may know it. ``episode``: in addresses; ``named``: plain key within ``picture``.

    ``picture``: the record as others may see it, a case/1 document. ``mine``: the person has read it; ``taken``:
    another of their discipline has; ``disagreed``: both have read it and nobody has settled it.
    """

    episode: uuid.UUID
    case_id: uuid.UUID
    institution_id: uuid.UUID
    version: int
    event: str
    regimen: str
    named: str
    mine: bool
    taken: bool
    settled: bool
    disagreed: bool
    picture: dict[str, Any]

    @property
    def pk(self) -> uuid.UUID:
        """As the audit names what was read: the case."""
        return self.case_id

    def waits_for(self, discipline: str) -> bool:
        """Whether somebody of this discipline still has to read it."""
        if discipline == Discipline.THIRD:
            return self.disagreed
        return not (self.mine or self.taken or self.settled)


@dataclass(frozen=True)
class BlindPhotograph:
    """A photograph that a reader may see. ``day``: counted like the record; None where it is not known."""

    pk: uuid.UUID
    day: int | None
    view: str
    region: str
    side: str
    ruler: bool | None


@dataclass(frozen=True)
class Beside:
    """The adjudicated label of an event, for beside the derived one."""

    label: str
    by_agreement: bool
    definition: str


def discipline_of(scope: Scope) -> str:
    """As what the person reads; empty for somebody who does not."""
    if not scope.reviewer:
        return ""
    found = Reader.objects.filter(user=scope.user_id).order_by("-at").values_list("discipline", flat=True)
    return found.first() or ""


def blind_events(definition: Definition) -> list[BlindEvent]:
    """Every event that the person in scope may read blind, case after case in an order that says nothing."""
    rows = _asked("SELECT * FROM review_blind_events(%s, %s)", definition.key, definition.version)
    found = [BlindEvent(*row[:-1], picture=_read(row[-1])) for row in rows]
    return sorted(found, key=lambda one: (str(one.case_id), one.event))


def blind_event(definition: Definition, episode: uuid.UUID) -> BlindEvent | None:
    return next((one for one in blind_events(definition) if one.episode == episode), None)


def waiting_for(definition: Definition, discipline: str) -> list[BlindEvent]:
    """The events that wait for somebody of this discipline, as the person in scope may know."""
    return [one for one in blind_events(definition) if one.waits_for(discipline)] if discipline else []


def blind_photographs(case_id: uuid.UUID) -> list[BlindPhotograph]:
    return [BlindPhotograph(*row) for row in _asked("SELECT * FROM review_blind_photographs(%s)", case_id)]


def blind_pixels(case_id: uuid.UUID, photograph: uuid.UUID) -> bytes | None:
    """The clean pixels, as JPEG; None where the person may not see them."""
    ((pixels,),) = _asked("SELECT review_blind_pixels(%s, %s)", case_id, photograph)
    return None if pixels is None else bytes(pixels)


def readings_of(case_id: uuid.UUID, event: str, regimen: str) -> list[Reading]:
    """The latest reading of each discipline that the person in scope may see."""
    found = Reading.objects.filter(case=case_id, event=event, regimen=regimen).select_related("reader").order_by("at")
    latest = {one.discipline: one for one in found}
    return [latest[one] for one in Discipline if one in latest]


def adjudicated_in(case_id: uuid.UUID) -> dict[tuple[str, str], Beside]:
    """Event and regimen of a case -> its adjudicated label, for the institution and for who has read it."""
    rows = Adjudicated.objects.filter(case=case_id)
    return {(one.event, one.regimen): Beside(one.label, one.by_agreement, one.definition) for one in rows}


def adjudicated_of(episodes: list[uuid.UUID]) -> dict[uuid.UUID, Beside]:
    """The same of episodes that the person may read, by their ids."""
    rows = _asked("SELECT * FROM review_adjudicated_of(%s)", episodes) if episodes else []
    return {episode: Beside(label, agreed, definition) for episode, label, agreed, definition, _ in rows}


def _asked(query: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def _read(picture) -> dict:
    return json.loads(picture) if isinstance(picture, str) else picture
