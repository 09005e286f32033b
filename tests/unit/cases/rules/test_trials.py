"""How much work trials of changes may take, and what is answered when it is used up."""

from typing import Any

import pytest

from cases.rules.changes import SetDay
from cases.rules.definition import load_definition
from cases.rules.timeline import Timeline
from cases.rules.trials import WAYS_OF_A_TRIAL, WAYS_OF_ALL, Trials
from cases.rules.verdict import Verdict
from tests.spec.timelines import T0, baseline, between, case, scan, skin

DCP = load_definition("dcp")


def trials(*records: Any) -> Trials:
    return Trials(Timeline.from_document(case(baseline("liver"), *records)), DCP, "s1")


def days_of_a1(verdict: Verdict) -> int:
    """A question with as many answers as a1 has days."""
    (one,) = [one for one in verdict.scene.timeline.assessments if one.id == "a1"]
    return next(day for day in range(T0, T0 + 1000) if one.on <= day)


def test_looking_an_event_up_and_each_answer_cost_one_way() -> None:
    certain = trials(scan(-10, "a1", liver="PR"))
    assert certain.label() == "DCP_STRICT"
    assert certain.ways_left == WAYS_OF_ALL - 2
    open_one = trials(scan(between(-95, -20), "a1", liver="PR"))
    assert open_one.ask(lambda verdict: verdict.label) == {"DCP_STRICT", "INDETERMINATE"}
    assert open_one.ways_left < WAYS_OF_ALL - 2


@pytest.mark.parametrize(
    ("left", "label", "then"), [(0, None, 0), (1, None, 0), (2, "DCP_STRICT", 0), (3, "DCP_STRICT", 1)]
)
def test_when_the_ways_are_used_up_nothing_is_decided(left: int, label: str | None, then: int) -> None:
    certain = trials(scan(-10, "a1", liver="PR"))
    certain.ways_left = left
    assert (certain.label(), certain.ways_left) == (label, then)
    certain.ways_left = left
    assert certain.ask(lambda verdict: verdict.label) == ({label} if label else None)


@pytest.mark.parametrize(("days", "told"), [(WAYS_OF_A_TRIAL, True), (WAYS_OF_A_TRIAL + 1, False)])
def test_a_question_with_more_ways_than_one_trial_may_follow_is_not_answered(days: int, told: bool) -> None:
    many = trials(scan(between(1, days), "a1", liver="PR"))
    answers = many.ask(days_of_a1)
    assert (answers == set(range(T0 + 1, T0 + days + 1))) == told
    assert (answers is None) == (not told)
    assert many.ways_left == WAYS_OF_ALL - 1 - WAYS_OF_A_TRIAL


def test_no_question_gets_more_ways_than_are_left() -> None:
    many = trials(scan(between(1, 100), "a1", liver="PR"))
    many.ways_left = 100
    assert many.ask(days_of_a1) is None
    many.ways_left = 101
    assert len(many.ask(days_of_a1)) == 100
    assert many.ways_left == 0


def test_an_event_that_a_change_removes_has_no_answer() -> None:
    other = trials(scan(-10, "a1", liver="PR"), skin(-300, "s0", lesion_of=None))
    assert other.label() is None
    assert other.ask(lambda verdict: verdict.label) is None
    assert Trials(other.timeline, DCP, "s0").label() is not None


def test_an_event_of_a_wholly_unknown_day_has_no_label_to_try() -> None:
    assert trials(scan(-10, "a1", liver="PR"), skin(None)).label() is None
    assert trials(scan(-10, "a1", liver="PR"), skin(None)).label(SetDay("s1", T0)) == "DCP_STRICT"


def test_a_constant_is_tried_on_the_record_as_it_is() -> None:
    near = trials(scan(-95, "a1", liver="PR"))
    assert near.label() == "INDETERMINATE"
    assert near.label(definition=DCP.with_overrides({"WIDE": "-95,60"})) == "DCP_STRICT"
    assert near.label(SetDay("a1", T0 - 10)) == "DCP_STRICT"
