"""What stands around each `manage.py` command.

The embedded database where one is needed, and words for a refusal.
"""

import os
import signal
import subprocess
import sys

from django.core.management import execute_from_command_line

from registry.database.embedded import DATABASE, Address, Cluster
from registry.database.roles import APP
from registry.paths import CHECKOUT, var
from registry.refusal import in_words

# These answer from the code alone, so they start no server.
NEEDS_NO_DATABASE = {"help", "version", "check", "collectstatic", "diffsettings", "findstatic"}
NEEDS_NO_DATABASE |= {"case_schema", "classify", "data_dictionary"}
# These make or look at the tables, so a database without any is no obstacle to them.
MAKES_TABLES = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "dbshell", "shell"}


def run(argv: list[str]) -> None:
    """Run one command as ``manage.py`` was called."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the last user of the database still stops it
    with in_words():
        if not needs_embedded(argv[1:]):
            execute_from_command_line(argv)
            return
        with Cluster(var() / "postgres").joined() as address:
            if argv[1] not in MAKES_TABLES and not has_tables(address):
                make_tables()
            execute_from_command_line(argv)


def needs_embedded(arguments: list[str]) -> bool:
    """Whether the command is to find the embedded server running."""
    if "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ:
        return False
    if not arguments or arguments[0].startswith("-") or {"--help", "-h", "--version"} & set(arguments):
        return False
    return arguments[0] not in NEEDS_NO_DATABASE or any(word.startswith("--database") for word in arguments)


def has_tables(address: Address) -> bool:
    with address.connect(APP, os.environ.get("REGISTRY_DATABASE") or DATABASE) as connection:
        return connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()[0] is not None


def make_tables() -> None:
    """A command on a checkout that never ran finds empty tables, not none."""
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=CHECKOUT, check=True)
