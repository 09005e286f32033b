"""``import_cases`` and ``export_cases``: both ways without loss, all of a file or nothing."""

import copy
import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from cases.exchange.exporting import full_documents, write_array
from cases.records.actions import clear_record
from cases.records.models import Case, DayZero
from registry.institutions.models import Institution
from registry.institutions.scoping import acting, enter, system_scope

EXAMPLE = Path(__file__).parents[3] / "unit" / "cases" / "exchange" / "example.json"
PUBLISHED = Path(__file__).parents[4] / "cases" / "exchange" / "data" / "published-cases.json"

RICH = {
    "schema": "case/1",
    "institution": "A",
    "local_code": "RICH-1",
    "status": "draft",
    "legal_basis": {"kind": "waiver", "reference": "EC 14/3", "state": "in_force"},
    "provenance": {"source": "chart", "reference": None, "publicly_described": False},
    "day_zero": "2014-03-12",
    "diagnosis_year_absent": "not-asked",
    "regimens_complete": False,
    "comment": "Free text with “quotes”, ü and a\nsecond line.",
    "patient": {
        "age_at_diagnosis_absent": "asked-declined",
        "sex": "female",
        "comorbidities": ["diabetes"],
        "performance": [{"on": "Mar 2014", "ecog": 1}],
        "germline": [{"gene": "BRCA1", "result": "negative"}],
        "consents": [{"on": None, "scope": "registry", "status": "valid"}],
    },
    "primaries": [{"id": "p1", "on": 0, "grade": 3, "size_mm": 36, "size_mm_as_reported": "3.6 cm"}],
    "regimens": [
        {
            "id": "r1",
            "start": "2014-04-02",
            "interval_days": 14,
            "drugs": [
                {"class": "anti_her2", "start": 21, "last_dose": "cycle 6"},
                {"agent": "a drug not in the list", "dose": {"comparator": "=", "lo": 8, "unit": "mg/kg"}},
            ],
        },
        {"id": "r2", "start": {"anchor": None, "lo_offset": 0, "hi_offset": 30, "precision": "relative"}},
    ],
    "local_treatments": [
        {"id": "lt1", "kind": "surgery", "start": "+3 months after r1", "lesions": ["l1", "s1", "l2"]}
    ],
    "lesions": [{"id": "l2", "compartment": "LIVER"}, {"id": "l1", "compartment": "SKIN_LR", "role": "target"}],
    "assessments": [
        {
            "id": "a1",
            "on": {"lo": None, "hi": 40, "precision": "month", "as_reported": "before cycle 2"},
            "compartments": [
                {"compartment": "SKIN_LR", "status": "PR", "sum_mm": 12.5},
                {"compartment": "LIVER", "status": "BASELINE", "involved_at_baseline": True},
            ],
        }
    ],
    "measurements": [{"lesion": "l1", "assessment": "a1", "long_mm": 12.5}],
    "skin_findings": [
        {"id": "s2", "on": "at s1 ±14 days", "change": "progression", "lesion_of": "s1"},
        {
            "id": "s1",
            "on": None,
            "on_absent": "result-not-in-chart",
            "on_as_reported": "at first sight",
            "change": "stable",
        },
    ],
    "specimens": [
        {
            "id": "b1",
            "on": "at s2",
            "result": "malignant_breast",
            "compartment": "SKIN_LR",
            "markers": [
                {"analyte": "KI67", "value": {"comparator": ">", "lo": 20, "unit": "%"}},
                {"analyte": "ER", "value": {"comparator": "range", "lo": 1, "hi": 10, "unit": "%"}},
                {"analyte": "PR", "value_absent": "not-performed"},
                {"analyte": "HER2_IHC", "value_absent": "unknown", "value_as_reported": "strong"},
                {"analyte": "HER2_ISH", "ratio": 2.35, "copies": 6},
            ],
        }
    ],
    "workups": [{"finding": "s2", "empirical": [{"kind": "steroid", "from": None, "effect": "none"}]}],
    "followups": [{"on": None, "status": "alive", "events": [{"event": "skin_cr", "on": "d400..d430"}]}],
    "warning_answers": [{"code": "SAME_DATE", "about": "p1", "reason": "Both on one day, says the chart."}],
}


@pytest.fixture
def institution(db) -> Institution:
    return Institution.objects.create(code="A", name="Hospital A", country="GB")


