"""The roles and rights of the database, as the application meets them."""

import psycopg
import pytest
from django.db import connection, connections

from registry.database.embedded import SUPERUSER
from registry.database.roles import APP, DERIVER, OWNER, refuse_privileged
from registry.refusal import Refusal


@pytest.mark.django_db
def test_tests_and_pages_work_as_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (APP, False, False)


@pytest.mark.django_db
def test_migrations_left_every_table_to_the_owner():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = "
            "'public'::regnamespace"
            " AND relkind IN ('r', 'v', 'S')"
        )
        assert cursor.fetchall() == [(OWNER,)]


@pytest.mark.parametrize("role", [OWNER, SUPERUSER])
def test_a_privileged_role_is_refused(cluster, template, role):
    reason = "is a superuser" if role == SUPERUSER else "owns .* tables"
    with cluster.connect(role, template) as link, pytest.raises(Refusal, match=reason):
        refuse_privileged(link)


def test_the_application_role_is_not_refused(cluster, template):
    with cluster.connect(APP, template) as link:
        refuse_privileged(link)


def test_the_application_may_write_rows_but_not_truncate(committed):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
        cursor.execute("DELETE FROM django_session")
        with pytest.raises(Exception, match="permission denied for table django_session"):
            cursor.execute("TRUNCATE django_session")


def test_the_application_becomes_the_deriver_only_on_purpose(cluster, template):
    with cluster.connect(APP, template) as link:
        inherited = link.execute("SELECT pg_has_role(%s, %s, 'USAGE')", [APP, DERIVER]).fetchone()[0]
        assert inherited is False
        with link.transaction():
            link.execute(f"SET LOCAL ROLE {DERIVER}")
            assert link.execute("SELECT current_user").fetchone()[0] == DERIVER
        assert link.execute("SELECT current_user").fetchone()[0] == APP


def test_the_deriver_cannot_log_in(cluster, template):
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        cluster.connect(DERIVER, template)


def test_a_commit_stays_in_a_database_of_its_own(committed):
    assert connections["default"].settings_dict["NAME"] == committed
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (OWNER,)
