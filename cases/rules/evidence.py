"""Evidence: what shows that the change is breast cancer that progresses (§5.3, settlement 5).

A definition lists the rules in the order in which they are asked; the first that holds gives the level.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.rules.definition import EvidenceLevel, Rung
from cases.rules.events import Finding
from cases.rules.scene import Reading, Scene
from cases.rules.sightings import Sighting
from cases.rules.timeline import Empirical, Specimen, Workup
from cases.rules.vocabulary import (
    Change,
    Conclusion,
    Effect,
    EmpiricalKind,
    Morphology,
    PathologyResult,
)
from cases.rules.zones import Comparable

NEVER_ENOUGH = frozenset({Morphology.OEDEMA, Morphology.PIGMENT_CHANGE, Morphology.TELANGIECTASIA})
"""A look that never exceeds C3 without malignant histology."""
UNSETTLED = frozenset(
    {
        PathologyResult.BENIGN,
        PathologyResult.NON_DIAGNOSTIC,
        PathologyResult.SUSPICIOUS,
        PathologyResult.PENDING,
    }
)
NO_EFFECT = frozenset({Effect.NONE, Effect.WORSE})


@dataclass(frozen=True, eq=False)
class Evidence:
    """The rung that holds, the specimens and findings that it rests on, and the day of the one that decides."""

    rung: Rung
    specimens: Sequence[Specimen] = ()
    findings: Sequence[Finding] = ()
    day: Comparable | None = None
    late: bool = False
    """The proof came after BX (flag DIAGNOSTIC_DELAY)."""
    basis: str = ""
    """In C2, C0 and CU: what it rests on, as a phrase."""
    reading: Reading | None = None
    """The row that was judged by a named criterion."""

    @property
    def level(self) -> EvidenceLevel:
        return self.rung.level


def evidence(scene: Scene) -> Evidence:
    """The first rule of the definition's ladder that holds."""
    found = (RULES[rung.rule](scene, rung) for rung in scene.chart.definition.ladder)
    return next(one for one in found if one is not None)


def no_progression(scene: Scene, rung: Rung) -> Evidence | None:
    """CX: no finding of the event is a progression."""
    return None if scene.event.progressions else Evidence(rung, findings=(scene.event.first,), day=scene.t0)


def is_other_cancer(scene: Scene) -> Specimen | None:
    """The specimen that shows another malignancy, if no specimen of the event shows breast cancer."""
    results = {one.result for one in scene.own_specimens}
    if PathologyResult.MALIGNANT_BREAST in results:
        return None
    return next((one for one in scene.own_specimens if one.result == PathologyResult.MALIGNANT_OTHER), None)


def histology(scene: Scene, rung: Rung) -> Evidence | None:
    """C1: a malignant specimen of the event in BX, or later without a resolution before it."""
    malignant = [one for one in scene.own_specimens if one.result == PathologyResult.MALIGNANT_BREAST]
    for one in malignant:
        if scene.in_window(one.on, scene.constants.bx):
            return Evidence(rung, specimens=(one,), day=one.on)
    late = (scene.constants.bx[1] + 1, scene.constants.bx_late)
    for one in malignant:
        if scene.in_window(one.on, late) and not any(gone.on < one.on for gone in resolutions(scene)):
            return Evidence(rung, specimens=(one,), day=one.on, late=True)
    return None


def resolutions(scene: Scene) -> list[Finding]:
    return [one for one in scene.event.findings if one.change == Change.RESOLVED]


def benign_course(scene: Scene, rung: Rung) -> Evidence | None:
    """C0: benign histology, or a concluded alternative, and the course that goes with it."""
    healed = [one for one in workups(scene) if any(drug.effect == Effect.RESOLVED for drug in one.empirical)]
    gone = resolutions(scene)
    for one in (one for one in scene.own_specimens if one.result == PathologyResult.BENIGN):
        if healed:
            return Evidence(rung, (one,), day=one.on, basis=f"benign histology in {one.id}, healed on treatment")
        after = next((finding for finding in gone if finding.on > one.on), None)
        if after is not None:
            return Evidence(rung, (one,), (after,), one.on, basis=f"benign histology in {one.id}, later resolved")
        quiet = _long_stable_after(scene, one)
        if quiet is not None:
            return Evidence(rung, (one,), (quiet,), one.on, basis=f"benign histology in {one.id}, then no growth")
    if any(one.conclusion == Conclusion.ALTERNATIVE for one in workups(scene)) and (healed or gone):
        return Evidence(
            rung,
            findings=tuple(gone),
            basis=f"another diagnosis was made and the {scene.chart.definition.place} healed",
        )
    return None


def _long_stable_after(scene: Scene, specimen: Specimen) -> Finding | None:
    for quiet in (one for one in scene.event.findings if one.change == Change.STABLE):
        if quiet.on >= specimen.on + scene.constants.stable and not any(
            one.on > specimen.on and one.on <= quiet.on for one in scene.event.progressions
        ):
            return quiet
    return None


