"""The one test world, built through actions only.

::

    NORTH (shares with projects)                    SOUTH (shares counts)
      nora   clinician                                sam     clinician
      nils   lead                                     sofia   lead
      ────────────────────────                        rosa    researcher, in the project "Why the skin?"
      north_draft      draft,     day zero known      rolf    researcher, in no project
      north_submitted  submitted                      vera    reviewer
      north_accepted   accepted, DCP_STRICT           adam    administrator
      north_public     accepted, publication          ────────────────────────
      north_withdrawn  accepted, basis withdrawn      south_accepted  accepted, DCP_STRICT

    Project "Why the skin?": approved, reads NORTH.
"""

from dataclasses import dataclass, field
from datetime import date

import pytest

from cases.records import actions
from cases.records.models import Case
from registry.institutions.models import Institution, Membership, Project, ProjectMembership, Role, User
from registry.institutions.scoping import NOBODY, Scope, enter, scope_of
from tests.factories import draft, finish, strict_case

DAY_ZERO = date(2016, 5, 17)


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


@pytest.fixture
def world(db) -> World:
    """The world inside the test's own transaction; the database is left in nobody's scope."""
    return build()


def build() -> World:
    north = Institution.objects.create(code="NORTH", name="North Hospital", country="NO", sharing_level="projects")
    south = Institution.objects.create(code="SOUTH", name="South Clinic", country="IT", sharing_level="counts")
    people = {
        "nora": _person("nora", north, Role.CLINICIAN),
        "nils": _person("nils", north, Role.LEAD),
        "sam": _person("sam", south, Role.CLINICIAN),
        "sofia": _person("sofia", south, Role.LEAD),
        "rosa": _person("rosa", south, Role.RESEARCHER),
        "rolf": _person("rolf", south, Role.RESEARCHER),
        "vera": _person("vera", south, Role.REVIEWER),
        "adam": _person("adam", south, Role.ADMINISTRATOR),
    }
    project = Project.objects.create(title="Why the skin?", approved=True)
    project.institutions.add(north)
    ProjectMembership.objects.create(project=project, user=people["rosa"])
    world = World(north=north, south=south, people=people, project=project)
    _write_cases(world)
    enter(NOBODY)
    return world


def _person(name: str, institution: Institution, role: Role) -> User:
    user = User.objects.create_user(f"{name}@{institution.code.lower()}.example", name=name.capitalize())
    Membership.objects.create(user=user, institution=institution, role=role)
    return user


def _write_cases(world: World) -> None:
    nora, sam, vera = world.enter("nora"), world.scope("sam"), world.scope("vera")
    cases = world.cases
    cases["north_draft"] = draft(world.north, nora, "CANARY-N-DRAFT")
    actions.set_day_zero(case=cases["north_draft"], day=DAY_ZERO, by=nora)
    cases["north_submitted"] = strict_case(world.north, nora, "CANARY-N-SUBMITTED")
    actions.submit_case(case=cases["north_submitted"], by=nora)
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
    _withdraw(cases["north_withdrawn"])
    world.enter("sam")
    cases["south_accepted"] = strict_case(world.south, sam, "CANARY-S-ACCEPTED")
    finish(cases["south_accepted"], submitter=sam, reviewer=_other_reviewer(world))


def _withdraw(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(legal_basis_state="withdrawn")


def _other_reviewer(world: World) -> Scope:
    """South's own reviewer may not accept South's cases; one of North's does."""
    world.people["viktor"] = _person("viktor", world.north, Role.REVIEWER)
    return world.scope("viktor")
