"""The axis of the central nervous system: which of several looks counts (settlement 20)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, between, case, scan

FREE, KNOWN, UNSEEN = ("NED", False), ("SD", True), ("NE", None)
NAMES = {FREE: "CLEAR", KNOWN: "CONTROLLED", UNSEEN: "NOT_IMAGED"}


def first(*brain: Any) -> dict[str, Any]:
    looks = [scan(day, f"m{n}", scope="LIMITED", brain=status) for n, (day, status) in enumerate(brain, 1)]
    document = case(baseline("liver"), scan(-8, liver="PR"), *looks)
    return classify_document(document, load_definition("dcp"))["episodes"][0]


def axis(*brain: Any) -> Any:
    return first(*brain)["axes"]["cns"]


@pytest.mark.parametrize(
    ("looks", "counts"),
    [
        ([(5, FREE), (20, KNOWN)], FREE),
        ([(5, KNOWN), (20, FREE)], KNOWN),
        ([(-20, KNOWN), (-5, FREE)], FREE),
        ([(-20, FREE), (-5, KNOWN)], KNOWN),
        ([(-10, KNOWN), (10, FREE)], FREE),
        ([(-9, KNOWN), (10, FREE)], KNOWN),
        ([(-11, KNOWN), (10, FREE)], FREE),
        ([(-1, KNOWN), (0, FREE)], FREE),
        ([(0, KNOWN), (1, FREE)], KNOWN),
        ([(-1, FREE), (1, KNOWN)], KNOWN),
        ([(-20, KNOWN), (-5, FREE), (9, KNOWN)], FREE),
        ([(-9, KNOWN), (5, FREE), (20, KNOWN)], FREE),
        ([(-41, KNOWN), (42, FREE)], KNOWN),
        ([(-42, KNOWN), (42, FREE)], FREE),
        ([(-56, KNOWN), (42, FREE)], FREE),
        ([(-57, KNOWN), (42, FREE)], FREE),
        ([(-56, KNOWN), (43, FREE)], KNOWN),
        ([(-5, UNSEEN), (20, FREE)], UNSEEN),
        ([(3, FREE), (3, KNOWN)], KNOWN),
        ([(3, UNSEEN), (3, FREE)], FREE),
        ([(3, FREE), (3, UNSEEN), (-1, UNSEEN)], UNSEEN),
        ([(-3, UNSEEN), (-3, KNOWN), (-3, FREE)], KNOWN),
    ],
)
def test_the_nearest_look_counts_and_of_two_equally_near_the_one_from_the_event_on(looks: Any, counts: Any) -> None:
    assert axis(*looks) == axis(*looks[::-1]) == NAMES[counts]


@pytest.mark.parametrize(("day", "status"), [(-56, "PD"), (42, "PD"), (-57, "CLEAR"), (43, "CLEAR")])
def test_progression_anywhere_in_the_tight_window_outweighs_every_other_look(day: int, status: str) -> None:
    found = first((day, "PD"), (0, FREE))
    assert found["axes"]["cns"] == status
    assert (found["label"] == "DUAL_SANCTUARY") == (status == "PD")


def test_looks_that_say_the_same_are_all_named() -> None:
    cns = next(one for one in first((-5, FREE), (7, FREE))["rules"] if one["rule"] == "cns")
    assert cns["records"] == ["m1", "m2"]


def test_what_was_free_of_disease_that_had_been_there_is_controlled() -> None:
    assert axis((3, ("NED", True))) == axis((3, ("CR", True))) == "CONTROLLED"
    assert axis((3, ("BASELINE", True))) == "NOT_IMAGED"


def test_an_uncertain_day_is_compared_on_every_day_that_it_may_be() -> None:
    assert axis((between(-12, -10), KNOWN), (10, FREE)) == "CLEAR"
    assert axis((between(-12, -9), KNOWN), (10, FREE)) == ["CLEAR", "CONTROLLED"]
    assert axis((between(-9, -1), KNOWN), (10, FREE)) == "CONTROLLED"
    assert axis((None, KNOWN), (10, FREE)) == "CLEAR"