@pytest.fixture
def write(tmp_path):
    """Write cases to a file as JSON; the path."""

    def written(content, name: str = "cases.json") -> str:
        path = tmp_path / name
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

    return written


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of ``import_cases``."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_cases", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    except CommandError as fault:
        return fault.returncode, out.getvalue(), str(fault)
    return 0, out.getvalue(), err.getvalue()


def exported(institution: Institution) -> str:
    out = StringIO()
    write_array(full_documents(institutions=[institution], page="test"), out)
    return out.getvalue()


def empty(institution: Institution) -> None:
    with acting(system_scope(institution), page="test"):
        for case in Case.objects.filter(institution=institution):
            clear_record(case=case)
            DayZero.objects.filter(case=case).delete()
            case.delete()


def example(**changes) -> dict:
    return json.loads(EXAMPLE.read_text()) | changes


@pytest.mark.parametrize("source", ["example", "rich", "published"])
def test_exported_imported_and_exported_again_the_bytes_are_the_same(institution, write, source):
    given = {"example": [example()], "rich": [RICH], "published": json.loads(PUBLISHED.read_text())}[source]
    assert run(write(given), "--institution", "A")[0] == 0
    first = exported(institution)
    empty(institution)
    assert exported(institution) == "[]\n"
    assert run(write(json.loads(first)))[::2] == (0, "")
    assert exported(institution) == first


def test_every_detail_of_a_rich_case_survives(institution, write):
    assert run(write(RICH)) == (0, "A RICH-1: created\n", "")
    (case,) = json.loads(exported(institution))
    assert case["day_zero"] == "2014-03-12"
    assert case["patient"]["performance"] == [{"on": {"lo": -11, "hi": 19, "precision": "month"}, "ecog": 1}]
    assert [drug.get("agent") for drug in case["regimens"][0]["drugs"]] == [None, "a drug not in the list"]
    assert case["regimens"][0]["start"] == 21
    assert case["regimens"][0]["drugs"][0]["last_dose"] == {
        "anchor": "r1",
        "lo_offset": 70,
        "hi_offset": 83,
        "precision": "relative",
        "as_reported": "cycle 6",
    }
    assert [one["id"] for one in case["lesions"]] == ["l2", "l1"]
    assert case["local_treatments"][0]["lesions"] == ["l1", "s1", "l2"]
    assert case["skin_findings"][1] == {
        "id": "s1",
        "on": None,
        "on_as_reported": "at first sight",
        "on_absent": "result-not-in-chart",
        "change": "stable",
    }
    assert case["specimens"][0]["markers"][2:4] == [
        {"analyte": "PR", "value_absent": "not-performed"},
        {"analyte": "HER2_IHC", "value_as_reported": "strong", "value_absent": "unknown"},
    ]
    assert case["workups"][0]["id"] == "w1"
    assert case["warning_answers"][0]["code"] == "SAME_DATE"


def test_calendar_text_ends_up_in_the_vault_alone(institution, write):
    run(write(RICH))
    text = exported(institution)
    assert text.count("2014") == 1
    enter(system_scope(institution))
    assert str(DayZero.objects.get().date) == "2014-03-12"


