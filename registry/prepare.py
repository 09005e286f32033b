"""Bring the database and the static files up to the code: `python -m registry.prepare`.

One process, so that Django is imported once. Does everything again whenever any file of the code has changed,
and each step leaves alone what is there already.
"""

import hashlib
import io
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from registry.paths import CHECKOUT, var
from registry.refusal import in_words

SOURCES = ("registry/**/*", "cases/**/*", "templates/**/*", "static/**/*", "requirements.txt")


def fingerprint() -> str:
    """A hash of the names, sizes and times of all files that the prepared state depends on.

    No file is opened.
    """
    digest = hashlib.sha256(os.environ.get("DEMO", "").encode())
    for pattern in SOURCES:
        for path in sorted(CHECKOUT.glob(pattern)):
            if path.suffix != ".pyc" and path.is_file():
                status = path.stat()
                digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def mark() -> Path:
    """The file that says what was prepared. It lies beside the data, and goes with it."""
    return var() / "postgres" / "prepared"


def accounts() -> Path:
    """The file with the demo's accounts, as a person is told them."""
    return var() / "postgres" / "demo-accounts"


def is_prepared() -> bool:
    try:
        return mark().read_text() == fingerprint()
    except OSError:
        return False


def main() -> None:
    """Migrate, collect the static files, and load the demo where it is on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        load_demo()


def load_demo() -> None:
    """Load the demo and keep what it says, the accounts to sign in with, for every later start."""
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    accounts().write_text(said.getvalue())


if __name__ == "__main__":
    with in_words():
        main()
