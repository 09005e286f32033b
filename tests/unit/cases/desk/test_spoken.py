"""Values of the record as a person reads them."""

from datetime import date

import pytest

from cases.desk.episodes import distance_words
from cases.desk.record import Links, grid_of, stations_of
from cases.desk.spoken import Speaker, lowered

DAY_ZERO = date(2011, 10, 3)


def after(anchor, lo, hi) -> dict:
    return {"anchor": anchor, "lo_offset": lo, "hi_offset": hi, "precision": "relative"}


@pytest.mark.parametrize(
    ("value", "text", "calendar"),
    [
        (252, "d252", "11 Jun 2012"),
        ({"lo": 240, "hi": 269, "precision": "unknown"}, "d240 to d269", "30 May 2012 to 28 Jun 2012"),
        ({"lo": 212, "hi": 241, "precision": "unknown"}, "d212 to d241", "2 May 2012 to 31 May 2012"),
        ({"lo": None, "hi": 300, "precision": "unknown"}, "by d300", "to 29 Jul 2012"),
        (None, "", ""),
    ],
)
def test_a_date_is_told_in_days_and_by_the_calendar_where_day_zero_is_known(value, text, calendar):
    said = Speaker({}, DAY_ZERO).when(value)

    assert (said.text, said.calendar) == (text, calendar)


def test_without_day_zero_no_calendar_date_is_told():
    assert Speaker({}, None).when(252).calendar == ""


@pytest.mark.parametrize(
    ("lo", "hi", "text"),
    [
        (0, 0, "at r1"),
        (84, 126, "84 to 126 days after r1"),
        (-42, 0, "0 to 42 days before r1"),
        (-14, 14, "within 14 days of r1"),
        (-14, 42, "14 days before to 42 days after r1"),
        (30, 30, "30 days after r1"),
        (None, 30, "at an unknown distance from r1"),
    ],
)
def test_a_relative_date_is_told_by_its_anchor(lo, hi, text):
    assert Speaker({}, None).when(after("r1", lo, hi)).text == text


def test_a_relative_date_tells_the_days_that_its_anchor_allows():
    document = {"regimens": [{"id": "r1", "start": {"lo": 100, "hi": 200}}]}

    assert Speaker(document, None).when(after("r1", 10, 20)).note == "d110 to d220"


def test_an_anchor_left_open_is_said_to_be_open():
    assert Speaker({}, None).when(after(None, 150, 180)).text == "150 to 180 days after a record not named"


@pytest.mark.parametrize(
    ("text", "within"), [("Before treatment", "before treatment"), ("CT", "CT"), ("", ""), ("T", "T")]
)
def test_only_ordinary_words_begin_in_lower_case_within_a_sentence(text, within):
    assert lowered(text) == within


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-2, "2 days before"),
        (1, "1 day after"),
        (0, "the same day"),
        ([-14, 40], "between 14 days before and 40 days after"),
        ([0, 42], "between the same day and 42 days after"),
        ([None, -20], "20 days before or earlier"),
        ([5, 5], "5 days after"),
        (None, ""),
        ([None, None], ""),
    ],
)
def test_a_distance_from_the_event_is_told_in_words(days, text):
    assert distance_words(days) == text


# The record by station.

DOCUMENT = {
    "patient": {"age_at_diagnosis": 90, "sex": "female", "comorbidities_absent": "not-asked"},
    "stagings": [{"id": "t1", "on": 200, "classification": "p", "y": True, "t": "1a", "n": "1a", "m": "0", "sn": True}],
    "specimens": [
        {"id": "b2", "on": 700, "compartment": "SKIN_LR", "result": "malignant_breast"},
        {
            "id": "b1",
            "on": 0,
            "site": "left breast",
            "laterality": "left",
            "procedure": "skin_biopsy",
            "result": "benign",
            "markers": [{"analyte": "KI67", "value": {"comparator": ">", "lo": 20, "unit": "%"}}],
        },
    ],
    "lesions": [{"id": "l1", "compartment": "LIVER"}],
    "measurements": [{"lesion": "l1", "assessment": "a2", "long_mm": 24}],
    "assessments": [
        {"id": "a2", "on": 90, "scope": "FULL", "compartments": [{"compartment": "LIVER", "status": "CR"}]},
        {
            "id": "a1",
            "on": 10,
            "kind": "baseline",
            "compartments": [
                {"compartment": "SKIN_LR", "status": "BASELINE"},
                {"compartment": "LIVER", "status": "PR", "new_lesion": True},
            ],
        },
    ],
}
NOWHERE = Links("", {}, may_edit=False)


def section(slug: str):
    stations = stations_of(DOCUMENT, Speaker(DOCUMENT, None), NOWHERE)
    return next(one for station in stations for one in station.sections if one.kind.slug == slug)


def facts(entry) -> dict[str, str]:
    return {fact.label: fact.absent or fact.value.text for fact in entry.facts}


def test_rows_stand_in_order_of_time():
    assert [entry.key for entry in section("specimen").entries] == ["b1", "b2"]


def test_a_row_is_named_by_what_it_is():
    assert section("specimen").entries[0].headline == "Skin biopsy, left breast"
    assert section("specimen").entries[1].headline == "Skin, locoregional"
    assert section("staging").entries[0].headline == "ypT1a ypN1a(sn) ypM0"
    assert section("assessment").entries[0].headline == "Baseline"
    assert section("assessment").entries[1].headline == "Full restaging"


def test_a_blank_field_says_why_it_is_blank():
    patient = section("patient").entries[0]

    assert patient.headline == "Female, 90 years or over at diagnosis"
    assert facts(patient) == {"comorbidities": "Not asked"}


def test_nested_rows_are_one_line_each():
    markers = section("specimen").entries[0].nested[0]
    measurements = section("assessment").entries[1].nested[0]

    assert [name for name, _ in markers.lines] == ["Ki-67 >20 %"]
    assert [fact.value.refers or fact.value.text for fact in measurements.lines[0][1]] == [("l1",), "24"]


def test_those_who_may_not_change_the_case_get_no_links():
    assert section("specimen").add_url == ""
    assert section("specimen").entries[0].edit_url == ""


def test_the_grid_has_skin_last_and_a_hole_where_nothing_was_said():
    grid = grid_of(DOCUMENT, Speaker(DOCUMENT, None))

    assert [visit.key for visit in grid.visits] == ["a1", "a2"]
    assert [(row.compartment, row.skin) for row in grid.rows] == [
        ("Liver", False),
        ("Skin, locoregional", True),
    ]
    assert [cell and cell.code for cell in grid.rows[1].cells] == ["BASELINE", None]
    assert grid.rows[0].cells[0].new_lesion