def test_the_same_content_changes_nothing(institution, write):
    run(write([example(), RICH]))
    enter(system_scope(institution))
    versions = list(Case.objects.order_by("pk").values_list("version", flat=True))
    assert run(write([example(), RICH])) == (0, "A EX-1: unchanged\nA RICH-1: unchanged\n", "")
    enter(system_scope(institution))
    assert list(Case.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_other_content_is_refused_and_nothing_of_the_file_is_written(institution, write):
    run(write(example()))
    before = exported(institution)
    status, out, err = run(write([RICH, example(diagnosis_year=2012)]))
    assert (status, out) == (1, "")
    assert err == "A EX-1 is in the registry with other content; --update replaces it.\nNothing was imported.\n"
    assert exported(institution) == before


def test_update_replaces_the_record_of_the_same_case(institution, write):
    run(write(example()))
    enter(system_scope(institution))
    case = Case.objects.get()
    changed = example(diagnosis_year=2012, status="submitted", adverse_events=[])
    assert run(write(changed), "--update") == (0, "A EX-1: updated\n", "")
    enter(system_scope(institution))
    after = Case.objects.get()
    assert (after.pk, after.pseudonym) == (case.pk, case.pseudonym)
    assert (after.diagnosis_year, after.status, after.released) == (2012, "submitted", False)
    assert after.version > case.version
    assert json.loads(exported(institution))[0]["adverse_events"] == []


def test_the_trail_keeps_what_an_update_replaced(institution, write):
    run(write(example()))
    run(write(example(adverse_events=[])), "--update")
    enter(system_scope(institution))
    trail = apps.get_model("records", "AdverseEventEvent").objects.order_by("pgh_id")
    assert [(one.pgh_label, one.term, one.pgh_context.metadata["page"]) for one in trail] == [
        ("insert", "Rash maculo-papular", "import_cases"),
        ("delete", "Rash maculo-papular", "import_cases"),
    ]


def test_the_status_of_the_file_is_kept(institution, write):
    run(write([example(), RICH]))
    enter(system_scope(institution))
    states = dict(Case.objects.values_list("local_code", "status"))
    assert states == {"EX-1": "accepted", "RICH-1": "draft"}
    assert Case.objects.get(local_code="EX-1").released


def test_a_file_that_is_no_case_names_path_and_fault(institution, write):
    wrong = copy.deepcopy(example())
    wrong["skin_findings"][1]["lesion_of"] = "s9"
    path = write([RICH, wrong])
    status, out, err = run(path)
    assert (status, out) == (2, "")
    assert err == f"{path} is no case. [1].skin_findings[1].lesion_of: no record of this case has the id “s9”\n"
    assert exported(institution) == "[]\n"


def test_what_the_database_refuses_is_told_in_its_words(institution, write):
    wrong = copy.deepcopy(example())
    wrong["regimens"][0]["stop"] = 700
    status, _, err = run(write([RICH, wrong]))
    assert status == 1
    assert "A EX-1: " in err
    assert "The regimen stops before it starts" in err
    assert exported(institution) == "[]\n"


def after_death(status: str) -> dict:
    followups = [{"id": "f1", "on": 1100, "status": "dead"}, {"id": "f2", "on": 1200, "status": "alive"}]
    return example() | {"status": status, "followups": followups}


def test_what_cannot_be_is_refused_by_path_once_a_case_is_said_to_be_whole(institution, write):
    status, _, err = run(write([RICH, after_death("accepted")]))
    assert status == 1
    says = "followups[1].on: f2 reports a contact on day 1200, but the patient died on day 1100 (f1)."
    assert f"A EX-1 cannot be accepted: {says}" in err
    assert exported(institution) == "[]\n"


def test_a_draft_keeps_what_cannot_be_and_the_import_says_so(institution, write):
    status, out, _ = run(write([after_death("draft")]))
    assert status == 0
    assert out.startswith("A EX-1: created\n  a draft may keep this until it is submitted: followups[1].on: f2 reports")
    assert '"local_code": "EX-1"' in exported(institution)


def test_an_unknown_institution_is_named(institution, write):
    status, _, err = run(write(example(institution="Z")))
    assert status == 1
    assert "There is no institution with the code Z (there are: A)." in err
    assert run(write(example(institution="Z")), "--institution", "A")[0] == 0


def test_one_case_twice_in_a_file_is_refused(institution, write):
    status, _, err = run(write([example(), example()]))
    assert (status, err.splitlines()[0]) == (1, "A EX-1 stands in the file twice.")


def test_a_missing_file_is_one_sentence(institution):
    status, _, err = run("/nowhere/cases.json")
    assert (status, err) == (2, "/nowhere/cases.json cannot be read: No such file or directory.")


def test_export_writes_whole_files_only(institution, write, tmp_path, capsys):
    run(write([example(), RICH]))
    target = tmp_path / "out.json"
    target.write_text("old")
    call_command("export_cases", out=str(target), status=["accepted"], stderr=StringIO())
    assert [one["local_code"] for one in json.loads(target.read_text())] == ["EX-1"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    call_command("export_cases", out="-", institution="A")
    assert capsys.readouterr().out == exported(institution)


def test_export_of_an_unknown_institution_leaves_the_file_alone(institution, tmp_path):
    target = tmp_path / "out.json"
    target.write_text("old")
    with pytest.raises(CommandError, match="no institution with the code Z"):
        call_command("export_cases", out=str(target), institution="Z")
    assert target.read_text() == "old"


def test_export_into_a_missing_folder_is_one_sentence(institution, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export_cases", out=str(tmp_path / "none" / "out.json"))
