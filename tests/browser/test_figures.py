"""The figures of a cohort in a browser: under the strict policy, in both themes, on a telephone, without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import in_both_colours
from tests.browser.test_cohort import sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/analysis/figures/?of=episodes"
INK = "getComputedStyle(document.querySelector('#figure-attrition svg text')).fill"


def test_figures_are_drawn_without_a_breach_of_the_policy_in_both_themes_and_on_a_telephone(page: Page, served: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    sign_in(page, served, "Rosa South")
    said.clear()
    page.goto(served + ADDRESS)
    for name, words in (
        ("swimmer", "Index event"),
        ("compartments", "Breast of the primary"),
        ("attrition", "Exposure"),
    ):
        figure = page.locator(f"#figure-{name}")
        figure.scroll_into_view_if_needed()
        expect(figure.locator("svg").get_by_text(words, exact=True).first).to_be_visible()
    light = page.evaluate(INK)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(INK) != light, "one drawing follows the theme"
    assert in_both_colours(page) == []
    page.locator("#figure-attrition g.mark-rect path[fill]").nth(3).hover(force=True)
    expect(page.locator("#vg-tooltip-element")).to_contain_text("6 left")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert said == []


def test_without_scripts_the_picture_comes_from_the_server(browser: Browser, page: Page, served: str):
    sign_in(page, served, "Rosa South")
    still = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    seen = still.new_page()
    seen.goto(served + ADDRESS)
    picture = seen.locator("#figure-attrition img.chart-picture")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    answer = seen.request.get(f"{served}{picture.get_attribute('src')}")
    assert answer.body().startswith(b"\x89PNG")
    seen.get_by_text("The same as a table").last.click()
    expect(seen.locator("#figure-attrition table")).to_contain_text("Not known")
    still.close()
