"""Questions of a review in a browser: axe in both colours, the width, ticking and asking in place, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import in_both_colours

pytestmark = pytest.mark.browser

LISTS = ("/questions/review/?state=open", "/questions/review/discrepancies/", "/questions/review/figures/")


def test_a_reviewer_ticks_and_asks_in_place_on_pages_that_are_accessible_and_fit(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{served}/accounts/login/")
    page.get_by_role("button", name="Vera South").click()
    expect(page.get_by_role("link", name="Questions", exact=True)).to_be_visible()
    page.goto(f"{served}/questions/review/?state=open&asker=people")
    case = page.locator("td[data-head=Case] a").first.get_attribute("href")
    question = page.locator("a.row-link").first.get_attribute("href")
    fields = f"{case}fields/?kind=skin-finding&row=s1"

    for address in (*LISTS, question, fields, f"{case}questions/", f"{case}questions/ask/?section=skin"):
        page.goto(served + address)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 740})
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)
        assert (address, in_both_colours(page)) == (address, [])

    page.goto(served + fields)
    new_lesions, extent = page.locator("#field-new_lesions"), page.locator("#field-extent")
    if new_lesions.get_by_role("button", name="Undo").count():
        new_lesions.get_by_role("button", name="Undo").press("Enter")
    new_lesions.get_by_role("button", name="Verify").press("Enter")
    expect(new_lesions).to_contain_text("Verified by Vera South")
    extent.locator(".field-ask > summary").press("Enter")
    extent.get_by_label("Your question").fill("Seen on 12 March 2014?")
    extent.get_by_role("button", name="Ask").press("Enter")
    expect(extent).to_contain_text("looks like a date")
    extent.get_by_label("Your question").fill("Is this the whole extent?")
    extent.get_by_role("button", name="Ask").press("Enter")
    expect(extent.locator(".field-thread")).to_contain_text("Is this the whole extent?")
    assert page.url.endswith(fields), "nothing was left"
    assert heard == []
