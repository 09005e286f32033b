"""The systemic level: is the disease outside skin and brain controlled (§5.6, settlements 11 to 18)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from cases.rules.baseline import AtBaseline, State, at_baseline
from cases.rules.references import Equivocal, clear_restagings, equivocal_outcome, reference
from cases.rules.scene import COMPLETE, RESPONDING, RESPONSE_STATUSES, Reading, Scene, by_severity, day_of
from cases.rules.timeline import Assessment
from cases.rules.vocabulary import ResponseStatus
from cases.rules.zones import latest


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
class Elsewhere:
    """The reference row is a progression that belongs to no line, or to another one."""

    reading: Reading


@dataclass(frozen=True, eq=False)
class Cleared:
    """A compartment that surgery, ablation or radiotherapy cleared: it drops out of the comparison."""

    compartment: str


@dataclass(frozen=True, eq=False)
class Systemic:
    """The level with everything that it was read from."""

    level: Level
    progressions: Sequence[Reading] = ()
    comparators: Sequence[Comparator] = ()
    unseen: Sequence[Unseen] = ()
    elsewhere: Sequence[Reading] = ()
    equivocal: Sequence[Reading] = ()
    cleared_locally: Sequence[str] = ()
    restagings: Sequence[Assessment] = ()


def systemic(scene: Scene, briefly: bool = False) -> Systemic:
    """The systemic level with what it rests on.

    ``briefly`` stops where the level is decided and does not ask which of several references that say the same is
    the reference: enough for the label, and it keeps the search over uncertain dates small.
    """
    progressions = list(islice(progressions_on_line(scene), 1 if briefly else None))
    if progressions:
        return Systemic(Level.SP, progressions=progressions)
    equivocal = list(islice(open_equivocals(scene), 1 if briefly else None))
    if equivocal and briefly:
        return Systemic(Level.S9, equivocal=equivocal)
    found: dict[type, list] = {Comparator: [], Unseen: [], Elsewhere: [], Cleared: []}
    for compartment in scene.chart.counted:
        standing = _standing(scene, compartment, briefly)
        if standing is not None:
            found[type(standing)].append(standing)
        if briefly and isinstance(standing, Unseen | Elsewhere):
            break
    parts = {
        "comparators": found[Comparator],
        "unseen": found[Unseen],
        "elsewhere": [one.reading for one in found[Elsewhere]],
        "equivocal": equivocal,
        "cleared_locally": [one.compartment for one in found[Cleared]],
    }
    if equivocal or found[Unseen] or found[Elsewhere]:
        return Systemic(Level.S9, **parts)
    if not found[Comparator]:
        restagings = list(islice(clear_restagings(scene), 1 if briefly else None))
        return Systemic(Level.S0 if restagings else Level.S9, restagings=restagings, **parts)
    level = Level.S1 if any(is_strict(one) for one in found[Comparator]) else Level.S2
    return Systemic(level, **parts)


def _standing(scene: Scene, compartment: str, briefly: bool) -> "Comparator | Unseen | Elsewhere | Cleared | None":
    """What a compartment contributes; None if it was free when the line began and shows nothing since."""
    readings = scene.chart.counted[compartment]
    start = at_baseline(scene, compartment)
    is_free = start.state is State.FREE
    local = any(one.status == ResponseStatus.NED_LOCAL for one in readings)
    if is_free and not local and not any(one.is_progression for one in readings):
        return None
    found = reference(scene, compartment, briefly)
    if found is not None and found.is_progression:
        return Elsewhere(found)
    if local and is_cleared_locally(scene, readings, found):
        return Cleared(compartment)
    if is_free:
        return None
    if found is None or found.status == ResponseStatus.EQUIVOCAL_NEW:
        return Unseen(compartment, start.reading)
    return _comparator(scene, compartment, found, start)


def is_strict(comparator: Comparator) -> bool:
    """Complete or partial response under the drugs of this line."""
    return comparator.under_drug and not comparator.maintained and comparator.reading.status in RESPONDING


def progressions_on_line(scene: Scene) -> Iterator[Reading]:
    """Each row of systemic progression on this line up to t0+42; an equivocal one counts once it is confirmed."""
    for one in _new_or_growing(scene):
        if (one.is_progression or equivocal_outcome(scene, one) is Equivocal.CONFIRMED) and scene.on_line(
            one.assessment
        ):
            yield one


def open_equivocals(scene: Scene) -> Iterator[Reading]:
    """Equivocal new lesions that no later row settled, of whatever line: nobody knows what they were."""
    for one in _new_or_growing(scene):
        if not one.is_progression and equivocal_outcome(scene, one) is Equivocal.OPEN:
            yield one


def _new_or_growing(scene: Scene) -> Iterator[Reading]:
    """Rows of new or growing disease, certain or not, dated up to t0+42."""
    last = scene.constants.tight[1]
    for one in scene.chart.growing:
        if one.on <= scene.t0 + last:
            yield one


def is_cleared_locally(scene: Scene, readings: Sequence[Reading], found: Reading | None) -> bool:
    """Whether surgery, ablation or radiotherapy cleared the compartment and nothing came back since."""
    known = [one for one in readings if one.status in RESPONSE_STATUSES and one.assessment.dated]
    if found is None:
        known = [one for one in known if one.on <= scene.t0 + scene.constants.tight[1]]
        if not known:
            return False
        found = latest(known, day_of, by_severity)
    while found.status in COMPLETE:
        known = [one for one in known if one.on < found.on]
        if not known:
            return False
        found = latest(known, day_of, by_severity)
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
