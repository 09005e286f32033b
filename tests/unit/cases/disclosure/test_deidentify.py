"""What leaves a case when others than its institution look at it."""

import json
from copy import deepcopy

import pytest

from cases.disclosure.bands import age_band
from cases.records.outside import seen_from_outside

CANARY = "Mrs Kanari of ward 7"

CASE = {
    "schema": "case/1",
    "institution": "A",
    "local_code": CANARY,
    "status": "submitted",
    "legal_basis": {"kind": "waiver", "reference": CANARY, "state": "in_force"},
    "provenance": {"source": "chart", "reference": CANARY, "publicly_described": False},
    "day_zero": "2014-03-12",
    "diagnosis_year": 2014,
    "comment": CANARY,
    "patient": {
        "age_at_diagnosis": 62,
        "sex": "female",
        "ancestry": CANARY,
        "consents": [{"scope": "registry", "status": "valid", "version": CANARY}],
    },
    "specimens": [
        {
            "id": "b1",
            "on": {"lo": 240, "hi": 270, "precision": "month", "as_reported": CANARY},
            "site": CANARY,
            "site_as_reported": CANARY,
            "result": "malignant_breast",
            "result_as_reported": CANARY,
            "contradiction_note": CANARY,
            "laterality_absent": "not-asked",
            "markers": [
                {"analyte": "HER2_IHC", "value": "3+", "assay": CANARY},
                {"analyte": "KI67", "value": {"comparator": ">", "lo": 20, "unit": "%"}},
                {"analyte": "ER", "value": CANARY},
                {"analyte": "PR", "value": {"comparator": "=", "lo": 1, "unit": "Kanari"}},
            ],
        }
    ],
    "regimens": [{"id": "r1", "name": CANARY, "start": 800, "drugs": [{"agent": "trastuzumab"}, {"agent": CANARY}]}],
    "skin_findings": [
        {"id": "s1", "on": 1052, "change": "progression", "morphology": ["nodule", CANARY], "sites": [CANARY]}
    ],
    "warning_answers": [{"code": "m0_with_distant_skin", "about": "s1", "reason": CANARY}],
    "added_later_by_somebody": CANARY,
}


@pytest.fixture
def seen() -> dict:
    return seen_from_outside(deepcopy(CASE))


def test_no_free_text_and_no_calendar_date_leaves(seen):
    said = json.dumps(seen)

    assert "Kanari" not in said
    assert "2014-03-12" not in said
    assert not {"day_zero", "local_code", "comment", "added_later_by_somebody"} & seen.keys()


def test_what_the_rules_read_stays(seen):
    specimen = seen["specimens"][0]

    assert specimen["on"] == {"lo": 240, "hi": 270, "precision": "month"}
    assert specimen["result"] == "malignant_breast"
    assert specimen["laterality_absent"] == "not-asked"
    assert specimen["markers"][0] == {"analyte": "HER2_IHC", "value": "3+"}
    assert seen["regimens"][0]["start"] == 800
    assert seen["diagnosis_year"] == 2014


def test_an_exact_age_becomes_a_band(seen):
    assert seen["patient"] == {
        "sex": "female",
        "consents": [{"scope": "registry", "status": "valid"}],
        "age_band": "60-64",
    }


def test_a_text_outside_an_open_set_is_seen_as_other(seen):
    assert seen["regimens"][0]["drugs"] == [{"agent": "trastuzumab"}, {"agent": "other"}]
    assert seen["skin_findings"][0]["morphology"] == ["nodule", "other"]


def test_a_unit_typed_by_hand_stays_inside_and_its_number_leaves(seen):
    markers = seen["specimens"][0]["markers"]

    assert markers[1]["value"] == {"comparator": ">", "lo": 20, "unit": "%"}
    assert markers[3]["value"] == {"comparator": "=", "lo": 1}


def test_a_date_that_is_only_wording_is_unknown_outside():
    case = deepcopy(CASE)
    case["skin_findings"][0]["on"] = {"lo": None, "hi": None, "precision": "unknown", "as_reported": CANARY}

    assert seen_from_outside(case)["skin_findings"][0].get("on") is None


def test_the_document_itself_is_left_as_it_was():
    case = deepcopy(CASE)

    seen_from_outside(case)

    assert case == CASE


def test_nothing_is_added_by_looking_twice(seen):
    again = seen_from_outside(seen)
    again["patient"]["age_band"] = seen["patient"]["age_band"]

    assert again == seen


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-4"), (59, "55-59"), (60, "60-64"), (64, "60-64"), (89, "85-89"), (90, "90+"), (None, "")],
)
def test_bands_are_five_years_wide_and_pooled_from_90(age, band):
    assert age_band(age) == band
