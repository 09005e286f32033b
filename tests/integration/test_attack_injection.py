"""Questions that are none: refused in words or written in words of ours; through the pages never a fault (C02)."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.cohorts.fields import Unit
from cases.cohorts.query.reading import QueryError, read
from tests.attack.injection import PIECES, attack, known_fields, questions, through_pages
from tests.world import World

SEED = 20261124


def test_a_hostile_question_is_refused_in_words_or_written_in_ours():
    found = attack(3_000, SEED)
    assert found["faults"] == []
    assert found["refused in words"] > 1_000
    assert found["written as SQL"] > 100, "The twin: good questions among them are read."


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(PIECES)), max_size=8).map(" ".join))
def test_any_text_at_all_is_refused_in_words_or_read(text: str):
    with suppress(QueryError):
        read(text, known_fields(), Unit.EPISODES)


def test_through_the_pages_it_is_never_a_fault(world: World):
    found = through_pages(world, 25, SEED)
    assert found["faults"] == []
    assert found["requests"] == 25


def test_the_sweep_is_the_same_every_time():
    assert questions(50, SEED) == questions(50, SEED)
