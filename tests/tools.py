"""Brings what the tests need from the system: `python -m tests.tools`, the first step of `./dev test`.

Chromium for the browser tests: as root on Debian from apt, elsewhere the build that Playwright downloads,
else one line that says what to install. Caddy for the test of the deployment's proxy: unpacked from Debian's
package, not installed, because installing starts a server on port 80; where there is none, that one test is
skipped and says so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from registry.paths import CHECKOUT

CHROMIUM = Path("/usr/bin/chromium")
TOOLS = CHECKOUT / "var" / "tools"
FONTS = "fonts-liberation"  # pages are looked at as pictures, so there must be a font


def main() -> None:
    """Fetch what is missing; end with a sentence when Chromium cannot be had."""
    if not has_chromium():
        install_chromium()
    if not caddy() and shutil.which("apt-get"):
        unpack_caddy()
    if not has_chromium():
        sys.exit(
            "The browser tests need Chromium, and it could not be installed. Install it and run this again "
            "(Debian: sudo apt install chromium; elsewhere: .venv/bin/python -m playwright install chromium), "
            "or leave those tests out: ./dev test -m 'not browser and not drill'"
        )


def caddy() -> str | None:
    """The Caddy program, if there is one."""
    unpacked = TOOLS / "usr" / "bin" / "caddy"
    return str(unpacked) if unpacked.exists() else shutil.which("caddy")


def has_chromium() -> bool:
    return CHROMIUM.exists() or playwright_has_one()


def playwright_has_one() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def is_debian() -> bool:
    release = Path("/etc/os-release")
    return shutil.which("apt-get") is not None and "ID=debian" in release.read_text().splitlines()


def install_chromium() -> None:
    print("Installing Chromium for the browser tests ...", flush=True)
    if os.geteuid() == 0 and is_debian():
        run(["apt-get", "update", "--quiet"])
        run(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium", FONTS])
        return
    as_root = ["--with-deps"] if os.geteuid() == 0 and sys.platform == "linux" else []
    run([sys.executable, "-m", "playwright", "install", *as_root, "chromium"])


def unpack_caddy() -> None:
    TOOLS.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        run(["apt-get", "update", "--quiet"])
    run(["apt-get", "download", "--quiet", "-o", "APT::Sandbox::User=root", "caddy"], cwd=TOOLS)
    for package in TOOLS.glob("caddy_*.deb"):
        run(["dpkg", "-x", str(package), str(TOOLS)])
        package.unlink()


def run(command: list[str], cwd: Path | None = None) -> None:
    """Run a command; what it says is shown only when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout[-2000:])


if __name__ == "__main__":
    main()
