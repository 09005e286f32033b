"""Small cases in a few words, in days from the event (t0), written as ``case/1`` documents.

Unless a word says otherwise, a case has HER2-positive breast cancer (biopsy b0), trastuzumab and pertuzumab running
since 200 days before the event (regimen r1), and a skin progression at t0 (finding s1) proven by a biopsy three days
later (b1).
"""

from collections.abc import Iterable, Mapping
from typing import Any

T0 = 1000
"""The day of the event, counted from day 0."""
INVOLVED = frozenset({"BASELINE", "CR", "PR", "SD", "NON_CR_NON_PD", "PD"})

Record = tuple[str, dict[str, Any]]


def at(when: Any) -> Any:
    """A day from t0 as a day from day 0; intervals, anchored times and None pass through."""
    return T0 + when if isinstance(when, int) else when


def between(first: int | None, last: int | None) -> dict[str, Any]:
    """Some day from ``first`` to ``last``, both from t0."""
    return {"lo": at(first), "hi": at(last), "precision": "unknown"}


def around(record: str | None, before: int = 14, after: int = 14) -> dict[str, Any]:
    """At the time of another record."""
    return {"anchor": record, "lo_offset": -before, "hi_offset": after, "precision": "relative"}


def after(record: str, first: int, last: int) -> dict[str, Any]:
    """Some day from ``first`` to ``last`` days after another record."""
    return {"anchor": record, "lo_offset": first, "hi_offset": last, "precision": "relative"}


def case(*records: Record, drop: Iterable[str] = (), complete: bool = True) -> dict[str, Any]:
    """A ``case/1`` document of the usual records, those given, and without those whose id is in ``drop``.

    A given record replaces the usual one of the same id.
    """
    document: dict[str, Any] = {
        "schema": "case/1",
        "local_code": "SPEC",
        "day_zero": None,
        "regimens_complete": complete,
    }
    given = {record.get("id") for _, record in records} | set(drop)
    usual = [record for record in (earlier_biopsy(), regimen(), skin(), biopsy()) if record[1]["id"] not in given]
    for name, record in (*usual, *records):
        document.setdefault(name, []).append(record)
    return document


def skin(day: Any = 0, key: str = "s1", change: str = "progression", **fields: Any) -> Record:
    """A skin finding: new locoregional nodules on the chest wall unless said otherwise."""
    usual = {
        "new_lesions": change == "progression" and "lesion_of" not in fields,
        "photo": False,
        "measured": False,
        "lesion_of": None,
        "extent": "LR",
        "morphology": ["nodule"],
        "sites": ["chest wall"],
    }
    return "skin_findings", {"id": key, "on": at(day), "change": change, **usual, **fields}


def biopsy(
    day: Any = 3, result: str = "malignant_breast", finding: str | None = "s1", key: str = "b1", **fields: Any
) -> Record:
    usual = {"compartment": "SKIN_LR", "procedure": "skin_biopsy"}
    return "specimens", {"id": key, "on": at(day), "result": result, "finding": finding, **usual, **fields}


def earlier_biopsy(day: Any = -900, her2: str = "3+", key: str = "b0", **fields: Any) -> Record:
    """The biopsy of the primary."""
    usual = {"compartment": "BREAST_IPSI", "markers": [{"analyte": "HER2_IHC", "value": her2}]}
    return "specimens", {
        "id": key,
        "on": at(day),
        "result": "malignant_breast",
        "finding": None,
        **usual,
        **fields,
    }


def drug(agent: str, start: Any = None, last_dose: Any = None, **fields: Any) -> dict[str, Any]:
    return {"agent": agent, "start": at(start), "last_dose": at(last_dose), **fields}


def regimen(
    start: Any = -200,
    last_dose: Any = None,
    stop: Any = None,
    key: str = "r1",
    agents: Iterable[str] = ("trastuzumab", "pertuzumab"),
    **fields: Any,
) -> Record:
    """A metastatic regimen of drugs that started and ended together; running if neither end is given."""
    ongoing = last_dose is None and stop is None
    drugs = [drug(agent, start, last_dose, **({"ongoing": True} if ongoing else {})) for agent in agents]
    usual = {"setting": "metastatic", "line": 1, "interval_days": 21, "drugs": drugs}
    return "regimens", {"id": key, "start": at(start), "stop": at(stop), **usual, **fields}


def scan(
    day: Any,
    key: str = "",
    kind: str = "scheduled",
    scope: str = "FULL",
    regimen: str | None = "r1",
    criteria: str = "INVESTIGATOR",
    **status: Any,
) -> Record:
    """An assessment. Each further word is a compartment with its status, such as ``liver="PR"``.

    "NEW" is a new lesion (progression). A pair adds whether the compartment was involved at the line's baseline.
    """
    rows = [_row(compartment.upper(), value, criteria) for compartment, value in status.items()]
    return "assessments", {
        "id": key or f"a{day}",
        "on": at(day),
        "kind": kind,
        "regimen": regimen,
        "modalities": ["CT"],
        "scope": scope,
        "compartments": rows,
    }


def baseline(*compartments: str, day: Any = -205, key: str = "base", regimen: str | None = "r1") -> Record:
    """The baseline assessment of a line, with the compartments that were involved."""
    status = {compartment: "BASELINE" for compartment in compartments}
    return scan(day, key, kind="baseline", regimen=regimen, **status)


def _row(compartment: str, value: Any, criteria: str) -> dict[str, Any]:
    status, involved = value if isinstance(value, tuple) else (value, value in INVOLVED)
    new = status == "NEW"
    return {
        "compartment": compartment,
        "status": "PD" if new else status,
        "involved_at_baseline": involved,
        "criteria": criteria,
        "new_lesion": new,
    }


def workup(
    conclusion: str | None = None,
    finding: str = "s1",
    considered: Iterable[str] = ("infection",),
    empirical: Iterable[Mapping[str, Any]] = (),
) -> Record:
    return "workups", {
        "finding": finding,
        "considered": list(considered),
        "empirical": list(empirical),
        "conclusion": conclusion,
    }


def empirical(kind: str, first: int, last: int, effect: str) -> dict[str, Any]:
    return {"kind": kind, "from": at(first), "to": at(last), "effect": effect}


def local_treatment(day: Any, kind: str, lesions: Iterable[str] = (), key: str = "lt1", site: str = "") -> Record:
    return "local_treatments", {
        "id": key,
        "kind": kind,
        "site": site,
        "start": at(day),
        "stop": at(day),
        "lesions": list(lesions),
    }


def staging(day: Any, m: str, key: str = "t1") -> Record:
    return "stagings", {"id": key, "on": at(day), "classification": "c", "m": m}
