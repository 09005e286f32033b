"""Each impossible thing in a case that holds it, and the twin in which the dates still allow it."""

from datetime import date

import pytest

from cases.records.stops import Place, stops_of
from cases.records.warnings import warnings_of

TODAY = date(2026, 11, 24)
TRASTUZUMAB = [{"agent": "trastuzumab"}]
DEAD = {"id": "f1", "on": 50, "status": "dead"}


def case(**lists):
    return {"schema": "case/1", "day_zero": None, **lists}


def regimen(**facts):
    return {"id": "r1", "start": 0, "drugs": TRASTUZUMAB, **facts}


def between(lo, hi):
    return {"lo": lo, "hi": hi, "precision": "month"}


def codes(document):
    return [one.code for one in stops_of(document, TODAY)]


@pytest.mark.parametrize(
    ("code", "holds", "does_not"),
    [
        (
            "IN_THE_FUTURE",
            case(day_zero="2026-11-20", followups=[{"id": "f1", "on": 5, "status": "alive"}]),
            case(day_zero="2026-11-20", followups=[{"id": "f1", "on": 4, "status": "alive"}]),
        ),
        (
            "IN_THE_FUTURE",
            case(day_zero="2026-11-20", regimens=[regimen(drugs=[{"agent": "trastuzumab", "last_dose": 30}])]),
            case(day_zero=None, regimens=[regimen(drugs=[{"agent": "trastuzumab", "last_dose": 30}])]),
        ),
        ("YEAR_IN_THE_FUTURE", case(diagnosis_year=2027), case(diagnosis_year=2026)),
        (
            "TREATED_BEFORE_DIAGNOSIS",
            case(regimens=[regimen(start=-300)]),
            case(regimens=[regimen(start=between(-300, 0))]),
        ),
        (
            "TREATED_BEFORE_DIAGNOSIS",
            case(regimens=[regimen(start=-300)]),
            case(regimens=[regimen(start=-300, drugs=[{"agent": "tamoxifen"}])]),
        ),
        (
            "DIAGNOSED_BEFORE_DAY_ZERO",
            case(primaries=[{"id": "p1", "on": -1}]),
            case(primaries=[{"id": "p1", "on": 0}]),
        ),
        (
            "BIOPSY_BEFORE_DIAGNOSIS",
            case(specimens=[{"id": "b1", "on": -61, "result": "malignant_breast"}]),
            case(specimens=[{"id": "b1", "on": -61, "result": "benign"}]),
        ),
        (
            "AFTER_DEATH",
            case(followups=[DEAD], regimens=[regimen(start=51)]),
            case(followups=[DEAD], regimens=[regimen(start=between(40, 60))]),
        ),
        (
            "AFTER_DEATH",
            case(followups=[DEAD, {"id": "f2", "on": 60, "status": "alive"}]),
            case(followups=[DEAD, {"id": "f2", "on": 40, "status": "alive"}]),
        ),
        (
            "RESOLVED_BEFORE_SEEN",
            case(lesions=[{"id": "l1", "compartment": "LIVER", "first_seen": 10, "resolved": 9}]),
            case(lesions=[{"id": "l1", "compartment": "LIVER", "first_seen": 10, "resolved": 10}]),
        ),
        (
            "EARLIER_FINDING_IS_LATER",
            case(skin_findings=[{"id": "s1", "on": 9}, {"id": "s2", "on": 5, "lesion_of": "s1"}]),
            case(skin_findings=[{"id": "s1", "on": 5}, {"id": "s2", "on": 9, "lesion_of": "s1"}]),
        ),
    ],
)
def test_what_is_impossible_on_every_day_stops_and_nothing_else(code, holds, does_not):
    assert code in codes(holds)
    assert code not in codes(does_not)


def test_a_stop_names_both_values_and_where_they_stand():
    stop = stops_of(case(followups=[DEAD], regimens=[regimen(start=51)]), TODAY)[0]

    assert "day 51" in stop.says
    assert "day 50" in stop.says
    assert stop.places == (Place("r1", "start"), Place("f1", "on"))


def test_a_nested_date_in_the_future_leads_to_the_part_of_the_form_that_holds_it():
    future = case(day_zero="2026-11-20", patient={"consents": [{"scope": "registry", "on": 30}]})

    stop = stops_of(future, TODAY)[0]

    assert "20 Dec 2026" in stop.says
    assert stop.places[0] == Place("", "rows-consent")
    assert stop.rows == {""}


def test_a_row_without_a_key_is_called_by_what_it_is():
    without = {"on": 60, "status": "alive"}
    (stop,) = stops_of(case(followups=[{"on": 50, "status": "dead"}, without]), TODAY)
    (future,) = stops_of(case(day_zero="2026-11-20", adverse_events=[{"on": 30, "term": "Rash"}]), TODAY)

    assert stop.says == "A follow-up reports a contact on day 60, but the patient died on day 50."
    assert stop.places == (Place("", "on"), Place("", "on"))
    assert future.says.startswith("An adverse event: “")


@pytest.mark.parametrize("listed", ["followups", "workups", "adverse_events", "measurements"])
def test_no_check_asks_for_a_key_that_case_json_may_leave_out(listed):
    row = {
        "followups": {"on": 1, "status": "dead"},
        "workups": {"finding": "s1"},
        "adverse_events": {"on": 2, "term": "Rash"},
        "measurements": {"assessment": "a1", "lesion": "l1", "long_mm": 12},
    }[listed]
    held = case(
        regimens=[regimen()],
        lesions=[{"id": "l1", "compartment": "LIVER"}],
        assessments=[{"id": "a1", "on": 3, "compartments": [{"compartment": "LIVER", "status": "PR"}]}],
        skin_findings=[{"id": "s1", "on": 4, "change": "progression"}],
    )

    assert stops_of(held | {listed: [row, dict(row)]}, TODAY) == stops_of(held | {listed: []}, TODAY)
    assert all(one.says for one in warnings_of(held | {listed: [row, dict(row)]}))
