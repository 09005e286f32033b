"""Without JavaScript: every form takes its row, a draft is kept by its button, and a case goes all the way."""

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.records.kinds import KINDS
from tests.browser.entering import give_day_zero, open_case, sign_in
from tests.factories.pictures import told

pytestmark = pytest.mark.drill

WORDS = ("d5", "1", "docetaxel", "IV")
"""What a person tries in a box that the page complains about."""

BESIDE = {"specimen": ("Site", "breast")}
"""Of a kind, the answer that another answer needs."""


@pytest.fixture
def page(new_context) -> Page:
    return new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()


def test_a_whole_case(page: Page, served: str, figures):
    sign_in(page, served)
    case = open_case(page, served)
    give_day_zero(page, case, "10 Jan 2022")
    for kind in KINDS:
        page.goto(f"{case}{kind.slug}/new/")
        if kind.slug in BESIDE:
            label, words = BESIDE[kind.slug]
            page.get_by_label(label, exact=True).fill(words)
        enter(page)
    keep_a_draft(page, f"{case}lesion/new/")
    type_a_line(page, case)
    add_a_photograph(page, case)
    page.goto(case)
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("h1")).to_have_text("Submitted for review")
    figures("without JavaScript", forms=len(KINDS) + 2, drafts=1, lines=1, photographs=1, submitted=1)


def enter(page: Page) -> None:
    """Save, and answer what the page asks for, as its messages lead there."""
    for words in WORDS:
        page.get_by_role("button", name="Save", exact=True).last.click()
        if page.get_by_text("is saved.").count():
            return
        for link in page.locator(".error-summary a").all():
            answer(page.locator(f"[id='{link.get_attribute('href').removeprefix('#')}']"), words)
    raise AssertionError(f"{page.url}: {page.locator('.error-summary').inner_text()}")


def answer(box: Locator, words: str) -> None:
    kind = box.evaluate("one => one.type || one.tagName")
    if kind in ("radio", "checkbox"):
        box.check()
    elif kind.startswith("select"):
        box.select_option(index=1)
    else:
        box.fill(words)


def keep_a_draft(page: Page, address: str) -> None:
    """What is wrong is kept as well, and comes back with its error."""
    page.goto(address)
    page.get_by_label("Site", exact=True).fill("segment VI")
    page.get_by_label("First seen", exact=True).fill("31 Feb 2014")
    page.get_by_role("button", name="Save draft").first.click()
    page.goto(address)
    expect(page.get_by_label("Site", exact=True)).to_have_value("segment VI")
    expect(page.get_by_label("First seen", exact=True)).to_have_value("31 Feb 2014")
    expect(page.locator("#div_id_first_seen .invalid-feedback")).to_be_visible()


def type_a_line(page: Page, case: str) -> None:
    page.goto(case)
    page.get_by_label("Type the course in one go").fill("THP Mar24-Nov24")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Confirm and write").click()
    expect(page.get_by_text("written from the line.")).to_be_visible()


def add_a_photograph(page: Page, case: str) -> None:
    page.goto(f"{case}photographs/")
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": told()}
    page.locator("#id_picture").set_input_files(file)
    page.get_by_role("button", name="Add the photograph").click()
    expect(page.get_by_text("The photograph is kept.")).to_be_visible()
