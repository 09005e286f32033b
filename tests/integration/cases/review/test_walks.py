"""The course of a case: random walks by everybody (A07), of which ``./dev attack`` takes all."""

from tests.attack import course

WALKS, STEPS = 12, 30


def test_no_walk_leaves_the_course(world):
    found = course.attack(world, WALKS, STEPS, derandomize=True)
    assert found["faults"] == []
    assert found["moves made"] > WALKS * 2
    assert found["moves refused"] > WALKS * 5
