"""Brings a Chromium for the browser tests: `python -m tests.chromium`, the first step of `./dev test`.

As root on Debian from apt; elsewhere the build that Playwright downloads; else one line that says what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

INSTALLED = Path("/usr/bin/chromium")
PACKAGES = ["chromium", "fonts-liberation"]  # pages are looked at as pictures, so there must be a font


def main() -> None:
    if INSTALLED.exists() or playwright_has_one():
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    if os.geteuid() == 0 and is_debian():
        install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *PACKAGES]
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        done = run(["apt-get", "update", "--quiet"], environment) and run(install, environment)
    else:
        as_root = ["--with-deps"] if os.geteuid() == 0 and sys.platform == "linux" else []
        done = run([sys.executable, "-m", "playwright", "install", *as_root, "chromium"], dict(os.environ))
    if not done or not (INSTALLED.exists() or playwright_has_one()):
        sys.exit(
            "The browser tests need Chromium, and it could not be installed. Install it and run this again:\n"
            "  Debian: sudo apt install chromium   elsewhere: .venv/bin/python -m playwright install chromium\n"
            "Without it: ./dev test -m 'not browser'"
        )


def playwright_has_one() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def is_debian() -> bool:
    release = Path("/etc/os-release")
    return shutil.which("apt-get") is not None and "ID=debian" in release.read_text().splitlines()


def run(command: list[str], environment: dict[str, str]) -> bool:
    """Run a command; what it says is shown only when it fails."""
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print(done.stdout[-2000:])
    return done.returncode == 0


if __name__ == "__main__":
    main()
