"""Whether the trail is what was written: every link, every row and every context against the chain of digests.

Nothing of the registry's own functions in the database is trusted: rows and entries are read as text, links are hashed
here, and the digests of rows by PostgreSQL's own sha256. Reads as the owner's role, which alone sees every institution.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections, transaction
from psycopg import sql

from registry.audit.sealing import Head

START = b"\0"
AT_ONCE = 5_000  # links read in one go
LONG_AGO, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

LINKS = """
SELECT l.no, l.hash, e.id, e.at, e.relation, e.op, e.keys[1], e.size, jsonb_build_array(e.id, e.at, e.op, e.relation,
    s.columns, e.keys, e.digests, e.context_id, e.context_digest, e.person_id, e.institution_id, e.written_by,
    e.by_hand, e.reason)::text
FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id LEFT JOIN audit_shape s ON s.id = e.shape_id
WHERE l.no > %s ORDER BY l.no LIMIT %s
"""
UNLINKED = """
SELECT e.at, e.relation, e.keys[1], e.size FROM audit_entry e
WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)
AND NOT EXISTS (SELECT 1 FROM audit_pending p WHERE p.entry_id = e.id) ORDER BY e.id
"""
PENDING = """
SELECT count(*), min(e.at), (SELECT count(*) FROM audit_pending) FROM audit_pending p
JOIN audit_entry e ON e.id = p.entry_id
"""
TABLES = """
SELECT c.relname, encode(t.tgargs, 'escape') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = 'audit_insert'
UNION SELECT DISTINCT e.relation, '' FROM audit_entry e
"""
TRAILS = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'pgh_id'
WHERE n.nspname = 'public' AND c.relkind = 'r'
AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_insert' AND t.tgenabled = 'O')
"""
# The newest note of a row says what it must be. Columns that came after the note do not count.
ROWS = """
WITH shape AS (
    SELECT s.id, ARRAY(
        SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = {table}::regclass AND a.attnum > 0
        AND NOT a.attisdropped AND a.attname <> ALL (s.columns)
    ) AS later FROM audit_shape s WHERE s.relation = {table}
), noted AS (
    SELECT DISTINCT ON (one.key) one.key, one.digest, e.id, e.at, e.op, e.shape_id
    FROM audit_entry e CROSS JOIN LATERAL unnest(e.keys, e.digests) AS one (key, digest)
    WHERE e.relation = {table} ORDER BY one.key, e.id DESC
)
SELECT coalesce(n.key, whole_row.{key}::text), n.id, coalesce(n.at, {since}), CASE
    WHEN n.key IS NULL THEN 'inserted'
    WHEN whole_row.{key} IS NULL THEN 'missing'
    WHEN n.op = 'delete' THEN 'inserted'
    ELSE 'altered' END
FROM noted n FULL JOIN {name} whole_row ON whole_row.{key}::text = n.key LEFT JOIN shape s ON s.id = n.shape_id
WHERE CASE
    WHEN n.key IS NULL THEN true
    WHEN whole_row.{key} IS NULL THEN n.op <> 'delete'
    WHEN n.op = 'delete' THEN true
    ELSE sha256(convert_to((to_jsonb(whole_row) - s.later)::text, 'UTF8')) <> n.digest END
"""
CONTEXTS = """
WITH noted AS (
    SELECT DISTINCT ON (context_id) context_id, context_digest, id, at FROM audit_entry
    WHERE context_id IS NOT NULL ORDER BY context_id, id DESC
)
SELECT n.context_id::text, n.id, n.at, CASE WHEN c.id IS NULL THEN 'missing' ELSE 'altered' END
FROM noted n LEFT JOIN pghistory_context c ON c.id = n.context_id
WHERE c.id IS NULL OR sha256(convert_to(c.metadata::text, 'UTF8')) IS DISTINCT FROM n.context_digest
"""
BY_HAND = """
SELECT e.keys[1], e.id, e.at, e.relation, e.written_by FROM audit_entry e
WHERE e.by_hand AND e.relation LIKE '%%event'
"""
ERASED = "SELECT at, relation, size, reason FROM audit_entry WHERE op = 'erase' ORDER BY id"


@dataclass(frozen=True)
class Fault:
    """Something in the trail that is not what was written. ``at``: of the change it belongs to."""

    at: datetime
    sentence: str


@dataclass(frozen=True)
class Erased:
    """Values that were taken out as the law asks."""

    at: datetime
    relation: str
    rows: int
    reason: str


@dataclass(frozen=True)
class Found:
    """What was looked at, and what was wrong, in the order of what the faults touch. ``waiting``: not linked yet."""

    head: Head
    tables: int
    waiting: int
    waiting_since: datetime | None
    erased: tuple[Erased, ...]
    faults: tuple[Fault, ...]


