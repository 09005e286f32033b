"""The quick line in the browser: typed, drawn while one types, confirmed; by keyboard and on any width."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import give_day_zero, open_case, sign_in

pytestmark = pytest.mark.browser

WIDTHS = ((360, "light"), (768, "dark"), (1440, "light"), (1440, "dark"))


def test_a_course_is_typed_seen_and_confirmed(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    sign_in(page, served)
    case = open_case(page, served)
    give_day_zero(page, case)
    page.goto(case)
    page.get_by_label("Type the course in one go").fill("THP Mar14-Nov15")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="1 new entry")).to_be_visible()

    page.locator("#line").press("Control+End")
    page.keyboard.type("; skin PD Nov15 chest wall; P d9")
    expect(page.get_by_role("heading", name="2 new entries")).to_be_visible()
    expect(page.locator("#quick-said")).to_have_text("2 entries would be written. 1 part is not understood.")
    expect(page.locator(".quick-unread")).to_contain_text("P d9")
    expect(page.locator(".case-figure svg text", has_text="THP").first).to_be_attached()
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    for width, scheme in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert (width, scheme, serious_findings(page)) == (width, scheme, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width

    page.get_by_label("Leave out the 1 part that was not understood").check()
    page.get_by_role("button", name="Confirm and write 2 entries").press("Enter")
    expect(page.get_by_text("2 entries are written from the line.")).to_be_visible()
    expect(page.locator("#record-s1")).to_contain_text("chest wall")
    assert heard == []
