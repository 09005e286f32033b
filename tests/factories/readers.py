"""Reviewers who read events blind, made through actions only."""

from cases.episodes.derivation import derive
from cases.episodes.published import current_definition
from cases.review.adjudication.actions import give_reading, name_reader
from cases.review.adjudication.models import Reading
from cases.review.adjudication.querysets import BlindEvent, blind_events
from registry.institutions.models import Membership, Role, User
from registry.institutions.scoping import Scope
from tests.factories.accounts import with_app
from tests.world import World

PASSWORD = "Nine-lanterns-at-noon"
PROOF = {"again-way": "password", "again-1-password": PASSWORD}
"""Beside a form that is signed."""
ANSWERS = {"skin": "yes", "compartments": {"LIVER": "responding"}, "sure": "sure", "words": ""}


def reader(world: World, name: str, discipline: str) -> User:
    """A new reviewer at South, known to the world by name, who reads as a discipline. Nobody is in scope afterwards."""
    user = User.objects.create_user(f"{name}@south.example", PASSWORD, name=name.capitalize())
    Membership.objects.create(user=user, institution=world.south, role=Role.REVIEWER)
    with_app(user)
    world.people[name] = user
    name_reader(user=user, discipline=discipline, by=world.enter("adam"))
    world.enter(None)
    return user


def readers(world: World) -> None:
    """An oncologist Olga, a dermatologist Dana and a third, Theo; every case is derived."""
    for name, discipline in (("olga", "oncologist"), ("dana", "dermatologist"), ("theo", "third")):
        reader(world, name, discipline)
    derive([case.pk for case in world.cases.values()])


def event_of(case) -> BlindEvent:
    """The event of a case, as the person in scope may read it."""
    return next(one for one in blind_events(current_definition()) if one.case_id == case.pk)


def read(event: BlindEvent, label: str, by: Scope, **answers) -> Reading:
    return give_reading(event=event, definition=current_definition(), label=label, by=by, **(ANSWERS | answers))
