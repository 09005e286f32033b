"""The gate of the withdrawn cases, as a migration operation. Every table with rows of a case has it."""

from django.db import migrations

BOUND = "registry_app, registry_deriver"


class GoneWithItsCase(migrations.RunSQL):
    """Rows of a withdrawn case are out of reach of the application and the deriver, whatever other policies say.

    ``reads_only``: for a trail, which still takes rows; it is read by nobody then.
    """

    def __init__(self, table: str, *, column: str = "case_id", reads_only: bool = False):
        # an empty column is of no case; NOT IN would hide it
        stands = f"({column} IS NULL OR {column} NOT IN (SELECT records_gone()))"
        command = "SELECT" if reads_only else "ALL"
        super().__init__(
            f"CREATE POLICY withdrawn_is_gone ON {table} AS RESTRICTIVE FOR {command} TO {BOUND} USING ({stands});",
            f"DROP POLICY withdrawn_is_gone ON {table};",
        )
