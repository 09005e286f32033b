"""Nothing typed is lost: the tab is killed, the network is cut, two tabs are open, the session ends."""

import os
import re
import signal
import time
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from registry.database.embedded import SUPERUSER, Address
from tests.browser.axe import serious_findings
from tests.browser.entering import open_case, sign_in

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Saved \d\d:\d\d$")
SITE, STATUS = "#id_site", "[data-autosave-status]"


@pytest.fixture
def case(page: Page, served: str) -> str:
    """The address of a fresh draft of a signed-in clinician."""
    page.set_default_timeout(10_000)
    sign_in(page, served)
    return open_case(page, served)


def type_and_wait(page: Page, place: str, text: str) -> float:
    """Type a text, and wait until the server has it; seconds after the last key."""
    page.locator(place).press("End")
    with page.expect_response(lambda one: one.url.endswith("/draft/") and one.status == 200):
        page.locator(place).press_sequentially(text)
        began = time.monotonic()
    took = time.monotonic() - began
    expect(page.locator(STATUS)).to_have_text(SAVED)
    return took


def pull_the_plug(browser: Browser) -> None:
    """End a whole browser by force: no script of a page runs any more."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(one["id"] for one in processes if one["type"] == "browser"), signal.SIGKILL)


def test_a_killed_tab_loses_nothing_older_than_five_seconds(
    page: Page, case: str, served: str, browser_type: BrowserType, browser_type_launch_args: dict
):
    doomed = browser_type.launch(**browser_type_launch_args)
    dying = doomed.new_page()
    sign_in(dying, served)
    dying.goto(f"{case}regimen/new/")
    assert type_and_wait(dying, "#id_name", "THP") < 5
    dying.get_by_role("button", name="Add another drug").click()
    expect(dying.locator("#id_drug-1-agent")).to_be_focused()
    type_and_wait(dying, "#id_drug-1-agent", "docetaxel")
    began, answers = time.monotonic(), []
    dying.on("response", lambda one: answers.append(time.monotonic() - began) if one.url.endswith("/draft/") else None)
    for _ in range(45):  # somebody who never pauses
        dying.locator("#id_start").press_sequentially("x", delay=100)
    assert answers[0] < 5
    type_and_wait(dying, "#id_start", "31 Feb 2014")
    pull_the_plug(doomed)

    page.goto(f"{case}regimen/new/")
    expect(page.get_by_text("Typed, but not saved as a record yet")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("THP")
    expect(page.locator("#id_drug-1-agent")).to_have_value("docetaxel")
    expect(page.locator("#id_start")).to_have_value(re.compile("31 Feb 2014$"))
    expect(page.locator("#div_id_start .invalid-feedback")).to_be_visible()
    assert serious_findings(page) == []
    stored = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "docetaxel" not in stored
    page.locator("#id_start").fill("d5")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Systemic regimen r1 is saved.")).to_be_visible()
    page.goto(f"{case}regimen/new/")
    expect(page.locator("#id_name")).to_have_value("")


def test_a_cut_network_and_a_second_tab_lose_nothing(page: Page, case: str):
    address = f"{case}lesion/new/"
    page.goto(address)
    type_and_wait(page, SITE, "deep")
    page.context.set_offline(True)
    page.locator(SITE).press_sequentially(" dermis")
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^Not saved since \d\d:\d\d$"))
    assert serious_findings(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(SITE)).to_have_value("deep dermis")
    page.locator(SITE).press_sequentially(" ")  # whoever types on has not finished: nothing is saved by itself
    page.locator(SITE).press("Backspace")
    page.context.set_offline(False)
    expect(page.locator(STATUS)).to_have_text(SAVED)
    expect(page.get_by_text("The server cannot be reached")).to_have_count(0)

    second = page.context.new_page()
    second.goto(address)
    expect(second.locator(SITE)).to_have_value("deep dermis")
    type_and_wait(second, SITE, " and below")
    page.locator(SITE).press_sequentially("!")
    expect(page.get_by_text("You typed something else here in another tab")).to_be_visible()
    page.get_by_role("button", name="Show what is kept").click()
    expect(page.locator(SITE)).to_have_value("deep dermis and below")
    second.locator(SITE).press("End")
    second.locator(SITE).press_sequentially("?")
    second.close(run_before_unload=True)  # in the middle of a word
    until = time.monotonic() + 10
    while page.locator(SITE).input_value() != "deep dermis and below?":
        assert time.monotonic() < until, "what a closing page says last arrives"
        page.reload()


def test_a_save_that_the_network_cut_goes_on_by_itself(page: Page, case: str):
    page.goto(f"{case}regimen/new/")
    type_and_wait(page, "#id_name", "THP")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("a Save goes on then")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Systemic regimen r1 is saved.")).to_be_visible()


def sessions_end(cluster: Address, seconds: int) -> None:
    """As if everybody had signed in that much earlier."""
    with cluster.connect(SUPERUSER, f"test_registry_{os.getpid()}_served") as above:
        above.execute("UPDATE django_session SET expire_date = now() + make_interval(secs => %s)", [seconds])


def test_after_the_session_ends_one_goes_on_at_the_same_field(page: Page, case: str, cluster: Address):
    sessions_end(cluster, 122)
    page.goto(f"{case}lesion/new/")
    expect(page.get_by_text("You will be signed out in two minutes")).to_be_visible()
    expect(page.get_by_role("link", name="confirm that it is you")).to_have_attribute("target", "_blank")
    assert serious_findings(page) == []
    type_and_wait(page, SITE, "deep")
    sessions_end(cluster, -1)
    page.locator(SITE).press_sequentially("er")
    expect(page.get_by_text("You were signed out", exact=True)).to_be_visible()
    assert serious_findings(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(SITE)).to_have_value("deeper")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="sign in, in another tab").click()
    again = opened.value
    again.get_by_role("button", name="Nora North").click()
    expect(again.locator(SITE)).to_be_focused()
    expect(again.locator(SITE)).to_have_value("deep")
    again.close()
    page.bring_to_front()
    page.locator(SITE).press("End")
    with page.expect_response(lambda one: one.status == 200 and "deeper!" in unquote(one.request.post_data or "")):
        page.locator(SITE).press_sequentially("!")
    page.reload()
    expect(page.locator(SITE)).to_have_value("deeper!")
    page.locator("#id_compartment").select_option("LIVER")
    page.dispatch_event(".entry-actions .btn-primary", "click")
    page.dispatch_event(".entry-actions .btn-primary", "click")
    expect(page.get_by_text("Lesion l1 is saved.")).to_be_visible()
    page.goto(case)
    expect(page.get_by_text("Lesion l2")).to_have_count(0)
