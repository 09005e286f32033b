"""The response criteria by examples: a measured course, what it is by RECIST 1.1, and why.

Docs: ``docs/definitions/response-criteria.md``.
"""

from tests.spec.measurements import at, course, lesion, look, read, regimen

LIVER, LUNG = lesion("l1", "LIVER"), lesion("l2", "LUNG")
SKIN, SKIN2 = lesion("s1", "SKIN_LR"), lesion("s2", "SKIN_DIST")
NODE, BRAIN = lesion("n1", "NODES_REG"), lesion("b1", "BRAIN")


def test_the_skin_progresses_while_one_sum_over_all_says_response() -> None:
    """
    day        -7          100
    liver l1   80 mm       30 mm     -62.5 %
    skin  s1   20 mm       30 mm     +50.0 %, +10 mm
    all        100 mm      60 mm     -40.0 %: a partial response that hides the skin
    """
    found = read(course(LIVER, SKIN, look(-7, {"l1": 80, "s1": 20}, "base"), look(100, {"l1": 30, "s1": 30}, "a1")))
    assert at(found.parts, "a1") == {"skin": "PD", "extracutaneous": "PR"}
    assert at(found.compartments, "a1") == {"SKIN_LR": "PD", "LIVER": "PR"}
    assert at(found.lesions, "a1") == {"l1": "PR", "s1": "PD"}
    assert at(found.parts, "base") == {"skin": "BASELINE", "extracutaneous": "BASELINE"}
    skin = next(one for one in found.parts if (one.assessment, one.group) == ("a1", "skin"))
    assert (skin.sum_tenths, skin.baseline_tenths, skin.nadir_tenths) == (300, 200, 200)
    assert (skin.percent_from_baseline, skin.percent_from_nadir, skin.growth_from_nadir_tenths) == (500, 500, 100)


def test_two_skin_compartments_are_one_sum() -> None:
    """
    locoregional 20 -> 24 mm (+20 %, but 4 mm), distant 20 -> 24 mm: stable each, and progression together
    """
    found = read(course(SKIN, SKIN2, look(-7, {"s1": 20, "s2": 20}, "base"), look(100, {"s1": 24, "s2": 24}, "a1")))
    assert at(found.compartments, "a1") == {"SKIN_LR": "SD", "SKIN_DIST": "SD"}
    assert at(found.parts, "a1") == {"skin": "PD"}


def test_progression_is_read_from_the_smallest_sum_of_the_line() -> None:
    """
    day        -7      60      120     180
    liver      100     50      60      59.9 mm
               base    PR      PD      partial response still
    """
    looks = [look(-7, {"l1": 100}, "base"), look(60, {"l1": 50}, "a1")]
    found = read(course(LIVER, *looks, look(120, {"l1": 60}, "a2")))
    assert (at(found.compartments, "a1"), at(found.compartments, "a2")) == ({"LIVER": "PR"}, {"LIVER": "PD"})
    found = read(course(LIVER, *looks, look(180, {"l1": 59.9}, "a2")))
    assert at(found.compartments, "a2") == {"LIVER": "PR"}


def test_a_new_line_has_a_baseline_of_its_own() -> None:
    """
    day        -7      60      200           260
    liver      100     40      80            70 mm
                               baseline r2   stable on r2, though 75 % above the nadir of r1
    """
    lines = [regimen(0, stop=199, stop_reason="PD_systemic"), regimen(205, "r2")]
    looks = [look(-7, {"l1": 100}, "base1"), look(60, {"l1": 40}, "a1")]
    found = read(
        course(
            LIVER,
            *lines,
            *looks,
            look(200, {"l1": 80}, "base2", regimen="r2"),
            look(260, {"l1": 70}, "a2", regimen="r2"),
        )
    )
    assert at(found.compartments, "base2") == {"LIVER": "BASELINE"}
    assert at(found.compartments, "a2") == {"LIVER": "SD"}
    assert [one.baseline for one in found.compartments] == ["base1", "base1", "base2", "base2"]


def test_a_change_of_drug_within_the_line_keeps_its_baseline() -> None:
    """
    r1 from 0, switched without progression to r2 on day 100; liver 100 -> 70 mm on r2 is a response of the line
    """
    lines = [regimen(0, stop=99, stop_reason="planned_switch"), regimen(100, "r2")]
    found = read(course(LIVER, *lines, look(-7, {"l1": 100}, "base"), look(160, {"l1": 70}, "a1", regimen="r2")))
    assert at(found.compartments, "a1") == {"LIVER": "PR"}


def test_a_scan_around_the_first_dose_is_the_baseline_if_nothing_is_called_one() -> None:
    """day -42 is in the window of the definition, day -43 is not"""
    for day, first, then in ((-42, "BASELINE", "PR"), (-43, "NE", "NE")):
        found = read(course(LIVER, look(day, {"l1": 100}, "first", regimen=None), look(60, {"l1": 50}, "a1")))
        assert (at(found.compartments, "first"), at(found.compartments, "a1")) == ({"LIVER": first}, {"LIVER": then}), (
            day
        )
    says = "No baseline of this line was measured, so neither response nor the nadir is certain."
    assert [(one.assessment, one.says) for one in found.notes] == [("first", says), ("a1", says)]


