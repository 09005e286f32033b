"""The same derivation as a program of models is usually written: instances, prefetched, saved one by one.

It is here to be measured against. It ends with the same verdicts, and a test holds that.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db import models, transaction

from cases.episodes.derivation import classified
from cases.episodes.models import Derivation, Verdict
from cases.episodes.recipe import Recipe
from cases.records.document import columns_of, written_as_number
from cases.records.kinds import EVERY_KIND, KINDS, Kind
from cases.records.models import Case, PatientRow
from cases.rules.dates import When, when_to_json
from cases.rules.quantity import Quantity, quantity_to_json
from registry.database.deriver import as_deriver

Rows = Mapping[tuple[str, uuid.UUID], list[PatientRow]]


def derive_instances(case_ids: list[uuid.UUID], recipe: Recipe) -> int:
    """Derive some cases through instances of their models; how many that were."""
    with as_deriver():
        cases = list(Case.objects.filter(pk__in=case_ids).select_related("institution"))
        rows = _prefetched(cases)
        for case in cases:
            _derive(case, rows, recipe)
    return len(cases)


def _prefetched(cases: list[Case]) -> Rows:
    """Every row of the cases with the rows that it names: one query for each kind, and one for each reference."""
    found = defaultdict(list)
    for kind in EVERY_KIND:
        references = [one.name for one in kind.model._meta.fields if one.is_relation and one.name not in OUTER]
        rows = kind.model.objects.filter(case__in=cases).prefetch_related(*references)
        for row in rows.order_by("case_id", "position", "id"):
            holder = getattr(row, f"{kind.parent}_id") if kind.parent and not kind.listed_at_top else row.case_id
            found[kind.slug, holder].append(row)
    return found


OUTER = ("case", "institution")


def _derive(case: Case, rows: Rows, recipe: Recipe) -> None:
    """One case; an episode that is still there keeps its id, as in ``derivation.store``."""
    definition = recipe.definition
    with transaction.atomic():
        derivation, _ = Derivation.objects.select_for_update().get_or_create(
            case=case,
            definition_key=definition.key,
            definition_version=definition.version,
            defaults={"institution": case.institution, "definition_hash": definition.hash},
        )
        made = classified(derivation, case.version, _document(case, rows), recipe)
        kept = [_saved(verdict) for verdict in made.verdicts]
        Verdict.objects.under(definition).filter(case=case).exclude(pk__in=kept).delete()
        derivation.save()


def _saved(verdict: Verdict) -> uuid.UUID:
    values = {one.attname: getattr(verdict, one.attname) for one in verdict._meta.concrete_fields}
    identity = {name: values.pop(name) for name in IDENTITY}
    values.pop("id")
    return Verdict.objects.update_or_create(**identity, defaults=values)[0].pk


IDENTITY = ("case_id", "definition_key", "definition_version", "finding_key", "assessment_key")


def _document(case: Case, rows: Rows) -> dict:
    """What the rules read of a case."""
    document = {
        "schema": "case/1",
        "institution": case.institution.code,
        "local_code": case.local_code,
        "status": case.status,
        "day_zero": None,
        "legal_basis": {"kind": case.legal_basis_kind, "state": case.legal_basis_state},
        "provenance": {"publicly_described": case.publicly_described},
    }
    if case.regimens_complete is not None:
        document["regimens_complete"] = case.regimens_complete
    for kind in KINDS:
        written = [_object(kind, row, rows) for row in rows.get((kind.slug, case.pk), ())]
        if written or not kind.single:
            document[kind.json_list] = written[0] if kind.single else written
        for inner in kind.nested:
            if inner.listed_at_top:
                document[inner.json_list] = [_object(inner, row, rows) for row in rows.get((inner.slug, case.pk), ())]
    return document


def _object(kind: Kind, row: PatientRow, rows: Rows) -> dict:
    written = {"id": row.key} if row.key else {}
    written |= dict(_fields(kind, row))
    for inner in kind.nested:
        children = () if inner.listed_at_top else rows.get((inner.slug, row.pk), ())
        if children:
            written[inner.json_list] = [
                _named(inner, child).key if inner.plain else _object(inner, child, rows) for child in children
            ]
    return written


def _named(kind: Kind, row: PatientRow) -> PatientRow:
    return next(found for name in kind.plain if (found := getattr(row, name)) is not None)


def _fields(kind: Kind, row: PatientRow) -> Iterator[tuple[str, object]]:
    for _, name, key, required, _ in columns_of(kind.slug):
        value = _plain(getattr(row, name), kind.model._meta.get_field(name))
        if value not in (None, "", []) or required:
            yield key, value
        if name in row.absent:
            yield f"{key}_absent", row.absent[name]
        if row.as_reported.get(name) and not isinstance(value, dict):
            yield f"{key}_as_reported", row.as_reported[name]


def _plain(value: object, field: models.Field) -> object:
    if isinstance(value, PatientRow):
        return value.key
    if isinstance(value, When):
        return when_to_json(value)
    if isinstance(value, Quantity):
        return quantity_to_json(value)
    if isinstance(value, str) and value and written_as_number(field):
        return int(value)
    return float(value) if field.get_internal_type() == "DecimalField" and value is not None else value
