"""The day on each side of every constant of the definition."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import (
    baseline,
    biopsy,
    case,
    drug,
    empirical,
    regimen,
    scan,
    skin,
    workup,
)

Document = dict[str, Any]
LIVER = (baseline("liver"), scan(-10, liver="PR"))


def first(document: Document, overrides: Mapping[str, str] | None = None) -> dict[str, Any]:
    definition = load_definition("dcp").with_overrides(overrides or {})
    return classify_document(document, definition)["episodes"][0]


def last_dose(day: int, agent: str = "trastuzumab") -> Document:
    return case(regimen(-400, day, agents=[agent]), baseline("liver", day=-405), scan(-10, liver="PR"))


def first_dose(day: int, agent: str = "trastuzumab", **fields: Any) -> Document:
    return case(regimen(day, agents=[agent], **fields), baseline("liver", day=day - 5), scan(-1, liver="PR"))


def only_scan(day: int, status: str = "PR") -> Document:
    return case(baseline("liver"), scan(day, liver=status))


def with_next_regimen(scan_day: int) -> Document:
    return case(
        regimen(last_dose=-10, stop=0, stop_reason="PD_isolated_cutaneous"),
        regimen(3, key="r2", line=2, agents=["trastuzumab emtansine"]),
        baseline("liver"),
        scan(scan_day, liver="PR"),
    )


def proven_on(day: int) -> Document:
    return case(biopsy(day), *LIVER)


def followed_by(*records: Any) -> Document:
    return case(*LIVER, *records)


def stable_for(days: int) -> Document:
    return case(skin(10, "s2", "stable", lesion_of="s1"), skin(10 + days, "s3", lesion_of="s2"), *LIVER)


def treated_without_effect(kind: str, days: int) -> Document:
    return case(
        skin(-300, "s0", "baseline", morphology=["papule"], sites=["back"]),
        biopsy(-300, finding="s0", key="b2"),
        skin(photo=True),
        workup(empirical=[empirical(kind, 0, days, "none")], considered=[]),
        *LIVER,
        drop=["b1"],
    )


LABELS: tuple[tuple[str, Callable[..., Document], Any, str], ...] = (
    ("T_AB", last_dose, (-42,), "DCP_STRICT"),
    ("T_AB", last_dose, (-43,), "DCP_STRICT_EARLY_POST"),
    ("T_TKI", last_dose, (-14, "tucatinib"), "DCP_STRICT"),
    ("T_TKI", last_dose, (-15, "tucatinib"), "DCP_STRICT_EARLY_POST"),
    ("EARLY", last_dose, (-180,), "DCP_STRICT_EARLY_POST"),
    ("EARLY", last_dose, (-181,), "OFF_EXPOSURE"),
    ("MIN_EXP", first_dose, (-42,), "DCP_STRICT"),
    ("MIN_EXP", first_dose, (-41,), "LEAD_IN"),
    ("MIN_EXP", first_dose, (-42, "lapatinib"), "DCP_STRICT"),
    ("MIN_EXP", first_dose, (-41, "lapatinib"), "LEAD_IN"),
    ("TIGHT", only_scan, (42, "PD"), "CONCORDANT_PD"),
    ("TIGHT", only_scan, (43, "PD"), "INDETERMINATE"),
    ("WIDE", only_scan, (-90,), "DCP_STRICT"),
    ("WIDE", only_scan, (-91,), "INDETERMINATE"),
    ("WIDE", only_scan, (60,), "DCP_STRICT"),
    ("WIDE", only_scan, (61,), "INDETERMINATE"),
    ("NEXT_TX_GRACE", with_next_regimen, (17,), "DCP_STRICT"),
    ("NEXT_TX_GRACE", with_next_regimen, (18,), "INDETERMINATE"),
)


@pytest.mark.parametrize(("constant", "build", "days", "label"), LABELS)
def test_label_on_each_side(constant: str, build: Callable[..., Document], days: Any, label: str) -> None:
    assert first(build(*days))["label"] == label


CERTAINTIES = ((-56, "CONFIRMED"), (-57, "PROBABLE"), (42, "CONFIRMED"), (43, "PROBABLE"))


@pytest.mark.parametrize(("day", "certainty"), CERTAINTIES)
def test_tight_decides_certainty(day: int, certainty: str) -> None:
    assert first(only_scan(day))["certainty"] == certainty


EVIDENCE = (
    (-14, "C1", []),
    (-15, "C3", []),
    (90, "C1", []),
    (91, "C1", ["DIAGNOSTIC_DELAY"]),
    (365, "C1", ["DIAGNOSTIC_DELAY"]),
    (366, "C3", []),
)


@pytest.mark.parametrize(("day", "level", "flags"), EVIDENCE)
def test_window_of_the_biopsy(day: int, level: str, flags: list[str]) -> None:
    episode = first(proven_on(day))
    assert (episode["axes"]["evidence"], episode["flags"]) == (level, flags)


@pytest.mark.parametrize(("day", "level"), [(-15, "C2"), (-14, "C3")])
def test_earlier_proof_lies_before_the_window_of_the_biopsy(day: int, level: str) -> None:
    document = case(
        skin(-300, "s0", "baseline"), biopsy(day, finding="s0", key="b2"), skin(photo=True), *LIVER, drop=["b1"]
    )
    assert first(document)["axes"]["evidence"] == level


@pytest.mark.parametrize(("day", "events"), [(84, 2), (83, 1)])
def test_stable_closes_an_event(day: int, events: int) -> None:
    found = classify_document(stable_for(day), load_definition("dcp"))["episodes"]
    assert [one["finding"] for one in found] == ["s1", "s3"][:events]


@pytest.mark.parametrize(("day", "label"), [(87, "MIMIC"), (86, "INDETERMINATE")])
def test_stable_after_a_benign_biopsy(day: int, label: str) -> None:
    document = case(biopsy(3, "benign"), skin(day, "s2", "stable", lesion_of="s1"), *LIVER)
    assert first(document)["label"] == label


@pytest.mark.parametrize(
    ("kind", "days", "level"),
    [("antibiotic", 7, "C2"), ("antibiotic", 6, "C3"), ("steroid", 14, "C2"), ("steroid", 13, "C3")],
)
def test_empirical_treatment_without_effect(kind: str, days: int, level: str) -> None:
    assert first(treated_without_effect(kind, days))["axes"]["evidence"] == level


@pytest.mark.parametrize(("day", "flags"), [(42, []), (43, ["HERALD"]), (90, ["HERALD"]), (91, [])])
def test_herald(day: int, flags: list[str]) -> None:
    assert first(followed_by(scan(day, liver="PD")))["flags"] == flags


@pytest.mark.parametrize(("day", "flags"), [(180, ["DURABLE"]), (179, [])])
def test_durable(day: int, flags: list[str]) -> None:
    assert first(followed_by(scan(day, liver="PR")))["flags"] == flags


@pytest.mark.parametrize(("day", "label"), [(-242, "DCP_STRICT"), (-243, "SKIN_ONLY")])
def test_baseline_is_looked_for_from_42_days_before_the_first_dose(day: int, label: str) -> None:
    document = case(scan(day, "old", regimen=None, liver=("SD", True)), scan(-10, scope="FULL", liver=("NED", False)))
    assert first(document)["label"] == label


@pytest.mark.parametrize(("cycles", "label"), [(2, "DCP_STRICT"), (1, "LEAD_IN")])
def test_cycles_given_limit_the_cycles_counted(cycles: int, label: str) -> None:
    assert first(first_dose(-60, cycles_given=cycles))["label"] == label


@pytest.mark.parametrize(("interval", "label"), [(50, "DCP_STRICT"), (51, "LEAD_IN")])
def test_the_second_cycle_begins_one_interval_after_the_first(interval: int, label: str) -> None:
    assert first(first_dose(-50, interval_days=interval))["label"] == label


def test_a_last_dose_limits_the_cycles_counted() -> None:
    short = case(regimen(-50, -30, agents=["trastuzumab"]), baseline("liver", day=-55), scan(-1, liver="PR"))
    long = case(regimen(-50, -29, agents=["trastuzumab"]), baseline("liver", day=-55), scan(-1, liver="PR"))
    assert first(short)["label"] == "LEAD_IN"
    assert first(long)["label"] == "DCP_STRICT"


@pytest.mark.parametrize(
    ("stop", "labels"),
    [
        (0, ["DCP_STRICT"]),
        (-1, ["DCP_STRICT"]),
        (-21, ["DCP_STRICT"]),
        (-22, ["DCP_STRICT", "DCP_STRICT_EARLY_POST"]),
        (-42, ["DCP_STRICT", "DCP_STRICT_EARLY_POST"]),
        (-43, ["DCP_STRICT_EARLY_POST"]),
        (-159, ["DCP_STRICT_EARLY_POST"]),
        (-160, ["DCP_STRICT_EARLY_POST", "OFF_EXPOSURE"]),
    ],
)
def test_an_unknown_last_dose_lies_in_the_last_interval_before_the_stop(stop: int, labels: list[str]) -> None:
    document = case(
        regimen(-400, stop=stop, agents=["trastuzumab"]), baseline("liver", day=-405), scan(-10, liver="PR")
    )
    assert first(document)["label_set"] == labels


def test_an_unknown_last_dose_of_a_kinase_inhibitor_is_its_stop() -> None:
    def stopped(day: int) -> Document:
        return case(regimen(-400, stop=day, agents=["tucatinib"]), baseline("liver", day=-405), scan(-10, liver="PR"))

    assert first(stopped(-14))["label_set"] == ["DCP_STRICT"]
    assert first(stopped(-15))["label_set"] == ["DCP_STRICT_EARLY_POST"]


def test_neither_stop_nor_last_dose_is_unknown_exposure() -> None:
    open_ended = regimen(drugs=[drug("trastuzumab")])
    episode = first(case(open_ended, *LIVER))
    assert (episode["label"], episode["reason"]) == ("INDETERMINATE", "exposure")
    rescued = regimen(drugs=[drug("trastuzumab"), drug("pertuzumab", ongoing=True)])
    assert first(case(rescued, *LIVER))["label"] == "DCP_STRICT"


@pytest.mark.parametrize(
    ("overrides", "label"),
    [({"T_AB": "29"}, "DCP_STRICT_EARLY_POST"), ({"T_AB": "30"}, "DCP_STRICT"), ({"TIGHT": "-9,28"}, "DCP_STRICT")],
)
def test_constants_can_be_changed(overrides: dict[str, str], label: str) -> None:
    assert first(last_dose(-30), overrides)["label"] == label


def test_the_windows_move_with_their_constants() -> None:
    assert first(only_scan(42, "PD"), {"TIGHT": "-56,41"})["label"] == "INDETERMINATE"
    assert first(only_scan(-57), {"TIGHT": "-57,42"})["certainty"] == "CONFIRMED"
    assert first(followed_by(scan(35, liver="PD")), {"TIGHT": "-42,28"})["flags"] == ["HERALD"]
