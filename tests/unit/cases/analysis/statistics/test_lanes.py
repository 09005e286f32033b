"""The rows of swimmer and waterfall plots."""

from fractions import Fraction

import pytest

from cases.analysis.statistics.lanes import (
    Change,
    Course,
    Reading,
    Segment,
    best_change,
    swimmers,
    waterfall,
)


def lane(*pairs):
    return tuple(Reading(*pair) for pair in pairs)


def test_a_reading_holds_until_the_next_within_the_bar():
    course = Course(
        "one",
        100,
        True,
        skin=lane((40, "PD"), (-20, "SD"), (60, "PD"), (130, "CR")),
        others=lane((10, "PR")),
        regimens=lane((0, "T-DM1"), (70, "T-DXd")),
        marks=lane((101, "death"), (70, "switch"), (0, "t0")),
    )
    (found,) = swimmers([course])
    assert found.skin == (Segment(0, 40, "SD"), Segment(40, 100, "PD"))
    assert found.others == (Segment(10, 100, "PR"),)
    assert found.regimens == (Segment(0, 70, "T-DM1"), Segment(70, 100, "T-DXd"))
    assert [one.value for one in found.marks] == ["t0", "switch"]
    assert (found.length, found.ongoing) == (100, True)


def test_of_two_readings_on_one_day_the_later_given_holds():
    (found,) = swimmers([Course("one", 30, False, skin=lane((0, "SD"), (0, "PD")), others=())])
    assert found.skin == (Segment(0, 30, "PD"),)
    assert found.others == found.regimens == ()


def test_the_longest_bar_comes_first():
    bars = [Course(key, end, False, (), ()) for key, end in (("a", 5), ("b", 9), ("c", 5), ("d", 0))]
    assert [one.key for one in swimmers(bars)] == ["b", "a", "c", "d"]
    with pytest.raises(ValueError, match="before it starts"):
        swimmers([Course("a", -1, False, (), ())])


@pytest.mark.parametrize(
    ("sums", "change"),
    [
        ([500, 350, 600], Fraction(-3, 10)),
        ([500, 600, None], Fraction(1, 5)),
        ([500, 0], Fraction(-1)),
        ([500, None], None),
        ([500], None),
        ([0, 100], None),
        ([None, 100], None),
        ([], None),
    ],
)
def test_best_change_is_counted_from_the_baseline(sums, change):
    assert best_change(sums) == change


def test_a_negative_sum_is_refused():
    with pytest.raises(ValueError, match="negative"):
        best_change([10, -1])


def test_a_waterfall_falls_by_the_skin_and_keeps_the_pairs():
    half = Fraction(1, 2)
    changes = [
        Change("shrunk", -half, half),
        Change("no skin", None, -half),
        Change("grown", half, None),
        Change("nothing", None, None),
        Change("grown, organs too", half, half),
    ]
    assert [one.key for one in waterfall(changes)] == ["grown, organs too", "grown", "shrunk", "no skin"]
