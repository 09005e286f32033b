"""The whole case on one page, by keyboard: forms open where the rows stand, and nothing typed is lost between them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import open_case, sign_in

pytestmark = pytest.mark.browser


def test_rows_are_entered_where_they_stand_and_the_case_is_handed_in(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    sign_in(page, served)
    case = open_case(page, served)
    page.get_by_role("link", name="Whole case on one page").click()
    form = page.locator(".row-slot form.entry")

    page.get_by_role("link", name="Add systemic regimen").press("Enter")
    expect(form).to_be_visible()
    form.locator("#id_name").fill("T-DM1")
    form.locator("#id_start").fill("soon")
    page.keyboard.press("Control+Enter")
    expect(form.locator(".error-summary")).to_be_focused()
    assert serious_findings(page) == []
    form.locator("#id_start").fill("d300")
    form.get_by_role("button", name="Add another drug").click()
    expect(form.locator(".nested-row")).to_have_count(2)
    expect(form.locator("#id_name")).to_have_value("T-DM1")
    form.get_by_role("button", name="Remove drug 2").click()
    form.locator("#id_drug-0-agent").fill("trastuzumab emtansine")

    # Going on to the next row saves the one that is open.
    page.get_by_role("link", name="Add lesion").click()
    expect(page.locator("#record-r1")).to_contain_text("T-DM1")
    expect(form.locator(".row-here")).to_have_text("New lesion")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator("#whole-nav")).to_contain_text("Systemic regimensIn progress")

    # The keys can be switched off.
    page.get_by_text("Keys on this page").click()
    page.locator("[data-keys]").get_by_role("button", name="Switch these keys off").click()
    page.get_by_role("link", name="Add lesion").click()
    form.locator("#id_compartment").select_option("LIVER")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    expect(form).to_be_visible()
    form.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#record-l1")).to_be_visible()

    # Only what is relevant is asked; what was answered stays.
    page.get_by_role("link", name="Add follow-up").click()
    form.locator("#id_cause").select_option(index=1)
    form.get_by_role("radio", name="Alive").check()
    expect(form.locator("#div_id_dominant_site")).to_be_hidden()
    expect(form.locator("#div_id_cause")).to_contain_text("what stands here is kept")
    form.locator("#id_cause").select_option("")
    expect(form.locator("#id_cause")).to_be_hidden()
    form.get_by_role("radio", name="Dead").check()
    expect(form.locator("#div_id_dominant_site")).to_be_visible()
    form.locator("#id_on").fill("d400")
    form.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#record-f1")).to_be_visible()

    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("link", name="Change systemic regimen r1").click()
    page.locator("#id_cycles_given").fill("4")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page).to_have_url(f"{case}check/#record-r1")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("h1")).to_have_text("Submitted for review")
    assert serious_findings(page) == []
    assert heard == []
