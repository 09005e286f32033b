"""As measured: what RECIST 1.1 makes of the lesions of a case, beside what was written. It decides no label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.desk.measured_figure import Trend, trend_of
from cases.desk.measured_lesions import Worksheet, said_status, worksheet_of
from cases.desk.spoken import Speaker, SpokenWhen, label_of, lowered
from cases.records.figure.words import status_label
from cases.rules.definition import Constants
from cases.rules.explain import listed
from cases.rules.measured import NOT_COMPARED, Measured, Reading, length_words, measured, percent_words
from cases.rules.measured_skin import SkinReading, measured_skin
from cases.rules.named_criteria import Named, named_criteria
from cases.rules.recist import PARTS, percent_tenths
from cases.rules.timeline import Timeline
from cases.rules.vocabulary import AssessmentKind, Change, Compartment, Criteria, ResponseStatus

PART_TITLES = {"skin": "Skin", "extracutaneous": "Outside skin and brain", "cns": "Brain and meninges"}
READ_AS = {
    ResponseStatus.NED: {ResponseStatus.CR},
    ResponseStatus.NED_LOCAL: {ResponseStatus.CR},
    ResponseStatus.NON_CR_NON_PD: {ResponseStatus.PR, ResponseStatus.SD},
}
"""Written status -> what measurements say of the same state."""
HELD = {
    ResponseStatus.CR: "are in complete response",
    ResponseStatus.PR: "are in partial response",
    ResponseStatus.SD: "are stable",
}


@dataclass(frozen=True)
class Written:
    """The written status of one measured compartment."""

    compartment: str
    code: str
    label: str
    criteria: str


@dataclass(frozen=True)
class PartRow:
    """The targets of one part of the body at one assessment, in words; an empty ``code``: the dates leave it open."""

    title: str
    skin: bool
    total: str
    from_baseline: str
    from_nadir: str
    code: str
    label: str
    remarks: tuple[str, ...]
    written: tuple[Written, ...]


@dataclass(frozen=True)
class NamedRow:
    criteria: str
    code: str
    label: str
    says: str


@dataclass(frozen=True)
class MeasuredLook:
    """One assessment. ``parted``: that the skin has progressed and the rest has not; ``differs``: against what was
    written; ``named``: answers of other criteria.
    """

    key: str
    when: SpokenWhen
    title: str
    parts: tuple[PartRow, ...]
    parted: str
    differs: tuple[str, ...]
    remarks: tuple[str, ...]
    named: tuple[NamedRow, ...]


@dataclass(frozen=True)
class SkinRow:
    """One skin finding by calliper and area."""

    key: str
    when: SpokenWhen
    change: str
    total: str
    smallest: str
    area: str
    smallest_area: str
    says: str
    differs: str


@dataclass(frozen=True)
class AsMeasured:
    """Everything that the section shows. ``figure``: None where there is no course to draw."""

    looks: tuple[MeasuredLook, ...]
    figure: Trend | None
    worksheet: Worksheet | None
    skin: tuple[SkinRow, ...]


def as_measured(document: Mapping[str, Any], constants: Constants, speaker: Speaker) -> AsMeasured | None:
    """Read the measurements of a document that this reader may see; None if nothing was measured.

    What is worked out follows from the measurements in the document alone, and so may be seen by whoever sees those.
    """
    timeline = Timeline.from_document(document)
    found, skin = measured(timeline, constants), measured_skin(timeline, constants.thresholds)
    if not found.compartments and not skin:
        return None
    rows = {one["id"]: one for one in document.get("assessments") or ()}
    named = named_criteria(timeline, found, constants.thresholds)
    found = _looked_at(found, timeline)
    keys = {one.assessment for one in (*found.parts, *found.compartments, *named)}
    looks = sorted((_look(rows[key], found, named, speaker) for key in keys), key=lambda one: (one.when.order, one.key))
    return AsMeasured(
        looks=tuple(looks),
        figure=trend_of(document, found, constants.thresholds.response_fall),
        worksheet=worksheet_of(document, found, speaker, constants.thresholds.too_small),
        skin=_skin_rows(document, skin, speaker),
    )


def _looked_at(found: Measured, timeline: Timeline) -> Measured:
    """Without what an assessment was not about: the liver at an examination of the skin is not missing there."""
    lesions = {one.id: one.compartment for one in timeline.lesions}
    seen = {(one.assessment, lesions[one.lesion]) for one in timeline.measurements if one.lesion in lesions}
    seen |= {(one.id, row.compartment) for one in timeline.assessments for row in one.rows}
    return replace(
        found,
        compartments=tuple(one for one in found.compartments if (one.assessment, one.group) in seen),
        parts=tuple(one for one in found.parts if any((one.assessment, name) in seen for name in PARTS[one.group])),
    )


def _look(row: Mapping[str, Any], found: Measured, named: Iterable[Named], speaker: Speaker) -> MeasuredLook:
    key = row["id"]
    here = [one for one in found.compartments if one.assessment == key]
    parts = [one for one in found.parts if one.assessment == key]
    written = {one["compartment"]: one for one in row.get("compartments") or ()}
    return MeasuredLook(
        key=key,
        when=speaker.when(row.get("on"), row.get("regimen")),
        title=label_of(AssessmentKind, row["kind"]) if row.get("kind") else "Assessment",
        parts=tuple(_part(one, here, written) for one in parts),
        parted=_parted({one.group: one.status for one in parts}),
        differs=tuple(filter(None, (_difference(one, written.get(one.group)) for one in here))),
        remarks=tuple(one.says for one in found.notes if one.assessment == key),
        named=tuple(
            NamedRow(label_of(Criteria, one.criteria), one.status, status_label(one.status), one.says)
            for one in named
            if one.assessment == key
        ),
    )


def _part(reading: Reading, here: Sequence[Reading], written: Mapping[str, Mapping[str, Any]]) -> PartRow:
    measured_in = [one.group for one in here if one.group in PARTS[reading.group]]
    at_baseline = reading.status is ResponseStatus.BASELINE
    code, label = said_status(reading)
    return PartRow(
        title=PART_TITLES[reading.group],
        skin=reading.group == "skin",
        total="not complete" if reading.sum_tenths is None else length_words(reading.sum_tenths),
        from_baseline="" if at_baseline else change_words(reading.sum_tenths, reading.baseline_tenths),
        from_nadir="" if at_baseline else change_words(reading.sum_tenths, reading.nadir_tenths),
        code=code,
        label=label,
        remarks=tuple(_remarks(reading)),
        written=tuple(_written(written[one]) for one in measured_in if one in written),
    )


def change_words(now_tenths: int | None, before_tenths: int | None) -> str:
    """The change of a sum in per cent and millimetres: "−24.0 %, −13.0 mm"; without a percentage from nothing."""
    if now_tenths is None or before_tenths is None:
        return "–"
    change = now_tenths - before_tenths
    sign = "\N{MINUS SIGN}" if change < 0 else "+"
    percent = percent_tenths(now_tenths, before_tenths)
    said = [] if percent is None else [percent_words(percent)]
    return ", ".join([*said, f"{sign}{length_words(abs(change))}"])


def _remarks(reading: Reading) -> Iterable[str]:
    if reading.status is None:
        yield (
            "The dates leave open which assessment came first, and that decides."
            if len(reading.statuses) > 1
            else "The dates allow more orders of the assessments than can be followed."
        )
    if reading.new_lesion:
        yield "A new lesion."
    if reading.missing:
        yield f"Not assessed: {', '.join(reading.missing)}."
    if reading.review:
        yield f"Enlarged again after it was normal: {', '.join(reading.review)}. Look at it before this is progression."


def _written(row: Mapping[str, Any]) -> Written:
    criteria = label_of(Criteria, row["criteria"]) if row.get("criteria") else ""
    return Written(label_of(Compartment, row["compartment"]), row["status"], status_label(row["status"]), criteria)


def _parted(statuses: Mapping[str, ResponseStatus | None]) -> str:
    held = HELD.get(statuses.get("extracutaneous"))
    if statuses.get("skin") is not ResponseStatus.PD or held is None:
        return ""
    return f"By measurements the skin has progressed while the targets outside skin and brain {held}."


def _difference(reading: Reading, row: Mapping[str, Any] | None) -> str:
    """Where the written status is not what was measured, both and why; whatever criterion it was written by."""
    if row is None or not (reading.warning or _differs(reading, row["status"])):
        return ""
    by = (
        f" by {lowered(label_of(Criteria, row['criteria']))}" if row.get("criteria") not in (None, "RECIST_1_1") else ""
    )
    found = listed([lowered(status_label(one)) for one in reading.statuses], "or")
    place, written = label_of(Compartment, reading.group), lowered(status_label(row["status"]))
    return f"{place}: written {written}{by}, measured {found}{_because(reading)}."


def _differs(reading: Reading, written: str) -> bool:
    if reading.status is None or reading.status in (*NOT_COMPARED, ResponseStatus.NE) or written in NOT_COMPARED:
        return False
    return reading.status not in READ_AS.get(written, {written})


def _because(reading: Reading) -> str:
    if reading.new_lesion:
        return ", for there is a new lesion"
    if reading.statuses == (ResponseStatus.PD,):
        known = change_words(reading.sum_tenths, reading.nadir_tenths)
        return "" if known == "–" else f": {known} from the smallest sum"
    known = change_words(reading.sum_tenths, reading.baseline_tenths)
    return "" if known == "–" else f": {known} from baseline"


# ---- skin findings


def _skin_rows(document: Mapping[str, Any], readings: Iterable[SkinReading], speaker: Speaker) -> tuple[SkinRow, ...]:
    findings = {one["id"]: one for one in document.get("skin_findings") or ()}
    rows = [_skin_row(findings[one.finding], one, speaker) for one in readings]
    return tuple(sorted(rows, key=lambda one: (one.when.order, one.key)))


def _skin_row(finding: Mapping[str, Any], reading: SkinReading, speaker: Speaker) -> SkinRow:
    return SkinRow(
        key=finding["id"],
        when=speaker.when(finding.get("on")),
        change=label_of(Change, finding["change"]),
        total=_length(reading.sum_tenths),
        smallest=_length(reading.nadir_tenths),
        area=_area(reading.area_mm2),
        smallest_area=_area(reading.smallest_area_mm2),
        says=_grown(reading),
        differs=reading.warning,
    )


def _length(tenths: int | None) -> str:
    return "–" if tenths is None else length_words(tenths)


def _area(square_millimetres: int | None) -> str:
    return "–" if square_millimetres is None else f"{square_millimetres / 100:.1f} cm²"


def _grown(reading: SkinReading) -> str:
    if True in (reading.sum_has_grown, reading.area_has_grown):
        return "grown"
    return "not grown" if False in (reading.sum_has_grown, reading.area_has_grown) else "nothing to compare with"
