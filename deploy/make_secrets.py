#!/usr/bin/env python3
"""Make the deployment's secrets: `python3 deploy/make_secrets.py [--into FOLDER] [--server HOST:PORT]`.

Random ones, made once; files that exist are left alone. Only the standard library. Keep a copy where backups
are kept.
"""

import argparse
import secrets
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE / "secrets", help="folder for the files")
    parser.add_argument("--server", default="database:5432", help="host and port of PostgreSQL")
    chosen = parser.parse_args()
    chosen.into.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(chosen.into.iterdir()):
        sys.exit(f"{chosen.into} has secrets already; they are left as they are.")
    for name, value in made(chosen.server).items():
        path = chosen.into / name
        path.write_text(value)
        path.chmod(0o444)  # read inside the container by an account without a name here; the folder is closed
    print(f"The secrets are in {chosen.into}.")


def made(server: str) -> dict[str, str]:
    """Fresh secrets by file name."""
    admin, owner, app = (secrets.token_urlsafe(32) for _ in range(3))
    return {
        "secret_key": secrets.token_urlsafe(64),
        "postgres_password": admin,
        "database_admin_url": f"postgresql://postgres:{admin}@{server}/postgres",
        "database_owner_url": f"postgresql://registry_owner:{owner}@{server}/registry",
        "database_url": f"postgresql://registry_app:{app}@{server}/registry",
    }


if __name__ == "__main__":
    main()
