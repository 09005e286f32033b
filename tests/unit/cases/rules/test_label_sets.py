"""The zone search against all days one by one, and what must never change an answer."""

import json
import random
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cases.rules.definition import Definition
from cases.rules.discordance import classify_document
from tests.unit.cases.rules.small_cases import WITH_BRAIN, SmallCase, small_cases, small_definition

DEFINITION = small_definition()
IMAGED = small_definition("cns-discordance")
RECIST_ONLY = small_definition("dcp-recist-only")
CERTAINTIES = ("SUSPECTED", "PROBABLE", "CONFIRMED")
thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def classified(document: Mapping[str, Any], definition: Definition = DEFINITION) -> dict[str, dict[str, Any]]:
    """The episodes of a document by the record that opened them."""
    episodes = classify_document(document, definition)["episodes"]
    return {episode.get("finding") or episode["assessment"]: episode for episode in episodes}


def values(axis: str | list[str]) -> set[str]:
    return {axis} if isinstance(axis, str) else set(axis)


@given(small_cases())
@thorough
def test_the_search_finds_what_trying_every_day_finds(case: SmallCase) -> None:
    agrees_with_every_day(case)


@pytest.mark.drill
@given(small_cases())
@settings(thorough, max_examples=10_000)
def test_the_search_finds_what_trying_every_day_finds_in_thousands_of_cases(case: SmallCase) -> None:
    agrees_with_every_day(case)


@given(small_cases(places=WITH_BRAIN))
@thorough
def test_the_search_finds_the_same_of_events_that_start_with_an_assessment(case: SmallCase) -> None:
    agrees_with_every_day(case, IMAGED)


@given(small_cases())
@settings(thorough, max_examples=50)
def test_the_search_finds_the_same_where_bone_cannot_be_measured(case: SmallCase) -> None:
    agrees_with_every_day(case, RECIST_ONLY)


def agrees_with_every_day(case: SmallCase, definition: Definition = DEFINITION) -> None:
    found = classified(case.document(), definition)
    days = [classified(case.document(choice), definition) for choice in case.choices()]
    assume(days)
    if {finding for day in days for finding in day} != set(found):
        assert _labels(found.values()) == _labels(episode for day in days for episode in day.values())
        return
    for finding, episode in found.items():
        singles = [day[finding] for day in days if finding in day]
        assert set(episode["label_set"]) == _labels(singles), singles
        for axis, value in episode["axes"].items():
            assert values(value) == set().union(*[values(single["axes"][axis]) for single in singles]), axis
        assert set(episode["flags"]) == set.intersection(*[set(single["flags"]) for single in singles])
        certainties = {single["certainty"] for single in singles}
        if len(episode["label_set"]) == 1 and not case.has_anchors and None not in certainties:
            assert episode["certainty"] == min(certainties, key=CERTAINTIES.index)


def _labels(episodes: Iterable[Mapping[str, Any]]) -> set[str]:
    return {label for episode in episodes for label in episode["label_set"]}


@given(small_cases(), st.randoms(use_true_random=False))
@thorough
def test_the_order_of_input_never_matters(case: SmallCase, shuffling: random.Random) -> None:
    document = case.document()
    shuffled = json.loads(json.dumps(document))
    for name in ("skin_findings", "specimens", "assessments", "regimens"):
        shuffling.shuffle(shuffled[name])
    for assessment in shuffled["assessments"]:
        shuffling.shuffle(assessment["compartments"])
    assert classify_document(shuffled, DEFINITION) == classify_document(document, DEFINITION)


@given(small_cases(), st.integers(-2000, 2000))
@thorough
def test_moving_every_day_never_matters(case: SmallCase, by: int) -> None:
    moved = SmallCase(case.shape, {name: _moved(span, by) for name, span in case.days.items()})
    here, there = classified(case.document()), classified(moved.document())
    assert here.keys() == there.keys()
    for finding, episode in here.items():
        other = there[finding]
        assert [day + by for day in episode["t0"]] == other["t0"]
        for name in ("label", "certainty", "reason", "label_set", "flags", "axes"):
            assert episode[name] == other[name]


def _moved(span: Any, by: int) -> Any:
    if isinstance(span, int):
        return span + by
    if isinstance(span, tuple) and len(span) == 2:
        return span[0] + by, span[1] + by
    return span


@given(small_cases(), st.data())
@thorough
def test_narrowing_a_date_never_adds_a_label(case: SmallCase, data: st.DataObject) -> None:
    wide = [name for name, span in case.days.items() if isinstance(span, tuple)]
    assume(wide)
    name = data.draw(st.sampled_from(wide))
    *anchor, first, last = case.days[name]
    first = data.draw(st.integers(first, last))
    last = data.draw(st.integers(first, last))
    narrow = SmallCase(case.shape, {**case.days, name: (*anchor, first, last)})
    before, after = classified(case.document()), classified(narrow.document())
    assume(any(True for _ in narrow.choices()))
    if before.keys() != after.keys():
        assert _labels(after.values()) <= _labels(before.values())
        return
    for finding, episode in after.items():
        assert set(episode["label_set"]) <= set(before[finding]["label_set"])


LATER = 60
"""After every window of the small definition, and after every day of a small case."""


@given(small_cases(), st.sampled_from(("assessment", "specimen", "treatment", "staging", "follow-up", "regimen")))
@thorough
def test_a_record_after_every_window_never_changes_a_label(case: SmallCase, kind: str) -> None:
    document = case.document()
    before, after = classified(document), classified(_with_later(document, kind))
    assert before.keys() == after.keys()
    for finding, episode in before.items():
        assert (after[finding]["label"], after[finding]["label_set"]) == (episode["label"], episode["label_set"])


def _with_later(document: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The document with one more record after the windows: a progression, a malignant biopsy, a drug.

    The progression lies in a compartment of its own: an equivocal lesion is settled by a later row, however late.
    """
    row = {"compartment": "PERITONEUM", "status": "PD", "new_lesion": True}
    first = document["skin_findings"][0]["id"]
    name, record = {
        "assessment": ("assessments", {"id": "z1", "on": LATER, "scope": "FULL", "compartments": [row]}),
        "specimen": ("specimens", {"id": "z1", "on": LATER, "result": "malignant_breast", "finding": first}),
        "treatment": ("local_treatments", {"id": "z1", "start": LATER, "kind": "surgery", "lesions": [first]}),
        "staging": ("stagings", {"id": "z1", "on": LATER, "m": "1"}),
        "follow-up": ("followups", {"id": "z1", "on": LATER, "status": "alive"}),
        "regimen": (
            "regimens",
            {"id": "z1", "start": LATER, "setting": "metastatic", "drugs": [{"agent": "docetaxel"}]},
        ),
    }[kind]
    return {**document, name: [*document.get(name, ()), record]}
