"""The named criteria beside RECIST: each answer with its neighbour, and each unknown."""

import pytest

from cases.rules.criteria import mda, percist, rano_bm, skin_area
from cases.rules.criteria.mda import BoneChange as B
from cases.rules.criteria.mda import BoneFindings, bone_response
from cases.rules.criteria.percist import Uptake, metabolic_response
from cases.rules.criteria.rano_bm import BrainFindings, Steroids, brain_response
from cases.rules.criteria.skin_area import SkinChange, has_spread
from cases.rules.criteria.threefold import all_of, any_of, negated
from cases.rules.criteria.thresholds import ThresholdError, Thresholds, limits
from cases.rules.vocabulary import ResponseStatus as R

# ---- three answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "any_holds", "all_hold"),
    [
        ((), False, True),
        ((True,), True, True),
        ((False,), False, False),
        ((None,), None, None),
        ((True, None), True, None),
        ((False, None), None, False),
        ((True, False, None), True, False),
    ],
)
def test_not_known_decides_nothing(answers: tuple, any_holds: bool | None, all_hold: bool | None) -> None:
    assert any_of(*answers) is any_holds
    assert all_of(*answers) is all_hold


def test_the_opposite_of_not_known_is_not_known() -> None:
    assert [negated(one) for one in (True, False, None)] == [False, True, None]


# ---- limits ------------------------------------------------------------------------------------------------


def test_every_limit_has_a_unit_a_meaning_and_a_source() -> None:
    for one in limits(Thresholds()):
        assert type(one.value) is int, one.name
        assert "" not in (one.unit, one.meaning, one.source), one.name


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"PERCIST_SULL": 100}, "There is no limit PERCIST_SULL. There is MDA_FALL"),
        ({"PERCIST_SUL": 0.8}, "PERCIST_SUL must be a whole number of 0 or more, not 0.8"),
        ({"PERCIST_SUL": -1}, "PERCIST_SUL must be a whole number of 0 or more, not -1"),
        ({"PERCIST_SUL": True}, "PERCIST_SUL must be a whole number of 0 or more, not True"),
    ],
)
def test_a_limit_that_cannot_be_used_is_refused(values: dict, says: str) -> None:
    with pytest.raises(ThresholdError, match=says):
        Thresholds().with_overrides(values)


def test_an_overridden_limit_leaves_the_others_as_they_are() -> None:
    changed = Thresholds().with_overrides({"PERCIST_SUL": 100})
    assert (changed.percist_sul, changed.percist_change) == (100, 30)
    assert Thresholds().with_overrides({}) == Thresholds()


# ---- bone --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lytic", "active", "blastic", "new_lesion", "status"),
    [
        (B.COMPLETE, B.COMPLETE, B.COMPLETE, False, R.CR),
        (B.COMPLETE, B.NONE, B.NONE, False, R.CR),
        (B.NONE, B.NONE, B.COMPLETE, False, R.CR),
        (B.COMPLETE, B.COMPLETE, B.PARTIAL, False, R.PR),
        (B.COMPLETE, B.UNCHANGED, B.NONE, False, R.PR),
        (B.PARTIAL, B.NONE, B.NONE, False, R.PR),
        (B.UNCHANGED, B.PARTIAL, B.UNCHANGED, False, R.PR),
        # a rapid regression on the scan alone is no response
        (B.UNCHANGED, B.RAPID, B.UNCHANGED, False, R.SD),
        (B.PARTIAL, B.RAPID, B.NONE, False, R.PR),
        (B.UNCHANGED, B.UNCHANGED, B.UNCHANGED, False, R.SD),
        (B.NONE, B.UNCHANGED, B.NONE, False, R.SD),
        (B.LARGER, B.COMPLETE, B.COMPLETE, False, R.PD),
        (B.COMPLETE, B.COMPLETE, B.LARGER, False, R.PD),
        (B.COMPLETE, B.COMPLETE, B.COMPLETE, True, R.PD),
        (B.NONE, B.NONE, B.NONE, False, R.NED),
        (B.NONE, B.NONE, B.NONE, True, R.PD),
        # not known
        (None, B.COMPLETE, B.COMPLETE, False, R.NE),
        (B.COMPLETE, None, B.COMPLETE, False, R.NE),
        (B.COMPLETE, B.COMPLETE, None, False, R.NE),
        (B.COMPLETE, B.COMPLETE, B.COMPLETE, None, R.NE),
        (None, None, None, None, R.NE),
        (None, B.LARGER, None, None, R.PD),
        (None, None, None, True, R.PD),
    ],
)
def test_bone(lytic: B | None, active: B | None, blastic: B | None, new_lesion: bool | None, status: R) -> None:
    assert bone_response(BoneFindings(lytic, active, blastic, new_lesion)) == status


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (10000, 12500, B.LARGER),
        (10000, 12499, B.UNCHANGED),
        (10000, 5000, B.PARTIAL),
        (10000, 5001, B.UNCHANGED),
        (10000, 0, B.COMPLETE),
        (0, 0, B.NONE),
        (0, 1, B.LARGER),
        (None, 5000, None),
        (10000, None, None),
    ],
)
def test_a_measured_bone_lesion(before: int | None, now: int | None, change: B | None) -> None:
    assert mda.size_change(before, now) is change


