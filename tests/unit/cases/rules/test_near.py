"""Near misses by each constant that may stand in the way, and the day beyond which nothing is near."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify
from cases.rules.near import NearMiss, near_miss
from cases.rules.remedies import remedies
from cases.rules.timeline import Timeline
from tests.spec.timelines import baseline, biopsy, case, regimen, scan, skin

DCP = load_definition("dcp")
LIVER = (baseline("liver"), scan(-10, liver="PR"))
PENDING = biopsy(3, "pending")


def missed(document: dict[str, Any], overrides: dict[str, str] | None = None) -> NearMiss | None:
    definition = DCP.with_overrides(overrides or {})
    timeline = Timeline.from_document(document)
    episode = next(one for one in classify(timeline, definition) if one.key == "s1")
    return near_miss(timeline, definition, episode, remedies(timeline, definition, episode))


def one_cycle_of(cycles: int) -> dict[str, Any]:
    given = regimen(-60, agents=["trastuzumab"], cycles_given=cycles)
    return case(given, baseline("liver", day=-65), scan(-1, liver="PR"))


def before_next_therapy(day: int) -> dict[str, Any]:
    stopped = regimen(last_dose=-10, stop=0, stop_reason="PD_isolated_cutaneous")
    following = regimen(3, key="r2", line=2, agents=["trastuzumab emtansine"])
    return case(stopped, following, baseline("liver"), scan(day, liver="PR"))


def malignant_at(day: int, *more: Any) -> dict[str, Any]:
    return case(PENDING, biopsy(day, key="b2"), *more, *LIVER)


def merged_after(days: int) -> dict[str, Any]:
    """Two events that a longer STABLE would make one, so that the biopsy of the second proves the first."""
    quiet, again = skin(10, "s2", "stable", lesion_of="s1"), skin(10 + days, "s3", lesion_of="s2")
    return case(PENDING, quiet, again, biopsy(120, finding="s3", key="b2"), *LIVER)


GONE = skin(50, "s2", "resolved", lesion_of="s1")
STEPS = [
    (one_cycle_of(1), "MIN_CYCLES", 1, "1 cycle short: with MIN_CYCLES of 1 instead of 2 it would be discordant."),
    (before_next_therapy(18), "NEXT_TX_GRACE", 1, "1 day short: with NEXT_TX_GRACE of 15 instead of 14 it would be"),
    (malignant_at(-16), "BX", 2, "2 days short: with BX of −16 to 90 instead of −14 to 90 it would be discordant."),
    (malignant_at(94, GONE), "BX", 4, "4 days short: with BX of −14 to 94 instead of −14 to 90 it would be"),
    (malignant_at(370), "BX_LATE", 5, "5 days short: with BX_LATE of 370 instead of 365 it would be discordant."),
    (merged_after(86), "STABLE", 3, "3 days short: with STABLE of 87 instead of 84 it would be discordant."),
    (case(*LIVER, scan(40, brain="PD")), "TIGHT", 3, "3 days short: with TIGHT of −56 to 39 instead of −56 to 42"),
]


@pytest.mark.parametrize(("document", "constant", "distance", "says"), STEPS)
def test_each_constant_may_be_what_is_short(document: Any, constant: str, distance: int, says: str) -> None:
    miss = missed(document)
    assert (miss.constant, miss.distance, miss.label) == (constant, distance, "DCP_STRICT")
    assert miss.says.startswith(says)


@pytest.mark.parametrize(
    "document",
    [
        one_cycle_of(0),
        before_next_therapy(32),
        malignant_at(-29),
        malignant_at(105, GONE),
        malignant_at(380),
        merged_after(98),
        case(*LIVER, scan(28, brain="PD")),
    ],
)
def test_fifteen_days_or_two_cycles_are_not_near(document: Any) -> None:
    miss = missed(document)
    assert miss is None or miss.constant is None


def test_the_nearest_of_several_constants_is_named() -> None:
    """Trastuzumab ended 46 days ago, tucatinib 20: four days of T_AB are less than six of T_TKI."""

    def over(antibody: int, inhibitor: int) -> NearMiss:
        drugs = [
            {"agent": "trastuzumab", "start": 700, "last_dose": 1000 - antibody},
            {"agent": "tucatinib", "start": 700, "last_dose": 1000 - inhibitor},
        ]
        return missed(case(regimen(-300, stop=-1, drugs=drugs), baseline("liver", day=-305), scan(-10, liver="CR")))

    assert (over(46, 20).constant, over(46, 20).distance) == ("T_AB", 4)
    assert (over(46, 17).constant, over(46, 17).distance) == ("T_TKI", 3)


def test_a_window_is_not_moved_past_its_other_end() -> None:
    brain = case(*LIVER, scan(2, brain="PD"))
    assert missed(brain, {"TIGHT": "-12,2"}).distance == 1
    assert missed(brain, {"TIGHT": "-11,2"}) is None


def test_a_near_miss_is_plain_values_for_storing() -> None:
    assert missed(before_next_therapy(18)).as_json() == {
        "label": "DCP_STRICT",
        "rule": "systemic",
        "says": "1 day short: with NEXT_TX_GRACE of 15 instead of 14 it would be discordant.",
        "constant": "NEXT_TX_GRACE",
        "distance": 1,
        "records": ["a18"],
    }


def test_an_unknown_last_dose_is_one_record_short() -> None:
    untold = regimen(-300, drugs=[{"agent": "trastuzumab", "start": 700}])
    miss = missed(case(untold, baseline("liver", day=-305), scan(-10, liver="PR")))
    assert (miss.rule, miss.constant) == ("exposure", None)
    assert miss.says == "The exposure is not known: one record could make it discordant (still given)."
