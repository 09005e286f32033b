"""The language of cohorts: what is read, what is refused and why, and the one form of each question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.cohorts.fields import Kind, Unit, fields_with
from cases.cohorts.presets import PRESETS
from cases.cohorts.query.manual import manual_text
from cases.cohorts.query.reading import QueryError, read
from cases.cohorts.query.terms import EVERYTHING, All, Is, Judged, Known, Not, Over, Says, Some, Within
from cases.cohorts.query.writing import sentence_of, text_of
from registry.paths import CHECKOUT
from tests.factories.questions import terms

DOCS = CHECKOUT / "docs"

FIELDS = fields_with(institutions={"NORTH": "North Hospital", "SOUTH": "South Hospital"}, countries=["IT", "GB"])


def asked(text, unit=Unit.EPISODES):
    return read(text, FIELDS, unit)


def test_a_question_is_read_into_terms():
    text = (
        "label:dcp_strict|dcp_broad and drug:t-dxd and not (line:>2 or her2_skin:negative)"
        " and every(involved):cr|pr|sd within 42"
    )
    assert asked(text) == All(
        (
            Is("label", ("DCP_STRICT", "DCP_BROAD")),
            Is("drug", ("trastuzumab deruxtecan",)),
            Not(Some((Within("line", 3, None), Is("her2_skin", ("negative",))))),
            Judged(Over.EVERY, "involved", ("CR", "PR", "SD"), 42),
        )
    )


def refusal_of(text):
    try:
        asked(text)
    except QueryError as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ('drug:"T-DXd"', Is("drug", ("trastuzumab deruxtecan",))),
        ("DRUG:T-DXd", Is("drug", ("trastuzumab deruxtecan",))),
        ("regimen:pertuzumab/trastuzumab", Is("regimen", ("pertuzumab + trastuzumab",))),
        ("regimen:trastuzumab/pertuzumab", Is("regimen", ("pertuzumab + trastuzumab",))),
        ("line:1..3", Within("line", 1, 3)),
        ("on_therapy:<=90", Within("on_therapy", None, 90)),
        ("on_therapy:..90", Within("on_therapy", None, 90)),
        ("line:<3", Within("line", None, 2)),
        ("line:>=3", Within("line", 3, None)),
        ("inflammatory:yes", Says("inflammatory", True)),
        ("known(er_skin)", Known("er_skin")),
        ("at(liver):pr same", Judged(Over.AT, "LIVER", ("PR",), None, True)),
        ("some(anywhere):pd within 30 same", Judged(Over.SOME, "anywhere", ("PD",), 30, True)),
        ("place:left-axilla", Is("place", ("left axilla",))),
        ("not not published:no", Not(Not(Says("published", False)))),
        ("line:1 or line:2 and line:3", None),
    ],
)
def test_forms_of_a_question(text, term):
    if term is None:
        one, two, three = (Within("line", number, number) for number in (1, 2, 3))
        term = Some((one, All((two, three))))
    assert asked(text) == term


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("labl:dcp_strict", 0, "There is no field “labl”. Perhaps “label” was meant."),
        ("label:dcp_strit", 6, "“dcp_strit” is no value of “label”. Perhaps “dcp_strict” was meant."),
        ("er:maybe", 3, "“maybe” is no value of “ER of the primary”. It can be positive, negative."),
        ("line:first", 5, "“first” is no number: write line:2, line:3.. or line:1..3."),
        ("line:3..1", 5, "3 to 1 holds no number: the smaller one comes first."),
        ("published:perhaps", 10, "“published” is yes or no; “perhaps” is neither."),
        ("label", 5, "After “label” comes a colon, then what it should be: label:dcp_strict."),
        ("label:", 6, "A value is missing here."),
        ("(label:dcp_strict", 0, "This bracket is never closed."),
        ("label:dcp_strict)", 16, "This bracket was never opened."),
        ("label:dcp_strict drug:t-dxd", 17, "Write “and” or “or” before “drug”."),
        ("label:dcp_strict and", 20, "A condition is missing here, such as label:dcp_strict."),
        ('drug:"t-dxd', 5, "A quotation mark has no partner."),
        ("every(liver):pr", 6, "“liver” cannot stand in every(…). It can be involved, anywhere."),
        ("at(livr):pr", 3, "“livr” cannot stand in at(…). Perhaps “liver” was meant."),
        ("every(involved):pr within soon", 26, "After “within” comes a number of days, such as 42; “soon” is none."),
        ("stop_reason:toxicity", 0, "“stop_reason” says nothing about episodes; it can be asked with of=regimens."),
        (
            "compartments:pr",
            0,
            "Ask about compartments as in every(involved):cr|pr, some(involved):pd or at(liver):sd.",
        ),
        ("known er", 6, "After “known” comes a bracket, as in known(er_skin)."),
        ("not " * 14 + "line:1", 52, "Brackets and “not” go at most 12 deep."),
        (" or ".join(["line:1"] * 41), 400, "A question has at most 40 conditions."),
        ("x" * 2001, 2000, "A question has at most 2000 characters; this one has 2001."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, place, says):
    with pytest.raises(QueryError) as refused:
        asked(text)
    assert (refused.value.place, refused.value.sentence) == (place, says)


def test_the_one_form_is_flat_sorted_and_says_nothing_twice():
    loose = "not not (drug:t-dxd and (label:dcp_broad|dcp_strict|dcp_broad and line:>2)) and drug:t-dxd"
    assert text_of(asked(loose), FIELDS) == ("drug:trastuzumab-deruxtecan and label:dcp_strict|dcp_broad and line:3..")


def test_a_question_in_words():
    text = "label:dcp_strict and not (line:>2 or her2_skin:low) and every(involved):cr|pr within 42 and not known(er)"
    assert sentence_of(asked(text), FIELDS) == (
        "Every involved compartment outside skin and brain was in complete response or partial response within 42 days"
        " of the event; label is “discordant, strict”; it is not so that (HER2 of the skin is low or line is at least"
        " 3); and nothing is recorded of ER of the primary"
    )


def test_values_with_a_comma_stand_in_quotation_marks():
    """Without them two labels would read as three; a list without a comma needs none."""
    assert sentence_of(asked("label:dcp_strict|dcp_broad and line:1"), FIELDS) == (
        "Label is “discordant, strict” or “discordant, broad” and line is 1"
    )
    assert sentence_of(asked("her2_skin:low|ultralow"), FIELDS) == "HER2 of the skin is low or ultralow"


@given(terms(FIELDS, Unit.EPISODES))
def test_what_is_written_reads_back_as_the_same_question(term):
    text = text_of(term, FIELDS)
    again = asked(text)
    assert text_of(again, FIELDS) == text
    assert sentence_of(again, FIELDS) == sentence_of(term, FIELDS)


@given(st.text(alphabet='abel:()|" notdcr_strict12<>=.-\n\t☃', max_size=80) | st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    refused = refusal_of(text)
    assert refused is None or (refused.sentence.endswith(".") and 0 <= refused.place <= len(text))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda one: one.title)
def test_every_question_to_begin_with_can_be_asked(preset):
    assert text_of(asked(preset.where, preset.unit), FIELDS) == preset.where


def test_the_page_in_docs_is_current():
    stored = (DOCS / "cohort-query.md").read_text(encoding="utf-8")
    assert stored == manual_text(), "run .venv/bin/python manage.py cohort_query_page --write"


def test_no_two_values_of_a_field_share_a_token_and_each_token_is_one_word():
    for field in FIELDS.values():
        tokens = [one.token for one in field.values]
        assert len(set(tokens)) == len(tokens), field.name
        assert not [one for one in tokens if set(one) & set(' |():"')], field.name
        assert all(field.find(one.token) == one for one in field.values), field.name
        assert field.values or field.kind not in (Kind.ONE, Kind.SET), field.name
