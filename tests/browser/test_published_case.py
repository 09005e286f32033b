"""The whole of published case 1, typed by its clinician, accepted by a reviewer, found by a researcher elsewhere."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from registry.paths import CHECKOUT
from tests.browser.entering import give_day_zero, sign_in
from tests.browser.typist import PATIENCE, Typist

pytestmark = pytest.mark.browser

PUBLISHED = CHECKOUT / "cases/exchange/data/published-cases.json"
COHORT = "/cohorts/"

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
CALENDAR = re.compile(
    r"\b(?:19|20)\d\d-\d\d|\b201[1-5]\b"
    rf"|\b\d+\.? (?:{MONTHS})|\b(?:{MONTHS})[a-z]*\.? \d"
)
DATED = {
    "local_code": "DATED-1",
    "legal_basis": {"kind": "publication", "reference": "10.1000/example", "state": "in_force"},
    "provenance": {"source": "publication", "reference": "10.1000/example", "publicly_described": True},
    "regimens": [
        {
            "id": "r1",
            "setting": "metastatic",
            "start": "12 Mar 2014",
            "drugs": [{"agent": "trastuzumab", "start": "12 Mar 2014", "last_dose": "Jan 2015"}],
        }
    ],
    "assessments": [
        {
            "id": "a1",
            "on": "2014-03-01",
            "kind": "baseline",
            "scope": "FULL",
            "compartments": [{"compartment": "LIVER", "status": "BASELINE", "involved_at_baseline": True}],
        },
        {
            "id": "a2",
            "on": "15 Jan 2015",
            "kind": "event",
            "scope": "FULL",
            "compartments": [{"compartment": "LIVER", "status": "CR", "involved_at_baseline": True}],
        },
    ],
    "skin_findings": [{"id": "s1", "on": "Jan 2015", "change": "progression", "new_lesions": True, "extent": "LR"}],
    "specimens": [
        {"id": "b1", "on": "20 Jan 2015", "finding": "s1", "compartment": "SKIN_LR", "result": "malignant_breast"}
    ],
}


@pytest.fixture
def typist(page: Page, served: str) -> Iterator[Typist]:
    """The clinician of the north, signed in. Their case leaves the cohort again: other tests count the demo's."""
    page.set_default_timeout(PATIENCE)
    sign_in(page, served)
    typist = Typist(page)
    yield typist
    if typist.case:
        page.goto(typist.case)
        if page.get_by_role("link", name="Withdraw").count():
            page.get_by_role("link", name="Withdraw").click()
            page.get_by_label("The case should never have been entered").check()
            page.get_by_role("button", name="Withdraw the case").click()
            expect(page.get_by_text("It is out of every list, count and export.")).to_be_visible()


@pytest.fixture
def colleague(new_context, served: str):
    """Somebody else at a browser of their own, by name."""

    def arrive(name: str) -> Page:
        page = new_context().new_page()
        page.goto(f"{served}/accounts/login/")
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text(name).first).to_be_visible()
        return page

    return arrive


def test_published_case_1_is_typed_accepted_and_found_as_it_stands_in_the_file(typist: Typist, served: str, colleague):
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))[0] | {"local_code": "TYPED-1"}
    researcher = colleague("Rosa South")
    before = episodes(researcher, served)

    typist.open_case(served, published)
    typist.enter(published)
    hand_in(typist)
    accept(colleague("Vera South"), served, typist)

    assert downloaded(typist) == published
    [index_event] = episodes(researcher, served) - before
    read = open_episode(researcher, index_event)
    assert "Discordant, strict" in read
    assert "probable" in read
    assert "TYPED-1" not in read


def test_a_researcher_never_sees_a_calendar_date(typist: Typist, served: str, colleague):
    researcher = colleague("Rosa South")
    before = episodes(researcher, served)

    typist.open_case(served, DATED)
    give_day_zero(typist.page, typist.case, "3 Oct 2011")
    typist.enter(DATED)
    hand_in(typist)
    accept(colleague("Vera South"), served, typist)

    typist.page.goto(typist.case)
    expect(typist.page.locator("#record-r1")).to_contain_text("12 Mar 2014")
    assert CALENDAR.search(typist.page.content())
    [index_event] = episodes(researcher, served) - before
    assert CALENDAR.findall(researcher.content()) == []
    assert "Discordant, strict" in open_episode(researcher, index_event)
    assert CALENDAR.findall(researcher.content()) == []
    assert researcher.request.get(typist.case).status == 404


def episodes(page: Page, served: str) -> set[str]:
    """The addresses of the episodes that this person finds as strictly discordant."""
    page.goto(f"{served}{COHORT}?where=label:dcp_strict")
    return set(
        page.locator("#results .episode-item a[href*='/episodes/']").evaluate_all("links => links.map(a => a.href)")
    )


def open_episode(page: Page, address: str) -> str:
    page.locator(f"a[href='{address.removeprefix(page.url.split('/cohorts')[0])}']").click()
    return page.locator("main").inner_text()


def hand_in(typist: Typist) -> None:
    """Through the page on which every answer is checked, and back from the receipt to the case."""
    typist.page.get_by_role("link", name="Check and submit").click()
    typist.page.get_by_role("button", name="Submit for review").click()
    expect(typist.page.get_by_text("The case is submitted for review.")).to_be_visible()
    typist.page.get_by_role("link", name="Back to the case").click()


def accept(reviewer: Page, served: str, typist: Typist) -> None:
    """The reviewer finds the case among those that wait, takes it, and accepts it."""
    pseudonym = typist.page.locator("h1").inner_text().split()[0]
    reviewer.goto(f"{served}/review/")
    reviewer.get_by_role("link", name=pseudonym).click()
    reviewer.get_by_role("button", name="Take into review").click()
    reviewer.get_by_role("button", name="Accept", exact=True).click()
    expect(reviewer.get_by_text("The case is accepted into the registry.")).to_be_visible()


def downloaded(typist: Typist) -> dict:
    """The case JSON that its own institution downloads from the case page."""
    typist.page.goto(typist.case)
    with typist.page.expect_download() as download:
        typist.page.get_by_role("link", name="Case JSON").click()
    return json.loads(download.value.path().read_text(encoding="utf-8"))
