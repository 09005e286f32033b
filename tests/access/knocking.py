"""Knock as a role, and say in one word what came of it. Nothing that a knock does stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from registry.institutions.scoping import NOBODY, enter
from tests.access.matrix import NO_METHOD, NOT_FOUND, OBJECTS, OPENS, ROLES, SIGN_IN, matrix
from tests.access.things import Things
from tests.doors import Door, doors, with_token
from tests.world import begin_session

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WITHOUT_TOKEN = {"administrator", "nobody"}
"""Roles that have no access token; at a door of the API they come with the session of their browser, if any."""


@dataclass(frozen=True)
class Knock:
    """One request. ``whose``: one of OBJECTS, or empty for an address that names no thing."""

    door: Door
    role: str
    whose: str
    method: str
    address: str
    without: str
    """The address of a thing that is not there, behind the same door."""

    def __str__(self) -> str:
        return f"{self.method} {self.door.name} as {self.role}, {self.whose or 'no thing'}"


@dataclass(frozen=True)
class Answer:
    status: int
    word: str
    body: str


def knocks(things: Things) -> Iterator[Knock]:
    """Every request of the matrix, in the order of the URL tree."""
    for door in doors():
        for role in ROLES:
            for whose, address, without in _addresses(door, role, things):
                for method in METHODS:
                    yield Knock(door, role, whose, method, address, without)


def _addresses(door: Door, role: str, things: Things) -> Iterator[tuple[str, str, str]]:
    plain = things.values(role, "", door.parameters)
    if plain is not None:
        address = door.address(**plain)
        yield "", address, address
        return
    named = {whose: things.values(role, whose, door.parameters) for whose in OBJECTS}
    assert named["missing"], f"{door.name} has parameters that tests/access/things.py gives no value for"
    without = door.address(**named["missing"])
    for whose, values in named.items():
        if values is not None:
            yield whose, door.address(**values), without


class House:
    """The browsers of all roles, side by side."""

    def __init__(self, things: Things):
        self.things = things
        self.missing: dict[tuple, Answer] = {}

    @cached_property
    def browsers(self) -> dict[str, Client]:
        people = self.things.world.people
        return {role: begin_session(_client(), people[name]) if name else _client() for role, name in ROLES.items()}

    @cached_property
    def programs(self) -> dict[str, Client]:
        carriers = {role: name for role, name in ROLES.items() if role not in WITHOUT_TOKEN}
        made = {role: with_token(self.things.world, name) for role, name in carriers.items()}
        return made | {role: self.browsers[role] for role in WITHOUT_TOKEN}

    def ask(self, knock: Knock, address: str) -> Answer:
        """Knock, and take back what it did: in the database, and in the cookies of the browser."""
        client = (self.programs if knock.door.name.startswith("api:") else self.browsers)[knock.role]
        cookies = {name: one.value for name, one in client.cookies.items()}
        with transaction.atomic():
            answer = _read(client.generic(knock.method, address), address)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies)
        enter_nobody()
        return answer

    def answer(self, knock: Knock) -> tuple[Answer, str]:
        """What came of it, and a fault: an answer of 5xx, or a 404 that tells what is hidden from what is not there."""
        found = self.ask(knock, knock.address)
        if found.status >= 500:
            return found, f"{knock}: {found.status}"
        if found.word in (NOT_FOUND, NO_METHOD) and knock.whose == "foreign":
            absent = self._absent(knock)
            if (found.status, found.body) != (absent.status, absent.body):
                return found, f"{knock}: {found.status} differs from what a thing that is not there gets"
        return found, ""

    def _absent(self, knock: Knock) -> Answer:
        key = (knock.door.name, knock.role, knock.method)
        if key not in self.missing:
            self.missing[key] = self.ask(knock, knock.without)
        return self.missing[key]


def enter_nobody() -> None:
    """What a request leaves behind of its scope would be taken for the next one's."""
    enter(NOBODY)


def _client() -> Client:
    return Client(raise_request_exception=False)


def _read(response: HttpResponse, address: str) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace").replace(address, "ADDRESS")
    text = re.sub(r'("x-csrftoken": "|name="csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", text)
    return Answer(response.status_code, _word(response), re.sub(r"csrfmiddlewaretoken=[^&\"]+", "TOKEN", text))


def _word(response: HttpResponse) -> str:
    if response.status_code == 401 or (
        response.status_code == 302 and response.url.startswith(reverse("account_login"))
    ):
        return SIGN_IN
    return {404: NOT_FOUND, 405: NO_METHOD}.get(response.status_code, OPENS)


def faults(house: House, knock: Knock) -> list[str]:
    """Where an answer is not the declared one, or gives away what is hidden."""
    answer, fault = house.answer(knock)
    declared = matrix()[knock.door.name].allows(knock.role, knock.whose, knock.method)
    said = f"{knock}: {answer.word} ({answer.status}), declared {' or '.join(sorted(declared))}"
    wrong = [said] if answer.word not in declared else []
    return wrong + ([fault] if fault else [])
