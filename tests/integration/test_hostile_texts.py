"""Whatever is typed is shown as text: payloads in every field, read by a parser as a browser would."""

import pytest

from tests.attack.hostile_texts import attack
from tests.factories.hostile_texts import SHAPES, injected, texts
from tests.world import World


def test_nothing_that_is_typed_becomes_markup(world: World):
    found = attack(world, turns=2)
    assert found["faults"] == []
    assert found["payloads placed"] > 200
    assert found["pages that show one"] >= 12, "The twin: the texts are on the pages."


def test_there_are_three_hundred_payloads_none_too_long_for_a_field():
    assert len(set(texts())) == 300
    assert max(map(len, texts())) <= 40


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.startswith(("<", '">', "'>", "</", "--", "]]"))])
def test_a_page_that_did_not_escape_would_be_found(shape: str):
    """But for a comment and a word in a foreign script, which run in no browser."""
    harmless = shape.startswith(("<!--", "<sc<"))
    assert bool(injected(f"<p>{shape.format(n=7)}</p>")) is not harmless
