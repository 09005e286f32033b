"""What a case needs, what meets a need, and what a person may settle by saying that nothing is there."""

from cases.records.completeness import WANTED, completeness_of, form_part
from cases.records.kinds import KINDS, kind_by_slug
from cases.records.sections import FACTS, SECTIONS

EMPTY = {"schema": "case/1", "legal_basis": {"state": "in_force"}, "provenance": {}}


def says(document, empty=frozenset()):
    return [one.says for one in completeness_of(document, empty).missing]


def test_an_empty_case_needs_one_row_of_what_every_label_rests_on():
    assert says(EMPTY)[-7:] == [
        "a patient",
        "a primary tumour",
        "a biopsy or specimen",
        "a systemic regimen",
        "an assessment",
        "a skin finding",
        "a follow-up",
    ]


def test_a_value_meets_a_need_and_so_does_the_reason_why_there_is_none():
    row = {"id": "p1", "laterality": "left", "histology": "8500/3", "inflammatory": False, "on": 0}
    missing, given = EMPTY | {"primaries": [row]}, EMPTY | {"primaries": [row | {"grade_absent": "unknown"}]}

    assert "Nottingham grade of p1" in says(missing)
    assert "Nottingham grade of p1" not in says(given)
    assert completeness_of(given).met == completeness_of(missing).met + 1


def test_only_relevant_values_are_needed():
    patient = {"age_at_diagnosis": 61, "sex": "female"}
    running = {"id": "r1", "setting": "metastatic", "start": 0, "drugs": [{"agent": "trastuzumab", "ongoing": True}]}

    assert "menopausal status at diagnosis" in says(EMPTY | {"patient": patient})
    assert "menopausal status at diagnosis" not in says(EMPTY | {"patient": patient | {"sex": "male"}})
    assert "stop of r1" not in says(EMPTY | {"regimens": [running]})
    assert "stop of r1" in says(EMPTY | {"regimens": [running | {"drugs": [{"agent": "trastuzumab"}]}]})


def test_a_section_that_is_empty_for_good_needs_no_row():
    assert "a biopsy or specimen" not in says(EMPTY, {"biopsies"})


def test_every_kind_stands_in_one_section_and_every_wanted_field_on_its_form():
    assert sorted(kind.slug for one in SECTIONS for kind in one.kinds) == sorted(kind.slug for kind in KINDS)
    for slug, wanted in WANTED.items():
        kind = kind_by_slug(slug)
        known = {one.name for one in kind.fields} | {one.json_list for one in kind.nested}
        assert {one.field for one in wanted} <= known, slug


def test_a_gap_leads_to_the_field_or_to_the_nested_rows():
    needs = {one.says: one for one in completeness_of(EMPTY | {"regimens": [{"id": "r1", "start": 0}]}).needs}

    assert form_part(needs["setting of r1"]) == "div_id_setting"
    assert form_part(needs["drugs of r1"]) == "rows-drug"
    assert needs["source" if "source" in needs else "main source"].section == FACTS.slug
