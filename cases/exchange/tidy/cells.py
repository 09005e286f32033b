"""Cells and files of comma-separated values that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula (OWASP, CSV injection; the last four as full-width signs)."""
GUARD = "'"
"""Before a text that begins with one of these; the readers that come with an export take it away again."""
LISTED = "; "


def cell(value: object) -> str:
    """One value as text. None is empty; numbers stay numbers; a text that begins like a formula is guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return _guarded(LISTED.join(map(str, value)))
    return _guarded(str(value))


def written(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A whole file: UTF-8, one header line, line feeds as RFC 4180 has them, an empty cell for what a row lacks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode()


def _guarded(text: str) -> str:
    return GUARD + text if text.startswith((*FORMULA, GUARD)) else text
