"""Exposure to anti-HER2 drugs at the event (§5.4, settlements 6 to 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.lines import anti_her2_drugs
from cases.rules.scene import Scene
from cases.rules.timeline import Drug, Regimen, Timeline
from cases.rules.zones import Comparable


class ExposureLevel(StrEnum):
    ON = "ON"
    LEAD_IN = "LEAD_IN"
    EARLY_POST = "EARLY_POST"
    OFF = "OFF"
    NEVER = "NEVER"
    UNKNOWN = "UNKNOWN"


class Treated(StrEnum):
    """Whether the patient was ever given an anti-HER2 drug, as far as the record says (settlement 9)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Exposure:
    """The level, the regimen that decides it, and the day of the last dose (first dose for LEAD_IN)."""

    level: ExposureLevel
    regimen: Regimen | None = None
    drug: Drug | None = None
    day: Comparable | None = None
    unstated: Regimen | None = None
    """A regimen that says nothing about its drugs and leaves the answer open."""


def ever_treated(timeline: Timeline) -> Treated:
    """Whether any anti-HER2 drug is on record, anywhere (§5a, 9)."""
    if any(True for _ in anti_her2_drugs(timeline.regimens)):
        return Treated.YES
    stated = timeline.regimens_complete and all(one.drugs is not None for one in timeline.regimens)
    return Treated.NO if stated else Treated.UNKNOWN


def exposure(scene: Scene) -> Exposure:
    """The exposure at t0; regimens whose drugs are not stated may make it unknown (§5a, 6, 7 and 10)."""
    found = _stated_exposure(scene)
    if found.level in (ExposureLevel.ON, ExposureLevel.UNKNOWN):
        return found
    unstated = _unstated_near(scene)
    return Exposure(ExposureLevel.UNKNOWN, unstated=unstated) if unstated is not None else found


def _stated_exposure(scene: Scene) -> Exposure:
    started = [
        (regimen, drug) for regimen, drug in anti_her2_drugs(scene.course.regimens[::-1]) if drug.start < scene.t0
    ]
    if not started:
        complete = scene.timeline.regimens_complete and ever_treated(scene.timeline) is not Treated.UNKNOWN
        return Exposure(ExposureLevel.NEVER if complete else ExposureLevel.UNKNOWN)
    for regimen, drug in started:
        limit = scene.constants.t_tki if drug.tki else scene.constants.t_ab
        if within(scene, drug, limit):
            if has_minimum_exposure(scene):
                return Exposure(ExposureLevel.ON, regimen, drug, last_day(scene, drug))
            return Exposure(ExposureLevel.LEAD_IN, regimen, drug, drug.start)
    for regimen, drug in started:
        if _is_open_ended(drug):
            return Exposure(ExposureLevel.UNKNOWN, regimen, drug)
    if any(within(scene, drug, scene.constants.early) for _, drug in started):
        return _since_last_dose(scene, ExposureLevel.EARLY_POST, started)
    return _since_last_dose(scene, ExposureLevel.OFF, started)


def _since_last_dose(scene: Scene, level: ExposureLevel, started: list[tuple[Regimen, Drug]]) -> Exposure:
    """The level with the dose that was given last, as far as the days tell without asking further."""
    doses = [(last_day(scene, drug), regimen, drug) for regimen, drug in started]
    if all(isinstance(day, int) for day, _, _ in doses):
        doses.sort(key=lambda dose: dose[0], reverse=True)
    day, regimen, drug = doses[0]
    return Exposure(level, regimen, drug, day)


def _is_open_ended(drug: Drug) -> bool:
    """Neither running, nor stopped, nor with a last dose: nobody knows (settlement 7)."""
    return not drug.ongoing and drug.last_dose is None and drug.stop is None


def within(scene: Scene, drug: Drug, limit: int) -> bool:
    """Whether the gap from the last dose to t0 is at most ``limit`` days (settlements 6 and 7)."""
    if drug.ongoing:
        return True
    if drug.last_dose is not None:
        return scene.t0 <= drug.last_dose + limit
    if drug.stop is None:
        return False
    return scene.t0 <= drug.stop or scene.t0 <= drug.presumed_last + limit


def last_day(scene: Scene, drug: Drug) -> Comparable | None:
    """The day of the last dose up to t0, which is t0 itself while the drug runs."""
    if drug.ongoing:
        return scene.t0
    if drug.last_dose is not None:
        return scene.t0 if drug.last_dose >= scene.t0 else drug.last_dose
    if drug.stop is None:
        return None
    return scene.t0 if scene.t0 <= drug.stop else drug.presumed_last


def has_minimum_exposure(scene: Scene) -> bool:
    """MIN_EXP over the current line (settlement 8)."""
    if scene.line is None:
        return False
    given = [(regimen, drug) for regimen, drug in scene.line.anti_her2() if drug.start < scene.t0]
    days = scene.constants.min_exp
    if any(drug.tki and given_until(scene, drug, days) for _, drug in given):
        return True
    if not any(scene.t0 >= drug.start + days for _, drug in given):
        return False
    return has_cycles(scene, given, scene.constants.min_cycles)


def given_until(scene: Scene, drug: Drug, days: int) -> bool:
    """Whether both t0 and the last dose lie at least ``days`` after the drug's start."""
    then = drug.start + days
    if scene.t0 < then:
        return False
    if drug.ongoing:
        return True
    if drug.last_dose is not None:
        return drug.last_dose >= then
    if drug.stop is None:
        return days == 0
    return scene.t0 <= drug.stop or drug.presumed_last >= then


def has_cycles(scene: Scene, given: Iterable[tuple[Regimen, Drug]], needed: int) -> bool:
    """Whether the antibody and conjugate cycles of the line's regimens up to t0 reach ``needed``."""
    drugs_of: dict[Regimen, list[Drug]] = {}
    for regimen, drug in given:
        if not drug.tki:
            drugs_of.setdefault(regimen, []).append(drug)
    for regimen, drugs in drugs_of.items():
        needed -= _cycles(scene, regimen, drugs, needed)
    return needed <= 0


def _cycles(scene: Scene, regimen: Regimen, drugs: list[Drug], wanted: int) -> int:
    """Cycles up to t0, counted no further than ``wanted``; the stated number of cycles is an upper limit."""
    if regimen.cycles_given is not None:
        wanted = min(wanted, regimen.cycles_given)
        if all(_is_open_ended(drug) for drug in drugs):
            return wanted
    count = 0
    while count < wanted and any(given_until(scene, drug, count * regimen.interval_days) for drug in drugs):
        count += 1
    return count


def _unstated_near(scene: Scene) -> Regimen | None:
    """A regimen without stated drugs that may reach the 180 days before t0 (settlement 10)."""
    for regimen in scene.course.unstated_drugs:
        if regimen.start <= scene.t0 and (regimen.stop is None or regimen.stop >= scene.t0 - scene.constants.early):
            return regimen
    return None
