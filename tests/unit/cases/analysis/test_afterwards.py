"""What happened next, from drawn courses: days count from the event, and the choice is read on a landmark day."""

import pytest

from cases.analysis.afterwards import CHOICE_WORDS, Afterwards, done_by
from tests.factories.durations import AML_DAYS, AML_EVENTS
from tests.factories.members import cohort, member

RUNNING = {"start": [0, 0], "running": True}
TDM1 = [[40, 40], ["adc_tubulin"], ["trastuzumab emtansine"]]
LATE = [[100, 100], ["tki"], ["tucatinib"]]


def event(patient=1, history=RUNNING, **after):
    return member(patient, course={"history": {"contact": [900, 900]} | history, "after": after})


@pytest.mark.parametrize(
    ("one", "choice", "on"),
    [
        (event(), "continued", None),
        (event(local=[[[20, 20], "radiotherapy"]]), "local", 20),
        (event(local=[[[80, 80], "radiotherapy"]]), "continued", None),
        (event(regimens=[TDM1]), "adc", 40),
        (event(regimens=[TDM1], local=[[[20, 20], "surgery"]]), "adc", 40),
        (event(regimens=[LATE]), "continued", None),
        (event(regimens=[[[10, 10], [], ["capecitabine"]]]), "no_anti_her2", 10),
        (event(regimens=[[[10, 10], ["mab_adcc", "tki"], ["trastuzumab", "tucatinib"]]]), "several", 10),
        (event(history={"start": [0, 0], "stop": [30, 30]}), "stopped", None),
        (event(history={"start": [0, 0], "stop": [70, 70]}), "continued", None),
        (event(history={"start": [0, 0]}), "unknown", None),
    ],
)
def test_the_choice_is_what_had_been_done_by_the_day(one, choice, on):
    found = done_by(one, 60)
    assert (found.choice, found.on) == (choice, on)
    assert choice in CHOICE_WORDS


def page(*members, landmark=60) -> Afterwards:
    return Afterwards(cohort(*members), members, landmark, ())


def durations(found: Afterwards, what="skin") -> list[tuple[int, bool]]:
    return [(one.days, one.event) for one in found.samples[what].observed]


def test_time_counts_from_the_landmark_to_growth_after_it():
    seen = RUNNING | {"skin_seen": [400, 400], "skin": [[0, 0]]}
    assert durations(page(event(history=seen))) == [(340, False)]
    assert durations(page(event(history=seen, grown=[[30, 30], [200, 200]]))) == [(140, True)]
    assert durations(page(event(history=seen | {"skin": [[0, 0], [150, 150]]}))) == [(90, True)]


def test_a_regimen_that_begins_after_the_landmark_ends_the_watch_and_one_before_does_not():
    seen = {"start": [0, 0], "stop": [35, 35], "skin_seen": [400, 400], "next": [40, 40]}
    assert durations(page(event(history=seen, regimens=[TDM1]))) == [(340, False)]
    assert durations(page(event(history=seen, regimens=[TDM1, LATE]))) == [(40, False)]


def test_who_progressed_or_was_last_seen_before_the_landmark_is_counted_and_in_no_curve():
    again = event(1, RUNNING | {"skin_seen": [400, 400], "skin": [[0, 0], [50, 50]]})
    unseen = event(2, RUNNING | {"skin_seen": [20, 20]})
    found = page(again, unseen)
    assert durations(found) == []
    assert dict(found.left_out)["Of the skin"] == [
        ("reached the endpoint before the landmark", 1),
        ("last seen before the landmark", 1),
    ]
    (choice,) = found.choices
    assert (choice.n, choice.skin.n, choice.skin.out, choice.skin.curve) == (2, 0, 2, None)


def test_medians_by_choice_are_those_that_r_prints_for_aml():
    """print(survfit(Surv(time, status) ~ x, aml, conf.type = "log-log")): 31 (13, NA) and 23 (5, 33)."""
    members = []
    for place, (days, died) in enumerate(zip(AML_DAYS, AML_EVENTS, strict=True)):
        end = 60 + days
        history = RUNNING | {"skin_seen": [end, end]} | ({"skin": [[0, 0], [end, end]]} if died else {})
        members.append(event(place, history, **({"regimens": [TDM1]} if place >= 11 else {})))
    continued, switched = page(*members).choices
    assert (continued.title, continued.skin.n, continued.skin.curve.events) == (CHOICE_WORDS["continued"], 11, 7)
    assert [continued.skin.curve.median.day, continued.skin.curve.median.low] == [31, 13]
    median = switched.skin.curve.median
    assert (median.day, median.low, median.high, switched.after.median) == (23, 5, 33, 40)
