"""The definition gives every answer that the generator knows, and the generator notices when a constant moves."""

from random import Random

import pytest

from cases.exchange.synthesis.edges import EDGES
from cases.exchange.synthesis.patients import Invented, synthesise, written_down
from cases.exchange.synthesis.templates import SHARES
from cases.rules.definition import Definition, load_definition
from cases.rules.discordance import classify_document

PATIENTS = 2000
DRAWS = 6  # of each edge on each side

MOVED = {
    "T_AB": ("41", "edge_T_AB"),
    "T_TKI": ("13", "edge_T_TKI"),
    "EARLY": ("181", "edge_EARLY"),
    "MIN_EXP": ("43", "edge_MIN_EXP"),
    "TIGHT": ("-55,42", "edge_TIGHT_before"),
    "WIDE": ("-90,61", "edge_WIDE_after"),
    "BX": ("-14,91", "edge_BX"),
    "BX_LATE": ("364", "edge_BX_LATE"),
    "NEXT_TX_GRACE": ("13", "edge_NEXT_TX_GRACE"),
    "HERALD": ("91", "edge_HERALD"),
    "DURABLE": ("179", "edge_DURABLE"),
    "STABLE": ("85", "edge_STABLE"),
    "ABX": ("8", "edge_ABX"),
    "STEROID": ("13", "edge_STEROID"),
}
"""Constant -> a value one day off, and the edge that must then disagree."""


@pytest.fixture(scope="module")
def dcp() -> Definition:
    return load_definition("dcp")


def given(one: Invented, definition: Definition) -> list[dict]:
    """What the definition says of the case's events, in the words of the answers."""
    return [
        {
            "finding": episode["finding"],
            **{name: episode[name] for name in ("label", "certainty", "reason", "label_set")},
            "flags": sorted(episode["flags"]),
        }
        for episode in classify_document(one.document, definition)["episodes"]
    ]


def known(one: Invented) -> list[dict]:
    return [
        {
            "finding": answer.finding,
            "label": answer.answer.label,
            "certainty": answer.answer.certainty,
            "reason": answer.answer.reason,
            "label_set": sorted(answer.answer.labels),
            "flags": sorted(answer.answer.flags),
        }
        for answer in one.answers
    ]


def on_the_edges(seed: int = 0) -> list[Invented]:
    found = []
    for edge in EDGES:
        for beyond in (False, True):
            for draw in range(DRAWS):
                random = Random(f"{seed}/{edge.__name__}/{beyond}/{draw}")
                plan = edge(random, beyond)
                found.append(written_down(plan, random, institution="SYN-A", local_code=f"SYN-{len(found):05d}"))
    return found


def test_every_answer_is_given(dcp):
    wrong = {
        one.document["local_code"]: (given(one, dcp), known(one))
        for one in synthesise(patients=PATIENTS, institutions=5, seed=2015)
        if given(one, dcp) != known(one)
    }
    assert wrong == {}


def test_every_template_gives_its_answer_whatever_it_draws(dcp):
    for template in SHARES:
        for draw in range(DRAWS):
            random = Random(f"{template.__name__}/{draw}")
            one = written_down(template(random), random, institution="SYN-A", local_code="SYN-00001")
            assert given(one, dcp) == known(one), (template.__name__, draw)


def test_each_side_of_every_constant_has_its_own_answer(dcp):
    wrong = {one.answers[0].template for one in on_the_edges() if given(one, dcp) != known(one)}
    assert wrong == set()


@pytest.mark.parametrize("constant", MOVED)
def test_a_constant_moved_by_one_day_is_noticed(constant, dcp):
    value, edge = MOVED[constant]
    moved = dcp.with_overrides({constant: value})
    cases = [one for one in on_the_edges() if one.answers[0].template == edge]
    assert {given(one, dcp) == known(one) for one in cases} == {True}
    assert {given(one, moved) == known(one) for one in cases} == {True, False}
