"""What a case says about time, from drawn courses: bounds kept as they are, open sides open."""

import pytest

from cases.episodes.course import course_of
from cases.episodes.history import Dated, history_of_regimen
from cases.records.figure.moments import Moments

EVENT = {"t0": [100, 110], "label": "DCP_STRICT", "regimen": "r1"}
FIRST = {"id": "r1", "start": 0, "stop": 130, "drugs": [{"agent": "trastuzumab"}]}
SECOND = {"id": "r2", "start": 140, "drugs": [{"agent": "trastuzumab emtansine", "ongoing": True}]}
MONTH = {"lo": 180, "hi": 209, "precision": "month"}
ONWARDS = {"lo": 150, "hi": None, "precision": "unknown"}


def look(on, compartment="LIVER", status="CR", **more) -> dict:
    return {"id": f"a{on}", "on": on, "compartments": [{"compartment": compartment, "status": status}], **more}


def document(**lists) -> dict:
    skin = [{"id": "s1", "on": {"lo": 100, "hi": 110, "precision": "month"}, "change": "progression"}]
    return {"regimens": [FIRST, SECOND]} | lists | {"skin_findings": [*skin, *lists.get("skin_findings", ())]}


def history(*later_events, **lists) -> dict:
    return course(document(**lists), EVENT, *later_events)["history"]


def course(record: dict, *episodes: dict) -> dict:
    """What followed the first of some episodes of a record."""
    return course_of(record, episodes, 0, Dated(record, Moments(record)))


def test_days_count_from_the_earliest_day_of_the_event_and_keep_their_bounds():
    found = history(
        assessments=[look(90), look(MONTH, status="PD"), look(400, "SKIN_LR", "PD")],
        followups=[
            {"on": 500, "status": "alive"},
            {"on": {"lo": 600, "hi": 630, "precision": "month"}, "status": "dead"},
        ],
    )
    assert found["start"] == [0, 10]
    assert (found["line"], found["stop"], found["next"]) == ([-100, -100], [30, 30], [40, 40])
    assert (found["elsewhere"], found["elsewhere_seen"]) == ([[80, 109]], [80, 109])
    assert (found["skin"], found["skin_seen"]) == ([[0, 10]], [300, 300])
    assert found["death"] == found["contact"] == [500, 530]


def test_events_that_follow_are_progressions_of_the_skin_and_a_mimic_is_none():
    mimic, again = {"t0": [300, 300], "label": "MIMIC"}, {"t0": [400, 430], "label": "SKIN_ONLY"}
    assert history(mimic, again)["skin"] == [[0, 10], [300, 330]]


def test_an_open_side_stays_open_and_an_undated_look_lies_within_its_regimen():
    found = history(assessments=[look(ONWARDS, status="PD"), look(None, "BONE", "PD", regimen="r1")])
    assert found["elsewhere"] == [[-100, 30], [50, None]]


@pytest.mark.parametrize(
    ("drug", "running", "stop"),
    [
        ({"agent": "trastuzumab", "ongoing": True}, True, None),
        ({"agent": "trastuzumab", "last_dose": 120}, None, [20, 20]),
        ({"agent": "trastuzumab"}, None, None),
    ],
)
def test_whether_the_drug_was_stopped_may_not_be_known(drug, running, stop):
    found = history(regimens=[{"id": "r1", "start": 0, "drugs": [drug]}])
    assert (found.get("running"), found.get("stop")) == (running, stop)


def test_a_death_without_a_day_came_after_the_last_contact():
    assert history(followups=[{"on": 300, "status": "alive"}, {"on": None, "status": "dead"}])["death"] == [200, None]


def test_an_event_without_a_day_has_no_history():
    assert course(document(), EVENT | {"t0": [None, None]}) == {}


def test_a_regimen_counts_from_its_first_day_and_ends_its_watch_at_the_next():
    lists = document(
        assessments=[look(90, status="PD")], skin_findings=[{"id": "s2", "on": 300, "change": "progression"}]
    )
    dated = Dated(lists, Moments(lists))
    first = history_of_regimen(dated, "r1")
    assert (first["start"], first["stop"], first["next"]) == ([0, 0], [130, 130], [140, 140])
    assert (first["skin"], first["elsewhere"]) == ([[100, 110], [300, 300]], [[90, 90]])
    second = history_of_regimen(dated, "r2")
    assert (second["running"], second["skin"], second.get("next")) == (True, [[160, 160]], None)


def test_two_regimens_of_one_day_do_not_both_follow_each_other():
    twin = FIRST | {"id": "r3"}
    lists = document(regimens=[FIRST, twin])
    dated = Dated(lists, Moments(lists))
    assert history_of_regimen(dated, "r1")["next"] == [0, 0]
    assert "next" not in history_of_regimen(dated, "r3")


def test_what_was_done_after_the_event_is_told_by_day():
    lists = document(
        regimens=[FIRST, SECOND, {"id": "r3", "start": 300, "drugs": [{"agent": "capecitabine"}]}],
        local_treatments=[
            {"id": "l1", "kind": "radiotherapy", "start": 120},
            {"id": "l2", "kind": "surgery", "start": 50},
        ],
        assessments=[look(200, "SKIN_DIST", "PD")],
        skin_findings=[{"id": "s2", "on": 160, "change": "progression"}],
    )
    after = course(lists, EVENT)["after"]
    assert after["regimens"] == [
        [[40, 40], ["adc_tubulin"], ["trastuzumab emtansine"]],
        [[200, 200], [], ["capecitabine"]],
    ]
    assert after["local"] == [[[20, 20], "radiotherapy"]]
    assert after["grown"] == [[60, 60], [100, 100]]
