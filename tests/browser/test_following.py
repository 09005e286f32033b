"""The aside follows what is typed: its label changes within seconds, is spoken once, and nothing is stored."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import open_case, sign_in

pytestmark = pytest.mark.browser

BODY, SAID = "#following-body", "#following-said"


def test_the_aside_follows_the_keys_and_folds_on_a_phone(page: Page, served: str):
    page.set_default_timeout(10_000)
    sign_in(page, served)
    case = open_case(page, served)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{case}skin-finding/new/")
    expect(page.locator(BODY)).to_contain_text("nothing in the record starts one")

    page.locator("#id_on").fill("d700")
    page.get_by_role("radio", name="Progression").check()

    expect(page.locator(BODY)).to_contain_text("Event s1")
    expect(page.locator(SAID)).to_have_text(re.compile("^As typed: event s1, "))
    expect(page.locator(BODY)).to_contain_text("Would this case match?")
    expect(page.get_by_role("radio", name="Progression")).to_be_focused()
    page.get_by_role("link", name="Change the facts of the case").first.wait_for()
    spoken = page.locator(SAID).text_content()

    page.locator("#id_on").fill("31 Feb 2014")
    expect(page.locator(BODY)).to_contain_text("Not counted:")
    assert page.locator(SAID).text_content() == spoken
    assert serious_findings(page) == []

    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    fold = page.locator("details[data-following]")
    expect(page.locator("#following-labels .chip")).to_be_visible()
    assert fold.get_attribute("open") is None
    fold.locator("summary").press("Enter")
    expect(page.locator(BODY).get_by_text("Event s1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert serious_findings(page) == []

    page.goto(case)
    expect(page.get_by_text("No event yet")).to_be_visible()
