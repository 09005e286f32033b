"""From a de-identified case to the rows of figures."""

import json
import uuid
from fractions import Fraction

from cases.analysis.figures.patients import Patient, changes_of, courses_of, sightings_of
from cases.analysis.plots.swimmer import BIOPSY, DEATH, INDEX, LOCAL
from cases.analysis.statistics.lanes import Reading
from cases.cohorts.members import Member, Unit
from cases.episodes.course import course_of
from cases.episodes.history import Dated
from cases.episodes.outside import outside_of, start_of
from cases.records.figure import first_dose
from cases.records.figure.moments import Moments
from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from registry.paths import CHECKOUT

DEFINITION = load_definition("dcp")


def patient(document: dict) -> tuple[Patient, list[int]]:
    """A case as it comes into a figure, and the days of its events by the episodes themselves."""
    episodes = classify_document(document, DEFINITION)["episodes"]
    outside = outside_of(document, episodes, DEFINITION, first_dose(document))
    dated = Dated(document, Moments(document))
    told = [course_of(document, episodes, place, dated) for place in range(len(episodes))]
    members = tuple(Member(uuid.uuid4(), Unit.EPISODES, 1, "N", "", "", {}, course, {}, {}) for course in told)
    days = [outside.episodes[start_of(one)]["t0"][0] for one in episodes]
    return Patient("1", outside.document, members), days


def case(**more) -> dict:
    rows = {
        "regimens": [
            {"id": "r1", "start": 100, "stop": 400, "drugs": [{"agent": "trastuzumab"}, {"agent": "docetaxel"}]},
            {"id": "r2", "start": 420, "drugs": [{"agent": "trastuzumab deruxtecan", "ongoing": True}]},
        ],
        "assessments": [
            look("a1", 95, ("LIVER", "BASELINE"), ("BONE", "BASELINE")),
            look("a2", 300, ("LIVER", "PR"), ("BONE", "SD")),
            look("a3", 500, ("LIVER", "PD")),
        ],
        "skin_findings": [{"id": "s1", "on": 390, "change": "progression", "new_lesions": True, "extent": "LR"}],
        "specimens": [{"id": "b1", "on": 395, "compartment": "SKIN_LR", "result": "malignant_breast", "finding": "s1"}],
        "local_treatments": [{"id": "lt1", "kind": "radiotherapy", "start": 410}],
        "followups": [{"on": 600, "status": "alive"}],
    }
    return {"schema": "case/1", "local_code": "X", "primaries": [{"id": "p1"}]} | rows | more


def look(key: str, on: int, *rows: tuple[str, str]) -> dict:
    compartments = [{"compartment": place, "involved_at_baseline": True, "status": status} for place, status in rows]
    return {"id": key, "on": on, "kind": "scheduled", "scope": "FULL", "compartments": compartments}


def test_days_count_from_the_first_dose_and_the_bar_ends_with_what_is_known():
    [course] = courses_of([patient(case())[0]])
    assert course.end == 500
    assert course.ongoing
    assert course.skin == (Reading(290, "PD"),)
    assert [(one.day, one.value) for one in course.marks] == [(295, BIOPSY), (310, LOCAL), (290, INDEX)]


def test_a_death_ends_the_bar():
    [course] = courses_of([patient(case(followups=[{"on": 650, "status": "dead"}]))[0]])
    assert (course.end, course.ongoing) == (550, False)
    assert Reading(550, DEATH) in course.marks


def test_the_lane_of_the_others_shows_the_worst_that_holds_on_each_day():
    [course] = courses_of([patient(case())[0]])
    assert course.others == (Reading(-5, "BASELINE"), Reading(200, "SD"), Reading(400, "PD"))


def test_a_regimen_ends_and_the_next_begins():
    [course] = courses_of([patient(case())[0]])
    told = [(one.day, one.value) for one in course.regimens]
    assert told == [(0, "trastuzumab + docetaxel"), (300, ""), (320, "trastuzumab deruxtecan"), (500, "")]


def test_the_index_day_of_every_shipped_case_is_that_of_its_episodes():
    events = 0
    for name in ("exchange/data/published-cases.json", "desk/data/invented-cases.json"):
        for document in json.loads((CHECKOUT / "cases" / name).read_text()):
            found, days = patient(document)
            assert list(found.events) == sorted({day for day in days if day is not None}), document["local_code"]
            events += len(days)
    assert events >= 5


def test_looks_count_from_the_index_event():
    found = {(one.compartment, one.day, one.status) for one in sightings_of([patient(case())[0]])}
    assert ("LIVER", 110, "PD") in found
    assert ("SKIN_LR", 0, "PD") in found


def test_rows_of_equal_length_are_ordered_by_what_they_show_and_not_by_who_they_are():
    one, other = patient(case())[0], patient(case(skin_findings=[], specimens=[]))[0]
    forth, back = ([course.skin for course in courses_of(pair)] for pair in ((one, other), (other, one)))
    assert forth == back


def test_the_best_change_is_that_of_the_measured_parts():
    [document] = [json.loads((CHECKOUT / "cases/desk/data/measured-case.json").read_text())]
    document = document[0] if isinstance(document, list) else document
    [change] = changes_of([patient(document)[0]], DEFINITION.constants)
    assert change.skin == Fraction(-406, 1000)
    assert change.others == Fraction(-732, 1000)


def test_a_case_without_measurements_is_in_no_waterfall():
    assert changes_of([patient(case())[0]], DEFINITION.constants) == []
