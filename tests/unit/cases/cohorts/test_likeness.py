"""How alike two events are: each item by itself, and the order of the nearest."""

from fractions import Fraction

import pytest

from cases.cohorts.likeness import WEIGHTS, Likeness, Traits, likeness, nearest, traits_of

MINE = Traits(
    {
        "systemic": frozenset(["S1"]),
        "evidence": frozenset(["C1"]),
        "exposure": frozenset(["ON"]),
        "cns": frozenset(["CLEAR"]),
        "extent": frozenset(["LR"]),
        "novelty": frozenset(["NEW"]),
        "her2": frozenset(["HER2_POS"]),
        "classes": frozenset(["mab_adcc"]),
        "drugs": frozenset(["trastuzumab", "pertuzumab", "docetaxel"]),
        "involved": frozenset(["LIVER", "BONE"]),
        "receptors": frozenset(["ER positive", "PR positive"]),
    },
    line=1,
)


def but(line: int | None = 1, **changed: set[str]) -> Traits:
    return Traits({**MINE.sets, **{name: frozenset(codes) for name, codes in changed.items()}}, line)


def test_an_event_is_alike_to_itself():
    assert likeness(MINE, MINE) == Likeness(Fraction(0), ())


@pytest.mark.parametrize("name", [name for name in WEIGHTS if name != "line"])
def test_each_item_counts_its_weight_where_nothing_is_shared(name):
    assert likeness(MINE, but(**{name: {"elsewhere"}})) == Likeness(Fraction(WEIGHTS[name]), (name,))


@pytest.mark.parametrize("name", [name for name in WEIGHTS if name != "line"])
@pytest.mark.parametrize("nothing", [set(), {"UNKNOWN"}])
def test_an_item_that_one_of_them_does_not_know_counts_half_and_one_that_neither_knows_nothing(name, nothing):
    unknown = but(**{name: nothing})
    assert likeness(MINE, unknown).distance == Fraction(WEIGHTS[name], 2)
    assert likeness(unknown, unknown).distance == 0


def test_sets_count_what_they_do_not_share():
    assert likeness(MINE, but(drugs={"trastuzumab", "pertuzumab"})).distance == Fraction(1, 3)
    assert likeness(MINE, but(involved={"LIVER", "LUNG"})).distance == 2 * Fraction(2, 3)


@pytest.mark.parametrize(("line", "distance"), [(1, 0), (2, Fraction(1, 3)), (4, 1), (9, 1), (None, Fraction(1, 2))])
def test_lines_count_up_to_three_apart(line, distance):
    assert likeness(MINE, but(line)).distance == distance


def test_it_is_the_same_both_ways_and_says_the_heaviest_first():
    other = but(2, her2={"HER2_LOW"}, extent={"DIST"})
    assert likeness(MINE, other) == likeness(other, MINE) == Likeness(Fraction(10, 3), ("her2", "extent", "line"))


def test_the_nearest_of_each_patient_comes_once_and_ties_go_by_id():
    others = [
        ("d", 1, but(her2={"HER2_LOW"})),
        ("c", 1, but(extent={"DIST"})),
        ("b", 2, but(extent={"BOTH"})),
        ("a", 3, but(her2={"HER2_NEG"})),
    ]
    assert [key for key, _ in nearest(MINE, others, 8)] == ["b", "c", "a"]
    assert [key for key, _ in nearest(MINE, reversed(others), 2)] == ["b", "c"]


def test_traits_are_read_from_columns_and_the_course():
    found = traits_of({"her2": ["HER2_POS"], "cns": None}, {"involved": ["LIVER"], "receptors": {"ER": "positive"}}, 2)
    assert found.sets["her2"] == {"HER2_POS"}
    assert (found.sets["cns"], found.sets["receptors"], found.line) == (frozenset(), {"ER positive"}, 2)
