"""The owner of the tables alters the trail, in every way that leaves the chain to find it; nothing of it stays.

Each way happens in a transaction of the owner, which is asked what ``verify_audit`` would say and then rolled back.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from django.db import connections, transaction

from registry.audit.verifying import Found, head_of_chain, verify

OWNER = "owner"
TRAILS = (
    "records_caseevent",
    "records_skinfindingevent",
    "records_specimenevent",
    "records_assessmentevent",
    "institutions_membershipevent",
    "audit_accesslog",
)
"""Where rows are altered, each with the column that is."""
COLUMNS = {"audit_accesslog": ("id", "about"), "institutions_membershipevent": ("pgh_id", "role")}


@dataclass(frozen=True)
class Tampered:
    """What was done, what the first sentence must hold, and what was found. ``since``: the head that was kept."""

    way: str
    expected: str
    found: Found

    @property
    def named(self) -> bool:
        return bool(self.found.faults) and self.expected in self.found.faults[0].sentence


def tamper(way: str, random: Random) -> Tampered:
    """Do it, verify, take it back."""
    with _undone():
        kept = head_of_chain(using=OWNER)
        expected = WAYS[way](random)
        return Tampered(way, expected, verify(using=OWNER, since=kept))


def ask(query: str, parameters: list | None = None) -> list[tuple]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def _undone():
    with transaction.atomic(using=OWNER):
        ask("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True, using=OWNER)


def _quiet(table: str) -> None:
    ask(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _row(random: Random) -> tuple[str, str, str, int]:
    """A table, its key, a column of text, and the key of one of its rows."""
    table = random.choice([one for one in TRAILS if ask(f"SELECT 1 FROM {one} LIMIT 1")])
    key, column = COLUMNS.get(table, ("pgh_id", "comment"))
    rows = [one for (one,) in ask(f"SELECT {key} FROM {table} ORDER BY {key}")]
    _quiet(table)
    return table, key, column, random.choice(rows)


def altered(random: Random) -> str:
    table, key, column, row = _row(random)
    ask(f"UPDATE {table} SET {column} = left({column} || 'x', 10) || 'y' WHERE {key} = %s", [row])
    return f"Row {row} of {table}, of"


def taken_out(random: Random) -> str:
    table, key, _, row = _row(random)
    ask(f"DELETE FROM {table} WHERE {key} = %s", [row])
    return f"Row {row} of {table}, of"


def put_in(random: Random) -> str:
    """A copy of a row, past the triggers."""
    table, key, _, row = _row(random)
    return f"Row {_copied(table, key, row)} of {table}, of"


def put_in_by_hand(random: Random) -> str:
    """A copy of a row in a trail; the triggers note it, and that no table's trigger wrote it."""
    table, key, _, row = _row(random)
    while table == "audit_accesslog":  # where a row by hand is a reading like any other, noted as the owner's
        table, key, _, row = _row(random)
    ask(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return f"Row {_copied(table, key, row)} of {table} was written into the trail by hand, by registry_owner"


def another_author(random: Random) -> str:
    (row,) = random.choice(ask("SELECT id FROM pghistory_context ORDER BY id"))
    _quiet("pghistory_context")
    ask('UPDATE pghistory_context SET metadata = metadata || \'{"user": "somebody"}\' WHERE id = %s', [row])
    return f"was altered (context {row})"


def no_author(random: Random) -> str:
    (row,) = random.choice(ask("SELECT id FROM pghistory_context ORDER BY id"))
    ask("DELETE FROM pghistory_context WHERE id = %s", [row])
    return f"is missing (context {row})"


def row_and_digest(random: Random) -> str:
    """A row with its digest: the link over the digest does not follow any more."""
    no, entry = random.choice(ask("SELECT no, entry_id FROM audit_link ORDER BY no"))
    _quiet("audit_entry")
    ask("UPDATE audit_entry SET digests[1] = sha256('other') WHERE id = %s", [entry])
    ask("UPDATE audit_entry SET op = 'found' WHERE id = %s", [entry])
    return f"Link {no} of the chain does not follow from link {no - 1}"


def link_out(random: Random) -> str:
    no = random.choice(ask("SELECT no FROM audit_link WHERE no < (SELECT max(no) FROM audit_link) ORDER BY no"))[0]
    _quiet("audit_link")
    ask("DELETE FROM audit_link WHERE no = %s", [no])
    return "was taken out of the chain"


def links_swapped(random: Random) -> str:
    no = random.choice(ask("SELECT no FROM audit_link WHERE no < (SELECT max(no) FROM audit_link) ORDER BY no"))[0]
    _quiet("audit_link")
    ask("UPDATE audit_link SET no = -no WHERE no IN (%s, %s)", [no, no + 1])
    ask("UPDATE audit_link SET no = CASE WHEN no = %s THEN %s ELSE %s END WHERE no < 0", [-no, no + 1, no])
    return f"Link {no} of the chain does not follow from link {no - 1}"


def end_cut_off(random: Random) -> str:
    """The newest links, with their entries: only a head kept elsewhere, or the rows left over, can tell."""
    last = ask("SELECT max(no) FROM audit_link")[0][0]
    for table in ("audit_link", "audit_entry"):
        _quiet(table)
    entries = [one for (one,) in ask("SELECT entry_id FROM audit_link WHERE no > %s", [last - 3])]
    for relation, keys in ask("SELECT relation, keys FROM audit_entry WHERE id = ANY (%s)", [entries]):
        _quiet(relation)
        key = COLUMNS.get(relation, ("pgh_id", ""))[0]
        ask(f"DELETE FROM {relation} WHERE {key}::text = ANY (%s)", [keys])
    ask("DELETE FROM audit_link WHERE no > %s", [last - 3])
    ask("DELETE FROM audit_entry WHERE id = ANY (%s)", [entries])
    return f"Link {last} is not the one that was kept elsewhere"


def trigger_off(random: Random) -> str:
    table = random.choice([one for one in TRAILS if one.endswith("event")])
    ask(f"ALTER TABLE {table} DISABLE TRIGGER audit_insert")
    return f"{table} is a trail without its trigger"


def _copied(table: str, key: str, row: int) -> int:
    names = ask("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    columns = ", ".join(f'"{name}"' for (name,) in names if name != key)
    query = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {key} = %s RETURNING {key}"
    return ask(query, [row])[0][0]


WAYS: dict[str, Callable[[Random], str]] = {
    one.__name__.replace("_", " "): one
    for one in (
        altered,
        taken_out,
        put_in,
        put_in_by_hand,
        another_author,
        no_author,
        row_and_digest,
        link_out,
        links_swapped,
        end_cut_off,
        trigger_off,
    )
}
