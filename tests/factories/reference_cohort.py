"""Cases whose survival is a data set that R ships, so that pages can be held to what R printed for it."""

from collections.abc import Iterator

from tests.factories.durations import AML_DAYS, AML_EVENTS

INSTITUTION = "REF"
DAY = 1000
"""t0 of every event."""
INFLAMMATORY = tuple(f"AML-{number}" for number in range(1, 6))
ARMS = ("trastuzumab", "trastuzumab emtansine")
"""Stands for maintained and not maintained: the first eleven, and the other twelve."""


def aml_cases() -> Iterator[dict]:
    """The aml trial as case/1 documents: a day of the trial is a day after the event, and every event is discordant."""
    for place, (days, died) in enumerate(zip(AML_DAYS, AML_EVENTS, strict=True)):
        yield strict_document(f"AML-{place + 1}", ARMS[place >= 11], days, "dead" if died else "alive")


def strict_document(code: str, agent: str, days: int, status: str) -> dict:
    """The archetype of a discordant event at day 1000, followed for so many days after it."""
    liver = {"compartment": "LIVER", "involved_at_baseline": True}
    return {
        "schema": "case/1",
        "institution": INSTITUTION,
        "local_code": code,
        "status": "accepted",
        "legal_basis": {"kind": "consent", "reference": None, "state": "in_force"},
        "day_zero": None,
        "patient": {"age_at_diagnosis": 61, "sex": "female"},
        "primaries": [{"id": "p1", "laterality": "left", "histology": "8500/3", "inflammatory": code in INFLAMMATORY}],
        "specimens": [
            {
                "id": "b1",
                "on": DAY + 3,
                "primary": "p1",
                "compartment": "SKIN_LR",
                "procedure": "skin_biopsy",
                "result": "malignant_breast",
                "finding": "s1",
            }
        ],
        "regimens": [
            {
                "id": "r1",
                "setting": "metastatic",
                "line": 1,
                "start": 800,
                "interval_days": 21,
                "cycles_given": 10,
                "drugs": [{"agent": agent, "start": 800, "ongoing": True}],
            }
        ],
        "regimens_complete": True,
        "assessments": [
            _look("a1", 795, "baseline", liver | {"status": "BASELINE"}),
            _look("a2", 850, "scheduled", liver | {"status": "PR"}),
            _look("a3", 990, "event", liver | {"status": "CR"}),
        ],
        "skin_findings": [
            {"id": "s1", "on": DAY, "change": "progression", "new_lesions": True, "photo": True, "measured": False}
        ],
        "followups": [{"on": DAY + days, "status": status}],
    }


def _look(key: str, on: int, kind: str, row: dict) -> dict:
    return {
        "id": key,
        "on": on,
        "kind": kind,
        "regimen": "r1",
        "scope": "FULL",
        "modalities": ["CT"],
        "compartments": [row],
    }
