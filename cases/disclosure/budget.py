"""How much one person may ask about cases that they may not read.

The rule keeps each small group safe from all answers taken together (``cube``). The budget is a second fence: a
program that asks for everything is slowed down, then stopped, and seen. Only different questions count; an answer that
was given already may be looked at again.
"""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What is done with a question."""

    GIVEN = "given"
    TOO_FAST = "too_fast"
    HOUR_USED = "hour_used"
    DAY_USED = "day_used"


@dataclass(frozen=True)
class Asked:
    """What a person has asked already. ``hour``, ``day``: different questions that were answered in this clock hour and
    on this day (UTC); ``times``: how often they asked in this hour, repeats and refusals included; ``seconds``: since
    the last different question, None if there is none today; ``is_new``: whether this question is none of them.
    """

    hour: int
    day: int
    times: int
    seconds: float | None
    is_new: bool


@dataclass(frozen=True)
class Budget:
    """Different questions about others that one person may ask.

    ``quick``: in an hour at any speed; beyond it one in ``pause`` seconds, up to ``hourly``; ``daily``: on one day.
    ``times``: how often any may be asked in an hour, so that nobody watches a figure for the moment at which it moves.

    The numbers stand far above work by hand: 120 different filters in an hour are one every 30 seconds, each read, for
    a whole hour. A program that wants 5,000 answers has 240 after an hour and needs a week.
    """

    quick: int = 120
    pause: int = 20
    hourly: int = 240
    daily: int = 800
    times: int = 900

    def answer(self, asked: Asked) -> Answer:
        """Whether a question is answered now."""
        if asked.times >= self.times:
            return Answer.HOUR_USED
        if not asked.is_new:
            return Answer.GIVEN
        if asked.day >= self.daily:
            return Answer.DAY_USED
        if asked.hour >= self.hourly:
            return Answer.HOUR_USED
        if asked.hour >= self.quick and asked.seconds is not None and asked.seconds < self.pause:
            return Answer.TOO_FAST
        return Answer.GIVEN


BUDGET = Budget()