# ---- PET ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "new", "resolved", "status"),
    [
        # partial: 30 % and 0.8
        (1000, 700, False, False, R.PR),
        (1000, 701, False, False, R.SD),
        (266, 186, False, False, R.PR),
        (260, 181, False, False, R.SD),
        (200, 120, False, False, R.PR),
        (200, 121, False, False, R.SD),
        # progression: 30 % and 0.8, or a new lesion
        (1000, 1300, False, False, R.PD),
        (1000, 1299, False, False, R.SD),
        (200, 280, False, False, R.PD),
        (200, 279, False, False, R.SD),
        (0, 80, False, False, R.PD),
        (0, 79, False, False, R.SD),
        (1000, 400, True, False, R.PD),
        (1000, 400, True, True, R.PD),
        # complete
        (1000, 100, False, True, R.CR),
        (None, None, False, True, R.CR),
        # not known
        (1000, 700, None, False, R.NE),
        (1000, 1300, None, None, R.PD),
        (None, 700, False, False, R.NE),
        (1000, None, False, False, R.NE),
        (1000, None, True, None, R.PD),
        (1000, 100, None, True, R.NE),
        (1000, 700, False, None, R.NE),
        (1000, 701, False, None, R.SD),
    ],
)
def test_pet(before: int | None, now: int | None, new: bool | None, resolved: bool | None, status: R) -> None:
    assert metabolic_response(Uptake(before, now, new, resolved)) == status


@pytest.mark.parametrize(("least", "status"), [(80, R.PR), (81, R.SD), (100, R.SD)])
def test_the_least_change_of_uptake_is_a_limit_that_can_be_changed(least: int, status: R) -> None:
    stricter = Thresholds().with_overrides({"PERCIST_SUL": least})
    assert percist.metabolic_response(Uptake(200, 120, False, False), stricter) == status


# ---- brain -------------------------------------------------------------------------------------------------

FINE = {
    "sum_tenths": 300,
    "baseline_tenths": 300,
    "nadir_tenths": 300,
    "largest_growth_tenths": 0,
    "non_target": R.NED,
    "new_lesion": False,
    "steroids": Steroids.NONE,
    "clinically_worse": False,
}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, R.SD),
        # response against the baseline
        ({"sum_tenths": 210}, R.PR),
        ({"sum_tenths": 211}, R.SD),
        ({"sum_tenths": 0}, R.CR),
        ({"sum_tenths": 0, "non_target": R.CR}, R.CR),
        ({"sum_tenths": 0, "non_target": R.NON_CR_NON_PD}, R.PR),
        # corticosteroids
        ({"sum_tenths": 0, "steroids": Steroids.STABLE_OR_LESS}, R.PR),
        ({"sum_tenths": 0, "steroids": Steroids.MORE}, R.SD),
        ({"sum_tenths": 210, "steroids": Steroids.STABLE_OR_LESS}, R.PR),
        ({"sum_tenths": 210, "steroids": Steroids.MORE}, R.SD),
        ({"steroids": Steroids.MORE}, R.SD),
        # progression against the nadir, of which one lesion by 5 mm
        ({"sum_tenths": 360, "largest_growth_tenths": 50}, R.PD),
        ({"sum_tenths": 359, "largest_growth_tenths": 59}, R.SD),
        ({"sum_tenths": 360, "largest_growth_tenths": 49}, R.SD),
        ({"sum_tenths": 240, "nadir_tenths": 200, "largest_growth_tenths": 50}, R.PD),
        ({"sum_tenths": 50, "nadir_tenths": 0, "largest_growth_tenths": 50}, R.PD),
        ({"sum_tenths": 0, "nadir_tenths": 0, "largest_growth_tenths": 60}, R.CR),
        ({"sum_tenths": 100, "new_lesion": True}, R.PD),
        ({"sum_tenths": 100, "non_target": R.PD}, R.PD),
        ({"sum_tenths": 100, "clinically_worse": True}, R.PD),
        # no targets at all
        ({"sum_tenths": 0, "baseline_tenths": 0, "nadir_tenths": 0}, R.NED),
        ({"sum_tenths": 0, "baseline_tenths": 0, "nadir_tenths": 0, "non_target": R.CR}, R.CR),
        # not known
        ({"sum_tenths": None}, R.NE),
        ({"baseline_tenths": None}, R.NE),
        ({"nadir_tenths": None}, R.NE),
        ({"non_target": None}, R.NE),
        ({"non_target": R.NE}, R.NE),
        ({"new_lesion": None}, R.NE),
        ({"clinically_worse": None}, R.NE),
        ({"sum_tenths": 360, "largest_growth_tenths": None}, R.NE),
        ({"sum_tenths": 359, "largest_growth_tenths": None}, R.SD),
        ({"sum_tenths": 210, "steroids": None}, R.NE),
        ({"sum_tenths": 211, "steroids": None}, R.SD),
        ({"sum_tenths": None, "new_lesion": True, "non_target": None, "clinically_worse": None}, R.PD),
    ],
)
def test_brain(change: dict, status: R) -> None:
    assert brain_response(BrainFindings(**FINE | change)) == status


