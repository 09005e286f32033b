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


LIES_ON_FOCUS = """() => {
  const one = document.activeElement.closest("label") || document.activeElement;
  const box = one.getBoundingClientRect();
  return [...document.querySelectorAll("main *")]
    .filter((other) => ["sticky", "fixed"].includes(getComputedStyle(other).position) && !other.contains(one))
    .filter((other) => {
      const bar = other.getBoundingClientRect();
      return bar.left < box.right && box.left < bar.right && bar.top < box.bottom && box.top < bar.bottom;
    })
    .map((other) => `${other.className} on ${one.outerHTML.slice(0, 80)}`);
}"""


def test_nothing_lies_on_what_has_the_focus_in_the_grid(page: Page, served: str):
    """WCAG 2.4.11, and more than it asks: not even a part is covered."""
    sign_in(page, served)
    case = open_case(page, served)
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(f"{case}assessment/new/")
    page.locator(".entry-actions").get_by_role("button", name="Save", exact=True).focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(LIES_ON_FOCUS) == []
    assert page.evaluate("document.activeElement.closest('.grid-section') !== null")
