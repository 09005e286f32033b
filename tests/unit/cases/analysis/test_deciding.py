"""Which difference between two definitions moves an episode."""

import json
from pathlib import Path

import pytest

from cases.analysis.deciding import NO_EVENT, label_of, reason_for, trials
from cases.rules.definition import load_definition
from cases.rules.timeline import Timeline

DCP, RECIST_ONLY, CNS = map(load_definition, ("dcp", "dcp-recist-only", "cns-discordance"))
PUBLISHED = Path(__file__).parents[4] / "cases" / "exchange" / "data" / "published-cases.json"


def worked(number: str) -> Timeline:
    """A worked example of the RECIST-only definition."""
    return Timeline.from_document(next(one["case"] for one in RECIST_ONLY.document["examples"] if one["id"] == number))


def published(code: str) -> Timeline:
    cases = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return Timeline.from_document(next(one for one in cases if one["local_code"] == code))


def titles(left, right) -> list[str]:
    return [one.part.title for one in trials(left, right)]


def why(case: Timeline, key: str, left, right) -> tuple[list[str], list[str]]:
    """Titles of the parts that move an event alone, and of those that it needs."""
    reason = reason_for(case, key, left, right, trials(left, right))
    return [one.title for one in reason.alone], [one.title for one in reason.needed]


def test_a_definition_differs_in_nothing_from_itself():
    assert titles(DCP, DCP) == []


def test_each_constant_and_each_larger_part_is_one_difference():
    other = DCP.with_overrides({"T_AB": "35", "TIGHT": "-42,42"})
    assert titles(DCP, other) == ["T_AB", "TIGHT"]
    assert [(one.part.before, one.part.after) for one in trials(DCP, other)] == [
        ("42 d", "35 d"),
        ("−56 to 42 d from t0", "−42 to 42 d from t0"),
    ]


def test_what_is_not_measurable_is_one_difference_per_group_of_compartments():
    assert titles(DCP, RECIST_ONLY) == ["Measurability: Bone", "Measurability: Other breast, Breast of the primary"]


def test_a_ladder_brings_along_the_constants_that_only_it_reads():
    tried = {one.part.group: one for one in trials(DCP, CNS)}
    assert "ABX" not in titles(DCP, CNS)
    assert {"compartments", "evidence"} <= tried.keys()
    assert tried["compartments"].added.target == CNS.target


def test_the_one_constant_that_decides_is_named_and_the_idle_one_is_not():
    """Row 2: the drug was begun 200 days before the event."""
    other = DCP.with_overrides({"MIN_EXP": "201", "T_AB": "35"})
    assert label_of(worked("2"), other, "s1") == "LEAD_IN"
    assert why(worked("2"), "s1", DCP, other) == (["MIN_EXP"], [])


def test_two_constants_that_decide_together_are_both_named():
    """Row 2: bone answers 14 days after the event; both windows must end before that."""
    other = DCP.with_overrides({"TIGHT": "-56,7", "WIDE": "-90,10", "T_AB": "35"})
    assert label_of(worked("2"), other, "s1") == "INDETERMINATE"
    assert why(worked("2"), "s1", DCP, other) == ([], ["TIGHT", "WIDE"])


def test_bone_alone_makes_it_broad():
    assert label_of(worked("2"), RECIST_ONLY, "s1") == "DCP_BROAD"
    assert why(worked("2"), "s1", DCP, RECIST_ONLY) == (["Measurability: Bone"], [])


def test_the_second_published_case_needs_bone_and_breast_together():
    case = published("PUB-2")
    assert (label_of(case, DCP, "s5"), label_of(case, RECIST_ONLY, "s5")) == ("DCP_STRICT", "DCP_BROAD")
    alone, needed = why(case, "s5", DCP, RECIST_ONLY)
    assert (alone, len(needed)) == ([], 2)


def test_an_event_that_stays_has_no_reason():
    assert why(worked("52"), "s1", DCP, DCP.with_overrides({"HERALD": "60"})) == ([], [])


@pytest.mark.parametrize("key", ["s1", "nobody"])
def test_a_record_that_starts_no_event_has_no_label(key):
    assert (label_of(worked("2"), DCP, key) == NO_EVENT) is (key == "nobody")