@pytest.mark.parametrize(
    ("long", "perpendicular", "slices", "measurable"),
    [
        (100, 50, 2, True),
        (99, 50, 2, False),
        (100, 49, 2, False),
        (100, 50, 1, False),
        (None, 50, 2, None),
        (100, None, 2, None),
        (100, 50, None, None),
        (99, None, None, False),
    ],
)
def test_what_may_be_measured_in_the_brain(
    long: int | None, perpendicular: int | None, slices: int | None, measurable: bool | None
) -> None:
    assert rano_bm.is_measurable(long, perpendicular, slices) is measurable


# ---- skin --------------------------------------------------------------------------------------------------

UNCHANGED = {
    "photographed": True,
    "new_region": False,
    "area_before_mm2": 2000,
    "area_now_mm2": 2000,
    "new_ulcer_or_nodule": False,
    "new_lesions": 0,
}


@pytest.mark.parametrize(
    ("change", "spread"),
    [
        ({}, False),
        ({"new_region": True}, True),
        ({"new_ulcer_or_nodule": True}, True),
        ({"new_lesions": 5}, True),
        ({"new_lesions": 4}, False),
        # half as large again, and 10 square centimetres more
        ({"area_now_mm2": 3000}, True),
        ({"area_now_mm2": 2999}, False),
        ({"area_before_mm2": 1999, "area_now_mm2": 2999}, True),
        ({"area_before_mm2": 1998, "area_now_mm2": 2997}, False),
        ({"area_before_mm2": 4000, "area_now_mm2": 5999}, False),
        ({"area_before_mm2": 4000, "area_now_mm2": 6000}, True),
        ({"area_before_mm2": 0, "area_now_mm2": 1000}, True),
        ({"area_before_mm2": 0, "area_now_mm2": 999}, False),
        # nothing counts without a photograph
        ({"new_region": True, "photographed": False}, False),
        ({"new_region": True, "photographed": None}, None),
        ({"photographed": None}, False),
        # not known
        ({"area_before_mm2": None}, None),
        ({"area_now_mm2": None}, None),
        ({"new_region": None}, None),
        ({"new_ulcer_or_nodule": None}, None),
        ({"new_lesions": None}, None),
        ({"new_lesions": 5, "new_region": None, "area_now_mm2": None}, True),
    ],
)
def test_skin_that_cannot_be_measured(change: dict, spread: bool | None) -> None:
    assert has_spread(SkinChange(**UNCHANGED | change)) is spread


@pytest.mark.parametrize(
    ("nadir", "now", "grown"),
    [
        (300, 360, True),
        (300, 359, False),
        (200, 250, True),
        (200, 249, False),
        (0, 50, True),
        (0, 49, False),
        (None, 360, None),
        (300, None, None),
    ],
)
def test_skin_that_can_be_measured(nadir: int | None, now: int | None, grown: bool | None) -> None:
    assert skin_area.measured_skin_has_grown(nadir, now) is grown


def test_the_area_of_the_skin_follows_its_limits() -> None:
    wider = Thresholds().with_overrides({"SKIN_AREA_RISE": 25})
    assert skin_area.area_has_grown(4000, 5000) is False
    assert skin_area.area_has_grown(4000, 5000, wider) is True


def test_a_limit_may_be_nought_and_not_less() -> None:
    assert Thresholds().with_overrides({"MDA_FALL": 0}).mda_fall == 0
    with pytest.raises(ThresholdError, match="0 or more"):
        Thresholds().with_overrides({"MDA_FALL": -1})
