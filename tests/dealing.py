"""How the processes of one run share the tests: file by file, each as soon as a process is free.

Tests of one file may build on each other (a database of the file's own, pages looked at once), so a file stays whole.
"""

from itertools import groupby

import pytest
from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    "tests/browser/test_published_case.py",
    # needs no database: whoever begins with the file above makes the template meanwhile
    "tests/unit/cases/rules/test_label_sets.py",
    "tests/browser/test_accessibility_entry.py",
    "tests/browser/test_autosave.py",
    "tests/integration/test_canary.py",
    "tests/integration/test_start.py",
    "tests/integration/test_deployment.py",
)
"""Files that take the longest begin first, so that no process is left alone with one at the end."""

ONE_BY_ONE = "tests/guards/test_urls.py"
"""A long file whose tests know nothing of each other."""


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def turn(item: pytest.Item) -> tuple[bool, int]:
    """Tests that want an empty database go first: the world, once built, is committed and stays for the session."""
    file = file_of(item.nodeid)
    order = LONGEST.index(file) if file in LONGEST else len(LONGEST) + (file != ONE_BY_ONE)
    return "peopled" in item.fixturenames, order


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=turn)


class ByFile(LoadScopeScheduling):
    """Deals out runs of tests of one file, in the order in which they were collected."""

    def __init__(self, config, log) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False
        self.hands: dict[str, str] = {}

    def schedule(self) -> None:
        collected = next(iter(self.registered_collections.values()))
        for number, (file, tests) in enumerate(groupby(collected, file_of)):
            self.hands |= {test: test if file == ONE_BY_ONE else f"{number} {file}" for test in tests}
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self.hands[nodeid]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByFile:
    return ByFile(config, log)
