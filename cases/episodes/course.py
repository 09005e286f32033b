"""What else is compared between events, and what came after each: stored with its verdict, read by no rule.

Days count from the event. Where dates lie between bounds the figure is the least that the record is sure of for what
held, and the earliest day for what came; so "held at least" is never said of more days than were seen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from cases.episodes.attributes import agents_of
from cases.episodes.kin import Held, kin_of, next_of
from cases.records.figure.moments import Moments
from cases.rules.vocabulary import ANTI_HER2_CLASS, Compartment, ResponseStatus

Document = Mapping[str, Any]
Span = tuple[int, int]
Row = tuple[Span, Mapping[str, Any]]
"""A compartment at an assessment, with its day."""

SKIN = frozenset([Compartment.SKIN_LR, Compartment.SKIN_DIST])
APART = SKIN | {Compartment.BRAIN, Compartment.LEPTOMENINGES}
"""Compartments that do not speak for the other organs; the brain is a sanctuary of its own."""
NO_LOOK = frozenset([ResponseStatus.NE, ResponseStatus.BASELINE])
NO_PROGRESSION = frozenset(["NO_CUTANEOUS_PD", "MIMIC", "NOT_ELIGIBLE"])
RECEPTORS = ("ER", "PR")


def course_of(document: Document, episodes: Sequence[Mapping[str, Any]], place: int) -> dict[str, Any]:
    """Traits and outcome of one episode as plain JSON.

    ``involved``: compartments seen involved up to the event. ``receptors``: ER and PR of the latest specimen before it.
    ``next``: drugs and classes of the regimen that began after it, ``next_after``: days. ``skin``, ``systemic``: days
    to the next skin event, or to progression elsewhere; ``seen`` false: so many days were looked at without one.
    ``kin`` and ``bands``: what cases of others are counted by.
    """
    t0 = _span(episodes[place]["t0"])
    if t0 is None:
        return {}
    moments = Moments(document)
    classes = _classes(_regimen(document, episodes[place]["regimen"]))
    following = _next_regimen(document, moments, t0)
    rows = list(_rows(document, moments))
    findings = [_day(moments, one.get("on")) for one in document.get("skin_findings") or ()]
    skin = _held(t0, _next_events(episodes, place), chain(_looks(rows, skin=True), filter(None, findings)))
    systemic = _held(t0, _progressions(rows), _looks(rows, skin=False))
    given = _given(following, t0)
    return {
        "involved": sorted(_involved(rows, t0)),
        "receptors": _receptors(document, moments, t0),
        **given,
        "skin": skin,
        "systemic": systemic,
        "kin": kin_of(episodes[place]["label"], classes),
        "bands": {
            "next": next_of(given.get("next_classes"), given.get("next")),
            "skin": Held.of(**skin),
            "systemic": Held.of(**systemic),
        },
    }


def _span(t0: Sequence[int | None]) -> Span | None:
    low, high = t0
    return None if low is None or high is None else (low, high)


def _day(moments: Moments, value: Any, regimen: str | None = None) -> Span | None:
    moment = moments.of(value, regimen)
    return None if moment is None or moment.open_sided else (moment.earliest, moment.latest)


def _regimen(document: Document, key: str | None) -> Mapping[str, Any]:
    return next((one for one in document.get("regimens") or () if one["id"] == key), {})


def _classes(regimen: Mapping[str, Any]) -> list[str]:
    drugs = [one.get("agent") for one in regimen.get("drugs") or ()]
    return sorted({str(ANTI_HER2_CLASS[one]) for one in drugs if one in ANTI_HER2_CLASS})


def _next_regimen(document: Document, moments: Moments, t0: Span) -> tuple[Span, Mapping[str, Any]] | None:
    starts = [(_day(moments, one.get("start"), one["id"]), one) for one in document.get("regimens") or ()]
    later = [(day, one) for day, one in starts if day is not None and day[0] > t0[1]]
    return min(later, key=lambda pair: (pair[0], pair[1]["id"]), default=None)


def _given(following: tuple[Span, Mapping[str, Any]] | None, t0: Span) -> dict[str, Any]:
    if following is None:
        return {}
    day, regimen = following
    drugs = agents_of(regimen.get("drugs") or ())
    return {"next": drugs, "next_classes": _classes(regimen), "next_after": max(day[0] - t0[1], 0)}


def _held(t0: Span, came: Iterable[Span], looks: Iterable[Span]) -> dict[str, Any]:
    """Days from the event to the first that came, else the days that were surely looked at."""
    first = min((day for day in came if day[0] > t0[1]), default=None)
    if first is not None:
        return {"days": first[0] - t0[1], "seen": True}
    last = max((day[0] for day in looks), default=t0[1])
    return {"days": max(last - t0[1], 0), "seen": False}


def _next_events(episodes: Sequence[Mapping[str, Any]], place: int) -> list[Span]:
    later = [one for one in episodes[place + 1 :] if one["label"] not in NO_PROGRESSION]
    return [day for one in later if (day := _span(one["t0"])) is not None]


def _rows(document: Document, moments: Moments) -> Iterator[Row]:
    for one in document.get("assessments") or ():
        day = _day(moments, one.get("on"), one.get("regimen"))
        for row in (one.get("compartments") or ()) if day is not None else ():
            yield day, row


def _progressions(rows: Iterable[Row]) -> list[Span]:
    return [
        day
        for day, row in rows
        if row["compartment"] not in APART and (row["status"] == ResponseStatus.PD or row.get("new_lesion"))
    ]


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


def _receptors(document: Document, moments: Moments, t0: Span) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for one in document.get("specimens") or ():
        day = _day(moments, one.get("on"))
        for marker in (one.get("markers") or ()) if day is not None and day[0] <= t0[1] else ():
            says, analyte = marker.get("interpretation"), marker.get("analyte")
            if analyte in RECEPTORS and says in ("positive", "negative"):
                found[analyte] = max(found.get(analyte, (day[0], says)), (day[0], says))
    return {analyte: says for analyte, (_, says) in sorted(found.items())}
