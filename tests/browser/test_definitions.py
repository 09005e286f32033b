"""A definition in a browser: an administrator writes the next version, another publishes it, axe looks at each page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious_findings
from tests.browser.test_cohort import sign_in

pytestmark = pytest.mark.browser

FIRST = "/definitions/dcp/1.0.0/"
COHORT = "/cohorts/"


def fits(page: Page) -> None:
    """No serious finding, and nothing wider than the window, on a phone and on a desk."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert (page.url, width, serious_findings(page)) == (page.url, width, [])
        assert (page.url, page.evaluate("document.documentElement.scrollWidth")) == (page.url, width)


def test_from_draft_to_progress(page: Page, browser: Browser, served: str):
    sign_in(page, served, "Ada Registry")
    page.goto(served + FIRST)
    fits(page)
    page.get_by_role("button", name="Begin the next version").click()
    expect(page.get_by_label("Version", exact=False).first).to_have_value("1.1.0")
    page.get_by_label("What is changed, and why").fill("Eight weeks close an event.")
    page.get_by_label("STABLE", exact=False).first.fill("56")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("dcp@1.0.0 has 84")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    fits(page)
    draft = page.url

    other = browser.new_page()
    sign_in(other, served, "Anton South")
    other.goto(draft)
    fits(other)
    other.get_by_role("button", name="Publish version 1.1.0").click()
    expect(other.get_by_role("heading", name="Discordant cutaneous progression")).to_be_visible()
    expect(other.locator("#progress")).to_contain_text("released cases derived")
    fits(other)
    other.close()

    reader = browser.new_page()
    sign_in(reader, served, "Rosa South")
    reader.goto(f"{served}/definitions/")
    fits(reader)
    reader.goto(served + COHORT)
    expect(reader.get_by_role("link", name="dcp@1.1.0")).to_be_visible()
    reader.locator("summary", has_text="Under another definition").click()
    reader.get_by_role("link", name="dcp@1.0.0").click()
    expect(reader).to_have_url(f"{served}{COHORT}?of=episodes&definition=dcp@1.0.0")
    fits(reader)
    reader.goto(f"{served}/definitions/compare/?left=dcp@1.0.0&right=dcp@1.1.0")
    fits(reader)
    reader.goto(f"{served}/definitions/sensitivity/")
    reader.get_by_role("button", name="Count", exact=True).click()
    expect(reader.get_by_role("progressbar")).to_be_visible()
    fits(reader)
    reader.get_by_role("button", name="Stop").click()
    expect(reader.get_by_text("You stopped this after 0 of")).to_be_visible()
    fits(reader)
    reader.close()
