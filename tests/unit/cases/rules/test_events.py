"""Which findings form one event, and when it closes (settlements 2 to 4)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import (
    after,
    around,
    baseline,
    between,
    biopsy,
    case,
    local_treatment,
    scan,
    skin,
)


def episodes(*records: Any, **options: Any) -> list[dict[str, Any]]:
    document = case(*records, baseline("liver"), scan(-10, liver="CR"), scan(70, liver="CR"), **options)
    return classify_document(document, load_definition("dcp"))["episodes"]


def openers(*records: Any, **options: Any) -> list[str]:
    return [one["finding"] for one in episodes(*records, **options)]


def test_a_baseline_finding_starts_no_event() -> None:
    assert openers(skin(change="baseline")) == []
    assert openers(skin(-50, "s0", "baseline")) == ["s1"]


@pytest.mark.parametrize("change", ["response", "stable", "resolved"])
def test_what_is_not_progression_starts_an_event_only_alone(change: str) -> None:
    assert openers(skin(change=change)) == ["s1"]
    assert episodes(skin(change=change))[0]["label"] == "NO_CUTANEOUS_PD"
    assert openers(skin(-50, "s0", "baseline"), skin(change=change, lesion_of="s0")) == []


def test_progression_in_an_open_event_belongs_to_it_linked_or_not() -> None:
    assert openers(skin(50, "s2")) == ["s1"]
    assert openers(skin(50, "s2", lesion_of="s1")) == ["s1"]
    assert openers(skin(900, "s2")) == ["s1"], "silence does not close an event"


def test_resolved_closes_an_event_for_every_chain_of_it() -> None:
    closed = skin(20, "s2", "resolved", lesion_of="s1")
    assert openers(closed, skin(50, "s3")) == ["s1", "s3"]
    assert openers(skin(10, "s4"), closed, skin(50, "s3")) == ["s1"], "the second chain is still there"
    assert openers(skin(10, "s4"), closed, skin(30, "s5", "resolved", lesion_of="s4"), skin(50, "s3")) == ["s1", "s3"]


def test_a_follow_up_that_is_not_linked_ends_no_other_lesion() -> None:
    assert openers(skin(20, "s2", "resolved"), skin(50, "s3")) == ["s1"]


def test_a_response_closes_an_event_unless_a_local_treatment_brought_it() -> None:
    response = skin(30, "s2", "response", lesion_of="s1")
    assert openers(response, skin(50, "s3")) == ["s1", "s3"]
    assert openers(local_treatment(20, "radiotherapy", ["s1"]), response, skin(50, "s3")) == ["s1"]
    assert openers(local_treatment(31, "radiotherapy", ["s1"]), response, skin(50, "s3")) == ["s1", "s3"]


def test_a_local_treatment_without_lesions_counts_by_its_place_and_only_once_the_lesion_was_there() -> None:
    response = skin(30, "s2", "response", lesion_of="s1")
    assert openers(local_treatment(20, "radiotherapy", site="Chest wall"), response, skin(50, "s3")) == ["s1"]
    assert openers(local_treatment(20, "radiotherapy", site="femur"), response, skin(50, "s3")) == ["s1", "s3"]
    assert openers(local_treatment(-90, "radiotherapy", site="chest wall"), response, skin(50, "s3")) == ["s1", "s3"]


def test_a_local_treatment_does_not_keep_a_resolved_lesion_open() -> None:
    gone = skin(30, "s2", "resolved", lesion_of="s1")
    assert openers(local_treatment(20, "surgery", ["s1"]), gone, skin(50, "s3")) == ["s1", "s3"]


def test_stability_counts_from_the_first_stable_finding_since_the_last_progression() -> None:
    stable = (skin(10, "s2", "stable", lesion_of="s1"), skin(60, "s3", "stable", lesion_of="s1"))
    assert openers(*stable, skin(94, "s4")) == ["s1", "s4"]
    assert openers(*stable, skin(93, "s4")) == ["s1"]
    assert openers(*stable, skin(50, "s4"), skin(94, "s5")) == ["s1"], "progression at 50 starts the count anew"


def test_on_one_day_progression_is_read_first() -> None:
    gone = skin(20, "s2", "resolved", lesion_of="s1")
    assert openers(gone, skin(20, "s3")) == ["s1"]
    assert openers(gone, skin(21, "s3")) == ["s1", "s3"]


def test_a_later_look_at_a_closed_lesion_still_tells_how_it_ended() -> None:
    ended = (skin(20, "s2", "response", lesion_of="s1"), skin(60, "s3", "resolved", lesion_of="s2"))
    assert episodes(biopsy(3, "benign"), *ended)[0]["label"] == "MIMIC"
    assert episodes(biopsy(3, "benign"), ended[0])[0]["label"] == "INDETERMINATE"


def test_extent_is_the_union_of_the_findings() -> None:
    assert episodes(skin(5, "s2", extent="DIST"))[0]["axes"]["extent"] == "BOTH"
    assert episodes(skin(5, "s2", extent="UNKNOWN"))[0]["axes"]["extent"] == "LR"
    assert episodes(skin(extent=None))[0]["axes"]["extent"] == "UNKNOWN"


@pytest.mark.parametrize(
    ("records", "novelty"),
    [
        ((), "NEW"),
        ((skin(-50, "s0", "baseline"), skin(lesion_of="s0")), "PERSISTENT_GROWTH"),
        (
            (skin(-90, "s0", "baseline"), skin(-50, "s9", "response", lesion_of="s0"), skin(lesion_of="s9")),
            "RELAPSE_AFTER_RESPONSE",
        ),
        (
            (skin(-90, "s0", "baseline"), skin(-50, "s9", "response", lesion_of="s0"), skin(lesion_of="s0")),
            "RELAPSE_AFTER_RESPONSE",
        ),
        ((skin(-50, "s0", "baseline"), skin(lesion_of="s0", new_lesions=True)), "MIXED"),
        ((skin(-50, "s0", "baseline"), skin(5, "s2", lesion_of="s0")), "MIXED"),
        ((skin(5, "s2", lesion_of="s1"),), "NEW"),
        ((skin(new_lesions=False),), "PERSISTENT_GROWTH"),
        ((skin(change="stable"),), "NONE"),
    ],
)
def test_novelty(records: tuple[Any, ...], novelty: str) -> None:
    assert [one["axes"]["novelty"] for one in episodes(*records)] == [novelty]


def test_two_findings_of_one_month_are_one_event_whichever_came_first() -> None:
    found = episodes(skin(between(-15, 15)), skin(between(-15, 15), "s2", extent="DIST"))
    assert [(one["finding"], one["label"]) for one in found] == [("s1", "DCP_STRICT")]
    assert found[0]["axes"]["extent"] == "BOTH"


def test_an_event_that_exists_on_some_days_only_is_printed() -> None:
    gone = skin(between(20, 40), "s2", "resolved", lesion_of="s1")
    assert openers(gone, skin(30, "s3")) == ["s1", "s3"]
    assert openers(gone, skin(19, "s3")) == ["s1"]
    assert openers(gone, skin(41, "s3")) == ["s1", "s3"]


def test_an_undated_finding_comes_last_and_is_open_for_want_of_a_date() -> None:
    found = episodes(skin(None, "s0"), skin(20, "s2", "resolved", lesion_of="s1"))
    assert [one["finding"] for one in found] == ["s1", "s0"]
    assert (found[0]["label"], found[1]["label"], found[1]["reason"]) == ("DCP_STRICT", "INDETERMINATE", "dates")
    assert found[1]["t0"] == [None, None]
    assert found[1]["rules"][-1]["rule"] == "dates"


def test_a_finding_relative_to_a_record_without_a_day_has_no_day_either() -> None:
    found = episodes(skin(after("b1", -3, -3)), biopsy(None))
    assert (found[0]["t0"], found[0]["label"], found[0]["reason"]) == ([None, None], "INDETERMINATE", "dates")


def test_a_finding_relative_to_another_record_moves_with_it() -> None:
    found = episodes(skin(after("b1", -3, -3)), biopsy(between(0, 30)))
    assert found[0]["t0"] == [997, 1027]
    assert found[0]["axes"]["evidence"] == "C1"
    assert found[0]["certainty"] == "PROBABLE", "a day known only by another record is not dated"


def test_anchors_in_a_circle_are_read_as_unknown_and_flagged() -> None:
    found = episodes(skin(around("b1")), biopsy(around("s1")))
    assert found[0]["finding"] == "s1"
    assert "CONTRADICTION" in found[0]["flags"]


def test_episodes_come_in_order_of_their_day() -> None:
    gone = skin(20, "s2", "resolved", lesion_of="s1")
    assert openers(skin(100, "s0"), gone) == ["s1", "s0"]


def test_on_one_day_the_progression_opens_the_event() -> None:
    assert openers(skin(0, "a0", "stable", new_lesions=False)) == ["s1"]
    assert openers(skin(-1, "a0", "stable", new_lesions=False)) == ["a0"]


def test_on_one_day_what_has_gone_outweighs_what_responds() -> None:
    """After a local treatment a response closes nothing, so the order of the two looks decides."""
    treated = local_treatment(5, "surgery", lesions=["s1"])
    later = skin(60, "s4")
    gone, better = skin(20, "s2", "resolved", lesion_of="s1"), skin(20, "s3", "response", lesion_of="s1")
    assert openers(treated, gone, better, later) == ["s1", "s4"]
    assert openers(treated, better, later) == ["s1"]


@pytest.mark.parametrize(("day", "opened"), [(20, ["s1"]), (21, ["s1", "s4"])])
def test_a_treatment_on_the_day_of_the_response_came_before_it(day: int, opened: list[str]) -> None:
    better = skin(20, "s2", "response", lesion_of="s1")
    assert openers(local_treatment(day, "surgery", lesions=["s1"]), better, skin(60, "s4")) == opened


@pytest.mark.parametrize(
    ("site", "opened"),
    [("chest wall", ["s1"]), (" Chest Wall", ["s1"]), ("back", ["s1", "s4"]), ("", ["s1", "s4"])],
)
def test_a_treatment_without_a_lesion_is_of_what_lies_at_its_place(site: str, opened: list[str]) -> None:
    better = skin(20, "s2", "response", lesion_of="s1", sites=["chest wall", ""])
    assert openers(local_treatment(5, "radiotherapy", site=site), better, skin(60, "s4")) == opened


def test_a_treatment_before_the_lesion_was_seen_is_not_of_it() -> None:
    better = skin(20, "s2", "response", lesion_of="s1")
    before = local_treatment(-1, "radiotherapy", site="chest wall")
    assert openers(before, better, skin(60, "s4")) == ["s1", "s4"]
    assert openers(local_treatment(0, "radiotherapy", site="chest wall"), better, skin(60, "s4")) == ["s1"]


def test_an_undated_look_does_not_close_an_event_twice() -> None:
    undated = episodes(skin(None))
    assert [(one["finding"], one["label"], one["reason"]) for one in undated] == [("s1", "INDETERMINATE", "dates")]
    followed = episodes(skin(None, "s2", "resolved", lesion_of="s1"), skin(60, "s3"))
    assert [one["finding"] for one in followed] == ["s1", "s3"]


def test_findings_that_name_each_other_are_not_followed_for_ever() -> None:
    assert openers(skin(0, "s1", lesion_of="s2"), skin(20, "s2", "resolved", lesion_of="s1")) == ["s1"]


def test_a_treatment_of_a_lesion_on_record_is_of_what_lies_at_its_place() -> None:
    places = [("lesions", {"id": key, "compartment": "SKIN_LR", "site": site}) for key, site in PLACES.items()]
    better, later = skin(20, "s2", "response", lesion_of="s1"), skin(60, "s4")
    assert openers(*places, local_treatment(5, "radiotherapy", lesions=["l1"]), better, later) == ["s1"]
    assert openers(*places, local_treatment(5, "radiotherapy", lesions=["l2"]), better, later) == ["s1", "s4"]
    assert openers(*places, local_treatment(5, "radiotherapy", lesions=["l2", "l1"]), better, later) == ["s1"]


PLACES = {"l1": "Chest wall", "l2": "back", "l3": ""}
