"""Would this event be in the cohort, and in its primary analysis?"""

from dataclasses import replace

import pytest

from cases.rules.discordance import Episode, Rule
from cases.rules.labels import Label
from cases.rules.matching import Answer, match
from cases.rules.near import NearMiss

AXES = {"exposure": "ON", "her2": "HER2_POS", "evidence": "C1", "systemic": "S1", "extent": "LR"}
FAILS = Rule("exposure", "fail", ("r1",), 10, "Off anti-HER2 drugs")
PASSES = Rule("evidence", "pass", ("b1",), 3, "A biopsy")
CERTAINTY = Rule("certainty", "fail", (), None, "Undated")


def episode(label: str = "DCP_STRICT", *rules: Rule, labels: tuple[str, ...] = (), **axes) -> Episode:
    found = tuple(Label(one) for one in labels or (label,))
    return Episode("s1", "r1", (0, 0), Label(label), None, None, found, (), AXES | axes, rules or (PASSES,))


def test_a_strict_event_with_every_criterion_is_in_both():
    found = match(episode(), None)
    assert (found.discordant, found.primary, found.lacking, found.open, found.why) == ("yes", "yes", (), (), "")


@pytest.mark.parametrize(
    ("axis", "value"),
    [("exposure", "EARLY_POST"), ("her2", "HER2_LOW"), ("evidence", "C3"), ("systemic", "S2")],
)
def test_each_criterion_that_does_not_hold_is_named(axis, value):
    found = match(episode("DCP_BROAD", **{axis: value}), None)
    assert (found.discordant, found.primary, found.lacking) == ("yes", "no", (axis,))


@pytest.mark.parametrize(
    ("axis", "values", "answer"),
    [
        ("evidence", ("C1", "C2"), "yes"),
        ("her2", ("HER2_POS", "EQUIVOCAL"), "undecided"),
        ("her2", ("HER2_LOW", "EQUIVOCAL"), "no"),
    ],
)
def test_a_criterion_that_the_dates_leave_open_is_undecided(axis, values, answer):
    found = match(episode(**{axis: values}), None)
    assert found.primary == answer
    assert found.open == ((axis,) if answer == "undecided" else ())


@pytest.mark.parametrize(
    ("labels", "answer"),
    [
        (("DCP_STRICT", "DCP_BROAD"), Answer.YES),
        (("DCP_STRICT", "INDETERMINATE"), Answer.UNDECIDED),
        (("INDETERMINATE",), Answer.UNDECIDED),
        (("MIMIC", "INDETERMINATE"), Answer.UNDECIDED),
        (("MIMIC", "OFF_EXPOSURE"), Answer.NO),
    ],
)
def test_an_open_label_is_judged_by_every_label_it_may_have(labels, answer):
    assert match(episode("INDETERMINATE", labels=labels), None).discordant is answer


def test_the_sentence_of_the_rule_in_the_way_is_told_but_not_that_of_the_certainty():
    assert match(episode("OFF_EXPOSURE", CERTAINTY, FAILS, exposure="OFF"), None).why == "Off anti-HER2 drugs"
    unknown = replace(FAILS, verdict="unknown", says="Not known")
    assert match(episode("INDETERMINATE", PASSES, unknown), None).why == "Not known"


def test_only_a_missed_constant_is_a_near_miss_here():
    constant = NearMiss(Label.DCP_STRICT, "exposure", "1 day short", "T_AB", 1)
    record = NearMiss(Label.DCP_STRICT, "evidence", "One record could", None, None)
    assert match(episode("OFF_EXPOSURE"), constant).near is constant
    assert match(episode("OFF_EXPOSURE"), record).near is None
