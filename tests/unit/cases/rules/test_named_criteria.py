"""Criteria with a name of their own answer where the record holds what they ask for, and nowhere else."""

import pytest

from cases.rules.definition import load_definition
from cases.rules.measured import measured
from cases.rules.named_criteria import named_criteria
from cases.rules.timeline import Timeline
from tests.spec.measurements import course, lesion, look

BRAIN = lesion("l1", "BRAIN"), lesion("l2", "BRAIN")
BONE = lesion("l1", "BONE")


def answers(*records) -> list[tuple[str, str, str, str]]:
    timeline = Timeline.from_document(course(*records))
    found = named_criteria(timeline, measured(timeline, load_definition("dcp").constants))
    return [(one.assessment, one.compartment, str(one.criteria), str(one.status)) for one in found]


@pytest.mark.parametrize(("size", "given"), [(25, True), (24.9, False)])
def test_the_brain_progresses_by_20_percent_and_5_mm_of_one_lesion(size: float, given: bool) -> None:
    looks = look(-7, {"l1": 20, "l2": 10}, "base"), look(60, {"l1": size, "l2": 12}, "a1")
    assert answers(*BRAIN, *looks) == ([("a1", "BRAIN", "RANO_BM", "PD")] if given else [])


def test_two_lesions_of_the_brain_that_grew_a_little_each_are_not_enough() -> None:
    looks = look(-7, {"l1": 15, "l2": 15}, "base"), look(60, {"l1": 19, "l2": 19}, "a1")
    assert answers(*BRAIN, *looks) == []


def test_a_new_lesion_of_the_brain_is_enough() -> None:
    row = {"BRAIN": {"status": "PD", "new_lesion": True}}
    looks = look(-7, {"l1": 20}, "base"), look(60, {"l1": 20}, "a1", row)
    assert answers(BRAIN[0], *looks) == [("a1", "BRAIN", "RANO_BM", "PD")]


def test_a_response_of_the_brain_would_need_steroids_and_the_state_of_the_patient() -> None:
    assert answers(BRAIN[0], look(-7, {"l1": 20}, "base"), look(60, {"l1": 5}, "a1")) == []


@pytest.mark.parametrize(("across", "given"), [(12.5, True), (12.4, False)])
def test_bone_progresses_by_a_quarter_of_the_product(across: float, given: bool) -> None:
    looks = [
        look(day, {"l1": {"long_mm": 20, "short_mm": short, "method": "MRI"}}, key)
        for day, short, key in ((-7, 10, "base"), (60, across, "a1"))
    ]
    assert answers(BONE, *looks) == ([("a1", "BONE", "MDA", "PD")] if given else [])


def test_a_new_lesion_by_percist_takes_up_the_tracer() -> None:
    row = {"status": "PD", "new_lesion": True, "criteria": "PERCIST"}
    assert answers(look(60, {}, "a1", {"LUNG": row})) == [("a1", "LUNG", "PERCIST", "PD")]
    assert answers(look(60, {}, "a1", {"LUNG": row | {"new_lesion": False}})) == []


def said(*records) -> list[str]:
    timeline = Timeline.from_document(course(*records))
    found = named_criteria(timeline, measured(timeline, load_definition("dcp").constants))
    return [f"{one.assessment} {one.says}" for one in found]


def bone_look(day: int, key: str, **across: float) -> list:
    sizes = {name: {"long_mm": 20, "short_mm": short, "method": "MRI"} for name, short in across.items()}
    return look(day, sizes, key)


def test_each_assessment_is_judged_by_its_own_sizes_and_says_why():
    grown = "the sum is at least 20 % above its smallest, and one lesion has grown by at least 5 mm."
    looks = look(-7, {"l1": 20}, "base"), look(60, {"l1": 26}, "a1"), look(90, {"l1": 20}, "a2")
    assert said(BRAIN[0], *looks) == [f"a1 Brain: {grown}"]
    row = {"BRAIN": {"status": "PD", "new_lesion": True}}
    assert said(BRAIN[0], *looks, look(120, {"l1": 20}, "a3", row)) == [f"a1 Brain: {grown}", "a3 Brain: a new lesion."]
    grown = "the product of the diameters of a lesion is at least 25 % larger than at baseline."
    looks = bone_look(-7, "base", l1=10), bone_look(60, "a1", l1=13), bone_look(90, "a2", l1=10)
    assert said(BONE, *looks) == [f"a1 Bone: {grown}"]
    row = {"BONE": {"status": "PD", "new_lesion": True}}
    new = look(120, {"l1": {"long_mm": 20, "short_mm": 10, "method": "MRI"}}, "a3", row)
    assert said(BONE, *looks, new) == [f"a1 Bone: {grown}", "a3 Bone: a new lesion."]


def test_a_lesion_elsewhere_says_nothing_of_the_bone():
    liver = lesion("l2", "LIVER")
    looks = bone_look(-7, "base", l1=10, l2=10), bone_look(60, "a1", l1=10, l2=20)
    assert "MDA" not in [criteria for _, _, criteria, _ in answers(BONE, liver, *looks)]


def test_a_lesion_that_was_lost_sight_of_has_not_grown():
    looks = look(-7, {"l1": 20, "l2": 20}, "base"), look(60, {"l1": 20, "l2": "lost"}, "a1")
    assert answers(*BRAIN, *looks) == []
