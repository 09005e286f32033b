"""Evidence, eligibility and exposure where they are not a matter of one day (settlements 5 to 10), and HER2 flags."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import (
    baseline,
    between,
    biopsy,
    case,
    drug,
    earlier_biopsy,
    empirical,
    regimen,
    scan,
    skin,
    staging,
    workup,
)

LIVER = (baseline("liver"), scan(-10, liver="CR"))


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), load_definition("dcp"))["episodes"][0]


def evidence(*records: Any, **options: Any) -> str:
    return first(*records, *LIVER, **options)["axes"]["evidence"]


HEALED = empirical("antibiotic", 1, 9, "resolved")
GONE = skin(60, "s2", "resolved", lesion_of="s1")


@pytest.mark.parametrize(
    ("records", "level"),
    [
        ((biopsy(3, "malignant_breast"), biopsy(1, "benign", key="b2")), "C1"),
        ((biopsy(3, "benign"), GONE), "C0"),
        ((biopsy(3, "benign"), workup(empirical=[HEALED])), "C0"),
        ((biopsy(3, "benign"), workup(empirical=[empirical("steroid", 1, 9, "partial")])), "CU"),
        ((biopsy(3, "benign"),), "CU"),
        ((biopsy(3, "non_diagnostic"),), "CU"),
        ((biopsy(3, "suspicious"),), "CU"),
        ((biopsy(3, "pending"),), "CU"),
        ((biopsy(3, "pending", finding=None),), "C3"),
    ],
)
def test_by_specimen(records: tuple[Any, ...], level: str) -> None:
    assert evidence(*records) == level


@pytest.mark.parametrize(
    ("records", "level"),
    [
        ((workup("alternative", empirical=[HEALED]),), "C0"),
        ((workup("alternative"), GONE), "C0"),
        ((workup("alternative"),), "CU"),
        ((workup("unresolved"),), "CU"),
        ((workup("malignancy"),), "C3"),
        ((workup(None, empirical=[HEALED]),), "C3"),
    ],
)
def test_by_work_up(records: tuple[Any, ...], level: str) -> None:
    assert evidence(*records, drop=["b1"]) == level


KNOWN = (skin(-300, "s0", "baseline", morphology=["plaque"], sites=["back"]), biopsy(-298, finding="s0", key="b2"))


@pytest.mark.parametrize(
    ("finding", "more", "level"),
    [
        ({"photo": True, "morphology": ["plaque"]}, (), "C2"),
        ({"measured": True, "morphology": ["plaque"]}, (), "C2"),
        ({"morphology": ["plaque"]}, (), "C3"),
        ({"photo": True, "sites": ["Back"]}, (), "C2"),
        ({"photo": True}, (), "C3"),
        ({"photo": True}, (workup("malignancy"),), "C2"),
        ({"photo": True}, (workup("malignancy", considered=[]),), "C3"),
        ({"photo": True, "morphology": ["oedema", "telangiectasia"], "sites": ["back"]}, (), "C3"),
        ({"photo": True, "morphology": ["oedema", "plaque"], "sites": ["back"]}, (), "C2"),
    ],
)
def test_documented_growth_of_proven_disease(finding: dict[str, Any], more: tuple[Any, ...], level: str) -> None:
    assert evidence(*KNOWN, skin(**finding), *more, drop=["b1"]) == level


def test_proof_must_come_from_skin() -> None:
    finding = skin(photo=True, morphology=["plaque"])
    node = (KNOWN[0], biopsy(-298, finding=None, key="b2", compartment="NODES_REG"))
    assert evidence(*node, finding, drop=["b1"]) == "C3"
    assert evidence(*KNOWN, finding, drop=["b1"]) == "C2"


def test_a_late_biopsy_counts_only_while_the_lesion_is_there() -> None:
    assert evidence(biopsy(200)) == "C1"
    assert evidence(biopsy(200), GONE) == "C3"
    assert evidence(biopsy(200), skin(220, "s2", "resolved", lesion_of="s1")) == "C1"


def test_an_undated_biopsy_leaves_the_certainty_low() -> None:
    episode = first(biopsy(None), *LIVER)
    assert (episode["label"], episode["certainty"]) == ("DCP_STRICT", "SUSPECTED")
    assert episode["axes"]["evidence"] == ["C1", "C3"]


# Eligibility and exposure.


def test_another_cancer_excludes_unless_breast_cancer_was_found_too() -> None:
    other = biopsy(1, "malignant_other", key="b2")
    assert first(other, *LIVER, drop=["b1"])["label"] == "NOT_ELIGIBLE"
    assert first(other, *LIVER)["label"] == "DCP_STRICT"


@pytest.mark.parametrize(
    ("regimens", "complete", "label", "reason"),
    [
        ([], True, "NOT_ELIGIBLE", None),
        ([], False, "INDETERMINATE", "exposure"),
        ([regimen(agents=["docetaxel"])], True, "NOT_ELIGIBLE", None),
        ([regimen(agents=["docetaxel"])], False, "INDETERMINATE", "exposure"),
        ([regimen(agents=[], drugs=None)], True, "INDETERMINATE", "exposure"),
        ([regimen(10)], True, "OFF_EXPOSURE", None),
        ([regimen(10)], False, "INDETERMINATE", "exposure"),
        ([regimen(-400, -300, -300)], False, "OFF_EXPOSURE", None),
        ([regimen(agents=[], drugs=[{"class": "anti_her2", "ongoing": True}])], True, "DCP_STRICT", None),
    ],
)
def test_lists_of_regimens(regimens: list[Any], complete: bool, label: str, reason: str | None) -> None:
    episode = first(*regimens, *LIVER, complete=complete, drop=["r1"])
    assert (episode["label"], episode["reason"]) == (label, reason)


def test_unknown_treatment_is_asked_after_the_evidence() -> None:
    unknown = {"drop": ["r1", "b1"], "complete": False}
    assert first(workup("unresolved"), *LIVER, **unknown)["reason"] == "evidence"
    assert first(workup("alternative", empirical=[HEALED]), *LIVER, **unknown)["label"] == "MIMIC"


def unstated(start: int, stop: int | None) -> Any:
    name, record = regimen(start, stop=stop, key="r0", setting=None, line=None)
    record = {key: value for key, value in record.items() if key != "drugs"}
    return name, record


@pytest.mark.parametrize(
    ("last_dose", "record", "exposure"),
    [
        (-10, unstated(-300, -100), "ON"),
        (-100, unstated(-300, -180), "UNKNOWN"),
        (-100, unstated(-300, -181), "EARLY_POST"),
        (-100, unstated(-300, None), "UNKNOWN"),
        (-300, unstated(0, 50), "UNKNOWN"),
        (-300, unstated(1, 50), "OFF"),
    ],
)
def test_a_regimen_that_does_not_name_its_drugs(last_dose: int, record: Any, exposure: str) -> None:
    episode = first(regimen(-400, last_dose, last_dose), record, *LIVER)
    assert episode["axes"]["exposure"] == exposure


def test_a_dose_after_the_event_means_no_gap() -> None:
    assert first(regimen(-200, 30), *LIVER)["axes"]["exposure"] == "ON"
    assert first(regimen(0, 30), *LIVER)["axes"]["exposure"] == "NEVER", "a regimen begun on the day is the next one"


def test_each_drug_has_its_own_limit() -> None:
    both = regimen(drugs=[drug("trastuzumab", -200, -43), drug("tucatinib", -200, -14)])
    neither = regimen(drugs=[drug("trastuzumab", -200, -43), drug("tucatinib", -200, -15)])
    assert first(both, *LIVER)["axes"]["exposure"] == "ON"
    assert first(neither, *LIVER)["axes"]["exposure"] == "EARLY_POST"


def test_equal_dates_of_one_regimen_are_one_day() -> None:
    """The start of the drug is the start of the regimen: both cannot be on different days of the month."""
    start = between(-60, -30)
    together = first(
        regimen(start, drugs=[drug("trastuzumab", start, ongoing=True)]),
        baseline("liver", day=-65),
        scan(-1, liver="SD"),
    )
    assert together["label_set"] == ["DCP_BROAD", "LEAD_IN"]


# HER2.


def markers(score: str) -> list[dict[str, str]]:
    return [{"analyte": "HER2_IHC", "value": score}]


@pytest.mark.parametrize(
    ("before", "lesion", "flags"),
    [
        ("3+", "0", ["HER2_LOSS"]),
        ("3+", "1+", ["HER2_LOSS"]),
        ("3+", "3+", []),
        ("3+", "2+", []),
        ("1+", "3+", ["HER2_GAIN"]),
        ("2+", "3+", []),
    ],
)
def test_her2_lost_and_gained(before: str, lesion: str, flags: list[str]) -> None:
    assert first(earlier_biopsy(her2=before), biopsy(markers=markers(lesion)), *LIVER)["flags"] == flags


def test_the_stratum_is_the_latest_specimen_up_to_the_event_and_never_its_own() -> None:
    node = {"finding": None, "compartment": "NODES_REG"}
    assert first(biopsy(0, key="b2", markers=markers("1+"), **node), *LIVER)["axes"]["her2"] == "HER2_LOW"
    assert first(biopsy(1, key="b2", markers=markers("1+"), **node), *LIVER)["axes"]["her2"] == "HER2_POS"
    assert first(biopsy(0, markers=markers("1+")), *LIVER)["axes"]["her2"] == "HER2_POS"
    assert first(*LIVER, drop=["b0"])["axes"]["her2"] == "UNKNOWN"


def test_distant_skin_disease_at_m0_is_flagged() -> None:
    nodules = skin(-900, "s0", "baseline", extent="DIST")
    assert first(nodules, staging(-900, "0"), *LIVER)["flags"] == ["SKIN_BEYOND_BREAST_M0"]
    assert first(nodules, staging(-900, "1"), *LIVER)["flags"] == []
    assert first(nodules, staging(-901, "0"), *LIVER)["flags"] == []
