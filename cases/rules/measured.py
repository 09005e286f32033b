"""What the measurements of a case say by RECIST 1.1, beside what was written: lesions, compartments and sub-sums.

This is for reading and for warnings. The label of an event rests on the statuses that were written (§5a, 12).

Each assessment is read against the baseline of its line and the smallest sum since. Where the dates leave open which
assessment came first, every order is looked at, and an answer that differs between them is not given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cases.rules.binding import bind
from cases.rules.criteria.thresholds import Thresholds
from cases.rules.definition import Constants
from cases.rules.explain import compartment_words, listed, sentence
from cases.rules.lines import Course, Line, Order
from cases.rules.recist import (
    PARTS,
    Candidate,
    NonTarget,
    Sizes,
    Target,
    has_grown,
    is_measurable,
    non_target_response,
    overall_response,
    percent_tenths,
    selection_notes,
    size_of,
    target_response,
)
from cases.rules.timeline import Assessment, CompartmentRow, Lesion, LocalTreatment, Measurement, Timeline
from cases.rules.vocabulary import AssessmentKind, Criteria, LesionRole, ResponseStatus
from cases.rules.zones import SearchLimit, in_order

T = TypeVar("T")
ORDER_LIMIT = 128
"""Ways in which the dates may fall before the orders of one assessment are no longer followed."""
NOT_COMPARED = frozenset({ResponseStatus.BASELINE, ResponseStatus.EQUIVOCAL_NEW})
"""Stored statuses that RECIST arithmetic can neither confirm nor contradict."""
RECIST = frozenset({None, Criteria.RECIST_1_1})


@dataclass(frozen=True)
class Reading:
    """One group of targets at one assessment. Lengths are tenths of a millimetre, changes tenths of a percent.

    ``status`` is the response with new and non-target lesions, ``target_status`` that of the sum alone; None where
    the order of the assessments decides and is not known, and then ``statuses`` holds what is possible.
    """

    assessment: str
    group: str
    """A lesion, a compartment, or a part of the body with a sum of its own."""
    baseline: str | None
    status: ResponseStatus | None
    statuses: tuple[ResponseStatus, ...]
    target_status: ResponseStatus | None
    sum_tenths: int | None
    baseline_tenths: int | None
    nadir_tenths: int | None
    new_lesion: bool
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    """Nodes that had become normal and are enlarged again: to be looked at before this is progression."""
    stored: str | None = None
    """Of a compartment: the status that was written."""
    warning: str = ""
    """Why the two contradict each other, as a sentence."""

    @property
    def percent_from_baseline(self) -> int | None:
        return percent_tenths(self.sum_tenths, self.baseline_tenths)

    @property
    def percent_from_nadir(self) -> int | None:
        return percent_tenths(self.sum_tenths, self.nadir_tenths)

    @property
    def growth_from_nadir_tenths(self) -> int | None:
        return None if None in (self.sum_tenths, self.nadir_tenths) else self.sum_tenths - self.nadir_tenths


@dataclass(frozen=True)
class Note:
    """A remark about the choice or the fate of targets, in a sentence."""

    assessment: str
    says: str


@dataclass(frozen=True)
class Measured:
    """All readings, by assessment (in order of their days, then of their keys) and group."""

    lesions: tuple[Reading, ...] = ()
    compartments: tuple[Reading, ...] = ()
    parts: tuple[Reading, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def warnings(self) -> tuple[Reading, ...]:
        """Compartments whose written status contradicts their measurements."""
        return tuple(one for one in self.compartments if one.warning)


def measured(
    timeline: Timeline,
    constants: Constants,
    thresholds: Thresholds | None = None,
    parts: Mapping[str, frozenset[str]] = PARTS,
) -> Measured:
    """Read every assessment at which a lesion was measured.

    ``constants`` are those of a definition: its BASELINE window and NEXT_TX_GRACE say which assessment opens a line,
    and its limits of the response criteria hold unless ``thresholds`` are given.
    """
    if not timeline.measurements:
        return Measured()
    bound = bind(timeline, ORDER_LIMIT)
    book = _Book(bound.timeline, constants, thresholds or constants.thresholds, parts)
    notes: dict[Note, None] = {}
    found: dict[str, list[Reading]] = {"lesion": [], "compartment": [], "part": []}
    for assessment in book.looks:
        pages = []
        complete = True
        try:
            for _, page in bound.search.explore(lambda one=assessment: book.page(one)):
                pages.append(page)
        except SearchLimit:
            complete = False
        notes |= dict.fromkeys(Note(assessment.id, text) for page in pages for text in page.notes)
        for kind, group in dict.fromkeys(key for page in pages for key in page.readings):
            readings = [page.readings[kind, group] for page in pages if (kind, group) in page.readings]
            certain = complete and len(readings) == len(pages)
            found[kind].append(_agreed(readings, certain))
    compartments = tuple(book.beside_stored(one) for one in found["compartment"])
    return Measured(tuple(found["lesion"]), compartments, tuple(found["part"]), tuple(notes))


def _agreed(readings: Sequence[Reading], certain: bool) -> Reading:
    """One reading that says what all of them say, and nothing where they differ."""
    statuses = tuple(sorted({one.status for one in readings if one.status is not None}))
    return Reading(
        assessment=readings[0].assessment,
        group=readings[0].group,
        baseline=_same(one.baseline for one in readings),
        status=statuses[0] if certain and len(statuses) == 1 else None,
        statuses=statuses,
        target_status=_same(one.target_status for one in readings) if certain else None,
        sum_tenths=_same(one.sum_tenths for one in readings),
        baseline_tenths=_same(one.baseline_tenths for one in readings),
        nadir_tenths=_same(one.nadir_tenths for one in readings),
        new_lesion=all(one.new_lesion for one in readings),
        missing=_same(one.missing for one in readings) or (),
        review=_same(one.review for one in readings) or (),
    )


def _same(values: Iterable[T]) -> T | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class _Page:
    """What one assessment says under one order of the dates."""

    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    """An assessment among those that it is read with."""

    now: Assessment
    baselines: tuple[Assessment, ...]
    """In order of their days. A CT and a look at the skin may lie days apart: of each lesion the latest size counts."""
    earlier: tuple[Assessment, ...]

    @property
    def is_baseline(self) -> bool:
        return self.now in self.baselines


class _Book:
    """The measurements of a case, and the assessments in which they were taken."""

    def __init__(
        self,
        timeline: Timeline,
        constants: Constants,
        thresholds: Thresholds,
        parts: Mapping[str, frozenset[str]],
    ) -> None:
        self.timeline = timeline
        self.constants = constants
        self.thresholds = thresholds
        self.parts = parts
        self.lesions = {one.id: one for one in timeline.lesions}
        self.rows = {(one.lesion, one.assessment): one for one in timeline.measurements if one.lesion in self.lesions}
        seen = {assessment for _, assessment in self.rows}
        self.looks = sorted((one for one in timeline.assessments if one.id in seen), key=_by_day)
        self.stored = {(one.id, row.compartment): row for one in timeline.assessments for row in one.rows}

    # ---- which assessments are read together -----------------------------------------------------------

    def place(self, now: Assessment) -> _Place:
        course = Course(Order.of(self.timeline.regimens), self.constants)
        for line in course.lines:
            opening = self.opening(course, line)
            if now in opening and not _speaks_of_another(course, now, line):
                return _Place(now, opening, ())
        line = course.line_of(now)
        baselines = self.opening(course, line) if line is not None else self.called(now)
        if now in baselines:
            return _Place(now, baselines, ())
        baselines = tuple(one for one in baselines if one.on <= now.on)
        earlier = [
            one
            for one in self.looks
            if one is not now
            and one not in baselines
            and course.baseline_of(one) is None
            and (course.line_of(one) is line if line is not None else not baselines or one.on >= baselines[-1].on)
            and one.on < now.on
        ]
        return _Place(now, baselines, tuple(earlier))

    def opening(self, course: Course, line: Line) -> tuple[Assessment, ...]:
        """The assessments called a baseline of the line; if none is, those in the BASELINE window."""
        found = [one for one in self.looks if course.baseline_of(one) is line]
        if not found:
            first, last = self.constants.baseline
            around = [one for one in self.looks if one.on >= line.first_dose + first]
            found = [one for one in around if one.on <= line.first_dose + last]
        return self.by_day(found)

    def called(self, now: Assessment) -> tuple[Assessment, ...]:
        """Without a line: what is called a baseline, up to this assessment."""
        return self.by_day(one for one in self.looks if one.kind == AssessmentKind.BASELINE and one.on <= now.on)

    def by_day(self, looks: Iterable[Assessment]) -> tuple[Assessment, ...]:
        return tuple(in_order(looks, lambda one: one.on, lambda one: one.id))

    # ---- one assessment --------------------------------------------------------------------------------

    def page(self, now: Assessment) -> _Page:
        place = self.place(now)
        looks = (*place.baselines, *place.earlier, now)
        targets = [
            Target(one.id, one.compartment)
            for one in self.timeline.lesions
            if one.role == LesionRole.TARGET and any((one.id, look.id) in self.rows for look in looks)
        ]
        sizes = {look.id: self.sizes(targets, look, place) for look in looks}
        readings = {
            ("lesion", one.lesion): self.reading(one.lesion, [one], frozenset(), place, sizes) for one in targets
        }
        for kind, groups in (("compartment", self.by_compartment()), ("part", self.parts)):
            for name, compartments in groups.items():
                members = [one for one in targets if one.compartment in compartments]
                if members or self.new_lesions(compartments, place):
                    readings[kind, name] = self.reading(name, members, compartments, place, sizes)
        return _Page(readings, tuple(self.notes(targets, place, sizes)))

    def by_compartment(self) -> dict[str, frozenset[str]]:
        return {name: frozenset({name}) for name in sorted({one.compartment for one in self.timeline.lesions})}

    def sizes(self, targets: Sequence[Target], look: Assessment, place: _Place) -> Sizes:
        found = {}
        for target in targets:
            size = self.size(target.lesion, look)
            if size is not None and self.counts(target.lesion, look, place):
                found[target.lesion] = size
        return found

    def size(self, lesion: str, look: Assessment) -> int | None:
        row = self.rows.get((lesion, look.id))
        if row is None:
            return None
        target = Target(lesion, self.lesions[lesion].compartment)
        return size_of(target, row.long_tenths, row.short_tenths, row.too_small, self.thresholds)

    def counts(self, lesion: str, look: Assessment, place: _Place) -> bool:
        """Not after a local treatment on the line, unless the lesion has progressed since (§2.7)."""
        for treatment in self.timeline.local_treatments:
            if lesion not in treatment.lesions or any(treatment.start <= one.on for one in place.baselines):
                continue
            if treatment.start <= look.on and not self.has_progressed(lesion, treatment, look):
                return False
        return True

    def has_progressed(self, lesion: str, treatment: LocalTreatment, look: Assessment) -> bool:
        """Whether a lesion has grown between its local treatment and a look."""
        measured_in = [one for one in self.looks if self.size(lesion, one) is not None]
        since = [one for one in measured_in if one.on >= treatment.start and one.on <= look.on]
        smallest: int | None = None
        for one in self.by_day(since):
            size = self.size(lesion, one)
            if smallest is not None and has_grown(size, smallest, self.thresholds):
                return True
            smallest = size if smallest is None else min(size, smallest)
        return False

    def reading(
        self,
        group: str,
        targets: Sequence[Target],
        compartments: frozenset[str],
        place: _Place,
        sizes: Mapping[str, Sizes],
    ) -> Reading:
        """The targets of a group, with the new and non-target lesions of its compartments."""
        now = place.now
        first = _together(place.baselines, sizes)
        response = target_response(
            targets, first, [sizes[one.id] for one in place.earlier], sizes[now.id], self.thresholds
        )
        new = self.has_new(compartments, place)
        status = target_status = ResponseStatus.BASELINE
        if not place.is_baseline:
            target_status = response.status if targets else None
            status = overall_response(target_status, self.non_targets(compartments, now), new)
        telling = [one.id for one in place.baselines if any(target.lesion in sizes[one.id] for target in targets)]
        return Reading(
            assessment=now.id,
            group=group,
            baseline=now.id if place.is_baseline else telling[-1] if telling else None,
            status=status,
            statuses=(status,),
            target_status=target_status,
            sum_tenths=response.sum_tenths if targets else None,
            baseline_tenths=response.baseline_tenths if targets else None,
            nadir_tenths=response.nadir_tenths if targets else None,
            new_lesion=new,
            missing=response.missing,
            review=response.review,
        )

    def has_new(self, compartments: frozenset[str], place: _Place) -> bool:
        """A lesion called new is there and was not at baseline, or a row says that there is one."""
        if place.is_baseline:
            return False
        rows = [self.stored.get((place.now.id, name)) for name in compartments]
        return any(row is not None and row.new_lesion for row in rows) or bool(self.new_lesions(compartments, place))

    def new_lesions(self, compartments: frozenset[str], place: _Place) -> list[str]:
        return [
            one.id
            for one in self.of_role(LesionRole.NEW, compartments)
            if self.size(one.id, place.now) and not any(self.size(one.id, look) for look in place.baselines)
        ]

    def non_targets(self, compartments: frozenset[str], now: Assessment) -> ResponseStatus | None:
        """Gone or not by their size; whether they have progressed is judged and not measured."""
        followed = self.of_role(LesionRole.NON_TARGET, compartments)
        return non_target_response([NonTarget(self.is_gone(one, now), None) for one in followed])

    def of_role(self, role: LesionRole, compartments: frozenset[str]) -> list[Lesion]:
        return [one for one in self.timeline.lesions if one.role == role and one.compartment in compartments]

    def is_gone(self, lesion: Lesion, now: Assessment) -> bool | None:
        size = self.size(lesion.id, now)
        if size is None:
            return None
        return size < self.thresholds.normal_node if Target("", lesion.compartment).is_node else size == 0

    # ---- remarks ---------------------------------------------------------------------------------------

    def notes(self, targets: Sequence[Target], place: _Place, sizes: Mapping[str, Sizes]) -> Iterable[str]:
        now, first = place.now, _together(place.baselines, sizes)
        if place.is_baseline:
            chosen = [one for one in targets if (one.lesion, now.id) in self.rows]
            if place.baselines[-1] is now:
                yield from selection_notes(targets, self.thresholds)
            for one in chosen:
                yield from self.choice_notes(self.lesions[one.lesion], self.rows[one.lesion, now.id], now)
            return
        if not place.baselines and targets:
            yield "No baseline of this line was measured, so neither response nor the nadir is certain."
        for one in targets:
            if place.baselines and one.lesion not in first:
                yield f"Lesion {one.lesion} was not measured at the baseline of this line, so the sum has no baseline."
            if self.size(one.lesion, now) is not None and one.lesion not in sizes[now.id]:
                yield f"Lesion {one.lesion} was treated locally and does not count until it has progressed since."

    def choice_notes(self, lesion: Lesion, row: Measurement, now: Assessment) -> Iterable[str]:
        """What speaks against a target, judged at its baseline."""
        treated = lesion.treated_before or any(
            lesion.id in one.lesions and one.start <= now.on for one in self.timeline.local_treatments
        )
        if treated:
            yield f"Lesion {lesion.id} was treated locally before; it can be a target only if it has progressed since."
        if lesion.measurable is False:
            yield f"Lesion {lesion.id} is a target, although the record calls it not measurable."
            return
        candidate = Candidate(lesion.compartment, row.method, row.long_tenths, row.short_tenths)
        if is_measurable(candidate, self.thresholds) is False:
            yield f"Lesion {lesion.id} does not meet the limits of RECIST 1.1 for a target at the assessment {now.id}."

    # ---- beside what was written -----------------------------------------------------------------------

    def beside_stored(self, reading: Reading) -> Reading:
        row = self.stored.get((reading.assessment, reading.group))
        if row is None:
            return reading
        warning = "" if self.agrees(reading, row) else _contradiction(reading, row)
        return replace(reading, stored=row.status, warning=warning)

    def agrees(self, reading: Reading, row: CompartmentRow) -> bool:
        if row.criteria not in RECIST or row.status in NOT_COMPARED or not reading.statuses:
            return True
        possible = set(reading.statuses)
        if possible & {ResponseStatus.NE, ResponseStatus.BASELINE, ResponseStatus.EQUIVOCAL_NEW}:
            return True
        if reading.target_status == ResponseStatus.CR and not self.has_remains(reading):
            possible.add(ResponseStatus.CR)
        if row.status == ResponseStatus.PD and self.may_have_progressed_otherwise(reading):
            return True
        if row.status in (ResponseStatus.NED, ResponseStatus.NED_LOCAL):
            return ResponseStatus.CR in possible
        if row.status == ResponseStatus.NON_CR_NON_PD:
            return bool(possible & {ResponseStatus.PR, ResponseStatus.SD})
        return row.status in possible

    def has_remains(self, reading: Reading) -> bool:
        """A new lesion, or a non-target lesion that was measured and is not gone."""
        now = next(one for one in self.looks if one.id == reading.assessment)
        others = self.of_role(LesionRole.NON_TARGET, frozenset({reading.group}))
        return reading.new_lesion or any(self.is_gone(one, now) is False for one in others)

    def may_have_progressed_otherwise(self, reading: Reading) -> bool:
        """By non-target lesions, which are judged and not measured."""
        return any(one.compartment == reading.group and one.role != LesionRole.TARGET for one in self.timeline.lesions)


def _speaks_of_another(course: Course, now: Assessment, line: Line) -> bool:
    """The last scan of one line may serve the next as its baseline, and still shows how the first one ended."""
    named = course.line_of_regimen(now.regimen)
    return named not in (None, line) and course.baseline_of(now) is not line


def _together(looks: Sequence[Assessment], sizes: Mapping[str, Sizes]) -> Sizes:
    """Of each lesion the latest size; ``looks`` are in order."""
    return {lesion: size for look in looks for lesion, size in sizes[look.id].items()}


def _by_day(assessment: Assessment) -> tuple[int, int, str]:
    """Known days in order, then the others: only for the order in which they are printed."""
    known = isinstance(assessment.on, int)
    return not known, assessment.on if known else 0, assessment.id


def _contradiction(reading: Reading, row: CompartmentRow) -> str:
    place = sentence(compartment_words(reading.group))
    found = listed([str(one) for one in reading.statuses], "or")
    return f"{place} at {reading.assessment}: written as {row.status}, but measured as {found}{_why(reading)}."


def _why(reading: Reading) -> str:
    if reading.new_lesion:
        return ", for there is a new lesion"
    if reading.sum_tenths is None:
        return ""
    changes = [("baseline", reading.percent_from_baseline), ("nadir", reading.percent_from_nadir)]
    known = [f"{percent_words(change)} from {name}" for name, change in changes if change is not None]
    return f": {', '.join([length_words(reading.sum_tenths), *known])}"


def length_words(tenths: int) -> str:
    """Tenths of a millimetre as text: "70.1 mm"."""
    return f"{tenths // 10}.{tenths % 10} mm"


def percent_words(tenths: int) -> str:
    """Tenths of a percent as text with its sign: "+20.0 %", "−29.9 %"."""
    sign = "\N{MINUS SIGN}" if tenths < 0 else "+"
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10} %"
