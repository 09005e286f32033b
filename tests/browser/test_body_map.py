"""The body map in the browser: mouse, finger and keys, in step with the list of sites, the side and the extent."""

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.axe import serious_findings
from tests.browser.entering import edit_link, open_case, sign_in

pytestmark = pytest.mark.browser


def region(page: Page, place: str) -> Locator:
    return page.locator(f".body-region[data-place='{place}']")


def middle(page: Page, place: str) -> tuple[float, float]:
    box = region(page, place).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def site(page: Page, value: str) -> Locator:
    return page.locator(f"input[name=sites][value='{value}']")


def painted(page: Page) -> list[str]:
    return page.locator(".body-region[aria-checked=true]").evaluate_all("all => all.map((one) => one.dataset.place)")


def a_finding_of(page: Page, served: str) -> str:
    """The form of a new skin finding in a case whose primary lies on the left; the address of the case."""
    sign_in(page, served)
    case = open_case(page, served)
    page.goto(f"{case}primary/new/")
    page.locator("#id_laterality").select_option("left")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("is saved")).to_be_visible()
    page.goto(f"{case}skin-finding/new/")
    page.locator("#id_on").fill("d400")
    page.locator("[name=change][value=progression]").check()
    unfold(page)
    return case


def draw(session: CDPSession, start: tuple[float, float], stop: tuple[float, float]) -> None:
    """One stroke of a finger across the screen."""
    steps = [tuple(a + (b - a) * step / 4 for a, b in zip(start, stop, strict=True)) for step in range(5)]
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * 4], steps, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def unfold(page: Page) -> None:
    """Open everything that is folded, so that each tick box can be reached."""
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def test_mouse_keys_and_list_paint_one_map(page: Page, served: str):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    case = a_finding_of(page, served)

    # A stroke of the mouse from the outer to the inner quadrant.
    page.get_by_role("button", name="Chest", exact=True).click()
    region(page, "left breast upper outer").scroll_into_view_if_needed()
    page.mouse.move(*middle(page, "left breast upper outer"))
    page.mouse.down()
    page.mouse.move(*middle(page, "left breast upper inner"), steps=4)
    page.mouse.up()
    assert painted(page) == ["left breast upper outer", "left breast upper inner"]
    expect(site(page, "breast")).to_be_checked()
    expect(page.locator("#id_side")).to_have_value("ipsi")
    expect(page.locator("[data-words]")).to_contain_text("Left breast, upper outer quadrant")

    # The extent is proposed, and taken with one click.
    expect(page.locator("#id_extent")).to_have_value("")
    page.get_by_role("button", name="Set extent to locoregional").click()
    expect(page.locator("#id_extent")).to_have_value("LR")
    expect(page.locator(".body-map-proposal")).to_be_hidden()

    # Keys: the arrow goes to the neighbour, Space paints and takes back.
    region(page, "left breast upper inner").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("checkbox", name="Sternum").and_(page.locator("path"))).to_be_focused()
    page.keyboard.press("Space")
    expect(site(page, "sternum")).to_be_checked()
    expect(page.locator("[data-said]")).to_have_text("Sternum: painted")
    expect(page.get_by_text("others lie beyond: extent would be both")).to_be_visible()
    page.keyboard.press("Space")
    expect(site(page, "sternum")).not_to_be_checked()

    # The list paints what it says exactly, hatches what it leaves open, and takes its places off the map.
    site(page, "axilla").check()
    assert "left axilla" in painted(page)
    site(page, "nipple").check()
    site(page, "flank").check()
    expect(region(page, "left flank front")).to_have_attribute("aria-checked", "mixed")
    expect(region(page, "right flank front")).to_have_attribute("aria-checked", "false")
    site(page, "breast").uncheck()
    assert painted(page) == ["left axilla", "left nipple"]

    # Where the breast was removed the scar is drawn instead.
    page.get_by_role("checkbox", name="Left breast removed").check()
    region(page, "left mastectomy scar").click()
    expect(region(page, "left nipple")).to_be_hidden()
    expect(page.locator("[data-words]")).to_contain_text("Left nipple")

    page.get_by_role("button", name="Front and back").click()
    unfold(page)
    assert serious_findings(page) == []
    page.locator("#id_on").press("Control+Enter")
    expect(page.get_by_text("is saved")).to_be_visible()
    page.goto(edit_link(page, case, "skin-finding"))
    assert painted(page) == ["left axilla", "left nipple", "left mastectomy scar"]
    assert heard == []


def test_a_finger_paints_on_a_small_screen_and_a_scroll_does_not(page: Page, served: str, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    finger = context.new_page()
    a_finding_of(finger, served)
    finger.get_by_role("button", name="Chest", exact=True).tap()
    region(finger, "left nipple").scroll_into_view_if_needed()
    sizes = finger.locator(".body-view[data-view=front] .body-region:not(.is-off)").evaluate_all(
        "all => all.map((one) => [one.dataset.place, one.getBoundingClientRect()])"
        ".filter(([name]) => /breast|nipple|areola|axilla|sternum/.test(name))"
        ".map(([name, box]) => [name, Math.min(box.width, box.height)])"
    )
    assert [(name, size) for name, size in sizes if size < 24] == []
    finger.touchscreen.tap(*middle(finger, "left nipple"))
    assert painted(finger) == ["left nipple"]
    expect(site(finger, "nipple")).to_be_checked()

    session = context.new_cdp_session(finger)
    draw(session, middle(finger, "right breast lower outer"), middle(finger, "right breast upper outer"))
    expect(region(finger, "right breast upper outer")).to_have_attribute("aria-checked", "true")
    stroke = painted(finger)
    assert {"right breast upper outer", "right breast lower outer", "left nipple"} <= set(stroke)
    expect(finger.locator("#id_side")).to_have_value("both")

    # A finger that turns out to scroll: the browser takes the touch back, and what it crossed is not painted.
    finger.get_by_role("button", name="Front and back").tap()
    region(finger, "left anterior thigh").evaluate("one => one.scrollIntoView({ block: 'center' })")
    before = finger.evaluate("scrollY")
    draw(session, middle(finger, "left anterior thigh"), middle(finger, "left lower abdomen"))
    finger.wait_for_function("before => scrollY > before", arg=before)
    assert painted(finger) == stroke
    expect(site(finger, "anterior thigh")).not_to_be_checked()
    assert finger.evaluate("document.documentElement.scrollWidth") == 360
    context.close()
