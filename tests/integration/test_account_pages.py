"""Signing in, setting a password and setting up an institution, as a person reads those pages."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from registry.institutions.models import Institution
from tests.world import World


def administrator(world: World) -> Client:
    client = Client()
    client.force_login(world.people["adam"])
    return client


def test_a_registry_without_mail_says_so_and_sends_none(world: World, settings):
    settings.SENDS_MAIL = False
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "This registry sends no mail." in page
    assert 'name="email"' not in page


def test_a_registry_with_mail_sends_the_link(world: World, settings):
    settings.SENDS_MAIL = True
    guest, asked = Client(), reverse("account_reset_password")
    assert 'name="email"' in guest.get(asked).content.decode()
    done = guest.post(asked, {"email": world.nora.email}, follow=True)
    assert "a link is on its way" in done.content.decode()
    assert [one.to for one in mail.outbox] == [[world.nora.email]]


def test_an_empty_sign_in_says_what_to_give(world: World):
    page = Client().post(reverse("account_login"), {}).content.decode()
    assert "Give your e-mail address." in page
    assert "Give the password." in page


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("code", "two words", "A code is made of letters, digits, hyphens and underscores"),
        ("code", "", "Give the code."),
        ("country", "Italy", "two capital letters"),
        ("timezone", "Mars/Base", "There is no time zone of this name."),
    ],
)
def test_an_institution_form_says_what_is_wrong_and_what_to_write(world: World, name: str, typed: str, says: str):
    right = {"code": "WEST", "name": "West", "country": "DE", "timezone": "Europe/Berlin", "sharing_level": "own"}
    page = administrator(world).post(reverse("institution-create"), right | {name: typed})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Institution.objects.filter(name="West").exists()


def test_a_well_filled_institution_form_is_saved(world: World):
    right = {"code": "WEST", "name": "West", "country": "DE", "timezone": "Europe/Berlin", "sharing_level": "own"}
    assert administrator(world).post(reverse("institution-create"), right).status_code == 302
    assert Institution.objects.get(code="WEST").timezone == "Europe/Berlin"
