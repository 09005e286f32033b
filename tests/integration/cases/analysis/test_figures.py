"""The figures of a cohort through their doors: whose patients are on them, what the files hold, what they never say."""

import csv
import io
import json
import re

import pytest

from cases.analysis.figures.gathering import GATHERED
from cases.analysis.plots import drawing
from tests.doors import frozen_by

URL = "/analysis/figures/"
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|CANARY|\b20\d\d-\d\d-\d\d\b")
"""A key of a row, a local code, a calendar date."""
NOT_MEASURED = "No patient that you can read has a lesion that was measured twice."


@pytest.fixture
def fetch(signed_in):
    """A file of a figure as one person gets it."""
    return lambda person, name, query="of=episodes": signed_in(person).get(f"{URL}{name}?{query}")


def data(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(("person", "patients"), [("sam", 2), ("nora", 2), ("rolf", 1), ("rosa", 2)])
def test_a_figure_of_patients_shows_those_that_the_person_may_read_and_no_other(fetch, person, patients):
    """North has two, one of them public; South has one. Rosa's project reads North; a researcher reads no own cases."""
    rows = data(fetch(person, "swimmer.csv"))
    assert {row["Patient"] for row in rows} == {str(place) for place in range(1, patients + 1)}
    assert sum(row["Value"] == "index event" for row in rows) == patients
    assert json.loads(fetch(person, "compartments.json").content)["description"].startswith(f"{patients} patient")


def test_no_file_names_a_row_a_case_or_a_date(fetch):
    for name in GATHERED:
        for form in ("csv", "json"):
            answer = fetch("rosa", f"{name}.{form}")
            if answer.status_code == 404:
                assert form == "json"
                assert answer.content.decode().startswith("No")
            else:
                assert not KEYS.search(answer.content.decode()), (name, form)


def test_a_specification_says_which_cohort_it_is_of(fetch):
    told = json.loads(fetch("sam", "attrition.json", "of=episodes&nonsense=1").content)
    assert told["usermeta"]["definition"] == "dcp@1.0.0"
    assert "nonsense" not in told["usermeta"]["cohort"]
    assert told["title"]["subtitle"].startswith("2 episodes under dcp@1.0.0")


def test_a_frozen_run_draws_the_same_as_the_cohort_did(world, fetch):
    run = frozen_by(world, "rosa")
    for name in ("swimmer.csv", "compartments.csv", "attrition.csv"):
        assert data(fetch("rosa", name, f"run={run}")) == data(fetch("rosa", name))
    assert json.loads(fetch("rosa", "attrition.json", f"run={run}").content)["usermeta"]["cohort"] == f"run={run}"


def test_pictures_are_drawn_apart_from_the_server_and_say_what_they_show(fetch):
    svg = fetch("sam", "swimmer.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Disposition"] == 'attachment; filename="swimmer.svg"'
    assert b'role="img" aria-label="2 patients' in svg.content
    assert b"<title>Course of each patient</title>" in svg.content
    assert b"Days from the first anti-HER2 dose" in svg.content
    assert fetch("sam", "attrition.png").content.startswith(b"\x89PNG")


def test_a_picture_that_takes_too_long_is_not_waited_for(fetch, monkeypatch):
    monkeypatch.setattr(drawing, "PATIENCE", 0.05)
    answer = fetch("sam", "attrition.svg")
    assert answer.status_code == 503
    assert "Take its data or its specification instead." in answer.content.decode()


def test_the_page_has_every_figure_as_sentence_picture_files_and_table(signed_in):
    page = signed_in("sam").get(f"{URL}?of=episodes").content.decode()
    for name in GATHERED:
        assert f'id="figure-{name}"' in page
    assert '<script id="figure-swimmer-specification" type="application/json">' in page
    assert '<noscript><img class="chart-picture" src="/analysis/figures/swimmer.png?of=episodes' in page
    assert "2 patients, followed for a median of" in page
    assert 'href="/analysis/figures/attrition.csv?of=episodes' in page
    assert NOT_MEASURED in page
    assert not KEYS.search(page.split("</head>")[1].split("hx-headers")[0])


def test_only_figures_and_files_that_exist_have_an_address(fetch):
    assert fetch("sam", "attrition.csv").status_code == 200
    assert fetch("sam", "attrition.pdf").status_code == 404
    assert fetch("sam", "pie.csv").status_code == 404
