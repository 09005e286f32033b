"""The cohort in a browser: filters with and without JavaScript, the way to an episode, and axe at every width."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import in_both_colours

pytestmark = pytest.mark.browser

ADDRESS = "/cohorts/"
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


def test_a_condition_changes_the_results_and_the_address_and_comes_back(cohort: Page, served: str):
    everything, here = episodes(cohort).count(), f"{served}{ADDRESS}?of=episodes&definition=dcp@1.0.0"
    cohort.get_by_label("Field to add", exact=True).select_option("extent")
    cohort.get_by_role("button", name="Add a condition").click()
    row = cohort.get_by_role("group", name="Extent").first
    row.get_by_label("Locoregional", exact=True).check()
    expect(cohort).to_have_url(f"{here}&where=extent:lr")
    expect(episodes(cohort)).to_have_count(2)
    expect(cohort.get_by_role("status")).to_have_text("2 episodes that you can read.")
    expect(cohort.locator("#question")).to_contain_text("In words: Extent is locoregional.")
    expect(cohort.locator("#where")).to_have_value("extent:lr")
    cohort.get_by_role("link", name="Indeterminate", exact=True).click()
    expect(cohort).to_have_url(f"{here}&where=extent:lr+and+label:indeterminate")
    cohort.go_back()
    expect(cohort).to_have_url(f"{here}&where=extent:lr")
    expect(cohort.locator("#where")).to_have_value("extent:lr")
    cohort.get_by_role("button", name="Remove: Extent").click()
    expect(episodes(cohort)).to_have_count(everything)
    expect(cohort).to_have_url(here)


def test_places_are_painted_on_the_body_map(cohort: Page, served: str):
    cohort.get_by_label("Field to add", exact=True).select_option("place")
    cohort.get_by_role("button", name="Add a condition").click()
    cohort.locator('.body-region[data-place="sternum"]').click()
    expect(cohort).to_have_url(f"{served}{ADDRESS}?of=episodes&definition=dcp@1.0.0&where=place:sternum")
    expect(cohort.locator("#question")).to_contain_text("Place on the body map is sternum.")
    cohort.locator('.body-region[data-place="sternum"]').click()
    expect(cohort).to_have_url(f"{served}{ADDRESS}?of=episodes&definition=dcp@1.0.0")


def test_a_hostile_name_runs_nothing(cohort: Page, served: str):
    """Neither in the list nor in the receipt; and the page still says it."""
    name = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    cohort.goto(f"{served}/cohorts/save/?of=episodes&definition=dcp@1.0.0")
    cohort.get_by_label("Name").fill(name[:80])
    cohort.get_by_role("button", name="Freeze it now").click()
    expect(cohort.get_by_role("heading", level=1)).to_have_text(name[:80])
    expect(cohort.locator("main img")).to_have_count(0)
    cohort.goto(f"{served}/cohorts/mine/")
    expect(cohort.get_by_text(name[:80]).first).to_be_visible()
    assert cohort.title() != "owned"


def test_the_builder_works_without_javascript(browser: Browser, served: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, served, "Rosa South")
    page.goto(served + ADDRESS)
    page.get_by_role("button", name="Add a condition").click()
    page.get_by_label("Discordant, strict", exact=True).check()
    page.get_by_role("button", name="Apply").last.click()
    expect(page).to_have_url(f"{served}{ADDRESS}?of=episodes&definition=dcp@1.0.0&where=label:dcp_strict")
    expect(episodes(page)).to_have_count(2)
    page.locator("summary", has_text="The question as text").click()
    page.get_by_label("Question", exact=True).fill("label:dcp_strct")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("Perhaps “dcp_strict” was meant.")
    expect(page.get_by_label("Question", exact=True)).to_have_value("label:dcp_strct")
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
    for address in (
        ADDRESS,
        f"{ADDRESS}?of=cases&where=labl:x",
        f"{ADDRESS}?where=place:sternum+or+(line:1+and+some(involved):pd)",
        episode,
    ):
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
