"""The views by raw SQL as the application's role: who sees which rows, and that nothing identifies in them."""

import pytest
from django.db import connection

from cases.episodes.derivation import derive_pending
from cases.records.withdrawal.actions import withdraw_case
from registry.institutions.models import Institution, Project
from registry.institutions.scoping import Scope, enter
from tests.factories import add, days

READABLE = "SELECT institution_code, publicly_described FROM cohort_readable_episode ORDER BY 1, 2"
COUNTED = "SELECT institution_code, readable FROM cohort_counted_episode ORDER BY 1, 2"
N, N_PUBLIC, S = ("NORTH", False), ("NORTH", True), ("SOUTH", False)


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def derived(world):
    derive_pending()
    return world


@pytest.mark.parametrize(
    ("person", "readable"),
    [
        ("nora", [N, N_PUBLIC]),
        ("sam", [N_PUBLIC, S]),
        ("rosa", [N, N_PUBLIC]),
        ("rolf", [N_PUBLIC]),
        ("vera", [N_PUBLIC]),
        (None, []),
    ],
)
def test_who_reads_which_rows(derived, person, readable):
    derived.enter(person)
    assert rows(READABLE) == readable


@pytest.mark.parametrize(
    ("person", "counted"),
    [
        ("nora", [("NORTH", True), ("NORTH", True), ("SOUTH", False)]),
        ("rolf", [("NORTH", False), ("NORTH", True), ("SOUTH", False)]),
        (None, []),
    ],
)
def test_who_counts_which_rows(derived, person, counted):
    derived.enter(person)
    assert rows(COUNTED) == counted


def test_counted_episodes_tell_patients_apart_by_a_number_only(derived):
    derived.enter("rolf")
    assert rows("SELECT patient FROM cohort_counted_episode ORDER BY 1") == [(1,), (2,), (3,)]
    derived.enter("nora")
    assert rows("SELECT patient FROM cohort_counted_episode WHERE readable ORDER BY 1") != []


def test_sites_without_a_signed_in_user_show_nothing(derived):
    enter(Scope(sites=frozenset([derived.north.pk, derived.south.pk])))
    assert rows(READABLE) == rows(COUNTED) == []


def test_an_institution_that_keeps_to_itself_is_absent_for_others_published_cases_included(derived):
    Institution.objects.filter(code="NORTH").update(sharing_level="own")
    derived.enter("rolf")
    assert rows(READABLE) == []
    assert rows(COUNTED) == [("SOUTH", False)]
    derived.enter("nora")
    assert rows(READABLE) == [N, N_PUBLIC]


def test_a_project_opens_rows_only_while_the_institution_shares_with_projects(derived):
    rosa = derived.scope("rosa")
    Institution.objects.filter(code="NORTH").update(sharing_level="counts")
    enter(rosa)
    assert rows(READABLE) == [N_PUBLIC]


def test_a_project_that_is_not_approved_opens_nothing(derived):
    Project.objects.update(approved=False)
    derived.enter("rosa")
    assert rows(READABLE) == [N_PUBLIC]


def test_a_closed_institution_is_in_no_cohort(derived):
    derived.enter("rolf")
    assert len(rows(COUNTED)) == 3
    Institution.objects.filter(code="SOUTH").update(active=False)
    assert len(rows(COUNTED)) == 2


def test_a_case_leaves_the_cohort_when_its_legal_basis_ends(derived):
    withdraw_case(case=derived.north_accepted, reason="consent", by=derived.enter("nora"))
    derive_pending()
    assert rows(READABLE) == [N_PUBLIC]


def test_a_case_that_changed_is_out_until_it_is_derived_again(derived):
    add(derived.north_accepted, "follow-up", derived.enter("nora"), on=days(1300), status="alive")
    assert rows(READABLE) == [N_PUBLIC]
    derive_pending()
    assert rows(READABLE) == [N, N_PUBLIC]


def test_only_own_rows_lead_to_the_case(derived):
    derived.enter("sam")
    found = dict(rows("SELECT institution_code, own_case_id FROM cohort_readable_episode"))
    assert found == {"NORTH": None, "SOUTH": derived.south_accepted.pk}


@pytest.mark.parametrize("view", ["cohort_readable_episode", "cohort_counted_episode"])
def test_nothing_in_the_views_identifies(derived, view):
    derived.enter("rosa")
    cases = list(rows("SELECT 1") and [derived.north_accepted, derived.north_public, derived.south_accepted])
    told = repr(rows(f"SELECT * FROM {view}"))
    assert "DCP_STRICT" in told
    for case in cases:
        for secret in (str(case.pk), case.pseudonym, case.local_code):
            assert secret not in told
    for secret in ("CANARY", "canary", "2016", "'61'", ": 61", "Canary free text"):
        assert secret not in told


@pytest.mark.parametrize("view", ["cohort_readable_episode", "cohort_counted_episode"])
def test_the_views_are_for_reading(derived, view):
    granted = "SELECT privilege_type FROM information_schema.role_table_grants"
    assert rows(f"{granted} WHERE table_name = '{view}' AND grantee = 'registry_app'") == [("SELECT",)]


@pytest.mark.parametrize("person", ["rosa", "rolf", None])
def test_the_tables_behind_the_views_stay_closed(derived, person):
    derived.enter(person)
    for table in ("records_case", "records_patient", "episodes_verdict", "records_dayzero"):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_a_leaking_function_in_the_question_sees_no_foreign_row(derived):
    """A security barrier: the reader's own condition is not run on rows that the view keeps back."""
    derived.enter("rolf")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM cohort_readable_episode"
            " WHERE 1 / (CASE WHEN institution_code = 'SOUTH' THEN 0 ELSE 1 END) = 1"
        )
        assert cursor.fetchone() == (1,)
