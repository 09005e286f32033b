"""A02: raw SQL as the application's role, on every table that holds rows of an institution; and switches on a pool."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from django.db import DatabaseError, connection, transaction
from psycopg import conninfo
from psycopg_pool import ConnectionPool

from tests.world import World

VERBS = ("SELECT", "UPDATE", "INSERT", "DELETE")
SCOPES = {"north": "nora", "south": "sam", "unset": None}
TENANTS = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relrowsecurity AND c.relforcerowsecurity AND a.attname = 'institution_id'
AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1
"""
OF_NO_INSTITUTION = frozenset({"institutions_institution"})


def tenant_tables() -> list[str]:
    """Every table that the application reads and whose rows belong to an institution."""
    with connection.cursor() as cursor:
        cursor.execute(TENANTS)
        return [name for (name,) in cursor.fetchall() if name not in OF_NO_INSTITUTION]


def swept(world: World) -> dict:
    """tables × (North, South, unset) × four verbs. ``faults``: rows of others that were seen, changed or made."""
    tables, counted, faults = tenant_tables(), Counter(), []
    for table, (scope, person), verb in product(tables, SCOPES.items(), VERBS):
        world.enter(person)
        others = [world.south.pk] if scope == "north" else [world.north.pk]
        others = [world.north.pk, world.south.pk] if scope == "unset" else others
        for other in others:
            touched, reason = _touched(table, verb, other)
            counted[reason] += 1
            faults += [f"{verb} {table} as {scope}: {touched} rows of another institution"] if touched else []
    world.enter("nora")
    own = sum(bool(_touched(table, "SELECT", world.north.pk)[0]) for table in tables)
    world.enter(None)
    faults += [] if own else ["the own institution is not seen either, so nothing was shown"]
    return {
        "tables": len(tables),
        "statements": counted.total(),
        "tables with own rows": own,
        **counted,
        "faults": faults,
    }


def _touched(table: str, verb: str, institution) -> tuple[int, str]:
    """How many rows of an institution a statement reached, and why not more; undone."""
    statement = {
        "SELECT": f'SELECT 1 FROM "{table}" WHERE institution_id = %s',
        "UPDATE": f'UPDATE "{table}" SET institution_id = institution_id WHERE institution_id = %s',
        "DELETE": f'DELETE FROM "{table}" WHERE institution_id = %s',
        "INSERT": f'INSERT INTO "{table}" SELECT (json_populate_record(NULL::"{table}", row_to_json(r))).* FROM'
        f" (SELECT gen_random_uuid() AS id, %s::uuid AS institution_id) r",
    }[verb]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [institution])
            touched = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as fault:
        return 0, f"refused {fault.__cause__.sqlstate}"
    return touched, "no row" if not touched else "reached"


def pooled_switches(count: int, *, connections: int = 3, threads: int = 8) -> dict:
    """Transactions of North, South and nobody in turn, by many threads on few connections, each opened once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, id::text FROM institutions_institution WHERE code IN ('NORTH', 'SOUTH')")
        sites = dict(cursor.fetchall())
    wanted = [(name, sites.get(name, "")) for name in ("NORTH", "SOUTH", "unset")]
    with (
        ConnectionPool(_address(), min_size=connections, max_size=connections, open=True) as pool,
        ThreadPoolExecutor(threads) as people,
    ):
        said = list(people.map(lambda number: _one_switch(pool, *wanted[number % 3]), range(count)))
    faults = [f"{name} saw {seen}" for name, seen, site in said if seen - {site}]
    blind = [name for name in ("NORTH", "SOUTH") if not any(one == name and seen for one, seen, _ in said)]
    faults += [f"{name} never saw its own rows" for name in blind]
    return {"transactions": len(said), "connections": connections, "threads": threads, "faults": faults}


def _one_switch(pool: ConnectionPool, name: str, site: str) -> tuple[str, set[str], str]:
    """What one transaction sees; without a site, it tells the database of no scope."""
    with pool.connection() as one, one.transaction():
        if site:
            one.execute("SELECT set_config('app.sites', %s, true)", [site])
        rows = one.execute("SELECT DISTINCT institution_id::text FROM records_case").fetchall()
    return name, {row for (row,) in rows}, site


def _address() -> str:
    found = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    return conninfo.make_conninfo(**{name: found[key] for name, key in names.items() if found[key]})