def benign_histology(scene: Scene, rung: Rung) -> Evidence | None:
    """C0 of an imaged event: a benign specimen in BX, then imaging without progression."""
    for one in scene.own_specimens:
        if one.result != PathologyResult.BENIGN or not scene.in_window(one.on, scene.constants.bx):
            continue
        after = [look for look in scene.event.findings if look.on > one.on]
        if after and not any(look.change == Change.PROGRESSION for look in after):
            return Evidence(rung, (one,), (after[0],), one.on, basis=f"benign histology in {one.id}, then no growth")
    return None


def unsettled(scene: Scene, rung: Rung) -> Evidence | None:
    """CU: histology, work-up or imaging that leaves it open."""
    open_results = [one for one in scene.own_specimens if one.result in UNSETTLED]
    if open_results:
        words = open_results[0].result.replace("_", "-")
        return Evidence(
            rung, tuple(open_results), day=open_results[0].on, basis=f"biopsy {open_results[0].id} is {words}"
        )
    conclusions = {one.conclusion for one in workups(scene)}
    if Conclusion.UNRESOLVED in conclusions:
        return Evidence(rung, basis="the work-up ended unresolved")
    if Conclusion.ALTERNATIVE in conclusions:
        place = scene.chart.definition.place
        return Evidence(rung, basis=f"another diagnosis was made but the {place} is not known to have healed")
    if all(isinstance(one, Sighting) and one.is_equivocal for one in scene.event.progressions):
        first = scene.event.progressions[0]
        return Evidence(
            rung, findings=(first,), day=first.on, basis="the new lesion is equivocal, and no later look settled it"
        )
    return None


def proven_before(scene: Scene, rung: Rung) -> Evidence | None:
    """C2: skin disease proven earlier, a photograph or measurement now, and the same look or nothing else
    found.
    """
    progressions = scene.event.progressions
    if not any(one.photo or one.measured for one in progressions):
        return None
    look = frozenset().union(*[one.morphology for one in progressions])
    if look and look <= NEVER_ENOUGH:
        return None
    earlier_proof = _proof_before(scene)
    if earlier_proof is None:
        return None
    basis = _alternatives_excluded(scene) or _same_as_before(scene, look)
    if not basis:
        return None
    return Evidence(rung, (earlier_proof,), (scene.event.first,), earlier_proof.on, basis=basis)


def _proof_before(scene: Scene) -> Specimen | None:
    for one in scene.timeline.specimens:
        if (
            one.result == PathologyResult.MALIGNANT_BREAST
            and one.compartment in scene.chart.definition.target
            and one.on < scene.t0 + scene.constants.bx[0]
        ):
            return one
    return None


def _same_as_before(scene: Scene, look: frozenset[str]) -> str:
    members = set(scene.event.findings)
    places = frozenset().union(*[one.sites for one in scene.event.progressions])
    for one in scene.timeline.skin_findings:
        if one in members or not (one.morphology & look or one.sites & places) or not one.on < scene.t0:
            continue
        return "the same morphology as before" if one.morphology & look else "the same place as before"
    return ""


def _alternatives_excluded(scene: Scene) -> str:
    if any(one.conclusion == Conclusion.MALIGNANCY and one.considered for one in workups(scene)):
        return "alternatives considered and excluded"
    for one in _empirical(scene):
        days = {
            EmpiricalKind.ANTIBIOTIC: scene.constants.abx,
            EmpiricalKind.STEROID: scene.constants.steroid,
        }.get(one.kind)
        if days is None or one.effect not in NO_EFFECT or one.begun is None or one.ended is None:
            continue
        if one.ended >= one.begun + days:
            article = "an" if one.kind == EmpiricalKind.ANTIBIOTIC else "a"
            return f"no effect of {article} {one.kind} given for {days} days or more"
    return ""


def _empirical(scene: Scene) -> Iterator[Empirical]:
    for one in workups(scene):
        yield from one.empirical


def workups(scene: Scene) -> list[Workup]:
    """The work-ups that name a finding of the event."""
    members = {one.id for one in scene.event.findings}
    return [one for one in scene.timeline.workups if one.finding in members]


def named_criteria(scene: Scene, rung: Rung) -> Evidence | None:
    """C2 of an imaged event: a row of progression was judged by one of the criteria that the rung names."""
    for one in scene.event.progressions:
        row = next((row for row in one.readings if row.is_progression and row.row.criteria in rung.criteria), None)
        if row is not None:
            return Evidence(rung, findings=(one,), day=one.on, reading=row)
    return None


def assertion(scene: Scene, rung: Rung) -> Evidence:
    """C3: the clinician's or the radiologist's word alone."""
    return Evidence(rung, findings=(scene.event.first,), day=scene.t0)


RULES: Mapping[str, Callable[[Scene, Rung], Evidence | None]] = {
    rule.__name__: rule
    for rule in (
        no_progression,
        histology,
        benign_course,
        benign_histology,
        unsettled,
        proven_before,
        named_criteria,
        assertion,
    )
}
"""By the names that definitions use."""
