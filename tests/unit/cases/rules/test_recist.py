"""RECIST arithmetic in whole tenths, on each side of each threshold."""

from decimal import Decimal

import pytest

from cases.rules.recist import (
    Target,
    has_grown,
    overall_response,
    percent_change,
    size_of,
    skin_has_progressed,
    sub_responses,
    target_response,
    tenths,
)
from cases.rules.vocabulary import ResponseStatus as R

LIVER = Target("l1", "LIVER")
NODE = Target("l2", "NODES_REG")
SKIN = Target("l3", "SKIN_LR")


@pytest.mark.parametrize(
    ("baseline", "now", "status"),
    [
        (1000, 700, R.PR),
        (1000, 701, R.SD),
        (1000, 1199, R.SD),
        (1000, 1200, R.PD),
        (200, 249, R.SD),
        (200, 250, R.PD),
        (300, 0, R.CR),
        (300, 1, R.PR),
    ],
)
def test_one_target_against_its_baseline(baseline: int, now: int, status: R) -> None:
    assert target_response([LIVER], {"l1": baseline}, [], {"l1": now}).status == status


def test_progression_is_read_from_the_nadir_and_response_from_the_baseline() -> None:
    assert target_response([LIVER], {"l1": 1000}, [{"l1": 500}], {"l1": 600}).status == R.PD
    assert target_response([LIVER], {"l1": 1000}, [{"l1": 500}], {"l1": 599}).status == R.PR
    assert target_response([LIVER], {"l1": 1000}, [{"l1": 900}], {"l1": 1080}).status == R.PD


@pytest.mark.parametrize(("now", "status"), [(50, R.PD), (49, R.PR)])
def test_from_a_nadir_of_nothing(now: int, status: R) -> None:
    assert target_response([LIVER], {"l1": 1000}, [{"l1": 0}], {"l1": now}).status == status


@pytest.mark.parametrize(("node", "status"), [(99, R.CR), (100, R.PR)])
def test_complete_response_needs_normal_nodes_and_nothing_else(node: int, status: R) -> None:
    found = target_response([LIVER, NODE], {"l1": 500, "l2": 200}, [], {"l1": 0, "l2": node})
    assert (found.status, found.sum_tenths) == (status, node)


def test_a_missing_target_makes_the_sum_unknown_unless_the_rest_has_progressed() -> None:
    both, baseline = [LIVER, NODE], {"l1": 500, "l2": 200}
    assert target_response(both, baseline, [], {"l1": 300}).status == R.NE
    assert target_response(both, baseline, [], {"l1": 839}).status == R.NE
    assert target_response(both, baseline, [], {"l1": 840}).status == R.PD


def test_an_incomplete_sum_is_no_nadir() -> None:
    both, baseline = [LIVER, NODE], {"l1": 500, "l2": 200}
    found = target_response(both, baseline, [{"l1": 100}], {"l1": 500, "l2": 200})
    assert (found.nadir_tenths, found.status) == (700, R.SD)


def test_sub_sums_show_what_one_sum_hides() -> None:
    targets, baseline, now = [LIVER, SKIN], {"l1": 800, "l3": 200}, {"l1": 300, "l3": 300}
    assert target_response(targets, baseline, [], now).status == R.PR
    parts = sub_responses(targets, baseline, [], now)
    assert {name: part.status for name, part in parts.items()} == {"skin": R.PD, "extracutaneous": R.PR}
    assert list(sub_responses([LIVER], baseline, [], now)) == ["extracutaneous"]


def test_what_a_lesion_adds_to_the_sum() -> None:
    assert size_of(LIVER, 240, 100) == 240
    assert size_of(NODE, 240, 150) == 150
    assert size_of(LIVER, None, None, too_small=True) == 50
    assert size_of(LIVER, 30, None, too_small=True) == 30
    assert size_of(NODE, 240, None) is None


@pytest.mark.parametrize(
    ("target", "non_target", "new_lesion", "overall"),
    [
        (R.CR, R.CR, False, R.CR),
        (R.CR, None, False, R.CR),
        (R.CR, R.NON_CR_NON_PD, False, R.PR),
        (R.CR, R.NE, False, R.PR),
        (R.PR, R.NON_CR_NON_PD, False, R.PR),
        (R.PR, R.NE, False, R.PR),
        (R.SD, R.NON_CR_NON_PD, False, R.SD),
        (R.NE, R.NON_CR_NON_PD, False, R.NE),
        (R.PR, R.PD, False, R.PD),
        (R.PR, R.CR, True, R.PD),
        (None, R.NON_CR_NON_PD, False, R.NON_CR_NON_PD),
        (None, None, False, R.NED),
    ],
)
def test_overall_response(target: R | None, non_target: R | None, new_lesion: bool, overall: R) -> None:
    assert overall_response(target, non_target, new_lesion) == overall


@pytest.mark.parametrize(
    ("change", "progressed"),
    [
        ({"new_region": True}, True),
        ({"new_ulcer_or_nodule": True}, True),
        ({"new_lesions": 5}, True),
        ({"new_lesions": 4}, False),
        ({"area_before_mm2": 2000, "area_now_mm2": 3000}, True),
        ({"area_before_mm2": 2000, "area_now_mm2": 2999}, False),
        ({"area_before_mm2": 1998, "area_now_mm2": 2997}, False),
        ({"area_before_mm2": None, "area_now_mm2": 9000}, False),
    ],
)
def test_skin_that_cannot_be_measured(change: dict, progressed: bool) -> None:
    assert skin_has_progressed(**change) is progressed


def test_units() -> None:
    assert tenths(24) == 240
    assert tenths("24.35") == 244
    assert tenths(0.1) == 1
    assert has_grown(600, 500)
    assert percent_change(600, 500) == Decimal("20.0")
    assert percent_change(10, 0) is None
