"""What the application's login may not do whatever SQL it sends, as migration operations.

Triggers write the trail and keep versions and ``released``. django-pgtrigger lets every session switch its triggers off
by a setting (``pgtrigger.ignore``), and whoever may append to a trail could append what never happened. Both end here.
The owner (migrations, restore) is not bound. ``functions()`` comes first; the triggers of a table use them.
"""

from django.db import migrations

APPLICATION = "session_user = 'registry_app'"
SWITCHED_OFF = "coalesce(current_setting('pgtrigger.ignore', true), '') <> ''"
BY_NO_TRIGGER = "pg_trigger_depth() < 1"


def refusing(name: str, sentence: str) -> str:
    """SQL of a trigger function that refuses what the application's login does, and lets everybody else."""
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {APPLICATION} THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
"""


def functions() -> migrations.RunSQL:
    """The functions behind the triggers below."""
    return migrations.RunSQL(
        refusing("registry_triggers_hold", "triggers are not switched off in the registry")
        + refusing("registry_only_triggers_append", "only triggers write to the trail"),
        "DROP FUNCTION registry_triggers_hold; DROP FUNCTION registry_only_triggers_append;",
    )


class TriggersHold(migrations.RunSQL):
    """No trigger of the table can be switched off.

    Asked before each row and after each statement: a statement can change the setting while it runs.
    """

    def __init__(self, table: str):
        each = f"ON {table} FOR EACH {{}} WHEN ({SWITCHED_OFF}) EXECUTE FUNCTION registry_triggers_hold();"
        super().__init__(
            f"CREATE TRIGGER triggers_hold BEFORE INSERT OR UPDATE OR DELETE {each.format('ROW')}"
            f"CREATE TRIGGER triggers_held AFTER INSERT OR UPDATE OR DELETE {each.format('STATEMENT')}",
            f"DROP TRIGGER triggers_hold ON {table}; DROP TRIGGER triggers_held ON {table};",
        )


# A trail made after the chain over the trails joins it at once; those before were attached when the chain began.
JOINS = """
DO $$ BEGIN
    IF to_regprocedure('audit_attach(regclass, text, boolean, boolean)') IS NOT NULL THEN
        PERFORM audit_attach('{table}', 'pgh_id', false, false);
    END IF;
END $$;
"""


class OnlyTriggersAppend(migrations.RunSQL):
    """Rows of a trail come from the triggers of the table that it follows, from nowhere else; the chain covers it."""

    def __init__(self, table: str):
        super().__init__(
            f"CREATE TRIGGER only_triggers_append BEFORE INSERT ON {table} FOR EACH STATEMENT"
            f" WHEN ({BY_NO_TRIGGER}) EXECUTE FUNCTION registry_only_triggers_append();"
            + (JOINS.format(table=table) if table.endswith("event") else ""),
            f"DROP TRIGGER only_triggers_append ON {table};",
        )


class InTheChain(migrations.RunSQL):
    """A table that has no trail beside it joins the chain over the trails itself.

    ``changes``, ``removals``: whether its rows are changed and removed in good order; the chain then follows them.
    """

    def __init__(self, table: str, *, key: str = "id", changes: bool = False, removals: bool = False):
        verbs = ["insert", *(["update"] if changes else []), *(["delete"] if removals else [])]
        super().__init__(
            f"SELECT audit_attach('{table}', '{key}', {str(changes).lower()}, {str(removals).lower()});",
            "".join(f"DROP TRIGGER audit_{verb} ON {table};" for verb in verbs),
        )
