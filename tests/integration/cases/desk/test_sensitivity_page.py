"""The sensitivity sweep: asked for through the door, worked through by the worker, for what the person may read."""

import re

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.cohorts import sweeping
from cases.cohorts.models import Sweep
from cases.cohorts.tasks import carried_on, sweep_the_rest
from cases.episodes.published import current_definition
from registry.institutions.models import Institution, ProjectMembership

URL = "/definitions/sensitivity/"
OWN = re.compile(r"data-own>(\d+)<")
NAME = "cohorts.sweep"


@pytest.fixture
def look(world, client):
    """The page for one person, as HTML."""

    def seen(person: str, query: str = "", **headers) -> str:
        client.force_login(world.people[person])
        answer = client.get(f"{URL}?{query}", headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return seen


@pytest.fixture
def ask(world, client, look):
    """Press the button; the sweep that this person has then."""

    def press(person: str) -> Sweep:
        look(person)
        answer = client.post(f"{URL}ask/", {"definition": "dcp@1.0.0"})
        assert answer.headers["Location"] == f"{URL}?definition=dcp@1.0.0"
        return newest(world, person)

    return press


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setitem(sweeping.count_next.__wrapped__.__kwdefaults__, "limit", 1)


def newest(world, person: str) -> Sweep:
    scope = world.enter(person)
    found = Sweep.objects.of(scope.user_id, current_definition()).first()
    world.enter(None)
    return found


def test_the_address_is_the_one_that_others_link_to():
    assert reverse("definition-sensitivity") == URL


def test_who_does_not_read_cohorts_gets_404(world, client, look):
    client.force_login(world.people["adam"])
    assert client.get(URL).status_code == 404
    assert client.post(f"{URL}ask/").status_code == 404
    html = look("rolf")
    assert "Nothing is counted yet" in html
    for switch in ("TIGHT", "WIDE", "T_AB", "T_TKI", "Biopsy required", "Stable disease counted"):
        assert f'<th scope="row">{switch}</th>' in html
    assert "−56 to 42 days" in html


@pytest.mark.parametrize(("person", "cases"), [("rosa", 2), ("rolf", 1), ("nora", 2)])
def test_the_worker_counts_what_the_person_may_read(ask, look, person, cases):
    sweep = ask(person)
    assert (sweep.state, sweep.total, sweep.done) == ("running", cases, 0)
    assert (sweep.definition_name, sweep.definition_hash) == ("dcp@1.0.0", current_definition().hash)
    assert (sweep.windows, sweep.tails) == ([50, 75, 100, 125, 150], [50, 100, 200])
    assert "0 of" in look(person)
    sweep_the_rest(str(sweep.pk))
    html = look(person)
    assert f"of the {cases} case" in html
    assert OWN.findall(html) == [str(cases)] * 4
    assert "hx-get" not in html.split('id="sweep"')[1].split(">")[0]
    assert "CANARY" not in html


def test_the_maps_are_also_a_figure_with_the_same_numbers(client, ask, look):
    address = f"{URL}figure.csv?definition=dcp@1.0.0"
    sweep = ask("rosa")
    assert 'id="figure-sensitivity"' not in look("rosa"), "it would be drawn anew with every batch"
    sweep_the_rest(str(sweep.pk))
    assert 'id="figure-sensitivity"' in look("rosa")
    rows = client.get(address).content.decode().splitlines()
    assert len(rows) == 1 + 4 * len(sweep.windows) * len(sweep.tails)
    assert '"Any evidence, stable disease counted",100 % (−56 to 42 d),100 % (42 d),2' in rows
    assert client.get(address.replace("csv", "pdf")).status_code == 404


def test_the_page_shows_how_far_it_is_and_a_kill_loses_nothing(world, ask, look, one_by_one):
    sweep = ask("rosa")
    while newest(world, "rosa").done == 0:
        assert carried_on(sweep.pk)
    part = look("rosa", "definition=dcp@1.0.0", **{"HX-Request": "true"})
    assert "<html" not in part
    assert '<progress value="1" max="2"' in part
    assert "50 %" in part
    assert OWN.findall(part) == ["1"] * 4
    sweep_the_rest(str(sweep.pk))
    assert newest(world, "rosa").done == 2
    assert OWN.findall(look("rosa")) == ["2"] * 4


def test_a_batch_that_fails_leaves_nothing_of_itself(world, ask, monkeypatch):
    sweep = ask("rosa")
    with monkeypatch.context() as patch:
        patch.setattr(Sweep, "save", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            carried_on(sweep.pk)
    before = newest(world, "rosa")
    assert (before.done, before.after, sum(before.counts)) == (0, None, 0)
    sweep_the_rest(str(sweep.pk))
    assert newest(world, "rosa").done == 2


def test_whoever_looks_asks_the_worker_once_more(ask, look):
    ask("rosa")
    assert ProcrastinateJob.objects.filter(task_name=NAME).count() == 1
    ProcrastinateJob.objects.filter(task_name=NAME).delete()
    look("rosa")
    look("rosa")
    assert ProcrastinateJob.objects.filter(task_name=NAME).count() == 1


def test_asking_twice_is_asking_once(ask):
    assert ask("rosa").pk == ask("rosa").pk


def test_it_can_be_stopped_and_counted_again(world, client, ask, look, one_by_one):
    sweep = ask("rosa")
    while newest(world, "rosa").done == 0:
        carried_on(sweep.pk)
    look("rosa")
    assert client.post(f"{URL}ask/{sweep.pk}/stop/").status_code == 302
    assert not carried_on(sweep.pk)
    assert "You stopped this after 1 of 2 cases" in look("rosa")
    again = ask("rosa")
    assert again.pk != sweep.pk
    sweep_the_rest(str(again.pk))
    assert "of the 2 cases" in look("rosa")


def test_nobody_else_reads_stops_or_writes_a_sweep(world, client, ask, look):
    theirs = ask("rosa")
    assert "Nothing is counted yet" in look("nora")
    assert client.post(f"{URL}ask/{theirs.pk}/stop/").status_code == 404
    world.enter("nora")
    assert not Sweep.objects.exists()
    assert Sweep.objects.filter(pk=theirs.pk).update(state="stopped") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Sweep.objects.create(**copied(theirs))


def copied(sweep: Sweep) -> dict:
    names = [one.attname for one in Sweep._meta.concrete_fields if one.attname != "id"]
    return {name: getattr(sweep, name) for name in names} | {"state": "done"}


def test_who_may_read_less_than_when_asking_has_no_more_counted_and_sees_no_older_figure(world, ask, look):
    """Rosa reads NORTH through a project only; without it the published case is left."""
    sweep = ask("rosa")
    ProjectMembership.objects.all().delete()
    sweep_the_rest(str(sweep.pk))
    assert newest(world, "rosa").done == 1
    html = look("rosa")
    assert "What you may read has changed since" in html
    assert not OWN.findall(html)
    sweep_the_rest(str(ask("rosa").pk))
    assert "of the 1 case " in look("rosa")


def test_others_are_counted_under_the_definition_as_it_is_only(world, ask, look):
    sweep_the_rest(str(ask("rosa").pk))
    html = look("rosa")
    assert "Cases of others that you may not read are in none of the cells" in html
    assert "as on the cohort page: only groups of 7 or fewer with stable disease counted, 7 or fewer without" in html
    Institution.objects.filter(code="SOUTH").update(sharing_level="own")
    assert "Cases of others" not in look("rosa")


def test_an_unknown_definition_is_said(look):
    assert "is no definition that can be chosen here" in look("rosa", "definition=dcp@7.0.0")
