"""Measured courses in a few words: lesions, and their sizes in millimetres at days from the first dose of a line."""

from collections.abc import Mapping
from typing import Any

from cases.rules.definition import load_definition
from cases.rules.measured import Measured, Reading, measured
from cases.rules.timeline import Timeline

Record = tuple[str, dict[str, Any]]
NODES = ("NODES_REG", "NODES_DIST")


def lesion(key: str, compartment: str, role: str = "target", **fields: Any) -> Record:
    return "lesions", {"id": key, "compartment": compartment, "role": role, **fields}


def look(
    day: Any, sizes: Mapping[str, Any], key: str = "", written: Mapping[str, Any] | None = None, **fields: Any
) -> list[Record]:
    """An assessment. ``sizes``: millimetres by lesion, "small" (too small to measure) or "lost" (not evaluable).

    ``written``: the status of each compartment, or the whole row.
    """
    key = key or f"a{day}"
    rows = [
        {"compartment": name, **(status if isinstance(status, dict) else {"status": status})}
        for name, status in (written or {}).items()
    ]
    kind = "baseline" if key.startswith("base") else "scheduled"
    assessment = {"id": key, "on": day, "kind": kind, "regimen": "r1", "scope": "FULL", "compartments": rows}
    return [
        ("assessments", {**assessment, **fields}),
        *[("measurements", {"assessment": key, "lesion": name, **_size(size)}) for name, size in sizes.items()],
    ]


def _size(size: Any) -> dict[str, Any]:
    if size == "small":
        return {"too_small": True}
    if size == "lost":
        return {"not_evaluable": True}
    return size if isinstance(size, dict) else {"long_mm": size, "short_mm": size, "method": "CT"}


def regimen(start: int = 0, key: str = "r1", **fields: Any) -> Record:
    drugs = [{"agent": "trastuzumab", "start": start, "last_dose": None, "ongoing": True}]
    usual = {"setting": "metastatic", "interval_days": 21, "drugs": drugs}
    return "regimens", {"id": key, "start": start, "stop": None, **usual, **fields}


def course(*records: Record | list[Record]) -> dict[str, Any]:
    """A ``case/1`` document of these records, and of a regimen begun on day 0 unless one is given."""
    flat = [one for record in records for one in (record if isinstance(record, list) else [record])]
    document: dict[str, Any] = {"schema": "case/1", "local_code": "SPEC", "day_zero": None, "regimens_complete": True}
    usual = [] if any(name == "regimens" for name, _ in flat) else [regimen()]
    for name, record in (*usual, *flat):
        document.setdefault(name, []).append(record)
    return document


def read(document: Mapping[str, Any]) -> Measured:
    return measured(Timeline.from_document(document), load_definition("dcp").constants)


def at(readings: tuple[Reading, ...], assessment: str) -> dict[str, str]:
    """Group and status at one assessment; what the dates leave open is written "PD or PR"."""
    return {one.group: " or ".join(one.statuses) for one in readings if one.assessment == assessment}