def verify(*, using: str, since: Head | None = None) -> Found:
    """Look at everything. ``using``: the connection of the owner's role. ``since``: a head kept elsewhere."""
    with _reading(using) as ask:
        head, faults = _links(ask, since)
        faults += [
            Fault(at, f"{_row(table, key, size)} of {_when(at)} was taken out of the chain.")
            for at, table, key, size in ask(UNLINKED)
        ]
        tables = {name: _key(arguments) for name, arguments in sorted(ask(TABLES))}
        for table, key in tables.items():
            faults += _rows(ask, table, key)
        faults += _contexts(ask) + _by_hand(ask)
        faults += [
            Fault(LAST, f"{name} is a trail without its trigger: the chain does not cover it.")
            for (name,) in ask(TRAILS)
        ]
        [(waiting, since_when, _)] = ask(PENDING)
        erased = tuple(Erased(*row) for row in ask(ERASED))
    ordered = tuple(sorted(faults, key=lambda one: one.at))
    return Found(head, len(tables), waiting, since_when, erased, ordered)


def head_of_chain(*, using: str) -> Head:
    """The newest link, to be kept where nobody who could change the database can reach it."""
    with _reading(using) as ask:
        rows = ask("SELECT no, encode(hash, 'hex') FROM audit_link ORDER BY no DESC LIMIT 1")
    return Head(*rows[0]) if rows else Head(0, hashlib.sha256(START).hexdigest())


@contextmanager
def _reading(using: str) -> Iterator:
    """One snapshot for all questions, in which instants and bytes are written as the chain writes them."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true)")

        def ask(query, parameters=None) -> list[tuple]:
            cursor.execute(query, parameters)
            return cursor.fetchall()

        yield ask


def _links(ask, since: Head | None) -> tuple[Head, list[Fault]]:
    """The head and what is wrong between the links, each of which holds the one before."""
    previous, last, faults, kept = START, 0, [], since is None or since.no == 0
    at = LONG_AGO
    while rows := ask(LINKS, [last, AT_ONCE]):
        for no, stored, entry, written_at, table, verb, key, size, written in rows:
            stored, at = bytes(stored), max(at, written_at or at)  # as the links follow each other
            if no != last + 1:
                faults.append(Fault(at, f"{_some(no - last - 1)} missing from the chain before link {no}."))
            elif entry is None:
                faults.append(Fault(at, f"Link {no} of the chain has lost its entry."))
            elif hashlib.sha256(previous + written.encode()).digest() != stored:
                what = f"Link {no} of the chain does not follow from link {no - 1}"
                faults.append(
                    Fault(
                        at,
                        f"{what}: the {verb} of {_row(table, key, size)} of {_when(written_at)} was altered or moved.",
                    )
                )
            if since is not None and no == since.no:
                kept = stored.hex() == since.hash
            previous, last = stored, no
    if not kept:
        faults.append(
            Fault(at, f"Link {since.no} is not the one that was kept elsewhere: the chain was cut or written anew.")
        )
    return Head(last, previous.hex() if last else hashlib.sha256(START).hexdigest()), faults


def _rows(ask, table: str, key: str) -> list[Fault]:
    columns = {
        name
        for (name,) in ask(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0", [table]
        )
    }
    if not columns:
        return [Fault(LONG_AGO, f"The table {table} of the trail is gone.")]
    time = next((one for one in ("pgh_created_at", "at", "frozen_at", "asked_at") if one in columns), None)
    since = sql.SQL("whole_row.{}").format(sql.Identifier(time)) if time else sql.SQL("'infinity'::timestamptz")
    names = {"table": sql.Literal(table), "name": sql.Identifier(table), "key": sql.Identifier(key), "since": since}
    query = sql.SQL(ROWS).format(**names)
    said = {
        "altered": "was altered after it was written",
        "missing": "is missing",
        "inserted": "was inserted past the registry: nothing in the chain speaks of it",
    }
    return [
        Fault(at or LONG_AGO, f"Row {one} of {table}, of {_when(at)}, {said[what]}{_linked(ask, entry)}.")
        for one, entry, at, what in ask(query)
    ]


def _contexts(ask) -> list[Fault]:
    said = {"altered": "was altered", "missing": "is missing"}
    return [
        Fault(at, f"Who made the change of {_when(at)} {said[what]} (context {key}){_linked(ask, entry)}.")
        for key, entry, at, what in ask(CONTEXTS)
    ]


def _by_hand(ask) -> list[Fault]:
    return [
        Fault(
            at,
            f"Row {key} of {table} was written into the trail by hand, by {role}, on {_when(at)}{_linked(ask, entry)}.",
        )
        for key, entry, at, table, role in ask(BY_HAND)
    ]


def _linked(ask, entry: int | None) -> str:
    rows = ask("SELECT no FROM audit_link WHERE entry_id = %s", [entry]) if entry else []
    return f" (link {rows[0][0]})" if rows else ""


def _key(arguments: str) -> str:
    return arguments.removesuffix("\\000") or "pgh_id"


def _row(table: str | None, key: str | None, size: int | None) -> str:
    more = f" and {size - 1} more" if size and size > 1 else ""
    return f"row {key}{more} of {table}"


def _some(number: int) -> str:
    return "1 link is" if number == 1 else f"{number} links are"


def _when(at: datetime | None) -> str:
    return f"{at:%d %b %Y %H:%M:%S} UTC" if at and at.year > 1 else "an unknown day"
