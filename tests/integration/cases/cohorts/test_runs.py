"""Frozen runs in the database: the same rows whatever changes, but for withdrawals, and tampering is found."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404, QueryDict

from cases.analysis.attrition import AttritionPage
from cases.cohorts.members import Selection
from cases.cohorts.models import Run, RunMember
from cases.cohorts.runs import Verified, documents_of_run, run_for, selection_of_run, verify
from cases.cohorts.selection import selection_of
from cases.episodes.derivation import derive
from cases.episodes.models import Derivation, Verdict
from cases.records import actions
from cases.records.models import Case
from cases.records.withdrawal.actions import withdraw_case
from registry.database.deriver import as_deriver
from registry.database.embedded import SUPERUSER
from registry.institutions.models import ProjectMembership
from registry.institutions.scoping import Scope
from tests import doors
from tests.factories import accept, open_again, send_back, submit
from tests.world import World, build


def frozen_by(world: World, person: str, query: QueryDict | None = None) -> Run:
    key = doors.frozen_by(world, person, query)
    world.enter(person)
    check_whole()
    return Run.objects.get(pk=key)


def check_whole() -> None:
    """Ask now what the database would ask at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;")


def seen(world: World, person: str, run: Run) -> Selection:
    return selection_of_run(world.enter(person), run.pk)


@transaction.atomic
def stored_alone(run: Run) -> None:
    run.save(force_insert=True)
    check_whole()


def documents(run: Run, selection: Selection) -> list[dict]:
    found = documents_of_run(run, [one.id for one in selection.members])
    return [found[one.id] for one in selection.members]


def withdraw(world: World, name: str) -> None:
    withdraw_case(case=world.cases[name], reason="consent", by=world.enter("nora"))


def doubt(world: World, name: str) -> None:
    """The legal basis is no longer known to hold."""
    world.enter("nora")
    Case.objects.filter(pk=world.cases[name].pk).update(legal_basis_state="unknown")


def fresh(world: World, name: str, person: str) -> tuple[Case, Scope]:
    scope = world.enter(person)
    return Case.objects.select_related("institution").get(pk=getattr(world, name).pk), scope


def taken_back(world: World, name: str) -> None:
    """The case is changed with a reason and then returned by its reviewer: no cohort has it meanwhile."""
    case, scope = fresh(world, name, "nora")
    open_again(case, by=scope)
    case, scope = fresh(world, name, "vera")
    send_back(case, reason="It is another patient.", by=scope)


def accepted_again(world: World, name: str, **changes) -> None:
    """The case with some changes, as its institution hands it in once more."""
    world.enter("nora")
    Case.objects.filter(pk=getattr(world, name).pk).update(**changes)
    case, scope = fresh(world, name, "nora")
    submit(case, by=scope)
    case, scope = fresh(world, name, "vera")
    accept(case, by=scope)
    derive([case.pk])


@pytest.fixture
def run(world: World) -> Run:
    """What Rosa reads: the accepted and the published case of North, through her project."""
    return frozen_by(world, "rosa")


def test_a_run_stores_what_its_owner_reads_and_gives_it_back(world, run):
    live = selection_of(world.enter("rosa"), QueryDict(""))
    stored = seen(world, "rosa", run)
    assert run.rows == run.patients == 2
    assert stored.members == live.members
    assert stored.definition == live.definition
    assert stored.query == f"run={run.pk}"
    assert stored.total.exact == 2
    assert {one["schema"] for one in documents(run, stored)} == {"case/1"}


def test_a_run_gives_the_same_members_after_everything_was_derived_anew(world, run):
    before = seen(world, "rosa", run)
    records = documents(run, before)
    with as_deriver():
        Verdict.objects.update(label="MIMIC", certainty="", facts={}, course={}, outside={})
    assert {one.label for one in selection_of(world.enter("rosa"), QueryDict("")).members} == {"MIMIC"}
    after = seen(world, "rosa", run)
    assert after.members == before.members
    assert documents(run, after) == records
    assert verify(run).holds


