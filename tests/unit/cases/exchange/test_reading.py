"""Reading case JSON: what is valid, what it becomes, and the path and fault of what is not."""

import copy
import json
from pathlib import Path

import pytest

from cases.exchange.reading import NotACase, read_case, read_file, read_json
from cases.rules.timeline import Timeline

EXAMPLE = json.loads((Path(__file__).parent / "example.json").read_text())


def example(**changes) -> dict:
    return copy.deepcopy(EXAMPLE) | changes


def minimal(**changes) -> dict:
    return {"schema": "case/1", "local_code": "X-1"} | changes


def fault_of(document, **options) -> str:
    with pytest.raises(NotACase) as caught:
        read_case(document, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_example_of_the_contract_is_a_case():
    case = read_case(example(), for_import=True)
    assert Timeline.from_document(case).local_code == "EX-1"
    assert case["adverse_events"][0]["grade"] == 2


def test_canonical_form_is_read_to_itself():
    case = read_case(example(), for_import=True)
    assert read_case(case, for_import=True) == case


def test_the_shortest_case_is_a_case():
    assert read_case(minimal())["skin_findings"] == []


def test_one_case_or_an_array_of_cases():
    assert len(read_file(json.dumps(minimal()).encode())) == 1
    assert len(read_file(json.dumps([minimal(), example()]).encode())) == 2
    assert read_file(b"[]") == []


@pytest.mark.parametrize("name", ["institution", "status", "legal_basis"])
def test_import_needs_what_classify_may_leave_out(name):
    document = example()
    del document[name]
    assert read_case(document)["local_code"] == "EX-1"
    assert fault_of(document, for_import=True) == f"{name}: missing; a case needs it"


def change(path: str, value, document: dict | None = None) -> dict:
    """The example with the value at a path such as "skin_findings.1.on" replaced; ``...`` removes the key."""
    document = example() if document is None else document
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is ...:
        del place[last]
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return document


FAULTS = [
    ("schema", "case/2", 'schema: a case says "schema": "case/1", not “case/2”'),
    ("schema", ..., 'schema: a case says "schema": "case/1" (it is missing)'),
    ("local_code", ..., "local_code: missing; a case needs it"),
    ("local_code", 7, "local_code: expected a text, not 7"),
    ("colour", "blue", "colour: unknown key"),
    ("status", "closed", "status: “closed” is not a known code; use one of draft, submitted, in_review, "),
    ("legal_basis", "consent", "legal_basis: expected an object, not “consent”"),
    ("legal_basis.kind", "waiver", "legal_basis.reference: a waiver names its ethics reference, a publication its DOI"),
    ("day_zero", "March 2014", "day_zero: day zero is a full date such as 2014-03-12, or null"),
    ("day_zero", "2014-02-30", "day_zero: day zero is no date of the calendar"),
    ("diagnosis_year", 11, "diagnosis_year: give the year of diagnosis with four digits, from 1950"),
    ("regimens_complete", "yes", "regimens_complete: expected true, false or null, not “yes”"),
    ("patient.born", 1950, "patient.born: unknown key"),
    ("patient.age_at_diagnosis", "62", "patient.age_at_diagnosis: expected a whole number, not “62”"),
    ("patient.age_at_diagnosis", -1, "patient.age_at_diagnosis: -1 is out of range"),
    ("patient.age_at_diagnosis_absent", "unknown", "patient.age_at_diagnosis_absent: give a value or a reason"),
    ("patient.sex_absent", "forgotten", "patient.sex_absent: give a value or a reason"),
    ("primaries", {}, "primaries: expected a list, not an object"),
    ("primaries.0.id", ..., "primaries[0].id: missing; every primary tumour has an id of its own"),
    ("primaries.0.laterality", "LEFT", "primaries[0].laterality: “LEFT” is not a code; the code for it is “left”"),
    ("stagings.0.primary", "p2", "stagings[0].primary: no record of this case has the id “p2”"),
    (
        "stagings.0.primary",
        "b1",
        "stagings[0].primary: “b1” is a biopsy or specimen; a primary tumour is expected here",
    ),
    ("stagings.0.y", 1, "stagings[0].y: expected true, false or null, not 1"),
    ("specimens.0.id", "p1", "specimens[0].id: “p1” is the id of primaries[0] already"),
    ("specimens.0.on", ..., "specimens[0].on: missing; write null where it is not known when"),
    ("specimens.0.result", None, "specimens[0].result: missing; every biopsy or specimen needs it"),
    ("specimens.0.paired_with", "b1", "specimens[0].paired_with: the record leads back to itself"),
    ("specimens.0.markers.0.value", 3, "specimens[0].markers[0].value: expected a code such as “0”, not 3"),
    ("specimens.0.markers.0.value", "4+", "specimens[0].markers[0].value: “4+” is not a known code"),
    ("specimens.0.markers.1.value", {"comparator": "~"}, "specimens[0].markers[1].value: "),
    ("specimens.0.markers.1.value", True, "specimens[0].markers[1].value: expected a number, or an object"),
    ("specimens.0.markers.1.dose", 1, "specimens[0].markers[1].dose: unknown key"),
    ("regimens.0.start", ..., "regimens[0].start: missing; write null"),
    ("regimens.0.start", "2014", "regimens[0].start: A calendar date needs the patient's day zero"),
    ("regimens.0.drugs", [], "regimens[0].drugs: an empty list says nothing; leave the key out"),
    ("regimens.0.drugs.0.agent", ..., "regimens[0].drugs[0].agent: missing; name the drug, or write"),
    ("regimens.0.stop_reason", "bored", "regimens[0].stop_reason: “bored” is not a known code; use one of completed"),
    ("local_treatments.0.lesions", ["l7"], "local_treatments[0].lesions[0]: no record of this case has the id “l7”"),
    ("measurements.0.long_mm", "24", "measurements[0].long_mm: expected a number, not “24”"),
    ("measurements.0.long_mm", 24.55, "measurements[0].long_mm: 24.55 is out of range"),
    ("measurements.0.lesion", ..., "measurements[0].lesion: missing; every measurement needs it"),
    ("assessments.0.modalities", "CT", "assessments[0].modalities: expected a list of codes, not “CT”"),
    ("assessments.1.compartments.0.status", "PROGRESS", "assessments[1].compartments[0].status: “PROGRESS” is not"),
    ("skin_findings.1.on", "soon", "skin_findings[1].on: This is not a time the registry can read."),
    ("skin_findings.1.on", True, "skin_findings[1].on: expected a day, a text such as"),
    ("skin_findings.1.on", {"lo": 9, "hi": 3, "precision": "day"}, "skin_findings[1].on: The earliest day lies after"),
    ("skin_findings.1.on", {"lo": 9, "precision": "hour"}, "skin_findings[1].on: "),
    ("skin_findings.1.on", "+2 months after s7", "skin_findings[1].on: the time is relative to “s7”, but no record"),
    ("skin_findings.1.lesion_of", "s9", "skin_findings[1].lesion_of: no record of this case has the id “s9”"),
    ("skin_findings.1.lesion_of", "s2", "skin_findings[1].lesion_of: the record leads back to itself"),
    ("skin_findings.1.morphology", ["in March 2014"], "skin_findings[1].morphology: the text holds a calendar date"),
    ("skin_findings.1.comment", "seen on 12/03/2014", "skin_findings[1].comment: the text holds a calendar date"),
    ("skin_findings.1.sites_as_reported", "x" * 61, "skin_findings[1].sites_as_reported: the text has 61 characters"),
    ("workups.0.finding", "b1", "workups[0].finding: “b1” is a biopsy or specimen; a skin finding is expected here"),
    ("workups.0.empirical.0.effect", "good", "workups[0].empirical[0].effect: “good” is not a known code"),
    ("adverse_events.0.grade", 6, "adverse_events[0].grade: 6 is not a known code; use one of 0, 1, 2, 3, 4, 5"),
    ("followups.0.status", ..., "followups[0].status: missing; every follow-up needs it"),
    ("warning_answers", [{"code": "X"}], "warning_answers[0].reason: missing; an answer names the warning"),
]


@pytest.mark.parametrize(("path", "value", "fault"), FAULTS, ids=[f"{path} {value}"[:60] for path, value, _ in FAULTS])
def test_a_fault_names_its_path(path, value, fault):
    assert fault_of(change(path, value)).startswith(fault)


def test_in_an_array_the_path_begins_with_the_place():
    with pytest.raises(NotACase, match=r"^\[1\]\.skin_findings\[0\]\.change: missing; every skin finding needs it$"):
        read_file(json.dumps([example(), change("skin_findings.0.change", ...)]).encode())


def test_an_array_of_anything_else_is_no_case():
    with pytest.raises(NotACase, match=r"^\[0\]: expected an object, not 1$"):
        read_file(b"[1]")


def test_dates_that_hang_on_each_other_are_refused():
    document = change("skin_findings.0.on", "at s2")
    assert read_case(document)["skin_findings"][0]["on"]["anchor"] == "s2"
    document = change("skin_findings.1.on", "at s1", document)
    assert fault_of(document) == "skin_findings[0].on: the dates are relative to each other in a circle"


def test_a_chain_of_lesions_that_bites_its_tail_is_refused():
    document = change("skin_findings.0.lesion_of", "s2")
    assert read_case(document)
    document = change("skin_findings.1.lesion_of", "s1", document)
    assert fault_of(document) == "skin_findings[0].lesion_of: the record leads back to itself"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "line 1, column 1: this is not JSON"),
        (b'{"schema": "case/1",}', "line 1, column 21: this is not JSON"),
        (b'{"schema": "case/1", "schema": "case/1"}', "schema: the key is written twice"),
        (b"\xff\xfe", "byte 1: the file is not text in UTF-8"),
        (b"[NaN]", "this is not JSON: NaN is no JSON number"),
        (b"[" * 100_000, "the file is nested too deeply for a case"),
        (b"7", "expected an object, not 7"),
    ],
)
def test_broken_json_says_where(data, fault):
    with pytest.raises(NotACase) as caught:
        read_file(data)
    assert str(caught.value).startswith(fault)


