"""The record as case JSON (``case/1``): what is derived from, exported and compared.

Read as plain rows, one query per kind for any number of cases. The order of keys is the order of the model's fields,
empty values are left out, so equal records give equal bytes.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import DecimalField, Field

from cases.records.fields import CodeField, QuantityField, WhenField
from cases.records.kinds import EVERY_KIND, KINDS, Kind
from cases.records.models import Case, DayZero, PatientRow, WarningAnswer
from cases.rules.quantity import quantity_from_json, quantity_to_json

SCHEMA = "case/1"
ROW_COLUMNS = ("id", "key", "absent", "as_reported")
FREE_TEXT = ("comment", "contradiction_note")
EMPTY = (None, "", [])
Column = tuple[int, str, str, bool, Callable | str | None]
"""Of a field: its place in a row, name, key in case JSON, whether it is always written, how it is converted."""


def documents_of(case_ids: Iterable[uuid.UUID], *, with_vault: bool = True) -> dict[uuid.UUID, dict]:
    """Case id -> its whole case JSON, for the owning institution, the deriver and exports.

    Reads under the current database scope: a case out of reach is missing from the answer. ``with_vault=False`` leaves
    day zero and the answers to warnings out; neither bears on the rules, and the deriver may read neither.
    """
    ids = list(case_ids)
    cases = {case.pk: case for case in Case.objects.filter(pk__in=ids).select_related("institution")}
    record = _Record(list(cases))
    vault = dict(DayZero.objects.filter(case__in=cases).values_list("case_id", "date")) if with_vault else {}
    answers = _answers(list(cases)) if with_vault else {}
    return {pk: _document(cases[pk], vault.get(pk), record, answers.get(pk, [])) for pk in ids if pk in cases}


def document_of(case: Case) -> dict:
    """One case as case JSON."""
    return documents_of([case.pk])[case.pk]


def _document(case: Case, day_zero, record: "_Record", answers: list[dict]) -> dict:
    document = {
        "schema": SCHEMA,
        "institution": case.institution.code,
        "local_code": case.local_code,
        "status": case.status,
        "legal_basis": {
            "kind": case.legal_basis_kind,
            "reference": case.legal_basis_reference or None,
            "state": case.legal_basis_state,
        },
        "provenance": {
            "source": case.source or None,
            "reference": case.source_reference or None,
            "publicly_described": case.publicly_described,
        },
        "day_zero": day_zero.isoformat() if day_zero else None,
    }
    for name in ("diagnosis_year", "regimens_complete", "comment"):
        value = getattr(case, name)
        if value not in (None, ""):
            document[name] = value
    document |= {f"{name}_absent": reason for name, reason in sorted(case.absent.items())}
    key = str(case.pk)
    for kind in KINDS:
        rows = record.top(kind, key)
        if kind.single:
            document |= {kind.json_list: rows[0]} if rows else {}
        else:
            document[kind.json_list] = rows
        document |= {inner.json_list: record.top(inner, key) for inner in kind.nested if inner.listed_at_top}
    if answers:
        document["warning_answers"] = answers
    return document


def _answers(case_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[dict]]:
    found = defaultdict(list)
    rows = WarningAnswer.objects.filter(case__in=case_ids).values_list("case_id", "code", "about", "reason")
    for case_id, code, about, reason in sorted(rows):
        found[case_id].append({"code": code, "about": about, "reason": reason})
    return found


class _Record:
    """All rows of some cases, read once and grouped by what they hang on.

    PostgreSQL writes the rows of a kind as one JSON text, and nothing is converted that need not be: a derivation of
    the whole registry spends its time in the rules, not here.
    """

    def __init__(self, case_ids: list[uuid.UUID]):
        self.case_ids = f"{{{','.join(map(str, case_ids))}}}"  # as PostgreSQL writes an array: made once, not by kind
        self.keys: dict[str, str] = {}
        self.rows: dict[str, dict[str, list[list]]] = {}
        self.columns: dict[str, list[Column]] = {}
        """Of each kind those that hold anything in these cases: most are empty throughout."""
        for kind in KINDS:
            for one in (kind, *kind.nested):
                self.rows[one.slug] = self._read(one)

    def top(self, kind: Kind, case_id: str) -> list[dict]:
        """The rows of a top-level list, in their order, as JSON objects."""
        return [self._object(kind, row) for row in self.rows[kind.slug].get(case_id, ())]

    def _read(self, kind: Kind) -> dict[str, list[list]]:
        grouped = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(rows_query(kind.slug), [self.case_ids])
            rows = orjson.loads(cursor.fetchone()[0])
        for row in rows:
            self.keys[row[ID]] = row[KEY]
            grouped[row[HOLDER]].append(row)
        self.columns[kind.slug] = _used(kind, rows)
        return grouped

    def _object(self, kind: Kind, row: list) -> dict:
        written = _own_fields(self.columns[kind.slug], row, self.keys)
        for inner in kind.nested:
            children = [] if inner.listed_at_top else self.rows[inner.slug].get(row[ID], [])
            if children:
                written[inner.json_list] = [
                    _key_named(inner, child, self.keys) if inner.plain else self._object(inner, child)
                    for child in children
                ]
        return written


def row_as_json(
    kind: Kind, row: PatientRow, nested: Mapping[str, Sequence[PatientRow]], keys: Mapping[str, str]
) -> dict:
    """One row as a form holds it, stored or not, as case JSON, without the rows that have a list of their own.

    ``nested``: slug of each nested kind -> its rows. ``keys``: id of every row that may be named -> its key.
    """
    written = _own_fields(columns_of(kind.slug), _as_selected(kind, row), keys)
    for inner in kind.nested:
        children = [_as_selected(inner, one) for one in nested.get(inner.slug, ()) if not inner.listed_at_top]
        if children:
            columns = columns_of(inner.slug)
            written[inner.json_list] = [
                _key_named(inner, one, keys) if inner.plain else _own_fields(columns, one, keys) for one in children
            ]
    return written


def listed_row_as_json(kind: Kind, row: PatientRow, holder: str, keys: Mapping[str, str]) -> dict:
    """The same of a nested row that stands in a list of its own. ``holder``: key of the row that it hangs on."""
    written = _own_fields(columns_of(kind.slug), _as_selected(kind, row), keys)
    return {kind.json_name(kind.parent): holder} | written


def _as_selected(kind: Kind, row: PatientRow) -> list:
    """The row as ``rows_query`` would give it."""
    fields = [_as_stored(one, getattr(row, one.attname)) for one in _fields_of(kind)]
    return [str(row.pk), row.key, row.absent, row.as_reported, None, *fields]


def _as_stored(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, WhenField | QuantityField):
        return field.write(value)
    return str(value) if field.is_relation else value


def _used(kind: Kind, rows: Sequence[list]) -> list[Column]:
    """The columns that are always written, or hold something or say why they do not in one of the rows."""
    said = {name for row in rows for name in (*(row[ABSENT] or ()), *(row[WORDINGS] or ()))}
    holds = [sum(map(column.count, EMPTY)) < len(rows) for column in zip(*rows, strict=True)]
    found = []
    for column in columns_of(kind.slug) if rows else ():
        place, name, _, is_required, _ = column
        if is_required or name in said or holds[place]:
            found.append(column)
    return found


def _own_fields(columns: Sequence[Column], row: list, keys: Mapping[str, str]) -> dict:
    """A row without what is nested in it."""
    written = {"id": row[KEY]} if row[KEY] else {}
    absent, wordings = row[ABSENT], row[WORDINGS]
    for place, name, key, required, converted in columns:
        value = row[place]
        wording = wordings.get(name, "") if wordings else ""
        if value or value == 0:  # False is a value; None, "" and [] are not
            if converted is None:
                written[key] = value
            elif converted is REFERENCE:
                written[key] = keys[value]
            elif converted is when_as_json:
                written[key], wording = when_as_json(value, wording), ""
            else:
                written[key] = converted(value)
        elif required:
            written[key] = None
        if wording:
            written[f"{key}_as_reported"] = wording
        if absent and name in absent:
            written[f"{key}_absent"] = absent[name]
    return written


REFERENCE = "reference"
ID, KEY, ABSENT, WORDINGS, HOLDER = range(5)
"""Places in a row: what every kind has, then the row or case that it hangs on, then its fields."""
ROWS = """
SELECT coalesce(json_agg(json_build_array({columns}) ORDER BY case_id, position, id), '[]')::text
FROM {table} WHERE case_id = ANY(%s::uuid[])
"""


@cache
def rows_query(slug: str) -> str:
    """SQL that gives the rows of a kind, for a list of cases, as one JSON text: a list for each row."""
    kind = kinds_by_slug()[slug]
    columns = [*ROW_COLUMNS, parent_column(kind), *(one.attname for one in _fields_of(kind))]
    return ROWS.format(columns=", ".join(f'"{one}"' for one in columns), table=kind.model._meta.db_table)


@cache
def columns_of(slug: str) -> list[Column]:
    """Those of a kind, in the order of its fields."""
    kind = kinds_by_slug()[slug]
    joined = {name: key for key, names in kind.joined.items() for name in names}
    return [
        (
            place,
            one.name,
            joined.get(one.name, kind.json_name(one.name)),
            one.name in kind.required,
            _converter(one),
        )
        for place, one in enumerate(_fields_of(kind), HOLDER + 1)
    ]


def _key_named(kind: Kind, row: list, keys: Mapping[str, str]) -> str:
    """The one key that a row of a plain kind names."""
    return next(keys[row[place]] for place, name, *_ in columns_of(kind.slug) if name in kind.plain and row[place])


def _fields_of(kind: Kind) -> list[Field]:
    """The fields that case JSON writes; a row that stands in a list of its own says what it hangs on."""
    parent = [kind.model._meta.get_field(kind.parent)] if kind.listed_at_top else []
    return [*parent, *kind.fields]


def parent_column(kind: Kind) -> str:
    """The column by which the rows of a kind hang together."""
    return kind.model._meta.get_field(kind.parent).attname if kind.parent and not kind.listed_at_top else "case_id"


@cache
def kinds_by_slug() -> dict[str, Kind]:
    return {one.slug: one for one in EVERY_KIND}


def _converter(field: Field) -> Callable | str | None:
    """How a column, as PostgreSQL writes it in JSON, becomes a value of case JSON; None: as it is."""
    if field.is_relation:
        return REFERENCE
    if isinstance(field, WhenField):
        return when_as_json
    if isinstance(field, QuantityField):
        return _quantity_as_json
    if isinstance(field, DecimalField):
        return _number
    return int if written_as_number(field) else None


def when_as_json(stored: dict, wording: str) -> int | dict:
    """What ``when_to_json`` writes of a stored date with its wording, without making a ``When`` of it."""
    if len(stored) == 3 and stored.get("precision") == "day" and not wording and stored.get("lo") == stored.get("hi"):
        return stored["lo"]
    bounds = ("lo", "hi") if "lo" in stored or "hi" in stored else ("anchor", "lo_offset", "hi_offset")
    written = {name: stored.get(name) for name in bounds} | {"precision": stored["precision"]}
    if wording:
        written["as_reported"] = wording
    if stored.get("derivation"):
        written["derivation"] = stored["derivation"]
    return written


def _quantity_as_json(stored: dict | int | float | Decimal) -> dict | int | float:
    return quantity_to_json(quantity_from_json(stored))


@cache
def written_as_number(field: Field) -> bool:
    """A code of a set whose every code is a whole number (a CTCAE grade, ECOG) is a number in case JSON."""
    codes = getattr(field, "value_set", None) if isinstance(field, CodeField) else None
    return codes is not None and all(member.value.isdigit() for member in codes)


def _number(value: int | float | Decimal) -> int | float:
    """Without a trailing zero."""
    return int(value) if value == int(value) else float(value)


def document_from(case: Case, day_zero: date | None, rows: Mapping[str, Sequence[list]], answers: list[dict]) -> dict:
    """A document made of rows that were read elsewhere, such as a trail. ``rows``: slug of each kind -> its rows.

    A row is as ``rows_query`` gives it; rows of a kind stand in the order of the case.
    """
    return _document(case, day_zero, _GivenRecord(rows), answers)


class _GivenRecord(_Record):
    """Rows that are there already, grouped as those that are read."""

    def __init__(self, given: Mapping[str, Sequence[list]]):
        self.keys, self.rows, self.columns = {}, {}, {}
        for slug, rows in given.items():
            grouped = defaultdict(list)
            for row in rows:
                self.keys[row[ID]] = row[KEY]
                grouped[row[HOLDER]].append(row)
            self.rows[slug], self.columns[slug] = grouped, _used(kinds_by_slug()[slug], rows)


def selected(kind: Kind) -> str:
    """The columns of a row, as SQL, in the order in which ``document_from`` wants them."""
    columns = [*ROW_COLUMNS, parent_column(kind), *(one.attname for one in _fields_of(kind))]
    return ", ".join(f'"{one}"' for one in columns)
