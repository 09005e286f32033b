"""How one case is read: dates of any form, anchors of any kind, numbers, and what is missing."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from cases.rules.timeline import Timeline
from tests.spec.timelines import T0, around, baseline, case, drug, regimen, scan, skin

DCP = load_definition("dcp")


def first(document: dict[str, Any]) -> dict[str, Any]:
    return classify_document(document, DCP)["episodes"][0]


def read(**lists: Any) -> Timeline:
    return Timeline.from_document({"schema": "case/1", **lists})


def test_a_case_keeps_its_code() -> None:
    assert read(local_code="N-12").local_code == "N-12"


@pytest.mark.parametrize("name", ["primaries", "adverse_events", "followups"])
def test_a_scan_may_be_dated_by_a_record_that_decides_nothing_itself(name: str) -> None:
    document = case(baseline("liver"), scan(around("x1", 3, 3), "a1", liver="PR"))
    document[name] = [{"id": "x1", "on": T0 - 20}, {"on": T0 - 400}]
    assert (first(document)["label"], first(document)["certainty"]) == ("DCP_STRICT", "PROBABLE")
    document[name] = [{"id": "x1", "on": T0 - 120}]
    assert first(document)["label"] == "INDETERMINATE"


def test_a_calendar_date_counts_from_day_zero() -> None:
    finding = {"id": "s1", "on": "2020-03-01", "change": "progression"}
    timeline = read(day_zero="2020-02-01", skin_findings=[finding])
    assert timeline.skin_findings[0].on == 29


def test_a_cycle_is_as_long_as_the_regimen_says() -> None:
    def day(interval: int | None) -> Any:
        regimens = [{"id": "r1", "start": 0, "interval_days": interval}]
        specimen = {"id": "b1", "on": "cycle 3 of r1", "result": "benign"}
        on = read(regimens=regimens, specimens=[specimen]).specimens[0].on
        return on.lo_offset, on.hi_offset

    assert day(14) == (28, 41)
    assert day(None) == (42, 62)
    named = {"id": "a1", "on": "cycle 3", "regimen": "r1", "compartments": []}
    on = read(regimens=[{"id": "r1", "start": 0, "interval_days": 14}], assessments=[named]).assessments[0].on
    assert (on.anchor, on.lo_offset, on.hi_offset) == ("r1", 28, 41)


def test_one_bound_is_no_day() -> None:
    finding = {"id": "s1", "on": {"lo": 5, "hi": 5, "precision": "day"}, "change": "progression"}
    assert read(skin_findings=[finding]).skin_findings[0].on == 5
    for lo, hi in ((5, None), (None, 5), (5, 6)):
        on = read(skin_findings=[{**finding, "on": {"lo": lo, "hi": hi, "precision": "unknown"}}]).skin_findings[0].on
        assert (on.lo, on.hi) == (lo, hi)
    anchored = {"anchor": "r1", "lo_offset": 0, "hi_offset": 0, "precision": "relative"}
    assert read(skin_findings=[{**finding, "on": anchored}]).skin_findings[0].on.anchor == "r1"


def test_a_wording_alone_is_no_date() -> None:
    wording = {"lo": None, "hi": None, "precision": "unknown", "as_reported": "years ago"}
    finding = {"id": "s1", "on": wording, "change": "progression"}
    assert not read(skin_findings=[finding]).skin_findings[0].dated
    for known in (
        {"lo": 3},
        {"hi": 3},
        {"anchor": "r1", "lo_offset": None, "hi_offset": None, "precision": "relative"},
    ):
        on = known if "anchor" in known else {**wording, **known}
        assert read(skin_findings=[{**finding, "on": on}]).skin_findings[0].dated
    open_anchor = {"anchor": None, "lo_offset": 0, "hi_offset": 3, "precision": "relative"}
    assert not read(skin_findings=[{**finding, "on": open_anchor}]).skin_findings[0].dated


@pytest.mark.parametrize(
    ("millimetres", "tenths"),
    [
        ("12.34", 123),
        ("12.35", 124),
        (0, 0),
        ("999999999", 9_999_999_990),
        ("1234567890", None),
        ("Infinity", None),
        ("long", None),
        (None, None),
    ],
)
def test_a_length_is_whole_tenths_of_a_millimetre(millimetres: Any, tenths: int | None) -> None:
    measured = {"lesion": "l1", "assessment": "a1", "long_mm": millimetres, "short_mm": millimetres}
    (found,) = read(measurements=[measured]).measurements
    assert (found.long_tenths, found.short_tenths) == (tenths, tenths)


def test_what_could_not_be_judged_has_no_size() -> None:
    measured = {"lesion": "l1", "assessment": "a1", "long_mm": 12, "short_mm": 9, "too_small": True, "method": "CT"}
    (found,) = read(measurements=[{**measured, "not_evaluable": True}]).measurements
    assert (found.long_tenths, found.short_tenths, found.too_small, found.method) == (None, None, None, "CT")
    (found,) = read(measurements=[measured]).measurements
    assert (found.long_tenths, found.short_tenths, found.too_small, found.method) == (120, 90, True, "CT")


def test_skin_sums_and_areas_are_whole_units() -> None:
    finding = {"id": "s1", "on": 0, "change": "progression", "target_sum_mm": "31.25", "area_cm2": "10.5"}
    (found,) = read(skin_findings=[finding]).skin_findings
    assert (found.target_sum_tenths, found.area_mm2) == (313, 1050)


def test_places_are_compared_without_case_and_spare_spaces() -> None:
    finding = {"id": "s1", "on": 0, "change": "progression", "sites": [" Chest Wall ", None]}
    assert read(skin_findings=[finding]).skin_findings[0].sites == {"chest wall", ""}
    assert (
        read(local_treatments=[{"id": "t", "start": 0, "site": "Chest WALL"}]).local_treatments[0].site == "chest wall"
    )
    assert read(lesions=[{"id": "l", "compartment": "LIVER", "site": None}]).lesions[0].site == ""
    assert read(lesions=[{"id": "l", "compartment": "LIVER", "site": "Dome "}]).lesions[0].site == "dome"


@pytest.mark.parametrize(("ongoing", "label"), [(True, "CONCORDANT_PD"), (False, "INDETERMINATE")])
def test_a_drug_that_runs_on_keeps_its_line_running(ongoing: bool, label: str) -> None:
    """A regimen was stopped at -20. A progression at -4 is on its line only if one of its drugs was still given."""
    running = drug("trastuzumab", -300, **({"ongoing": True} if ongoing else {"last_dose": -20}))
    document = case(
        regimen(-300, stop=-20, drugs=[running, drug("docetaxel", -300, -200)]),
        baseline("liver", day=-305),
        scan(-10, regimen=None, liver="PR"),
        scan(-4, regimen=None, lung=("PD", False)),
        skin(),
    )
    assert first(document)["label"] == label


def test_a_drug_may_have_days_of_its_own() -> None:
    def with_trastuzumab(**days: Any) -> str:
        drugs = [drug("trastuzumab", **days), drug("docetaxel", -200, -1)]
        return first(case(regimen(-200, stop=0, drugs=drugs), baseline("liver"), scan(-10, liver="PR")))["label"]

    assert with_trastuzumab(last_dose=-1) == "DCP_STRICT"
    assert with_trastuzumab(start=-40, last_dose=-1) == "LEAD_IN"
    assert with_trastuzumab(stop=T0 - 43) == "DCP_STRICT_EARLY_POST"


@pytest.mark.parametrize(
    ("days", "label"),
    [
        ({}, "DCP_STRICT"),
        ({"last_dose": -43}, "DCP_STRICT_EARLY_POST"),
        ({"stop": T0 - 43}, "DCP_STRICT_EARLY_POST"),
        ({"stop": T0 - 43, "ongoing": True}, "DCP_STRICT"),
    ],
)
def test_a_regimen_that_runs_on_gives_every_drug_that_has_not_ended(days: dict[str, Any], label: str) -> None:
    running = regimen(-200, drugs=[drug("trastuzumab", **days)], ongoing=True)
    assert first(case(running, baseline("liver"), scan(-10, liver="PR")))["label"] == label


def test_records_are_read_by_id_and_without_one_by_what_they_say() -> None:
    lesions = [{"id": "b", "compartment": "BREAST_IPSI"}, {"id": "a", "compartment": "LIVER"}]
    assert [one.id for one in read(lesions=lesions).lesions] == ["a", "b"]
    one, other = {"finding": "s1", "conclusion": "unresolved"}, {"conclusion": "malignancy", "finding": "s2"}
    for order in ([one, other], [other, one]):
        assert [found.finding for found in read(workups=order).workups] == ["s2", "s1"]
    one, other = dict(reversed(one.items())), dict(reversed(other.items()))
    assert [found.finding for found in read(workups=[one, other]).workups] == ["s2", "s1"]


def test_a_work_up_keeps_its_id_and_what_was_considered() -> None:
    (found,) = read(workups=[{"id": "w1", "finding": "s1", "considered": ["infection"]}]).workups
    assert (found.id, found.finding, found.considered, found.conclusion) == ("w1", "s1", ("infection",), None)
