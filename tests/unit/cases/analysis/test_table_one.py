"""Table 1 beside another cohort, held to what R printed for its own examples."""

from itertools import count

import pytest

from cases.analysis.statistics.contrasts import Test
from cases.analysis.table_one import Side, TableOne
from cases.analysis.traits import traits_for
from tests.factories.members import cohort, member
from tests.unit.cases.analysis.statistics.test_contrasts import AUGUST, DEPARTMENTS, MAY

PATIENTS = count(1)


def table(left, right, **more) -> TableOne:
    sides = (Side("left", "", tuple(left), ""), Side("right", "", tuple(right), ""))
    return TableOne(cohort(*left), sides, tuple(traits_for(cohort(*left, *right)).values()), **more)


def block(found: TableOne, title: str):
    return next(one for one in found.blocks if one.title == title)


def admissions(place: int) -> list:
    """The admitted (0) or rejected (1) of UCBAdmissions: departments are institutions, men have the property."""
    numbers = [(one.stratum, ((one.a, one.b), (one.c, one.d))[place]) for one in DEPARTMENTS]
    return [
        member(next(PATIENTS), institution=name, inflammatory=male)
        for name, pair in numbers
        for male, number in zip((True, False), pair, strict=True)
        for _ in range(number)
    ]


def test_admissions_within_institutions():
    """mantelhaen.test(UCBAdmissions): estimate 0.9047, conf.int 0.7719 1.0603, p 0.2323; Tarone p 0.002071."""
    found = table(admissions(0), admissions(1))
    row = block(found, "Inflammatory breast cancer")
    assert (row.common.used, row.common.strata) == (6, 6)
    printed = (row.common.odds_ratio, row.common.low, row.common.high, row.common.p, row.common.differ_p)
    assert printed == pytest.approx((0.9046968, 0.7719074, 1.0603298, 0.2322635, 0.0020714), abs=1e-6)
    assert row.contrast.test is Test.CHI_SQUARE
    assert [line.title for line in row.lines] == ["yes", "no", "Missing"]


def test_a_single_institution_is_not_compared_with_itself():
    left, right = ([member(next(PATIENTS), inflammatory=bool(n % 2)) for n in range(20)] for _ in range(2))
    assert block(table(left, right), "Inflammatory breast cancer").common is None


def test_days_are_compared_by_ranks_with_what_is_missing_left_out():
    """wilcox.test(Ozone ~ Month, airquality, Month %in% c(5, 8), exact = FALSE): p; quantile: 18 (11, 31.5)."""
    left, right = ([member(next(PATIENTS), on_therapy=days and [days, days]) for days in one] for one in (MAY, AUGUST))
    row = block(table(left, right), "Days on the regimen at the event")
    assert (row.contrast.test, row.contrast.p) == (Test.MANN_WHITNEY, pytest.approx(0.0001208078308, rel=1e-9))
    may = row.lines[0].cells[0].numbers
    assert (may.median, may.q1, may.q3) == (18, 11, 31.5)
    assert [cell.count for cell in row.lines[1].cells] == [5, 5]


def test_patients_in_both_cohorts_leave_the_difference_and_take_the_test():
    left = [member(n, inflammatory=n % 2 == 0) for n in range(20)]
    right = [member(n, inflammatory=n % 3 == 0) for n in range(20)]
    row = block(table(left, right, shared_patients=20), "Inflammatory breast cancer")
    assert (row.contrast.test, row.contrast.p, row.common) == (Test.NONE, None, None)
    assert row.contrast.difference > 0
    assert "Patients are in both cohorts" in row.contrast.why


def test_several_values_at_once_are_compared_one_by_one():
    """fisher.test(matrix(c(5, 0, 3, 6), 2))$p.value: 0.03096903."""

    def some(liver, free):
        standing = [[{"at": "LIVER"}, {"at": "BONE"}]] * liver + [[]] * free
        return [member(next(PATIENTS), compartments=one) for one in standing]

    row = block(
        table(some(5, 0), [*some(3, 6), member(next(PATIENTS))]),
        "Compartments involved beside the skin (several possible)",
    )
    liver, bone, missing = row.lines
    assert (liver.title, bone.title) == ("Liver", "Bone")
    assert [cell.count for cell in liver.cells] == [5, 3]
    assert (liver.contrast.test, liver.contrast.p) == (Test.FISHER, pytest.approx(0.030969030969))
    assert [cell.count for cell in missing.cells] == [0, 1]


def test_codes_that_uncertain_dates_leave_open_count_as_missing():
    row = block(table([member(1, extent=["LR", "DIST"])], [member(2, extent=["LR"])]), "Extent on the skin")
    assert [[cell.count for cell in line.cells] for line in row.lines] == [[0, 1], [1, 0]]
