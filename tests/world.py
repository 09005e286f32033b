"""The one test world, built through actions only.

::

    NORTH (shares with projects)                    SOUTH (shares counts)
      nora   clinician                                sam     clinician
      nils   lead                                     sofia   lead
      viktor reviewer                                 rosa    researcher, in the project "Why the skin?"
      north_draft      draft,     day zero known      rolf    researcher, in no project
      north_submitted  submitted                      vera    reviewer
      north_accepted   accepted, DCP_STRICT           adam    administrator
      north_public     accepted, publication          ────────────────────────
      north_withdrawn  accepted, withdrawn since      south_accepted  accepted, DCP_STRICT

    Project "Why the skin?": approved, reads NORTH.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from cases.records import actions
from cases.records.models import Case, Tombstone
from cases.records.withdrawal.actions import withdraw_case
from registry.institutions.models import Institution, Membership, Project, Role, User
from registry.institutions.scoping import NOBODY, Scope, enter, scope_of
from tests.factories import draft, finish, strict_case, submit
from tests.factories.accounts import with_app
from tests.factories.projects import approved_project

DAY_ZERO = date(2016, 5, 17)
SITE_NAMES = {"n": "north", "s": "south"}
PEOPLE = [
    ("nora", "N", Role.CLINICIAN),
    ("nils", "N", Role.LEAD),
    ("viktor", "N", Role.REVIEWER),
    ("sam", "S", Role.CLINICIAN),
    ("sofia", "S", Role.LEAD),
    ("rosa", "S", Role.RESEARCHER),
    ("rolf", "S", Role.RESEARCHER),
    ("vera", "S", Role.REVIEWER),
    ("adam", "S", Role.ADMINISTRATOR),
]


@dataclass
class World:
    """Names of the world; ``scope("nora")`` is what Nora may reach, ``enter("nora")`` puts the database there."""

    north: Institution
    south: Institution
    people: dict[str, User]
    project: Project
    cases: dict[str, Case] = field(default_factory=dict)

    def scope(self, name: str) -> Scope:
        return scope_of(self.people[name])

    def enter(self, name: str | None) -> Scope:
        scope = self.scope(name) if name else NOBODY
        enter(scope)
        return scope

    def __getattr__(self, name: str):
        for shelf in ("people", "cases"):
            if name in self.__dict__.get(shelf, {}):
                return self.__dict__[shelf][name]
        raise AttributeError(name)


@pytest.fixture(scope="session")
def peopled(django_db_setup, django_db_blocker) -> None:
    """The world, built once and committed; each test's own transaction undoes what the test does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()


@pytest.fixture
def world(peopled, db) -> World:
    """The world, read afresh; the database is left in nobody's scope."""
    return read()


@pytest.fixture
def signed_in(world: World, client: Client) -> Callable[[str], Client]:
    """``signed_in("nora")`` is the test's browser, in which Nora has signed in in place of whoever was before."""

    return lambda name: begin_session(client, world.people[name])


def begin_session(client: Client, user: User, *, ago: float = 0) -> Client:
    """Sign somebody in who has just proved who they are, or did so some seconds ago."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def build() -> World:
    """Create the world in the current transaction; the database is left in nobody's scope."""
    north = Institution.objects.create(code="NORTH", name="North Hospital", country="NO", sharing_level="projects")
    south = Institution.objects.create(code="SOUTH", name="South Clinic", country="IT", sharing_level="counts")
    people = {name: _person(name, {"N": north, "S": south}[site], role) for name, site, role in PEOPLE}
    project = approved_project("Why the skin?", institutions=[north], members=[people["rosa"]])
    world = World(north=north, south=south, people=people, project=project)
    _write_cases(world)
    enter(NOBODY)
    return world


def read() -> World:
    """The committed world as fresh objects."""
    sites = {one.code: one for one in Institution.objects.filter(code__in=["NORTH", "SOUTH"])}
    people = {user.name.lower(): user for user in User.objects.filter(institutions__in=sites.values())}
    world = World(
        north=sites["NORTH"],
        south=sites["SOUTH"],
        people=people,
        project=Project.objects.get(title="Why the skin?"),
    )
    enter(Scope(sites=frozenset(site.pk for site in sites.values())))
    for case in Case.objects.filter(local_code__startswith="CANARY-").select_related("institution"):
        world.cases[_name_of(case)] = case
    world.cases |= withdrawn_cases(world.north)
    enter(NOBODY)
    return world


def _name_of(case: Case) -> str:
    _, site, name = case.local_code.lower().split("-", 2)
    return f"{SITE_NAMES[site]}_{name}"


def _person(name: str, institution: Institution, role: Role) -> User:
    user = User.objects.create_user(f"{name}@{institution.code.lower()}.example", name=name.capitalize())
    Membership.objects.create(user=user, institution=institution, role=role)
    with_app(user)
    return user


def _write_cases(world: World) -> None:
    nora, sam, vera = world.enter("nora"), world.scope("sam"), world.scope("vera")
    cases = world.cases
    cases["north_draft"] = draft(world.north, nora, "CANARY-N-DRAFT")
    actions.set_day_zero(case=cases["north_draft"], day=DAY_ZERO, by=nora)
    cases["north_submitted"] = strict_case(world.north, nora, "CANARY-N-SUBMITTED")
    submit(cases["north_submitted"], by=nora)
    cases["north_accepted"] = strict_case(world.north, nora, "CANARY-N-ACCEPTED")
    actions.set_day_zero(case=cases["north_accepted"], day=DAY_ZERO, by=nora)
    cases["north_public"] = strict_case(
        world.north,
        nora,
        "CANARY-N-PUBLIC",
        legal_basis_kind="publication",
        legal_basis_reference="10.1000/example",
        publicly_described=True,
    )
    cases["north_withdrawn"] = strict_case(world.north, nora, "CANARY-N-WITHDRAWN")
    for name in ("north_accepted", "north_public", "north_withdrawn"):
        finish(cases[name], submitter=nora, reviewer=vera)
    withdraw_case(case=cases["north_withdrawn"], reason="consent", by=nora)
    world.enter("sam")
    cases["south_accepted"] = strict_case(world.south, sam, "CANARY-S-ACCEPTED")
    finish(cases["south_accepted"], submitter=sam, reviewer=world.scope("viktor"))


def withdrawn_cases(institution: Institution) -> dict[str, Case]:
    """What the world knows of its withdrawn case: nobody reads it, so only its keys and its pseudonym."""
    stone = Tombstone.objects.get(institution=institution)
    return {"north_withdrawn": Case(pk=stone.case_id, institution=institution, pseudonym=stone.pseudonym)}
