"""What cohort queries ask of an episode beside its verdict, read from the case's document."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.disclosure.bands import age_band
from cases.records.figure import is_anti_her2_drug
from cases.rules.vocabulary import ANTI_HER2_CLASS, Agent

AXES = ("exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2")
OTHER_AGENT = "other"
BLINDED = "blinded"
NO_REGIMEN = "none"
JOINED = " + "

Document = Mapping[str, Any]


def attributes_of(document: Document, episode: Mapping[str, Any], origin: int | None) -> dict[str, Any]:
    """Column -> value of one episode; free text is never among them. ``origin``: the case's first anti-HER2 dose."""
    regimens = {one["id"]: one for one in document.get("regimens") or ()}
    regimen = regimens.get(episode["regimen"], {})
    drugs = regimen.get("drugs") or ()
    lo, hi = episode["t0"]
    return {
        "first_dose_lo": origin,
        "since_lo": None if lo is None else lo - (origin or 0),
        "since_hi": None if hi is None else hi - (origin or 0),
        "agents": agents_of(drugs),
        "anti_her2": agents_of([drug for drug in drugs if is_anti_her2_drug(drug)]),
        "agent_classes": sorted(
            {str(ANTI_HER2_CLASS[one["agent"]]) for one in drugs if one.get("agent") in ANTI_HER2_CLASS}
        ),
        "regimen": JOINED.join(agents_of([drug for drug in drugs if is_anti_her2_drug(drug)])) or NO_REGIMEN,
        "setting": regimen.get("setting") or "",
        "line": regimen.get("line"),
        "age_band": age_band((document.get("patient") or {}).get("age_at_diagnosis")),
        "inflammatory": _any_inflammatory(document.get("primaries") or ()),
    }


def agents_of(drugs: Sequence[Mapping[str, Any]]) -> list[str]:
    """The drugs' codes, sorted. A drug outside the list is typed by hand and counts as "other"."""
    return sorted({_agent(drug) for drug in drugs})


def _agent(drug: Mapping[str, Any]) -> str:
    agent = drug.get("agent") or ""
    if agent in Agent._value2member_map_:
        return agent
    return BLINDED if is_anti_her2_drug(drug) else OTHER_AGENT


def _any_inflammatory(primaries: Sequence[Mapping[str, Any]]) -> bool | None:
    said = [one["inflammatory"] for one in primaries if one.get("inflammatory") is not None]
    return any(said) if said else None
