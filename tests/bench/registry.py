"""A registry of invented patients in a database of its own, for as long as a measurement lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from registry.database.embedded import Cluster
from registry.paths import var
from tests.cluster import cloned, drop_leftovers, migrated_template, redirected

PAGE = "bench"
INSTITUTIONS, SEED = 3, 1


@contextmanager
def empty_registry(name: str) -> Iterator[None]:
    """A migrated database without cases; Django's connections point at it."""
    with Cluster(var() / "postgres", durable=False).joined() as address:
        drop_leftovers(address)
        with cloned(address, migrated_template(address), name), redirected(name):
            yield


def documents(patients: int) -> Iterator[dict]:
    """Invented cases as ``case/1`` objects, the same ones every time."""
    return (one.document for one in synthesise(patients=patients, institutions=INSTITUTIONS, seed=SEED))


def load(patients: int) -> int:
    """Load invented patients through the import; how many cases that made."""
    create_institutions(institution_codes(INSTITUTIONS), page=PAGE)
    done = [sum(so_far.values()) for so_far in load_cases(documents(patients), page=PAGE)]
    return done[-1]
