"""What the rules read from a definition: accepted criteria, the ladder of evidence, the comparators."""

from typing import Any

import pytest

from cases.rules.definition import Definition, definition_from_document, load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, case, regimen, scan, skin, staging

DOCUMENT = load_definition("dcp").document
CNS = load_definition("cns-discordance")


def changed(**parts: Any) -> Definition:
    return definition_from_document({**DOCUMENT, **parts})


def episode(document: dict[str, Any], definition: Definition) -> dict[str, Any]:
    return classify_document(document, definition)["episodes"][-1]


WITHOUT_NARRATIVE = changed(criteria={"accepted": ["RECIST_1_1", "INVESTIGATOR"], "not_measurable": []})


@pytest.mark.parametrize(
    ("criteria", "status", "label"),
    [
        ("RECIST_1_1", "PR", "DCP_STRICT"),
        ("NARRATIVE", "PR", "INDETERMINATE"),
        ("RECIST_1_1", "PD", "CONCORDANT_PD"),
        ("NARRATIVE", "PD", "INDETERMINATE"),
        ("NARRATIVE", "NEW", "INDETERMINATE"),
        (None, "PR", "DCP_STRICT"),
    ],
)
def test_a_status_by_a_criterion_that_is_not_accepted_is_no_answer(criteria: str, status: str, label: str) -> None:
    document = case(baseline("liver"), scan(-10, criteria=criteria, liver=status))
    assert episode(document, WITHOUT_NARRATIVE)["label"] == label


def test_progression_that_is_not_accepted_is_only_suspected() -> None:
    document = case(baseline("liver"), scan(-10, criteria="NARRATIVE", liver="PD"))
    says = next(one["says"] for one in episode(document, WITHOUT_NARRATIVE)["rules"] if one["rule"] == "systemic")
    assert says.startswith("An equivocal new lesion in the liver 10 days before was never settled")


def test_a_shorter_ladder_asks_fewer_rules() -> None:
    rungs = [one for one in DOCUMENT["evidence"] if one["rule"] != "proven_before"]
    constants = {name: one for name, one in DOCUMENT["constants"].items() if name not in ("ABX", "STEROID")}
    shorter = changed(evidence=rungs, constants=constants)
    before = ("specimens", {"id": "b2", "on": 700, "result": "malignant_breast", "compartment": "SKIN_LR"})
    earlier = skin(-300, key="s0", change="baseline")
    document = case(baseline("liver"), scan(-10, liver="CR"), before, earlier, skin(photo=True), drop=["b1"])
    assert episode(document, load_definition("dcp"))["axes"]["evidence"] == "C2"
    assert episode(document, shorter)["axes"]["evidence"] == "C3"


def test_a_compartment_that_is_no_comparator_is_not_compared() -> None:
    places = DOCUMENT["compartments"]
    without_bone = changed(
        compartments={**places, "comparator": [one for one in places["comparator"] if one != "BONE"]}
    )
    document = case(baseline("liver", "bone"), scan(-10, liver="CR", bone="PD"))
    assert episode(document, load_definition("dcp"))["label"] == "CONCORDANT_PD"
    assert episode(document, without_bone)["label"] == "DCP_STRICT"


def test_regional_comparators_alone_are_not_flagged_while_an_involved_compartment_is_unseen() -> None:
    seen = case(baseline("nodes_reg"), scan(-10, nodes_reg="PR"))
    unseen = case(baseline("nodes_reg", "liver"), scan(-10, nodes_reg="PR"))
    assert episode(seen, load_definition("dcp"))["flags"] == ["COMPARATOR_REGIONAL_ONLY"]
    assert episode(unseen, load_definition("dcp"))["flags"] == []


def brain(day: int, status: str = "NEW", key: str = "m1", **more: str) -> Any:
    return scan(day, key, scope="LIMITED", criteria="RANO_BM", brain=status, **more)


def test_an_imaged_event_has_its_compartments_as_extent_and_no_dual_sanctuary() -> None:
    document = case(baseline("liver"), scan(-10, liver="CR"), brain(0, leptomeninges="NEW"), drop=["s1", "b1"])
    found = episode(document, CNS)
    assert (found["label"], found["axes"]["extent"], found["axes"]["cns"]) == ("DCP_STRICT", "BOTH", "PD")
    assert found["rules"][4]["says"] == "The brain is where the event itself lies"


@pytest.mark.parametrize(
    ("records", "novelty"),
    [
        ([brain(0)], "NEW"),
        ([brain(-100, "SD", "m0"), brain(0)], "MIXED"),
        ([brain(-100, "PR", "m0"), brain(0, "PD")], "RELAPSE_AFTER_RESPONSE"),
        ([brain(-100, "SD", "m0"), brain(0, "PD")], "PERSISTENT_GROWTH"),
        ([brain(-100, "NED", "m0"), brain(0)], "NEW"),
    ],
)
def test_novelty_of_an_imaged_event(records: list[Any], novelty: str) -> None:
    document = case(baseline("liver"), scan(-10, liver="CR"), *records, drop=["s1", "b1"])
    assert episode(document, CNS)["axes"]["novelty"] == novelty


@pytest.mark.parametrize(
    ("treated", "events"), [(False, 2), (True, 1)], ids=["response by drug", "response after radiotherapy"]
)
def test_a_response_closes_an_imaged_event_unless_the_brain_was_treated(treated: bool, events: int) -> None:
    treatment = {"id": "lt1", "kind": "radiotherapy", "site": "whole brain", "start": 1005, "lesions": []}
    records = [brain(0), brain(40, "PR", "m2"), brain(80, "PD", "m3"), *([("local_treatments", treatment)] * treated)]
    document = case(baseline("liver"), scan(-10, liver="CR"), *records, drop=["s1", "b1"])
    assert len(classify_document(document, CNS)["episodes"]) == events


def test_imaging_without_progression_starts_no_event() -> None:
    document = case(baseline("liver", "brain"), scan(-10, liver="CR", brain="SD"), staging(0, "1"))
    assert classify_document(document, CNS)["episodes"] == []


def test_an_imaged_event_without_a_day_is_open() -> None:
    document = case(baseline("liver"), scan(-10, liver="CR"), brain(0), regimen(), drop=["s1", "b1"])
    document["assessments"][-1]["on"] = None
    found = episode(document, CNS)
    assert (found["assessment"], found["t0"], found["reason"]) == ("m1", [None, None], "dates")
    assert found["rules"][-1]["says"] == "The day of the assessment is not known, and the label depends on it"
