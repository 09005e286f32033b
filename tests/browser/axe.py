"""What axe says of a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""In the dark only colours differ from what was looked at in the light."""

SCRIPT = Axe().axe_script


def serious_findings(page: Page, rules: dict = EVERYTHING) -> list[str]:
    """Each serious or critical finding: its rule, and the first element that it is about."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate("(rules) => axe.run(rules)", rules)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]


def in_both_colours(page: Page) -> list[str]:
    """The serious findings in the light, and of its colours in the dark; leaves the page in the light."""
    page.emulate_media(color_scheme="dark")
    found = [f"dark: {one}" for one in serious_findings(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    return found + serious_findings(page)
