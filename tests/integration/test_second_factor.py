"""The second factor: nothing opens without it, each code counts once, and no address leads around it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from registry.institutions.models import User
from tests.doors import closed_addresses, signed_in
from tests.factories.accounts import TOTP_SECRET, code_now
from tests.world import World, begin_session

PASSWORD = "Nine-lanterns-at-noon"
SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def nora(world: World) -> User:
    world.nora.set_password(PASSWORD)
    world.nora.save()
    return world.nora


def first_step(user: User, **options) -> Client:
    """A browser in which the right password was given."""
    client = Client(**options)
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.url == SECOND_STEP
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("case-list")).status_code == 200


# ---- at sign-in -------------------------------------------------------------------------------------------


def test_password_and_code_let_in(nora: User):
    client = first_step(nora)
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": code_now()}).url == reverse("my-work")
    assert is_in(client)


def test_a_code_counts_once_in_whatever_process_it_is_tried(nora: User):
    code = code_now()
    assert first_step(nora).post(SECOND_STEP, {"code": code}).status_code == 302
    again = first_step(nora)
    answer = again.post(SECOND_STEP, {"code": code})
    assert "A code counts once" in answer.content.decode()
    assert not is_in(again)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_counter WHERE cache_key LIKE %s", [f"%{code}"])
        assert cursor.fetchone() == (1,), "noted where every process looks"


@pytest.mark.parametrize("steps", [2, -2, 10])
def test_a_code_of_another_time_is_none(nora: User, steps: int):
    client = first_step(nora)
    assert "is not accepted" in client.post(SECOND_STEP, {"code": code_now(steps)}).content.decode()
    assert not is_in(client)


def test_no_address_leads_around_the_second_step(world: World, nora: User):
    """With the first step done, every closed door answers as to nobody."""
    client, nobody = first_step(nora), Client()
    wrong = [
        address
        for address in closed_addresses(world)
        if (client.get(address).status_code, client.get(address).headers.get("Location"))
        != (nobody.get(address).status_code, nobody.get(address).headers.get("Location"))
    ]
    assert wrong == []


def test_a_recovery_code_counts_once(nora: User):
    client = begin_session(Client(), nora)
    client.post(reverse("mfa_generate_recovery_codes"), {"again-way": "code", "again-2-code": code_now()})
    page = client.get(reverse("mfa_view_recovery_codes"), follow=True).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes"), follow=True).content.decode()
    entered = first_step(nora)
    assert entered.post(SECOND_STEP, {"code": codes[0]}).status_code == 302
    assert is_in(entered)
    assert "is not accepted" in first_step(nora).post(SECOND_STEP, {"code": codes[0]}).content.decode()


def test_secrets_are_not_readable_in_the_database(nora: User):
    kept = Authenticator.objects.get(user=nora, type="totp").data["secret"]
    assert TOTP_SECRET not in kept


# ---- before there is one ----------------------------------------------------------------------------------


@pytest.fixture
def bare(world: World) -> Client:
    """Nora without a second factor, freshly signed in."""
    Authenticator.objects.filter(user=world.nora).delete()
    return signed_in(world, "nora")


def test_without_a_second_factor_every_page_leads_to_its_set_up(world: World, bare: Client):
    led = {bare.get(address).headers.get("Location") for address in closed_addresses(world)}
    own = {reverse(name) for name in ("mfa_index",)}
    assert led == own
    page = bare.get(reverse("mfa_index"))
    assert "Set one up to go on" in page.content.decode()
    assert 'aria-label="Main"' not in page.content.decode(), "no menu of doors that are shut"


def test_the_demonstration_opens_without_one(world: World, bare: Client, settings):
    settings.SECOND_FACTOR_NEEDED = False
    assert is_in(bare)


def test_setting_up_an_app_opens_the_registry(world: World, bare: Client):
    page = bare.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    secret = bare.session["mfa.totp.secret"]
    assert secret in page
    wrong = bare.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "is not accepted" in wrong.content.decode()
    assert not is_in(bare)
    done = bare.post(reverse("mfa_activate_totp"), {"code": code_now(secret=secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert is_in(bare)


def test_changing_the_second_factor_needs_proof_by_it_and_not_by_the_password(nora: User):
    client = begin_session(Client(), nora)
    address = reverse("mfa_deactivate_totp")
    sent = {"again-way": "password", "again-1-password": PASSWORD}
    refused = client.post(address, sent)
    assert refused.status_code == 403
    assert 'name="again-1-password"' not in refused.content.decode()
    assert Authenticator.objects.filter(user=nora, type="totp").exists()
    assert client.post(address, {"again-way": "code", "again-2-code": code_now()}).status_code == 302
    assert not Authenticator.objects.filter(user=nora, type="totp").exists()
    assert client.get(reverse("case-list")).url == reverse("mfa_index")
