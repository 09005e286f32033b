"""Work as the database role that derives: it reads every record and writes what follows from it, nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from registry.database.roles import DERIVER


@contextmanager
def as_deriver() -> Iterator[None]:
    """Become the deriver for the length of the block, then the application again.

    The block is a transaction of its own or a savepoint; where it fails, the role goes back with it.
    """
    with transaction.atomic():
        _become(DERIVER)
        yield
        _become("NONE")


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
