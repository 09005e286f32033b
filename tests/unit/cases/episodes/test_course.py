"""What came after an event, and what else it is compared by, from drawn courses."""

import pytest

from cases.episodes.course import course_of
from cases.episodes.history import Dated
from cases.episodes.kin import Held, kin_of, next_of
from cases.records.figure.moments import Moments

EVENT = {"t0": [100, 100], "label": "DCP_STRICT", "regimen": "r1"}
FIRST = {"id": "r1", "start": 0, "drugs": [{"agent": "trastuzumab"}, {"agent": "docetaxel"}]}


def look(day, compartment="LIVER", status="CR", **more) -> dict:
    return {"id": f"a{day}", "on": day, "compartments": [{"compartment": compartment, "status": status, **more}]}


def course(*later_events, regimens=(), assessments=(), findings=(), specimens=()) -> dict:
    document = {
        "regimens": [FIRST, *regimens],
        "assessments": list(assessments),
        "skin_findings": [{"id": "s1", "on": 100, "change": "progression"}, *findings],
        "specimens": list(specimens),
    }
    return course_of(document, [EVENT, *later_events], 0, Dated(document, Moments(document)))


def test_nothing_recorded_after_the_event_is_no_treatment_and_no_look():
    found = course()
    assert (found["skin"], found["systemic"]) == ({"days": 0, "seen": False}, {"days": 0, "seen": False})
    assert found["bands"] == {"next": "none", "skin": "short", "systemic": "short"}
    assert found["kin"] == "discordant/mab"
    assert "next" not in found


def test_the_next_regimen_is_the_earliest_that_surely_began_after_the_event():
    later = {"id": "r3", "start": 160, "drugs": [{"agent": "lapatinib"}]}
    sooner = {"id": "r2", "start": 121, "drugs": [{"agent": "trastuzumab deruxtecan"}]}
    unsure = {"id": "r4", "start": {"lo": 90, "hi": 130, "precision": "month"}, "drugs": [{"agent": "capecitabine"}]}
    found = course(regimens=[later, sooner, unsure])
    assert (found["next"], found["next_after"]) == (["trastuzumab deruxtecan"], 21)
    assert found["bands"]["next"] == "adc"


def test_skin_is_held_until_the_next_event_that_is_a_progression():
    benign = {"t0": [150, 150], "label": "MIMIC", "regimen": "r1"}
    again = {"t0": [240, 260], "label": "INDETERMINATE", "regimen": "r1"}
    found = course(benign, again)
    assert found["skin"] == {"days": 140, "seen": True}
    assert found["bands"]["skin"] == "came"


def test_without_another_event_it_is_held_at_least_until_the_last_look_at_its_earliest_day():
    finding = {"id": "s2", "on": {"lo": 290, "hi": 320, "precision": "month"}, "change": "stable"}
    found = course(findings=[finding])
    assert found["skin"] == {"days": 190, "seen": False}
    assert found["bands"]["skin"] == "held"


@pytest.mark.parametrize(
    ("row", "systemic"),
    [
        (look(150, status="PD"), {"days": 50, "seen": True}),
        (look(150, status="SD", new_lesion=True), {"days": 50, "seen": True}),
        (look(150), {"days": 50, "seen": False}),
        (look(150, status="NE"), {"days": 0, "seen": False}),
        (look(150, "BRAIN", "PD"), {"days": 0, "seen": False}),
        (look(150, "SKIN_LR", "PD"), {"days": 0, "seen": False}),
        (look(None), {"days": 0, "seen": False}),
    ],
)
def test_the_other_organs_are_those_outside_skin_and_brain(row, systemic):
    assert course(assessments=[row])["systemic"] == systemic


def test_involved_organs_and_receptors_are_those_known_at_the_event():
    rows = [look(-5, involved_at_baseline=True), look(-4, "BONE"), look(120, "LUNG", involved_at_baseline=True)]
    markers = [{"analyte": "ER", "interpretation": "positive"}, {"analyte": "PR", "interpretation": "equivocal"}]
    late = [{"analyte": "ER", "interpretation": "negative"}]
    specimens = [{"id": "b1", "on": 0, "markers": markers}, {"id": "b2", "on": 140, "markers": late}]
    found = course(assessments=rows, specimens=specimens)
    assert found["involved"] == ["LIVER"]
    assert found["receptors"] == {"ER": "positive"}


def test_an_event_whose_day_is_open_has_no_course():
    assert course_of({}, [EVENT | {"t0": [None, 100]}], 0, Dated({}, Moments({}))) == {}


@pytest.mark.parametrize(
    ("days", "seen", "held"),
    [(180, True, Held.CAME), (181, True, Held.HELD), (180, False, Held.HELD), (179, False, Held.SHORT)],
)
def test_bands_of_time(days, seen, held):
    assert Held.of(days, seen) is held


def test_groups_and_bands_of_drugs():
    assert kin_of("DCP_BROAD_EARLY_POST", ["adc_topo1", "adc_tubulin"]) == "discordant/adc"
    assert kin_of("MIMIC", []) == "other/none"
    assert kin_of("CONCORDANT_PD", ["mab_adcc", "tki"]) == "progressing/several"
    assert (next_of([], ["capecitabine"]), next_of(None, None), next_of(["tki"], ["lapatinib"])) == (
        "other",
        "none",
        "tki",
    )
