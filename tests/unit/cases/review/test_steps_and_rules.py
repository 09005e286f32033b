"""The steps of a question as data, and what the registry asks about a record."""

import re
from itertools import product
from pathlib import Path

from cases.records import measurements, warnings
from cases.records.kinds import KINDS, kind_by_slug
from cases.review.questions import rules
from cases.review.questions.anchors import field_names
from cases.review.questions.rules import raised_by
from cases.review.questions.steps import STEPS, ReviewState, Side, SiteState, StepKey, steps_from

NOT_ASKED_AT_A_DATE = {"ONE_DATE_FOR_ALL", "FAR_FROM_DIAGNOSIS", "AFTER_DEATH"}


def test_every_step_but_the_first_is_declared():
    assert set(STEPS) == set(StepKey) - {StepKey.ASKED}


def test_from_every_state_each_side_can_speak_and_only_reviewers_close():
    for site, review in product(SiteState, ReviewState):
        closed = review == ReviewState.CLOSED
        assert bool(steps_from(site, review, Side.SITE)) is not closed
        assert steps_from(site, review, Side.REVIEW)
    assert {one.side for one in STEPS.values() if one.to_review == ReviewState.CLOSED} == {Side.REVIEW, Side.REGISTRY}
    assert {one.side for one in STEPS.values() if one.to_site == SiteState.RESOLVED} == {Side.SITE, Side.REGISTRY}


def test_every_warning_has_a_place_and_every_place_is_a_field():
    source = Path(warnings.__file__).read_text() + Path(measurements.__file__).read_text()
    codes = set(re.findall(r'^\s+"([A-Z0-9]+(?:_[A-Z0-9]+)+)",$', source, re.MULTILINE))
    codes |= set(re.findall(r'(?:CaseWarning\(|yield )"([A-Z0-9_]+)"', source))
    known = {*rules.ASKED_AT, *rules.OF_THE_PATIENT, *rules.OF_THE_CASE, *NOT_ASKED_AT_A_DATE}
    assert codes - known == set()
    fields = {name for kind in KINDS for name in field_names(kind)}
    assert set(rules.ASKED_AT.values()) <= fields
    assert set(rules.OF_THE_PATIENT.values()) <= set(field_names(kind_by_slug("patient")))


RECORD = {
    "schema": "case/1",
    "legal_basis": {"kind": "consent", "state": "in_force"},
    "provenance": {"source": "chart"},
    "regimens": [{"id": "r1", "start": 100, "interval_days": 13, "name": "THP of Mrs Canary"}],
}


def test_a_warning_is_asked_at_its_field_and_not_when_it_has_a_reason():
    asked = {(one.code, one.about): one for one in raised_by(RECORD)}
    interval = asked[("INTERVAL_UNUSUAL", "r1")]
    assert (interval.anchor.kind, interval.anchor.row, interval.anchor.field) == ("regimen", "r1", "interval_days")
    assert ("INTERVAL_UNUSUAL", "r1") not in {
        (one.code, one.about) for one in raised_by(RECORD, answered={("INTERVAL_UNUSUAL", "r1")})
    }


def test_a_missing_value_is_asked_unless_it_says_why_or_the_section_is_empty_for_good():
    missing = {one.about for one in raised_by(RECORD) if one.code == rules.MISSING}
    assert {"regimen:r1:setting", "specimen::row", "::regimens_complete"} <= missing
    said = RECORD | {"regimens": [RECORD["regimens"][0] | {"setting_absent": "not_in_source"}]}
    after = {one.about for one in raised_by(said, empty={"biopsies"}) if one.code == rules.MISSING}
    assert missing - after == {"regimen:r1:setting", "specimen::row"}


def test_the_words_hold_nothing_that_stays_inside():
    odd = RECORD | {"regimens": [RECORD["regimens"][0] | {"id": "MRN-4711"}]}
    asked = raised_by(odd)
    assert not any("Canary" in one.says or "4711" in one.says for one in asked)
    assert "MRN-4711" in {one.anchor.row for one in asked}, "the place is kept under the key of the record"
