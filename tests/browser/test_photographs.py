"""A photograph taken with a second device and covered by keyboard; the pages around it for every eye and hand."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import in_both_colours
from tests.browser.entering import open_case, sign_in
from tests.browser.test_shell import complaints
from tests.factories.pictures import drawing, told, written

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1440)


def fits_and_is_accessible(page: Page) -> None:
    """At every width and in both colours: no serious finding, and no scrolling sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (page.url, width, page.evaluate("document.documentElement.scrollWidth")) == (page.url, width, width)
    assert (page.url, in_both_colours(page)) == (page.url, [])


def send(telephone: Page, content: bytes) -> None:
    """Take a picture: the page sends it as soon as the camera has given it."""
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content}
    telephone.locator("#id_picture").set_input_files(file)


def test_a_telephone_sends_and_the_desk_covers_by_keyboard(page: Page, browser: Browser, served: str):
    heard = complaints(page)
    sign_in(page, served)
    case = open_case(page, served)
    page.goto(f"{case}photographs/")
    page.get_by_role("button", name="Show the code").press("Enter")
    expect(page.locator("svg.qr")).to_be_visible()
    link = page.get_by_label("Address for the telephone").input_value()
    fits_and_is_accessible(page)

    telephone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    heard_there = complaints(telephone)
    telephone.goto(link)
    expect(telephone.locator(".check-word")).to_have_text(page.locator(".check-word").inner_text())
    send(telephone, b"<svg/>")
    expect(telephone.locator(".error-summary")).to_contain_text("is not a JPEG, PNG, WebP or HEIC picture")
    send(telephone, told())
    expect(telephone.get_by_text(re.compile("Removed .* GPS position"))).to_be_visible()
    fits_and_is_accessible(telephone)

    arrived = page.locator("#arrivals a")
    expect(arrived).to_have_count(1)  # without a touch of the desk
    arrived.press("Enter")
    cover_the_spot(page)
    fits_and_is_accessible(page)
    answer_the_list(page)
    fits_and_is_accessible(page)
    telephone.context.close()
    assert heard + heard_there == []


def cover_the_spot(page: Page) -> None:
    """By keyboard alone; then look at the pixels that the registry serves."""
    page.get_by_role("button", name="Add a rectangle").press("Enter")
    for key, times in (("ArrowUp", 40), ("ArrowRight", 25), ("Shift+ArrowRight", 15), ("Shift+ArrowDown", 10)):
        for _ in range(times):
            page.keyboard.press(key)
    name = "Rectangle 1: left 65, top 0, right 100, bottom 30 percent"
    expect(page.get_by_role("img", name=name)).to_be_focused()
    page.get_by_role("button", name="Paint over for good").press("Enter")
    expect(page.get_by_text("1 rectangle painted over.")).to_be_visible()
    source = page.locator(".photo-frame img").get_attribute("src")
    picture = Image.open(io.BytesIO(page.request.get(f"{page.url.split('/cases/')[0]}{source}").body()))
    assert max(high for _, high in picture.crop((130, 2, 158, 60)).getextrema()) < 12
    assert picture.getpixel((60, 200))[0] > 150


def answer_the_list(page: Page) -> None:
    for part in ("face", "tattoo", "jewellery", "label"):
        page.locator(f"input[name={part}][value=absent]").press("Space")
    page.get_by_role("radio", name="Reviewers of the registry too").press("Space")
    page.locator("#id_on").fill("d12")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("For reviewers too")).to_be_visible()


def test_rectangles_are_drawn_by_mouse_and_moved(page: Page, served: str):
    sign_in(page, served)
    page.goto(f"{open_case(page, served)}photographs/")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": written("PNG", drawing(600, 400))}
    page.locator("#id_picture").set_input_files(file)
    page.get_by_role("button", name="Add the photograph").click()
    expect(page.get_by_text("The photograph is kept.")).to_be_visible()
    frame = page.locator(".photo-masks")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()

    def drag(*corners: tuple[float, float]) -> None:
        points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
        page.mouse.move(*points[0])
        page.mouse.down()
        page.mouse.move(*points[1], steps=3)
        page.mouse.up()

    drag((0.1, 0.2), (0.3, 0.4))
    drag((0.2, 0.3), (0.5, 0.3))  # takes the rectangle along
    edges = [float(page.locator(f"[name={edge}]").first.input_value()) for edge in ("left", "top", "right", "bottom")]
    assert edges == pytest.approx([40, 20, 60, 40], abs=1)
    for _ in range(3):
        page.get_by_role("button", name="Add a rectangle").click()
    expect(frame.locator("rect")).to_have_count(4)  # one row more than the page came with
    page.keyboard.press("Delete")
    expect(frame.locator("rect")).to_have_count(3)
    expect(page.get_by_role("button", name="Add a rectangle")).to_be_focused()
