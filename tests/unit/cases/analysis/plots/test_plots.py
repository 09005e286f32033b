"""Figures as specifications: right by the schema of Vega-Lite, with the numbers that were put in, and in words."""

import json
import re
from functools import cache
from pathlib import Path

import altair
import jsonschema
import pytest
import vl_convert

from cases.analysis.plots.figure import Figure, Table
from cases.analysis.plots.inks import PAPER, on_page, on_paper
from cases.analysis.plots.swimmer import swimmer_plot
from cases.analysis.plots.upset import upset_plot
from cases.analysis.plots.waterfall import waterfall_plot
from cases.analysis.statistics.attrition import overlaps
from registry.paths import CHECKOUT
from tests.factories import figures

EVERY = pytest.mark.parametrize("made", figures.EVERY, ids=lambda one: one.__name__)


@cache
def checker() -> jsonschema.protocols.Validator:
    schema = Path(altair.__file__).parent / "vegalite/v6/schema/vega-lite-schema.json"
    return jsonschema.Draft7Validator(json.loads(schema.read_text()))


def rows(figure: Figure, **having) -> list[dict]:
    """The rows that marks are drawn from which have all of these values."""
    every = [row for table in figure.specification()["datasets"].values() for row in table]
    return [row for row in every if having.items() <= row.items()]


@EVERY
def test_a_specification_keeps_the_schema_and_names_its_colours_on_a_page(made):
    figure = made()
    checker().validate(figure.specification())
    shown = figure.on_page
    assert shown.keys() == figure.specification().keys() - {"title"}, "only a file needs a title of its own"
    assert not re.findall(r'"#[0-9a-f]{6}"', json.dumps(shown)), "a page names colours, so that they follow its theme"
    assert "http" not in json.dumps(figure.specification()).replace("https://vega.github.io/schema/vega-lite/", "")


@EVERY
def test_a_figure_is_also_a_sentence_and_a_table(made):
    figure = made()
    assert figure.says.endswith(".")
    assert figure.specification()["description"] == figure.says
    assert figure.table.rows
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)


def test_the_engine_of_the_server_draws_each_with_its_words():
    words = {
        "swimmer": ["Index event", "trastuzumab deruxtecan", "Days from the first anti-HER2 dose"],
        "waterfall": ["Other compartments", "+150"],
        "survival": ["At risk", "T-DXd", "Days from the event"],
        "upset": ["Evidence", "Events in all"],
        "attrition": ["2 left, 2 lost, 1 not known"],
        "compartments": ["Liver", "1/2"],
        "sensitivity": ["Any evidence", "200 %"],
    }
    for made in figures.EVERY:
        figure = made()
        drawn = vl_convert.vegalite_to_svg(figure.specification(), vl_version="6.4", allowed_base_urls=[])
        for one in words[figure.name]:
            assert f">{one}<" in drawn, f"{figure.name} does not say {one}"


def test_a_swimmer_has_two_lanes_and_every_mark_at_its_day():
    figure = figures.swimmer()
    assert [(row["x"], row["x2"]) for row in rows(figure, status="PD")] == [(120, 300), (200, 300)]
    assert [row["x"] for row in rows(figure, says="Index event, day 120")] == [120]
    assert [row["x"] for row in rows(figure, says="Death, day 300")] == [300]
    shaded = [row for row in rows(figure, says="Window around the index event") if "x2" in row]
    assert [(row["x"], row["x2"]) for row in shaded] == [(64, 162), (4, 102)]
    assert [row["x"] for row in rows(figure, says="Treatment goes on", fill=PAPER["ink"])] == [90]
    assert (1, "skin", 120, 300, "Progression") in figure.table.rows


def test_a_second_page_of_rows_goes_on_counting():
    figure = swimmer_plot(figures.swimmers(figures.COURSES), window=(-56, 42), first=31, total=32)
    assert {row[0] for row in figure.table.rows} == {31, 32}
    assert figure.says.startswith("Patients 31 to 32 of 32")


def test_a_waterfall_pairs_skin_with_the_rest():
    figure = figures.fall()
    assert figure.table.rows == ((1, 33.3, -60.0), (2, None, 150.0))
    assert [row["y2"] for row in rows(figure, says="Other compartments: +150 %")] == [100], "cut, and named"
    assert len(rows(figure, says="Skin: not measured")) == 1
    assert sorted(row["y"] for row in rows(figure, x=0, x2=2)) == [-30.0, 0, 20.0]


def test_the_table_beneath_a_curve_stands_under_its_ticks():
    specification = figures.survival().specification()
    plot, table = specification["vconcat"][1:]
    axis = plot["layer"][0]["encoding"]["x"]["axis"]["values"]
    numbers = specification["datasets"][table["layer"][0]["data"]["name"]]
    assert axis == list(figures.TICKS)
    assert [row["x"] for row in numbers] == axis * 6
    assert [row["says"] for row in numbers[:9]] == ["2", "1", "0", "0", "0", "1", "0", "1", "1"]
    assert plot["layer"][0]["encoding"]["y"]["scale"]["domain"] == [0, 1]
    lines = [one["mark"] for one in plot["layer"] if one["mark"]["type"] == "line"]
    assert [one["interpolate"] for one in lines] == ["step-after"] * 2
    assert lines[0]["strokeDash"] != lines[1]["strokeDash"]


def test_counts_of_rules_cells_and_settings_are_those_put_in():
    assert figures.upset().table.rows == ((2, "yes", "yes"), (1, "no", "yes"), (2, "no", "no"))
    assert figures.flow().table.rows == (("All", 5, None, None), ("Evidence", 2, 2, 1), ("Exposure", 1, 1, 0))
    assert figures.compartments().table.rows == (("Liver", -84, -1, 1, 0), ("Liver", 0, 83, 2, 1))
    assert ("Any evidence", "100 %", "200 %", None) in figures.sensitivity().table.rows


def test_a_figure_of_nobody_says_so_and_is_not_drawn():
    for figure in (
        swimmer_plot([], window=(-56, 42)),
        waterfall_plot([]),
        upset_plot(overlaps([], []), {}),
    ):
        assert figure.is_empty
        assert figure.says.startswith(("No patient that you can read", "There is nobody"))
        with pytest.raises(ValueError, match="nobody to draw"):
            figure.specification()


def test_no_cell_of_the_data_is_read_as_a_formula():
    table = Table(("=cmd", "n"), (("+A1", -3), ("@x", None), ("plain", 2)))
    assert table.as_csv() == "'=cmd,n\r\n'+A1,-3\r\n'@x,\r\nplain,2\r\n"
    assert table.numeric == (False, True)


def test_the_inks_are_those_of_the_light_theme():
    tokens = (CHECKOUT / "static/css/tokens.css").read_text()
    light = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}),", tokens))
    assert {name: light.get(name) for name in PAPER} == PAPER
    assert (on_paper("ink"), on_page("ink")) == (PAPER["ink"], "var(--ink)")
    with pytest.raises(KeyError):
        on_page("nothing")
