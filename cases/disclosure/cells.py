"""Cells and files of comma-separated values that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
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


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A whole file: one header line, then the rows, with the line ends of RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(one) for one in row] for row in rows)
    return out.getvalue()


def _guarded(text: str) -> str:
    return GUARD + text if text.startswith((*FORMULA, GUARD)) else text
