"""Every state of a case from its trail: compared with what the database held after each change."""

from datetime import date
from random import Random

import pytest

from registry.institutions.scoping import enter
from tests.attack.editing import Editor
from tests.world import World

pytestmark = pytest.mark.django_db

SEQUENCES, STEPS = 10, 12


def test_random_edits_replay_exactly(world: World):
    """By action, by form, by bulk update, by raw SQL and by import; the full count is in ``./dev attack``."""
    editor = Editor(world, Random(606))
    for number in range(SEQUENCES):
        told = editor.sequence(number, STEPS)
        assert told.states > STEPS // 2
        assert told.wrong == ()


def test_a_corrected_day_zero_is_replayed_as_it_stood(world: World):
    editor = Editor(world, Random(1))
    case = editor.opened("dates")
    for day in (date(2016, 5, 17), date(2016, 5, 27), date(2015, 1, 1)):
        editor.did(case, lambda day=day: editor.set_day_zero(case, day))
    trail = editor.trail(case)
    enter(world.scope("nora"))
    days = [trail.day_zero_at(one.event) for one in trail.changes]
    assert [one for one in days if one] == [date(2016, 5, 17), date(2016, 5, 27), date(2015, 1, 1)]


def test_a_change_says_who_when_and_where(world: World):
    editor = Editor(world, Random(2))
    case = editor.opened("who")
    [change] = editor.trail(case).changes
    assert change.by == world.people["nora"].pk
    assert change.page == "open"
    assert change.at.utcoffset().total_seconds() == 0
    assert change.version == 1
