"""Certainty, flags and precedence, each with its twin (settlement 22 and the order of §5)."""

import hashlib
import json
from typing import Any

import pytest

from cases.rules.definition import DefinitionError, definition_from_document, load_definition
from cases.rules.discordance import classify, classify_document
from cases.rules.timeline import Timeline
from tests.spec.timelines import (
    around,
    baseline,
    between,
    biopsy,
    case,
    local_treatment,
    regimen,
    scan,
    skin,
)

DCP = load_definition("dcp")
LIVER = (baseline("liver"), scan(-10, liver="PR"))


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), DCP)["episodes"][0]


def certain(*records: Any, **options: Any) -> tuple[str, str | None]:
    found = first(*records, **options)
    return found["label"], found["certainty"]


ANCHORED = around("s1", 0, 0)


@pytest.mark.parametrize(
    ("records", "label", "certainty"),
    [
        ((baseline("liver"), scan(-10, liver="PR")), "DCP_STRICT", "CONFIRMED"),
        ((baseline("liver"), scan(ANCHORED, "a1", liver="PR")), "DCP_STRICT", "PROBABLE"),
        ((baseline("liver"), scan(-10, scope="LIMITED", liver="PR")), "DCP_STRICT", "PROBABLE"),
        (
            (baseline("liver"), scan(-10, scope="LIMITED", liver="PR"), scan(30, "full", liver="NE")),
            "DCP_STRICT",
            "CONFIRMED",
        ),
        (
            (baseline("liver"), scan(-10, scope="LIMITED", liver="PR"), scan(43, "full", liver="NE")),
            "DCP_STRICT",
            "PROBABLE",
        ),
        ((baseline("liver", "lung"), scan(-10, liver="PR"), scan(-80, lung="SD")), "DCP_STRICT", "PROBABLE"),
        ((baseline("liver"), scan(42, liver="PD")), "CONCORDANT_PD", "CONFIRMED"),
        ((baseline("liver"), scan(-57, liver="PD")), "CONCORDANT_PD", "PROBABLE"),
        ((baseline("liver"), scan(-57, liver="PD"), scan(-56, lung="PD")), "CONCORDANT_PD", "CONFIRMED"),
        ((baseline("liver"), scan(-56, scope="LIMITED", liver="PD")), "CONCORDANT_PD", "CONFIRMED"),
        ((baseline("liver"), scan(ANCHORED, "a1", liver="PD")), "CONCORDANT_PD", "PROBABLE"),
        ((*LIVER, scan(5, scope="LIMITED", brain="PD")), "DUAL_SANCTUARY", "CONFIRMED"),
        ((*LIVER, scan(ANCHORED, "a1", scope="LIMITED", brain="PD")), "DUAL_SANCTUARY", "PROBABLE"),
        ((scan(-205, kind="baseline"), scan(0)), "SKIN_ONLY", "CONFIRMED"),
        ((scan(-205, kind="baseline"), scan(50)), "SKIN_ONLY", "PROBABLE"),
        ((scan(-205, kind="baseline"), scan(0, scope="LIMITED", liver="NED")), "SKIN_ONLY", "PROBABLE"),
        ((scan(-205, kind="baseline"), scan(ANCHORED, "a1")), "SKIN_ONLY", "PROBABLE"),
        ((*LIVER, biopsy(result="pending")), "INDETERMINATE", None),
        ((*LIVER, regimen(-20)), "LEAD_IN", None),
    ],
)
def test_certainty_of_each_label(records: Any, label: str, certainty: str | None) -> None:
    assert certain(*records) == (label, certainty)


def test_without_proof_an_event_is_only_suspected() -> None:
    assert certain(*LIVER, drop=["b1"]) == ("DCP_STRICT", "SUSPECTED")
    assert certain(baseline("liver"), scan(5, liver="PD"), drop=["b1"]) == ("CONCORDANT_PD", "SUSPECTED")


def test_an_event_whose_own_day_is_relative_is_at_most_probable() -> None:
    treated = local_treatment(0, "surgery")
    assert certain(*LIVER, treated, skin(around("lt1", 0, 0))) == ("DCP_STRICT", "PROBABLE")
    assert certain(*LIVER, treated, skin(0)) == ("DCP_STRICT", "CONFIRMED")


def test_bounds_count_as_a_date_and_the_lower_certainty_holds() -> None:
    assert certain(baseline("liver"), scan(between(-20, 20), "a1", liver="PR")) == ("DCP_STRICT", "CONFIRMED")
    assert certain(baseline("liver"), scan(between(-70, -20), "a1", liver="PR")) == ("DCP_STRICT", "PROBABLE")


