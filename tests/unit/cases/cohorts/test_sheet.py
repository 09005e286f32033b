"""The question as a form: whatever can be asked stands in it, and comes back from it as the same question."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from hypothesis import given

from cases.cohorts.asked import Asked, properties_of
from cases.cohorts.builder import old_address
from cases.cohorts.fields import Unit, fields_with
from cases.cohorts.query.reading import read
from cases.cohorts.query.writing import text_of
from cases.cohorts.sheet import sheet_from, sheet_of
from tests.factories.questions import terms

FIELDS = fields_with(institutions={"NORTH": "North Hospital", "SOUTH": "South Hospital"}, countries=["IT", "GB"])
CHOSEN = SimpleNamespace(definition=SimpleNamespace(name="dcp@1.0.0"))


def asked(text="", unit=Unit.EPISODES):
    return Asked(unit, CHOSEN, (), FIELDS, text, read(text, FIELDS, unit))


def sent(sheet, **more):
    """The form as a browser sends it."""
    form = QueryDict(mutable=True)
    form["join"] = sheet.join
    for place, card in enumerate(sheet.cards):
        form[f"{place}-join"] = card.join
        if card.negated:
            form[f"{place}-not"] = "1"
        for at, row in enumerate(card.rows):
            prefix = f"{place}-{at}-"
            if row.field is None:
                form[f"{prefix}text"] = row.text
                continue
            form.update({f"{prefix}field": row.name, f"{prefix}op": row.operator, f"{prefix}where": row.where})
            form.update({f"{prefix}low": row.low, f"{prefix}high": row.high, f"{prefix}within": row.within})
            form.setlist(f"{prefix}value", [option.value for option in row.options if option.chosen])
            if row.same:
                form[f"{prefix}same"] = "1"
    form.update(more)
    return form


@given(terms(FIELDS, Unit.EPISODES))
def test_the_form_says_what_the_question_says(term):
    here = asked()
    form = sent(sheet_of(term, here))
    assert text_of(sheet_from(form, here).term(here), FIELDS) == text_of(term, FIELDS)


def test_two_levels_are_cards_and_rows_and_what_lies_deeper_is_text():
    text = "drug:t-dxd and not (line:3.. or er:negative) and (cns:pd or (extent:lr and cns:clear))"
    cards = sheet_of(read(text, FIELDS, Unit.EPISODES), asked()).cards
    assert [(card.negated, card.join, [row.name or row.text for row in card.rows]) for card in cards] == [
        (False, "or", ["(cns:clear and extent:lr) or cns:pd"]),
        (False, "or", ["drug"]),
        (True, "or", ["er", "line"]),
    ]


def test_a_row_is_added_and_taken_away_and_says_nothing_until_it_has_a_value():
    here = asked("extent:lr")
    longer = sheet_of(here.term, here).added(FIELDS["line"], 0).added(FIELDS["drug"], None)
    assert [[row.name for row in card.rows] for card in longer.cards] == [["extent", "line"], ["drug"]]
    assert text_of(longer.term(here), FIELDS) == "extent:lr"
    assert text_of(longer.dropped(0, 0).term(here), FIELDS) == ""
    assert [[row.name for row in card.rows] for card in longer.dropped(1, 0).cards] == [["extent", "line"]]


def test_what_was_never_in_the_form_is_not_looked_at():
    form = QueryDict(
        "0-0-field=own_case_id&0-0-op=is&0-0-value=1&1-0-field=extent&1-0-op=DROP&1-0-value=lr&1-0-value=x"
    )
    assert text_of(sheet_from(form, asked()).term(asked()), FIELDS) == "extent:lr"


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("", {}),
        ("label:dcp_strict|mimic and extent:lr", {"label": ("DCP_STRICT", "MIMIC"), "extent": ("LR",)}),
        ("drug:t-dxd", {"drug": ("trastuzumab deruxtecan",)}),
        ("regimen:pertuzumab/trastuzumab", {"regimen": ("pertuzumab + trastuzumab",)}),
        ("drug:docetaxel", None),
        ("drug:t-dxd and regimen:lapatinib", None),
        ("label:mimic or extent:lr", None),
        ("not label:mimic", None),
        ("label:mimic and er:positive", None),
        ("known(certainty)", None),
    ],
)
def test_others_are_counted_by_conjunctions_of_their_properties_only(text, properties):
    assert properties_of(read(text, FIELDS, Unit.EPISODES), FIELDS) == properties
    assert asked("", Unit.CASES).by_properties is None


def test_an_address_from_before_is_a_question_of_today():
    old = QueryDict("label=MIMIC&label=DCP_STRICT&drug=trastuzumab+deruxtecan&near=1&certainty=NONE")
    assert QueryDict(old_address(old))["where"] == (
        "label:mimic|dcp_strict and drug:trastuzumab-deruxtecan and near_miss:yes"
    )
