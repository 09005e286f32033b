"""Guessing is stopped, victims are not (B01), and nobody learns who has an account (B03)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from registry.institutions.models import User
from registry.institutions.throttle import BY_ACCOUNT, BY_DEVICE, forget_old_tries
from tests.factories.accounts import code_now
from tests.world import World

PASSWORD = "Nine-lanterns-at-noon"
TOO_MANY, NOT_RIGHT = "Too many tries", "not correct"
SECOND_STEP = reverse("mfa_authenticate")
BY_ADDRESS = 8


@pytest.fixture(autouse=True)
def small_count(monkeypatch) -> None:
    """Fifty hashed passwords for one test would be a long wait."""
    monkeypatch.setattr("registry.institutions.throttle.BY_ADDRESS", BY_ADDRESS)


@pytest.fixture
def nora(world: World) -> User:
    world.nora.set_password(PASSWORD)
    world.nora.save()
    return world.nora


def try_as(email: str, password: str = "wrong", *, client: Client | None = None, address: str = "192.0.2.7"):
    given = {"login": email, "password": password}
    return (client or Client()).post(reverse("account_login"), given, REMOTE_ADDR=address)


def said(answer) -> str:
    page = answer.content.decode()
    return TOO_MANY if TOO_MANY in page else NOT_RIGHT if NOT_RIGHT in page else page


def test_many_addresses_get_few_tries_at_one_account(nora: User):
    answers = [said(try_as(nora.email, address=f"198.51.{number}.7")) for number in range(BY_ACCOUNT + 3)]
    assert answers == [NOT_RIGHT] * BY_ACCOUNT + [TOO_MANY] * 3
    assert said(try_as(nora.email, PASSWORD, address="203.0.113.1")) == TOO_MANY, "the right one tells nothing either"


def test_one_address_gets_few_tries_at_many_accounts(nora: User):
    answers = [said(try_as(f"somebody{number}@north.example")) for number in range(BY_ADDRESS + 1)]
    assert answers == [NOT_RIGHT] * BY_ADDRESS + [TOO_MANY]
    assert try_as(nora.email, PASSWORD, address="203.0.113.1").url == SECOND_STEP, "the twin: from another address"


def test_a_forged_address_is_not_believed(nora: User):
    for number in range(BY_ADDRESS):
        forged = {name: f"198.51.100.{number}" for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded")}
        try_as(f"a{number}@x.example", client=Client(headers=forged))
    assert said(try_as("one.more@x.example")) == TOO_MANY


def test_behind_a_proxy_the_address_that_it_tells_is_counted(nora: User, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(BY_ADDRESS):
        told = {"X-Forwarded-For": f"10.0.0.{number}, 198.51.100.7"}
        try_as(f"a{number}@x.example", client=Client(headers=told))
    assert said(try_as("one.more@x.example", client=Client(headers={"X-Forwarded-For": "198.51.100.7"}))) == TOO_MANY
    assert said(try_as("one.more@x.example", client=Client(headers={"X-Forwarded-For": "198.51.100.8"}))) == NOT_RIGHT


def test_a_victim_is_not_locked_out_of_a_known_device(nora: User):
    """Nora has signed in on her computer. Somebody guesses, from elsewhere and from her own hospital's address."""
    own = Client()
    assert try_as(nora.email, PASSWORD, client=own).url == SECOND_STEP
    own.post(SECOND_STEP, {"code": code_now()})
    own.post(reverse("account_logout"))
    for number in range(BY_ADDRESS + 1):
        try_as(nora.email, address="192.0.2.7" if number % 2 else "198.51.100.7")
    assert said(try_as(nora.email, PASSWORD)) == TOO_MANY, "an unknown device waits"
    for _ in range(BY_DEVICE - 1):
        assert said(try_as(nora.email, client=own)) == NOT_RIGHT
    assert try_as(nora.email, PASSWORD, client=own).url == SECOND_STEP
    assert own.post(SECOND_STEP, {"code": code_now(-1)}).status_code == 200, "the second step is asked as ever"


