"""What the figure tells, in days and words, before anything has a place on paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.records.figure import words
from cases.records.figure.moments import Moment, Moments
from cases.rules.vocabulary import ANTI_HER2_CLASS, Compartment, ResponseStatus

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """One look at one compartment; it holds until the next. An empty status: not assessed from here on."""

    status: str
    words: tuple[str, ...]
    moment: Moment
    record: str


@dataclass(frozen=True)
class Lane:
    """One compartment over time."""

    compartment: str
    title: str
    skin: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Course:
    """One systemic regimen. Without ``stop`` and not ``ongoing``, its end is not known."""

    record: str
    title: str
    drugs: str
    start: Moment
    stop: Moment | None
    ongoing: bool
    anti_her2: bool


@dataclass(frozen=True)
class Mark:
    """A biopsy, a local treatment, the diagnosis or a death. ``kind`` is one of those words."""

    kind: str
    record: str
    title: str
    moment: Moment
    until: Moment | None = None


@dataclass(frozen=True)
class Event:
    """An event and what it was found to be. ``index``: the one whose windows are shaded."""

    record: str
    words: str
    label: str
    moment: Moment
    index: bool


@dataclass(frozen=True)
class Undated:
    """A record that says no day at all, and so stands beside the axis."""

    record: str
    title: str


@dataclass(frozen=True)
class Story:
    """All of it. ``origin``: day that the axis counts from; ``from_first_dose``: whether it is that dose."""

    lanes: tuple[Lane, ...]
    courses: tuple[Course, ...]
    marks: tuple[Mark, ...]
    events: tuple[Event, ...]
    undated: tuple[Undated, ...]
    origin: int
    from_first_dose: bool

    @property
    def death(self) -> Moment | None:
        return next((one.moment for one in self.marks if one.kind == "death"), None)

    @property
    def moments(self) -> list[Moment]:
        """Every date that is drawn."""
        spans = [*(one.start for one in self.courses), *(one.stop for one in self.courses)]
        spans += [one.moment for one in self.marks] + [one.until for one in self.marks]
        spans += [reading.moment for lane in self.lanes for reading in lane.readings]
        return [one for one in [*spans, *(event.moment for event in self.events)] if one is not None]


def story_of(document: Document, episodes: Sequence[Mapping[str, Any]] = ()) -> Story:
    """Read a case/1 document and its episodes (the dicts that ``classify`` prints)."""
    moments = Moments(document)
    origin = first_dose(document, moments)
    courses, loose_courses = _courses(document, moments)
    marks, loose_marks = _marks(document, moments)
    lanes, loose_readings = _lanes(document, moments)
    return Story(
        lanes=lanes,
        courses=courses,
        marks=marks,
        events=_events(document, episodes, moments),
        undated=(*loose_courses, *loose_marks, *loose_readings),
        origin=origin or 0,
        from_first_dose=origin is not None,
    )


def first_dose(document: Document, moments: Moments | None = None) -> int | None:
    """The earliest day on which the first anti-HER2 dose may have been given; None where nothing says."""
    moments = moments or Moments(document)
    starts = [
        moments.of(drug.get("start"), regimen["id"]) or moments.of(regimen.get("start"), regimen["id"])
        for regimen in document.get("regimens") or ()
        for drug in regimen.get("drugs") or ()
        if is_anti_her2_drug(drug)
    ]
    return min((one.earliest for one in starts if one and one.earliest is not None), default=None)


def is_anti_her2_drug(drug: Mapping[str, Any]) -> bool:
    return drug.get("agent") in ANTI_HER2_CLASS or drug.get("class") == "anti_her2"


def _courses(document: Document, moments: Moments) -> tuple[tuple[Course, ...], list[Undated]]:
    placed, loose = [], []
    for regimen in document.get("regimens") or ():
        title, drugs = words.course_title(regimen), regimen.get("drugs") or []
        start = moments.of(regimen.get("start"), regimen["id"])
        named = " + ".join(words.drug_names(drugs))
        if start is None:
            named_so = title if title == "Regimen" else f"Regimen {title}"
            loose.append(Undated(regimen["id"], named_so + (f" ({named})" if named else "")))
            continue
        last = [moments.of(drug.get("last_dose"), regimen["id"]) for drug in drugs]
        stop = moments.of(regimen.get("stop"), regimen["id"]) or max(
            (one for one in last if one), key=lambda one: one.at, default=None
        )
        ongoing = any(drug.get("ongoing") for drug in drugs)
        anti_her2 = any(is_anti_her2_drug(drug) for drug in drugs)
        placed.append(Course(regimen["id"], title, named, start, None if ongoing else stop, ongoing, anti_her2))
    return tuple(sorted(placed, key=lambda one: (one.start.at, one.record))), loose


def _marks(document: Document, moments: Moments) -> tuple[tuple[Mark, ...], list[Undated]]:
    placed, loose = [], []
    for kind, row, when, until, title in _mark_rows(document):
        moment = moments.of(when)
        record = row.get("id", "")
        if moment is None:
            loose.append(Undated(record, title))
        else:
            placed.append(Mark(kind, record, title, moment, moments.of(until)))
    return tuple(sorted(placed, key=lambda one: (one.moment.at, one.record))), loose


def _mark_rows(document: Document) -> Iterable[tuple[str, Mapping[str, Any], Any, Any, str]]:
    for number, row in enumerate(document.get("primaries") or ()):
        yield "diagnosis", row, row.get("on", 0 if number == 0 else None), None, "Diagnosis"
    for row in document.get("specimens") or ():
        yield "biopsy", row, row.get("on"), None, words.biopsy_title(row)
    for row in document.get("local_treatments") or ():
        yield "treatment", row, row.get("start"), row.get("stop"), words.treatment_title(row)
    for row in document.get("followups") or ():
        if row.get("status") == "dead":
            yield "death", row, row.get("on"), None, "Died"


def _lanes(document: Document, moments: Moments) -> tuple[tuple[Lane, ...], list[Undated]]:
    loose: list[Undated] = []
    found: dict[str, list[Reading]] = {}
    for finding in document.get("skin_findings") or ():
        moment = moments.of(finding.get("on"))
        if moment is None:
            loose.append(Undated(finding["id"], f"Skin {finding['change']}"))
            continue
        for lane in words.EXTENT_LANES.get(finding.get("extent") or "", (words.SKIN_UNKNOWN,)):
            found.setdefault(lane, []).append(_finding_reading(finding, moment))
    visits = []
    for assessment in document.get("assessments") or ():
        moment = moments.of(assessment.get("on"), assessment.get("regimen"))
        if moment is None:
            loose.append(Undated(assessment["id"], _visit_title(assessment)))
        else:
            visits.append((moment, assessment))
    visits.sort(key=lambda one: (one[0].at, one[1]["id"]))
    for moment, assessment in visits:
        for row in assessment.get("compartments") or ():
            _add_row(found.setdefault(row["compartment"], []), row, moment, assessment["id"])
    for code, readings in found.items():
        if not code.startswith(words.SKIN_UNKNOWN):
            readings.extend(_gaps(code, visits))
    organs = (one for one in Compartment if one not in words.SKIN_LANES)
    order = [*organs, *words.SKIN_LANES, words.SKIN_UNKNOWN]
    return tuple(_lane(str(code), found[code]) for code in order if found.get(code)), loose


def _finding_reading(finding: Mapping[str, Any], moment: Moment) -> Reading:
    change = finding["change"]
    said = words.CHANGE_WORDS[change]
    if change == "progression" and finding.get("new_lesions"):
        said = words.NEW_LESION_WORDS
    return Reading(words.CHANGE_STATUS[change], said, moment, finding["id"])


def _add_row(readings: list[Reading], row: Mapping[str, Any], moment: Moment, record: str) -> None:
    """A status read at an assessment; of the skin it is left out where a finding of those days says it."""
    skin = row["compartment"] in words.SKIN_LANES
    if skin and any(_same_day(one.moment, moment) for one in readings):
        return
    said = words.NEW_LESION_WORDS if row["status"] == ResponseStatus.PD and row.get("new_lesion") else None
    readings.append(Reading(row["status"], said or words.STATUS_WORDS[row["status"]], moment, record))


def _same_day(one: Moment, other: Moment) -> bool:
    return one.lo <= other.hi and other.lo <= one.hi


def _gaps(code: str, visits: Sequence[tuple[Moment, Mapping[str, Any]]]) -> Iterable[Reading]:
    """Visits that looked at organs and say nothing of this one, once disease was known there."""
    involved = False
    for moment, assessment in visits:
        rows = {row["compartment"]: row["status"] for row in assessment.get("compartments") or ()}
        if code in rows:
            involved = rows[code] not in (ResponseStatus.NED, ResponseStatus.NED_LOCAL)
        elif involved and _looked_at_organs(assessment, rows):
            yield Reading("", words.STATUS_WORDS[""], moment, assessment["id"])


def _looked_at_organs(assessment: Mapping[str, Any], rows: Mapping[str, str]) -> bool:
    return assessment.get("scope") == "FULL" or any(code not in words.SKIN_LANES for code in rows)


def _lane(code: str, readings: list[Reading]) -> Lane:
    skin = code in (*words.SKIN_LANES, words.SKIN_UNKNOWN)
    ordered = sorted(readings, key=lambda one: (one.moment.at, one.moment.lo, one.record))
    return Lane(code, words.compartment_title(code), skin, tuple(ordered))


def _visit_title(assessment: Mapping[str, Any]) -> str:
    said = [
        f"{words.compartment_title(row['compartment'])} {words.STATUS_WORDS[row['status']][0]}"
        for row in assessment.get("compartments") or ()
    ]
    return "Assessment: " + "; ".join(said) if said else "Assessment"


def _events(document: Document, episodes: Sequence[Mapping[str, Any]], moments: Moments) -> tuple[Event, ...]:
    looks = [*(document.get("skin_findings") or ()), *(document.get("assessments") or ())]
    dates = {row["id"]: row.get("on") for row in looks}
    shown = []
    chosen = index_episode(episodes)
    for episode in episodes:
        record = record_of(episode)
        moment = moments.of(dates.get(record))
        if moment is not None:
            shown.append(Event(record, words.verdict_words(dict(episode)), episode["label"], moment, episode is chosen))
    return tuple(shown)


def record_of(episode: Mapping[str, Any]) -> str:
    """The key of the finding, or of the assessment, that an episode starts with."""
    return episode.get("finding") or episode.get("assessment") or ""


def index_episode(episodes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The episode that the case is in the registry for: the discordant one, else the last that progressed."""
    ranks = ("DCP_STRICT", "DCP_BROAD", "SKIN_ONLY", "DUAL_SANCTUARY", "CONCORDANT_PD", "INDETERMINATE")

    def rank(numbered: tuple[int, Mapping[str, Any]]) -> tuple[int, int]:
        number, episode = numbered
        label = episode["label"].removesuffix(words.EARLY_POST)
        return (ranks.index(label) if label in ranks else len(ranks), -number)

    return min(enumerate(episodes), key=rank)[1] if episodes else None