@pytest.mark.parametrize("unit", ["episodes", "cases", "regimens"])
def test_attrition_of_a_run_is_that_of_its_day_as_far_as_the_reader_may_read(world, unit):
    query = QueryDict(f"of={unit}&definition=dcp@1.0.0")
    run = frozen_by(world, "rosa", query)
    scope = world.enter("rosa")
    before = AttritionPage(scope, selection_of(scope, query)).steps
    assert before[0].left == 2
    with as_deriver():
        Derivation.objects.update(facts={})
        Verdict.objects.all().delete()
    assert AttritionPage(scope, selection_of(scope, query)).steps != before
    assert AttritionPage(scope, seen(world, "rosa", run)).steps == before
    assert AttritionPage(scope, seen(world, "sam", run)).steps[0].left == 1
    withdraw(world, "north_public")
    assert AttritionPage(scope, seen(world, "rosa", run)).steps[0].left == 1


def test_what_was_beside_the_rows_is_stored_too_and_is_no_row(world):
    """Attrition and Table 1 start from it."""
    query = QueryDict("of=episodes&definition=dcp@1.0.0&where=institution:SOUTH")
    run = frozen_by(world, "sam", query)
    live, stored = selection_of(world.enter("sam"), query), seen(world, "sam", run)
    assert stored.parts == live.parts
    assert (len(stored.members), len(stored.universe), run.rows, run.stored) == (1, 2, 1, 2 + 2)  # and their cases
    assert (stored.run.readable, stored.run.of, stored.total.exact) == (1, 1, 1)
    assert documents_of_run(run, [one.id for one in stored.parts.outside]) == {}
    withdraw(world, "north_public")
    after = seen(world, "sam", run)
    assert (len(after.universe), after.run.withdrawn) == (1, 0)


@pytest.mark.parametrize(("person", "rows"), [("rosa", 2), ("nora", 2), ("rolf", 1), ("sam", 1), ("vera", 1)])
def test_who_has_the_link_reads_the_rows_that_they_may_read_anyway(world, run, person, rows):
    found = seen(world, person, run)
    assert len(found.members) == found.total.exact == rows
    assert found.run.is_own is (person == "rosa")
    assert found.run.of == rows


def test_a_run_tells_a_stranger_nothing_about_rows_that_they_may_not_read(world):
    """Of two runs, one of which holds a row more that Rolf may not read, he sees the same."""
    smaller, larger = frozen_by(world, "rolf"), frozen_by(world, "rosa")
    first, second = (seen(world, "sam", one) for one in (smaller, larger))
    assert (smaller.rows, larger.rows) == (1, 2)
    assert first.total == second.total
    assert [first.run.readable, first.run.of] == [second.run.readable, second.run.of] == [1, 1]
    assert [one.id for one in first.members] == [one.id for one in second.members]


def test_who_leaves_the_project_reads_the_rows_no_longer(world, run):
    assert len(seen(world, "rosa", run).members) == 2
    ProjectMembership.objects.filter(user=world.people["rosa"]).delete()
    assert len(seen(world, "rosa", run).members) == 1


def test_without_a_person_no_run_is_seen(world, run):
    world.enter(None)
    assert not Run.objects.exists()
    assert not RunMember.objects.exists()
    with pytest.raises(Http404):
        run_for(world.enter(None), run.pk)


@pytest.mark.parametrize("end", [withdraw, doubt])
def test_the_end_of_a_legal_basis_takes_the_rows_out_of_every_run_for_good(world, run, end):
    other = frozen_by(world, "nora")
    end(world, "north_accepted")
    for person, one in (("rosa", run), ("nora", other)):
        found = seen(world, person, one)
        assert len(found.members) == 1
        assert (found.run.withdrawn, found.run.of) == (1, 2)
    with as_deriver():
        assert not RunMember.objects.filter(case=world.north_accepted).exists()
    assert verify(run) == Verified(True)


