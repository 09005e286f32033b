"""Signing in, setting a password and setting up an institution, as a person reads those pages."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from registry.institutions.models import Institution
from tests.world import World, begin_session


def administrator(world: World) -> Client:
    client = Client()
    begin_session(client, world.people["adam"])
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


def holds(page: str, name: str, value: str) -> bool:
    return f'<input type="hidden" name="{name}" value="{value}">' in page


def test_what_is_typed_outlives_the_session(world: World):
    """Signed out while typing: the page keeps it, and after signing in elsewhere it is sent again."""
    browser, address = Client(enforce_csrf_checks=True), reverse("case-create")
    old = browser.get(reverse("account_login")).context["csrf_token"]
    typed = {"local_code": "W-1", "comment": "red <patches>"}
    kept = browser.post(address, typed | {"csrfmiddlewaretoken": str(old)})
    assert kept.status_code == 403
    assert holds(kept.content.decode(), "comment", "red &lt;patches&gt;")
    assert "Nothing was saved" in kept.content.decode()

    begin_session(browser, world.nora)
    stale = browser.post(address, typed | {"csrfmiddlewaretoken": "x" * 64}, headers={"origin": "http://testserver"})
    assert stale.status_code == 403
    assert holds(stale.content.decode(), "local_code", "W-1")
    again = browser.post(address, typed | {"csrfmiddlewaretoken": str(stale.context["csrf_token"])})
    assert again.status_code == 422, "taken, and read by the form"


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}])
def test_a_form_of_another_site_is_not_offered_again(world: World, headers: dict):
    browser = Client(enforce_csrf_checks=True)
    begin_session(browser, world.nora)
    page = browser.post(reverse("case-create"), {"local_code": "W-1"}, headers=headers)
    assert page.status_code == 403
    assert "Send it again" not in page.content.decode()


def test_a_password_is_never_written_into_a_page(world: World):
    browser = Client(enforce_csrf_checks=True)
    begin_session(browser, world.nora)
    typed = {"oldpassword": "Nine-lanterns", "password1": "x", "password2": "x"}
    page = browser.post(reverse("account_change_password"), typed, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert "Nine-lanterns" not in page.content.decode()


@pytest.mark.parametrize(
    ("person", "onward"), [("nils", "/institution/"), ("adam", "/administration/institutions/NORTH/")]
)
def test_lead_and_administrator_ask_for_more_care_with_figures(world: World, signed_in, person: str, onward: str):
    browser, address = signed_in(person), reverse("figure-rule", args=["NORTH"])
    answer = browser.post(address, {"withheld_up_to": "12", "rounded_to": "15"})
    assert answer.headers["Location"] == onward
    page = browser.get(onward).content.decode()
    assert "The rule for figures with cases of North Hospital is saved." in page
    north = Institution.objects.get(code="NORTH")
    assert (north.withheld_up_to, north.rounded_to) == (12, 15)
    last = north.events.order_by("-pgh_id").first()
    assert (last.withheld_up_to, last.pgh_context.metadata["page"]) == (12, address)


@pytest.mark.parametrize(
    "typed", [{"withheld_up_to": "3", "rounded_to": "5"}, {"withheld_up_to": "7", "rounded_to": "1"}, {}]
)
def test_figures_are_never_shown_finer_than_the_registry_does(world: World, signed_in, typed: dict):
    browser = signed_in("nils")
    page = browser.post(reverse("figure-rule", args=["NORTH"]), typed, follow=True).content.decode()
    assert "Choose one of the limits and one of the roundings that the page offers." in page
    north = Institution.objects.get(code="NORTH")
    assert (north.withheld_up_to, north.rounded_to) == (7, 5)


def test_a_lead_sets_the_rule_of_no_other_institution(world: World, signed_in):
    right = {"withheld_up_to": "12", "rounded_to": "15"}
    assert signed_in("sofia").post(reverse("figure-rule", args=["NORTH"]), right).status_code == 404
    assert Institution.objects.get(code="NORTH").withheld_up_to == 7
    assert signed_in("sofia").post(reverse("figure-rule", args=["SOUTH"]), right).status_code == 302
