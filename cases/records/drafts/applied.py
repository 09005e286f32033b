"""A case as it would be if what one person has typed into its forms were saved now. Nothing is written.

What is invalid is left out, and so is a new row that still lacks what every such row needs; both are said.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from cases.records.document import listed_row_as_json, row_as_json
from cases.records.drafts.listed import address_of
from cases.records.drafts.opened import as_post
from cases.records.forms import Entry, RecordForm
from cases.records.forms.case import CaseForm
from cases.records.forms.rows import RowForm
from cases.records.kinds import Kind, kind_by_slug
from cases.records.models import Case, Draft
from registry.institutions.scoping import Scope

BLANK = "still blank, so this entry does not count yet"
TYPED_FACTS = ("regimens_complete", "diagnosis_year")
"""Facts of the case that case JSON holds at its top and the rules or the pages read."""


@dataclass(frozen=True)
class LeftOut:
    """A value that was typed and is not counted. ``title``: its form, ``label``: its field; ``says``: why."""

    title: str
    label: str
    says: str


@dataclass
class AsTyped:
    """``document``: case/1. ``typed``: titles of the forms that are in it. ``addresses``: key of each row that is not
    stored yet -> where one goes on with it.
    """

    document: dict[str, Any]
    typed: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)


def as_typed(case: Case, document: Mapping[str, Any], scope: Scope) -> AsTyped:
    """The case with everything that the person typed into its forms and has not saved. ``document``: the record."""
    drafts = list(Draft.objects.own(scope).filter(case=case).order_by("saved_at", "id"))
    found = AsTyped(dict(document))
    entry = Entry.of(case) if drafts else None
    for draft in drafts:
        kind = kind_by_slug(draft.form)
        if kind is not None:
            _take_row(found, kind, draft, entry)
        elif draft.form == "case":
            _take_facts(found, case, draft, scope)
    return found


def _take_facts(found: AsTyped, case: Case, draft: Draft, scope: Scope) -> None:
    form = CaseForm(case=copy(case), scope=scope, data=as_post(draft))
    form.is_valid()
    form.judge_typed()
    found.typed.append(form.title)
    found.left_out += [LeftOut(form.title, bound.label, one) for bound in form for one in bound.errors]
    for name in TYPED_FACTS:
        if name in form.cleaned_data and name not in form.errors:
            found.document.pop(name, None)
            found.document |= {name: form.cleaned_data[name]} if form.cleaned_data[name] not in (None, "") else {}


def _take_row(found: AsTyped, kind: Kind, draft: Draft, entry: Entry) -> None:
    row = kind.model.objects.filter(case=entry.case, pk=draft.object).first() or kind.model(pk=draft.object)
    row.case, row.institution = entry.case, entry.case.institution
    form = RecordForm(kind=kind, row=row, entry=entry, data=as_post(draft))
    form.is_valid()
    blanks = [_said(form.title, form.main, name, BLANK) for name in _blank_and_needed(form.main)] if form.new else []
    found.left_out += [*_invalid(form), *blanks]
    if blanks:
        return
    if form.new and kind.prefix:
        row.key = _next_key(kind, found.document)
        found.addresses[row.key] = address_of(draft)
    found.typed.append(form.title)
    _put(found.document, kind, form, {str(one.pk): key for key, one in entry.rows.items()} | {str(row.pk): row.key})


def _put(document: dict[str, Any], kind: Kind, form: RecordForm, keys: Mapping[str, str]) -> None:
    """The row in place of the stored one, or after the last; likewise its nested rows that have a list of their own."""
    row = form.main.row
    nested = {
        group.kind.slug: [one.form.row for one in group.kept() if not _blank_and_needed(one.form)]
        for group in form.groups
    }
    written = row_as_json(kind, row, nested, keys)
    if kind.single:
        document[kind.json_list] = written
    else:
        before = list(document.get(kind.json_list) or ())
        kept = [written if row.key and one.get("id") == row.key else one for one in before]
        document[kind.json_list] = kept if written in kept else [*kept, written]
    for inner in (one for one in kind.nested if one.listed_at_top):
        holder = inner.json_name(inner.parent)
        others = [one for one in document.get(inner.json_list) or () if one.get(holder) != row.key]
        mine = [listed_row_as_json(inner, one, row.key, keys) for one in nested.get(inner.slug, ())]
        document[inner.json_list] = [*others, *mine]


def _next_key(kind: Kind, document: Mapping[str, Any]) -> str:
    """The key that the next row gets, counted in the document, where rows that are not stored yet have theirs too."""
    numbers = [one["id"].removeprefix(kind.prefix) for one in document.get(kind.json_list) or ()]
    return f"{kind.prefix}{max((int(one) for one in numbers if one.isdecimal()), default=0) + 1}"


def _blank_and_needed(form: RowForm) -> list[str]:
    return [name for name, faults in form.errors.as_data().items() if any(one.code == "required" for one in faults)]


def _invalid(form: RecordForm) -> Iterator[LeftOut]:
    """What stands in a field and cannot be read."""
    for one in form.row_forms:
        for name in one.errors:
            if name in one.fields and name not in _blank_and_needed(one):
                yield from (_said(form.title, one, name, words) for words in one.errors[name])


def _said(title: str, form: RowForm, name: str, words: str) -> LeftOut:
    return LeftOut(title, str(form.fields[name].label), words)
