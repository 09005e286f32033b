"""Every page as every role at every width, light and dark: what axe says under WCAG 2.2 AA, and Tab through all of it.

Pages are found as people find them, by following links; the URL tree says which kinds of page there are, and the
figures name those that no link led to.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, expect

from tests.browser.entering import give_day_zero, open_case, sign_in
from tests.browser.test_autosave import SAVED, SITE, STATUS, type_and_wait
from tests.desk.reference import LINE
from tests.doors import doors, our_doors
from tests.factories.pictures import told

pytestmark = pytest.mark.drill

WIDTHS = (360, 768, 1440)
GRAVE = {"serious", "critical"}
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = {"runOnly": {"type": "tag", "values": WCAG_22_AA}, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""In the dark only colours differ from what was looked at in the light."""

PEOPLE = ("Nora North", "Leo North", "Rosa South", "Vera South", "Ada Registry", "Anton South", "")
"""One of each role of the demonstration, and nobody."""

STARTS = ("/", "/desk/", "/cases/", "/review/", "/cohorts/", "/definitions/", "/accounts/login/", "/gallery/")
LEADS_AWAY = re.compile(r"/(logout|theme)/|\.(json|csv|zip|pdf|svg|png)$|/data/cases/")
STOPS = "() => document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")

STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const map = one.closest("svg");
  const near = [one, one.nextElementSibling, one.closest("label"), one.parentElement, one.closest("li"), map]
    .filter(Boolean);
  const shows = (it) => {
    const style = getComputedStyle(it);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  // a shape of a drawing is framed by a line of its own, or by a heavier one
  const drawn = map && (map.querySelector(".body-focus") || parseFloat(getComputedStyle(one).strokeWidth) >= 3);
  const box = one.getBoundingClientRect();
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]]
    .map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
  const hit = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && near.some((it) => it === top || it.contains(top));
  });
  return {
    words: one.outerHTML.slice(0, 120), seen: Boolean(drawn) || near.some(shows),
    covered: box.width > 2 && box.height > 2 && !hit, jumps: one.tabIndex > 0,
  };
}"""


@dataclass
class Tally:
    """``wrong``: one sentence per grave fault; ``lighter``: the other findings of axe by name."""

    runs: int = 0
    stops: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lighter: Counter = field(default_factory=Counter)

    def look(self, page: Page, about: str, *, with_keys: bool = True) -> None:
        """All widths and both colours of the page as it stands. Says at once what is wrong, for a walk takes long."""
        before = len(self.wrong)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.wrong.append(f"{about}: {wide} px wide on a screen of {width}")
            for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                self._ask_axe(page, f"{about}, {width} {scheme}", rules)
        page.emulate_media(color_scheme="light")
        if with_keys:
            self.tab_through(page, about)
        print(f"{about}: " + ("; ".join(self.wrong[before:]) or "in order"), flush=True)

    def _ask_axe(self, page: Page, about: str, rules: dict) -> None:
        self.runs += 1
        for one in Axe().run(page, options=rules).response["violations"]:
            if one["impact"] in GRAVE:
                self.wrong.append(f"{about}: {one['id']}, {one['nodes'][0]['html'][:200]}")
            else:
                self.lighter[one["id"]] += 1

    def tab_through(self, page: Page, about: str) -> None:
        """From the top to the end: each stop is seen and not covered, none jumps the queue, and there is an end."""
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        most = page.evaluate(STOPS) + 2  # a trap goes round and round; a long page only takes long
        for _ in range(most):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                return
            self.stops += 1
            for fault in ("covered", "jumps"):
                if stop[fault]:
                    self.wrong.append(f"{about}: focus {fault}, {stop['words']}")
            if not stop["seen"]:
                self.wrong.append(f"{about}: focus not seen, {stop['words']}")
        self.wrong.append(f"{about}: Tab comes to no end after {most} stops")


def kind_of_page(address: str) -> tuple[str, str] | None:
    """The name of the view and what its address says beside identifiers; None where no page of ours answers."""
    path = urlsplit(address).path
    if LEADS_AWAY.search(path):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    said = " ".join(str(value) for name, value in sorted(match.kwargs.items()) if not UUID.fullmatch(str(value)))
    return match.url_name or "", said


def pages_of(page: Page, served: str, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Follow links: one page of each kind, as (what it is, address). The page stands there when it is handed out."""
    seen, waiting = set(), deque(f"{served}{start}" if start.startswith("/") else start for start in starts)
    while waiting:
        address = waiting.popleft()
        kind = kind_of_page(address)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        try:
            answer = page.goto(address)
        except Error as fault:
            if "Download is starting" in str(fault):  # a file, whatever its address ends in
                continue
            raise
        if answer is None or answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        yield " ".join(kind).strip(), page.url
        page.goto(address)
        links = page.locator("a[href]").evaluate_all("links => links.map((link) => link.href.split('#')[0])")
        waiting.extend(link for link in links if link.startswith(served))


