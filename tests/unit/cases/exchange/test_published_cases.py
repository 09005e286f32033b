"""The two published cases: what the definition says of them, and that no label rests on an assumption of ours."""

import json
from pathlib import Path

import pytest

from cases.exchange.exporting import write_array
from cases.exchange.reading import read_case, read_file
from cases.rules.calendar_text import calendar_text_in
from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document

ROOT = Path(__file__).parents[4]
FILE = ROOT / "cases" / "exchange" / "data" / "published-cases.json"


@pytest.fixture(scope="module")
def published() -> list[dict]:
    return read_file(FILE.read_bytes(), for_import=True)


def episodes(document: dict) -> list[dict]:
    return classify_document(document, load_definition("dcp"))["episodes"]


def test_the_file_is_written_as_exports_write_it(published, tmp_path):
    with (tmp_path / "out.json").open("w", encoding="utf-8") as out:
        write_array(published, out)
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


def test_they_rest_on_their_publication(published):
    for case in published:
        assert case["legal_basis"] == {
            "kind": "publication",
            "reference": "10.1080/15384047.2015.1108490",
            "state": "in_force",
        }
        assert case["provenance"]["publicly_described"] is True
        assert case["day_zero"] is None


def test_they_hold_no_calendar_text_but_the_year_of_diagnosis(published):
    texts = []

    def gather(value, name=""):
        if isinstance(value, dict):
            for key, one in value.items():
                gather(one, key)
        elif isinstance(value, list):
            for one in value:
                gather(one, name)
        elif isinstance(value, str) and name != "reference":
            texts.append(value)

    for case in published:
        gather(case)
    assert [text for text in texts if calendar_text_in(text)] == []
    assert [case.get("diagnosis_year") for case in published] == [2011, None]


def test_case_1_first_relapse_on_or_soon_after_trastuzumab(published):
    first = episodes(published[0])[0]
    assert first["finding"] == "s1"
    assert (first["label"], first["reason"]) == ("INDETERMINATE", "dates")
    assert first["label_set"] == ["SKIN_ONLY", "SKIN_ONLY_EARLY_POST"]
    assert (first["axes"]["evidence"], first["axes"]["systemic"]) == ("C1", "S0")


def test_case_1_second_relapse_with_the_liver_or_off_treatment(published):
    second = episodes(published[0])[1]
    assert second["finding"] == "s3"
    assert (second["label"], second["reason"]) == ("INDETERMINATE", "dates")
    assert second["label_set"] == ["CONCORDANT_PD", "OFF_EXPOSURE"]
    assert second["axes"]["systemic"] == "SP"


def test_case_1_index_event(published):
    events = episodes(published[0])
    assert len(events) == 3
    index = events[2]
    assert (index["finding"], index["regimen"]) == ("s5", "r4")
    assert (index["label"], index["certainty"], index["label_set"]) == ("DCP_STRICT", "PROBABLE", ["DCP_STRICT"])
    assert index["axes"] == {
        "exposure": "ON",
        "evidence": "C2",
        "systemic": "S1",
        "cns": "NOT_IMAGED",
        "extent": "BOTH",
        "novelty": "MIXED",
        "her2": "HER2_POS",
    }


def test_case_2_is_broad_where_bone_has_no_response(published):
    """Its bone responded by MRI, judged by the investigator: no response that RECIST 1.1 can measure."""
    (index,) = classify_document(published[1], load_definition("dcp-recist-only"))["episodes"]
    assert (index["label"], index["certainty"]) == ("DCP_BROAD", "PROBABLE")


def test_case_1_stays_strict_where_bone_has_no_response(published):
    index = classify_document(published[0], load_definition("dcp-recist-only"))["episodes"][-1]
    assert (index["label"], index["certainty"]) == ("DCP_STRICT", "PROBABLE")


def test_case_2_nodules_at_diagnosis_start_no_event(published):
    (index,) = episodes(published[1])
    assert (index["finding"], index["regimen"]) == ("s5", "r2")
    assert (index["label"], index["certainty"], index["label_set"]) == ("DCP_STRICT", "PROBABLE", ["DCP_STRICT"])
    assert index["flags"] == ["SKIN_BEYOND_BREAST_M0"]
    assert index["axes"] == {
        "exposure": "ON",
        "evidence": "C1",
        "systemic": "S1",
        "cns": "NOT_IMAGED",
        "extent": "DIST",
        "novelty": "MIXED",
        "her2": "HER2_POS",
    }


@pytest.mark.parametrize(("number", "row"), [(0, ("regimens", "start")), (1, ("assessments", "on"))])
def test_no_label_rests_on_how_soon_treatment_began(published, number, row):
    """The first imputed bound of each case, everything later hangs on it, may be lifted without a change."""
    document = json.loads(json.dumps(published[number]))
    name, key = row
    place = next(one for one in document[name] if isinstance(one[key], dict) and one[key].get("lo") == 0)
    assert place[key]["derivation"] == "imputed"
    place[key]["hi"] = None
    as_published = [(one["label"], one["label_set"], one["certainty"]) for one in episodes(published[number])]
    assert [(one["label"], one["label_set"], one["certainty"]) for one in episodes(read_case(document))] == as_published


def test_without_the_reading_of_the_left_breast_case_2_would_be_undecided(published):
    """docs/published-cases.md names this as the one judgement that a label rests on."""
    document = json.loads(json.dumps(published[1]))
    event = next(one for one in document["assessments"] if one["kind"] == "event")
    event["compartments"] = [one for one in event["compartments"] if one["compartment"] != "BREAST_IPSI"]
    (index,) = episodes(read_case(document))
    assert (index["label"], index["label_set"]) == ("INDETERMINATE", ["DCP_STRICT", "INDETERMINATE"])
