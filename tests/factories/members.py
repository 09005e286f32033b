"""Members of cohorts made of what a test says, without a database."""

import uuid
from collections.abc import Sequence

from cases.cohorts.members import Member, Parts, Selection, Unit
from cases.disclosure.rule import Count
from cases.rules.definition import shipped_definitions

DEFINITION = next(one for one in shipped_definitions() if one.key == "dcp")


def member(patient: int, *, institution: str = "A", unit: Unit = Unit.EPISODES, course=None, **facts) -> Member:
    """One unit of a patient, with these facts."""
    return Member(uuid.uuid4(), unit, patient, institution, "DCP_STRICT", "CONFIRMED", facts, course or {}, {}, {})


def cohort(*members: Member, outside: Sequence[Member] = ()) -> Selection:
    """A live cohort of these members."""
    parts = Parts(tuple(members), tuple(outside), ())
    return Selection(Unit.EPISODES, DEFINITION, "of=episodes", "", lambda: parts, lambda: len(members), Count)
