"""Every address has its row in docs/access-matrix.toml, and answers as it says: here a sample; ./dev attack has all."""

from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction

from tests.access.knocking import METHODS, House, Knock, faults, knocks
from tests.access.matrix import OBJECTS, PAGE, ROLES, matrix, page
from tests.access.things import Things, things_for
from tests.doors import doors, our_doors
from tests.world import read

SEED = 20261124


@pytest.fixture(scope="module")
def things(peopled, django_db_blocker) -> Iterator[Things]:
    """What the matrix asks about, built once and rolled back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield things_for(read())
        transaction.set_rollback(True)


def test_every_address_has_a_row_and_every_row_an_address():
    assert [door.name for door in doors() if door.name not in matrix()] == [], "Add a row to docs/access-matrix.toml."
    assert set(matrix()) - {door.name for door in doors()} == set()


def test_the_page_is_what_the_file_says():
    assert PAGE.read_text() == page()


def test_a_guarded_address_is_closed_to_nobody_signed_in():
    guarded = [door.name for door in our_doors() if door.guard is not None]
    wrong = [name for name in guarded if matrix()[name].cells["nobody"] != "sign in"]
    assert wrong == []


def test_no_role_opens_a_foreign_case():
    cases = [matrix()[door.name] for door in doors() if "case" in door.parameters]
    assert [(row.name, role) for row in cases for role in ROLES if "foreign" in str(row.cells[role])] == []
    assert len(cases) > 30


def test_a_seeded_sample_of_the_matrix_answers_as_declared(things: Things, django_db_blocker):
    """Every address at least once for every role; the object and the method are drawn."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = House(things)
        drawn = list(sample(list(knocks(things)), Random(SEED)))
        wrong = [fault for one in drawn for fault in faults(house, one)]
        transaction.set_rollback(True)
    assert wrong == []
    assert {(one.door.name, one.role) for one in drawn} == {(door.name, role) for door in doors() for role in ROLES}
    assert {one.method for one in drawn} == set(METHODS)
    assert {one.whose for one in drawn} == {"", *OBJECTS}


def sample(every: list[Knock], random: Random) -> Iterator[Knock]:
    chosen: dict[tuple[str, str], list[Knock]] = {}
    for one in every:
        chosen.setdefault((one.door.name, one.role), []).append(one)
    for some in chosen.values():
        yield random.choice(some)
