"""A pytest plugin: which test runs which lines of the rules, and how long it takes. Writes JSON to $MUTANTS_TOUCHED.

Tests that an earlier measurement found too slow for any mutant ($MUTANTS_SLOW, with their seconds) are not run.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

from tests.mutants.sandbox import repeatable_properties

FOLDER = Path("cases/rules")


class Touched:
    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(FOLDER)])
        self.slow: dict[str, float] = json.loads(os.environ.get("MUTANTS_SLOW", "{}"))
        self.seconds: dict[str, float] = dict(self.slow)
        self.failed: set[str] = set()
        self.coverage.start()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid not in self.slow]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        begun = time.process_time()
        result = yield
        self.seconds[item.nodeid] = round(time.process_time() - begun, 4)
        self.coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        found = {"seconds": self.seconds, "failed": sorted(self.failed), "lines": self._lines()}
        Path(os.environ["MUTANTS_TOUCHED"]).write_text(json.dumps(found), encoding="utf-8")

    def _lines(self) -> dict[str, dict[str, list[str]]]:
        """File -> line -> tests; the test "" is the collection, which imports everything."""
        data = self.coverage.get_data()
        here = Path.cwd()
        return {
            str(Path(file).relative_to(here)): {
                str(line): sorted(tests) for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Touched())


repeatable_properties()
