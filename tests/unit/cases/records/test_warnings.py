"""Each warning on a case that earns it, and its twin that does not."""

import pytest

from cases.records.warnings import find, shown, warnings_of


def case(**lists):
    return {"schema": "case/1", "day_zero": None, **lists}


def codes(document):
    return [one.code for one in warnings_of(document)]


def regimen(**facts):
    return {"id": "r1", "start": 0, "interval_days": 21, **facts}


def liver(day, regimen_key="r1", kind="event", **facts):
    return {"id": "a1", "on": day, "kind": kind, "regimen": regimen_key, **facts}


NINE_MONTHS = {"anchor": "r1", "lo_offset": 259, "hi_offset": 289, "precision": "relative"}
IHC, ISH = {"analyte": "HER2_IHC", "value": "3+"}, {"analyte": "HER2_ISH", "ratio": 1.2, "copies": 2.5}
DISTANT = {"id": "s1", "on": 10, "change": "baseline", "extent": "DIST"}
BRAIN = {"id": "l1", "compartment": "BRAIN", "first_seen": 5}
SKIN_CR = {"id": "a1", "on": 100, "compartments": [{"compartment": "SKIN_LR", "status": "CR"}]}
PLAQUE = {"id": "l1", "compartment": "SKIN_LR", "first_seen": 10}


TARGETED = {"id": "r1", "start": 0, "drugs": [{"agent": "trastuzumab"}]}


def staging(**facts):
    return {"id": "t1", "primary": "p1", "on": 0, "classification": "c", **facts}


@pytest.mark.parametrize(
    ("code", "earns", "does_not"),
    [
        (
            "CYCLES_AND_DURATION",
            case(regimens=[regimen(cycles_given=12, stop=NINE_MONTHS)]),
            case(regimens=[regimen(cycles_given=13, stop=NINE_MONTHS)]),
        ),
        (
            "CYCLES_AND_DURATION",
            case(
                regimens=[regimen(cycles_to_event=12)],
                skin_findings=[{"id": "s1", "on": NINE_MONTHS, "change": "progression"}],
            ),
            case(
                regimens=[regimen(cycles_to_event=12)],
                skin_findings=[{"id": "s1", "on": 252, "change": "progression"}],
            ),
        ),
        (
            "HER2_3_PLUS_NOT_AMPLIFIED",
            case(specimens=[{"id": "b1", "markers": [IHC, ISH]}]),
            case(specimens=[{"id": "b1", "markers": [IHC, ISH | {"ratio": 3.1, "copies": 8}]}]),
        ),
        (
            "T_CATEGORY_AND_SIZE",
            case(primaries=[{"id": "p1", "size_mm": 36}], stagings=[staging(t="3")]),
            case(primaries=[{"id": "p1", "size_mm": 36}], stagings=[staging(t="2")]),
        ),
        (
            "T_CATEGORY_AND_SIZE",
            case(primaries=[{"id": "p1", "size_mm": 70}], stagings=[staging(t="2")]),
            case(primaries=[{"id": "p1", "size_mm": 70}], stagings=[staging(t="4d")]),
        ),
        (
            "SKIN_BEYOND_BREAST_M0",
            case(stagings=[staging(m="0")], skin_findings=[DISTANT]),
            case(stagings=[staging(m="1")], skin_findings=[DISTANT]),
        ),
        (
            "SKIN_CR_LESION_OPEN",
            case(assessments=[SKIN_CR], lesions=[PLAQUE]),
            case(assessments=[SKIN_CR], lesions=[PLAQUE | {"resolved": 90}]),
        ),
        (
            "IMAGING_AFTER_NEXT_THERAPY",
            case(regimens=[regimen(), {"id": "r2", "start": 100}], assessments=[liver(120)]),
            case(regimens=[regimen(), {"id": "r2", "start": 100}], assessments=[liver(114)]),
        ),
        (
            "ONE_DATE_FOR_ALL",
            case(regimens=[regimen()], assessments=[liver(0)], stagings=[staging()], followups=[{"id": "f1", "on": 0}]),
            case(regimens=[regimen()], assessments=[liver(0)], stagings=[staging()], followups=[{"id": "f1", "on": 9}]),
        ),
        (
            "STAGE_IIIA_WITH_CNS",
            case(stagings=[staging(anatomic_group="IIIA")], lesions=[BRAIN]),
            case(stagings=[staging(anatomic_group="IIIA")], lesions=[BRAIN | {"first_seen": 500}]),
        ),
        (
            "FAR_FROM_DIAGNOSIS",
            case(skin_findings=[{"id": "s1", "on": -9000, "change": "progression"}]),
            case(skin_findings=[{"id": "s1", "on": -300, "change": "progression"}]),
        ),
        (
            "FAR_FROM_DIAGNOSIS",
            case(followups=[{"id": "f1", "on": 30000, "status": "alive"}]),
            case(followups=[{"id": "f1", "on": 3000, "status": "alive"}]),
        ),
        (
            "DAY_ZERO_AND_YEAR",
            case(day_zero="2014-03-12", diagnosis_year=2011),
            case(day_zero="2014-03-12", diagnosis_year=2014),
        ),
        (
            "HER2_WITHOUT_METHOD",
            case(specimens=[{"id": "b1", "markers": [{"analyte": "HER2", "value": "3+"}]}]),
            case(specimens=[{"id": "b1", "markers": [IHC]}]),
        ),
        ("AGE_UNDER_18", case(patient={"age_at_diagnosis": 17}), case(patient={"age_at_diagnosis": 18})),
        (
            "DOSE_OVER_80_GY",
            case(local_treatments=[{"id": "lt1", "dose_cgy": 8001}]),
            case(local_treatments=[{"id": "lt1", "dose_cgy": 8000}]),
        ),
        (
            "INTERVAL_UNUSUAL",
            case(regimens=[regimen(interval_days=20)]),
            case(regimens=[regimen(interval_days=28)]),
        ),
        (
            "ASSESSMENT_BEFORE_ITS_REGIMEN",
            case(regimens=[regimen()], assessments=[liver(-5)]),
            case(regimens=[regimen()], assessments=[liver(-5, kind="baseline")]),
        ),
        (
            "DRUG_BEFORE_ITS_REGIMEN",
            case(regimens=[regimen(drugs=[{"agent": "docetaxel", "start": -1}])]),
            case(regimens=[regimen(drugs=[{"agent": "docetaxel", "start": 0}])]),
        ),
        (
            "DRUG_AFTER_ITS_REGIMEN",
            case(regimens=[regimen(stop=50, drugs=[{"agent": "docetaxel", "start": 51}])]),
            case(regimens=[regimen(stop=50, drugs=[{"agent": "docetaxel", "start": 50}])]),
        ),
        (
            "REGIMENS_OVERLAP",
            case(regimens=[TARGETED | {"stop": 200}, TARGETED | {"id": "r2", "start": 100}]),
            case(regimens=[TARGETED | {"stop": 120}, TARGETED | {"id": "r2", "start": 100}]),
        ),
        (
            "CYCLE_BEYOND_THOSE_GIVEN",
            case(regimens=[regimen(cycles_given=6)], assessments=[liver(150, cycle=7)]),
            case(regimens=[regimen(cycles_given=6)], assessments=[liver(150, cycle=6)]),
        ),
        (
            "SPECIMEN_OF_ANOTHER_PLACE",
            case(lesions=[BRAIN], specimens=[{"id": "b1", "lesion": "l1", "compartment": "LIVER"}]),
            case(lesions=[BRAIN], specimens=[{"id": "b1", "lesion": "l1", "compartment": "BRAIN"}]),
        ),
        (
            "AGE_AND_MENOPAUSE",
            case(patient={"age_at_diagnosis": 60, "menopausal_at_diagnosis": "pre"}),
            case(patient={"age_at_diagnosis": 59, "menopausal_at_diagnosis": "pre"}),
        ),
        (
            "AFTER_DEATH",
            case(followups=[{"id": "f1", "on": 50, "status": "dead"}], stagings=[staging(on=60)]),
            case(followups=[{"id": "f1", "on": 50, "status": "alive"}], stagings=[staging(on=60)]),
        ),
    ],
)
def test_a_warning_is_given_where_it_is_earned_and_only_there(code, earns, does_not):
    assert code in codes(earns)
    assert code not in codes(does_not)