def test_a_key_written_twice_deep_inside_is_found():
    text = json.dumps(example()).replace('"photo": true', '"photo": true, "photo": false')
    with pytest.raises(NotACase, match=r"^skin_findings\[1\]\.photo: the key is written twice$"):
        read_case(read_json(text.encode()))


def test_calendar_text_becomes_days_and_stays_nowhere():
    document = change("regimens.0.start", "2014-04-02", example(day_zero="2014-03-12"))
    document = change("skin_findings.1.on", "Mar 2016", document)
    case = read_case(document)
    assert case["regimens"][0]["start"] == 21
    assert case["skin_findings"][1]["on"] == {"lo": 720, "hi": 750, "precision": "month"}


def test_a_message_never_repeats_a_calendar_date():
    document = change("skin_findings.1.extent", "seen on 12 March 2014")
    assert fault_of(document).startswith("skin_findings[1].extent: this text is not a known code")


def test_cycles_are_counted_from_the_regimen_that_the_row_names():
    document = change("regimens.0.interval_days", 14)
    document = change("assessments.1.on", "cycle 12", document)
    document = change("regimens.0.drugs.0.last_dose", "cycle 3", document)
    document = change("skin_findings.1.assessment", "a2", document)
    document = change("skin_findings.1.on", "cycle 12", document)
    case = read_case(document)
    twelfth = {"anchor": "r1", "lo_offset": 154, "hi_offset": 167, "precision": "relative", "as_reported": "cycle 12"}
    assert case["assessments"][1]["on"] == twelfth
    assert case["skin_findings"][1]["on"] == twelfth
    assert case["regimens"][0]["drugs"][0]["last_dose"]["lo_offset"] == 28