def test_a_legal_basis_in_force_again_brings_the_rows_back_to_no_run(world, run):
    doubt(world, "north_accepted")
    taken_back(world, "north_accepted")
    accepted_again(world, "north_accepted", legal_basis_state="in_force")
    assert len(selection_of(world.enter("rosa"), QueryDict("")).members) == 2
    assert len(seen(world, "rosa", run).members) == 1
    assert verify(run) == Verified(True)


def test_a_stranger_is_told_of_withdrawals_of_rows_that_they_could_read_only(world, run):
    withdraw(world, "north_accepted")
    assert seen(world, "sam", run).run.withdrawn == 0
    withdraw(world, "north_public")
    assert seen(world, "sam", run).run.withdrawn == 1


def test_a_case_that_is_deleted_takes_its_rows_along(world, run):
    taken_back(world, "north_public")
    case, _ = fresh(world, "north_public", "nora")
    actions.clear_record(case=case)
    case.delete()
    found = seen(world, "rosa", run)
    assert (len(found.members), found.run.held, found.run.withdrawn) == (1, 0, 1)
    assert verify(run) == Verified(True)


def test_a_case_that_is_corrected_is_out_of_sight_meanwhile_and_comes_back_as_it_was(world, run):
    before = seen(world, "rosa", run).members
    taken_back(world, "north_accepted")
    found = seen(world, "rosa", run)
    assert len(found.members) == 1
    assert (found.run.held, found.run.withdrawn, found.run.of) == (1, 0, 2)
    assert verify(run).holds
    accepted_again(world, "north_accepted", diagnosis_year=2015)
    assert seen(world, "rosa", run).members == before


def test_a_case_that_is_no_longer_published_is_read_by_its_own_only(world, run):
    assert len(seen(world, "sam", run).members) == 1
    taken_back(world, "north_public")
    accepted_again(world, "north_public", publicly_described=False)
    assert len(seen(world, "sam", run).members) == 0
    assert len(seen(world, "nora", run).members) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cohorts_run SET rows = 5",
        "DELETE FROM cohorts_run",
        "UPDATE cohorts_runmember SET label = 'MIMIC'",
        "DELETE FROM cohorts_runmember",
        "SELECT * FROM cohorts_runloss",
    ],
)
def test_the_application_changes_nothing_of_a_run(world, run, statement):
    world.enter("rosa")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_run_takes_no_row_later_and_no_row_of_somebody_elses_run(world, run):
    scope = world.enter("rosa")
    row = RunMember.objects.filter(run=run).first()
    row.pk, row.position, row.member = None, run.stored + 1, run.pk
    with pytest.raises(IntegrityError, match="a run takes no row later"), transaction.atomic():
        row.save(force_insert=True)
    assert scope.user_id == run.owner_id
    world.enter("nora")
    row.position = 2
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


def test_a_run_without_its_rows_is_refused(world, run):
    world.enter("rosa")
    run.pk = "6b1a33e0-0000-4000-8000-000000000000"
    with pytest.raises(IntegrityError, match="a run is stored with all its rows"):
        stored_alone(run)


def test_verifying_names_the_first_row_that_somebody_altered(cluster, committed):
    """Past every trigger, as only who runs the database can."""
    with transaction.atomic():
        run = frozen_by(build(), "rosa")
    assert verify(run) == Verified(True)
    with cluster.connect(SUPERUSER, committed) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE cohorts_runmember SET facts = facts || '{\"line\": 9}' WHERE position = 2")
        assert verify(run) == Verified(False, 2)
        superuser.execute("UPDATE cohorts_runmember SET label = 'MIMIC' WHERE position = 1")
        assert verify(run) == Verified(False, 1)
        superuser.execute("DELETE FROM cohorts_runmember")
        assert verify(run) == Verified(False, 1)
