"""Tables of counts with totals, ready to show: one property, or two with the totals of rows and columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.disclosure.cube import Cube
from cases.disclosure.rule import POLICY, Count, Policy


@dataclass(frozen=True)
class OneWay:
    """Counts by one property, and their total."""

    cells: dict[str, Count]
    total: Count


@dataclass(frozen=True)
class TwoWay:
    """Counts by two properties: cells by (row, column), totals of rows and of columns, and the total."""

    cells: dict[tuple[str, str], Count]
    rows: dict[str, Count]
    columns: dict[str, Count]
    total: Count


def one_way(others: Mapping[str, int], exact: Mapping[str, int] | None = None, *, policy: Policy = POLICY) -> OneWay:
    """A table by one property: value -> cases the reader may not read, and value -> readable ones."""
    exact = exact or {}
    cube = Cube(("value",), {(value,): count for value, count in others.items()}, policy=policy)
    values = dict.fromkeys([*others, *exact])
    cells = {value: cube.count({"value": [value]}, exact=exact.get(value, 0)) for value in values}
    return OneWay(cells, cube.count({}, exact=sum(exact.values())))


def two_way(
    others: Mapping[tuple[str, str], int],
    exact: Mapping[tuple[str, str], int] | None = None,
    *,
    policy: Policy = POLICY,
) -> TwoWay:
    """A table by two properties, keyed (row, column), with all its totals."""
    exact = exact or {}
    cube = Cube(("row", "column"), others, policy=policy)
    keys = dict.fromkeys([*others, *exact])
    rows, columns = dict.fromkeys(row for row, _ in keys), dict.fromkeys(column for _, column in keys)

    def readable(*, row: str | None = None, column: str | None = None) -> int:
        wanted = [count for (r, c), count in exact.items() if row in (None, r) and column in (None, c)]
        return sum(wanted)

    return TwoWay(
        cells={
            (row, column): cube.count({"row": [row], "column": [column]}, exact=exact.get((row, column), 0))
            for row in rows
            for column in columns
        },
        rows={row: cube.count({"row": [row]}, exact=readable(row=row)) for row in rows},
        columns={column: cube.count({"column": [column]}, exact=readable(column=column)) for column in columns},
        total=cube.count({}, exact=sum(exact.values())),
    )
