"""Forty values from signing in to submission: by keyboard alone, by one quick line, and by finger on 360 pixels."""

import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.hands import PATIENCE, Finger, Hands, Keyboard
from tests.desk.reference import (
    DAY_ZERO,
    IN_NO_LINE,
    IN_THE_LINE,
    LINE,
    Form,
    all_values,
    differences,
    facts,
)

pytestmark = pytest.mark.drill

MINUTES = 8
IN_THE_BROWSER = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  databases: (await indexedDB.databases()).map((one) => one.name), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.fixture
def code() -> str:
    return f"REF-{uuid.uuid4().hex[:6]}"


def test_there_are_forty_values(code: str):
    assert len(all_values(code)) == 40


def test_by_keyboard_on_the_page_of_the_whole_case(page: Page, served: str, code: str, figures):
    hands = Keyboard(page)
    begin(hands, served, code)
    hands.use(page.get_by_role("link", name="Whole case on one page"))
    for form in (*IN_NO_LINE, *IN_THE_LINE):
        to_the_form(hands, form)
        fill(hands, page.locator("form.entry, form.day-zero, main form").last, form)
        saved_on_the_whole_page(hands, form)
    hand_in(hands)
    compare(hands, code)
    figures("40 values by keyboard, form by form", **hands.figures())
    assert_nothing_in_the_browser(page, code)
    assert hands.figures()["modelled_minutes"] < MINUTES


def test_by_keyboard_with_the_quick_line_first(page: Page, served: str, code: str, figures):
    hands = Keyboard(page)
    begin(hands, served, code)
    hands.use(page.get_by_role("link", name="Whole case on one page"))
    for form in IN_NO_LINE:
        to_the_form(hands, form)
        fill(hands, page.locator("main form").last, form)
        saved_on_the_whole_page(hands, form)
    hands.use(page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name=code))
    type_the_line(hands)
    hand_in(hands)
    compare(hands, code)
    figures("40 values by keyboard, the quick line first", **hands.figures())
    assert_nothing_in_the_browser(page, code)
    assert hands.figures()["modelled_minutes"] < MINUTES


def test_by_finger_on_a_small_screen(new_context, served: str, code: str, figures):
    size = {"width": 360, "height": 740}
    page = new_context(viewport=size, has_touch=True, is_mobile=True).new_page()
    hands = Finger(page)
    begin(hands, served, code)
    for form in (*IN_NO_LINE, *IN_THE_LINE):
        hands.use(page.locator(".task-name, .section-nav a").filter(has_text=form.section).first)
        expect(page.get_by_role("heading", level=1, name=form.section)).to_be_visible(timeout=PATIENCE)
        hands.use(page.get_by_role("link", name=form.opened_by).first)
        fill(hands, page.locator("main form").last, form)
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        finish(hands, form)
        back_to_the_case(hands)
    hand_in(hands)
    compare(hands, code)
    figures("40 values by finger at 360 pixels, form by form", **hands.figures())
    assert_nothing_in_the_browser(page, code)


# ---- the way --------------------------------------------------------------------------------------------------


def begin(hands: Hands, served: str, code: str) -> None:
    """Sign in and open the case."""
    page = hands.page
    page.goto(f"{served}/accounts/login/")
    hands.use(page.get_by_role("button", name="Nora North"))
    hands.use(page.locator("main").get_by_role("link", name="New case").first)
    expect(page.get_by_role("button", name="Open the case")).to_be_visible(timeout=PATIENCE)
    for value in facts(code):
        hands.answer(page.locator("main"), value.label, value.typed)
    hands.use(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_text("is open as a draft")).to_be_visible(timeout=PATIENCE)


def to_the_form(hands: Keyboard, form: Form) -> None:
    """On the page of the whole case: Alt and the arrow to the section, then its link."""
    link = hands.page.get_by_role("link", name=form.opened_by)
    if form is not DAY_ZERO:
        hands.step_to(hands.page.get_by_role("heading", level=2, name=form.section))
    hands.use(link)
    expect(hands.page.locator(".row-slot form.entry, #id_day").first).to_be_visible(timeout=PATIENCE)


