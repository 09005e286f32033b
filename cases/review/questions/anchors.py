"""The places of a case that a question or a tick may stand at, their names in words, and the values there."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from cases.records.completeness import label_of
from cases.records.kinds import KINDS, Kind, kind_by_slug
from cases.records.models import Case
from cases.records.outside import SHAPES
from cases.records.sections import FACTS, rows_of, section_by_slug, section_of

Document = Mapping[str, Any]
OUTSIDE_FACTS = ("diagnosis_year", "legal_basis_kind", "legal_basis_state", "publicly_described", "regimens_complete")
"""Facts of the case that readers of other institutions see, and so may verify."""
CASE_FACTS = (*OUTSIDE_FACTS, "source")
"""Facts of the case that can be asked about."""
OUTSIDE_NAMES = {"age_at_diagnosis": "age_band"}
"""JSON key of a field -> the one under which others see it."""


@dataclass(frozen=True)
class Anchor:
    """``row``: key of the row, empty for the patient; ``field``: its key in case JSON, of nested rows their list.

    Without a field the row, without a row the section, without a section the whole case.
    """

    section: str = ""
    kind: str = ""
    row: str = ""
    field: str = ""

    def __str__(self) -> str:
        return self.named()

    @property
    def at(self) -> tuple[str, str, str]:
        """What tells two fields apart."""
        return self.kind, self.row, self.field

    @property
    def is_field(self) -> bool:
        return bool(self.field)

    @property
    def fields_kind(self) -> Kind | None:
        return kind_by_slug(self.kind)

    @property
    def of_row(self) -> "Anchor":
        """The row that a field stands in."""
        return Anchor(self.section, self.kind, self.row)

    def named(self, names: Mapping[str, str] | None = None) -> str:
        """In words, such as "extent of skin finding s1". ``names``: key -> the plain one that others see."""
        if self.kind:
            key = (names or {}).get(self.row, self.row)
            row = f"{self.fields_kind.title.lower()} {key}".strip()
            return f"{field_label(self.kind, self.field)} of {row}" if self.field else row
        if self.field:
            return f"{field_label('', self.field)} (facts of the case)"
        section = section_by_slug(self.section)
        return f"section {section.title}" if section else "the whole case"


def field_anchor(kind: str, row: str, field: str = "") -> Anchor:
    """The anchor of a field or a row; ``kind`` empty for the facts of the case."""
    found = kind_by_slug(kind)
    return Anchor(section_of(found).slug if found else FACTS.slug, kind, row, field)


def is_known(anchor: Anchor) -> bool:
    """Whether there is such a place in any case."""
    if anchor.kind:
        return anchor.fields_kind is not None and (not anchor.field or anchor.field in field_names(anchor.fields_kind))
    if anchor.field:
        return anchor.field in CASE_FACTS
    return not anchor.section or section_by_slug(anchor.section) is not None


def is_verifiable(anchor: Anchor) -> bool:
    """Whether it is a field whose value a reviewer sees."""
    return bool(anchor.field) and is_known(anchor) and (bool(anchor.kind) or anchor.field in OUTSIDE_FACTS)


def stands_in(document: Document, anchor: Anchor) -> bool:
    """Whether the case holds the row that an anchor names; places of the case itself are always there."""
    return is_known(anchor) and (not anchor.kind or row_in(document, anchor) is not None)


def row_in(document: Document, anchor: Anchor) -> Mapping[str, Any] | None:
    """The row of a case/1 document that an anchor names."""
    rows = rows_of(anchor.fields_kind, document) if anchor.fields_kind else []
    return next((one for one in rows if one.get("id", "") == anchor.row), None)


def field_label(kind: str, field: str) -> str:
    """What a field is called: "extent", "markers"."""
    found = kind_by_slug(kind)
    if found is None:
        return str(Case._meta.get_field(field).verbose_name) if field in CASE_FACTS else field
    names = {found.json_name(one.name): one.name for one in found.fields}
    joined = {key: pair[0] for key, pair in found.joined.items()}
    return label_of(found, names.get(field, joined.get(field, field)))


def field_names(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind in case JSON that others may see, in the order of the model, and then its nested lists."""
    shape = SHAPES[kind.json_list]
    own = [kind.json_name(one.name) for one in kind.fields if kind.json_name(one.name) in shape.rules]
    return (*own, *(inner.json_list for inner in kind.nested))


def fields_of_case(document: Document) -> Iterator[Anchor]:
    """Every field of every row of a case."""
    for kind in KINDS:
        for row in rows_of(kind, document):
            yield from (field_anchor(kind.slug, row.get("id", ""), name) for name in field_names(kind))


def digest_at(document: Document, anchor: Anchor) -> str:
    """SHA-256 of the value at a field with why it is blank; empty where neither stands there."""
    value = value_at(document, anchor)
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest() if any(value) else ""


def value_at(document: Document, anchor: Anchor) -> tuple[Any, Any]:
    """The value of a field in a case/1 document, and why it is blank."""
    if not anchor.kind:
        return _fact(document, anchor.field), document.get(f"{anchor.field}_absent")
    row = row_in(document, anchor) or {}
    inner = next((one for one in anchor.fields_kind.nested if one.json_list == anchor.field), None)
    if inner and inner.listed_at_top:
        rows = [one for one in document.get(inner.json_list) or () if one.get(inner.parent) == anchor.row]
        return rows or None, None
    value = row.get(anchor.field)
    return (None if value in ("", []) else value), row.get(f"{anchor.field}_absent")


def _fact(document: Document, name: str) -> Any:
    basis, provenance = document.get("legal_basis") or {}, document.get("provenance") or {}
    given = {
        "legal_basis_kind": basis.get("kind"),
        "legal_basis_state": basis.get("state"),
        "source": provenance.get("source"),
        "publicly_described": provenance.get("publicly_described"),
    }
    return given[name] if name in given else document.get(name)
