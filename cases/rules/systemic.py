"""The systemic level: is the disease outside skin and brain controlled (§5.6, settlements 11 to 18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.baseline import AtBaseline, State, at_baseline
from cases.rules.references import Equivocal, clear_restagings, equivocal_outcome, reference
from cases.rules.scene import RESPONSE_STATUSES, Reading, Scene
from cases.rules.timeline import Assessment
from cases.rules.vocabulary import ResponseStatus
from cases.rules.zones import latest

COMPLETE = frozenset({ResponseStatus.CR, ResponseStatus.NED})
RESPONDING = COMPLETE | {ResponseStatus.PR}


class Level(StrEnum):
    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S9 = "S9"
    SP = "SP"


@dataclass(frozen=True, eq=False)
class Comparator:
    """A compartment that was involved when the line began, and the row that speaks for it at the event."""

    compartment: str
    reading: Reading
    baseline: Reading | None
    maintained: bool = False
    """It came into the line in complete response and still is."""
    under_drug: bool = True
    """The row reflects the drugs of this line."""


@dataclass(frozen=True, eq=False)
class Unseen:
    """An involved compartment without an admissible status at the event."""

    compartment: str
    baseline: Reading | None


@dataclass(frozen=True, eq=False)
class Systemic:
    """The level with everything that it was read from."""

    level: Level
    progressions: Sequence[Reading] = ()
    comparators: Sequence[Comparator] = ()
    unseen: Sequence[Unseen] = ()
    elsewhere: Sequence[Reading] = ()
    """Progression in the windows that belongs to no line or to another one."""
    equivocal: Sequence[Reading] = ()
    cleared_locally: Sequence[str] = ()
    restagings: Sequence[Assessment] = ()


def systemic(scene: Scene) -> Systemic:
    progressions = progressions_on_line(scene)
    if progressions:
        return Systemic(Level.SP, progressions=progressions)
    equivocal = open_equivocals(scene)
    comparators: list[Comparator] = []
    unseen: list[Unseen] = []
    elsewhere: list[Reading] = []
    cleared: list[str] = []
    for compartment, readings in scene.chart.counted.items():
        start = at_baseline(scene, compartment)
        is_free = start.state is State.FREE
        local = any(one.status == ResponseStatus.NED_LOCAL for one in readings)
        if is_free and not local and not any(one.is_progression for one in readings):
            continue
        found = reference(scene, compartment)
        if found is not None and found.is_progression:
            elsewhere.append(found)
        elif local and is_cleared_locally(scene, readings, found):
            cleared.append(compartment)
        elif is_free:
            continue
        elif found is None or found.status == ResponseStatus.EQUIVOCAL_NEW:
            unseen.append(Unseen(compartment, start.reading))
        else:
            comparators.append(_comparator(scene, compartment, found, start))
    if equivocal or unseen or elsewhere:
        return Systemic(
            Level.S9,
            comparators=comparators,
            unseen=unseen,
            elsewhere=elsewhere,
            equivocal=equivocal,
            cleared_locally=cleared,
        )
    if not comparators:
        restagings = clear_restagings(scene)
        level = Level.S0 if restagings else Level.S9
        return Systemic(level, cleared_locally=cleared, restagings=restagings)
    level = Level.S1 if any(is_strict(one) for one in comparators) else Level.S2
    return Systemic(level, comparators=comparators, cleared_locally=cleared)


def is_strict(comparator: Comparator) -> bool:
    """Complete or partial response under the drugs of this line."""
    return comparator.under_drug and not comparator.maintained and comparator.reading.status in RESPONDING


def progressions_on_line(scene: Scene) -> list[Reading]:
    """Every row of systemic progression on this line up to t0+42; an equivocal one counts once it is
    confirmed.
    """
    last = scene.constants.tight[1]
    found = []
    for readings in scene.chart.counted.values():
        for one in readings:
            counts = one.is_progression or one.status == ResponseStatus.EQUIVOCAL_NEW
            if not counts or not one.on <= scene.t0 + last or not scene.on_line(one.assessment):
                continue
            if one.is_progression or equivocal_outcome(scene, one) is Equivocal.CONFIRMED:
                found.append(one)
    return found


def open_equivocals(scene: Scene) -> list[Reading]:
    last = scene.constants.tight[1]
    return [
        one
        for readings in scene.chart.counted.values()
        for one in readings
        if one.status == ResponseStatus.EQUIVOCAL_NEW
        and one.on <= scene.t0 + last
        and scene.on_line(one.assessment)
        and equivocal_outcome(scene, one) is Equivocal.OPEN
    ]


def is_cleared_locally(scene: Scene, readings: Sequence[Reading], found: Reading | None) -> bool:
    """Whether surgery, ablation or radiotherapy cleared the compartment and nothing came back since."""
    known = [one for one in readings if one.status in RESPONSE_STATUSES and one.assessment.dated]
    if found is None:
        known = [one for one in known if one.on <= scene.t0 + scene.constants.tight[1]]
        if not known:
            return False
        found = latest(known, _on, _rank)
    while found.status in COMPLETE:
        known = [one for one in known if one.on < found.on]
        if not known:
            return False
        found = latest(known, _on, _rank)
    return found.status == ResponseStatus.NED_LOCAL


def _comparator(scene: Scene, compartment: str, found: Reading, start: AtBaseline) -> Comparator:
    if start.state is State.CARRIED_CR:
        still = found.status in COMPLETE
        return Comparator(compartment, found, start.reading, maintained=still, under_drug=False)
    under_drug = found.status not in RESPONDING or not _precedes_line(scene, found)
    return Comparator(compartment, found, start.reading, under_drug=under_drug)


def _precedes_line(scene: Scene, found: Reading) -> bool:
    line = scene.line
    return found.on <= line.first_dose or scene.course.baseline_of(found.assessment) is line


def _on(reading: Reading) -> object:
    return reading.on


def _rank(reading: Reading) -> object:
    return reading.rank
