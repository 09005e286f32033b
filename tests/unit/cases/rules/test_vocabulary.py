"""The value sets: complete in themselves, and true to the fixed codes of case JSON."""

import re

import pytest

from cases.rules import vocabulary
from cases.rules.vocabulary import ANTI_HER2_CLASS, VALUE_SETS, Agent, Analyte, AntiHer2Class, Coded, Coding, value_set
from cases.rules.vocabulary.base import snomed

CODE_SHAPES = {
    "SNOMED CT": r"\d{6,18}",
    "LOINC": r"\d{1,5}-\d|LA\d{1,6}-\d",
    "NCIt": r"C\d{3,6}",
    "ATC": r"[A-Z]\d{2}[A-Z]{2}\d{2}",
    "RxNorm": r"\d{3,7}",
    "ICD-O-3": r"C50\.[0-9]|\d{4}/[23]",
    "ICD-10": r"C\d{2}\.\d",
    "MedDRA": r"10\d{6}",
    "HGNC": r"\d{3,5}",
    "DCM": r"\d{6}",
    "HL7 v2-0487": r"[A-Z]{3,5}",
}
FIXED_CODES = {
    "CaseStatus": "draft submitted in_review returned accepted locked amended withdrawn",
    "LegalBasisKind": "consent waiver publication",
    "LegalBasisState": "in_force withdrawn unknown",
    "Absence": "unknown not-performed not-asked not-applicable asked-declined result-not-in-chart",
    "Precision": "day week month quarter year relative unknown",
    "Comparator": "< <= = >= > range approx",
    "ResponseStatus": "BASELINE CR PR SD NON_CR_NON_PD PD NED NED_LOCAL NE EQUIVOCAL_NEW",
    "Criteria": "RECIST_1_1 MDA PERCIST RANO_BM INVESTIGATOR NARRATIVE",
    "Scope": "FULL LIMITED",
    "AssessmentKind": "baseline scheduled unscheduled event",
    "PathologyResult": "malignant_breast malignant_other suspicious benign non_diagnostic pending",
    "Change": "baseline progression response stable resolved",
    "Extent": "LR DIST BOTH UNKNOWN",
    "Effect": "resolved partial none worse",
    "Conclusion": "malignancy alternative unresolved",
    "Setting": "neoadjuvant adjuvant post_neoadjuvant extended_adjuvant maintenance metastatic",
    "EmpiricalKind": "antibiotic steroid antihistamine nsaid antifungal other",
    "Her2Ihc": "0 0-null 0-ultralow 1+ 2+ 3+ positive negative",
    "Compartment": "SKIN_LR SKIN_DIST BREAST_IPSI BREAST_CONTRA CHEST_WALL_DEEP NODES_REG NODES_DIST LUNG "
    "PLEURA LIVER BONE MARROW PERITONEUM ADRENAL OVARY BRAIN LEPTOMENINGES OTHER",
}


@pytest.mark.parametrize("name", FIXED_CODES)
def test_the_codes_of_case_json_are_kept(name):
    assert [member.value for member in VALUE_SETS[name]] == FIXED_CODES[name].split()


def test_the_codes_used_in_the_example_of_case_json_are_members():
    assert vocabulary.StopReason("PD_isolated_cutaneous")
    assert vocabulary.Procedure("skin_biopsy")
    assert vocabulary.Histology("8500/3")
    assert vocabulary.AdverseEventTerm("Rash maculo-papular")
    assert {"ER", "PR", "HER2_IHC", "HER2_ISH", "KI67"} <= set(vocabulary.Analyte)
    assert {"plaque", "patch", "oedema", "nodule"} <= set(vocabulary.Morphology)
    assert {"chest wall", "breast"} <= set(vocabulary.SkinSite)
    assert {"trastuzumab", "pertuzumab", "docetaxel"} <= set(Agent)


@pytest.mark.parametrize("kind", VALUE_SETS.values(), ids=lambda kind: kind.__name__)
def test_every_member_says_what_it_is(kind):
    for member in kind:
        assert member.label == member.label.strip() != "", member
        assert re.fullmatch(r"[A-Z].*\.", member.definition), member
        for coding in member.codings:
            assert re.fullmatch(CODE_SHAPES[coding.system], coding.code), coding
            assert coding.display, coding


@pytest.mark.parametrize("kind", VALUE_SETS.values(), ids=lambda kind: kind.__name__)
def test_every_value_set_is_exported_and_unambiguous(kind):
    assert getattr(vocabulary, kind.__name__) is kind
    assert kind.title
    assert isinstance(kind.open, bool)
    labels = [member.label for member in kind]
    assert len(set(labels)) == len(labels)
    synonyms = [synonym.casefold() for member in kind for synonym in member.synonyms]
    assert len(set(synonyms)) == len(synonyms)
    assert kind.choices() == [(member.value, member.label) for member in kind]


def test_a_member_is_its_code():
    agent = Agent("trastuzumab")
    assert agent == "trastuzumab"
    assert f"{agent}" == "trastuzumab"
    assert Coding("ATC", "L01FD01", "trastuzumab") in agent.codings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T-DM1", Agent.TRASTUZUMAB_EMTANSINE),
        ("herceptin", Agent.TRASTUZUMAB),
        ("  Trastuzumab   Deruxtecan ", Agent.TRASTUZUMAB_DERUXTECAN),
        ("aspirin", None),
        ("", None),
    ],
)
def test_a_member_is_found_by_code_label_or_synonym(text, expected):
    assert Agent.find(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, Analyte.HER2_IHC) for text in ("HER2 IHC", "IHC", "HER2 immunohistochemistry", "her2_ihc")],
        *[(text, Analyte.HER2_ISH) for text in ("HER2 FISH", "FISH", "ISH", "her2 ish")],
        ("HER2", None),
    ],
)
def test_an_assay_of_her2_is_found_by_its_names(text, expected):
    """The word HER2 alone may be either."""
    assert Analyte.find(text) is expected


def test_every_class_of_anti_her2_drug_is_used_by_a_listed_drug():
    assert set(ANTI_HER2_CLASS.values()) == set(AntiHer2Class)
    assert vocabulary.is_anti_her2("trastuzumab emtansine")
    assert not vocabulary.is_anti_her2("docetaxel")
    assert not vocabulary.is_anti_her2("a drug outside the list")
    assert vocabulary.is_tki("lapatinib")
    assert not vocabulary.is_tki("trastuzumab")
    assert not vocabulary.is_tki("docetaxel")


def test_open_sets_are_the_ones_that_medicine_keeps_adding_to():
    assert {name for name, kind in VALUE_SETS.items() if kind.open} == {
        *(
            "Procedure",
            "Analyte",
            "Morphology",
            "SkinSite",
            "Differential",
            "AdverseEventTerm",
            "Modality",
            "Agent",
        ),
        *("RadiotherapySite", "TopicalAgent"),
    }


def test_codes_that_differ_by_side_of_the_body_are_not_confused():
    assert vocabulary.Laterality.LEFT.codings == (snomed("7771000", "Left"),)
    assert vocabulary.Laterality.RIGHT.codings == (snomed("24028007", "Right"),)


def test_two_members_with_one_code_are_refused():
    with pytest.raises(ValueError, match="duplicate values found"):

        @value_set(title="Twice the same")
        class Twice(Coded):
            FIRST = "same", "First", "One."
            SECOND = "same", "Second", "Two."

    assert "Twice" not in VALUE_SETS
