"""Where things stand on the figure: nothing collides, uncertainty leans, windows are wide enough."""

import itertools

import pytest

from cases.records.figure import Windows, event_figure_of, figure_of
from cases.records.figure.metrics import Rows, longest_that_fits, shortened, width_of
from cases.rules.definition import load_definition

WINDOWS = Windows(tight=(-56, 42), wide=(-90, 60))
SIZES = {"small": 11, "small soft": 11, "small flag": 11}


def box_of(text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of words on the sheet."""
    size = SIZES.get(text.css, 12)
    width = width_of(text.words, size)
    left = {"start": text.x, "middle": text.x - width / 2, "end": text.x - width}[text.anchor]
    return left, text.y - size + 2, left + width, text.y + 2


def collisions(figure) -> list[tuple[str, str]]:
    boxes = [(text.words, box_of(text)) for text in figure.sheet.texts]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]


def crowded() -> dict:
    """A case in which everything happens at once, and again."""
    statuses = ["BASELINE", "PR", "CR", "PD", "NE", "SD", "NED", "EQUIVOCAL_NEW"]
    return {
        "primaries": [{"id": "p1"}],
        "regimens": [
            {
                "id": f"r{number}",
                "setting": "metastatic",
                "line": number + 1,
                "start": 100 + 40 * number,
                "stop": 130 + 40 * number,
                "drugs": [{"agent": "trastuzumab"}, {"agent": "pertuzumab"}, {"agent": "docetaxel"}],
            }
            for number in range(8)
        ],
        "specimens": [
            {"id": f"b{number}", "on": 100 + 7 * number, "compartment": "SKIN_LR", "result": "malignant_breast"}
            for number in range(9)
        ],
        "local_treatments": [
            {"id": f"lt{number}", "kind": "radiotherapy", "site": "chest wall", "start": 380, "stop": 395}
            for number in range(4)
        ],
        "assessments": [
            {
                "id": f"a{number}",
                "on": 100 + 9 * number,
                "scope": "FULL",
                "compartments": [{"compartment": code, "status": status} for code in ("LIVER", "BONE", "BRAIN")],
            }
            for number, status in enumerate(statuses * 4)
        ],
        "skin_findings": [
            {"id": f"s{number}", "on": 110 + 12 * number, "change": change, "extent": "BOTH"}
            for number, change in enumerate(["progression", "response", "resolved", "stable"] * 5)
        ],
        "followups": [{"id": "f1", "on": 420, "status": "dead"}],
    }


EPISODES = [
    {"finding": f"s{number}", "label": "INDETERMINATE", "certainty": None, "reason": "systemic"}
    for number in (0, 4, 8, 12)
]


def test_no_words_collide_even_in_a_crowded_case():
    assert collisions(figure_of(crowded(), EPISODES, WINDOWS)) == []


def test_no_words_collide_in_the_small_figure():
    figure = event_figure_of(crowded(), EPISODES[1], WINDOWS, name="e")

    assert collisions(figure) == []


def test_words_and_shapes_stay_on_the_sheet():
    figure = figure_of(crowded(), EPISODES, WINDOWS)

    for text in figure.sheet.texts:
        left, _, right, bottom = box_of(text)
        assert left >= -8, text.words
        assert right <= figure.width + 8, text.words
        assert bottom <= figure.height
    for shape in figure.sheet.shapes:
        assert all(0 <= x <= figure.width for x, _ in points(shape))


def points(shape) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in shape.points.split()]


def steps(figure, status: str) -> list[list[tuple[float, float]]]:
    return [points(shape) for shape in figure.sheet.shapes if shape.status == status]


def with_liver(on) -> dict:
    rows = [{"compartment": "LIVER", "status": "PR"}]
    late = [{"compartment": "LIVER", "status": "CR"}]
    return {
        "assessments": [
            {"id": "a1", "on": on, "scope": "FULL", "compartments": rows},
            {"id": "a2", "on": 400, "scope": "FULL", "compartments": late},
        ]
    }


def test_a_status_known_to_the_day_begins_upright():
    (bottom, top, *_) = steps(figure_of(with_liver(100), [], WINDOWS), "PR")[0]

    assert bottom[0] == top[0]


def test_a_status_with_an_uncertain_day_leans_over_every_day_that_is_allowed():
    figure = figure_of(with_liver({"lo": 100, "hi": 200}), [], WINDOWS)
    (bottom, top, *_) = steps(figure, "PR")[0]
    per_day = (figure.width - 20) / (figure_days(figure))

    assert top[0] - bottom[0] == pytest.approx(100 * per_day, abs=1)


def figure_days(figure) -> float:
    """Days on the axis, from two of its ticks."""
    ticks = [text for text in figure.sheet.texts if text.words.startswith("d") and text.anchor == "middle"]
    first, last = ticks[0], ticks[-1]
    days = [int(one.words[1:].replace("−", "-")) for one in (first, last)]
    return (days[1] - days[0]) / (last.x - first.x) * (figure.width - 20)


def test_what_follows_the_last_look_is_drawn_as_a_guess():
    figure = figure_of(with_liver(100), [], WINDOWS)

    assert [shape.css for shape in figure.sheet.shapes if shape.status == "PR"] == ["held"]
    assert [shape.css for shape in figure.sheet.shapes if shape.status == "CR"] == ["held last"]


def test_a_hollow_mark_hangs_on_another_record():
    document = {
        "regimens": [{"id": "r1", "start": 100, "stop": 300, "drugs": [{"agent": "trastuzumab"}]}],
        "specimens": [
            {"id": "b1", "on": {"anchor": "r1", "lo_offset": 0, "hi_offset": 9}, "result": "benign"},
            {"id": "b2", "on": 250, "result": "benign"},
        ],
    }

    marks = [point for point in figure_of(document, [], WINDOWS).sheet.points if point.kind == "biopsy"]

    assert [mark.hollow for mark in marks] == [True, False]


@pytest.mark.parametrize(("on", "days"), [(500, 150), ({"lo": 500, "hi": 530}, 180)])
def test_the_wide_window_covers_every_day_of_the_event(on, days):
    document = {"skin_findings": [{"id": "s1", "on": on, "change": "progression", "extent": "LR"}]}
    episodes = [{"finding": "s1", "label": "DCP_STRICT", "certainty": "PROBABLE", "reason": None}]

    figure = figure_of(document, episodes, WINDOWS)
    wide = next(box for box in figure.sheet.shades if box.css == "window wide")

    assert wide.width == pytest.approx(days * (figure.width - 20) / figure_days(figure), abs=2)


def looked_at_on(*days: int) -> dict:
    rows = [{"compartment": "LIVER", "status": "SD"}]
    return {"assessments": [{"id": f"a{day}", "on": day, "scope": "FULL", "compartments": rows} for day in days]}


def test_a_long_history_gets_a_wider_plot():
    short, long = looked_at_on(0, 300), looked_at_on(*range(0, 3600, 300))

    assert figure_of(long, [], WINDOWS).width > figure_of(short, [], WINDOWS).width


def test_years_without_any_date_are_cut_out_and_said():
    figure = figure_of(looked_at_on(0, 300, 3300, 3600), [], WINDOWS)

    assert len(figure.sheet.cuts) == 1
    assert "7.8 years" in {text.words for text in figure.sheet.texts}
    assert figure.width == figure_of(looked_at_on(0, 300), [], WINDOWS).width
    assert collisions(figure) == []


def test_days_keep_their_order_and_their_distance_around_a_cut():
    figure = figure_of(looked_at_on(0, 300, 3300, 3600), [], WINDOWS)
    places = [point.x for point in figure.sheet.points if point.kind == "look"]

    assert places == sorted(places)
    assert places[1] - places[0] == pytest.approx(places[3] - places[2], abs=1)


def test_an_ordinary_history_is_not_cut():
    assert figure_of(looked_at_on(0, 300, 800), [], WINDOWS).sheet.cuts == []


def test_nothing_is_drawn_after_death():
    document = with_liver(100) | {"followups": [{"id": "f1", "on": 450, "status": "dead"}]}
    figure = figure_of(document, [], WINDOWS)
    died = next(point for point in figure.sheet.points if point.kind == "death")

    assert max(x for step in steps(figure, "CR") for x, _ in step) == died.x


def test_the_longest_words_that_fit_are_taken():
    words = ("partial response", "PR")

    assert longest_that_fits(words, 200) == "partial response"
    assert longest_that_fits(words, 20) == "PR"
    assert longest_that_fits(words, 5) == ""


def test_words_that_are_too_long_end_in_an_ellipsis():
    assert shortened("Radiotherapy, chest wall", 90).endswith("…")
    assert shortened("Radiotherapy", 900) == "Radiotherapy"


def test_a_row_takes_what_does_not_touch():
    rows = Rows(gap=5)

    assert [rows.place(0, 50), rows.place(52, 80), rows.place(55, 80)] == [0, 1, 0]


def test_the_search_for_collisions_sees_one():
    figure = figure_of(crowded(), EPISODES, WINDOWS)
    figure.sheet.texts.append(figure.sheet.texts[0])

    assert collisions(figure) != []


def test_the_figure_calls_an_event_what_its_definition_does():
    document = {"skin_findings": [], "assessments": [{"id": "a1", "on": 100, "compartments": []}]}
    episode = {"assessment": "a1", "t0": [100, 100], "label": "DCP_STRICT", "certainty": "CONFIRMED", "axes": {}}
    windows = Windows.of(load_definition("cns-discordance"))
    figure = figure_of(document, [episode], windows)
    small = event_figure_of(document, episode, windows, name="e1")

    assert "Brain events" in [one.words for one in figure.sheet.gutter]
    assert [one.where for one in figure.rows if one.record == "a1"] == ["Brain event"]
    assert "Brain event: " in figure.description
    assert (small.title, small.axis) == ("The weeks around the brain event", "days from the brain event")
