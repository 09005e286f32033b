"""Row-level security and tenancy in SQL, as migration operations.

Every table of patient data gets ``ENABLE`` and ``FORCE ROW LEVEL SECURITY``: without a scope the application's role
sees and writes nothing. The owner (migrations, backup, SECURITY DEFINER functions) and the deriver have policies of
their own. The scope's sites are read once per query as an init plan, not once per row.
"""

from django.db import migrations

SITES = "ANY ((SELECT string_to_array(current_setting('app.sites', true), ',')::uuid[])::uuid[])"
USER = "(SELECT nullif(current_setting('app.user', true), '')::uuid)"
ADMINISTRATOR = "(SELECT coalesce(current_setting('app.administrator', true), '') = 'on')"
REVIEWER = "(SELECT coalesce(current_setting('app.reviewer', true), '') = 'on')"


def own_institution(column: str = "institution_id") -> str:
    """SQL condition: the row belongs to an institution of the current scope."""
    return f"{column} = {SITES}"


def forced(table: str) -> str:
    return f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"


def policy(table: str, name: str, *, command: str, role: str, using: str = "", check: str = "") -> str:
    """One CREATE POLICY; ``using`` filters what is seen, ``check`` what may be written."""
    seen = f" USING ({using})" if using else ""
    written = f" WITH CHECK ({check})" if check else ""
    return f"CREATE POLICY {name} ON {table} FOR {command} TO {role}{seen}{written};"


class ProtectTable(migrations.RunSQL):
    """Force row-level security on one table.

    ``read``: SQL condition for rows that the application may see beside the institution's own. ``write``: for rows it
    may insert, change or delete (default: the institution's own). ``change``: (using, check) of rows that others may
    update. ``deriver``: what the derivation role may do (``SELECT``, ``ALL`` or nothing).
    """

    def __init__(
        self,
        table: str,
        *,
        read: str = "",
        write: str = "",
        change: tuple[str, str] | None = None,
        deriver: str = "SELECT",
    ):
        own = own_institution()
        write = write or own
        parts = [
            forced(table),
            policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true"),
            policy(table, "scope_writes", command="ALL", role="PUBLIC", using=write, check=write),
        ]
        if read:
            parts.append(policy(table, "scope_reads", command="SELECT", role="PUBLIC", using=read))
        if change:
            using, check = change
            parts.append(policy(table, "scope_changes", command="UPDATE", role="PUBLIC", using=using, check=check))
        if deriver:
            check = "true" if deriver == "ALL" else ""
            parts.append(
                policy(table, "deriver_works", command=deriver, role="registry_deriver", using="true", check=check)
            )
            verbs = "SELECT, INSERT, UPDATE, DELETE" if deriver == "ALL" else "SELECT"
            parts.append(f"GRANT {verbs} ON {table} TO registry_deriver;")
        names = ["owner_works", "scope_writes", "scope_reads", "scope_changes", "deriver_works"]
        undo = "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in names)
        super().__init__(
            sql="".join(parts),
            reverse_sql=f"{undo} ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        )


class ProtectAudit(migrations.RunSQL):
    """Force row-level security on an event table, and let the application only read and append."""

    def __init__(self, table: str, *, append: str = ""):
        own = own_institution()
        super().__init__(
            sql=forced(table)
            + policy(table, "owner_works", command="ALL", role="CURRENT_USER", using="true", check="true")
            + policy(table, "scope_reads", command="SELECT", role="PUBLIC", using=own)
            + policy(table, "scope_appends", command="INSERT", role="PUBLIC", check=append or own)
            + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM registry_app;",
            reverse_sql="".join(
                f"DROP POLICY IF EXISTS {name} ON {table};" for name in ("owner_works", "scope_reads", "scope_appends")
            )
            + f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
            + f"GRANT UPDATE, DELETE ON {table} TO registry_app;",
        )


class SameCase(migrations.RunSQL):
    """A reference between two rows of patient data that can never leave the case: a composite foreign key."""

    def __init__(self, table: str, column: str, target: str):
        name = f"{table}_{column}_stays_in_its_case"[:63]
        super().__init__(
            sql=f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, case_id)"
            f" REFERENCES {target} (id, case_id) DEFERRABLE INITIALLY DEFERRED;",
            reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {name};",
        )


class ReplicaIdentity(migrations.RunSQL):
    """Key, institution and released flag identify a row for a filtered replication."""

    def __init__(self, table: str):
        index = f"{table}_replica_identity"
        super().__init__(
            sql=f"CREATE UNIQUE INDEX {index} ON {table} (id, institution_id, released);"
            f"ALTER TABLE {table} REPLICA IDENTITY USING INDEX {index};",
            reverse_sql=f"ALTER TABLE {table} REPLICA IDENTITY DEFAULT; DROP INDEX {index};",
        )


class KeyWith(migrations.RunSQL):
    """A second unique key (id, column), so that composite references can hold a row in its case or institution."""

    def __init__(self, table: str, column: str):
        name = f"{table}_key_with_{column}"[:63]
        super().__init__(
            sql=f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (id, {column});",
            reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {name};",
        )
