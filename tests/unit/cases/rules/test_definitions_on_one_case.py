"""One case under two definitions: another target, other comparators, and so another path to the label."""

from typing import Any

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, case, scan, skin

DCP, CNS = load_definition("dcp"), load_definition("cns-discordance")
BRAIN = {"kind": "event", "criteria": "RANO_BM"}


def path(document: dict[str, Any], definition: Any) -> list[tuple]:
    """Of each event: the record it starts with, its label, and the rules that do not pass."""
    return [
        (
            one.get("finding") or one.get("assessment"),
            one["label"],
            [(rule["rule"], rule["verdict"]) for rule in one["rules"] if rule["verdict"] != "pass"],
        )
        for one in classify_document(document, definition)["episodes"]
    ]


def says(document: dict[str, Any], definition: Any, name: str) -> str:
    (*_, last) = classify_document(document, definition)["episodes"]
    return next(rule["says"] for rule in last["rules"] if rule["rule"] == name)


def test_the_targets_are_apart_and_each_is_compared_by_the_other() -> None:
    assert not DCP.target & CNS.target
    assert CNS.comparator >= DCP.target
    assert DCP.cns == CNS.target


def test_a_brain_that_progresses_beside_a_responding_skin_is_discordant_for_the_brain_only() -> None:
    document = case(
        skin(-5, change="response"),
        baseline("liver", "skin_lr"),
        scan(-10, liver="CR", skin_lr="PR"),
        scan(0, "mri", scope="LIMITED", brain="NEW", **BRAIN),
        drop=["b1"],
    )
    assert path(document, DCP) == [("s1", "NO_CUTANEOUS_PD", [("evidence", "fail"), ("cns", "fail")])]
    assert path(document, CNS) == [("mri", "DCP_STRICT", [])]
    assert says(document, CNS, "systemic") == (
        "Liver in complete response 10 days before, locoregional skin in partial response 5 days before; "
        "no compartment progressed"
    )


def test_a_skin_that_progressed_is_the_event_of_one_and_systemic_progression_of_the_other() -> None:
    document = case(
        baseline("liver"),
        scan(-10, liver="CR"),
        scan(30, "mri", scope="LIMITED", brain="NEW", **BRAIN),
    )
    assert path(document, DCP) == [("s1", "DUAL_SANCTUARY", [("cns", "fail")])]
    assert path(document, CNS) == [("mri", "CONCORDANT_PD", [("systemic", "fail")])]
    assert "skin" in says(document, CNS, "systemic")
    assert "skin" not in says(document, DCP, "systemic")


def test_a_case_without_a_skin_finding_has_an_event_of_the_brain() -> None:
    document = case(baseline("liver"), scan(-2, liver="PR"), scan(0, "mri", brain="NEW", **BRAIN), drop=["s1", "b1"])
    assert path(document, DCP) == []
    assert path(document, CNS) == [("mri", "DCP_STRICT", [])]
    assert not any("skin" in rule["says"].lower() for rule in classify_document(document, CNS)["episodes"][0]["rules"])
