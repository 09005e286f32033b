"""Which record a row belongs to: where it is written, or where the dates leave only one possibility.

What stays open is said, so that nobody takes a missing link for a link that does not exist.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cases.records.quick_line.pieces import Piece, Statement
from cases.rules.dates import when_from_json
from cases.rules.vocabulary import SkinSite
from cases.rules.vocabulary.presets import Preset

Row = dict[str, Any]
Bounds = tuple[int | None, int | None]

LINKS = {
    "assessments": {"regimens": "regimen"},
    "specimens": {"skin_findings": "finding", "primaries": "primary", "lesions": "lesion"},
    "stagings": {"primaries": "primary"},
    "local_treatments": {"regimens": "regimen"},
    "skin_findings": {"skin_findings": "lesion_of", "primaries": "primary", "assessments": "assessment"},
}
"""List of the row -> list of the record named -> the key of case JSON that names it."""

SAME_TIME = 31
"""Days within which a biopsy and a finding, each dated at least to the month, count as the same time."""

NO_LINK = "A row of this kind does not name such a record."
NAMED_TWICE = "The row names a record of this kind already."
NOT_ONE_REGIMEN = (
    "The case and this line hold no regimen, or several, with these drugs; name it by its key, such as r1."
)
LOOPS = 20


def link_keys(row: Row, name: str, statement: Statement, lists: Mapping[str, str]) -> None:
    """Take the keys of the statement, such as "of s1". ``lists``: key of each record -> its list."""
    for piece in statement.claim("key"):
        field = LINKS.get(name, {}).get(lists[piece.value])
        if field is None or field in row:
            statement.refuse(piece, NO_LINK if field is None else NAMED_TWICE)
            continue
        row[field] = piece.value
        statement.accept(piece)


def link_during(row: Row, statement: Statement, regimens: Sequence[Row]) -> None:
    """Take "on T-DXd" where exactly one regimen of the case and the line has these drugs."""
    for piece in statement.claim("during"):
        fitting = [one["id"] for one in regimens if _gives(one, piece)]
        if len(fitting) != 1 or row.get("regimen", fitting[0]) != fitting[0]:
            statement.refuse(piece, NOT_ONE_REGIMEN)
            continue
        row["regimen"] = fitting[0]
        statement.accept(piece, f"given during {fitting[0]}")


def _gives(regimen: Row, piece: Piece) -> bool:
    drugs = {one.get("agent") for one in regimen.get("drugs") or ()}
    if isinstance(piece.value, Preset):
        return regimen.get("name") == piece.value.name or drugs == {one.value for one in piece.value.agents}
    return piece.value in drugs


def linked_by_dates(new: Mapping[str, Sequence[Row]], whole: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Fill the links that the dates leave no doubt about; a sentence for each that is filled or left open."""
    dates = {
        row["id"]: row.get("on", row.get("start"))
        for rows in whole.values()
        for row in rows
        if isinstance(row, dict) and "id" in row
    }
    for row in new.get("assessments", ()):
        if "regimen" not in row:
            yield _link_regimen(row, whole.get("regimens", ()), dates)
    for row in new.get("specimens", ()):
        if "finding" not in row and _is_of_skin(row):
            yield _link_finding(row, whole.get("skin_findings", ()), dates)
    for row in new.get("stagings", ()):
        primaries = whole.get("primaries", ())
        if "primary" not in row and len(primaries) == 1:
            row["primary"] = primaries[0]["id"]


def _link_regimen(row: Row, regimens: Sequence[Row], dates: Mapping[str, Any]) -> str:
    on = bounds_of(row.get("on"), dates)
    possible = [one for one in regimens if _may_be_during(on, one, dates)]
    if len(possible) == 1 and _is_during(on, possible[0], dates):
        row["regimen"] = possible[0]["id"]
        return f"{row['id']} is put to the regimen {row['regimen']}: no other was running on its day."
    which = " or ".join(one["id"] for one in possible[:4])
    why = f"it may have been during {which}, or before or after" if which else "no regimen was running then"
    return f"{row['id']}: its regimen is left open, for {why}. Write “on” and the regimen to name it."


def _may_be_during(on: Bounds, regimen: Row, dates: Mapping[str, Any]) -> bool:
    start, stop = bounds_of(regimen.get("start"), dates), bounds_of(regimen.get("stop"), dates)
    before = on[1] is not None and start[0] is not None and on[1] < start[0]
    after = on[0] is not None and stop[1] is not None and on[0] > stop[1]
    return not before and not after


def _is_during(on: Bounds, regimen: Row, dates: Mapping[str, Any]) -> bool:
    start, stop = bounds_of(regimen.get("start"), dates), bounds_of(regimen.get("stop"), dates)
    begun = on[0] is not None and start[1] is not None and start[1] <= on[0]
    running = bool(regimen.get("drugs")) and all(one.get("ongoing") for one in regimen["drugs"])
    return begun and (running or (on[1] is not None and stop[0] is not None and on[1] <= stop[0]))


def _is_of_skin(row: Row) -> bool:
    skin_sites = {one.value for one in SkinSite} - {SkinSite.BREAST}
    return row.get("procedure") == "skin_biopsy" or any(one in skin_sites for one in row.get("site", "").split(" and "))


def _link_finding(row: Row, findings: Sequence[Row], dates: Mapping[str, Any]) -> str:
    on = bounds_of(row.get("on"), dates)
    near = [one["id"] for one in findings if _same_time(on, bounds_of(one.get("on"), dates))]
    open_ones = [one["id"] for one in findings if None in bounds_of(one.get("on"), dates)]
    if len(near) == 1 and not open_ones:
        row["finding"] = near[0]
        return f"{row['id']} is put to the skin finding {near[0]}: no other has its time."
    return f"{row['id']}: its skin finding is left open. Write “of” and the key to name it, such as of s1."


def _same_time(one: Bounds, other: Bounds) -> bool:
    if None in one or None in other:
        return False
    widths = (one[1] - one[0], other[1] - other[0])
    return max(widths) <= SAME_TIME and one[0] <= other[1] and other[0] <= one[1]


def bounds_of(written: Any, dates: Mapping[str, Any]) -> Bounds:
    """First and last possible day of a date of case JSON; a date that hangs on a record moves with that record's."""
    lo = hi = 0
    for _ in range(LOOPS):
        when = when_from_json(written, day_zero=None)
        if when is None:
            return None, None
        if not when.anchored:
            return _sum(lo, when.lo), _sum(hi, when.hi)
        lo, hi, written = _sum(lo, when.lo_offset), _sum(hi, when.hi_offset), dates.get(when.anchor)
    return None, None


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
