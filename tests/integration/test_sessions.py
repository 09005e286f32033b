"""Sessions: begun anew at sign-in (B02), listed to their person, ended one by one, at once, with the account (A05)."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from registry.institutions.models import User
from registry.institutions.sessions import coarse, device_in_words
from registry.institutions.tokens.bearer import person_of
from tests.doors import signed_in, token_of
from tests.factories.accounts import code_now
from tests.world import World

PASSWORD = "Nine-lanterns-at-noon"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
COOKIE = configured.SESSION_COOKIE_NAME


@pytest.fixture
def nora(world: World) -> User:
    world.nora.set_password(PASSWORD)
    world.nora.save()
    return world.nora


def enter(client: Client, user: User, ago: int = 0) -> Client:
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.post(reverse("mfa_authenticate"), {"code": code_now(ago)}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("case-list")).status_code == 200


def test_signing_in_begins_a_new_session_and_signing_out_ends_it_at_the_server(nora: User):
    client = Client()
    client.get(reverse("account_login"))
    client.cookies[COOKIE] = planted = "p" * 32
    enter(client, nora)
    key = client.cookies[COOKIE].value
    assert key != planted
    assert is_in(client)
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.post(reverse("account_logout"))
    replayed = Client()
    replayed.cookies[COOKIE] = key
    assert not is_in(replayed)


def test_a_new_password_ends_the_other_sessions(world: World, nora: User):
    other, client = signed_in(world, "nora"), signed_in(world, "nora")
    typed = {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    assert is_in(other)
    assert client.post(reverse("account_change_password"), typed).status_code == 302
    assert not is_in(other)


def test_the_page_lists_device_network_and_last_use_and_no_whole_address(world: World):
    elsewhere = signed_in(world, "nora", headers={"user-agent": FIREFOX}, REMOTE_ADDR="198.51.100.77")
    assert is_in(elsewhere)
    assert is_in(signed_in(world, "sam"))
    client = signed_in(world, "nora", headers={"user-agent": ""})
    page = client.get(reverse("session-list")).content.decode()
    assert "Firefox on Linux" in page
    assert "198.51.100.0" in page
    assert "198.51.100.77" not in page
    assert "This session" in page
    assert page.count("<tr>") == 3, "a head and two sessions: none of Sam's"


def test_one_session_or_all_others_are_ended(world: World):
    first, second, third, sam = (signed_in(world, name) for name in ("nora", "nora", "nora", "sam"))
    assert all(is_in(one) for one in (first, second, third, sam))
    key = UserSession.objects.get(session_key=second.session.session_key).pk
    assert first.post(reverse("session-end", args=[key])).url == reverse("session-list")
    assert [is_in(one) for one in (first, second, third)] == [True, False, True]
    first.post(reverse("sessions-end"))
    assert [is_in(one) for one in (first, third, sam)] == [True, False, True]


def test_nobody_ends_the_session_of_another(world: World):
    nora, sam = signed_in(world, "nora"), signed_in(world, "sam")
    assert is_in(nora)
    key = UserSession.objects.get(session_key=nora.session.session_key).pk
    assert sam.post(reverse("session-end", args=[key])).status_code == 404
    assert is_in(nora)


def test_a_disabled_account_loses_sessions_tokens_and_links_and_gets_none_back(world: World, settings):
    settings.SENDS_MAIL = False
    adam, rosa = signed_in(world, "adam"), signed_in(world, "rosa")
    secret = token_of(world, "rosa").secret
    builder, address = reverse("cohort-builder"), reverse("account-active", args=[world.rosa.pk])
    assert rosa.get(builder).status_code == 200
    assert person_of(f"Bearer {secret}") == world.rosa
    for active in ("no", "yes"):
        assert adam.post(address, {"active": active}).status_code == 302
        assert rosa.get(builder).status_code == 302
        assert person_of(f"Bearer {secret}") is None
    assert not UserSession.objects.filter(user=world.rosa).exists()
    assert signed_in(world, "rosa").get(builder).status_code == 200, "whoever is enabled again signs in anew"


def test_addresses_are_kept_coarsely():
    assert coarse("192.0.2.77") == "192.0.2.0"
    assert coarse("2001:db8:1:2:3:4:5:6") == "2001:db8:1::"


@pytest.mark.parametrize(
    ("told", "words"),
    [(FIREFOX, "Firefox on Linux"), ("curl/8.5.0", "curl"), ("", "Unknown"), ("x" * 200, "x" * 200)],
)
def test_a_device_is_named_as_far_as_it_tells(told: str, words: str):
    assert device_in_words(told) == words
