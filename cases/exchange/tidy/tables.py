"""The de-identified record as tidy tables: one table per kind of row, one column per thing that is said.

Which keys there are is read off what may leave (``cases.records.outside.SHAPES``), so a table never has a column for
something that stays inside. Days count from the first anti-HER2 dose, or from the diagnosis where none was given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.disclosure.deidentify import Rule, Shape
from cases.records.days import Days
from cases.records.figure import first_dose
from cases.records.kinds import NEVER_ABSENT
from cases.records.outside import SHAPES

CASES = "cases"
CASE, ROW, KEY, UNDER = "case", "row", "id", "under"
ABSENT = "_absent"


@dataclass(frozen=True)
class Column:
    """One column. ``key``: of case JSON that it comes from; ``holds``: day, number, code, codes, yes or no, text."""

    name: str
    key: str
    holds: str
    says: str = ""
    value_set: str = ""


@dataclass(frozen=True)
class Table:
    """One table. ``json_list``: the list of case JSON behind it; ``under``: the table that its rows hang on."""

    name: str
    json_list: str
    shape: Shape
    columns: tuple[Column, ...]
    under: str = ""

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.columns]


def rows_of(document: Mapping[str, Any], case: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a de-identified document, as (table, column -> value). ``case``: its name in this export."""
    days = Days(document)
    yield CASES, _case_row(document, case)
    for table in TOP:
        value = document.get(table.json_list)
        listed = value if isinstance(value, list) else [value] if value else []
        for place, row in enumerate(listed, 1):
            yield from _rows(table, row, {CASE: case}, str(place), days)


def _case_row(document: Mapping[str, Any], case: str) -> dict[str, Any]:
    return {
        CASE: case,
        "institution": document.get("institution"),
        "publicly_described": (document.get("provenance") or {}).get("publicly_described"),
        "regimens_complete": document.get("regimens_complete"),
        "counted_from": "diagnosis" if first_dose(document) is None else "first_anti_her2_dose",
        "age_band": (document.get("patient") or {}).get("age_band"),
    }


def _rows(
    table: Table, row: Mapping[str, Any], holder: Mapping[str, str], place: str, days: Days
) -> Iterator[tuple[str, dict[str, Any]]]:
    names = {**holder, ROW: place} | ({} if table.under else {KEY: row.get("id")})
    yield table.name, names | _cells(table.shape, row, days)
    for inner in INNER.get(table.name, ()):
        for number, one in enumerate(row.get(inner.json_list) or (), 1):
            under = {CASE: holder[CASE], UNDER: place}
            yield from _rows(inner, one, under, f"{place}.{number}", days)


def _cells(shape: Shape, row: Mapping[str, Any], days: Days) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, rule in shape.rules.items():
        found |= _parts(name, rule, row.get(name), days)
        if f"{name}{ABSENT}" in row:
            found[f"{name}{ABSENT}"] = row[f"{name}{ABSENT}"]
    return found


def _parts(name: str, rule: Rule, value: Any, days: Days) -> dict[str, Any]:
    if value is None:
        return {}
    if rule.when:
        return _when(name, value, days)
    if rule.quantity and isinstance(value, Mapping):
        return {f"{name}_{part}": value.get(part) for part in ("comparator", "lo", "hi", "unit")}
    if rule.quantity and not isinstance(value, str):
        return {f"{name}_lo": value, f"{name}_hi": value}
    return {name: value}


def _when(name: str, value: Any, days: Days) -> dict[str, Any]:
    """Bounds in days, through the record that a date hangs on; empty on a side that is open."""
    bounds = days.bounds(value)
    given = value if isinstance(value, Mapping) else {"lo": value, "hi": value, "precision": "day"}
    lo, hi = bounds or (given.get("lo"), given.get("hi"))
    return {
        f"{name}_lo": lo,
        f"{name}_hi": hi,
        f"{name}_precision": given.get("precision"),
        f"{name}_anchor": given.get("anchor"),
    }


def _columns(shape: Shape) -> Iterator[Column]:
    for name, rule in shape.rules.items():
        yield from _columns_of(name, rule)
        if name not in NEVER_ABSENT:
            yield Column(f"{name}{ABSENT}", f"{name}{ABSENT}", "code", "Why it is empty.")


def _columns_of(name: str, rule: Rule) -> Iterator[Column]:
    if rule.when:
        yield Column(f"{name}_lo", name, "day", "Earliest day that the record allows.")
        yield Column(f"{name}_hi", name, "day", "Latest day that the record allows.")
        yield Column(f"{name}_precision", name, "code", "How exact the date was written.")
        yield Column(f"{name}_anchor", name, "text", "The row of the same case that the date hangs on.")
        return
    if rule.quantity:
        yield Column(f"{name}_comparator", name, "code", "Whether the value is a bound.")
        yield Column(f"{name}_lo", name, "number", "Smallest value that the record allows.")
        yield Column(f"{name}_hi", name, "number", "Largest value that the record allows.")
        yield Column(f"{name}_unit", name, "text", "Its unit, where the record names a known one.")
        if not rule.codes:
            return
    holds = "code" if rule.codes else "id" if rule.reference else "number"
    yield Column(name, name, holds)


def _table(json_list: str, shape: Shape, under: str = "") -> Table:
    first = [Column(CASE, "", "text", "The case in this export."), Column(ROW, "", "text", "Place within the case.")]
    first += [Column(UNDER, "", "text", f"The row of {under} that this one belongs to.")] if under else []
    first += [] if under else [Column(KEY, "id", "id", "What other rows of the case call this one.")]
    name = f"{under}_{json_list}" if under else json_list
    return Table(name, json_list, shape, (*first, *_columns(shape)), under)


def _case_table() -> Table:
    says = {
        "institution": "Code of the institution.",
        "publicly_described": "Whether the case stands in a publication.",
        "regimens_complete": "Whether all regimens are known to be entered.",
        "counted_from": "What day 0 is: the first anti-HER2 dose, or the diagnosis.",
        "age_band": "Age at diagnosis in bands of five years.",
    }
    columns = [
        Column(CASE, "", "text", "The case in this export."),
        *(Column(one, one, "code", says[one]) for one in says),
    ]
    return Table(CASES, "", Shape({}), tuple(columns))


TOP: tuple[Table, ...] = tuple(_table(name, shape) for name, shape in SHAPES.items())
INNER: Mapping[str, tuple[Table, ...]] = {
    table.name: tuple(_table(name, shape, table.name) for name, shape in table.shape.nested.items()) for table in TOP
}
TABLES: tuple[Table, ...] = (_case_table(), *(one for top in TOP for one in (top, *INNER[top.name])))
"""In the order of a case; a nested table follows the one that its rows belong to."""
