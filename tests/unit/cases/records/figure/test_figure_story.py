"""What the figure of a case tells: lanes, regimens, marks, and how dates are placed."""

from cases.records.figure import Windows, event_figure_of, figure_of, first_dose
from cases.records.figure.moments import Moments
from cases.records.figure.story import index_episode, story_of

WINDOWS = Windows(tight=(-56, 42), wide=(-90, 60))


def after(anchor: str | None, lo: int, hi: int) -> dict:
    return {"anchor": anchor, "lo_offset": lo, "hi_offset": hi, "precision": "relative"}


def visit(key: str, on, scope: str = "FULL", **statuses: str) -> dict:
    rows = [{"compartment": code, "status": status} for code, status in statuses.items()]
    return {"id": key, "on": on, "scope": scope, "compartments": rows}


def finding(key: str, on, change: str = "progression", **more) -> dict:
    return {"id": key, "on": on, "change": change, "extent": "LR"} | more


def episode(key: str, label: str = "DCP_STRICT", **more) -> dict:
    return {"finding": key, "label": label, "certainty": "PROBABLE", "reason": None} | more


def lane(story, code: str):
    return next(one for one in story.lanes if one.compartment == code)


# Dates.


def test_a_bounded_date_stands_in_its_middle():
    moment = Moments({}).of({"lo": 240, "hi": 270, "precision": "month"})

    assert (moment.at, moment.lo, moment.hi) == (255, 240, 270)
    assert not moment.relative


def test_a_relative_date_stands_by_its_anchor_and_shows_its_own_uncertainty_only():
    document = {"regimens": [{"id": "r1", "start": {"lo": 100, "hi": 300, "precision": "unknown"}}]}

    moment = Moments(document).of(after("r1", 84, 126))

    assert (moment.at, moment.lo, moment.hi) == (305, 284, 326)
    assert (moment.earliest, moment.latest) == (184, 426)
    assert moment.relative


def test_dates_that_hang_on_each_other_in_a_ring_are_not_placed():
    document = {"skin_findings": [finding("s1", after("s2", 0, 0)), finding("s2", after("s1", 0, 0))]}

    assert Moments(document).of(after("s1", 0, 0)) is None


def test_a_date_after_an_anchor_left_open_is_not_placed():
    assert Moments({}).of(after(None, 150, 180)) is None


def test_a_date_with_one_bound_stands_at_it():
    moment = Moments({}).of({"lo": None, "hi": 300, "precision": "unknown"})

    assert (moment.at, moment.open_sided) == (300, True)


# The axis.


def test_the_axis_begins_with_the_earliest_possible_anti_her2_dose():
    document = {
        "regimens": [
            {"id": "r1", "start": 30, "drugs": [{"agent": "epirubicin"}]},
            {"id": "r2", "start": {"lo": 84, "hi": 120}, "drugs": [{"agent": "trastuzumab"}]},
            {"id": "r3", "start": 60, "drugs": [{"class": "anti_her2", "start": {"lo": 90, "hi": 95}}]},
        ]
    }

    assert first_dose(document) == 84
    assert figure_of(document, [], WINDOWS).axis == "months from the earliest possible first anti-HER2 dose"


def test_without_an_anti_her2_dose_the_axis_begins_with_day_0_and_says_so():
    document = {"regimens": [{"id": "r1", "start": 30, "drugs": [{"agent": "epirubicin"}]}]}

    assert first_dose(document) is None
    assert "day 0" in figure_of(document, [], WINDOWS).axis


# Lanes.


def test_skin_comes_last_and_apart():
    document = {
        "assessments": [visit("a1", 10, SKIN_DIST="PR", LIVER="PR", BONE="SD")],
        "skin_findings": [finding("s1", 20)],
    }

    lanes = story_of(document).lanes

    assert [one.compartment for one in lanes] == ["LIVER", "BONE", "SKIN_LR", "SKIN_DIST"]
    assert [one.skin for one in lanes] == [False, False, True, True]


def test_a_finding_of_both_extents_is_on_both_skin_lanes():
    story = story_of({"skin_findings": [finding("s1", 20, extent="BOTH", new_lesions=True)]})

    assert [one.compartment for one in story.lanes] == ["SKIN_LR", "SKIN_DIST"]
    assert lane(story, "SKIN_LR").readings[0].words[0] == "progression, new lesions"


def test_a_finding_without_extent_has_a_lane_that_says_so():
    story = story_of({"skin_findings": [finding("s1", 20, extent="UNKNOWN")]})

    assert story.lanes[0].title == "Skin, extent open"


