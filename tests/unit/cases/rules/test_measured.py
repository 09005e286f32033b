"""Measurements beside what was written: warnings, remarks on the targets, and what cannot be compared."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.definition import load_definition
from cases.rules.measured import Measured, Reading, length_words, measured, percent_words
from cases.rules.timeline import Timeline
from tests.spec.measurements import at, course, lesion, look, read, regimen

LIVER, LUNG = lesion("l1", "LIVER"), lesion("l2", "LUNG")
OTHER = lesion("l3", "LIVER", "non_target")
TOO_SHORT = "does not meet the limits of RECIST 1.1 for a target at the assessment base."


def liver(now: object, row: object, *more: tuple, **sizes: object) -> Measured:
    """Liver 100 mm at baseline, then ``now``, written as ``row``."""
    first = {"l1": 100, **{name: 12 for name in sizes}}
    looks = [look(-7, first, "base"), look(60, {"l1": now, **sizes}, "a1", {"LIVER": row})]
    return read(course(LIVER, *more, *looks))


@pytest.mark.parametrize(
    ("now", "written", "says"),
    [
        (70, "PR", ""),
        (70.1, "PR", "SD: 70.1 mm, −29.9 % from baseline, −29.9 % from nadir"),
        (70, "SD", "PR: 70.0 mm, −30.0 % from baseline, −30.0 % from nadir"),
        (120, "SD", "PD: 120.0 mm, +20.0 % from baseline, +20.0 % from nadir"),
        (119.9, "PD", "SD: 119.9 mm, +19.9 % from baseline, +19.9 % from nadir"),
        (0, "CR", ""),
        (0, "NED", ""),
        (0, "NED_LOCAL", ""),
        (0, "PR", "CR: 0.0 mm, −100.0 % from baseline, −100.0 % from nadir"),
        (5, "NED", "PR: 5.0 mm, −95.0 % from baseline, −95.0 % from nadir"),
        (100, "NON_CR_NON_PD", ""),
        (70, "NON_CR_NON_PD", ""),
        (120, "NON_CR_NON_PD", "PD: 120.0 mm, +20.0 % from baseline, +20.0 % from nadir"),
        (0, "NON_CR_NON_PD", "CR: 0.0 mm, −100.0 % from baseline, −100.0 % from nadir"),
        (100, "NE", "SD: 100.0 mm, +0.0 % from baseline, +0.0 % from nadir"),
        # what cannot be compared
        (50, "BASELINE", ""),
        (50, "EQUIVOCAL_NEW", ""),
        ("lost", "PR", ""),
        ("lost", "PD", ""),
    ],
)
def test_a_written_status_against_its_measurements(now: object, written: str, says: str) -> None:
    found = liver(now, written)
    sentence = f"Liver at a1: written as {written}, but measured as {says}." if says else ""
    assert [one.warning for one in found.warnings] == ([sentence] if says else [])
    assert found.compartments[-1].stored == written


@pytest.mark.parametrize(
    ("criteria", "warns"), [("RECIST_1_1", True), (None, True), ("INVESTIGATOR", False), ("MDA", False)]
)
def test_another_criterion_may_come_to_another_answer(criteria: str | None, warns: bool) -> None:
    found = liver(100, {"status": "PR", "criteria": criteria})
    assert bool(found.warnings) is warns


def test_a_new_lesion_in_the_row_is_progression() -> None:
    found = liver(50, {"status": "PD", "new_lesion": True})
    assert (at(found.compartments, "a1"), found.warnings) == ({"LIVER": "PD"}, ())
    found = liver(50, {"status": "PR", "new_lesion": True})
    assert [one.warning for one in found.warnings] == [
        "Liver at a1: written as PR, but measured as PD, for there is a new lesion."
    ]


def test_non_target_lesions_are_judged_so_that_progression_is_not_contradicted() -> None:
    assert liver(100, "PD", OTHER, l3=12).warnings == ()
    assert liver(100, "PD").warnings != ()


def test_a_complete_response_needs_the_non_target_lesions_gone() -> None:
    assert at(liver(0, "CR", OTHER, l3=0).compartments, "a1") == {"LIVER": "CR"}
    left = liver(0, "CR", OTHER, l3=6)
    assert at(left.compartments, "a1") == {"LIVER": "PR"}
    assert [one.group for one in left.warnings] == ["LIVER"]
    # not measured is not there still
    unmeasured = liver(0, "CR", OTHER)
    assert (at(unmeasured.compartments, "a1"), unmeasured.warnings) == ({"LIVER": "PR"}, ())


def test_a_non_target_node_is_gone_below_10_mm() -> None:
    node, target = lesion("n2", "NODES_REG", "non_target"), lesion("n1", "NODES_REG")
    for size, status in ((9.9, "CR"), (10, "PR")):
        looks = [look(-7, {"n1": 20, "n2": 12}, "base"), look(60, {"n1": 8, "n2": size}, "a1")]
        assert at(read(course(target, node, *looks)).compartments, "a1") == {"NODES_REG": status}


@pytest.mark.parametrize(
    ("target", "size", "says"),
    [
        (lesion("l1", "LIVER"), 9.9, TOO_SHORT),
        (lesion("l1", "LIVER"), 10, None),
        (lesion("l1", "NODES_REG"), 14.9, TOO_SHORT),
        (lesion("l1", "NODES_REG"), 15, None),
        (lesion("l1", "LIVER", measurable=False), 30, "is a target, although the record calls it not measurable."),
        (
            lesion("l1", "LIVER", prior_local_treatment=True),
            30,
            "was treated locally before; it can be a target only if it has progressed since.",
        ),
    ],
)
def test_what_speaks_against_a_target(target: tuple, size: float, says: str | None) -> None:
    found = read(course(target, look(-7, {"l1": size}, "base")))
    assert [one.says for one in found.notes] == ([f"Lesion l1 {says}"] if says else [])


@pytest.mark.parametrize(("size", "says"), [(19.9, [f"Lesion l2 {TOO_SHORT}"]), (20, [])])
def test_a_lung_lesion_seen_on_a_chest_x_ray_is_a_target_from_20_mm(size: float, says: list[str]) -> None:
    document = course(LUNG, look(-7, {"l2": size}, "base"))
    document["measurements"][0]["method"] = "XRAY"
    assert [one.says for one in read(document).notes] == says


def test_too_many_targets_in_one_organ_are_noted_at_the_baseline() -> None:
    three = [lesion(key, "LIVER") for key in ("l1", "l2", "l3")]
    found = read(course(*three, look(-7, {"l1": 20, "l2": 20, "l3": 20}, "base")))
    assert [(one.assessment, one.says) for one in found.notes] == [
        ("base", "There are 3 target lesions in liver; RECIST 1.1 allows 2.")
    ]


def test_a_target_treated_before_its_baseline_still_counts() -> None:
    treated = "local_treatments", {"id": "lt1", "kind": "radiotherapy", "start": -30, "lesions": ["l1"]}
    found = read(course(LIVER, treated, look(-7, {"l1": 100}, "base"), look(60, {"l1": 50}, "a1")))
    assert at(found.compartments, "a1") == {"LIVER": "PR"}
    assert [one.assessment for one in found.notes] == ["base"]


def test_a_target_forgotten_at_baseline_leaves_the_sum_open() -> None:
    found = read(course(LIVER, LUNG, look(-7, {"l1": 50}, "base"), look(60, {"l1": 20, "l2": 10}, "a1")))
    assert at(found.parts, "a1") == {"extracutaneous": "NE"}
    assert at(found.compartments, "a1") == {"LIVER": "PR", "LUNG": "NE"}
    assert [one.says for one in found.notes] == [
        "Lesion l2 was not measured at the baseline of this line, so the sum has no baseline."
    ]


def test_a_case_without_regimens_is_read_from_what_is_called_the_baseline() -> None:
    looks = [look(0, {"l1": 100}, "base", regimen=None), look(60, {"l1": 50}, "a1", regimen=None)]
    document = course(LIVER, *looks) | {"regimens": []}
    assert at(read(document).compartments, "a1") == {"LIVER": "PR"}
    assert at(read(document).compartments, "base") == {"LIVER": "BASELINE"}


def test_without_regimens_the_smallest_sum_is_sought_from_the_baseline_on() -> None:
    looks = [
        look(-90, {"l1": 20}, "before", regimen=None),
        look(0, {"l1": 100}, "base", regimen=None),
        look(60, {"l1": 50}, "a1", regimen=None),
        look(90, {"l1": 60}, "a2", regimen=None),
        look(120, {"l1": 40}, "a3", regimen=None),
    ]
    found = read(course(LIVER, *looks) | {"regimens": []})
    assert [at(found.compartments, key)["LIVER"] for key in ("before", "a1", "a2", "a3")] == ["NE", "PR", "PD", "PR"]
    assert [one.nadir_tenths for one in found.compartments if one.assessment in ("a1", "a2")] == [1000, 500]


@pytest.mark.parametrize(("day", "first"), [(14, "BASELINE"), (15, "NE")])
def test_the_window_of_the_baseline_ends_14_days_into_the_line(day: int, first: str) -> None:
    found = read(course(LIVER, look(day, {"l1": 100}, "first")))
    assert at(found.compartments, "first") == {"LIVER": first}


def test_a_target_of_another_line_is_not_missed_on_this_one() -> None:
    lines = [regimen(0, stop=199, stop_reason="PD_systemic"), regimen(205, "r2")]
    first = [look(-7, {"l1": 50, "l2": 50}, "base1"), look(60, {"l1": 60, "l2": 60}, "a1")]
    second = [look(200, {"l1": 60}, "base2", regimen="r2"), look(260, {"l1": 40}, "a2", regimen="r2")]
    found = read(course(LIVER, LUNG, *lines, *first, *second))
    assert [at(found.parts, key) for key in ("a1", "a2")] == [{"extracutaneous": "PD"}, {"extracutaneous": "PR"}]


def test_the_last_scan_of_a_line_is_read_in_it_and_still_opens_the_next() -> None:
    lines = [regimen(0, stop=199, stop_reason="PD_systemic"), regimen(205, "r2")]
    first = [look(-7, {"l1": 50}, "base1"), look(195, {"l1": 60}, "last")]
    found = read(course(LIVER, *lines, *first, look(260, {"l1": 42}, "next", regimen="r2")))
    assert [at(found.compartments, key) for key in ("last", "next")] == [{"LIVER": "PD"}, {"LIVER": "PR"}]
    # one that names the next line is its baseline and nothing else
    other = [look(-7, {"l1": 50}, "base1"), look(195, {"l1": 60}, "last", regimen="r2")]
    assert at(read(course(LIVER, *lines, *other)).compartments, "last") == {"LIVER": "BASELINE"}


def test_nothing_is_new_at_the_baseline() -> None:
    found = read(course(LIVER, lesion("l9", "LIVER", "new"), look(-7, {"l1": 50, "l9": 8}, "base")))
    assert [(one.group, one.new_lesion) for one in found.compartments] == [("LIVER", False)]


@pytest.mark.parametrize(("day", "status"), [(-8, "PR"), (-7, "PR"), (-6, "NE"), (59, "NE"), (60, "NE"), (61, "PR")])
def test_a_local_treatment_takes_a_target_out_from_its_day_on_unless_the_baseline_came_after(
    day: int, status: str
) -> None:
    treated = "local_treatments", {"id": "lt1", "kind": "radiotherapy", "start": day, "lesions": ["l1"]}
    found = read(course(LIVER, treated, look(-7, {"l1": 100}, "base"), look(60, {"l1": 50}, "a1")))
    assert at(found.compartments, "a1") == {"LIVER": status}
    assert [one.assessment for one in found.notes] == {"PR": ["base"] if day <= -7 else [], "NE": ["a1"]}[status]


def test_the_order_of_the_records_does_not_matter() -> None:
    looks = [look(-7, {"l1": 100, "l2": 20}, "base"), look(60, {"l1": 50, "l2": 20}, "a1"), look(90, {"l1": 60}, "a2")]
    document = course(LIVER, LUNG, *looks)
    turned = {key: list(reversed(value)) if isinstance(value, list) else value for key, value in document.items()}
    assert read(turned) == read(document)


def test_a_scan_without_any_day_may_be_the_smallest_sum_or_not() -> None:
    looks = [look(-7, {"l1": 100}, "base"), look(None, {"l1": 50}, "a1"), look(90, {"l1": 60}, "a2")]
    reading = next(one for one in read(course(LIVER, *looks)).compartments if one.assessment == "a2")
    assert (reading.status, reading.statuses) == (None, ("PD", "PR"))


def test_more_orders_than_can_be_followed_decide_nothing() -> None:
    open_day = {"lo": 1, "hi": 200, "precision": "unknown"}
    many = [look(open_day, {"l1": 90}, f"a{number}") for number in range(10)]
    found = read(course(LIVER, look(-7, {"l1": 100}, "base"), *many))
    assert {one.status for one in found.compartments if one.assessment != "base"} == {None}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.sampled_from([0, 30, 50, 60, 80, 120])), max_size=3),
    st.tuples(st.integers(1, 4), st.integers(0, 3)),
)
def test_what_the_dates_allow_is_what_some_choice_of_days_gives(looks: list[tuple], last: tuple[int, int]) -> None:
    spans = [(low, low + width) for low, width, _ in looks] + [(last[0], last[0] + last[1])]
    sizes = [size for _, _, size in looks] + [60]

    def reading_of(days: list) -> Reading:
        dated = [
            look(day, {"l1": size}, f"a{number}") for number, (day, size) in enumerate(zip(days, sizes, strict=True))
        ]
        found = read(course(LIVER, look(-7, {"l1": 100}, "base"), *dated))
        return next(one for one in found.compartments if one.assessment == f"a{len(sizes) - 1}")

    allowed = {reading_of(list(days)).status for days in product(*[range(low, high + 1) for low, high in spans])}
    found = reading_of([{"lo": low, "hi": high, "precision": "unknown"} for low, high in spans])
    assert set(found.statuses) == allowed
    assert found.status == (found.statuses[0] if len(allowed) == 1 else None)


def test_nothing_measured_is_nothing_read() -> None:
    assert measured(Timeline.from_document({}), load_definition("dcp").constants) == Measured()


@pytest.mark.parametrize(("size", "tenths"), [(24.35, 244), ("24.34", 243), (1e12, None), (7, 70), (None, None)])
def test_sizes_are_whole_tenths_and_what_is_no_length_is_left_out(size: object, tenths: int | None) -> None:
    document = {"measurements": [{"lesion": "l1", "assessment": "a1", "long_mm": size}]}
    assert Timeline.from_document(document).measurements[0].long_tenths == tenths


def test_words() -> None:
    assert [length_words(one) for one in (0, 5, 701)] == ["0.0 mm", "0.5 mm", "70.1 mm"]
    assert [percent_words(one) for one in (-299, 0, 200, -5, -1)] == [
        "−29.9 %",
        "+0.0 %",
        "+20.0 %",
        "−0.5 %",
        "−0.1 %",
    ]


def test_a_lesion_called_new_that_one_of_two_baselines_shows_is_not_new() -> None:
    new = lesion("n1", "LIVER", "new")
    later = look(60, {"l1": 100, "n1": 12}, "a1")
    only_ct = read(course(LIVER, new, look(-7, {"l1": 100}, "base"), look(-3, {"l1": 100}, "base2"), later))
    assert at(only_ct.compartments, "a1") == {"LIVER": "PD"}
    seen = read(course(LIVER, new, look(-7, {"l1": 100, "n1": 11}, "base"), look(-3, {"l1": 100}, "base2"), later))
    assert at(seen.compartments, "a1") == {"LIVER": "SD"}
