"""Attrition, who is kept out by one rule, and overlaps, by hand on nine records and three rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.analysis.statistics.attrition import (
    AttritionStep,
    KeptOut,
    Outcome,
    Overlap,
    attrition,
    failing,
    kept_out_by_one,
    overlaps,
)

RULES = ("on drug", "skin", "systemic")
LETTERS = {"p": Outcome.PASS, "f": Outcome.FAIL, "u": Outcome.UNKNOWN}
WRITTEN = {"a": "ppp", "b": "ppp", "c": "pfp", "d": "ppu", "e": "fpp", "f": "ffp", "g": "upf", "h": "uup", "i": "puf"}
JUDGED = {key: tuple(LETTERS[letter] for letter in letters) for key, letters in WRITTEN.items()}


def test_each_step_divides_those_who_are_left():
    found = attrition(RULES, JUDGED)
    assert found.steps == (
        AttritionStep("on drug", 5, 2, 2),
        AttritionStep("skin", 3, 1, 1),
        AttritionStep("systemic", 2, 0, 1),
    )
    # g and i left as unknown, and a later rule fails them
    assert (found.total, found.passed, found.failed, found.undecided) == (9, 2, 5, 2)


def test_one_rule_alone_keeps_a_record_out():
    assert kept_out_by_one(RULES, JUDGED) == (
        KeptOut("on drug", ("e",), ()),
        KeptOut("skin", ("c",), ()),
        KeptOut("systemic", (), ("d",)),
    )


def test_rules_that_fail_together():
    found = overlaps(RULES, failing(RULES, JUDGED))
    assert [one.count for one in found.sizes] == [2, 2, 2]
    assert found.overlaps == (
        Overlap(("systemic",), 2),
        Overlap(("on drug",), 1),
        Overlap(("on drug", "skin"), 1),
        Overlap(("skin",), 1),
    )
    assert (found.none, found.total) == (4, 9)


@given(st.dictionaries(st.text(max_size=3), st.tuples(*[st.sampled_from(list(Outcome))] * 3)))
def test_everything_adds_up(judged):
    found, before = attrition(RULES, judged), len(judged)
    for step in found.steps:
        assert step.left + step.lost + step.unknown == before
        before = step.left
    assert found.passed + found.failed + found.undecided == found.total
    shown = overlaps(RULES, failing(RULES, judged))
    assert sum(one.count for one in shown.overlaps) + shown.none == shown.total
    assert sum(one.count * len(one.members) for one in shown.overlaps) == sum(one.count for one in shown.sizes)


def test_nothing_is_counted_that_was_not_asked_for():
    with pytest.raises(ValueError, match="one outcome for each rule"):
        attrition(RULES, {"a": (Outcome.PASS,)})
    with pytest.raises(ValueError, match="does not name liver"):
        overlaps(("bone",), [frozenset({"liver"})])
    assert attrition(RULES, {}).steps == tuple(AttritionStep(rule, 0, 0, 0) for rule in RULES)
