"""``./dev audit``: asks OSV (https://osv.dev) which known faults the locked parts have.

Exit status 0: asked of every part, none known. 1: some are known. 2: not checked, because OSV could not be reached or
answered strangely; that is never a pass.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from registry.paths import CHECKOUT

ADDRESS = "https://api.osv.dev/v1/querybatch"
SECONDS = 30
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Part:
    ecosystem: str
    name: str
    version: str


class Unreachable(Exception):
    """The advisories could not be asked."""


def locked() -> list[Part]:
    """Every part of the lock files: Python's, and what is kept under static/vendor."""
    lines = "".join((CHECKOUT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt"))
    parts = {Part("PyPI", name, version) for name, version in PINNED.findall(lines)}
    vendored = json.loads((CHECKOUT / "static/vendor/package-lock.json").read_text())["packages"]
    for path, one in vendored.items():
        if path:
            parts.add(Part("npm", path.rpartition("node_modules/")[2], one["version"]))
    return sorted(parts)


def ask_osv(question: bytes) -> bytes:
    """What OSV answers to a batch. ``Unreachable`` if it does not."""
    request = urllib.request.Request(ADDRESS, question, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.read()
    except (urllib.error.URLError, TimeoutError, OSError) as fault:
        raise Unreachable(str(fault)) from fault


def advisories(parts: list[Part], ask: Callable[[bytes], bytes] = ask_osv) -> dict[Part, list[str]]:
    """Part -> numbers of its advisories, for parts that have any. ``Unreachable``: nothing was learnt."""
    queries = [{"package": {"name": one.name, "ecosystem": one.ecosystem}, "version": one.version} for one in parts]
    try:
        results = list(json.loads(ask(json.dumps({"queries": queries}).encode()))["results"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreachable("the answer could not be read") from fault
    if len(results) != len(parts):
        raise Unreachable("some parts were not answered for")
    found = {part: [one["id"] for one in answer.get("vulns", [])] for part, answer in zip(parts, results, strict=True)}
    return {part: numbers for part, numbers in found.items() if numbers}


def main() -> int:
    parts = locked()
    try:
        found = advisories(parts)
    except Unreachable as fault:
        print(f"Not checked: the advisories of {len(parts)} parts could not be asked ({fault}). This is not a pass.")
        return 2
    for part, numbers in found.items():
        print(f"{part.name} {part.version} ({part.ecosystem}): {', '.join(numbers)}")
    print(f"{len(parts)} parts checked, {len(found)} with known faults.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
