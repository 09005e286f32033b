"""The frame of every page: what it promises before a room puts anything into it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import in_both_colours

pytestmark = pytest.mark.browser

POLICY = "Content Security Policy"
PUBLIC_PAGES = ["/", "/gallery/", "/accounts/login/", "/accounts/password/reset/", "/no/such/page/"]


def complaints(page: Page) -> list[str]:
    """Collects what the browser refuses under the content security policy, from now on."""
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    return heard


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_public_page_is_accessible_and_fits_a_phone(page: Page, served: str, path: str):
    heard = complaints(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(served + path)
    expect(page.locator("h1")).to_be_visible()
    assert in_both_colours(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert heard == []


def test_the_listener_hears_what_the_policy_refuses(page: Page, served: str):
    heard = complaints(page)
    page.goto(served)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert len(heard) == 1


def test_the_chosen_colours_come_with_the_next_page(page: Page, served: str):
    page.goto(served)
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    answer = page.goto(f"{served}/gallery/")
    assert 'data-theme="dark"' in answer.text().split("<head>")[0]


def test_the_colours_can_be_chosen_without_javascript(new_context, served: str):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{served}/gallery/")
    page.get_by_role("button", name="Dark").click()
    assert page.url == f"{served}/gallery/"
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_refused_form_says_so_in_title_and_summary(page: Page, served: str):
    page.goto(f"{served}/accounts/login/")
    expect(page).to_have_title("Sign in – Sanctuary")
    page.get_by_label("E-mail address").fill("nobody@demo.example")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title("Error: Sign in – Sanctuary")
    summary = page.get_by_role("group", name="There is a problem")
    expect(summary).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value("nobody@demo.example")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Password")).to_be_focused()


def test_the_first_tab_stop_leads_to_the_content(page: Page, served: str):
    page.goto(served)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
