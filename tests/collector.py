"""Python's garbage collector while tests run: it leaves alone what lives as long as the run.

Thousands of collected tests and every module they import are looked through again and again otherwise, which is a
tenth of all processor time. Cycles are still collected, so a file or socket that a test forgets is still an error.
"""

import gc

import pytest

OFTEN_ENOUGH = 50_000
"""New objects between two looks at the youngest; Python's own 700 suits programs of a few thousand objects."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN_ENOUGH)
