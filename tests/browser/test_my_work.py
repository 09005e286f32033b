"""My work, the follow-up of an accepted case and help, in a browser: axe in both colours, the width, the keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import sign_in

pytestmark = pytest.mark.browser

LISTS = ("drafts", "returned", "questions", "follow-up", "handed-in", "stale", "undated", "nonsense")
HELP = ("", "first-case/", "dates/", "cohort/", "glossary/", "?q=zebra")


def test_worklists_and_help_are_accessible_and_fit(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    sign_in(page, served)
    addresses = [f"/desk/?list={one}" for one in LISTS] + ["/desk/?whose=all"] + [f"/help/{one}" for one in HELP]
    for address in addresses:
        page.goto(served + address)
        expect(page.locator("h1")).to_be_visible()
        for scheme, width in (("light", 360), ("dark", 1440)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 740})
            assert (address, scheme, serious_findings(page)) == (address, scheme, [])
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)
    assert heard == []


def test_from_a_draft_to_a_missing_value_and_to_help_by_keyboard(page: Page, served: str):
    sign_in(page, served)
    page.goto(f"{served}/desk/?page=999")  # the last: other tests open drafts too, and the newest stand first
    page.get_by_role("link", name="Menopausal status at diagnosis").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_menopausal_at_diagnosis")).to_be_visible()
    page.get_by_role("link", name="Help with this page").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dates", exact=True)).to_be_visible()


def test_the_form_of_a_follow_up_opens_on_an_accepted_case_and_is_accessible(page: Page, served: str):
    sign_in(page, served)
    page.goto(f"{served}/desk/?list=handed-in")
    page.get_by_role("link", name="PUB-1", exact=True).click()
    assert serious_findings(page) == []
    page.get_by_role("link", name="Add a follow-up").click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    assert serious_findings(page) == []