def test_a_skin_status_of_the_day_of_a_finding_is_not_told_twice():
    document = {
        "assessments": [visit("a1", 20, SKIN_LR="PD"), visit("a2", 90, SKIN_LR="SD")],
        "skin_findings": [finding("s1", 20)],
    }

    assert [one.record for one in lane(story_of(document), "SKIN_LR").readings] == ["s1", "a2"]


def test_a_full_visit_that_says_nothing_of_known_disease_leaves_a_gap():
    document = {"assessments": [visit("a1", 10, LIVER="PR"), visit("a2", 80, BONE="SD"), visit("a3", 150, LIVER="CR")]}

    assert [one.status for one in lane(story_of(document), "LIVER").readings] == ["PR", "", "CR"]


def test_a_visit_that_looked_at_the_skin_only_leaves_no_gap():
    document = {
        "assessments": [visit("a1", 10, LIVER="PR"), visit("a2", 80, scope="LIMITED", SKIN_LR="PD")],
    }

    assert [one.status for one in lane(story_of(document), "LIVER").readings] == ["PR"]


def test_a_compartment_that_was_free_needs_no_row_at_every_visit():
    document = {"assessments": [visit("a1", 10, LUNG="NED"), visit("a2", 80, LIVER="PR")]}

    assert [one.status for one in lane(story_of(document), "LUNG").readings] == ["NED"]


# What has no day, and what happens on the way.


def test_what_is_not_dated_is_named_beside_the_axis():
    document = {
        "assessments": [visit("a1", None, LIVER="CR")],
        "skin_findings": [finding("s1", after(None, 150, 180))],
        "specimens": [{"id": "b1", "on": None, "compartment": "LIVER", "result": "malignant_breast"}],
        "regimens": [{"id": "r1", "start": None, "drugs": [{"agent": "trastuzumab"}]}],
    }

    undated = {one.record: one.title for one in story_of(document).undated}

    assert undated == {
        "a1": "Assessment: Liver complete response",
        "s1": "Skin progression",
        "b1": "Liver: carcinoma",
        "r1": "Regimen (trastuzumab)",
    }


def test_a_regimen_ends_with_its_last_dose_if_no_stop_is_written():
    drugs = [{"agent": "docetaxel", "last_dose": 150}, {"agent": "trastuzumab", "last_dose": 252}]
    course = story_of({"regimens": [{"id": "r1", "start": 0, "drugs": drugs}]}).courses[0]

    assert course.stop.at == 252
    assert (course.anti_her2, course.ongoing) == (True, False)


def test_a_running_drug_keeps_the_regimen_running():
    drugs = [{"agent": "docetaxel", "last_dose": 150}, {"agent": "trastuzumab", "ongoing": True}]
    course = story_of({"regimens": [{"id": "r1", "start": 0, "drugs": drugs}]}).courses[0]

    assert (course.stop, course.ongoing) == (None, True)


def test_the_index_event_is_the_discordant_one_else_the_last_that_progressed():
    strict, broad = episode("s2"), episode("s1", "DCP_BROAD_EARLY_POST")
    first, last = episode("s3", "INDETERMINATE"), episode("s4", "INDETERMINATE")

    assert index_episode([broad, strict, last]) is strict
    assert index_episode([first, last]) is last
    assert index_episode([]) is None


def test_the_table_tells_what_the_figure_shows_in_order_of_time():
    document = {
        "regimens": [{"id": "r1", "start": 100, "stop": 300, "drugs": [{"agent": "trastuzumab"}]}],
        "assessments": [visit("a1", {"lo": 180, "hi": 200}, LIVER="PR")],
        "skin_findings": [finding("s1", 250)],
    }

    rows = figure_of(document, [episode("s1")], WINDOWS).rows

    assert [(row.days, row.where, row.record) for row in rows] == [
        ("0", "Regimen", "r1"),
        ("80 to 100", "Liver", "a1"),
        ("150", "Skin event", "s1"),
        ("150", "Skin, locoregional", "s1"),
    ]
    assert rows[0].what == "Regimen: trastuzumab, to 200"


def test_an_event_without_a_day_has_no_figure_of_its_own():
    document = {"skin_findings": [finding("s1", None)]}

    assert event_figure_of(document, episode("s1"), WINDOWS, name="e") is None


def test_an_empty_case_has_a_figure_that_says_so():
    figure = figure_of({}, [], WINDOWS)

    assert figure.description == "Nothing with a date is recorded yet."
    assert figure.rows == ()
