"""A ``case/1`` document drawn as text: a lane for each regimen, compartment and kind of record, a column for each day.

Columns stand in order of time and are not to scale. A date that is not known to the day stands where it may begin.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from cases.rules.explain import compartment_words

Mark = tuple[float, str, str, str]
"""Place in time, the day as it is written, the lane, what stands there."""
GAP = "  "


def drawn(document: Mapping[str, Any], origin: int) -> str:
    """The lanes of a document, with days counted from ``origin``."""
    marks = list(_marks(document, origin))
    columns = sorted({(place, day) for place, day, _, _ in marks})
    lanes = list(dict.fromkeys(lane for _, _, lane, _ in marks))
    cells = {
        (lane, column): ", ".join(
            dict.fromkeys(what for place, day, its, what in marks if its == lane and (place, day) == column)
        )
        for lane in lanes
        for column in columns
    }
    first = max(len(lane) for lane in (*lanes, "day"))
    widths = {column: max(len(column[1]), *(len(cells[lane, column]) for lane in lanes)) for column in columns}
    lines = [GAP.join(["day".ljust(first), *(column[1].ljust(widths[column]) for column in columns)])]
    for lane in lanes:
        lines.append(GAP.join([lane.ljust(first), *(cells[lane, column].ljust(widths[column]) for column in columns)]))
    return "\n".join(line.rstrip() for line in lines)


def _marks(document: Mapping[str, Any], origin: int) -> Iterator[Mark]:
    places = _Places(document, origin)
    for one in document.get("regimens") or ():
        yield from _regimen(one, places)
    for one in document.get("local_treatments") or ():
        yield (*places.of(one.get("start")), "local", f"{one['kind']} ({one['id']})")
    for one in document.get("stagings") or ():
        yield (*places.of(one.get("on")), "staging", f"M{one.get('m')}")
    for one in document.get("specimens") or ():
        yield (*places.of(one.get("on")), "biopsies", f"{one['result']} ({one['id']})")
        for marker in one.get("markers") or ():
            yield (*places.of(one.get("on")), marker["analyte"], str(marker.get("value", "")))
    for one in document.get("skin_findings") or ():
        yield (*places.of(one.get("on")), "skin", _finding(one))
    for one in document.get("workups") or ():
        for drug in one.get("empirical") or ():
            yield (*places.of(drug.get("from")), "work-up", f"{drug['kind']}, effect {drug['effect']}")
    for one in sorted(document.get("assessments") or (), key=lambda one: one["id"]):
        yield from _assessment(one, places)


def _regimen(one: Mapping[str, Any], places: "_Places") -> Iterator[Mark]:
    drugs = one.get("drugs")
    agents = "drugs not stated" if drugs is None else ", ".join(drug.get("agent", "anti-HER2") for drug in drugs)
    lane = f"{one['id']}"
    yield (*places.of(one.get("start")), lane, f"[ {agents}")
    for drug in drugs or ():
        if drug.get("last_dose") is not None:
            yield (*places.of(drug["last_dose"]), lane, "last dose")
    if one.get("stop") is not None:
        reason = f" ({one['stop_reason']})" if one.get("stop_reason") else ""
        yield (*places.of(one["stop"]), lane, f"]{reason}")


def _finding(one: Mapping[str, Any]) -> str:
    extras = [name for name in ("photo", "measured") if one.get(name)]
    if one.get("lesion_of"):
        extras.append(f"of {one['lesion_of']}")
    return ", ".join([f"{one['change']} ({one['id']})", *extras])


def _assessment(one: Mapping[str, Any], places: "_Places") -> Iterator[Mark]:
    place, day = places.of(one.get("on"), one.get("regimen"))
    yield place, day, "assessment", f"{one.get('scope') or 'scope not stated'} ({one['id']})"
    for row in one.get("compartments") or ():
        status = "new lesion" if row.get("new_lesion") and row["status"] == "PD" else row["status"]
        criteria = row.get("criteria")
        shown = f"{status} {criteria}" if criteria not in (None, "INVESTIGATOR") else status
        yield place, day, compartment_words(row["compartment"]), shown


class _Places:
    """Where each date stands, and how it is written."""

    def __init__(self, document: Mapping[str, Any], origin: int) -> None:
        self.origin = origin
        self.days: dict[str, Any] = {}
        for rows in document.values():
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, Mapping) and row.get("id"):
                    self.days[row["id"]] = row.get("on", row.get("start"))

    def of(self, when: Any, regimen: str | None = None) -> tuple[float, str]:
        if when is None:
            return float("inf"), "not known"
        if isinstance(when, int):
            return when - self.origin, self.signed(when)
        if isinstance(when, str):
            return float("inf"), when
        if "anchor" in when:
            return self.relative(when)
        low, high = when.get("lo"), when.get("hi")
        words = f"{'' if low is None else self.signed(low)}..{'' if high is None else self.signed(high)}"
        return (float("-inf") if low is None else low - self.origin), words

    def relative(self, when: Mapping[str, Any]) -> tuple[float, str]:
        anchor, low, high = when["anchor"], when.get("lo_offset"), when.get("hi_offset")
        if anchor is None:
            return float("inf"), "at ?"
        place, _ = self.of(self.days.get(anchor))
        span = f"{low:+d}" if low == high else f"{low:+d}..{high:+d}" if None not in (low, high) else ""
        return place + (low or 0), f"{anchor}{span}"

    def signed(self, day: int) -> str:
        distance = day - self.origin
        return f"{distance:+d}" if distance and self.origin else str(distance)
