"""Which uncertain dates move together, and which do not (settlement 21)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import around, baseline, between, biopsy, case, drug, empirical, regimen, scan, skin, workup

DCP = load_definition("dcp")


def first(document: dict[str, Any]) -> dict[str, Any]:
    return classify_document(document, DCP)["episodes"][0]


def given_for(begun: Any, ended: Any) -> Any:
    """The evidence where an antibiotic was given between two days, without effect."""
    document = case(
        skin(-300, "s0", "baseline", morphology=["papule"], sites=["back"]),
        biopsy(-300, finding="s0", key="b2"),
        skin(photo=True),
        workup(empirical=[{**empirical("antibiotic", 0, 7, "none"), "from": begun, "to": ended}], considered=[]),
        baseline("liver"),
        scan(-10, liver="PR"),
        drop=["b1"],
    )
    return first(document)["axes"]["evidence"]


@pytest.mark.parametrize(
    ("begun", "ended", "levels"),
    [
        (1000, 1007, "C2"),
        (1000, 1006, "C3"),
        (between(0, 3), 1010, "C2"),
        (between(0, 3), 1009, ["C2", "C3"]),
        (between(1, 3), 1007, "C3"),
        (1000, between(6, 7), ["C2", "C3"]),
        (1000, between(7, 9), "C2"),
        (between(0, 1), between(8, 9), "C2"),
        (between(0, 1), between(7, 9), ["C2", "C3"]),
        (None, 1007, "C3"),
    ],
)
def test_a_treatment_of_uncertain_length_is_judged_on_every_day(begun: Any, ended: Any, levels: Any) -> None:
    assert given_for(begun, ended) == levels


def test_one_treatment_of_uncertain_length_beside_a_certain_one() -> None:
    given = [empirical("steroid", 0, 5, "none"), {**empirical("antibiotic", 0, 7, "none"), "to": between(6, 8)}]
    for order in (given, given[::-1]):
        document = case(
            skin(-300, "s0", "baseline", morphology=["papule"], sites=["back"]),
            biopsy(-300, finding="s0", key="b2"),
            skin(photo=True),
            workup(empirical=order, considered=[]),
            drop=["b1"],
        )
        assert first(document)["axes"]["evidence"] == ["C2", "C3"]


def test_equal_starts_of_a_regimen_and_its_drug_are_one_day() -> None:
    """If the drug could start on another day than its regimen, the scan at -30 could lie before the line began."""

    def labels(drug_start: Any) -> list[str]:
        start = between(-60, -20)
        drugs = [{**drug("trastuzumab", ongoing=True), "start": drug_start or start}]
        return first(
            case(regimen(start, drugs=drugs), baseline("liver", day=-70), scan(-30, regimen=None, liver="PD"), skin())
        )["label_set"]

    assert labels(None) == ["CONCORDANT_PD", "LEAD_IN"]
    assert labels(between(-61, -20)) != labels(None)


def test_equal_ends_of_a_regimen_and_its_drug_are_one_day() -> None:
    """Stopped 39 days before the event or later, the scan is on the line and the drug acts: never one of the two."""

    def labels(agent: str, stop: Any, last_dose: Any) -> list[str]:
        drugs = [{**drug(agent), "start": 600, "last_dose": last_dose}]
        given = regimen(-400, drugs=drugs, stop=stop)
        return first(case(given, scan(-25, regimen=None, liver=("PR", True))))["label_set"]

    day = between(-60, -20)
    assert labels("trastuzumab", day, day) == ["DCP_STRICT", "SKIN_ONLY", "SKIN_ONLY_EARLY_POST"]
    assert "DCP_STRICT_EARLY_POST" in labels("trastuzumab", day, between(-61, -20))
    day = between(-60, -5)
    assert labels("tucatinib", day, None) == ["DCP_STRICT", "DCP_STRICT_EARLY_POST", "SKIN_ONLY_EARLY_POST"]


@pytest.mark.parametrize(("day", "labels"), [(-22, 2), (-21, 1), (-43, 1)])
def test_a_presumed_last_dose_is_asked_for_though_the_skin_was_looked_at_before(day: int, labels: int) -> None:
    stopped = regimen(-400, stop=day, agents=["trastuzumab"])
    document = case(skin(-300, "s0", "baseline"), stopped, baseline("liver", day=-405), scan(-10, liver="PR"))
    assert len(first(document)["label_set"]) == labels


def test_a_relative_date_of_unknown_distance_may_be_any_day() -> None:
    def labels(**offsets: Any) -> list[str]:
        on = {"anchor": "s1", "lo_offset": None, "hi_offset": None, "precision": "relative", **offsets}
        return first(case(baseline("liver"), scan(on, "a1", liver="PR")))["label_set"]

    assert labels() == ["DCP_STRICT", "INDETERMINATE"]
    assert labels(lo_offset=-90, hi_offset=60) == ["DCP_STRICT"]
    assert labels(lo_offset=-90) == ["DCP_STRICT", "INDETERMINATE"]
    assert labels(hi_offset=60) == ["DCP_STRICT", "INDETERMINATE"]
    assert labels(lo_offset=5, hi_offset=5) == ["DCP_STRICT"]


def test_a_relative_date_without_a_record_may_be_any_day() -> None:
    assert first(case(baseline("liver"), scan(around(None, 0, 0), "a1", liver="PR")))["label"] == "INDETERMINATE"
