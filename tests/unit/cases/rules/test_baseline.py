"""What was there when a line began, where rows and lines disagree (settlements 11 and 16)."""

from typing import Any

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, between, case, regimen, scan

FIRST = regimen(-300, -105, -101, stop_reason="PD_systemic", agents=["trastuzumab", "pertuzumab"])
SECOND = regimen(-100, key="r2", line=2, agents=["trastuzumab emtansine"])


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), load_definition("dcp"))["episodes"][0]


def label(*records: Any) -> str:
    return first(*records)["label"]


def second_line(*records: Any) -> dict[str, Any]:
    """A second line since -100; the first one ended because the lung progressed."""
    return first(FIRST, SECOND, scan(-112, "lung", lung="PD", scope="LIMITED"), *records)


def opening(day: int = -97, key: str = "base2", **status: Any) -> Any:
    return scan(day, key, kind="baseline", regimen="r2", scope="LIMITED", lung="NED_LOCAL", **status)


def test_the_baseline_row_wins_over_what_the_line_before_left() -> None:
    left = scan(-110, liver="SD", scope="LIMITED")
    now = scan(-10, regimen="r2", liver=("NED", None), lung="NED_LOCAL")
    assert second_line(left, opening(liver=("NED", False)), now)["label"] == "SKIN_ONLY"
    assert second_line(left, opening(liver=("BASELINE", True)), now)["label"] == "DCP_STRICT"


def test_the_baseline_row_wins_over_a_progression_that_says_nothing_of_a_baseline() -> None:
    left = scan(-110, liver=("PD", None), scope="LIMITED")
    now = scan(-10, regimen="r2", liver=("NED", False), lung="NED_LOCAL")
    assert second_line(left, opening(liver=("NED", False)), now)["label"] == "SKIN_ONLY"
    assert "CONTRADICTION" in second_line(left, opening(liver=("NE", False)), now)["flags"]
    assert second_line(left, opening(liver=("SD", False)), now)["label"] == "SKIN_ONLY"


def test_what_the_line_before_left_is_involved_without_a_row() -> None:
    now = scan(-10, regimen="r2", liver=("NED", None), lung="NED_LOCAL")
    assert second_line(scan(-110, liver="SD", scope="LIMITED"), opening(), now)["label"] == "DCP_STRICT"
    assert second_line(scan(-110, liver="NED_LOCAL", scope="LIMITED"), opening(), now)["label"] == "SKIN_ONLY"
    not_judged = scan(-105, liver=("NE", None), scope="LIMITED")
    assert second_line(scan(-110, liver="SD", scope="LIMITED"), not_judged, opening(), now)["label"] == "DCP_STRICT"


def test_a_baseline_row_that_denies_what_the_line_before_left_is_a_contradiction() -> None:
    now = scan(-10, regimen="r2", liver=("NED", False), lung="NED_LOCAL")
    left = scan(-110, liver="SD", scope="LIMITED")
    assert "CONTRADICTION" in second_line(left, opening(liver=("NE", False)), now)["flags"]
    assert "CONTRADICTION" not in second_line(left, opening(liver=("NED", False)), now)["flags"]
    assert "CONTRADICTION" not in second_line(opening(liver=("NE", False)), now)["flags"]


def test_the_baseline_row_wins_though_its_day_is_uncertain() -> None:
    answer = scan(-10, "a1", liver=("PR", True))
    for day in (-203, between(-205, -203)):
        assert label(scan(day, "base", kind="baseline", liver=("NED", False)), answer) == "SKIN_ONLY"
        assert label(scan(day, "base", kind="baseline", liver=("BASELINE", True)), answer) == "DCP_STRICT"


def test_free_without_a_statement_is_free_and_progression_states_nothing() -> None:
    answer = scan(-10, "a1", liver=("PR", None))
    assert label(scan(-203, kind="baseline", liver=("NED", None)), answer) == "SKIN_ONLY"
    assert label(scan(-203, kind="baseline", liver=("NE", None)), answer) == "DCP_STRICT"


def test_of_two_baseline_assessments_the_later_counts_and_on_one_day_the_one_that_saw_disease() -> None:
    free, there = ("NED", False), ("BASELINE", True)
    answer = scan(-10, "a1", liver=("PR", None))

    def looks(day: int, status: Any, other_day: int, other: Any) -> str:
        return label(
            scan(day, "b1", kind="baseline", liver=status), scan(other_day, "b2", kind="baseline", liver=other), answer
        )

    assert looks(-210, free, -203, there) == looks(-203, there, -210, free) == "DCP_STRICT"
    assert looks(-210, there, -203, free) == "SKIN_ONLY"
    assert looks(-203, free, -203, there) == looks(-203, there, -203, free) == "DCP_STRICT"


def test_a_compartment_that_came_in_complete_response_never_counts_as_strict() -> None:
    came_in = scan(-205, kind="baseline", liver=("CR", True))
    assert label(came_in, scan(-10, liver="CR")) == "DCP_BROAD"
    assert label(came_in, scan(-10, liver="PR")) == "DCP_BROAD"
    assert label(baseline("liver"), scan(-10, liver="PR")) == "DCP_STRICT"


def test_the_last_row_before_the_first_dose_may_bring_the_complete_response() -> None:
    answer = scan(-10, "a1", liver="CR")
    before = scan(-300, "a0", regimen=None, liver=("CR", True))
    assert label(before, answer) == "DCP_BROAD"
    assert label(before, scan(-290, "a2", regimen=None, liver=("PR", True)), answer) == "DCP_STRICT"
    assert label(before, scan(-290, "a2", regimen=None, liver=("NE", True)), answer) == "DCP_BROAD"
    assert label(scan(-300, "a0", regimen=None, liver=("NED", True)), answer) == "DCP_BROAD"


def test_progression_of_the_line_before_is_no_outcome_of_the_event() -> None:
    """A scan that names the first line, 30 days before the event: neither concordant nor a herald."""
    episode = second_line(
        opening(liver="BASELINE"),
        scan(-30, "late", regimen="r1", liver="PD", scope="LIMITED"),
        scan(5, regimen="r2", liver="PR", lung="NED_LOCAL"),
    )
    assert (episode["label"], episode["flags"]) == ("DCP_STRICT", [])
