"""What cohorts can be asked by: facts of a case, of its events and of its anti-HER2 regimens."""

import pytest

from cases.cohorts.fields import Kind, Unit, fields_with
from cases.episodes.facts import CaseFacts
from cases.episodes.history import Dated
from cases.episodes.receptors import receptor
from cases.records.figure.moments import Moments
from cases.rules.definition import load_definition
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline


def case(**changes):
    """A patient whose liver responds to THP while the skin progresses on day 1000, then T-DXd from day 1030."""
    return {
        "schema": "case/1",
        "local_code": "FACTS",
        "patient": {"age_at_diagnosis": 62, "sex": "female", "menopausal_at_diagnosis": "unknown"},
        "primaries": [{"id": "p1", "laterality": "left", "histology": "8500/3", "inflammatory": True}],
        "stagings": [{"id": "t1", "primary": "p1", "on": 0, "classification": "c", "m": "1"}],
        "specimens": [
            _specimen("b1", 0, "BREAST_IPSI", {"analyte": "ER", "value": 90}, {"analyte": "HER2_IHC", "value": "3+"}),
            _specimen("b2", 1010, "SKIN_LR", {"analyte": "ER", "value": 0}, {"analyte": "HER2_IHC", "value": "1+"})
            | {"finding": "s1"},
            _specimen("b3", 1500, "SKIN_LR", {"analyte": "PIK3CA", "interpretation": "mutated"}),
        ],
        "regimens": [
            _regimen("r1", 800, 1020, "pertuzumab", "trastuzumab", "docetaxel")
            | {"stop_reason": "PD_isolated_cutaneous"},
            _regimen("r2", 1030, None, "trastuzumab deruxtecan") | {"line": 2},
        ],
        "regimens_complete": True,
        "assessments": [
            _look("a1", 790, "baseline", LIVER="BASELINE", BONE="BASELINE"),
            _look("a2", 1004, "event", LIVER="PR"),
        ],
        "skin_findings": [
            {
                "id": "s1",
                "on": 1000,
                "change": "progression",
                "extent": "LR",
                "sites": ["chest wall"],
                "new_lesions": True,
            }
        ],
        "followups": [{"on": 1600, "status": "alive"}],
    } | changes


def _specimen(key, on, compartment, *markers):
    return {"id": key, "on": on, "compartment": compartment, "result": "malignant_breast", "markers": list(markers)}


def _regimen(key, start, stop, *agents):
    drugs = [{"agent": agent, "start": start} for agent in agents]
    return {"id": key, "setting": "metastatic", "line": 1, "start": start, "stop": stop, "drugs": drugs}


def _look(key, on, kind, **statuses):
    rows = [{"compartment": one, "involved_at_baseline": True, "status": said} for one, said in statuses.items()]
    return {
        "id": key,
        "on": on,
        "kind": kind,
        "regimen": "r1",
        "modalities": ["CT"],
        "scope": "FULL",
        "compartments": rows,
    }


def facts_of(document):
    timeline = Timeline.from_document(document)
    episodes = [one.as_json() for one in classify(timeline, load_definition("dcp"))]
    return CaseFacts(document, timeline, episodes, Dated(document, Moments(document)))


def test_an_event_knows_its_regimen_its_skin_and_every_other_compartment():
    found = facts_of(case()).episode(0)
    assert (
        found
        | {
            "drug": ["docetaxel", "pertuzumab", "trastuzumab"],
            "regimen": ["pertuzumab + trastuzumab"],
            "class": ["mab_adcc"],
            "line": 1,
            "on_therapy": [200, 200],
            "earlier_drug": [],
            "next_drug": ["trastuzumab deruxtecan"],
            "er_skin": ["negative"],
            "her2_skin": ["low"],
            "site": ["chest wall"],
            "place": None,
            "new_lesions": True,
            "event": 1,
        }
        == found
    )
    assert found["compartments"] == [
        {"at": "BONE"},
        {"at": "LIVER", "says": "PR", "days": [4, 4], "same": False},
    ]


def test_a_case_knows_what_it_was_at_diagnosis_and_ever():
    found = facts_of(case()).case()
    assert (
        found
        | {
            "age": ["60-64"],
            "inflammatory": True,
            "de_novo": True,
            "er": ["positive"],
            "her2_primary": ["positive"],
            "her2_skin": ["low"],
            "pik3ca": ["mutated"],
            "ever_involved": ["BONE", "LIVER"],
            "anti_her2_regimens": 2,
            "events": 1,
            "vital": ["alive"],
        }
        == found
    )
    assert "menopause" not in found
    assert "grade" not in found


def test_each_anti_her2_regimen_is_one():
    first, second = facts_of(case()).regimens()
    assert (first["duration"], first["stop_reason"], first["events"]) == ([220, 220], ["PD_isolated_cutaneous"], 1)
    assert second["earlier_drug"] == ["docetaxel", "pertuzumab", "trastuzumab"]
    assert "duration" not in second


def test_what_may_be_lacking_is_never_said_to_be_none():
    open_list = facts_of(case(regimens_complete=None)).episode(0)
    assert open_list["earlier_drug"] == ["?"]
    nothing_said = case()
    del nothing_said["regimens"][0]["drugs"]
    assert facts_of(nothing_said).episode(0)["drug"] is None
    unseen = facts_of(case(assessments=[])).episode(0)
    assert "compartments" not in unseen


def test_dates_between_bounds_stay_bounds():
    document = case()
    document["regimens"][0]["start"] = {"lo": 790, "hi": 820}
    document["assessments"][1]["on"] = {"lo": 990, "hi": 1030}
    found = facts_of(document).episode(0)
    assert found["on_therapy"] == [180, 210]
    assert found["compartments"][1] == {"at": "LIVER", "says": "PR", "days": [0, 30]}


@pytest.mark.parametrize(
    ("marker", "says"),
    [
        ({"value": 0}, "negative"),
        ({"value": 1}, "positive"),
        ({"value": {"comparator": ">=", "lo": 10, "hi": None}}, "positive"),
        ({"value": {"comparator": "range", "lo": 0, "hi": 5}}, ""),
        ({"value": 90, "interpretation": "negative"}, "negative"),
        ({}, ""),
    ],
)
def test_when_a_receptor_is_positive(marker, says):
    assert receptor(marker) == says


def test_every_fact_is_a_field_of_its_unit_and_of_its_kind():
    """What is stored can be asked for, and only known values are stored."""
    found = facts_of(case())
    fields = fields_with()
    case_facts = found.case()
    for unit, facts in (
        (Unit.CASES, case_facts),
        (Unit.EPISODES, case_facts | found.episode(0)),
        (Unit.REGIMENS, case_facts | found.regimens()[0]),
    ):
        for name, stored in facts.items():
            if name in ("history", "place") or (unit is Unit.REGIMENS and name in ("site", "morphology")):
                continue
            assert unit in fields[name].units, (unit, name)
            if isinstance(stored, list) and fields[name].kind in (Kind.ONE, Kind.SET):
                assert all(fields[name].find(fields[name].token_of(one)) for one in stored), (name, stored)
