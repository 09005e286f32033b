"""What else is compared between events, and what came after each: stored with its verdict, read by no rule.

Days count from the event. Where dates lie between bounds the figure is the least that the record is sure of for what
held, and the earliest day for what came; so "held at least" is never said of more days than were seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from cases.episodes.attributes import agents_of
from cases.episodes.history import (
    APART,
    NO_LOOK,
    NO_PROGRESSION,
    SKIN,
    Bounds,
    Dated,
    Given,
    choices_after,
    classes_of,
    history_of_episode,
)
from cases.episodes.kin import Held, kin_of, next_of
from cases.episodes.receptors import RECEPTORS

Document = Mapping[str, Any]
Span = tuple[int, int]
Row = tuple[Span, Mapping[str, Any]]
"""A compartment at an assessment, with its day."""


def course_of(document: Document, episodes: Sequence[Mapping[str, Any]], place: int, dated: Dated) -> dict[str, Any]:
    """Traits and outcome of one episode as plain JSON. ``dated``: the dates of the same document.

    ``involved``: compartments seen involved up to the event. ``receptors``: ER and PR of the latest specimen before it.
    ``next``: drugs and classes of the regimen that began after it, ``next_after``: days. ``skin``, ``systemic``: days
    to the next skin event, or to progression elsewhere; ``seen`` false: so many days were looked at without one.
    ``kin`` and ``bands``: what cases of others are counted by. ``history``, ``after``: see `cases.episodes.history`.
    """
    t0 = _closed(episodes[place]["t0"])
    if t0 is None:
        return {}
    current = dated.regimen(episodes[place]["regimen"])
    rows = [(day, row) for on, row in dated.looks if (day := _closed(on))]
    findings = [day for on, _ in dated.findings if (day := _closed(on))]
    skin = _held(t0, _next_events(episodes, place), chain(_looks(rows, skin=True), findings))
    systemic = _held(t0, filter(None, map(_closed, dated.elsewhere)), _looks(rows, skin=False))
    given = _given(_next_regimen(dated.regimens, t0), t0)
    return {
        "involved": sorted(_involved(rows, t0)),
        "receptors": _receptors(document, dated, t0),
        **given,
        "skin": skin,
        "systemic": systemic,
        "kin": kin_of(episodes[place]["label"], classes_of(current.regimen) if current else []),
        "bands": {
            "next": next_of(given.get("next_classes"), given.get("next")),
            "skin": Held.of(**skin),
            "systemic": Held.of(**systemic),
        },
        "history": history_of_episode(dated, episodes, place),
        "after": choices_after(dated, t0),
    }


def _closed(bounds: Sequence[int | None] | Bounds) -> Span | None:
    low, high = bounds
    return None if low is None or high is None else (low, high)


def _next_regimen(regimens: Iterable[Given], t0: Span) -> tuple[Span, Mapping[str, Any]] | None:
    starts = [(day, one.regimen) for one in regimens if (day := _closed(one.start))]
    later = [(day, one) for day, one in starts if day[0] > t0[1]]
    return min(later, key=lambda pair: (pair[0], pair[1]["id"]), default=None)


def _given(following: tuple[Span, Mapping[str, Any]] | None, t0: Span) -> dict[str, Any]:
    if following is None:
        return {}
    day, regimen = following
    drugs = agents_of(regimen.get("drugs") or ())
    return {"next": drugs, "next_classes": classes_of(regimen), "next_after": max(day[0] - t0[1], 0)}


def _held(t0: Span, came: Iterable[Span], looks: Iterable[Span]) -> dict[str, Any]:
    """Days from the event to the first that came, else the days that were surely looked at."""
    first = min((day for day in came if day[0] > t0[1]), default=None)
    if first is not None:
        return {"days": first[0] - t0[1], "seen": True}
    last = max((day[0] for day in looks), default=t0[1])
    return {"days": max(last - t0[1], 0), "seen": False}


def _next_events(episodes: Sequence[Mapping[str, Any]], place: int) -> list[Span]:
    later = [one for one in episodes[place + 1 :] if one["label"] not in NO_PROGRESSION]
    return [day for one in later if (day := _closed(one["t0"])) is not None]


def _looks(rows: Iterable[Row], *, skin: bool) -> list[Span]:
    return [
        day
        for day, row in rows
        if row["status"] not in NO_LOOK and (row["compartment"] in SKIN if skin else row["compartment"] not in APART)
    ]


def _involved(rows: Iterable[Row], t0: Span) -> set[str]:
    return {
        row["compartment"]
        for day, row in rows
        if day[0] <= t0[1] and row["compartment"] not in SKIN and row.get("involved_at_baseline")
    }


def _receptors(document: Document, dated: Dated, t0: Span) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for one in document.get("specimens") or ():
        day = _closed(dated.bounds(one.get("on"))) if one.get("markers") else None
        for marker in (one.get("markers") or ()) if day is not None and day[0] <= t0[1] else ():
            says, analyte = marker.get("interpretation"), marker.get("analyte")
            if analyte in RECEPTORS and says in ("positive", "negative"):
                found[analyte] = max(found.get(analyte, (day[0], says)), (day[0], says))
    return {analyte: says for analyte, (_, says) in sorted(found.items())}
