"""Invented patients are valid, canonical, repeatable, unmistakable, and independent of the rules."""

import ast
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

import cases.exchange.synthesis
from cases.exchange.reading import NotACase, read_case
from cases.exchange.synthesis.files import answering, write_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from cases.records.warnings import warnings_of
from cases.rules.definition import load_definition
from cases.rules.measured import measured
from cases.rules.timeline import Timeline

FOLDER = Path(cases.exchange.synthesis.__file__).parent


@pytest.fixture(scope="module")
def patients() -> list:
    return list(synthesise(patients=600, institutions=6, seed=11))


def written(**arguments) -> tuple[str, str]:
    """The file and its answers."""
    out, answers = StringIO(), StringIO()
    write_cases(answering(synthesise(**arguments), answers), out)
    return out.getvalue(), answers.getvalue()


def imported(source: str) -> set[str]:
    """Every module that a source text imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def test_the_generator_never_imports_the_rules():
    assert any(name.startswith("cases.rules") for name in imported("from cases.rules import dates"))
    for file in FOLDER.glob("*.py"):
        assert not [name for name in imported(file.read_text()) if name.startswith("cases.rules")], file.name


def test_the_stations_know_neither_the_record_nor_django():
    for file in FOLDER.glob("*.py"):
        foreign = ("django", "cases.records", "registry", "cases.exchange.importing", "cases.exchange.reading")
        found = [name for name in imported(file.read_text()) if name.startswith(foreign)]
        assert bool(found) == (file.name == "loading.py"), file.name


def test_every_case_is_valid_and_in_canonical_form(patients):
    for one in patients:
        document = json.loads(json.dumps(one.document))
        assert read_case(document, for_import=True) == document
    broken = {**patients[0].document, "patient": {"age_at_diagnosis": "old"}}
    with pytest.raises(NotACase, match="patient.age_at_diagnosis"):
        read_case(broken, for_import=True)


def test_the_same_arguments_give_the_same_bytes():
    arguments = {"patients": 60, "institutions": 4, "seed": 3}
    assert written(**arguments) == written(**arguments)
    assert written(**arguments) != written(**{**arguments, "seed": 4})


def test_a_patient_does_not_depend_on_how_many_there_are():
    few, many = (list(synthesise(patients=n, institutions=4, seed=3)) for n in (5, 50))
    assert few == many[:5]


def test_nobody_takes_them_for_real(patients):
    for one in patients:
        assert one.document["local_code"].startswith("SYN-")
        assert one.document["institution"].startswith("SYN-")
        assert one.document["comment"] == "Invented by manage.py synthesise"
        assert one.document["provenance"]["source"] == "chart"
        assert one.document["provenance"]["publicly_described"] is False


def test_answers_name_findings_of_their_case():
    file, answers = written(patients=80, institutions=2, seed=5)
    findings = {
        (case["institution"], case["local_code"], finding["id"])
        for case in json.loads(file)
        for finding in case["skin_findings"]
    }
    lines = [json.loads(line) for line in answers.splitlines()]
    assert list(lines[0])[:7] == [
        "institution",
        "local_code",
        "finding",
        "label",
        "certainty",
        "reason",
        "label_set",
    ]
    assert {(one["institution"], one["local_code"], one["finding"]) for one in lines} <= findings


def test_patients_without_and_with_several_events(patients):
    counts = Counter(len(one.answers) for one in patients)
    assert counts.keys() == {0, 1, 2}
    assert 0.1 < counts[0] / len(patients) < 0.3


def test_every_label_occurs(patients):
    labels = {answer.answer.label for one in patients for answer in one.answers}
    assert labels == {
        "DCP_STRICT",
        "DCP_STRICT_EARLY_POST",
        "DCP_BROAD",
        "DCP_BROAD_EARLY_POST",
        "SKIN_ONLY",
        "SKIN_ONLY_EARLY_POST",
        "CONCORDANT_PD",
        "DUAL_SANCTUARY",
        "LEAD_IN",
        "OFF_EXPOSURE",
        "MIMIC",
        "NO_CUTANEOUS_PD",
        "NOT_ELIGIBLE",
        "INDETERMINATE",
    }


def test_institutions_are_of_unequal_size(patients):
    sizes = Counter(one.document["institution"] for one in patients)
    largest, second, *_, smallest = [sizes[code] for code in institution_codes(6)]
    assert largest > 1.5 * second
    assert second > smallest


def test_institution_codes_go_on_after_z():
    assert institution_codes(28)[:2] == ("SYN-A", "SYN-B")
    assert institution_codes(28)[25:] == ("SYN-Z", "SYN-AA", "SYN-AB")


def test_stories_are_plausible_to_the_registry_itself(patients):
    warned = [one for one in patients if warnings_of(one.document)]
    assert len(warned) <= len(patients) * 0.02
    # the edge of NEXT_TX_GRACE is the one story that the registry rightly warns of
    assert {warning.code for one in warned for warning in warnings_of(one.document)} <= {"IMAGING_AFTER_NEXT_THERAPY"}


def test_sums_are_those_of_the_measurements(patients):
    sums, methods = 0, set()
    for one in patients:
        organs = {lesion["id"]: lesion["compartment"] for lesion in one.document["lesions"]}
        added: Counter = Counter()
        for row in one.document["measurements"]:
            organ, size = organs[row["lesion"]], 5 if row.get("too_small") else row.get("long_mm", 0)
            added[row["assessment"], organ] += row.get("short_mm", size) if organ.startswith("NODES") else size
            methods.add((organ.startswith("SKIN"), row["method"]))
        for assessment in one.document["assessments"]:
            for status in assessment.get("compartments", ()):
                if "sum_mm" in status:
                    sums += 1
                    assert status["sum_mm"] == added[assessment["id"], status["compartment"]]
    assert sums > len(patients)
    assert methods == {(True, "calliper"), (False, "CT")}


def measured_of(document: dict):
    return measured(Timeline.from_document(document), load_definition("dcp").constants)


def test_what_is_written_is_what_was_measured(patients):
    found = {one.document["local_code"]: measured_of(one.document) for one in patients}
    assert [warning.warning for one in found.values() for warning in one.warnings] == []
    statuses = Counter((part.group, part.status) for one in found.values() for part in one.parts)
    assert min(statuses["skin", one] for one in ("SD", "PD")) > 10
    assert min(statuses["extracutaneous", one] for one in ("CR", "PR", "SD", "PD")) > 10


def test_the_skin_parts_from_the_rest_by_measurements_too(patients):
    parted = 0
    for one in patients:
        parts: dict[str, dict] = {}
        for part in measured_of(one.document).parts:
            parts.setdefault(part.assessment, {})[part.group] = part.status
        parted += any(row.get("skin") == "PD" and row.get("extracutaneous") == "PR" for row in parts.values())
    assert parted > len(patients) * 0.01


def test_a_file_without_cases_is_an_empty_array():
    out = StringIO()
    assert write_cases([], out) == 0
    assert json.loads(out.getvalue()) == []
