"""A01: every request of the access matrix; A02: raw SQL as the application's role; C01: payloads in every text.

In an empty registry, in which the world of the tests is built; what is done to it does not stay.
"""

from collections import Counter

from django.db import transaction
from django.test.utils import setup_test_environment, teardown_test_environment

from tests.access.knocking import House, faults, knocks
from tests.access.things import things_for
from tests.attack import hostile_texts
from tests.attack.rows import pooled_switches, swept
from tests.world import build, read


def every_request() -> dict:
    """Knock at every address, as every role, about every object, by every method."""
    _world_is_there()
    setup_test_environment()
    with transaction.atomic():
        house = House(things_for(read()))
        every, counted, wrong = list(knocks(house.things)), Counter(), []
        for one in every:
            counted[one.role] += 1
            wrong += faults(house, one)
        transaction.set_rollback(True)
    teardown_test_environment()
    doors = {one.door.name for one in every}
    return {"requests": counted.total(), "addresses": len(doors), "by role": dict(counted), "faults": wrong}


def every_table() -> dict:
    """Every table of patient rows, as another institution, as its own and as nobody, by four verbs."""
    with transaction.atomic():
        found = swept(read())
        transaction.set_rollback(True)
    return found


def every_switch(count: int) -> dict:
    """Transactions of two institutions and nobody in turn on few pooled connections."""
    return pooled_switches(count)


def hostile(turns: int) -> dict:
    """So many cases whose every text is a payload."""
    setup_test_environment()
    with transaction.atomic():
        found = hostile_texts.attack(read(), turns)
        transaction.set_rollback(True)
    teardown_test_environment()
    return found


def _world_is_there() -> None:
    with transaction.atomic():
        build()
