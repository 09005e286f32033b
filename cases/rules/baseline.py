"""What was there when the line began: involved, in complete response already, or free (settlements 11 and
16).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cases.rules.lines import Line
from cases.rules.scene import Reading, Scene, by_severity, day_of
from cases.rules.vocabulary import ResponseStatus
from cases.rules.zones import earliest, latest

AT_REST = frozenset({ResponseStatus.CR, ResponseStatus.NED, ResponseStatus.NED_LOCAL})
SAYS_DISEASE = frozenset(
    {
        ResponseStatus.BASELINE,
        ResponseStatus.CR,
        ResponseStatus.PR,
        ResponseStatus.SD,
        ResponseStatus.NON_CR_NON_PD,
    }
)


class State(StrEnum):
    FREE = "free"
    INVOLVED = "involved"
    CARRIED_CR = "carried_cr"


@dataclass(frozen=True, eq=False)
class AtBaseline:
    """How a compartment stood when the line began, and the row that says so."""

    state: State
    reading: Reading | None = None


@dataclass(frozen=True, eq=False)
class Statement:
    """What a row says about the baseline of its line, and whether it is the line's baseline row."""

    involved: bool
    reading: Reading
    at_start: bool = False


def at_baseline(scene: Scene, compartment: str) -> AtBaseline:
    """Whether a compartment was involved when the event's line began, and which row says so (§5a, 11 and 16)."""
    if compartment not in scene.baselines:
        scene.baselines[compartment] = _at_baseline(scene, compartment)
    return scene.baselines[compartment]


def _at_baseline(scene: Scene, compartment: str) -> AtBaseline:
    line = scene.line
    if line is None:
        return AtBaseline(State.FREE)
    readings = scene.chart.counted[compartment]
    complete = came_in_complete_response(scene, line, readings)
    if complete is not None:
        return AtBaseline(State.CARRIED_CR, complete)
    found = _statement(scene, line, readings)
    if found is not None and found.involved:
        return AtBaseline(State.INVOLVED, found.reading)
    if found is not None and found.at_start:
        return AtBaseline(State.FREE, found.reading)
    left = left_by_line_before(scene, line, readings)
    if left is not None:
        return AtBaseline(State.INVOLVED, left)
    return AtBaseline(State.FREE)


def _statement(scene: Scene, line: Line, readings: Sequence[Reading]) -> Statement | None:
    """The statement that counts. Where all that could count agree, days are not asked more than needed."""
    answers = {involved for one in readings if (involved := says_involved(one)) is not None}
    if not answers or (answers == {False} and scene.course.before(line) is None):
        return None
    if answers == {True} and not all(isinstance(one.on, int) for one in readings):
        return next((said for one in readings if (said := says(one)) and _may_speak(scene, line, one)), None)
    row = baseline_reading(scene, line, readings)
    if row is not None:
        return replace(says(row), at_start=True)
    return earliest_statement(scene, readings)


def _may_speak(scene: Scene, line: Line, reading: Reading) -> bool:
    return (
        scene.course.baseline_of(reading.assessment) is line
        or speaks_of_line(scene, reading)
        or _is_around_first_dose(scene, line, reading)
    )


def contradicts(scene: Scene, compartment: str) -> bool:
    """Whether rows of the line disagree on the baseline, or the baseline row denies what the line before left."""
    line = scene.line
    readings = scene.chart.counted[compartment]
    if line is None or not any(says_involved(one) is False for one in readings):
        return False
    row = baseline_reading(scene, line, readings)
    spoken = {
        involved
        for one in readings
        if one is not row
        and not one.row.new_lesion
        and (involved := says_involved(one)) is not None
        and speaks_of_line(scene, one)
    }
    if row is None:
        return len(spoken) > 1
    involved = says_involved(row)
    if spoken - {involved}:
        return True
    denied = not involved and row.status not in AT_REST
    return denied and left_by_line_before(scene, line, readings, without=row) is not None


def says(reading: Reading) -> Statement | None:
    """What a row says about the baseline of its line, if anything."""
    involved = says_involved(reading)
    return None if involved is None else Statement(involved, reading)


def says_involved(reading: Reading) -> bool | None:
    """A new lesion was not there; a stated answer counts; a response or a baseline row implies disease."""
    row = reading.row
    if row.new_lesion:
        return False
    if row.involved_at_baseline is not None:
        return row.involved_at_baseline
    if row.status in SAYS_DISEASE:
        return True
    return False if row.status == ResponseStatus.NED else None


def baseline_reading(scene: Scene, line: Line, readings: Sequence[Reading]) -> Reading | None:
    """The row of the line's baseline assessment that says something, else the latest in [first dose -42, +14]."""
    spoken = [one for one in readings if says_involved(one) is not None]
    called = [one for one in spoken if scene.course.baseline_of(one.assessment) is line]
    if not called:
        called = [one for one in spoken if _is_around_first_dose(scene, line, one)]
    return latest(called, day_of, _involved_first) if called else None


def _is_around_first_dose(scene: Scene, line: Line, reading: Reading) -> bool:
    before, after = scene.constants.baseline
    return reading.assessment.dated and reading.on >= line.first_dose + before and reading.on <= line.first_dose + after


def earliest_statement(scene: Scene, readings: Sequence[Reading]) -> Statement | None:
    """What the compartment's earliest row on the line says, whenever noted; undated rows are asked last."""
    spoken = [one for one in readings if says_involved(one) is not None and speaks_of_line(scene, one)]
    dated = [one for one in spoken if one.assessment.dated]
    if dated:
        return says(earliest(dated, day_of, _involved_first))
    return says(min(spoken, key=_involved_first)) if spoken else None


def speaks_of_line(scene: Scene, reading: Reading) -> bool:
    """Whether "involved at baseline" means the baseline of this line: not in the baseline assessment of the
    next.
    """
    assessment = reading.assessment
    named = scene.course.line_of_regimen(assessment.regimen)
    if named not in (None, scene.line) or scene.course.baseline_of(assessment) not in (None, scene.line):
        return False
    return scene.on_line(assessment)


def came_in_complete_response(scene: Scene, line: Line, readings: Sequence[Reading]) -> Reading | None:
    """The baseline row, or the last row before the line's first dose, if that row is a complete response."""
    if not any(_reads_complete(one) for one in readings):
        return None
    row = baseline_reading(scene, line, readings)
    if row is not None and _reads_complete(row):
        return row
    before = [
        one
        for one in readings
        if one.status != ResponseStatus.NE and one.assessment.dated and one.on <= line.first_dose
    ]
    if not any(_reads_complete(one) for one in before):
        return None
    last = latest(before, day_of, by_severity)
    return last if _reads_complete(last) else None


def left_by_line_before(
    scene: Scene, line: Line, readings: Sequence[Reading], without: Reading | None = None
) -> Reading | None:
    """The last row of the line before, if it is other than CR, NED or NED_LOCAL."""
    previous = scene.course.before(line)
    if previous is None:
        return None
    known = [
        one
        for one in readings
        if one is not without
        and one.status != ResponseStatus.NE
        and one.assessment.dated
        and scene.course.line_of(one.assessment) is previous
    ]
    if all(one.status in AT_REST for one in known):
        return None
    last = latest(known, day_of, by_severity)
    return None if last.status in AT_REST else last


def _reads_complete(reading: Reading) -> bool:
    row = reading.row
    return row.status == ResponseStatus.CR or (row.status == ResponseStatus.NED and row.involved_at_baseline is True)


def _involved_first(reading: Reading) -> tuple[bool, str]:
    return says_involved(reading) is not True, reading.assessment.id
