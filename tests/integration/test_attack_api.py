"""The API and frozen runs, attacked: what is typed breaks nothing, and what is told tells nothing beside it."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import clear_script_prefix, reverse

from cases.cohorts.models import Run
from cases.cohorts.runs import parts_of_run
from tests.doors import episodes_of, frozen_by, signed_in, with_token
from tests.world import World


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("definitions/a%00/1", 404, "no such thing"),
        ("definitions/dcp/1%00", 404, "no such thing"),
        (f"cohort/members?offset={'9' * 400}", 422, "offset: "),
        (f"cohort/members?offset={'9' * 5000}", 422, "offset: "),
        ("cohort?where=institution:%22a%00%22", 422, "is no value of"),
        ("cohort?run=%00", 404, "no such thing"),
        ("definitions/dcp/1.0.0", 200, "dcp"),
        ("cohort/members?offset=1000000", 200, "[]"),
    ],
)
def test_nothing_that_is_typed_breaks_an_operation(world: World, address: str, status: int, said: str):
    episodes_of(world)
    answer = with_token(world, "rosa").get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert said in answer.text


@pytest.fixture
def behind():
    """As behind a proxy that puts a prefix before every address; Django keeps a prefix until it is told another."""
    yield {"SCRIPT_NAME": "/prefix"}
    clear_script_prefix()


def test_a_prefix_before_the_address_lets_no_session_in(world: World, behind):
    browser, program = signed_in(world, "rosa"), with_token(world, "rosa")
    refused = browser.get("/api/v1/runs", headers={"authorization": "Bearer reg_forged"}, **behind)
    assert refused.status_code == 401
    assert "Send a live access token" in refused.text
    assert program.get("/api/v1/runs", **behind).status_code == 200


def test_a_token_reads_what_its_person_may_read_now(world: World):
    episodes_of(world)
    program = with_token(world, "rosa")
    assert program.get(reverse("api:members")).json()["count"] == 2
    world.project.memberships.all().delete()
    assert program.get(reverse("api:members")).json()["count"] == 1, "published cases only"
    world.rosa.memberships.all().delete()
    assert program.get(reverse("api:members")).status_code == 403
    world.rosa.is_active = False
    world.rosa.save()
    assert program.get(reverse("api:members")).status_code == 401


@pytest.mark.parametrize("person", ["rolf", "sam"])
def test_the_numbers_of_patients_tell_a_stranger_of_nobody_else(world: World, person: str):
    frozen = [Run(pk=frozen_by(world, "nora", QueryDict(query))) for query in ("of=episodes", "of=cases")]
    world.enter("nora")
    stored = [max(one.patient for one in parts_of_run(_whole(run)).members) for run in frozen]
    assert stored == [2, 2], "The twin: who froze it reads two patients."
    world.enter(None)
    for run in frozen:
        told = with_token(world, person).get(reverse("api:members"), {"run": run.pk}).json()["members"]
        assert [one["patient"] for one in told] == [1]
    world.enter(person)
    for run in frozen:
        numbered = parts_of_run(_whole(run), is_own=False)
        assert [one.patient for one in numbered.members] == [1]


def _whole(run: Run) -> Run:
    return Run.objects.get(pk=run.pk)


def test_every_function_that_runs_as_the_owner_searches_temporary_tables_last(world: World):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
    assert "person_of_access_token" in found
    last = re.compile(r"search_path=(pg_catalog, )?public, pg_temp")
    assert {name for name, told in found.items() if not any(map(last.fullmatch, told or ()))} == set()
