"""A written status or change that the measurements contradict earns a warning, and its twin does not."""

from cases.records.warnings import shown, warnings_of
from tests.spec.measurements import course, lesion, look

LIVER = lesion("l1", "LIVER"), lesion("l2", "LIVER")


def livers(written: str, *more) -> dict:
    """Two lesions of together 60 mm, later 45 mm."""
    now = look(60, {"l1": 25, "l2": 20}, "a1", {"LIVER": written})
    return course(*LIVER, look(-7, {"l1": 35, "l2": 25}, "base"), now, *more)


def test_a_status_against_its_sum_names_both_and_the_lesions():
    (warning,) = warnings_of(livers("PR"))
    assert warning.code == "STATUS_AND_MEASUREMENTS"
    assert "written as PR, but measured as SD: 45.0 mm, −25.0 % from baseline" in warning.says
    assert warning.keys == ["a1", "l1", "l2"]
    assert warnings_of(livers("SD")) == []


def test_its_answer_stands_beside_it():
    answers = [{"code": "STATUS_AND_MEASUREMENTS", "about": "a1,l1,l2", "reason": "central review"}]
    assert [one.answer for one in shown(livers("PR") | {"warning_answers": answers})] == ["central review"]


def test_a_change_of_the_skin_against_its_calliper():
    first = {"id": "s1", "on": 0, "change": "baseline", "target_sum_mm": 20}
    later = {"id": "s2", "on": 60, "change": "stable", "lesion_of": "s1", "target_sum_mm": 30}
    (warning,) = warnings_of(course(("skin_findings", first), ("skin_findings", later)))
    assert (warning.code, warning.keys) == ("SKIN_CHANGE_AND_MEASUREMENTS", ["s2"])
    assert "has grown from 20.0 mm to 30.0 mm" in warning.says
    grown = later | {"change": "progression"}
    assert warnings_of(course(("skin_findings", first), ("skin_findings", grown))) == []


def test_an_order_that_is_not_known_contradicts_nothing():
    vague = look({"lo": 40, "hi": 80, "precision": "month"}, {"l1": 20, "l2": 15}, "vague")
    undecided = livers("SD", vague), livers("PD", vague)
    # 45 mm are progression if the 35 mm came before, and stable disease if they came after
    assert [warnings_of(one) for one in undecided] == [[], []]
    assert len(warnings_of(livers("CR", vague))) == 1
