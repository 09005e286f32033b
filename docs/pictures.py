"""Take the pictures of README.md: `./dev docs --pictures`. Serves the demonstration and opens it in Chromium."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
SIZE = {"width": 1280, "height": 1000}  # CSS pixels; the pictures have twice as many
LONGEST = 1700  # CSS pixels of a page's height that a picture shows


def main() -> None:
    """Write docs/images/*.png anew."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    IMAGES.mkdir(exist_ok=True)
    with served_demo() as site, opened() as page:
        sign_in(page, site, "clinician.north@demo.example")
        page.goto(f"{site}/cases/?q=PUB-2")
        page.locator("main table tbody a").first.click()
        take(page, "case-page.png")
        page.context.clear_cookies()
        sign_in(page, site, "researcher.south@demo.example")
        page.goto(f"{site}/cohorts/")
        take(page, "cohort-page.png")


@contextmanager
def served_demo() -> Iterator[str]:
    """The address of the demonstration, on a database of its own in the tests' cluster."""
    from registry.database.embedded import Cluster  # noqa: PLC0415 - reads the settings that main() has chosen
    from registry.paths import var  # noqa: PLC0415 - see above
    from tests.cluster import cloned, manage, migrated_template  # noqa: PLC0415 - see above
    from tests.served import free_port, serving  # noqa: PLC0415 - see above

    with Cluster(var() / "postgres", durable=False).joined() as address:
        name, port = f"test_registry_{os.getpid()}_pictures", str(free_port())
        with cloned(address, migrated_template(address), name):
            manage("collectstatic", "--no-input", "--verbosity=0", database=name)
            manage("load_demo", database=name, DEMO="on", PORT=port)
            with serving(database=name, port=port):
                yield f"http://localhost:{port}"


@contextmanager
def opened() -> Iterator[Page]:
    """A page in Chromium: Debian's where it is installed, else the one that Playwright brought."""
    from tests.served import CHROMIUM, LAUNCH  # noqa: PLC0415 - reads the settings that main() has chosen

    path = str(CHROMIUM) if CHROMIUM.exists() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser.new_page(viewport=SIZE, device_scale_factor=2, color_scheme="light")
        browser.close()


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.locator("form", has=page.locator(f'input[name="email"][value="{email}"]')).locator("button").click()
    page.wait_for_load_state()


def take(page: Page, name: str) -> None:
    """A picture of the page, from its top, as long as is useful to look at."""
    page.wait_for_load_state("networkidle")
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    clip = {"x": 0, "y": 0, "width": SIZE["width"], "height": height}
    page.screenshot(path=IMAGES / name, full_page=True, clip=clip)
    print(f"docs/images/{name}")


if __name__ == "__main__":
    main()
