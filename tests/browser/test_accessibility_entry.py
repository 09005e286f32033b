"""Every entry page: no serious finding of axe, light and dark, nothing refused by the policy, and it fits a phone."""

import pytest
from playwright.sync_api import Page, expect

from cases.records.kinds import KINDS
from tests.browser.axe import in_both_colours, serious_findings
from tests.browser.entering import open_case, sign_in

pytestmark = pytest.mark.browser

GOING_THROUGH = ["", "sections/facts/", "sections/skin/", "whole/", "check/"]
PAGES = [*GOING_THROUGH, "facts/", "day-zero/", "discard/", *(f"{kind.slug}/new/" for kind in KINDS)]


def test_every_entry_page_is_accessible_and_fits_a_phone(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, served)
    case = open_case(page, served)
    for address in [f"{served}/cases/", f"{served}/cases/new/", *(f"{case}{one}" for one in PAGES)]:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert (address, in_both_colours(page)) == (address, [])
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 360)
    assert heard == []


def test_a_page_with_faults_is_accessible_too(page: Page, served: str):
    sign_in(page, served)
    page.goto(f"{open_case(page, served)}assessment/new/")
    page.locator("#id_on").fill("soon")
    page.locator("#compartment-LIVER .cell[title='New lesion: yes']").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert serious_findings(page) == []
    page.get_by_role("link", name="Liver: Status").click()
    expect(page.locator("#id_compartment-LIVER-status")).to_be_focused()
