"""E06: random edits by every way in are replayed from the trail; then the owner alters it, and is named each time."""

import time
from random import Random

from django.db import connections, transaction

from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from registry.audit.sealing import seal
from registry.audit.verifying import verify
from registry.institutions.scoping import acting
from tests.attack.editing import Editor
from tests.attack.tampering import WAYS, tamper
from tests.factories import add, days, draft
from tests.world import World, build

BEFORE_TAMPERING = 60
"""Sequences in the trail when it is altered; the rest come afterwards."""
SAVES, SITES, IMPORTED = 100, 4, 250


def attack(sequences: int, steps: int, tampers: int, seed: int) -> dict:
    """How many states were compared and how many alterations named; a fault for each that was not."""
    with transaction.atomic():
        world = build()
    editor = Editor(world, Random(seed))
    faults, states = [], 0
    for number in range(sequences):
        if number == min(BEFORE_TAMPERING, sequences - 1):
            faults += _tampered(tampers, seed)
        told = editor.sequence(number, steps)
        states += told.states
        faults += [f"sequence {number}: {one}" for one in told.wrong]
    seal()
    begun = time.perf_counter()
    found = verify(using="owner")
    faults += [one.sentence for one in found.faults]
    seconds = time.perf_counter() - begun
    figures = {"sequences": sequences, "states": states, "tampers": tampers, "links": found.head.no}
    return figures | {"verified in": f"{seconds:.1f} s", **_cost(world), "faults": faults}


def _tampered(tampers: int, seed: int) -> list[str]:
    """The ways in turn."""
    random, ways, unnamed = Random(seed), list(WAYS), []
    for number in range(tampers):
        done = tamper(ways[number % len(ways)], random)
        if not done.named:
            said = done.found.faults[0].sentence if done.found.faults else "nothing"
            unnamed.append(f"{done.way}: expected {done.expected!r}, said {said!r}")
    return unnamed


def _cost(world: World) -> dict:
    """What the chain costs a save and an import; the last thing done, for the chain has a hole afterwards."""
    chained = _save_ms(world, "with"), _import_seconds(1)
    _switch("DISABLE")
    plain = _save_ms(world, "without"), _import_seconds(2)
    _switch("ENABLE")
    return {
        "ms of a save": f"{chained[0]:.1f}, without the chain {plain[0]:.1f}",
        "s of 1,000 imported cases": f"{chained[1]:.1f}, without the chain {plain[1]:.1f}",
    }


def _switch(verb: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'audit\\_%'")
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")


def _save_ms(world: World, name: str) -> float:
    scope = world.scope("nora")
    with acting(scope, page="cost"):
        case = draft(world.north, scope, f"cost {name}")
    begun = time.perf_counter()
    for number in range(SAVES):
        with acting(scope, page="cost"):
            add(case, "skin-finding", scope, on=days(number), change="stable")
    return (time.perf_counter() - begun) * 1000 / SAVES


def _import_seconds(seed: int) -> float:
    create_institutions(institution_codes(SITES), page="cost")
    made = (one.document for one in synthesise(patients=IMPORTED, institutions=SITES, seed=seed))
    documents = [one | {"local_code": f"{one['local_code']} {seed}"} for one in made]
    begun = time.perf_counter()
    done = [sum(so_far.values()) for so_far in load_cases(documents, page="cost")][-1]
    return (time.perf_counter() - begun) * 1000 / done
