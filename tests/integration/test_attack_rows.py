"""Raw SQL as the application's role: every table of an institution's rows, and a pool that forgets whom it served."""

from django.db import connection, transaction

from tests.attack.rows import SCOPES, VERBS, pooled_switches, swept, tenant_tables
from tests.world import World


def test_no_statement_reaches_a_row_of_another_institution(world: World):
    found = swept(world)
    assert found["faults"] == []
    assert found["statements"] >= len(VERBS) * len(SCOPES) * found["tables"]
    assert found["tables with own rows"] > 10, "The twin: the own rows are there."
    assert {"records_case", "records_dayzero", "records_specimen", "photographs_photograph"} <= set(tenant_tables())


def test_a_pooled_connection_never_keeps_whom_it_served(peopled, django_db_blocker):
    with django_db_blocker.unblock():
        found = pooled_switches(90)
    assert found["faults"] == []
    assert found["transactions"] == 90


def test_a_scope_that_outlived_its_transaction_would_be_found(world: World):
    """What the switches look for is there to be found: set for the session, a site is seen by whoever comes next."""
    with connection.cursor() as cursor:
        with transaction.atomic():
            cursor.execute("SELECT set_config('app.sites', %s, false)", [str(world.north.pk)])
        cursor.execute("SELECT count(*) FROM records_case")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT set_config('app.sites', '', false)")
        cursor.execute("SELECT count(*) FROM records_case")
        assert cursor.fetchone()[0] == 0
