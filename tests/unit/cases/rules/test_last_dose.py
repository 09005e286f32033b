"""What bounds a last dose that was not written, and what does not (settlements 6 and 7)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, case, scan

SINCE = 700


def episode(last_dose: Any = None, **regimen: Any) -> dict[str, Any]:
    """The event at day 1000 under trastuzumab every 21 days since day 700."""
    drug = {"agent": "trastuzumab", "start": SINCE, "last_dose": last_dose}
    row = {"id": "r1", "start": SINCE, "stop": None, "interval_days": 21, "setting": "metastatic", "drugs": [drug]}
    document = case(("regimens", {**row, **regimen}), baseline("liver", day=-305), scan(-10, liver="CR"))
    return classify_document(document, load_definition("dcp"))["episodes"][0]


@pytest.mark.parametrize("cycles", [2, 12, 14])
def test_the_number_of_cycles_does_not_bound_a_last_dose(cycles: int) -> None:
    """Cycles are delayed and drugs of one regimen stop apart: with neither stop nor last dose it is not known."""
    found = episode(cycles_given=cycles)
    assert (found["axes"]["exposure"], found["label"], found["reason"]) == ("UNKNOWN", "INDETERMINATE", "exposure")


@pytest.mark.parametrize(
    ("cycle", "exposure"), [(14, "ON"), (13, ["EARLY_POST", "ON"]), (12, "EARLY_POST"), (2, "OFF")]
)
def test_a_last_dose_written_as_a_cycle_is_a_date_and_bounds_itself(cycle: int, exposure: Any) -> None:
    found = episode(f"cycle {cycle} of r1")
    assert found["axes"]["exposure"] == exposure


@pytest.mark.parametrize(("stop", "exposure"), [(1000, "ON"), (958, ["EARLY_POST", "ON"]), (957, "EARLY_POST")])
def test_a_stop_bounds_it_by_one_interval(stop: int, exposure: Any) -> None:
    assert episode(stop=stop)["axes"]["exposure"] == exposure
