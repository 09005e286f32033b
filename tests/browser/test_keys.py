"""Why blank by one key, and long lists searched while one types: on every sort of field, kept, and counted in keys."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import open_case, sign_in
from tests.browser.test_autosave import SAVED, STATUS

pytestmark = pytest.mark.browser
SAID = "#entry-said"
OPTIONS = ".choose-popup:not([hidden]) [role=option]"


@pytest.fixture
def case(page: Page, served: str) -> str:
    """The address of a fresh draft of a signed-in clinician."""
    page.set_default_timeout(10_000)
    sign_in(page, served)
    return open_case(page, served)


@dataclass
class Keyboard:
    """Counts the keys that a person presses; a key held with another counts as one."""

    page: Page
    keys: int = 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def why_blank(self, letter: str) -> None:
        self.press("Alt+b", letter)


SORTS_OF_FIELDS = {
    "regimen": {
        "name": "a text",
        "start": "a date",
        "setting": "a list",
        "best_response": "a long list",
        "secondary_stop_reasons": "tick boxes",
        "cycles_given": "a number",
        "beyond_progression": "yes or no",
        "drug-0-agent": "a field of a nested row",
    },
    "assessment": {"modalities": "tick boxes of an open set", "compartment-LIVER-new_lesion": "a cell of the grid"},
}


def test_two_keys_say_why_any_field_is_blank_and_nothing_of_it_is_lost(page: Page, case: str):
    for kind, names in SORTS_OF_FIELDS.items():
        page.goto(f"{case}{kind}/new/")
        page.evaluate("document.querySelectorAll('.entry-all details').forEach((one) => { one.open = true; })")
        for name, sort in names.items():
            keyboard = Keyboard(page)
            page.locator(f"#id_{name}_search, #id_{name}, #id_{name}_0").first.focus()
            keyboard.why_blank("n")
            assert (sort, page.locator(f"#id_{name}_absent").input_value()) == (sort, "not-performed")
            assert keyboard.keys == 2
            expect(page.locator(f"#id_{name}_absent_button")).to_have_text("Not performed")
            assert page.locator(SAID).inner_text().endswith(": Not performed")
        assert serious_findings(page) == []
        expect(page.locator(STATUS)).to_have_text(SAVED)
        page.reload()
        for name in names:
            expect(page.locator(f"#id_{name}_absent_button")).to_have_text("Not performed")


def test_a_reason_is_opened_by_mouse_taken_back_and_gives_way_to_an_answer(page: Page, case: str):
    page.goto(f"{case}skin-finding/new/")
    button = page.locator("#id_onset_absent_button")
    assert min(button.bounding_box()[side] for side in ("width", "height")) >= 24
    button.click()
    assert serious_findings(page) == []
    page.get_by_role("menuitemradio", name="Question not asked").click()
    expect(button).to_have_text("Question not asked")
    expect(button).to_be_focused()
    page.locator("#id_onset").press("Alt+b")
    page.keyboard.press("t")
    expect(button).to_have_text("blank?")
    page.keyboard.press("Alt+b")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(button).to_have_text("Not performed")
    page.keyboard.type("?? Mar 2014")
    expect(page.locator("#id_onset")).to_have_value("?? Mar 2014")
    expect(button).to_have_text("blank?")
    page.keyboard.press("Alt+b")
    expect(page.get_by_text("It holds an answer. Empty it first.")).to_be_visible()
    page.get_by_text("Keys, and how to write").click()
    with page.expect_response(lambda one: one.url.endswith("/keys/")) as remembered:
        page.get_by_role("button", name="Switch these keys off").click()
    assert remembered.value.status == 204
    page.reload()
    page.locator("#id_onset").fill("")
    page.keyboard.press("Alt+b")
    expect(page.get_by_role("menu")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(button).to_be_focused()


def test_long_lists_are_searched_by_label_code_and_synonym(page: Page, case: str):
    page.goto(f"{case}regimen/new/")
    page.locator("#id_drug-0-agent").press_sequentially("T-DX")
    expect(page.locator(OPTIONS)).to_have_text(["trastuzumab deruxtecan T-DXd", "Keep “T-DX” as typed"])
    expect(page.locator(SAID)).to_contain_text("1 result of 42")
    assert serious_findings(page) == []
    page.keyboard.press("Tab")
    expect(page.locator("#id_drug-0-agent")).to_have_value("trastuzumab deruxtecan")
    page.get_by_role("button", name="Add another drug").click()
    expect(page.locator("#id_drug-1-agent")).to_be_focused()
    page.keyboard.type("Herceptin")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add another drug").click()
    expect(page.locator("#id_drug-2-agent")).to_be_focused()
    page.keyboard.type("XY-123")
    expect(page.locator(OPTIONS)).to_have_text(["Keep “XY-123” as typed"])
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Systemic regimen r1 is saved.")).to_be_visible()

    page.goto(f"{case}regimen/new/")
    page.locator("#id_drug-0-agent").press("ArrowDown")
    expect(page.locator(OPTIONS).nth(0)).to_have_text("trastuzumab used lately")
    expect(page.locator(OPTIONS).nth(1)).to_have_text("trastuzumab deruxtecan used lately")
    page.keyboard.press("Escape")

    page.goto(f"{case}primary/new/")
    page.locator("#id_histology_search").press_sequentially("8520/3")
    page.keyboard.press("Tab")
    expect(page.locator("#id_histology")).to_have_value("8520/3")
    expect(page.locator(STATUS)).to_have_text(SAVED)
    page.reload()
    expect(page.locator("#id_histology_search")).to_have_value("8520/3 Invasive lobular carcinoma")
    page.locator("#id_histology_search").fill("no such thing")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_histology_fault")).to_contain_text("“no such thing” is not among the")
    expect(page.locator("#id_histology_search")).to_have_value("no such thing")
    assert serious_findings(page) == []


def test_several_are_chosen_shown_taken_away_and_kept(page: Page, case: str):
    page.goto(f"{case}skin-finding/new/")
    box = page.locator("#id_morphology_search")
    for typed in ("redness", "plaq", "fungating"):
        box.press_sequentially(typed)
        page.keyboard.press("Enter")
    tokens = page.get_by_role("list", name="Morphology: chosen").get_by_role("button")
    expect(tokens).to_have_text(["Plaque ×", "Erythema ×", "Necrosis or fungating ×"])
    box.press_sequentially("weird")
    page.keyboard.press("Enter")
    expect(page.locator("#id_morphology_other")).to_have_value("weird")
    box.press("Backspace")
    tokens.first.click()
    expect(tokens).to_have_text(["Erythema ×"])
    assert serious_findings(page) == []
    expect(page.locator(STATUS)).to_have_text(SAVED)
    page.reload()
    expect(tokens).to_have_text(["Erythema ×"])
    expect(page.locator("#id_morphology_other")).to_have_value("weird")
