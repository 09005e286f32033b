"""Two ways to work a page: the keyboard alone, and a finger on a small screen. Both count what they do.

Fields are found as a person finds them, by label and role; nothing is set behind the back of the page.
"""

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

SECONDS_A_KEY = 0.28
SECONDS_A_FIELD = 1.35
"""The keystroke-level model: a key of somebody who types moderately well, and the thought before each field."""

FAR = 260
"""Presses of Tab after which something counts as out of reach."""

PATIENCE = 20_000
"""Milliseconds to wait for an answer of the server, which may share its machine with much else."""

GRID_KEYS = {"Baseline": "b", "Partial response": "p", "Progressive disease": "x"}
IS_A_BOX = "input, select, textarea"
HOLDS_FOCUS = "one => one.contains(document.activeElement)"
LIES_BEHIND = """one => document.activeElement !== document.body
  && Boolean(document.activeElement.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING)"""
CHOSEN = "one => one.selectedOptions[0].text"


def control(scope: Locator, label: str) -> Locator:
    """The field of a label, or the group of boxes or buttons under it."""
    named = re.compile(rf"^{re.escape(label)}\s*(required|\(optional\))?$")
    labelled = scope.get_by_label(named).and_(scope.locator(IS_A_BOX)).filter(visible=True)
    group = scope.get_by_role("group", name=named).or_(scope.get_by_role("radiogroup", name=named))
    expect(labelled.or_(group).first).to_be_attached(timeout=PATIENCE)
    return labelled.first if labelled.count() else group.first


@dataclass
class Hands:
    """``keys``: presses or taps; ``fields``: answered; ``began``: on the clock of the machine."""

    page: Page
    keys: int = 0
    fields: int = 0
    began: float = field(default_factory=time.monotonic)

    def figures(self) -> dict[str, float]:
        """What was counted; the minutes of a person are modelled, those of the machine measured."""
        modelled = self.keys * SECONDS_A_KEY + self.fields * SECONDS_A_FIELD
        return {
            "keys": self.keys,
            "fields": self.fields,
            "machine_seconds": round(time.monotonic() - self.began, 1),
            "modelled_minutes": round(modelled / 60, 2),
        }

    def type(self, text: str) -> None:
        """A capital or a sign above a digit takes two keys on a keyboard, and on a screen."""
        self.keys += len(text) + sum(one.isupper() or one == "+" for one in text)
        self.put(text)

    def put(self, text: str) -> None:
        self.page.keyboard.type(text)

    def look_up(self, box: Locator, typed: str) -> Locator | None:
        """Type until the list beside the box offers what is meant, and return that; None where it never does."""
        for letter in typed:
            self.type(letter)
            offered = box.get_attribute("aria-activedescendant")
            option = self.page.locator(f"[id='{offered}']")
            if offered and option.inner_text().startswith(typed):
                return option
        return None