def fill(hands: Hands, scope: Locator, form: Form) -> None:
    for value in form.values:
        if value.after:
            hands.use(scope.get_by_role("button", name=value.after))
            expect(scope.get_by_role("group", name=value.within, exact=True)).to_be_visible(timeout=PATIENCE)
        inside = scope.get_by_role("group", name=value.within, exact=True) if value.within else scope
        hands.answer(inside, value.label, value.typed)


def saved_on_the_whole_page(hands: Keyboard, form: Form) -> None:
    """Save; day zero has a page of its own, from which the way leads back."""
    page = hands.page
    if form is DAY_ZERO:
        hands.press("Enter")
        expect(page.get_by_text("Day zero is saved.")).to_be_visible(timeout=PATIENCE)
        if "/whole/" not in page.url:
            hands.use(page.get_by_role("link", name="Whole case on one page"))
        return
    hands.press("Control+Enter")
    expect(page.locator(".row-slot form.entry")).to_have_count(0, timeout=PATIENCE)


def finish(hands: Finger, form: Form) -> None:
    button = "Save day zero" if form is DAY_ZERO else "Save"
    hands.use(hands.page.get_by_role("button", name=button, exact=True).last)
    expect(hands.page.get_by_text("is saved.")).to_be_visible(timeout=PATIENCE)


def back_to_the_case(hands: Finger) -> None:
    if not hands.page.locator(".task-name").count():
        hands.use(hands.page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").nth(1))
    expect(hands.page.locator(".task-name").first).to_be_visible(timeout=PATIENCE)


def type_the_line(hands: Keyboard) -> None:
    page = hands.page
    hands.reach(page.get_by_label("Type the course in one go"))
    hands.type(LINE)
    hands.fields += len([value for form in IN_THE_LINE for value in form.values])
    hands.use(page.get_by_role("button", name="Preview"))
    expect(page.locator("#quick-said")).to_have_text("7 entries would be written.", timeout=PATIENCE)
    hands.use(page.get_by_role("button", name=re.compile("Confirm and write")))
    expect(page.get_by_text("7 entries are written from the line.")).to_be_visible(timeout=PATIENCE)


def hand_in(hands: Hands) -> None:
    page = hands.page
    hands.use(page.get_by_role("link", name="Check and submit").first)
    hands.use(page.get_by_role("button", name="Submit for review"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Submitted for review", timeout=PATIENCE)


# ---- what was stored, and what was not ---------------------------------------------------------------------------


def compare(hands: Hands, code: str) -> None:
    """The case as its own institution downloads it holds every value as it was meant."""
    page = hands.page
    case = re.search(r"/cases/([0-9a-f-]{36})/", page.url)[1]
    answer = page.request.get(f"{page.url.split('/cases/')[0]}/data/cases/{case}.json")
    document = answer.json()
    assert document["status"] == "submitted"
    assert differences(document, code) == []


def assert_nothing_in_the_browser(page: Page, code: str) -> None:
    """Beside the address of the page, which htmx notes, no storage is used; cookies hold nothing that was typed."""
    kept = page.evaluate(IN_THE_BROWSER)
    address = kept["session"].pop("htmx-current-path-for-history", "")
    assert re.sub(r"[0-9a-f-]{36}", "", address) in {"", "/cases//submitted/", "/cases//whole/"}
    assert kept == {"local": {}, "session": {}, "databases": [], "caches": [], "workers": 0}
    cookies = page.context.cookies()
    assert {one["name"].split("-")[-1] for one in cookies} <= {"csrf", "session", "theme", "messages"}
    assert not [one["name"] for one in cookies if code in one["value"] or "docetaxel" in one["value"]]