def test_every_page_as_every_role(new_context, served: str, figures):
    tally = Tally()
    rich = a_rich_case(new_context().new_page(), served)
    for person in PEOPLE:
        page = new_context().new_page()
        if person:
            sign_in_as(page, served, person)
        starts = (rich, *STARTS) if person == "Nora North" else STARTS
        for about, _ in pages_of(page, served, starts):
            first = about not in tally.pages
            tally.pages.setdefault(about, person or "nobody")
            if first:
                tally.look(page, f"{about} ({person or 'nobody'})")
            else:  # seen before as somebody else: what differs is what this person may do there
                page.set_viewport_size({"width": 360, "height": 800})
                tally._ask_axe(page, f"{about} ({person}), 360", EVERYTHING)
    walked = {about.split()[0] for about in tally.pages if about}
    unwalked = sorted({door.name for door in our_doors()} - walked)
    report(tally, figures, "every page", kinds_of_page=len(tally.pages), of_doors=len(doors()), not_led_to=unwalked)


def test_every_state(new_context, served: str, figures):
    tally = Tally()
    page = new_context().new_page()
    sign_in(page, served)
    case = open_case(page, served)
    for about, reach in STATES.items():
        reach(page, case)
        tally.look(page, f"state: {about}", with_keys=about in KEYS_TOO)
        page.set_viewport_size({"width": 1280, "height": 800})
    report(tally, figures, "every state", states=len(STATES))


def report(tally: Tally, figures: Callable[..., None], about: str, **more) -> None:
    wrong = list(dict.fromkeys(tally.wrong))
    figures(about, **more, axe_runs=tally.runs, tab_stops=tally.stops, lighter=dict(tally.lighter), wrong=wrong)
    assert wrong == []


# ---- what there is to see ------------------------------------------------------------------------------------


def sign_in_as(page: Page, served: str, name: str) -> None:
    page.goto(f"{served}/accounts/login/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(name).first).to_be_visible()


def a_rich_case(page: Page, served: str) -> str:
    """A draft with rows of most kinds and a photograph; its address."""
    sign_in(page, served)
    case = open_case(page, served)
    give_day_zero(page, case, "10 Jan 2022")
    page.goto(f"{case}photographs/")
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": told()}
    page.locator("#id_picture").set_input_files(file)
    page.get_by_role("button", name="Add the photograph").click()
    expect(page.get_by_text("The photograph is kept.")).to_be_visible()
    page.goto(case)
    page.get_by_label("Type the course in one go").fill(LINE)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Confirm and write").click()
    expect(page.get_by_text("written from the line.")).to_be_visible()
    return case


def faults(page: Page, case: str) -> None:
    page.goto(f"{case}skin-finding/new/")
    page.locator("#id_on").fill("31 Feb 2014")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()


def restored(page: Page, case: str) -> None:
    page.goto(f"{case}lesion/new/")
    type_and_wait(page, SITE, "deep")
    page.reload()
    expect(page.get_by_text("Typed, but not saved as a record yet")).to_be_visible()


def conflict(page: Page, case: str) -> None:
    page.goto(f"{case}lesion/new/")
    page.locator("#id_compartment").select_option("LIVER")
    page.locator(SITE).press("Control+Enter")
    expect(page.get_by_text("Lesion l1 is saved.")).to_be_visible()
    page.goto(case)
    page.get_by_role("link", name="Edit lesion l1").click()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(SITE).fill("segment IV")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_text("Lesion l1 is saved.")).to_be_visible()
    other.close()
    page.locator(SITE).fill("segment VI")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("This was saved elsewhere since you opened it")).to_be_visible()


def cut_off(page: Page, case: str) -> None:
    page.goto(f"{case}lesion/new/")
    page.context.set_offline(True)
    page.locator(SITE).press_sequentially("dermis")
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()


def back_on(page: Page, case: str) -> None:
    page.context.set_offline(False)
    expect(page.locator(STATUS)).to_have_text(SAVED, timeout=40_000)


def open_form(page: Page, case: str) -> None:
    page.goto(f"{case}whole/")
    page.get_by_role("link", name="Add systemic regimen").click()
    expect(page.locator(".row-slot form.entry")).to_be_visible()


def unread(page: Page, case: str) -> None:
    page.goto(f"{case}quick-line/")
    page.locator("#line").fill("THP Mar14-Nov15; P d9")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".quick-unread").first).to_be_visible()


def no_match(page: Page, case: str) -> None:
    page.goto(f"{case.split('/cases/')[0]}/cases/?q=there-is-no-such-case")


def no_such_page(page: Page, case: str) -> None:
    page.goto(f"{case}there/is/no/such/page/")


def check_with_gaps(page: Page, case: str) -> None:
    page.goto(f"{case}check/")


def handed_in(page: Page, case: str) -> None:
    page.goto(f"{case}check/")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("h1")).to_have_text("Submitted for review")


def read_only(page: Page, case: str) -> None:
    page.goto(f"{case}facts/")
    expect(page.locator("fieldset:disabled").first).to_be_visible()


STATES: dict[str, Callable[[Page, str], None]] = {
    "a form with faults": faults,
    "what was typed and not saved": restored,
    "saved elsewhere meanwhile": conflict,
    "the network is cut": cut_off,
    "the network is back": back_on,
    "a form open on the page of the whole case": open_form,
    "a quick line with a part not understood": unread,
    "a search without a match": no_match,
    "no such page": no_such_page,
    "a check with gaps": check_with_gaps,
    "handed in": handed_in,
    "read only": read_only,
}
KEYS_TOO = {"a form with faults", "saved elsewhere meanwhile", "a form open on the page of the whole case"}


def try_out(new_context, served: str, figures, people: list[str]) -> None:
    if people == ["states"]:
        test_every_state(new_context, served, figures)
    else:
        globals()["PEOPLE"] = tuple(people)
        test_every_page_as_every_role(new_context, served, figures)
