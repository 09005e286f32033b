"""Whom PostgreSQL's programs run as.

The caller, or an unprivileged account that exists already when root calls.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from registry.refusal import Refusal

BORROWED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """``caller`` is the user who may connect; the programs run as ``uid`` and ``gid``."""

    caller: str
    uid: int
    gid: int
    borrowed: bool

    @property
    def process(self) -> dict:
        """Keyword arguments that make subprocess run a program as this account."""
        if not self.borrowed:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter the folder or run the file."""
        question = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
        return subprocess.run(question, check=False, **self.process).returncode == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of what the caller just made."""
        if self.borrowed:
            os.chown(path, self.uid, self.gid)


def account() -> Account:
    """The account for the current caller.

    Refuses when neither the caller nor an account to borrow has a name.
    """
    uid = os.geteuid()
    if uid != 0:
        return Account(caller=_name_of(uid), uid=uid, gid=os.getegid(), borrowed=False)
    for name in BORROWED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(caller=_name_of(uid), uid=entry.pw_uid, gid=entry.pw_gid, borrowed=True)
    raise Refusal(
        "PostgreSQL refuses to run as root, and this machine has none of the accounts that it could run as "
        f"({', '.join(BORROWED)}). Run this as an ordinary user."
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise Refusal(
            f"User id {uid} has no name in /etc/passwd, and PostgreSQL needs one. Run this as a user with a name."
        ) from None