def test_a_stolen_known_device_gets_few_tries_and_serves_for_its_person_only(world: World, nora: User):
    own = Client()
    try_as(nora.email, PASSWORD, client=own)
    own.post(SECOND_STEP, {"code": code_now()})
    own.post(reverse("account_logout"))
    answers = [said(try_as(nora.email, client=own)) for _ in range(BY_DEVICE + 1)]
    assert answers == [NOT_RIGHT] * BY_DEVICE + [TOO_MANY]
    others = [said(try_as(world.sam.email, client=own)) for _ in range(BY_ACCOUNT + 1)]
    assert others == [NOT_RIGHT] * BY_ACCOUNT + [TOO_MANY]


def test_codes_are_counted_as_well(nora: User):
    client = Client()
    try_as(nora.email, PASSWORD, client=client)
    answers = [client.post(SECOND_STEP, {"code": "000000"}).content.decode() for _ in range(BY_ACCOUNT + 1)]
    assert ["is not accepted" in one for one in answers] == [True] * BY_ACCOUNT + [False]
    assert TOO_MANY in answers[-1]
    assert TOO_MANY in client.post(SECOND_STEP, {"code": code_now()}).content.decode()


def test_the_right_password_takes_its_count_back(nora: User):
    for _ in range(BY_ACCOUNT * 2):
        assert try_as(nora.email, PASSWORD).url == SECOND_STEP


def test_the_window_ends(nora: User):
    for _ in range(BY_ACCOUNT + 1):
        try_as(nora.email)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_try SET began_at = began_at - interval '16 minutes'")
    assert try_as(nora.email, PASSWORD).url == SECOND_STEP
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_try SET began_at = began_at - interval '16 minutes'")
        forget_old_tries()
        cursor.execute("SELECT count(*) FROM registry_try")
        assert cursor.fetchone() == (0,)


def test_no_address_and_no_name_stands_in_the_counts(nora: User):
    try_as(nora.email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM registry_try")
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


# ---- who has an account -----------------------------------------------------------------------------------


def without_what_differs(answer) -> str:
    return re.sub(r'value="[^"]*"|x-csrftoken[^}]*|[\w.]+@[\w.]+', "", answer.content.decode())


def test_signing_in_says_the_same_of_an_account_and_of_none(nora: User):
    known, unknown = try_as(nora.email), try_as("nobody@north.example")
    assert known.status_code == unknown.status_code == 200
    assert without_what_differs(known) == without_what_differs(unknown)
    assert NOT_RIGHT in known.content.decode()
    for email in (nora.email, "nobody@north.example"):
        answers = [said(try_as(email, address=f"198.51.{number}.7")) for number in range(BY_ACCOUNT)]
        assert answers == [NOT_RIGHT] * (BY_ACCOUNT - 1) + [TOO_MANY]


def test_asking_for_a_link_says_the_same_of_an_account_and_of_none(nora: User, settings, mailoutbox):
    settings.SENDS_MAIL = True
    pages = []
    for email in (nora.email, "nobody@north.example"):
        answer = Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.append((answer.status_code, answer.redirect_chain, without_what_differs(answer)))
    assert pages[0] == pages[1]
    assert "If there is an account" in pages[0][2]


def test_a_password_is_hashed_for_an_account_that_is_not_there(nora: User, monkeypatch):
    """Else the time would tell. What is counted is the work, because times are not steady on a test machine."""
    hashed = []
    from django.contrib.auth.hashers import ScryptPasswordHasher  # noqa: PLC0415 - patched in this test only

    original = ScryptPasswordHasher.encode
    monkeypatch.setattr(
        ScryptPasswordHasher, "encode", lambda self, *args, **named: hashed.append(1) or original(self, *args, **named)
    )
    work = {}
    for email in (nora.email, "nobody@north.example"):
        hashed.clear()
        try_as(email)
        work[email] = len(hashed)
    assert set(work.values()) == {1}