def test_a_baseline_may_be_taken_in_two_looks() -> None:
    """
    CT on day -7: liver 50 mm; skin on day -3: 20 mm, and the liver not looked at. Day 60: 30 and 30 mm
    """
    looks = [look(-7, {"l1": 50}, "base1"), look(-3, {"s1": 20}, "base2")]
    found = read(course(LIVER, SKIN, *looks, look(60, {"l1": 30, "s1": 30}, "a1")))
    assert at(found.parts, "a1") == {"skin": "PD", "extracutaneous": "PR"}
    assert [one.baseline for one in found.lesions if one.assessment == "a1"] == ["base1", "base2"]


def test_the_order_of_two_scans_matters_only_where_it_decides() -> None:
    """
    liver 100 mm at baseline; 50 mm on day 60; 60 mm on some day from 30 to 90: before or after the 50?
    """
    open_day = {"lo": 30, "hi": 90, "precision": "unknown"}
    looks = [look(-7, {"l1": 100}, "base"), look(60, {"l1": 50}, "a1")]
    found = read(course(LIVER, *looks, look(open_day, {"l1": 60}, "a2")))
    reading = next(one for one in found.compartments if one.assessment == "a2")
    assert (reading.status, reading.statuses) == (None, ("PD", "PR"))
    assert (reading.sum_tenths, reading.nadir_tenths) == (600, None)
    found = read(course(LIVER, *looks, look(open_day, {"l1": 55}, "a2")))
    assert next(one.status for one in found.compartments if one.assessment == "a2") == "PR"


def test_a_missing_target_leaves_only_progression_to_be_called() -> None:
    """liver and lung 50 mm each; the liver is not evaluable, the lung 119.9 or 120 mm"""
    looks = look(-7, {"l1": 50, "l2": 50}, "base")
    for size, status in ((119.9, "NE"), (120, "PD")):
        found = read(course(LIVER, LUNG, looks, look(60, {"l1": "lost", "l2": size}, "a1")))
        assert at(found.parts, "a1") == {"extracutaneous": status}, size
        assert found.parts[-1].missing == ("l1",)


def test_too_small_to_measure_counts_five_millimetres() -> None:
    """liver 20 mm at baseline, then too small: 5 mm, a partial response and no complete one"""
    found = read(course(LIVER, look(-7, {"l1": 20}, "base"), look(60, {"l1": "small"}, "a1")))
    assert (at(found.compartments, "a1"), found.compartments[-1].sum_tenths) == ({"LIVER": "PR"}, 50)


def test_a_node_counts_by_its_short_axis_and_is_reviewed_when_it_comes_back() -> None:
    """
    day         -7        60           120          180
    short axis  20 mm     9 mm         13.9 mm      14 mm
                          complete     partial      for review: +5 mm, but it had been normal
    """
    looks = [
        look(-7, {"n1": {"long_mm": 40, "short_mm": 20}}, "base"),
        look(60, {"n1": {"long_mm": 18, "short_mm": 9}}, "a1"),
    ]
    found = read(course(NODE, *looks, look(120, {"n1": 13.9}, "a2"), look(180, {"n1": 14}, "a3")))
    assert [at(found.compartments, key)["NODES_REG"] for key in ("a1", "a2", "a3")] == ["CR", "PR", "EQUIVOCAL_NEW"]
    assert found.compartments[-1].review == ("n1",)


def test_a_new_lesion_is_progression_whatever_the_sum() -> None:
    """liver 50 -> 20 mm and a new nodule in the lung, 8 mm"""
    new = lesion("l9", "LUNG", "new")
    found = read(course(LIVER, new, look(-7, {"l1": 50}, "base"), look(60, {"l1": 20, "l9": 8}, "a1")))
    assert at(found.compartments, "a1") == {"LIVER": "PR", "LUNG": "PD"}
    assert at(found.parts, "a1") == {"extracutaneous": "PD"}
    found = read(course(LIVER, new, look(-7, {"l1": 50, "l9": 8}, "base"), look(60, {"l1": 20, "l9": 8}, "a1")))
    assert at(found.parts, "a1") == {"extracutaneous": "PR"}


def test_the_brain_stands_apart() -> None:
    """liver 50 -> 30 mm, brain 15 -> 25 mm"""
    found = read(course(LIVER, BRAIN, look(-7, {"l1": 50, "b1": 15}, "base"), look(60, {"l1": 30, "b1": 25}, "a1")))
    assert at(found.parts, "a1") == {"extracutaneous": "PR", "cns": "PD"}


def test_a_lesion_treated_locally_does_not_count_until_it_has_progressed_since() -> None:
    """
    day         -7     30              60       120                 180
    skin s1     20     electrochemo.   4        5                   10 mm
                                       no sum   no sum              +150 %, +6 mm since: counts again
    """
    treated = "local_treatments", {"id": "lt1", "kind": "electrochemotherapy", "start": 30, "lesions": ["s1"]}
    looks = [look(-7, {"s1": 20}, "base"), look(60, {"s1": 4}, "a1"), look(120, {"s1": 5}, "a2")]
    found = read(course(SKIN, treated, *looks, look(180, {"s1": 10}, "a3")))
    assert [at(found.parts, key)["skin"] for key in ("a1", "a2", "a3")] == ["NE", "NE", "PR"]
    assert [(one.assessment, one.says) for one in found.notes] == [
        ("a1", "Lesion s1 was treated locally and does not count until it has progressed since."),
        ("a2", "Lesion s1 was treated locally and does not count until it has progressed since."),
    ]
    untreated = read(course(SKIN, *looks))
    assert [at(untreated.parts, key)["skin"] for key in ("a1", "a2")] == ["PR", "PR"]
