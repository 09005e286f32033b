"""Shades of the heat maps, and how many pending cases a page names."""

import pytest

from cases.analysis.plots.heat import heat
from cases.cohorts.cohort import NAMED, Missing


@pytest.mark.parametrize(
    ("number", "least", "most", "degree"),
    [(0, 0, 9, 0), (233, 233, 442, 1), (442, 233, 442, 8), (337, 233, 442, 4), (5, 5, 5, 8), (0, 0, 0, 0)],
)
def test_shades_go_from_the_smallest_figure_to_the_largest(number, least, most, degree):
    assert heat(number, least, most) == degree


def test_a_page_names_some_of_many_pending_cases_and_counts_the_rest():
    many, few = Missing(tuple(range(NAMED + 3)), None), Missing(("a",), None)
    assert (len(many.named), many.more) == (NAMED, 3)
    assert (few.named, few.more) == (("a",), 0)
