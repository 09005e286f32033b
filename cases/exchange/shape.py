"""Which keys case JSON has: one `Key` per key of each record kind, read off the kinds and their models.

Reading, the JSON Schema and the data dictionary walk these; the keys themselves stand in `cases.records.kinds`.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models

from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.kinds import EVERY_KIND, KINDS, NEVER_ABSENT, Kind
from cases.rules.vocabulary import Analyte, Coded, Her2Ihc

CASE_TOP = ("schema", "institution", "local_code", "status", "legal_basis", "provenance", "day_zero")
CASE_FIELDS = ("diagnosis_year", "regimens_complete", "comment")
CASE_MAY_BE_ABSENT = {
    "diagnosis_year": ("diagnosis_year",),
    "legal_basis_reference": ("legal_basis", "reference"),
    "regimens_complete": ("regimens_complete",),
    "source": ("provenance", "source"),
    "source_reference": ("provenance", "reference"),
}
"""Field of the case that may say why it is blank, as ``<field>_absent`` at the top -> where its value stands."""
ID_OPTIONAL = frozenset(["workup", "adverse-event", "follow-up", "measurement"])


@dataclass(frozen=True)
class Key:
    """One key of a row. ``fields``: the model fields behind it (two where JSON writes a score or a quantity)."""

    name: str
    fields: tuple[models.Field, ...]
    required: bool
    may_be_null: bool
    may_be_absent: bool

    @property
    def field(self) -> models.Field:
        return self.fields[0]

    @property
    def value_set(self) -> type[Coded] | None:
        return getattr(self.field, "value_set", None)

    @property
    def is_list(self) -> bool:
        return isinstance(self.field, CodesField)

    @property
    def is_date(self) -> bool:
        return isinstance(self.field, WhenField)

    @property
    def is_quantity(self) -> bool:
        return isinstance(self.field, QuantityField)

    @property
    def is_code(self) -> bool:
        return isinstance(self.field, CodeField) and self.value_set is not None

    @property
    def is_reference(self) -> bool:
        return self.field.is_relation


def takes_id(kind: Kind) -> bool:
    """Whether rows of the kind may carry an id."""
    return bool(kind.prefix) or kind.slug in ID_OPTIONAL


def needs_id(kind: Kind) -> bool:
    """Whether rows of the kind must carry an id."""
    return takes_id(kind) and kind.slug not in ID_OPTIONAL


def lists_at_top(kind: Kind) -> tuple[Kind, ...]:
    """The kind itself and those nested in it that case JSON keeps as lists of their own."""
    return (kind, *(inner for inner in kind.nested if inner.listed_at_top))


def inner_lists(kind: Kind) -> tuple[Kind, ...]:
    """The kinds that case JSON nests inside a row of this one."""
    return tuple(inner for inner in kind.nested if not inner.listed_at_top)


def codes_of_analyte(analyte: Any) -> type[Coded] | None:
    """The closed set of scores of an analyte, by any of its names, where it has one."""
    return Her2Ihc if isinstance(analyte, str) and Analyte.find(analyte) is Analyte.HER2_IHC else None


def _keys_of(kind: Kind) -> tuple[Key, ...]:
    fields = list(kind.fields)
    if kind.listed_at_top:
        fields.insert(0, kind.model._meta.get_field(kind.parent))
    joined = {name: key for key, names in kind.joined.items() for name in names}
    grouped: dict[str, list[models.Field]] = {}
    for one in fields:
        grouped.setdefault(joined.get(one.name, kind.json_name(one.name)), []).append(one)
    return tuple(_key(kind, name, tuple(parts)) for name, parts in grouped.items())


def _key(kind: Kind, name: str, fields: tuple[models.Field, ...]) -> Key:
    one = fields[0]
    return Key(
        name=name,
        fields=fields,
        required=one.name in kind.required or not one.blank,
        may_be_null=one.blank,
        may_be_absent=one.blank and one.name not in NEVER_ABSENT,
    )


KEYS: dict[str, tuple[Key, ...]] = {kind.slug: _keys_of(kind) for kind in EVERY_KIND}
"""Slug of a kind -> its keys in the order in which case JSON writes them."""

TOP_LISTS: dict[str, Kind] = {one.json_list: one for kind in KINDS for one in lists_at_top(kind) if not kind.single}
"""Key of each top-level list -> its kind, in the order of a case."""
