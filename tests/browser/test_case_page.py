"""The case page in a real browser: readable on a phone, by keyboard, in the dark and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import in_both_colours, serious_findings
from tests.browser.entering import sign_in

pytestmark = pytest.mark.browser

PUBLISHED = ["PUB-1", "PUB-2"]


def open_published(page: Page, served: str, code: str = "PUB-1") -> None:
    sign_in(page, served)
    page.goto(f"{served}/cases/")
    page.get_by_role("link", name=code).click()
    expect(page.locator("h1")).to_be_visible()


def overlaps(page: Page) -> list[str]:
    """Words of the figure that lie over other words, as the browser has drawn them."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.case-figure-plot, .measured-figure svg[role=img]')].flatMap((plot) => {
          const texts = [...plot.querySelectorAll('text')].map((one) => [one.textContent, one.getBBox()]);
          return texts.flatMap(([words, a], place) => texts.slice(place + 1)
            .filter(([, b]) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 2
              && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 5)
            .map(([other]) => `${words} / ${other}`));
        })"""
    )


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_case_is_accessible_and_fits_a_phone(page: Page, served: str, code: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    page.set_viewport_size({"width": 360, "height": 740})
    open_published(page, served, code)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")

    assert in_both_colours(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert heard == []


@pytest.mark.parametrize("code", PUBLISHED)
def test_no_words_of_the_figure_lie_over_others(page: Page, served: str, code: str):
    open_published(page, served, code)

    assert overlaps(page) == []


def test_what_was_measured_is_accessible_and_no_words_lie_over_others(page: Page, served: str):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    open_published(page, served, "EX-MEASURED")
    page.get_by_text("Each lesion and compartment").click()

    expect(page.get_by_role("img", name="Change of the sums from baseline")).to_be_visible()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert overlaps(page) == []


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_published_cases_are_strictly_discordant(page: Page, served: str, code: str):
    open_published(page, served, code)
    index = page.locator(".episode.is-index")

    expect(index.locator(".episode-label [data-label='DCP_STRICT']")).to_contain_text("probable")


def test_on_a_phone_the_figure_opens_at_the_index_event_and_lane_names_stay(page: Page, served: str):
    page.set_viewport_size({"width": 360, "height": 740})
    open_published(page, served)
    box = page.locator(".case-glance .figure-box").bounding_box()
    event = page.locator(".case-glance .figure-box .point.event:not(.minor)").bounding_box()
    names = page.locator(".case-glance .case-figure-gutter").bounding_box()

    assert box["x"] < event["x"] < box["x"] + box["width"]
    assert names["x"] == pytest.approx(box["x"], abs=1)


def test_the_figure_scrolls_by_keyboard(page: Page, served: str):
    page.set_viewport_size({"width": 768, "height": 900})
    open_published(page, served)
    box = page.get_by_role("region", name="The case over time, scrolls sideways")
    box.evaluate("box => { box.scrollLeft = 0; }")
    box.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_timeout(500)  # scrolling is smooth; the policy forbids waiting by a script

    assert box.evaluate("box => box.scrollLeft") > 0


def test_a_reason_leads_to_the_record_that_decided_it(page: Page, served: str):
    open_published(page, served)
    reasons = page.locator(".episode.is-index .reasons")
    link = reasons.get_by_role("listitem").filter(has_text="Systemic disease").get_by_role("link").first
    key = link.inner_text()
    link.click()

    expect(page).to_have_url(re.compile(rf"#record-{key}$"))
    expect(page.locator(f"#record-{key}")).to_be_in_viewport()


def test_the_figure_can_be_read_as_a_table(page: Page, served: str):
    open_published(page, served)
    page.get_by_text("The same as a table").click()
    table = page.get_by_role("region", name="The case over time, as a table")

    expect(table.get_by_role("row").filter(has_text="complete response").first).to_be_visible()


def test_on_paper_the_figure_is_whole_and_nothing_is_cut(page: Page, served: str):
    page.set_viewport_size({"width": 1016, "height": 700})
    open_published(page, served)
    page.emulate_media(media="print")
    plot = page.locator(".case-glance .case-figure-plot").bounding_box()

    assert plot["x"] + plot["width"] <= 1016
    expect(page.locator(".case-contents")).to_be_hidden()


def test_without_javascript_everything_is_there(new_context, served: str):
    page = new_context(java_script_enabled=False).new_page()
    open_published(page, served)

    expect(page.get_by_role("img", name="The case over time")).to_be_visible()
    expect(page.get_by_role("heading", name="Disease assessments")).to_be_visible()
