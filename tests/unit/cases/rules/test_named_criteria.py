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
