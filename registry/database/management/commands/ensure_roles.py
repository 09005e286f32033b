"""`manage.py ensure_roles`: the roles, the database and the grants on a real server, as its superuser."""

import os

import environ
import psycopg
from django.core.management.base import BaseCommand

from registry.database.roles import APP, OWNER, ensure_database, ensure_roles, grant
from registry.refusal import Refusal

env = environ.FileAwareEnv()


class Command(BaseCommand):
    help = (
        "Create or correct the registry's three roles and its database, with the names and passwords of "
        "DATABASE_URL and "
        "DATABASE_OWNER_URL. DATABASE_ADMIN_URL is a superuser's address and is needed by this command only."
    )
    requires_system_checks = ()

    def handle(self, *args, **options):
        app, owner = login("DATABASE_URL", APP), login("DATABASE_OWNER_URL", OWNER)
        if app["NAME"] != owner["NAME"]:
            raise Refusal("DATABASE_URL and DATABASE_OWNER_URL name different databases.")
        admin = login("DATABASE_ADMIN_URL", "")
        passwords = {role: found["PASSWORD"] for role, found in ((APP, app), (OWNER, owner)) if found["PASSWORD"]}
        with connect(admin, admin["NAME"] or "postgres") as link:
            ensure_roles(link, passwords)
            ensure_database(link, app["NAME"])
        with connect(admin, app["NAME"]) as link:
            grant(link)
        self.stdout.write(f"The roles and the database {app['NAME']} are in place.")


def login(variable: str, role: str) -> dict:
    """An address from the environment, which must name the given role if one is given."""
    if variable not in os.environ and f"{variable}_FILE" not in os.environ:
        raise Refusal(f"{variable} is not set. Set it, or name a file that holds it in {variable}_FILE.")
    found = env.db_url(variable)
    if role and found["USER"] != role:
        raise Refusal(f"{variable} names the role {found['USER']}; the registry's role for it is {role}.")
    return found


def connect(address: dict, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=address["HOST"],
        port=address["PORT"] or None,
        user=address["USER"],
        password=address["PASSWORD"] or None,
        dbname=database,
        autocommit=True,
    )
