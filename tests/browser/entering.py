"""A clinician at the keyboard: signed in, with a draft of their own open."""

import uuid

from playwright.sync_api import Page, expect


def sign_in(page: Page, served: str, name: str = "Nora North") -> None:
    page.goto(f"{served}/accounts/login/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("link", name="Cases").first).to_be_visible()


def open_case(page: Page, served: str) -> str:
    """Open a new draft; the address of its page."""
    page.goto(f"{served}/cases/new/")
    page.locator("#id_local_code").fill(f"BROWSER-{uuid.uuid4().hex[:8]}")
    page.get_by_role("radio", name="Consent", exact=True).check()
    page.get_by_role("radio", name="In force").check()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_text("is open as a draft")).to_be_visible()
    return page.url


def give_day_zero(page: Page, case: str, day: str = "3 Oct 2011") -> None:
    page.goto(f"{case}day-zero/")
    page.get_by_label("Date of the first histological diagnosis").fill(day)
    page.get_by_role("button", name="Save day zero").click()
    expect(page.get_by_text("Day zero is saved.")).to_be_visible()


def edit_link(page: Page, case: str, kind: str) -> str:
    """The address at which the only row of a kind is changed, as the case page links to it."""
    page.goto(case)
    links = page.locator(f"a[href*='/{kind}/']").evaluate_all("links => links.map((link) => link.href)")
    return next(link for link in links if not any(one in link for one in ("/new/", "/remove/", "/sections/")))