def test_an_uncertain_duration_that_allows_the_cycles_earns_no_warning():
    wide = {"anchor": "r1", "lo_offset": 231, "hi_offset": 289, "precision": "relative"}
    finding = {"id": "s1", "on": wide, "change": "progression"}
    worded = finding | {"on": wide | {"as_reported": "after 9 months of treatment (12 cycles)"}}
    regimens = [regimen(cycles_to_event=12)]
    assert codes(case(regimens=regimens, skin_findings=[finding])) == []
    assert codes(case(regimens=regimens, skin_findings=[worded])) == ["CYCLES_AND_DURATION"]


def test_a_warning_names_both_values_and_the_rows():
    warning = warnings_of(case(regimens=[regimen(cycles_given=12, stop=NINE_MONTHS)]))[0]
    assert "252 days" in warning.says
    assert "274 days" in warning.says
    assert warning.keys == ["r1"]


def test_an_answer_stands_beside_its_warning_and_nowhere_else():
    answers = [{"code": "AGE_UNDER_18", "about": "", "reason": "seen twice"}]
    document = case(patient={"age_at_diagnosis": 17}, warning_answers=answers)
    assert [one.answer for one in shown(document)] == ["seen twice"]
    assert find(document, code="AGE_UNDER_18", about="").answer == "seen twice"
    assert find(document, code="AGE_UNDER_18", about="r1") is None


def test_unknown_dates_and_empty_cases_earn_no_warning():
    assert codes(case()) == []
    vague = {"anchor": None, "lo_offset": 0, "hi_offset": 0, "precision": "relative"}
    assert codes(case(regimens=[regimen(start=None, stop=vague, cycles_given=3)], assessments=[liver(None)])) == []
