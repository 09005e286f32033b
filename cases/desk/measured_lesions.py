"""The worksheet of measurements: each lesion at each assessment, under its compartment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.desk.spoken import Speaker, SpokenWhen, label_of, lowered
from cases.records.figure.words import status_label
from cases.rules.explain import listed, sentence
from cases.rules.measured import Measured, Reading, length_words, percent_words
from cases.rules.recist import NODES
from cases.rules.vocabulary import Compartment, LesionRole, MeasurementMethod

ABSENT = "–"


@dataclass(frozen=True)
class Column:
    key: str
    when: SpokenWhen


@dataclass(frozen=True)
class Cell:
    """``size``: in words; ``note``: its change from baseline, or the method where that is odd."""

    size: str
    note: str = ""


@dataclass(frozen=True)
class LesionRow:
    key: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class CompartmentRows:
    """A compartment with its lesions. ``statuses``: code and label for each column, empty where there is none."""

    title: str
    skin: bool
    statuses: tuple[tuple[str, str], ...]
    lesions: tuple[LesionRow, ...]


@dataclass(frozen=True)
class Worksheet:
    columns: tuple[Column, ...]
    compartments: tuple[CompartmentRows, ...]


def worksheet_of(
    document: Mapping[str, Any], found: Measured, speaker: Speaker, too_small_tenths: int
) -> Worksheet | None:
    """Columns: assessments with measurements, in order of time; rows: compartments, the skin last. None if empty.

    ``too_small_tenths``: what a lesion counts that is present but too small to measure.
    """
    small = f"too small (counts {length_words(too_small_tenths)})"
    sizes = {(one["lesion"], one["assessment"]): one for one in document.get("measurements") or ()}
    if not sizes:
        return None
    seen = {assessment for _, assessment in sizes}
    looks = [one for one in document.get("assessments") or () if one["id"] in seen]
    columns = [Column(one["id"], speaker.when(one.get("on"), one.get("regimen"))) for one in looks]
    columns.sort(key=lambda one: (one.when.order, one.key))
    lesions = [one for one in document.get("lesions") or () if any(lesion == one["id"] for lesion, _ in sizes)]
    changes = {(one.group, one.assessment): one for one in found.lesions}
    statuses = {(one.group, one.assessment): one for one in found.compartments}
    order = sorted({one["compartment"] for one in lesions}, key=lambda one: (one.startswith("SKIN"), _place(one)))
    return Worksheet(
        tuple(columns),
        tuple(
            CompartmentRows(
                title=label_of(Compartment, compartment),
                skin=compartment.startswith("SKIN"),
                statuses=tuple(_status(statuses.get((compartment, one.key))) for one in columns),
                lesions=tuple(
                    LesionRow(
                        key=lesion["id"],
                        title=_title(lesion),
                        cells=tuple(
                            _cell(
                                lesion, sizes.get((lesion["id"], one.key)), changes.get((lesion["id"], one.key)), small
                            )
                            for one in columns
                        ),
                    )
                    for lesion in lesions
                    if lesion["compartment"] == compartment
                ),
            )
            for compartment in order
        ),
    )


def _place(compartment: str) -> int:
    return list(Compartment).index(Compartment(compartment))


def _title(lesion: Mapping[str, Any]) -> str:
    role = lowered(label_of(LesionRole, lesion["role"])) if lesion.get("role") else "no role"
    return ", ".join([*([lesion["site"]] if lesion.get("site") else []), role])


def _status(reading: Reading | None) -> tuple[str, str]:
    return ("", "") if reading is None else said_status(reading)


def said_status(reading: Reading) -> tuple[str, str]:
    """Code and label of a response; no code where the order of the assessments decides and is not known."""
    if reading.status is not None:
        return reading.status, status_label(reading.status)
    possible = [lowered(status_label(one)) for one in reading.statuses]
    return "", sentence(listed(possible, "or")) if len(possible) > 1 else "Not settled"


def _cell(lesion: Mapping[str, Any], row: Mapping[str, Any] | None, reading: Reading | None, small: str) -> Cell:
    if row is None:
        return Cell(ABSENT)
    if row.get("not_evaluable"):
        return Cell("not evaluable")
    percent = reading.percent_from_baseline if reading is not None and reading.baseline != row["assessment"] else None
    return Cell(_size(lesion, row, small), "" if percent is None else percent_words(percent))


def _size(lesion: Mapping[str, Any], row: Mapping[str, Any], small: str) -> str:
    """The diameters as they were taken; of nodes the short axis first, for it is the one that counts."""
    long, short = (_length(row.get(name)) for name in ("long_mm", "short_mm"))
    if lesion["compartment"] in NODES and short:
        return f"{short} short"
    if not long:
        return small if row.get("too_small") else short or ABSENT
    method = row.get("method")
    by_hand = f", {lowered(label_of(MeasurementMethod, method))}" if method in ("calliper", "ruler_photo") else ""
    return f"{long}{by_hand}" if not short else f"{long} × {short}{by_hand}"


def _length(millimetres: Any) -> str:
    return "" if millimetres is None else length_words(round(float(millimetres) * 10))
