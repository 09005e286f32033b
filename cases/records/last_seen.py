"""When each patient was last heard of: the latest dated entry of the record, as PostgreSQL finds it in one statement.

Days count from day 0. A date that hangs on another record is followed to that record, however long the chain; one that
hangs on nothing known says nothing. Of an uncertain date its last possible day counts.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import connection
from django.db.models import Field

from cases.records.days import DATED
from cases.records.fields import WhenField
from cases.records.kinds import EVERY_KIND, Kind
from cases.records.models import FollowUp, LaterEvent

LAST_SEEN = """
WITH RECURSIVE living AS (
    SELECT c.id, z.date AS day_zero FROM records_case c
    LEFT JOIN records_dayzero z ON z.case_id = c.id
    WHERE c.id = ANY(%(cases)s)
      AND NOT EXISTS (SELECT 1 FROM {followup} f WHERE f.case_id = c.id AND f.status = 'dead')
      AND NOT EXISTS (SELECT 1 FROM {later} e WHERE e.case_id = c.id AND e.event = 'lost')
), dated AS MATERIALIZED (
    SELECT d.* FROM ({rows}) d (case_id, key, on_day) JOIN living l ON l.id = d.case_id
), reached (case_id, key, day) AS (
    SELECT case_id, key, coalesce(on_day->>'hi', on_day->>'lo')::int FROM dated
    WHERE coalesce(on_day->>'hi', on_day->>'lo') IS NOT NULL
    UNION ALL
    SELECT d.case_id, d.key, r.day + coalesce(d.on_day->>'hi_offset', d.on_day->>'lo_offset')::int
    FROM dated d JOIN reached r ON r.case_id = d.case_id AND r.key <> '' AND r.key = d.on_day->>'anchor'
    WHERE coalesce(d.on_day->>'hi_offset', d.on_day->>'lo_offset') IS NOT NULL
)
SELECT l.id, l.day_zero, max(r.day) FROM living l LEFT JOIN reached r ON r.case_id = l.id GROUP BY l.id, l.day_zero
"""


@dataclass(frozen=True)
class LastSeen:
    """A living patient. ``day_zero``: None without a date in the vault; ``day``: None where nothing is dated."""

    case_id: uuid.UUID
    day_zero: date | None
    day: int | None

    def days_since(self, today: date) -> int | None:
        """Days from the last dated entry until today; ``None`` if that cannot be told, 0 if it may lie ahead."""
        if self.day_zero is None or self.day is None:
            return None
        return max(0, (today - self.day_zero).days - self.day)

    @property
    def on(self) -> date | None:
        return None if self.day_zero is None or self.day is None else self.day_zero + timedelta(days=self.day)


def last_seen(case_ids: list[uuid.UUID]) -> list[LastSeen]:
    """Patients alive and not lost, in one query; cases out of the scope's reach are missing."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"cases": case_ids})
        return [LastSeen(*row) for row in cursor.fetchall()]


@cache
def _statement() -> str:
    rows = " UNION ALL ".join(_rows_of(kind, one) for kind, one in _dates())
    return LAST_SEEN.format(followup=FollowUp._meta.db_table, later=LaterEvent._meta.db_table, rows=rows)


def _dates() -> Iterator[tuple[Kind, Field]]:
    for kind in EVERY_KIND:
        for one in kind.model._meta.concrete_fields:
            if isinstance(one, WhenField):
                yield kind, one


def _rows_of(kind: Kind, one: Field) -> str:
    """The dates of one column. ``key``: by which other dates hang on this one; empty if they cannot."""
    key = "key" if DATED.get(kind.json_list) == one.name else "''"
    table = kind.model._meta.db_table
    where = f'WHERE case_id = ANY(%(cases)s) AND "{one.column}" IS NOT NULL'
    return f'SELECT case_id, {key}, "{one.column}" FROM {table} {where}'
