"""The three database roles, and what each may do.

``registry_owner`` owns every table and migrates; ``registry_app`` is the login of the web server and the
worker and reads and writes rows, nothing else; ``registry_deriver`` cannot log in: the application becomes it
for the length of one transaction (``SET LOCAL ROLE``) to derive episodes, and inherits none of its rights
otherwise.
"""

import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from registry.refusal import Refusal

OWNER, APP, DERIVER = "registry_owner", "registry_app", "registry_deriver"
LOGINS = (OWNER, APP)
FEWEST_RIGHTS = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"

# TRUNCATE is granted to nobody: it passes by row-level security and by the audit trail.
GRANTS = f"""
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APP}, {DERIVER};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {APP}, {DERIVER};
"""

PRIVILEGES = """
SELECT rolsuper, rolbypassrls, rolcreaterole, (
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm')
    AND pg_has_role(current_user, relowner, 'MEMBER')
)
FROM pg_roles WHERE rolname = current_user
"""


def fingerprint() -> str:
    """Changes when this file does, so that an existing cluster is brought up to it."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def ensure_roles(admin: psycopg.Connection, passwords: dict[str, str] | None = None) -> None:
    """Create or correct the three roles. ``admin``: a superuser's autocommit connection.

    ``passwords``: by role; hashed here, so that the server and its log never see them. Without: no password
    login.
    """
    for role in LOGINS:
        _ensure_role(admin, role, f"LOGIN NOINHERIT {FEWEST_RIGHTS}")
    _ensure_role(admin, DERIVER, f"NOLOGIN {FEWEST_RIGHTS}")
    admin.execute(f"GRANT {DERIVER} TO {APP} WITH INHERIT FALSE, SET TRUE")
    for role, password in (passwords or {}).items():
        hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        change = sql.SQL("ALTER ROLE {} PASSWORD {}")
        admin.execute(change.format(sql.Identifier(role), sql.Literal(hashed.decode())))


def _ensure_role(admin: psycopg.Connection, role: str, rights: str) -> None:
    known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    admin.execute(f"{'ALTER' if known else 'CREATE'} ROLE {role} {rights}")


def ensure_database(admin: psycopg.Connection, name: str, *, template: str = "") -> bool:
    """Create the database for the owner role unless it exists; True when it was created."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    source = sql.Identifier(template or "template1")
    admin.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER), source))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    connect = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
    admin.execute(connect.format(sql.Identifier(name), sql.Identifier(APP)))
    return True


def grant(admin: psycopg.Connection) -> None:
    """Give the application its rights on today's and tomorrow's tables of the connection's database."""
    admin.execute(GRANTS)


def refuse_privileged(connection: psycopg.Connection) -> None:
    """Refuse to serve as a role for which row-level security would not hold."""
    superuser, bypasses, makes_roles, owned = connection.execute(PRIVILEGES).fetchone()
    role = connection.info.user
    held = [
        name
        for name, has in (
            ("is a superuser", superuser),
            ("has BYPASSRLS", bypasses),
            ("may create roles", makes_roles),
            (
                f"owns {owned} of the registry's tables, or is a member of their owner",
                owned and not superuser,
            ),
        )
        if has
    ]
    if held:
        raise Refusal(
            f"The registry does not start: its database role {role} {' and '.join(held)}, so row-level "
            "security would not "
            f"protect patients' data. Let DATABASE_URL name the role {APP} (`manage.py ensure_roles` "
            "creates it)."
        )


def refuse_privileged_login(database: dict) -> None:
    """The same for an entry of Django's DATABASES, before the first request.

    Says so when the server is not there.
    """
    parameters = {
        "host": database.get("HOST"),
        "port": database.get("PORT"),
        "dbname": database["NAME"],
        "user": database.get("USER"),
        "password": database.get("PASSWORD"),
    }
    try:
        with psycopg.connect(**{key: value for key, value in parameters.items() if value}, connect_timeout=10) as link:
            refuse_privileged(link)
    except psycopg.OperationalError as error:
        raise Refusal(
            f"The database does not let the registry in: {str(error).strip()}\n"
            "Check DATABASE_URL, and that the server runs."
        ) from None