class Keyboard(Hands):
    """Nothing but keys. A chord counts each of its keys."""

    def press(self, chord: str) -> None:
        self.keys += chord.count("+") + 1
        self.page.keyboard.press(chord)

    def reach(self, place: Locator) -> None:
        """By Tab or Shift+Tab, past the head of the page by its skip link."""
        expect(place).to_be_visible(timeout=PATIENCE)
        if self.page.evaluate("document.activeElement === document.body") and place.evaluate(
            "one => Boolean(one.closest('main'))"
        ):
            self.press("Tab")
            self.press("Enter")
        for _ in range(FAR):
            if place.evaluate(HOLDS_FOCUS):
                return
            self.press("Shift+Tab" if place.evaluate(LIES_BEHIND) else "Tab")
        raise AssertionError(f"Tab never reaches {place} on {self.page.url}.")

    def step_to(self, heading: Locator) -> None:
        """From section to section of the whole case."""
        for _ in range(FAR):
            if heading.evaluate(HOLDS_FOCUS):
                return
            self.press("Alt+ArrowDown")
        raise AssertionError(f"Alt and the arrow never reach {heading}.")

    def use(self, place: Locator) -> None:
        """A link or a button."""
        self.reach(place)
        self.press("Enter")

    def send(self, form: Locator) -> None:
        self.press("Control+Enter")

    def answer(self, scope: Locator, label: str, typed: str) -> None:
        self.fields += 1
        place = control(scope, label)
        if not place.evaluate(f"one => one.matches('{IS_A_BOX}')"):
            self._choose(place, label, typed)
            return
        self.reach(place)
        if place.evaluate("one => one.matches('select')"):
            self._type_ahead(place, typed)
        elif place.get_attribute("role") == "combobox":
            self._complete(place, typed)
        else:
            self.type(typed)

    def _complete(self, box: Locator, typed: str) -> None:
        if self.look_up(box, typed):
            self.press("Enter")

    def _type_ahead(self, place: Locator, typed: str) -> None:
        """As many letters of an option as it takes."""
        for letter in typed:
            self.type(letter)
            if place.evaluate(CHOSEN).startswith(typed):
                return
        raise AssertionError(f"{typed!r} is not what the list shows: {place.evaluate(CHOSEN)!r}.")

    def _choose(self, group: Locator, label: str, typed: str) -> None:
        if group.locator("xpath=ancestor::*[@data-status-grid]").count():
            self._in_the_grid(group, typed)
            return
        search = group.get_by_role("combobox")
        if search.count():
            self.reach(search)
            self._complete(search, typed)
            return
        ticks = group.get_by_role("checkbox", name=typed, exact=True)
        if ticks.count():
            self.reach(ticks.first)
            self.press("Space")
            return
        radios = group.get_by_role("radio")
        self.reach(group)
        names = [name(one) for one in radios.all()]
        here = next(at for at, one in enumerate(radios.all()) if one.evaluate(HOLDS_FOCUS))
        steps = names.index(typed) - here
        if not steps:
            self.press("Space")
        for _ in range(abs(steps)):
            self.press("ArrowDown" if steps > 0 else "ArrowUp")

    def _in_the_grid(self, group: Locator, typed: str) -> None:
        """Arrows lead from compartment to compartment, one letter is the status."""
        self.reach(group.locator("xpath=ancestor::*[@data-status-grid]").get_by_role("radiogroup").first)
        for _ in range(FAR):
            if group.evaluate(HOLDS_FOCUS):
                break
            self.press("ArrowDown")
        self.press(GRID_KEYS[typed])


class Finger(Hands):
    """Taps, swipes, and the keys of the keyboard on the screen. A list opens by one tap and is answered by a second."""

    def use(self, place: Locator) -> None:
        expect(place).to_be_visible(timeout=PATIENCE)
        far = abs(place.evaluate("one => one.getBoundingClientRect().top - innerHeight / 2"))
        self.keys += 1 + round(far / self.page.viewport_size["height"])
        place.tap(timeout=PATIENCE)

    def put(self, text: str) -> None:
        """A keyboard on the screen gives characters, no key events."""
        for letter in text:
            self.page.keyboard.insert_text(letter)

    def send(self, form: Locator) -> None:
        self.use(form.get_by_role("button", name="Save", exact=True).last)

    def answer(self, scope: Locator, label: str, typed: str) -> None:
        self.fields += 1
        place = control(scope, label)
        if not place.evaluate(f"one => one.matches('{IS_A_BOX}')"):
            self._choose(place, typed)
            return
        self.use(place)
        if place.evaluate("one => one.matches('select')"):
            self.keys += 1
            words = place.locator("option").all_inner_texts()
            place.select_option(label=next(one for one in words if one.startswith(typed)))
        elif place.get_attribute("role") == "combobox":
            self._complete(place, typed)
        else:
            self.type(typed)

    def _complete(self, box: Locator, typed: str) -> None:
        option = self.look_up(box, typed)
        if option:
            self.use(option)

    def _choose(self, group: Locator, typed: str) -> None:
        search = group.get_by_role("combobox")
        if search.count():
            self.use(search)
            self._complete(search, typed)
            return
        option = group.get_by_role("checkbox", name=typed, exact=True)
        option = option.or_(group.get_by_role("radio", name=typed, exact=True)).first
        self.use(option.locator("xpath=ancestor::label[1]"))
        expect(option).to_be_checked()


def name(radio: Locator) -> str:
    """What a button of a group is called."""
    return radio.evaluate("one => one.getAttribute('aria-label') || one.labels[0].innerText").strip()
