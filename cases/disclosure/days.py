"""Days as researchers see them: counted from the first treatment instead of from the diagnosis."""

from collections.abc import Mapping
from typing import Any

from cases.disclosure.deidentify import Shape

BOUNDS = ("lo", "hi")


def counted_from(document: Mapping[str, Any], day: int, shapes: Mapping[str, Shape]) -> dict:
    """A case/1 document whose day 0 is ``day`` of the given one. Dates that hang on a record move with it anyway."""
    written = dict(document)
    for name, shape in shapes.items():
        value = document.get(name)
        if isinstance(value, list):
            written[name] = [_row(row, day, shape) for row in value]
        elif isinstance(value, dict):
            written[name] = _row(value, day, shape)
    return written


def _row(row: Mapping[str, Any], day: int, shape: Shape) -> Mapping[str, Any]:
    nested, whens = shape.nested.keys() & row.keys(), shape.whens & row.keys()
    if not nested and not whens:
        return row
    written = dict(row)
    for name in nested:
        written[name] = [_row(one, day, shape.nested[name]) for one in row[name]]
    for name in whens:
        written[name] = _when(row[name], day)
    return written


def _when(value: Any, day: int) -> Any:
    if isinstance(value, int):
        return value - day
    if isinstance(value, dict):
        return {key: part - day if key in BOUNDS and part is not None else part for key, part in value.items()}
    return value