def test_a_date_and_its_wording_stand_together():
    document = change("skin_findings.1.on_as_reported", "after 12 cycles")
    on = read_case(document)["skin_findings"][1]["on"]
    assert on == {"lo": 1052, "hi": 1052, "precision": "day", "as_reported": "after 12 cycles"}
    document = change("skin_findings.1.on", {"lo": 1, "hi": 2, "precision": "day", "as_reported": "another"}, document)
    assert fault_of(document).startswith("skin_findings[1].on_as_reported: the date holds another wording already")


def test_an_open_set_takes_another_text():
    assert read_case(change("regimens.0.drugs.0.agent", "drug x"))["regimens"][0]["drugs"][0]["agent"] == "drug x"


@pytest.mark.parametrize(
    ("path", "written", "code"),
    [
        ("regimens.0.drugs.0.agent", "Herceptin", "trastuzumab"),
        ("specimens.0.markers.0.analyte", "HER2 IHC", "HER2_IHC"),
        ("specimens.0.markers.0.analyte", "ihc", "HER2_IHC"),
    ],
)
def test_an_open_set_knows_its_codes_by_their_other_names(path, written, code):
    assert read_case(change(path, written)) == read_case(change(path, code))


def test_a_score_is_checked_whatever_name_its_analyte_has():
    document = change("specimens.0.markers.0", {"analyte": "IHC", "value": "4+"})
    assert "is not a known code; use one of 0, 0-null" in fault_of(document)


def test_a_closed_set_names_the_code_that_was_meant():
    document = change("measurements.0.method", "CXR")
    assert fault_of(document).endswith("“CXR” is not a code; the code for it is “XRAY”")
    assert read_case(change("measurements.0.method", "XRAY", document))["measurements"][0]["method"] == "XRAY"


def test_a_blinded_drug_names_its_class():
    document = change("regimens.0.drugs.0", {"class": "anti_her2", "start": 1})
    assert read_case(document)["regimens"][0]["drugs"][0]["class"] == "anti_her2"
    assert fault_of(change("regimens.0.drugs.0.class", "immuno", document)).endswith("use anti_her2")


def test_rows_that_nothing_names_need_no_id():
    document = example()
    for name in ("workups", "adverse_events", "followups", "measurements"):
        document[name][0].pop("id", None)
    assert "id" not in read_case(document, for_import=True)["workups"][0]


@pytest.mark.parametrize("for_import", [True, False])
def test_a_local_treatment_names_lesions_and_skin_findings(for_import):
    document = {
        "schema": "case/1",
        "institution": "A",
        "local_code": "X",
        "status": "draft",
        "legal_basis": {"kind": "consent", "reference": None, "state": "in_force"},
        "lesions": [{"id": "l1", "compartment": "SKIN_LR"}],
        "skin_findings": [{"id": "s1", "on": 0, "change": "progression"}],
        "local_treatments": [{"id": "lt1", "kind": "electrochemotherapy", "start": 10, "lesions": ["s1", "l1"]}],
    }
    assert read_case(document, for_import=for_import)["local_treatments"][0]["lesions"] == ["s1", "l1"]
    document["local_treatments"][0]["lesions"] = ["lt1"]
    expected = "“lt1” is a local treatment; a lesion or a skin finding is expected here"
    with pytest.raises(NotACase, match=expected):
        read_case(document, for_import=for_import)