@pytest.mark.parametrize(
    ("records", "label", "flags"),
    [
        ((*LIVER, scan(180, liver="PR")), "DCP_STRICT", ["DURABLE"]),
        ((*LIVER, scan(5, liver="PD"), scan(180, liver="PR")), "CONCORDANT_PD", []),
        ((*LIVER, biopsy(result="pending"), scan(180, liver="PR")), "INDETERMINATE", []),
        ((*LIVER, regimen(-20), scan(180, liver="PR")), "LEAD_IN", []),
        ((*LIVER, regimen(-20), scan(80, liver="PD")), "LEAD_IN", []),
        ((*LIVER, scan(5, brain="PD", liver="PR"), scan(180, liver="PR")), "DUAL_SANCTUARY", ["DURABLE"]),
        ((*LIVER, scan(5, brain="PD", liver="PR"), scan(80, liver="PD")), "DUAL_SANCTUARY", ["HERALD"]),
        ((*LIVER, scan(100, liver="PD"), scan(180, liver="PR")), "DCP_STRICT", []),
        ((*LIVER, scan(60, lung="EQUIVOCAL_NEW"), scan(70, lung=("PD", False))), "DCP_STRICT", ["HERALD"]),
        ((*LIVER, scan(60, lung="EQUIVOCAL_NEW"), scan(70, lung=("SD", False))), "DCP_STRICT", []),
        ((*LIVER, scan(60, brain="PD")), "DCP_STRICT", []),
        ((scan(-205, kind="baseline"), scan(0), scan(60, liver="NEW")), "SKIN_ONLY", ["HERALD"]),
    ],
)
def test_outcome_flags_are_given_only_where_there_was_control(records: Any, label: str, flags: list[str]) -> None:
    found = first(*records)
    assert (found["label"], found["flags"]) == (label, flags)


@pytest.mark.parametrize(("begin", "flags"), [(0, []), (60, []), (61, ["HERALD"])])
def test_what_comes_with_the_next_regimen_is_no_outcome_of_the_event(begin: int, flags: list[str]) -> None:
    following = regimen(begin, key="r2", line=2, agents=["trastuzumab emtansine"])
    assert first(*LIVER, regimen(stop=begin, last_dose=-1), following, scan(60, liver="PD"))["flags"] == flags


@pytest.mark.parametrize(
    ("records", "flag", "given"),
    [
        ((baseline("nodes_reg"), scan(-10, nodes_reg="PR")), "COMPARATOR_REGIONAL_ONLY", True),
        ((baseline("nodes_reg", "liver"), scan(-10, nodes_reg="PR", liver="SD")), "COMPARATOR_REGIONAL_ONLY", False),
        ((scan(-205, kind="baseline"), scan(-10)), "COMPARATOR_REGIONAL_ONLY", False),
        ((baseline("liver"), scan(-10, liver="NED_LOCAL")), "COMPARATOR_CLEARED_LOCALLY", True),
        ((baseline("liver", "lung"), scan(-10, liver="NED_LOCAL", lung="PR")), "COMPARATOR_CLEARED_LOCALLY", False),
        ((scan(-205, kind="baseline", liver=("CR", True)), scan(-10, liver="CR")), "MAINTAINED_CR", True),
        ((scan(-205, kind="baseline", liver=("CR", True)), scan(-10, liver="PR")), "MAINTAINED_CR", False),
        ((*LIVER, biopsy(91)), "DIAGNOSTIC_DELAY", True),
        ((*LIVER, biopsy(90)), "DIAGNOSTIC_DELAY", False),
    ],
)
def test_flags_of_the_comparison(records: Any, flag: str, given: bool) -> None:
    assert (flag in first(*records)["flags"]) == given


def test_the_first_label_that_matches_wins() -> None:
    nothing = ("regimens", {"id": "r1", "start": 800, "drugs": [{"agent": "capecitabine"}]})
    benign = (biopsy(result="benign"), skin(60, "s2", "resolved", lesion_of="s1"))
    off = regimen(-500, -181, -181)
    progressing = (baseline("liver"), scan(5, liver="PD", brain="PD"))
    assert first(nothing, *benign, *progressing)["label"] == "NOT_ELIGIBLE"
    assert first(off, *benign, *progressing)["label"] == "MIMIC"
    assert first(off, skin(change="stable"), *progressing)["label"] == "NO_CUTANEOUS_PD"
    assert first(off, biopsy(result="pending"), *progressing)["reason"] == "evidence"
    assert first(off, *progressing)["label"] == "OFF_EXPOSURE"
    assert first(regimen(-20), *progressing)["label"] == "LEAD_IN"
    assert first(regimen(-300, -43, -43), *progressing)["label"] == "CONCORDANT_PD"
    assert first(regimen(-300, -43, -43), *LIVER, scan(5, brain="PD", liver="PR"))["label"] == "DUAL_SANCTUARY"
    assert first(baseline("liver"), scan(5, brain="PD"))["reason"] == "systemic"


