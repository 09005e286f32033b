"""What differs between two states of a case, field by field.

Pure: two case/1 documents in, differences out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Field

from cases.records.kinds import KINDS, Kind
from cases.records.models import Case
from cases.records.sections import FACTS, CaseSection, section_of

Path = tuple[str, str, str, str, str]
"""Kind, key of the row, kind nested in it, which of those, name in case JSON; empty for the facts of the case."""
REASON, WORDING = "_absent", "_as_reported"
FACTS_BY_NAME = {
    "local_code": ("local_code", "Local code"),
    "status": ("", "State"),
    "legal_basis.kind": ("legal_basis_kind", "Legal basis"),
    "legal_basis.reference": ("legal_basis_reference", "Reference of the legal basis"),
    "legal_basis.state": ("legal_basis_state", "State of the legal basis"),
    "provenance.source": ("source", "Main source"),
    "provenance.reference": ("source_reference", "Reference of the source"),
    "provenance.publicly_described": ("publicly_described", "Published case"),
    "day_zero": ("", "Day zero"),
    "diagnosis_year": ("diagnosis_year", "Year of diagnosis"),
    "regimens_complete": ("regimens_complete", "List of regimens is complete"),
    "comment": ("comment", "Remark"),
}
"""Name in case JSON -> field of the case, and what the page calls it."""


@dataclass(frozen=True)
class Difference:
    """One field of one row that is not the same. ``field``: None where it is no field of a model."""

    path: Path
    section: CaseSection
    title: str
    label: str
    field: Field | None
    before: Any
    after: Any

    @property
    def kind(self) -> str:
        return self.path[0]

    @property
    def row(self) -> str:
        return self.path[1]

    @property
    def name(self) -> str:
        return self.path[4]


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Difference]:
    """All fields whose values differ, in the order of the case. None: there was no case."""
    old, new = flat(before or {}), flat(after or {})
    paths = [path for path in dict.fromkeys([*new, *old]) if old.get(path) != new.get(path)]
    places = {kind.slug: place for place, kind in enumerate(KINDS, 1)}
    paths.sort(key=lambda path: places.get(path[0], 0))
    return [_difference(path, old.get(path), new.get(path)) for path in paths]


def flat(document: Mapping[str, Any]) -> dict[Path, Any]:
    """Every value of a document by where it stands."""
    found = {("", "", "", "", name): value for name, value in _facts(document) if value not in (None, "")}
    for kind in KINDS:
        rows = document.get(kind.json_list) or []
        for row in [rows] if kind.single and rows else rows:
            found |= _row(kind, row)
        for inner in (one for one in kind.nested if one.listed_at_top):
            for row in document.get(inner.json_list) or []:
                holder = str(row.get(inner.json_name(inner.parent), ""))
                which = str(next((row[name] for name in inner.required if row.get(name)), ""))
                found |= _values((kind.slug, holder, inner.slug, which), row, ())
    return found


def _facts(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in document.items():
        if name in ("legal_basis", "provenance"):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        elif not isinstance(value, list | Mapping) and name not in ("schema", "institution"):
            yield name, value


def _row(kind: Kind, row: Mapping[str, Any]) -> dict[Path, Any]:
    inner = {one.json_list: one for one in kind.nested if not one.listed_at_top and not one.plain}
    found = _values((kind.slug, row.get("id", ""), "", ""), row, inner)
    for name, one in inner.items():
        for number, child in enumerate(row.get(name) or [], 1):
            found |= _values((kind.slug, row.get("id", ""), one.slug, str(number)), child, ())
    return found


def _values(place: tuple[str, str, str, str], row: Mapping[str, Any], left_out) -> dict[Path, Any]:
    kept = ((name, value) for name, value in row.items() if name not in left_out and name != "id")
    return {(*place, name): value for name, value in kept if value not in (None, "", [])}


def _difference(path: Path, before: Any, after: Any) -> Difference:
    slug, row, inner, which, name = path
    if not slug:
        attribute, label = FACTS_BY_NAME.get(_plain(name), ("", _plain(name).replace("_", " ").capitalize()))
        field = Case._meta.get_field(attribute) if attribute else None
        return Difference(path, FACTS, "The case", _with_suffix(label, name), _own(field, name), before, after)
    kind = next(one for one in KINDS if one.slug == slug)
    holder = kind.nested_by_slug(inner) if inner else kind
    field = _fields(holder.slug).get(_plain(name))
    label = str(field.verbose_name) if field is not None else _plain(name).replace("_", " ")
    title = f"{kind.title} {row}".strip() + (f", {holder.title.lower()} {which}" if inner else "")
    label = _with_suffix(label[:1].upper() + label[1:], name)
    return Difference(path, section_of(kind), title, label, _own(field, name), before, after)


@cache
def _fields(slug: str) -> Mapping[str, Field]:
    kind = next(one for top in KINDS for one in (top, *top.nested) if one.slug == slug)
    parent = [kind.model._meta.get_field(kind.parent)] if kind.parent else []
    return {kind.json_name(one.name): one for one in (*kind.fields, *parent)}


def _plain(name: str) -> str:
    return name.removesuffix(REASON).removesuffix(WORDING)


def _own(field: Field | None, name: str) -> Field | None:
    """The field, unless it is the reason or the wording beside it that differs."""
    return field if _plain(name) == name else None


def _with_suffix(label: str, name: str) -> str:
    return f"{label}, why blank" if name.endswith(REASON) else f"{label}, wording" if name.endswith(WORDING) else label
