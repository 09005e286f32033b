"""The systemic level and the brain (settlements 11 to 18 and 20), each with its twin."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import around, baseline, between, case, local_treatment, regimen, scan

TDM1 = {"agents": ["trastuzumab emtansine"]}


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), load_definition("dcp"))["episodes"][0]


def label(*records: Any, **options: Any) -> str:
    return first(*records, **options)["label"]


def says(rule: str, episode: dict[str, Any]) -> str:
    return next(one["says"] for one in episode["rules"] if one["rule"] == rule)


# Involved when the line began.


def test_the_baseline_row_wins_and_the_contradiction_is_flagged() -> None:
    episode = first(scan(-205, kind="baseline", liver=("NED", False)), scan(-10, liver=("PR", True)))
    assert (episode["label"], episode["flags"]) == ("SKIN_ONLY", ["CONTRADICTION"])
    agreed = first(scan(-205, kind="baseline", liver=("BASELINE", True)), scan(-10, liver=("PR", True)))
    assert (agreed["label"], agreed["flags"]) == ("DCP_STRICT", [])


def test_without_a_baseline_row_the_earliest_row_on_the_line_speaks_whenever_noted() -> None:
    assert label(scan(10, liver=("PR", True))) == "DCP_STRICT"
    assert label(scan(-100, liver=("NED", False)), scan(10, liver=("SD", False))) == "SKIN_ONLY"


def test_a_new_lesion_was_never_there_before() -> None:
    assert label(scan(-150, liver=("NEW", True)), scan(-10, liver=("PR", True))) == "CONCORDANT_PD"
    assert label(scan(50, liver=("NEW", True)), scan(-10, lung="NED")) == "SKIN_ONLY"


def test_a_response_on_a_row_that_does_not_say_implies_disease() -> None:
    assert label(scan(-10, liver=("PR", None))) == "DCP_STRICT"
    assert label(scan(-10, liver=("NED", None))) == "SKIN_ONLY"


def left_behind(status: Any, *records: Any) -> dict[str, Any]:
    """A line that left the liver so, and a second line that only says something of the lung."""
    return first(
        regimen(-500, -255, -251, stop_reason="PD_systemic"),
        regimen(-200, key="r2", line=2, **TDM1),
        baseline("liver", "lung", day=-505),
        scan(-260, liver=status),
        scan(-201, "base2", kind="baseline", regimen="r2", lung="BASELINE"),
        scan(-10, regimen="r2", scope="LIMITED", lung="PR"),
        *records,
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [("SD", "INDETERMINATE"), ("PD", "INDETERMINATE"), (("NED_LOCAL", True), "DCP_STRICT")],
)
def test_a_compartment_that_the_line_before_left_with_disease_is_involved_without_a_row(
    status: Any, expected: str
) -> None:
    assert left_behind(status)["label"] == expected


def test_a_compartment_in_complete_response_before_the_line_counts_and_gives_no_strict_level() -> None:
    assert left_behind("CR")["reason"] == "systemic", "not seen in the windows"
    kept = left_behind("CR", scan(-5, regimen="r2", scope="LIMITED", liver=("CR", False)))
    assert (kept["label"], kept["flags"]) == ("DCP_STRICT", ["MAINTAINED_CR"]), "the lung gives the level"


def test_a_partial_response_from_before_the_line_is_not_of_this_line() -> None:
    def judged(day: int) -> str:
        return label(
            regimen(-400, -60, -56, stop_reason="PD_systemic"),
            regimen(-50, key="r2", line=2, **TDM1),
            baseline("liver", day=-405),
            scan(day, regimen=None, liver="PR"),
        )

    assert judged(-50) == "DCP_BROAD"
    assert judged(-49) == "DCP_STRICT"


# Reference rows.


def test_baseline_and_unevaluable_rows_do_not_fill_a_slot() -> None:
    assert label(baseline("liver"), scan(-20, liver="PR"), scan(3, liver=("NE", True))) == "DCP_STRICT"
    assert label(baseline("liver"), scan(3, liver=("NE", True))) == "INDETERMINATE"


def test_on_one_day_the_worse_status_counts() -> None:
    assert label(baseline("liver"), scan(5, "a1", liver="CR"), scan(5, "a2", liver="SD")) == "DCP_BROAD"
    assert label(baseline("liver"), scan(5, "a1", liver="CR"), scan(6, "a2", liver="SD")) == "DCP_STRICT"


def test_the_order_of_the_slots() -> None:
    def reference(*days: int) -> int:
        status = {day: "CR" if day == days[0] else "SD" for day in days}
        episode = first(baseline("liver"), *[scan(day, liver=status[day]) for day in days])
        assert episode["label"] == "DCP_STRICT"
        return next(one["days_from_t0"] for one in episode["rules"] if one["rule"] == "systemic")

    assert reference(0, 42, -1, 43, -90) == 0
    assert reference(-1, -56, 43, -90) == -1
    assert reference(43, 60, -57, -90) == 43
    assert reference(-57, -90) == -57


def test_an_assessment_without_a_day_is_no_reference_but_an_undated_progression_may_be_one() -> None:
    assert label(baseline("liver"), scan(None, "a1", liver="PR")) == "INDETERMINATE"
    episode = first(baseline("liver"), scan(-10, liver="PR"), scan(None, "a1", liver="PD"))
    assert (episode["reason"], episode["label_set"]) == ("dates", ["CONCORDANT_PD", "DCP_STRICT"])


def test_a_scan_of_the_same_time_counts_and_is_at_most_probable() -> None:
    episode = first(baseline("liver"), scan(around("s1"), "a1", liver="PR"))
    assert (episode["label"], episode["certainty"]) == ("DCP_STRICT", "PROBABLE")
    dated = first(baseline("liver"), scan(between(-14, 14), "a1", liver="PR"))
    assert (dated["label"], dated["certainty"]) == ("DCP_STRICT", "CONFIRMED")
    open_anchor = first(baseline("liver"), scan(around(None), "a1", liver="PR"))
    assert open_anchor["label"] == "INDETERMINATE"


def test_the_lower_certainty_holds_if_days_differ() -> None:
    assert first(baseline("liver"), scan(between(-60, -50), "a1", liver="PR"))["certainty"] == "PROBABLE"


def test_both_ends_may_be_open_and_the_middle_strict() -> None:
    episode = first(baseline("liver"), scan(between(-95, 70), "a1", liver="PR"))
    assert episode["label_set"] == ["DCP_STRICT", "INDETERMINATE"]


# No comparator.


@pytest.mark.parametrize(
    ("scope", "status", "expected"),
    [
        ("FULL", {}, "SKIN_ONLY"),
        ("LIMITED", {"liver": "NED"}, "SKIN_ONLY"),
        ("LIMITED", {"liver": ("NED_LOCAL", False)}, "SKIN_ONLY"),
        ("LIMITED", {}, "INDETERMINATE"),
        ("LIMITED", {"brain": "NED"}, "INDETERMINATE"),
        ("LIMITED", {"skin_lr": "NED"}, "INDETERMINATE"),
    ],
)
def test_a_clear_restaging(scope: str, status: dict[str, Any], expected: str) -> None:
    assert label(scan(5, scope=scope, **status)) == expected


@pytest.mark.parametrize(("day", "certainty"), [(5, "CONFIRMED"), (-80, "PROBABLE")])
def test_certainty_without_a_comparator(day: int, certainty: str) -> None:
    assert first(scan(day, liver="NED"))["certainty"] == certainty
    assert first(scan(day, scope="LIMITED", liver="NED"))["certainty"] == "PROBABLE"


def test_cleared_on_the_line_by_the_surgeon_leaves_no_comparator() -> None:
    episode = first(baseline("liver"), scan(-100, liver=("NED_LOCAL", True)), scan(-10, liver=("NED", True)))
    assert (episode["label"], episode["flags"]) == ("SKIN_ONLY", ["COMPARATOR_CLEARED_LOCALLY"])
    by_drug = first(baseline("liver"), scan(-100, liver="PR"), scan(-10, liver=("NED", True)))
    assert by_drug["label"] == "DCP_STRICT"


def test_a_cleared_compartment_drops_out_beside_another() -> None:
    episode = first(baseline("liver", "bone"), scan(-100, liver=("NED_LOCAL", True)), scan(-10, bone="SD"))
    assert (episode["label"], episode["flags"]) == ("DCP_BROAD", [])


def test_radiotherapy_of_one_lesion_leaves_the_compartment_a_comparator() -> None:
    episode = first(local_treatment(-190, "radiotherapy", site="femur"), baseline("bone"), scan(-10, bone="PR"))
    assert episode["label"] == "DCP_STRICT"


# Equivocal lesions and progression.


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ((), "INDETERMINATE"),
        ((scan(100, liver="PR", lung=("PD", False)),), "CONCORDANT_PD"),
        ((scan(100, liver="PR", lung=("NED", False)),), "DCP_STRICT"),
        ((scan(100, liver="PR", lung=("NE", False)),), "INDETERMINATE"),
        ((scan(100, liver="PR", lung=("EQUIVOCAL_NEW", False)),), "INDETERMINATE"),
        (
            (
                scan(100, liver="PR", lung=("EQUIVOCAL_NEW", False)),
                scan(150, liver="PR", lung=("PD", False)),
            ),
            "CONCORDANT_PD",
        ),
    ],
)
def test_an_equivocal_lesion_is_settled_by_a_later_row(later: tuple[Any, ...], expected: str) -> None:
    assert label(baseline("liver"), scan(2, liver="PR", lung=("EQUIVOCAL_NEW", False)), *later) == expected


def test_an_equivocal_lesion_of_no_line_or_of_an_earlier_one_leaves_the_level_open_too() -> None:
    ended = regimen(-400, -100, -100)
    liver = (baseline("liver", day=-405), scan(-5, regimen=None, liver="PR"))
    doubt = scan(-2, "a1", regimen=None, scope="LIMITED", lung=("EQUIVOCAL_NEW", False))
    assert label(ended, *liver, doubt) == "INDETERMINATE"
    assert label(ended, *liver, doubt, scan(60, regimen=None, lung=("NED", False))) == "DCP_STRICT_EARLY_POST"


def test_an_equivocal_lesion_after_the_window_is_an_outcome() -> None:
    records = (
        baseline("liver"),
        scan(2, liver="PR"),
        scan(43, lung=("EQUIVOCAL_NEW", False)),
        scan(150, lung=("PD", False)),
    )
    assert (first(*records)["label"], first(*records)["flags"]) == ("DCP_STRICT", ["HERALD"])


def test_progression_in_the_skin_or_the_brain_is_not_systemic() -> None:
    assert label(baseline("liver"), scan(-10, liver="PR", skin_lr="PD", skin_dist="NEW")) == "DCP_STRICT"
    assert label(baseline("liver"), scan(-70, liver="PR", brain="PD")) == "DCP_STRICT"


def test_progression_of_this_line_is_concordant_however_long_ago() -> None:
    episode = first(baseline("bone"), scan(-150, bone="PD"), scan(-10, bone="SD"))
    assert (episode["label"], episode["certainty"]) == ("CONCORDANT_PD", "PROBABLE")


def test_progression_off_every_line_leaves_the_level_open() -> None:
    off = regimen(-400, -100, -100, setting="adjuvant", line=None, stop_reason="completed")
    episode = first(off, scan(-5, regimen=None, liver="NEW"))
    assert (episode["label"], episode["reason"]) == ("INDETERMINATE", "systemic")
    assert "not on this line" in says("systemic", episode)
    assert label(off, scan(-5, regimen="r1", liver="NEW")) == "CONCORDANT_PD"


def test_the_two_progression_labels_never_take_early_post() -> None:
    ended = regimen(-400, -100, -100)
    assert label(ended, baseline("liver", day=-405), scan(-5, liver="PD")) == "CONCORDANT_PD"
    assert label(ended, baseline("liver", day=-405), scan(-5, liver="PR", brain="NEW")) == "DUAL_SANCTUARY"
    assert label(ended, baseline("liver", day=-405), scan(-5, liver="PR")) == "DCP_STRICT_EARLY_POST"


# The brain.


@pytest.mark.parametrize(
    ("scans", "status"),
    [
        ((), "NOT_IMAGED"),
        ((scan(5, brain=("NED", False)),), "CLEAR"),
        ((scan(5, brain=("NED", True)),), "CONTROLLED"),
        ((scan(5, brain="SD"),), "CONTROLLED"),
        ((scan(5, brain=("NE", True)),), "NOT_IMAGED"),
        ((scan(43, brain="SD"),), "NOT_IMAGED"),
        ((scan(-56, brain="SD"),), "CONTROLLED"),
        ((scan(5, brain="SD"), scan(-4, brain=("NED", False))), "CLEAR"),
        ((scan(5, brain="SD"), scan(-5, brain=("NED", False))), "CONTROLLED"),
        ((scan(5, brain="SD"), scan(42, leptomeninges="NEW")), "PD"),
        ((scan(5, brain="SD"), scan(43, leptomeninges="NEW")), "CONTROLLED"),
    ],
)
def test_the_brain(scans: tuple[Any, ...], status: str) -> None:
    assert first(*scans)["axes"]["cns"] == status


def test_progression_in_the_brain_does_not_settle_an_open_system() -> None:
    episode = first(baseline("liver"), scan(4, scope="LIMITED", brain="NEW"))
    assert (episode["label"], episode["reason"]) == ("INDETERMINATE", "systemic")


def test_an_uncertain_day_of_the_nearest_brain_scan_gives_both_answers() -> None:
    scans = (scan(between(2, 8), "a1", brain="SD"), scan(-5, "a2", brain=("NED", False)))
    assert first(*scans)["axes"]["cns"] == ["CLEAR", "CONTROLLED"]


# Equivocal lesions, read on until a later row decides.


def test_on_one_day_the_worse_of_two_looks_keeps_a_lesion_equivocal() -> None:
    liver = (baseline("liver"), scan(-15, liver="PR"))
    seen = scan(-10, scope="LIMITED", lung="EQUIVOCAL_NEW")
    again = scan(-2, "again", scope="LIMITED", lung="EQUIVOCAL_NEW")
    free = scan(-2, "free", scope="LIMITED", lung="NED")
    assert label(*liver, seen, again, free) == "INDETERMINATE"
    assert label(*liver, seen, free) == "DCP_STRICT"
    assert label(*liver, seen, again, scan(-1, "free", scope="LIMITED", lung="NED")) == "DCP_STRICT"


def test_a_lesion_that_was_confirmed_after_the_line_leaves_the_level_open() -> None:
    """The line ended at -30: neither row is of it, so there is no progression on the line, and no control either."""
    ended = regimen(-200, last_dose=-30, stop=-30, stop_reason="toxicity")
    looks = (baseline("liver"), scan(-20, liver="PR"))
    equivocal = scan(-5, regimen=None, liver="EQUIVOCAL_NEW")
    episode = first(ended, *looks, equivocal, scan(50, regimen=None, liver="PD"))
    assert (episode["label"], episode["reason"]) == ("INDETERMINATE", "systemic")
    assert label(ended, *looks, equivocal, scan(50, regimen=None, liver="PR")) == "DCP_STRICT"


def test_a_restaging_with_a_lesion_that_was_equivocal_then_is_not_clear() -> None:
    suspected = scan(-5, lung="EQUIVOCAL_NEW")
    assert label(scan(-205, kind="baseline"), suspected, scan(80, lung="NED")) == "INDETERMINATE"
    assert label(scan(-205, kind="baseline"), suspected, scan(50, lung="NED")) == "SKIN_ONLY"


def test_progression_without_any_regimen_is_of_no_line() -> None:
    episode = first(scan(-10, regimen=None, liver="PD"), drop=["r1"], complete=False)
    assert (episode["label"], episode["reason"]) == ("INDETERMINATE", "exposure")
    assert episode["axes"]["systemic"] == "S9"


# Which of several rows in one window is the reference, whatever their order in the record.


@pytest.mark.parametrize(("earlier", "later"), [("a1", "a2"), ("a2", "a1")])
def test_the_later_of_two_rows_counts_though_both_are_no_response(earlier: str, later: str) -> None:
    grew = scan(-30, earlier, liver="NED_LOCAL"), scan(-10, later, liver="SD")
    cleared = scan(-30, earlier, liver="SD"), scan(-10, later, liver="NED_LOCAL")
    assert label(baseline("liver"), *grew) == "DCP_BROAD"
    assert label(baseline("liver"), *cleared) == "SKIN_ONLY"


@pytest.mark.parametrize(("earlier", "later"), [("a1", "a2"), ("a2", "a1")])
def test_of_two_responses_only_the_one_under_the_drugs_of_the_line_is_strict(earlier: str, later: str) -> None:
    begun = regimen(-50, agents=["trastuzumab"])
    before = scan(-52, earlier, regimen=None, liver="PR")
    assert label(begun, before, scan(-10, later, liver="PR")) == "DCP_STRICT"
    assert label(begun, before) == "DCP_BROAD"


@pytest.mark.parametrize(
    ("day", "found"), [(0, "DCP_STRICT"), (42, "DCP_STRICT"), (-1, "DCP_BROAD"), (43, "DCP_BROAD")]
)
def test_a_row_from_the_event_on_comes_before_one_that_was_earlier(day: int, found: str) -> None:
    """Stable disease the day before; the response counts from the event until the end of TIGHT."""
    assert label(baseline("liver"), scan(-1, "a1", liver="SD"), scan(day, "a2", liver="PR")) == found
