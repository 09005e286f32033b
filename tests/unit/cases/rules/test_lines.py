"""Lines of therapy and what belongs to them (settlements 17 and 19)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, between, case, regimen, scan

HP = {"agents": ["trastuzumab", "pertuzumab"]}
TDM1 = {"agents": ["trastuzumab emtansine"]}


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), load_definition("dcp"))["episodes"][0]


def switch(reason: str | None, lines: tuple[int | None, int | None] = (1, 1), **second: Any) -> dict[str, Any]:
    """A switch at -100 after a liver PD at -110: on this line only if the line went on."""
    return first(
        regimen(-300, -105, -101, stop_reason=reason, line=lines[0], **HP),
        regimen(-100, key="r2", line=lines[1], **TDM1, **second),
        baseline("liver", day=-305),
        scan(-110, liver="PD"),
        scan(-95, "base2", kind="baseline", regimen="r2", liver="BASELINE"),
        scan(-10, regimen="r2", liver="PR"),
    )


@pytest.mark.parametrize(
    ("reason", "lines", "label", "flags"),
    [
        ("PD_systemic", (1, 2), "DCP_STRICT", []),
        ("no_response", (1, 2), "DCP_STRICT", []),
        ("PD_systemic", (1, 1), "DCP_STRICT", ["LINE_MISMATCH"]),
        ("planned_switch", (1, 1), "CONCORDANT_PD", []),
        ("toxicity", (1, 2), "CONCORDANT_PD", ["LINE_MISMATCH"]),
        (None, (1, 2), "DCP_STRICT", []),
        (None, (1, 1), "CONCORDANT_PD", []),
        (None, (1, None), "CONCORDANT_PD", []),
    ],
)
def test_what_starts_a_line(reason: str | None, lines: Any, label: str, flags: list[str]) -> None:
    episode = switch(reason, lines)
    assert (episode["label"], episode["flags"], episode["regimen"]) == (label, flags, "r2")


def test_the_first_metastatic_regimen_after_curative_ones_starts_a_line() -> None:
    def after(setting: str) -> dict[str, Any]:
        return first(
            regimen(-300, -105, -101, setting=setting, stop_reason="completed", line=None, **HP),
            regimen(-100, key="r2", line=1, **TDM1),
            baseline("liver", day=-305),
            scan(-110, liver="PD"),
            scan(-95, "base2", kind="baseline", regimen="r2", liver="BASELINE"),
            scan(-10, regimen="r2", liver="PR"),
        )

    assert after("adjuvant")["label"] == "DCP_STRICT"
    assert after("metastatic")["label"] == "CONCORDANT_PD"


def stopped(stop: int, pd_day: int, named: str | None) -> dict[str, Any]:
    return first(
        regimen(-200, stop - 5, stop, stop_reason="PD_isolated_cutaneous", **HP),
        baseline("liver"),
        scan(-60, liver="SD"),
        scan(pd_day, regimen=named, liver="PD"),
    )


@pytest.mark.parametrize(
    ("stop", "day", "named", "label"),
    [
        (5, 19, None, "CONCORDANT_PD"),
        (5, 20, None, "INDETERMINATE"),
        (5, 20, "r1", "CONCORDANT_PD"),
    ],
)
def test_a_scan_without_a_regimen_belongs_to_a_line_up_to_14_days_after_its_end(
    stop: int, day: int, named: str | None, label: str
) -> None:
    assert stopped(stop, day, named)["label"] == label


def test_a_scan_on_the_first_day_of_a_line_belongs_to_the_line_before() -> None:
    def progressed(day: int, kind: str) -> str:
        return first(
            regimen(-400, -205, -201, stop_reason="PD_systemic", **HP),
            regimen(-200, key="r2", line=2, **TDM1),
            scan(day, "a1", kind=kind, regimen="r2", liver=("PD", True)),
            scan(-10, regimen="r2", liver="PR"),
        )["label"]

    assert progressed(-200, "scheduled") == "DCP_STRICT"
    assert progressed(-199, "scheduled") == "CONCORDANT_PD"
    assert progressed(-190, "baseline") == "DCP_STRICT"


def test_minimum_exposure_is_counted_over_the_line_and_not_over_the_regimen() -> None:
    def switched(reason: str) -> str:
        return first(
            regimen(-120, -30, -22, stop_reason=reason, **HP),
            regimen(-20, key="r2", line=None, **TDM1),
            baseline("liver", day=-125),
            scan(-5, regimen="r2", liver="PR"),
        )["label"]

    assert switched("planned_switch") == "DCP_STRICT"
    assert switched("PD_systemic") == "LEAD_IN"


def test_the_order_of_two_uncertain_regimens_is_asked() -> None:
    episode = first(
        regimen(between(-130, -90), between(-85, -80), between(-80, -75), stop_reason="toxicity", **HP),
        regimen(between(-110, -100), key="r2", **TDM1),
        baseline("liver", day=-205),
        scan(-10, regimen=None, liver="PR"),
    )
    assert episode["label_set"] == ["DCP_STRICT"]
    assert episode["regimen"] is None, "either may be the current one"


def test_dates_that_cannot_all_be_true_are_flagged_and_never_crash() -> None:
    episode = first(
        regimen(between(-200, -190), between(-300, -250), between(-280, -260)), baseline("liver"), scan(-10, liver="PR")
    )
    assert "CONTRADICTION" in episode["flags"]
    exact = first(regimen(-200, -300, -250), baseline("liver"), scan(-10, liver="PR"))
    assert "CONTRADICTION" in exact["flags"]


@pytest.mark.parametrize(("begun", "label"), [(62, "SKIN_ONLY"), (63, "DCP_STRICT")])
def test_a_baseline_without_a_regimen_opens_the_next_line_only_if_that_begins_soon(begun: int, label: str) -> None:
    """42 days, the BASELINE window; before, it speaks of the line that runs."""
    episode = first(
        regimen(setting="adjuvant", line=None),
        scan(20, kind="baseline", regimen=None, liver=("CR", True)),
        regimen(begun, key="r2", line=1, **TDM1),
    )
    assert episode["label"] == label


@pytest.mark.parametrize(
    ("scanned", "resumed", "label"), [(-80, -50, "CONCORDANT_PD"), (20, 20, "CONCORDANT_PD"), (20, 21, "INDETERMINATE")]
)
def test_a_pause_is_bridged_by_what_has_begun_and_not_by_what_is_still_to_come(
    scanned: int, resumed: int, label: str
) -> None:
    """Without a second regimen the line would have ended 14 days after the first one."""
    stop = -100 if resumed < 0 else 0
    episode = first(
        regimen(-300, stop, stop, stop_reason="other", **HP),
        baseline("liver", day=-305),
        scan(scanned, regimen=None, liver="PD"),
        regimen(resumed, key="r2", **TDM1),
    )
    assert episode["label"] == label


@pytest.mark.parametrize(("day", "label"), [(-186, "DCP_STRICT"), (-185, "SKIN_ONLY")])
def test_an_assessment_called_baseline_opens_a_line_until_14_days_after_its_first_dose(day: int, label: str) -> None:
    """It names the second regimen of the line, or none: what it says of the start counts only if it was near it.

    Without a window in which other assessments count as well.
    """
    no_window = load_definition("dcp").with_overrides({"BASELINE": "-42,0"})
    switch = (
        regimen(-200, -150, -150, stop_reason="planned_switch", **HP),
        regimen(-149, key="r2", line=1, **TDM1),
    )
    early = scan(-203, "a0", kind="scheduled", liver=("NED", False))
    for named in ("r2", None):
        called = scan(day, "a1", kind="baseline", regimen=named, liver=("SD", True))
        document = case(*switch, early, called, scan(-10, regimen="r2", liver=("PR", None)))
        assert classify_document(document, no_window)["episodes"][0]["label"] == label, named


def test_a_baseline_without_a_regimen_opens_the_first_line_however_early() -> None:
    called = scan(-600, "a1", kind="baseline", regimen=None, liver=("BASELINE", True))
    assert first(called, scan(-10, liver=("NED", None)))["label"] == "DCP_STRICT"
    assert first(scan(-10, liver=("NED", None)))["label"] == "SKIN_ONLY"


@pytest.mark.parametrize(("stop", "label"), [(None, "CONCORDANT_PD"), (-19, "CONCORDANT_PD"), (-20, "INDETERMINATE")])
def test_a_line_runs_until_14_days_after_its_last_regimen_stopped(stop: int | None, label: str) -> None:
    given = regimen(-200, -25, stop, **HP)
    assert first(given, baseline("liver"), scan(-5, regimen=None, liver="PD"))["label"] == label


def test_a_line_runs_on_while_one_of_its_regimens_does() -> None:
    added = regimen(-100, -60, -60, key="r2", line=1, **TDM1)
    found = first(regimen(-200, **HP), added, baseline("liver"), scan(-5, regimen=None, liver="PD"))
    assert found["label"] == "CONCORDANT_PD"
