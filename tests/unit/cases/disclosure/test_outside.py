"""What leaves of a document beside its codes: ages in bands, keys of one form, days from the first dose."""

import pytest

from cases.disclosure.bands import age_band
from cases.disclosure.days import counted_from
from cases.disclosure.deidentify import Rule, Shape
from cases.disclosure.keys import plain_names, renamed

PREFIXES = {"skin_findings": "s", "specimens": "b"}
SHAPES = {
    "skin_findings": Shape({"on": Rule(when=True), "lesion_of": Rule(reference=True)}),
    "specimens": Shape(
        {"on": Rule(when=True), "finding": Rule(reference=True), "site": Rule(codes=frozenset(["left"]))},
        {"markers": Shape({"on": Rule(when=True)})},
    ),
}


@pytest.mark.parametrize(
    ("age", "band"), [(None, ""), (0, "0-4"), (62, "60-64"), (64, "60-64"), (89, "85-89"), (90, "90+"), (101, "90+")]
)
def test_ages_are_five_years_wide_and_pooled_from_90(age, band):
    assert age_band(age) == band


def document(first="s1", second="s2", specimen="b1"):
    return {
        "skin_findings": [
            {"id": first, "on": 100},
            {"id": second, "on": {"anchor": first, "lo_offset": 1, "hi_offset": 2}, "lesion_of": first},
        ],
        "specimens": [{"id": specimen, "on": {"lo": 90, "hi": None}, "finding": second, "site": "left"}],
    }


def test_plain_keys_stay():
    assert plain_names(document(), PREFIXES) == {}


def test_telling_keys_are_replaced_with_every_reference_and_anchor():
    told = document("MRN 4711", "left", "L2014/33")
    assert renamed(told, plain_names(told, PREFIXES), SHAPES) == document("s1", "s2", "b1")


def test_keys_keep_their_order_beyond_nine():
    told = {"skin_findings": [{"id": f"lesion {place:02}"} for place in range(12)]}
    names = plain_names(told, PREFIXES)
    assert [names[row["id"]] for row in told["skin_findings"]] == sorted(names.values())


def test_days_count_from_another_day_and_relative_dates_move_along():
    shifted = counted_from(document() | {"specimens": [{"id": "b1", "on": None, "markers": [{"on": 95}]}]}, 80, SHAPES)
    assert [row["on"] for row in shifted["skin_findings"]] == [20, document()["skin_findings"][1]["on"]]
    assert shifted["specimens"][0] == {"id": "b1", "on": None, "markers": [{"on": 15}]}
    assert counted_from(document(), 80, SHAPES)["specimens"][0]["on"] == {"lo": 10, "hi": None}
