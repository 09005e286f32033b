"""The places of the body map beside the list of sites, and what painted places propose."""

from itertools import product

import pytest

from cases.rules.skin_places import implied_extent, implied_side, local_to, places_meant, sides_of, table, with_terms
from cases.rules.vocabulary import Extent, Laterality, RelativeSide, SkinPlace, SkinSite
from cases.rules.vocabulary.places import COVERS, NOT_DRAWN, PLACES, STEMS, places_of

LEFT = sides_of([Laterality.LEFT])


def test_every_term_of_the_list_has_a_place_or_says_why_not():
    drawn = {stem.site for stem in STEMS}
    assert drawn | COVERS.keys() | NOT_DRAWN.keys() == set(SkinSite)
    assert not drawn & NOT_DRAWN.keys()
    assert all(reason.endswith(".") for reason in NOT_DRAWN.values())
    assert all(set(covered) <= drawn for covered in COVERS.values())


def test_each_place_has_a_side_and_a_name_of_its_own():
    assert [one.value for one in SkinPlace] == list(PLACES)
    assert SkinPlace("left breast upper outer").label == "Left breast, upper outer quadrant"
    assert PLACES["left axilla"].side == "left"
    assert PLACES["sternum"].side == "midline"
    assert places_of("upper lip") == ()


@pytest.mark.parametrize(
    ("places", "extent"),
    [
        (["left breast upper outer", "left nipple"], Extent.LR),
        (["left mastectomy scar", "left lower chest wall"], Extent.LR),
        (["right breast upper outer"], Extent.DIST),
        (["left axilla"], Extent.DIST),
        (["sternum"], Extent.DIST),
        (["left upper abdomen"], Extent.DIST),
        (["left infraclavicular"], Extent.DIST),
        (["left chest wall beside breast", "right breast lower inner"], Extent.BOTH),
        ([], None),
    ],
)
def test_extent_follows_the_definition_for_a_primary_on_the_left(places, extent):
    assert implied_extent(places, LEFT) == extent


def test_with_primaries_on_both_sides_either_breast_is_locoregional():
    sides = sides_of([Laterality.LEFT, Laterality.RIGHT])
    assert sides == sides_of([Laterality.BILATERAL])
    assert implied_extent(["left nipple", "right nipple"], sides) == Extent.LR


def test_without_the_side_of_every_primary_nothing_is_proposed():
    for unknown in ([], [""], [Laterality.LEFT, Laterality.UNKNOWN], [Laterality.MIDLINE]):
        assert implied_extent(["left nipple"], sides_of(unknown)) is None
        assert implied_side(["left nipple"], sides_of(unknown)) is None


@pytest.mark.parametrize(
    ("places", "side"),
    [
        (["left nipple", "sternum"], RelativeSide.IPSI),
        (["right axilla"], RelativeSide.CONTRA),
        (["left nipple", "right axilla"], RelativeSide.BOTH),
        (["sternum", "umbilicus"], RelativeSide.MIDLINE),
    ],
)
def test_side_is_told_relative_to_the_primary(places, side):
    assert implied_side(places, LEFT) == side


def test_a_term_may_mean_the_places_on_the_side_that_was_said():
    both = {"left axilla", "right axilla"}
    assert places_meant(["axilla"], "", LEFT) == both
    assert places_meant(["axilla"], RelativeSide.IPSI, LEFT) == {"left axilla"}
    assert places_meant(["axilla"], RelativeSide.CONTRA, LEFT) == {"right axilla"}
    assert places_meant(["axilla"], RelativeSide.IPSI, frozenset()) == both
    assert places_meant(["neck"], RelativeSide.IPSI, LEFT) == {"nape", "anterior neck", "left lateral neck"}


def test_a_painted_place_adds_its_term_to_the_list_once():
    assert with_terms(["chest wall"], ["left nipple", "left chest wall beside breast"]) == ["chest wall", "nipple"]


def test_the_table_for_scripts_says_what_the_rules_say():
    laid_out = table()
    for own, side_of in laid_out["side"].items():
        for codes in (*((one,) for one in PLACES), *product(list(PLACES)[::7], repeat=2)):
            sides = " ".join(side for side in ("left", "right") if side in {PLACES[one].side for one in codes})
            assert side_of[sides] == implied_side(codes, {own})
            local = {local_to(one) == own for one in codes}
            seen = " ".join(name for name, there in (("local", True), ("beyond", False)) if there in local)
            assert laid_out["extent"][seen] == implied_extent(codes, {own})
        for said in ("", *RelativeSide):
            meant = {PLACES[one].side for one in places_meant(list(SkinSite), said, {own})}
            assert meant == set(laid_out["body"][own][said])
