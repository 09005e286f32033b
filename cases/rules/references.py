"""Which assessment speaks for a compartment at the event, and whether an equivocal lesion was settled."""

from collections.abc import Iterator, Sequence
from enum import Enum

from cases.rules.scene import RESPONDING, RESPONSE_STATUSES, Reading, Scene, by_severity, day_of
from cases.rules.timeline import Assessment
from cases.rules.vocabulary import AssessmentKind, ResponseStatus, Scope
from cases.rules.zones import earliest, latest

CLEARED = frozenset({ResponseStatus.NED, ResponseStatus.NED_LOCAL})


class Equivocal(Enum):
    """What became of an equivocal new lesion (settlement 18)."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


def reference(scene: Scene, compartment: str, briefly: bool = False) -> Reading | None:
    """The reference row of a compartment (§5.7, settlement 12).

    The earliest in TIGHT from t0 on, else the latest in TIGHT before t0, else the same in the rest of WIDE.
    Undated assessments, rows that are BASELINE or NE, and equivocal rows that were withdrawn do not count.
    ``briefly`` takes any row of the window that counts where all would give the same level and certainty.
    """
    readings = [one for one in scene.chart.counted[compartment] if is_answer(scene, one)]
    alike = briefly and are_alike(scene, readings)
    (tight_from, tight_to), (wide_from, wide_to) = scene.constants.tight, scene.constants.wide
    slots = (
        (0, tight_to, earliest),
        (tight_from, -1, latest),
        (tight_to + 1, wide_to, earliest),
        (wide_from, tight_from - 1, latest),
    )
    for first, last, choose in slots:
        inside = (
            one
            for one in readings
            if not (first > tight_to and one.is_progression)
            and scene.in_window(one.on, (first, last))
            and scene.is_admissible(one.on)
        )
        if alike:
            found = next(inside, None)
        else:
            candidates = list(inside)
            found = choose(candidates, day_of, by_severity) if candidates else None
        if found is not None:
            return found
    return None


def are_alike(scene: Scene, readings: list[Reading]) -> bool:
    """Whether all rows give the same level and certainty if they lie in one window."""
    kinds = {
        ("responding" if one.status in RESPONDING else one.status, one.is_progression, one.assessment.anchored)
        for one in readings
    }
    if len(kinds) > 1 or any(one.assessment.kind == AssessmentKind.BASELINE for one in readings):
        return False
    return scene.line is None or scene.line.first_dose < scene.t0 + scene.constants.wide[0]


def is_answer(scene: Scene, reading: Reading) -> bool:
    """Whether a row can be a reference: dated, with a response status, and not withdrawn later (§5a, 12 and 18)."""
    if reading.status not in RESPONSE_STATUSES or not reading.assessment.dated:
        return False
    if reading.status != ResponseStatus.EQUIVOCAL_NEW:
        return True
    return equivocal_outcome(scene, reading) is not Equivocal.WITHDRAWN


def equivocal_outcome(scene: Scene, reading: Reading) -> Equivocal:
    """Read on in a comparator compartment until a later row decides."""
    return settled_by(reading, scene.chart.counted[reading.row.compartment])


def settled_by(reading: Reading, readings: Sequence[Reading]) -> Equivocal:
    """What the readings of its compartment made of an equivocal one."""
    rows = [one for one in readings if one.assessment is not reading.assessment and one.status != ResponseStatus.NE]
    later = [one for one in rows if one.on > reading.on]
    while later:
        following = earliest(later, day_of, by_severity)
        if following.is_progression:
            return Equivocal.CONFIRMED
        if following.status != ResponseStatus.EQUIVOCAL_NEW:
            return Equivocal.WITHDRAWN
        later = [one for one in later if one.on > following.on]
    return Equivocal.OPEN


def clear_restagings(scene: Scene) -> Iterator[Assessment]:
    """Each admissible assessment in the windows that found nothing outside skin and brain (settlement 14)."""
    for one in scene.timeline.assessments:
        if (
            one.dated
            and _shows_nothing(scene, one)
            and scene.in_window(one.on, scene.constants.wide)
            and scene.is_admissible(one.on)
        ):
            yield one


def _shows_nothing(scene: Scene, assessment: Assessment) -> bool:
    rows = scene.chart.counted_at.get(assessment.id, ())
    if any(one.is_progression or one.status == ResponseStatus.EQUIVOCAL_NEW for one in rows):
        return False
    return assessment.scope == Scope.FULL or (
        assessment.scope == Scope.LIMITED and any(one.status in CLEARED for one in rows)
    )


def has_full_in_tight(scene: Scene) -> bool:
    """Whether an admissible full assessment lies in TIGHT, on a day that is not merely relative to another record."""
    return any(
        one.scope == Scope.FULL
        and one.dated
        and not one.anchored
        and scene.in_window(one.on, scene.constants.tight)
        and scene.is_admissible(one.on)
        for one in scene.timeline.assessments
    )
