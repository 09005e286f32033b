"""The budget by itself: what is answered, when it is slow and when it ends."""

import pytest

from cases.disclosure.budget import BUDGET, Answer, Asked


def asked(hour: int = 0, day: int = 0, times: int = 0, seconds: float | None = 1.0, *, is_new: bool = True) -> Asked:
    return Asked(hour, max(hour, day), times, seconds, is_new)


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (asked(0, seconds=None), Answer.GIVEN),
        (asked(119), Answer.GIVEN),
        (asked(120), Answer.TOO_FAST),
        (asked(120, seconds=20), Answer.GIVEN),
        (asked(239, seconds=20), Answer.GIVEN),
        (asked(240, seconds=600), Answer.HOUR_USED),
        (asked(0, day=799), Answer.GIVEN),
        (asked(0, day=800), Answer.DAY_USED),
        (asked(240, is_new=False), Answer.GIVEN),
        (asked(240, times=899, is_new=False), Answer.GIVEN),
        (asked(1, times=900, is_new=False), Answer.HOUR_USED),
    ],
)
def test_answers(state: Asked, answer: Answer):
    assert BUDGET.answer(state) is answer


def test_work_by_hand_never_meets_it():
    """A new filter every 30 seconds, for more than six hours without a pause: more than anybody does."""
    answers = {BUDGET.answer(asked(n % 120, day=n, times=2 * (n % 120), seconds=30)) for n in range(800)}
    assert answers == {Answer.GIVEN}
