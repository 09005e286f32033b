"""The drawn figure and the maps made of it."""

import re
from itertools import product

import pytest

from cases.records.body_map import event_map, heat_map, painted_map
from cases.records.body_map.drawing import is_mirrored, outlines
from cases.rules.vocabulary.places import BACK, BREAST, FRONT, OPERATED, PLACES, STEMS

OFF = 0.4137  # so that no sampled point lies on a vertex
STEP = 2.3  # units of the drawing between sampled points; the figure is 184 wide


def rings(d: str) -> list[list[tuple[float, float]]]:
    return [
        [tuple(map(float, point.split())) for point in ring.rstrip("Z").split("L")]
        for ring in re.findall(r"M([^M]+)", d)
    ]


def holds(shape, x: float, y: float) -> bool:
    """Whether a point lies inside, by the even-odd rule."""
    inside = False
    for ring in shape:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def points_of(shape) -> set[tuple[int, int]]:
    """The points of one fixed grid that lie inside."""
    xs, ys = zip(*(point for ring in shape for point in ring), strict=True)
    columns = range(int(min(xs) / STEP) - 1, int(max(xs) / STEP) + 2)
    rows = range(int(min(ys) / STEP) - 1, int(max(ys) / STEP) + 2)
    return {(i, j) for i, j in product(columns, rows) if holds(shape, (i + OFF) * STEP, (j + OFF) * STEP)}


@pytest.fixture(scope="module")
def sampled() -> dict[str, set[tuple[int, int]]]:
    """Code of each place -> its points; mirrored ones are the mirror image of what is drawn."""
    drawn = {stem.outline: rings(outlines()[stem.outline]) for stem in STEMS}
    mirrored = {name: [[(200 - x, y) for x, y in ring] for ring in shape] for name, shape in drawn.items()}
    return {
        code: points_of((mirrored if is_mirrored(one) else drawn)[one.stem.outline]) for code, one in PLACES.items()
    }


def test_every_place_is_drawn_and_nothing_else_is():
    assert outlines().keys() - {f"{what}-{view}" for what in ("figure", "lines") for view in (FRONT, BACK)} == {
        stem.outline for stem in STEMS
    }


@pytest.fixture(scope="module")
def figures() -> dict[str, set[tuple[int, int]]]:
    return {view: points_of(rings(outlines()[f"figure-{view}"])) for view in (FRONT, BACK)}


def test_every_place_lies_inside_the_figure(sampled, figures):
    assert all(sampled.values())
    outside = {code: points - figures[PLACES[code].stem.view] for code, points in sampled.items()}
    assert {code: points for code, points in outside.items() if points} == {}


@pytest.mark.parametrize(("view", "chest"), [(FRONT, BREAST), (FRONT, OPERATED), (BACK, "")])
def test_no_place_overlaps_another(sampled, figures, view, chest):
    shown = [one for one in PLACES.values() if one.stem.view == view and one.stem.chest in ("", chest)]
    owner: dict[tuple[int, int], str] = {}
    for one in shown:
        for point in sampled[one.code]:
            assert owner.setdefault(point, one.code) == one.code
    assert len(owner) > 0.9 * len(figures[view])


def states(map_) -> dict[str, str]:
    return {one.place.code: one.state for view in map_.views for one in view.regions if one.state}


def test_what_is_painted_is_certain_and_what_is_only_named_is_not():
    shown = painted_map(["left nipple"], ["nipple", "axilla", "flap", "behind the ear"], "ipsi", ["left"])
    assert states(shown) == {"left nipple": "painted", "left axilla": "named"}
    assert shown.words == (
        ("painted", "Painted", ("Left nipple",)),
        ("named", "Named, exact place not recorded", ("Axilla", "Flap", "behind the ear")),
    )


def test_a_side_with_a_scar_is_drawn_without_its_breast():
    shown = painted_map(["left mastectomy scar", "right nipple"])
    hidden = {one.place.code for view in shown.views for one in view.regions if one.hidden}
    assert {"left nipple", "right mastectomy scar"} <= hidden
    assert not {"right nipple", "left mastectomy scar"} & hidden


CASE = {
    "primaries": [{"id": "p1", "laterality": "left"}],
    "skin_findings": [
        {"id": "s1", "on": 100, "sites": ["chest wall"], "places": ["left chest wall beside breast"]},
        {"id": "s2", "on": 400, "sites": ["breast", "groin"], "places": ["right breast upper outer"], "side": "contra"},
        {"id": "s3", "on": 500, "sites": ["face"], "places": ["face"]},
        {"id": "s4", "on": None, "sites": ["umbilicus"], "places": ["umbilicus"]},
    ],
}


def test_an_event_shows_what_was_involved_by_its_day_and_nothing_later():
    assert states(event_map(CASE, "s2")) == {
        "left chest wall beside breast": "before",
        "right breast upper outer": "event",
        "right groin": "named",
    }
    assert event_map(CASE, "a1") is None


def test_an_event_without_a_date_shows_itself_alone():
    assert states(event_map(CASE, "s4")) == {"umbilicus": "event"}


def test_a_heat_map_writes_what_it_is_given_and_marks_what_is_suppressed():
    shown = heat_map({"sternum": "31", "face": "7 or fewer"}, {"sternum": 4, "face": None})
    assert states(shown) == {"sternum": "shade-4", "face": "suppressed"}
    says = {one.place.code: one.says for view in shown.views for one in view.regions}
    assert says["face"] == "Face: 7 or fewer"
    assert says["left nipple"] == "Left nipple"
