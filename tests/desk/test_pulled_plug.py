"""A browser killed again and again in the middle of typing, and a network that comes and goes: what is lost is counted.

Two tabs, the end of a session and the telephone are in tests/browser, which `./dev desk` runs along.
"""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserType, Locator, Page, expect

from tests.browser.entering import open_case, sign_in
from tests.browser.test_autosave import SAVED, STATUS, pull_the_plug

pytestmark = pytest.mark.drill

KILLS = 8
SHORTEST, LONGER = 5.0, 0.7  # seconds of typing before a kill, and how much longer each time, to hit every phase
ALLOWED = 5.0  # seconds: nothing older than this may be lost
PACE = 140  # milliseconds from key to key
WORDS = "plaque on the left chest wall, firm, 3 cm, bleeds when touched; "


@dataclass
class Typed:
    """What somebody has typed, and when each character was."""

    letters: Iterator[str] = field(default_factory=lambda: itertools.cycle(WORDS))
    text: str = ""
    at: list[float] = field(default_factory=list)

    def go_on(self, page: Page, until: Callable[[], bool]) -> None:
        while not until():
            letter = next(self.letters)
            page.keyboard.type(letter)
            self.text += letter
            self.at.append(time.monotonic())
            page.wait_for_timeout(PACE)

    def forget_after(self, kept: str) -> list[float]:
        """Go back to what was kept; the times of what was lost."""
        assert self.text.startswith(kept)
        lost = self.at[len(kept) :]
        self.text, self.at = kept, self.at[: len(kept)]
        return lost


def remark(page: Page, address: str) -> Locator:
    """The box for remarks of a new lesion, with the cursor at its end."""
    page.goto(address)
    box = page.get_by_label("Comment", exact=True)
    if not box.is_visible():
        page.get_by_text("Source and remarks").click()
    box.press("Control+End")
    return box


def test_killed_while_typing(
    page: Page, served: str, browser_type: BrowserType, browser_type_launch_args: dict, figures
):
    sign_in(page, served)
    address = f"{open_case(page, served)}lesion/new/"
    typed, lost, oldest, all_typed = Typed(), 0, 0.0, 0
    for number in range(KILLS):
        doomed = browser_type.launch(**browser_type_launch_args)
        dying = doomed.new_page()
        sign_in(dying, served)
        remark(dying, address)
        before, end = len(typed.text), time.monotonic() + SHORTEST + number * LONGER
        typed.go_on(dying, lambda end=end: time.monotonic() > end)
        pull_the_plug(doomed)
        killed = time.monotonic()
        all_typed += len(typed.text) - before
        gone = typed.forget_after(remark(page, address).input_value())
        lost, oldest = lost + len(gone), max([oldest, *(killed - one for one in gone)])
    figures(
        "killed while typing",
        kills=KILLS,
        typed=all_typed,
        lost=lost,
        oldest_lost_seconds=round(oldest, 1),
        seconds_of_typing_before_a_kill=f"{SHORTEST} to {SHORTEST + (KILLS - 1) * LONGER:.1f}",
    )
    assert oldest <= ALLOWED


def test_the_network_comes_and_goes(page: Page, served: str, figures):
    sign_in(page, served)
    address = f"{open_case(page, served)}lesion/new/"
    box, typed = remark(page, address), Typed()
    typed.go_on(page, lambda: len(typed.text) >= 20)
    expect(page.locator(STATUS)).to_have_text(SAVED)
    for cut in range(3):
        page.context.set_offline(True)
        before = len(typed.text)
        typed.go_on(page, lambda before=before, cut=cut: len(typed.text) >= before + 40 + 20 * cut)
        expect(page.locator(STATUS)).to_have_text(re.compile(r"^Not saved since \d\d:\d\d$"))
        page.context.set_offline(False)
        expect(page.locator(STATUS)).to_have_text(SAVED, timeout=40_000)
    expect(box).to_have_value(typed.text)
    kept = remark(page, address).input_value()
    figures("network cut and restored", cuts=3, typed=len(typed.text), lost=len(typed.text) - len(kept))
    assert kept == typed.text
