"""The tests' PostgreSQL: one cluster, a migrated template, and a clone of that for each run.

Django's own test database is not used: it would be created, owned and truncated by one role, while the
registry lives from having two. Tests run as the application's role under real row-level security.
"""

import ast
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from registry.database.embedded import SUPERUSER, Address, Cluster
from registry.database.roles import ensure_database, grant
from registry.paths import CHECKOUT, var

LOCK = 7_240_001  # any number that nobody else uses as an advisory lock of this cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Address]:
    """The address of the tests' server, up for the length of the session."""
    with Cluster(var() / "postgres", durable=False).joined() as address:
        drop_leftovers(address)
        yield address


@pytest.fixture(scope="session")
def template(cluster: Address) -> str:
    """The name of a migrated, empty database to clone."""
    return migrated_template(cluster)


@pytest.fixture(scope="session")
def django_db_setup(cluster: Address, template: str, django_test_environment) -> Iterator[None]:
    """pytest-django's own fixture, replaced: the run's database is a clone of the template."""
    with cloned(cluster, template, settings.DATABASES["default"]["NAME"]):
        yield
        connections.close_all()


@pytest.fixture
def committed(cluster: Address, template: str, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of the test's own, where commits stay and threads see each other.

    Instead of ``django_db``.
    """
    name = f"{settings.DATABASES['default']['NAME']}_committed"
    with cloned(cluster, template, name), django_db_blocker.unblock(), redirected(name):
        yield name


def migrated_template(address: Address) -> str:
    """Make the template unless it is there.

    Its name follows the migrations, so a changed one makes it anew.
    """
    name = f"registry_template_{migrations_fingerprint()}"
    with address.connect(SUPERUSER, "postgres") as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        draft = f"registry_draft_{os.getpid()}"
        drop(admin, draft)
        ensure_database(admin, draft)
        with address.connect(SUPERUSER, draft) as inside:
            grant(inside)
        manage("migrate", "--verbosity=0", database=draft)
        for (old,) in admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'registry_template_%'"):
            drop(admin, old)
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (draft, name))))
    return name


@contextmanager
def cloned(address: Address, template: str, name: str) -> Iterator[str]:
    """A copy of a database for the length of the block."""
    with address.connect(SUPERUSER, "postgres") as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # two clones of one template at once refuse each other
        drop(admin, name)
        ensure_database(admin, name, template=template)
    yield name
    with address.connect(SUPERUSER, "postgres") as admin:
        drop(admin, name)


@contextmanager
def alone(address: Address) -> Iterator[None]:
    """Run a block while no other process of the tests makes a template, a clone or anything else under this lock."""
    with address.connect(SUPERUSER, "postgres") as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield


@contextmanager
def redirected(name: str) -> Iterator[None]:
    """Point Django's connections of this process at another database."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    yield
    connections.close_all()
    for alias, old in before.items():
        connections[alias].settings_dict["NAME"] = old


def manage(*arguments: str, database: str, **environment: str) -> str:
    """Run a `manage.py` command on a database of the tests' cluster, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "registry.settings", "REGISTRY_DATABASE": database} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


def drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_leftovers(address: Address) -> None:
    """Drop the databases of runs that were killed."""
    with address.connect(SUPERUSER, "postgres") as admin:
        for (name,) in admin.execute("SELECT datname FROM pg_database").fetchall():
            owner = re.match(r"(?:test_registry|registry_draft)_(\d+)", name)
            if owner and not process_lives(int(owner[1])):
                drop(admin, name)


def process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def migrations_fingerprint() -> str:
    """A hash of all that shapes the tables.

    The migrations, the modules they import, the packages, the roles, and the definitions that they publish.
    """
    migrations = sorted(path for room in ("registry", "cases") for path in CHECKOUT.glob(f"{room}/**/migrations/*.py"))
    shapes = {CHECKOUT / "requirements.txt", CHECKOUT / "registry/database/roles.py", *migrations}
    shapes |= set(CHECKOUT.glob("cases/rules/definitions/*.json"))
    for migration in migrations:
        shapes |= imported_modules(migration)
    digest = hashlib.sha256()
    for path in sorted(shapes):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def imported_modules(source: Path) -> set[Path]:
    """The files of our own modules that a Python file imports by name."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text())):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        for name in names:
            module = CHECKOUT.joinpath(*name.split("."))
            found |= {path for path in (module.with_suffix(".py"), module / "__init__.py") if path.is_file()}
    return found