def test_more_orders_of_findings_than_the_search_follows_leave_the_answer_open() -> None:
    looks = [skin(between(-30, 30), f"f{n}", change) for n, change in enumerate(("resolved", "progression") * 3)]
    timeline = Timeline.from_document(case(*LIVER, *looks))
    assert all("SEARCH_INCOMPLETE" in one.flags for one in classify(timeline, DCP, 4))
    assert not any("SEARCH_INCOMPLETE" in one.flags for one in classify(Timeline.from_document(case(*LIVER)), DCP, 4))


# Other definitions.


@pytest.mark.parametrize(
    ("before", "now", "label", "as_measured"),
    [
        ("BASELINE", ("CR", None), "DCP_STRICT", "DCP_BROAD"),
        ("BASELINE", ("PR", True), "DCP_STRICT", "DCP_BROAD"),
        ("BASELINE", ("NED", True), "DCP_STRICT", "DCP_BROAD"),
        ("BASELINE", ("SD", True), "DCP_BROAD", "DCP_BROAD"),
        ("BASELINE", ("PD", True), "CONCORDANT_PD", "CONCORDANT_PD"),
        (("NED", False), ("NED", False), "SKIN_ONLY", "SKIN_ONLY"),
    ],
)
def test_where_bone_cannot_be_measured_it_neither_responds_nor_disappears(
    before: Any, now: Any, label: str, as_measured: str
) -> None:
    document = case(baseline(), scan(-204, "b", kind="baseline", bone=before), scan(-10, scope="LIMITED", bone=now))
    found = [classify_document(document, load_definition(name))["episodes"][0] for name in ("dcp", "dcp-recist-only")]
    assert [one["label"] for one in found] == [label, as_measured]


@pytest.mark.parametrize(
    ("specimen", "level"),
    [
        (biopsy(5, finding=None, compartment="BRAIN"), "C1"),
        (biopsy(-14, finding=None, compartment="LEPTOMENINGES"), "C1"),
        (biopsy(365, finding=None, compartment="BRAIN"), "C1"),
        (biopsy(-15, finding=None, compartment="BRAIN"), "C3"),
        (biopsy(366, finding=None, compartment="BRAIN"), "C3"),
        (biopsy(5, finding=None, compartment="LIVER"), "C3"),
    ],
)
def test_an_imaged_event_is_proven_by_tissue_of_its_place_near_it(specimen: Any, level: str) -> None:
    document = case(*LIVER, scan(0, "m1", scope="LIMITED", brain="PD"), specimen, drop=["s1"])
    (found,) = classify_document(document, load_definition("cns-discordance"))["episodes"]
    assert found["axes"]["evidence"] == level


# The document of a definition.


def test_the_hash_is_that_of_the_canonical_text() -> None:
    text = json.dumps(DCP.document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert DCP.hash == hashlib.sha256(text.encode()).hexdigest()
    turned = dict(reversed(DCP.document.items()))
    assert definition_from_document(turned).hash == DCP.hash


@pytest.mark.parametrize(("name", "lowest", "highest"), [("MIN_CYCLES", 0, 20), ("NEXT_TX_GRACE", 0, 90)])
def test_a_constant_may_lie_on_its_bounds(name: str, lowest: int, highest: int) -> None:
    for value in (lowest, highest):
        assert getattr(DCP.with_overrides({name: str(value)}).constants, name.lower()) == value
    for value in (lowest - 1, highest + 1):
        with pytest.raises(DefinitionError):
            DCP.with_overrides({name: str(value)})


def test_a_window_may_lie_on_its_bounds_and_be_one_day() -> None:
    assert DCP.with_overrides({"TIGHT": "-365,365"}).constants.tight == (-365, 365)
    assert DCP.with_overrides({"TIGHT": "7,7"}).constants.tight == (7, 7)
    for window in ("-366,365", "-365,366", "8,7"):
        with pytest.raises(DefinitionError):
            DCP.with_overrides({"TIGHT": window})
