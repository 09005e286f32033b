"""What every column of an export means, and every code: as tables themselves, for people and for the readers."""

from collections.abc import Iterable, Iterator, Mapping

from cases.exchange.dictionary import Chapter, Entry, dictionary
from cases.exchange.tidy.tables import ABSENT, TABLES, Column, Table
from cases.records.kinds import KINDS

COLUMNS = ("table", "column", "holds", "label", "says", "value_set")
VALUES = ("value_set", "code", "label", "definition", "codings")
ABSENCE = "Absence"
HOLDS = ("code", "codes", "yes or no")
"""Types that the data dictionary knows better than the shape of what may leave."""


def codebook(more: Iterable[Table] = ()) -> Iterator[dict[str, str]]:
    """One row per column of each table. ``more``: tables beside those of the record."""
    for table in (*more, *TABLES):
        entries = _entries(table)
        for column in table.columns:
            yield {"table": table.name, "column": column.name} | _meaning(column, entries.get(column.key))


def values() -> Iterator[dict[str, str]]:
    """One row per code of each value set."""
    for codes in dictionary().value_sets:
        for code, label, definition, codings in codes.rows:
            yield dict(zip(VALUES, (codes.name, code, label, definition, codings), strict=True))


def _entries(table: Table) -> Mapping[str, Entry]:
    chapter = _chapters().get((table.json_list, table.under))
    return {one.key: one for one in chapter.entries} if chapter else {}


def _chapters() -> dict[tuple[str, str], Chapter]:
    holders = {kind.title: kind.json_list for kind in KINDS}
    return {(one.json_list, holders.get(one.inside, "")): one for one in dictionary().chapters}


def _meaning(column: Column, entry: Entry | None) -> dict[str, str]:
    if column.key.endswith(ABSENT):
        return {"holds": "code", "label": "", "says": column.says, "value_set": ABSENCE}
    if entry is None:
        label = column.name.replace("_", " ").capitalize()
        return {"holds": column.holds, "label": label, "says": column.says, "value_set": column.value_set}
    is_whole = not column.says
    return {
        "holds": entry.holds if is_whole and entry.holds in HOLDS else column.holds,
        "label": entry.label,
        "says": " ".join(filter(None, [column.says, entry.help_text])),
        "value_set": entry.value_set if is_whole else "",
    }
