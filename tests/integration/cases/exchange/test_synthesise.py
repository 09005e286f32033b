"""``manage.py synthesise``: to a file, or into the registry through the import."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.exchange.exporting import full_documents
from cases.exchange.importing import with_ids
from cases.exchange.synthesis import loading
from cases.exchange.synthesis.patients import synthesise
from cases.records.models import Case
from registry.institutions.models import Institution, SharingLevel
from registry.institutions.scoping import acting, system_scope

ARGUMENTS = ("--patients", "24", "--institutions", "3", "--seed", "8")


@pytest.fixture(autouse=True)
def _several_transactions(monkeypatch):
    monkeypatch.setattr(loading, "AT_ONCE", 10)


def run(*arguments: str) -> tuple[str, str]:
    """Standard output and standard error."""
    out, err = StringIO(), StringIO()
    call_command("synthesise", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def stored() -> list[dict]:
    made = Institution.objects.filter(code__startswith="SYN-")
    return list(full_documents(institutions=made, page="test"))


def test_a_file_with_its_answers(tmp_path):
    out, answers = tmp_path / "cases.json", tmp_path / "answers.jsonl"
    _, said = run(*ARGUMENTS, "--out", str(out), "--answers", str(answers))
    assert said == f"24 cases written to {out}.\n"
    invented = list(synthesise(patients=24, institutions=3, seed=8))
    assert json.loads(out.read_text()) == json.loads(json.dumps([one.document for one in invented]))
    assert answers.read_text().splitlines() == [answer.as_line() for one in invented for answer in one.answers]


@pytest.mark.django_db
def test_loaded_cases_are_those_of_the_file():
    _, said = run(*ARGUMENTS, "--load")
    assert said == "3 institutions created.\n24 cases: 24 created.\n"
    found = {(one["institution"], one["local_code"]): one for one in stored()}
    for one in synthesise(patients=24, institutions=3, seed=8):
        document = json.loads(json.dumps(with_ids(one.document)))
        assert found.pop((document["institution"], document["local_code"])) == document
    assert found == {}
    made = Institution.objects.filter(code__startswith="SYN-").order_by("code")
    assert [one.code for one in made] == ["SYN-A", "SYN-B", "SYN-C"]
    assert {one.sharing_level for one in made} == {SharingLevel.PROJECTS}
    with acting(system_scope(made[0]), page="test"):
        released = Case.objects.filter(institution=made[0], released=True)
        accepted = Case.objects.filter(institution=made[0], status="accepted", legal_basis_state="in_force")
        assert set(released) == set(accepted) != set()


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    run(*ARGUMENTS, "--load")
    before = stored()
    _, said = run(*ARGUMENTS, "--load")
    assert said == "0 institutions created.\n24 cases: 24 unchanged.\n"
    assert stored() == before


@pytest.mark.django_db
def test_other_patients_of_the_same_names_are_refused():
    run("--patients", "5", "--institutions", "1", "--seed", "1", "--load")
    before = stored()
    with pytest.raises(CommandError, match="0 cases before it stand. Other arguments made the cases"):
        run("--patients", "5", "--institutions", "1", "--seed", "2", "--load")
    assert stored() == before


@pytest.mark.django_db
def test_a_registry_of_its_own_is_left_alone_unless_really_meant(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="where real cases may lie. Nothing was loaded"):
        run("--patients", "2", "--load")
    assert stored() == []
    run("--patients", "2", "--load", "--really")
    assert len(stored()) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--patients", "0"), "argument --patients: give a whole number from 1"),
        (("--patients", "1", "--institutions", "2001"), "argument --institutions: give a whole number from 1 to 2000"),
        (("--patients", "1", "--answers", "-"), "Cases and answers cannot both go to standard output"),
        (("--patients", "1", "--load", "--out", "x.json"), "argument --out: not allowed with argument --load"),
        (("--patients", "1", "--out", "/nowhere/cases.json"), "/nowhere/cases.json cannot be written: No such file"),
    ],
)  # fmt: skip
def test_arguments_that_make_no_sense(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
