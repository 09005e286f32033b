"""What row-level figures are drawn from: the de-identified cases of a cohort, in days from the first dose.

Readable patients only; others' cases never come here. Nothing that comes out names anybody: rows are ordered by what
they show, and their places are all that they are called.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice
from typing import Any

from cases.analysis.plots.swimmer import BIOPSY, DEATH, INDEX, LOCAL
from cases.analysis.statistics.compartments import Sighting
from cases.analysis.statistics.lanes import Change, Course, Reading
from cases.cohorts.members import Member, Selection, Unit
from cases.cohorts.selection import documents_of_members
from cases.episodes.history import Dated
from cases.records.figure.moments import Moments
from cases.records.figure.story import Lane, Story, story_of
from cases.rules.definition import Constants
from cases.rules.measured import Reading as Measurement
from cases.rules.measured import measured
from cases.rules.timeline import Timeline

WORST_FIRST = ("PD", "EQUIVOCAL_NEW", "SD", "NON_CR_NON_PD", "PR", "BASELINE", "CR", "NED_LOCAL", "NED", "NE", "")
"""What a lane of several compartments shows: the worst that is known of any."""
KINDS = {"biopsy": BIOPSY, "treatment": LOCAL, "death": DEATH}
SKIN_PART, OTHER_PART = "skin", "extracutaneous"
MOST = 1000
"""Patients that are read for a figure; a larger cohort is asked to be made smaller."""


@dataclass(frozen=True)
class Patient:
    """One patient of the cohort: the case as others may see it, and its members of the cohort."""

    key: str
    document: Mapping[str, Any]
    members: tuple[Member, ...]

    @cached_property
    def story(self) -> Story:
        return story_of(self.document)

    @cached_property
    def dated(self) -> Dated:
        return Dated(self.document, Moments(self.document))

    @cached_property
    def events(self) -> tuple[int, ...]:
        """Days of the index events, by their earliest possible day; a case or a regimen is none.

        A history counts from its event and the case from its first dose; the last contact, which both know, tells how
        far they are apart.
        """
        contact = (self.dated.contact or (None, None))[0]
        events = [one for one in self.members if one.unit is Unit.EPISODES]
        told = [(one.course.get("history") or {}).get("contact") for one in events]
        days = [contact - one[0] for one in told if contact is not None and one and one[0] is not None]
        return tuple(sorted(set(days)))

    @property
    def counts_from_first_dose(self) -> bool:
        return self.story.from_first_dose


def patients_of(selection: Selection) -> list[Patient]:
    """The patients of a cohort, at most ``MOST``; each once, with all its members."""
    kept = dict(islice(selection.by_patient.items(), MOST))
    firsts = {number: members[0].id for number, members in kept.items()}
    documents = documents_of_members(selection, firsts.values())
    return [
        Patient(str(number), documents[firsts[number]], tuple(members))
        for number, members in kept.items()
        if firsts[number] in documents
    ]


def courses_of(patients: Iterable[Patient]) -> list[Course]:
    """Courses to draw; of equal length in the order of what they show. Without any day: left out."""
    found = [course for one in patients if (course := _course(one)) is not None]
    return sorted(found, key=_shown)


def sightings_of(patients: Iterable[Patient]) -> Iterator[Sighting]:
    """Each look at a compartment, in days from the first index event; a patient without one is left out."""
    for one in patients:
        for lane in one.story.lanes if one.events else ():
            for reading in lane.readings:
                yield Sighting(one.key, lane.compartment, reading.moment.at - one.events[0], reading.status)


def changes_of(patients: Iterable[Patient], constants: Constants) -> list[Change]:
    """The best change of the sums of each patient, in the line of the last index event, else in the last measured."""
    return [_change(one, constants) for one in patients if one.document.get("measurements")]


def _shown(course: Course) -> tuple:
    lanes = (course.skin, course.others, course.regimens, course.marks)
    return tuple(tuple((one.day, one.value) for one in lane) for lane in lanes)


def _course(patient: Patient) -> Course | None:
    story = patient.story
    death = story.death.at if story.death else None
    contact = (patient.dated.contact or (None, None))[0]
    days = [one.at for one in story.moments] + [one for one in (contact, *patient.events) if one is not None]
    end = death if death is not None else max(days, default=None)
    if end is None or end < 0:
        return None
    skin, others = ([one for one in story.lanes if one.skin is wanted] for wanted in (True, False))
    marks = [Reading(one.moment.at, KINDS[one.kind]) for one in story.marks if one.kind in KINDS]
    marks += [Reading(day, INDEX) for day in patient.events]
    ongoing = death is None and any(one.ongoing for one in story.courses)
    return Course(patient.key, end, ongoing, _worst(skin), _worst(others), _regimens(story, end), tuple(marks))


def _worst(lanes: Sequence[Lane]) -> tuple[Reading, ...]:
    """One lane for several: on each day of a look, the worst status that holds in any of them."""
    looks = sorted((reading.moment.at, lane.compartment, reading.status) for lane in lanes for reading in lane.readings)
    holds: dict[str, str] = {}
    found: dict[int, str] = {}
    for day, compartment, status in looks:
        holds[compartment] = status
        found[day] = min(holds.values(), key=_rank)
    return tuple(Reading(day, status) for day, status in found.items())


def _rank(status: str) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else len(WORST_FIRST)


def _regimens(story: Story, end: int) -> tuple[Reading, ...]:
    """What was given from each day on which something began or ended; nothing: an empty text.

    A regimen whose end is not known is drawn until the next begins.
    """
    starts = sorted({one.start.at for one in story.courses})
    spans = []
    for one in story.courses:
        following = next((day for day in starts if day > one.start.at), end)
        stop = end if one.ongoing else one.stop.at if one.stop else following
        spans.append((one.start.at, max(stop, one.start.at), one.drugs or one.title))
    days = sorted(set(chain.from_iterable((start, stop) for start, stop, _ in spans)))
    return tuple(
        Reading(day, "; ".join(sorted({drugs for start, stop, drugs in spans if start <= day < stop}))) for day in days
    )


def _change(patient: Patient, constants: Constants) -> Change:
    read = measured(Timeline.from_document(patient.document), constants).parts
    later = [one for one in read if one.baseline is not None and one.baseline != one.assessment]
    line = _line(patient, later)
    return Change(patient.key, *(_best(later, line, part) for part in (SKIN_PART, OTHER_PART)))


def _line(patient: Patient, readings: Sequence[Measurement]) -> str | None:
    """The baseline assessment of the line to be drawn: the last one before the index event, else the last."""
    moments = Moments(patient.document)
    days = {
        one["id"]: moments.of(one.get("on"), one.get("regimen")) for one in patient.document.get("assessments") or ()
    }
    known = {one.baseline: days[one.baseline].at for one in readings if days.get(one.baseline)}
    before = {key: day for key, day in known.items() if patient.events and day <= patient.events[-1]}
    return max(before or known, key=(before or known).get, default=None)


def _best(readings: Sequence[Measurement], line: str | None, part: str) -> Fraction | None:
    tenths = [
        one.percent_from_baseline
        for one in readings
        if one.group == part and one.baseline == line and one.percent_from_baseline is not None
    ]
    return Fraction(min(tenths), 1000) if tenths else None
