"""``manage.py classify`` as a program: no database, one JSON object a line, faults in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[4]
EXAMPLE = Path(__file__).parent / "example.json"
PUBLISHED = ROOT / "cases" / "exchange" / "data" / "published-cases.json"


@pytest.fixture
def classify(tmp_path):
    """Run the command in a checkout without any database: its working folder is empty."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    environment |= {"REGISTRY_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "registry.settings"}

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess:
        command = [sys.executable, str(ROOT / "manage.py"), "classify", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, env=environment, timeout=60)

    yield run
    assert not (tmp_path / "var" / "postgres").exists()


def test_the_published_cases_are_dcp_strict_and_probable(classify):
    done = classify(str(PUBLISHED))
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert list(first) == ["local_code", "episodes", "definition"]
    assert first["definition"] == {"key": "dcp", "version": "1.0.0"}
    assert [
        (case["local_code"], case["episodes"][-1]["label"], case["episodes"][-1]["certainty"])
        for case in (first, second)
    ] == [
        ("PUB-1", "DCP_STRICT", "PROBABLE"),
        ("PUB-2", "DCP_STRICT", "PROBABLE"),
    ]


def test_a_case_on_standard_input_without_what_only_import_needs(classify):
    case = json.loads(EXAMPLE.read_text())
    for name in ("institution", "status", "legal_basis"):
        del case[name]
    done = classify("-", given=json.dumps(case))
    assert done.returncode == 0
    assert json.loads(done.stdout)["local_code"] == "EX-1"


def test_the_brain_as_target_prints_the_assessment_that_starts_the_event(classify):
    case = json.loads(EXAMPLE.read_text())
    brain = {"compartment": "BRAIN", "status": "PD", "criteria": "RANO_BM", "new_lesion": True}
    case["assessments"].append({"id": "a9", "on": 1060, "compartments": [brain]})
    done = classify("--definition", "cns-discordance", "-", given=json.dumps(case))
    assert (done.returncode, done.stderr) == (0, "")
    printed = json.loads(done.stdout)
    (episode,) = printed["episodes"]
    assert printed["definition"] == {"key": "cns-discordance", "version": "1.0.0"}
    assert (list(episode)[0], episode["assessment"], episode["axes"]["evidence"]) == ("assessment", "a9", "C2")


def test_a_definition_and_constants_are_chosen(classify):
    case = json.loads(EXAMPLE.read_text())
    case["skin_findings"][0]["change"] = "baseline"
    case["regimens"][0]["drugs"] = [{"agent": "trastuzumab", "start": 800, "last_dose": 1012}]
    text = json.dumps(case)
    usual = json.loads(classify("--definition", "dcp@1.0.0", "-", given=text).stdout)["episodes"][-1]
    strict = json.loads(classify("--set", "T_AB=35", "--set", "TIGHT=-42,28", "-", given=text).stdout)["episodes"][-1]
    assert usual["axes"]["exposure"] == "ON"
    assert strict["axes"]["exposure"] == "EARLY_POST"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "T_XY=3"], "has no constant T_XY"),
        (["--set", "T_AB"], "--set takes NAME=VALUE"),
        (["--set", "T_AB=soon"], "T_AB is a whole number such as 42"),
        (["--definition", "abc"], "There is no definition 'abc'"),
        (["--definition", "dcp@9.9.9"], "There is no version '9.9.9' of dcp"),
    ],
)
def test_a_wrong_definition_or_constant_is_a_sentence(arguments, sentence):
    """Within this process, since a start of Python for every wrong word would take seconds."""
    with pytest.raises(CommandError) as refused:
        call_command("classify", *arguments, str(EXAMPLE))
    assert sentence in str(refused.value)
    assert refused.value.returncode == 2


def test_a_refusal_is_words_on_standard_error_and_status_2(classify):
    done = classify("--definition", "abc", str(EXAMPLE))
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no definition 'abc'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("[]x", "line 1, column 3: this is not JSON: Extra data\n"),
        ('[{"schema": "case/1", "local_code": "A", "ids": 1}]', "[0].ids: unknown key\n"),
    ],
)
def test_no_case_is_one_line_and_status_2(classify, given, line):
    done = classify("-", given=given)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_a_missing_file_is_one_sentence(classify):
    done = classify("/nowhere.json")
    assert done.returncode == 2
    assert "/nowhere.json cannot be read: No such file or directory." in done.stderr
