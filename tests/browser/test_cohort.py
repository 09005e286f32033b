"""The cohort in a browser: filters with and without JavaScript, the way to an episode, and axe at every width."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import in_both_colours

pytestmark = pytest.mark.browser

ADDRESS = "/cohorts/discordant-cutaneous-progression/"
DATES = re.compile(r"\b(19|20)\d{2}-\d{2}|\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* (19|20)\d{2}")


def sign_in(page: Page, served: str, name: str) -> None:
    page.goto(f"{served}/accounts/login/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("button", name=name).or_(page.get_by_text(name)).first).to_be_visible()


@pytest.fixture
def cohort(page: Page, served: str) -> Page:
    """The cohort page as the researcher of another institution sees it."""
    sign_in(page, served, "Rosa South")
    page.goto(served + ADDRESS)
    return page


def episodes(page: Page):
    return page.locator("#results .episode-item")


def test_a_researcher_of_another_institution_finds_both_published_cases(cohort: Page):
    strict = episodes(cohort).filter(has_text="Discordant, strict")
    expect(strict).to_have_count(2)
    for place in range(2):
        expect(strict.nth(place)).to_contain_text("probable")
        expect(strict.nth(place)).to_contain_text("pertuzumab + trastuzumab")
    text = cohort.locator("main").inner_text()
    assert "PUB-" not in text
    assert not DATES.search(text)


def test_a_filter_changes_the_results_the_address_and_comes_back(cohort: Page, served: str):
    everything = episodes(cohort).count()
    cohort.locator("summary", has_text="Extent").click()
    cohort.get_by_label("Locoregional", exact=True).check()
    expect(cohort).to_have_url(f"{served}{ADDRESS}?extent=LR")
    expect(episodes(cohort)).to_have_count(2)
    expect(cohort.get_by_role("status")).to_have_text("2 episodes that you can read.")
    cohort.keyboard.press("Escape")
    expect(cohort.locator("summary", has_text="Extent")).to_be_focused()
    cohort.get_by_role("link", name="Extent: Locoregional").click()
    expect(episodes(cohort)).to_have_count(everything)
    cohort.go_back()
    expect(episodes(cohort)).to_have_count(2)
    expect(cohort.locator("input[value=LR]")).to_be_checked()


def test_the_filters_work_without_javascript(browser: Browser, served: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, served, "Rosa South")
    page.goto(served + ADDRESS)
    page.locator("summary", has_text="Label").click()
    page.get_by_label("Discordant, strict", exact=True).check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(f"{served}{ADDRESS}?label=DCP_STRICT")
    expect(episodes(page)).to_have_count(2)
    context.close()


def test_an_episode_tells_why_without_telling_who(cohort: Page):
    cohort.get_by_role("link", name="Why, and the whole course").first.click()
    expect(cohort.locator("h1")).to_have_text("Discordant, strict")
    expect(cohort.locator("main")).to_contain_text("Evidence of progression")
    text = cohort.locator("main").inner_text()
    assert "PUB-" not in text
    assert not DATES.search(text)


def test_the_pages_are_accessible_and_fit_a_phone(cohort: Page, served: str):
    episode = cohort.get_by_role("link", name="Why, and the whole course").first.get_attribute("href")
    for address in (ADDRESS, f"{ADDRESS}?label=MIMIC&drug=nonsense", episode):
        cohort.goto(served + address)
        cohort.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        for width in (360, 1440):
            cohort.set_viewport_size({"width": width, "height": 800})
            assert (address, width, in_both_colours(cohort)) == (address, width, [])
            assert (address, cohort.evaluate("document.documentElement.scrollWidth")) == (address, width)


def test_an_administrator_finds_no_such_page(page: Page, served: str):
    sign_in(page, served, "Ada Registry")
    answer = page.goto(served + ADDRESS)
    assert answer.status == 404
