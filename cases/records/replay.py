"""Every state of a case, rebuilt from its trail alone: what was there after each change, who made it and when.

The trail numbers all its events in the order in which they happened (``pgh_id``), whatever the table; the events of one
transaction are one change. Calendar dates never reach the trail: day zero at a change follows from the date that the
vault holds now and the days by which each later correction shifted it, and is unknown where it was removed since.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

import orjson
from django.db import connection
from pghistory.models import Context

from cases.records.document import document_from, selected
from cases.records.kinds import EVERY_KIND, Kind
from cases.records.models import Case, DayZero, WarningAnswer
from registry.institutions.models import Institution

ROWS = """
SELECT coalesce(json_agg(json_build_array(
    pgh_id, pgh_label, pgh_created_at AT TIME ZONE 'UTC', pgh_context_id, position, json_build_array({columns})
) ORDER BY pgh_id), '[]')::text
FROM {table} WHERE case_id = %s
"""
NUMBER, LABEL, AT, CONTEXT = ("pgh_id", "pgh_label", "pgh_created_at", "pgh_context_id")


@dataclass(frozen=True)
class Event:
    """One row of a trail. ``place``: position of the row in its case; ``row``: the row as case JSON is written from."""

    no: int
    label: str
    at: datetime
    context: uuid.UUID | None
    key: str
    place: int
    row: Any

    @property
    def is_there(self) -> bool:
        return self.label != "delete"


@dataclass(frozen=True)
class Change:
    """What one transaction did to a case. ``event``: the number of its last event; ``at``: in UTC.

    ``by``: key of the person, None for a command; ``page``: where it was done; ``version``: of the case afterwards.
    """

    event: int
    at: datetime
    by: uuid.UUID | None
    page: str
    version: int | None


class Trail:
    """The trail of one case, read once; every state of the case is made from it without asking the database again."""

    def __init__(self, case_id: uuid.UUID):
        self.case_id = case_id
        self.rows = {kind.slug: _rows_of(kind, case_id) for kind in EVERY_KIND}
        self.facts = _facts_of(case_id)
        self.vault = _events_of(DayZero, case_id, ("revision", "shifted_days"))
        self.answers = _events_of(WarningAnswer, case_id, ("code", "about", "reason"))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes in the order in which they were made."""
        parts = [*self.rows.values(), self.facts, self.vault, self.answers]
        events = sorted((event for part in parts for event in part), key=lambda one: one.no)
        contexts = dict(Context.objects.filter(pk__in={one.context for one in events}).values_list("pk", "metadata"))
        return tuple(self._changes(events, contexts))

    def _changes(self, events: Sequence[Event], contexts: Mapping[uuid.UUID, dict]) -> Iterator[Change]:
        for (at, context), some in groupby(events, key=lambda one: (one.at, one.context)):
            last = list(some)[-1].no
            said = contexts.get(context) or {}
            person = uuid.UUID(said["user"]) if said.get("user") else None
            facts = _newest(self.facts, last)
            version = facts[0].row["version"] if facts else None
            yield Change(last, at, person, said.get("page", ""), version)

    def document_at(self, event: int) -> dict | None:
        """The case as case/1 after an event, the last of a change; None where there was no case."""
        facts = _newest(self.facts, event)
        if not facts:
            return None
        rows = {slug: [one.row for one in _in_order(_newest(part, event))] for slug, part in self.rows.items()}
        answers = [one.row for one in _newest(self.answers, event)]
        return document_from(
            Case(**{**facts[0].row, "institution": self._institution}),
            self.day_zero_at(event),
            rows,
            sorted(answers, key=lambda one: (one["code"], one["about"], one["reason"])),
        )

    def facts_at(self, event: int) -> Mapping[str, Any]:
        """The columns of the case itself after an event; empty where there was no case."""
        found = _newest(self.facts, event)
        return found[0].row if found else {}

    def day_zero_at(self, event: int) -> date | None:
        """The calendar date of day 0 after an event, as far as the vault of today tells it to this reader."""
        then = _newest(self.vault, event)
        stored = self._stored_day_zero
        if not then or stored is None or str(stored[0]) != then[0].key:
            return None
        later = [one for one in self.vault if one.no > event and one.key == then[0].key]
        return stored[1] + timedelta(days=sum(one.row["shifted_days"] for one in later))

    @cached_property
    def _stored_day_zero(self) -> tuple[uuid.UUID, date] | None:
        return DayZero.objects.filter(case=self.case_id).values_list("pk", "date").first()

    @cached_property
    def _institution(self) -> Institution:
        return Institution.objects.get(pk=self.facts[0].row["institution_id"])


def _newest(events: Sequence[Event], until: int) -> list[Event]:
    """The last event of each row up to a number, of the rows that are there then."""
    newest = {one.key: one for one in events if one.no <= until}
    return [one for one in newest.values() if one.is_there]


def _in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda one: (one.place, one.key))


def _rows_of(kind: Kind, case_id: uuid.UUID) -> list[Event]:
    table = kind.model._meta.get_field("events").related_model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(columns=selected(kind), table=table), [case_id])
        found = orjson.loads(cursor.fetchone()[0])
    return [
        Event(no, label, _instant(at), uuid.UUID(context) if context else None, row[0], place, row)
        for no, label, at, context, place, row in found
    ]


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+00:00")


def _facts_of(case_id: uuid.UUID) -> list[Event]:
    model = Case._meta.get_field("events").related_model
    known = {one.attname for one in model._meta.concrete_fields}
    names = [one.attname for one in Case._meta.concrete_fields if one.attname in known]
    rows = model.objects.filter(pgh_obj_id=case_id).order_by(NUMBER).values(NUMBER, LABEL, AT, CONTEXT, *names)
    return [_event(row, names) for row in rows]


def _events_of(model: type, case_id: uuid.UUID, names: Sequence[str]) -> list[Event]:
    events = model._meta.get_field("events").related_model.objects.filter(case_id=case_id).order_by(NUMBER)
    return [_event(row, names) for row in events.values("id", NUMBER, LABEL, AT, CONTEXT, *names)]


def _event(row: Mapping[str, Any], names: Sequence[str]) -> Event:
    kept = {name: row[name] for name in names}
    return Event(row[NUMBER], row[LABEL], row[AT], row[CONTEXT], str(row["id"]), 0, kept)
