"""A passkey, by Chromium's virtual authenticator: set up, signed in with, and given as proof again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import in_both_colours
from tests.browser.entering import sign_in
from tests.browser.test_shell import complaints

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def authenticator(page: Page) -> Iterator[None]:
    """A device that holds passkeys, and whose person always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield
    session.send("WebAuthn.disable")


def sign_out(page: Page) -> None:
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_is_set_up_and_signs_in_alone(page: Page, served: str):
    heard = complaints(page)
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, served)
    page.goto(f"{served}/accounts/second-factor/")
    assert in_both_colours(page) == []
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name", exact=True).fill("telephone")
    assert in_both_colours(page) == []
    page.get_by_role("button", name="Ask my device").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert in_both_colours(page) == []

    sign_out(page)
    page.goto(f"{served}/accounts/login/?next=/account/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your sessions")).to_be_visible()
    assert in_both_colours(page) == []

    page.goto(f"{served}/account/again/?next=/accounts/second-factor/passkeys/")
    assert in_both_colours(page) == []
    page.get_by_role("button", name="Go on with a passkey").click()
    expect(page.get_by_role("rowheader", name="telephone")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("You have no passkey.")).to_be_visible()
    assert heard == []
