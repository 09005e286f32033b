"""The record as case JSON (``case/1``): what is derived from, exported and compared.

Read as plain rows, one query per kind for any number of cases. The order of keys is the order of the model's fields,
empty values are left out, so equal records give equal bytes.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from django.db.models import Field

from cases.records.fields import CodeField, WhenField
from cases.records.kinds import KINDS, Kind
from cases.records.models import Case, DayZero, WarningAnswer
from cases.rules.dates import When, when_to_json
from cases.rules.quantity import Quantity, quantity_to_json

SCHEMA = "case/1"
ROW_COLUMNS = ("id", "case_id", "key", "absent", "as_reported")
FREE_TEXT = ("comment", "contradiction_note")


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
    for kind in KINDS:
        rows = record.top(kind, case.pk)
        if kind.single:
            document |= {kind.json_list: rows[0]} if rows else {}
        else:
            document[kind.json_list] = rows
        document |= {inner.json_list: record.top(inner, case.pk) for inner in kind.nested if inner.listed_at_top}
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
    """All rows of some cases, read once and grouped by what they hang on."""

    def __init__(self, case_ids: list[uuid.UUID]):
        self.case_ids = case_ids
        self.keys: dict[uuid.UUID, str] = {}
        self.rows: dict[str, dict[uuid.UUID, list[dict]]] = {}
        for kind in KINDS:
            for one in (kind, *kind.nested):
                self.rows[one.slug] = self._read(one)

    def top(self, kind: Kind, case_id: uuid.UUID) -> list[dict]:
        """The rows of a top-level list, in their order, as JSON objects."""
        return [self._object(kind, row) for row in self.rows[kind.slug].get(case_id, [])]

    def _read(self, kind: Kind) -> dict[uuid.UUID, list[dict]]:
        columns = [*ROW_COLUMNS, *(one.attname for one in kind.fields)]
        parent = kind.model._meta.get_field(kind.parent).attname if kind.parent else "case_id"
        group = "case_id" if kind.listed_at_top else parent
        extra = [] if parent in columns else [parent]
        grouped = defaultdict(list)
        rows = kind.model.objects.filter(case__in=self.case_ids).order_by("case_id", "position", "id")
        for values in rows.values_list(*columns, *extra):
            row = dict(zip([*columns, *extra], values, strict=True))
            self.keys[row["id"]] = row["key"]
            grouped[row[group]].append(row)
        return grouped

    def _object(self, kind: Kind, row: dict) -> dict:
        written = {"id": row["key"]} if row["key"] else {}
        written |= dict(self._fields(kind, row))
        for inner in kind.nested:
            children = [] if inner.listed_at_top else self.rows[inner.slug].get(row["id"], [])
            if children:
                written[inner.json_list] = [
                    self.keys[child[f"{inner.plain}_id"]] if inner.plain else self._object(inner, child)
                    for child in children
                ]
        return written

    def _fields(self, kind: Kind, row: dict) -> Iterator[tuple[str, object]]:
        joined = {name: key for key, names in kind.joined.items() for name in names}
        wordings = dict(row["as_reported"])
        fields = list(kind.fields)
        if kind.listed_at_top:
            fields.insert(0, kind.model._meta.get_field(kind.parent))
        for one in fields:
            name = joined.get(one.name, kind.json_name(one.name))
            value = row.get(one.attname)
            wording = wordings.get(one.name, "")
            if isinstance(one, WhenField) and value is not None:
                value, wording = replace(value, as_reported=wording), ""
            if one.is_relation and value is not None:
                value = self.keys[value]
            if value not in (None, "", []):
                yield name, int(value) if written_as_number(one) else plain(value)
            elif one.name in kind.required:
                yield name, None
            if wording:
                yield f"{name}_as_reported", wording
            if one.name in row["absent"]:
                yield f"{name}_absent", row["absent"][one.name]


@cache
def written_as_number(field: Field) -> bool:
    """A code of a set whose every code is a whole number (a CTCAE grade, ECOG) is a number in case JSON."""
    codes = getattr(field, "value_set", None) if isinstance(field, CodeField) else None
    return codes is not None and all(member.value.isdigit() for member in codes)


def plain(value):
    """A stored value as JSON writes it: a date, a quantity, a number without a trailing zero."""
    if isinstance(value, When):
        return when_to_json(value)
    if isinstance(value, Quantity):
        return quantity_to_json(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
