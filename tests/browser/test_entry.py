"""Entering a case in the browser: nested rows, keys, faults, two people at once, and all of it without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entering import edit_link, give_day_zero, open_case, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def case(page: Page, served: str) -> str:
    """The address of a fresh draft of a signed-in clinician."""
    sign_in(page, served)
    return open_case(page, served)


def test_a_regimen_with_its_drugs_is_typed_and_stands_as_typed(page: Page, case: str):
    give_day_zero(page, case)
    page.goto(f"{case}regimen/new/")
    page.locator("#id_name").fill("THP")
    page.locator("#id_setting").select_option(label="Metastatic")
    page.locator("#id_start").fill("12 Mar 2014")
    page.locator("#id_stop").fill("+9 months after r1")
    page.locator("#id_drug-0-agent").fill("trastuzumab")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Add another drug").click()
    expect(page.locator("#id_drug-1-agent")).to_be_focused()
    expect(page.locator("#id_drug-1-agent")).to_have_role("combobox")  # the list has settled: no key comes too early
    page.keyboard.type("Taxotere")
    page.keyboard.press("Tab")
    expect(page.locator("#id_drug-1-agent")).to_have_value("docetaxel")
    page.locator("#id_drug-1-last_dose").fill("cycle 6")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Systemic regimen r1 is saved.")).to_be_visible()

    page.goto(edit_link(page, case, "regimen"))
    expect(page.locator("#id_start")).to_have_value("12 Mar 2014")
    expect(page.locator("#id_stop")).to_have_value("+9 months after r1")
    expect(page.locator("#id_drug-1-last_dose")).to_have_value("cycle 6 of r1 every 21 days")


def test_a_row_is_removed_in_place_and_what_was_typed_stays(page: Page, case: str):
    page.goto(f"{case}specimen/new/")
    page.locator("#id_site").fill("chest wall skin")
    page.get_by_role("button", name="Add a marker").click()
    page.locator("#id_marker-0-analyte").fill("HER2_IHC")
    page.get_by_role("button", name="Add another marker").click()
    page.locator("#id_marker-1-analyte").fill("KI67")
    page.get_by_role("button", name="Remove marker 1").click()
    expect(page.locator("#marker-0")).to_have_count(0)
    expect(page.locator("#id_marker-1-analyte")).to_have_value("Ki-67")
    expect(page.locator("#id_site")).to_have_value("chest wall skin")


def test_the_grid_is_filled_by_single_keys(page: Page, case: str):
    page.goto(f"{case}assessment/new/")
    page.locator("#id_on").fill("d820")
    page.locator("#id_compartment-LIVER-status").focus()
    for key in ("p", "i", "ArrowDown", "n"):
        page.keyboard.press(key)
    expect(page.get_by_role("radiogroup", name="Status of Liver").get_by_label("Partial response")).to_be_checked()
    page.locator("#compartment-BRAIN .cell[data-status=NED]").click()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Assessment a1 is saved.")).to_be_visible()
    page.goto(f"{case}assessment/new/")
    first = page.locator(".grid-line").first
    expect(first).to_contain_text("Liver")
    expect(first).to_contain_text("involved")


def test_faults_take_the_focus_and_lead_to_their_fields(page: Page, case: str):
    page.goto(f"{case}skin-finding/new/")
    page.locator("#id_on").fill("31 Feb 2014")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title("Error: New skin finding – Sanctuary")
    page.get_by_role("link", name="There is no such date").click()
    expect(page.locator("#id_on")).to_be_focused()
    expect(page.locator("#id_on")).to_have_value("31 Feb 2014")


def test_two_people_at_once_choose_field_by_field(page: Page, case: str, served: str, new_context):
    page.goto(f"{case}lesion/new/")
    page.locator("#id_compartment").select_option("LIVER")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Lesion l1 is saved.")).to_be_visible()
    address = edit_link(page, case, "lesion")
    page.goto(address)
    page.locator("#id_site").fill("segment VI")
    page.locator("#id_laterality").select_option("right")

    other = new_context().new_page()
    sign_in(other, served, "Leo North")
    other.goto(page.url)
    other.locator("#id_site").fill("segment IV")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_text("Lesion l1 is saved.")).to_be_visible()

    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("This was saved elsewhere since you opened it")).to_be_visible()
    expect(page.locator("#id_site")).to_have_value("segment VI")
    page.locator("input[name='keep-site'][value='theirs']").check()
    page.get_by_role("button", name="Save with these choices").first.click()
    expect(page.get_by_text("Lesion l1 is saved.")).to_be_visible()
    page.goto(address)
    expect(page.locator("#id_site")).to_have_value("segment IV")
    expect(page.locator("#id_laterality")).to_have_value("right")


def test_everything_works_without_javascript(new_context, served: str):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, served)
    case = open_case(page, served)
    page.goto(f"{case}regimen/new/")
    page.locator("#id_name").fill("THP")
    page.locator("#id_start_absent").select_option("unknown")
    page.locator("#id_drug-0-agent").fill("trastuzumab")
    page.get_by_role("button", name="Add another drug").click()
    expect(page.locator("#id_name")).to_have_value("THP")
    page.locator("#id_drug-1-agent").fill("docetaxel")
    page.get_by_role("button", name="Save and add another").click()
    expect(page.get_by_text("Systemic regimen r1 is saved.")).to_be_visible()
    page.goto(f"{case}discard/")
    page.get_by_role("button", name="Discard the case").click()
    expect(page.get_by_text("is discarded")).to_be_visible()


def test_a_form_is_filled_and_saved_by_keyboard_alone(page: Page, case: str):
    page.goto(f"{case}lesion/new/")
    expect(page.locator("#id_compartment_search")).to_be_focused()
    page.keyboard.type("marrow")
    page.keyboard.press("Tab")
    expect(page.locator("#id_site")).to_be_focused()
    page.keyboard.press("Alt+b")
    page.keyboard.press("u")
    expect(page.locator("#id_site_absent")).to_have_value("unknown")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Lesion l1 is saved.")).to_be_visible()
