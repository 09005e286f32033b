"""What is found of 1,000 slips that a clinician could type, and how often a clean sentence is stopped."""

from random import Random

import pytest

from cases.records.identifying import identifying_in
from tests.factories.slips import clean_sentences, named_slips, shaped_slips

SEED = 20261124


def test_at_least_95_of_100_identifiers_with_a_shape_are_found():
    slips = list(shaped_slips(Random(SEED), 600))
    missed = [slip.text for slip in slips if not identifying_in(slip.text)]
    assert len(missed) <= 0.05 * len(slips), missed


def test_at_least_70_of_100_names_are_found():
    slips = list(named_slips(Random(SEED), 400))
    missed = [slip.text for slip in slips if not identifying_in(slip.text)]
    assert len(missed) <= 0.30 * len(slips), missed


def test_at_most_5_of_100_clean_sentences_are_stopped():
    sentences = list(clean_sentences(Random(SEED), 500))
    stopped = {text: identifying_in(text) for text in sentences if identifying_in(text)}
    assert len(stopped) <= 0.05 * len(sentences), stopped


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Number 943 476 5919 on the label", "an NHS number"),
        ("Seen by Dr Hawthorne", "the name of a person"),
        ("Her son Antonio drives her", "the name of a person"),
        ("Lives at 12 Mill Lane", "an address"),
        ("Path H16-12345", "a number of a record"),
        ("A 94-year-old", "an age of 90 or more"),
        ("Patient A.B. again", "initials"),
    ],
)
def test_it_says_what_it_looks_like(text: str, kind: str):
    assert kind in [one.kind for one in identifying_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Paget disease, seen by dermatology",
        "Her son drives her",
        "NCT01234567, doi:10.1000/xyz123, c.3140A>G",
        "An 84-year-old",
        "Trastuzumab 600 mg, platelets 210000/µl",
        "",
    ],
)
def test_what_clinical_texts_need_is_let_through(text: str):
    assert identifying_in(text) == ()
