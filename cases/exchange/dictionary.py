"""The data dictionary: every kind, field and value set, read off the models and the vocabulary."""

from dataclasses import dataclass

from django.db import models

from cases.exchange.shape import KEYS, Key, inner_lists, takes_id
from cases.records.kinds import KINDS, Kind
from cases.records.models import Case, DayZero
from cases.rules.vocabulary import VALUE_SETS, Coded


@dataclass(frozen=True)
class Entry:
    """One field. ``holds``: its type in words; ``value_set``: name of its set of codes, or empty."""

    key: str
    label: str
    holds: str
    value_set: str
    required: bool
    help_text: str

    def matches(self, words: list[str]) -> bool:
        text = f"{self.key} {self.label} {self.holds} {self.value_set} {self.help_text}".casefold()
        return all(word in text for word in words)


@dataclass(frozen=True)
class Chapter:
    """One kind of row with its fields. ``json_list``: its key in case JSON; ``inside``: title of the kind around it."""

    slug: str
    title: str
    json_list: str
    inside: str
    says: str
    entries: tuple[Entry, ...]

    @property
    def table_name(self) -> str:
        return f"Fields of {self.title.lower()}"


@dataclass(frozen=True)
class Codes:
    """One value set with its codes, each with its codings as text."""

    name: str
    title: str
    is_open: bool
    rows: tuple[tuple[str, str, str, str], ...]

    @property
    def table_name(self) -> str:
        return f"Codes of {self.name}"

    def matches(self, words: list[str]) -> bool:
        text = " ".join([self.name, self.title, *(part for row in self.rows for part in row)]).casefold()
        return all(word in text for word in words)


@dataclass(frozen=True)
class Dictionary:
    """The chapters and value sets, whole or as far as a search finds them."""

    chapters: tuple[Chapter, ...]
    value_sets: tuple[Codes, ...]

    @property
    def empty(self) -> bool:
        return not self.chapters and not self.value_sets


def dictionary(query: str = "") -> Dictionary:
    """The dictionary; with a query, the fields and value sets that hold all of its words."""
    words = query.casefold().split()
    chapters = []
    for chapter in _chapters():
        whole = all(word in f"{chapter.title} {chapter.json_list}".casefold() for word in words)
        found = chapter.entries if whole else tuple(one for one in chapter.entries if one.matches(words))
        if found:
            chapters.append(Chapter(**{**vars(chapter), "entries": found}))
    return Dictionary(tuple(chapters), tuple(one for one in _value_sets() if one.matches(words)))


CASE_KEYS = {
    "local_code": "local_code",
    "status": "status",
    "legal_basis.kind": "legal_basis_kind",
    "legal_basis.reference": "legal_basis_reference",
    "legal_basis.state": "legal_basis_state",
    "provenance.source": "source",
    "provenance.reference": "source_reference",
    "provenance.publicly_described": "publicly_described",
    "diagnosis_year": "diagnosis_year",
    "regimens_complete": "regimens_complete",
    "comment": "comment",
}
"""Keys of the case itself -> the model field behind each; day zero stands in the vault, a table of its own."""


CASE_REQUIRED = ("local_code", "status", "legal_basis.kind")


def _case_chapter() -> Chapter:
    entries = [
        _entry(Key(name, (Case._meta.get_field(field),), name in CASE_REQUIRED, False, False))
        for name, field in CASE_KEYS.items()
    ]
    day_zero = DayZero._meta.get_field("date")
    entries.append(Entry("day_zero", "Day zero", "full date", "", False, str(day_zero.help_text)))
    return Chapter("case", "Case", "", "", " ".join((Case.__doc__ or "").split()), tuple(entries))


def _chapters() -> tuple[Chapter, ...]:
    made = [_case_chapter()]
    for kind in KINDS:
        made.append(_chapter(kind, ""))
        made += [_chapter(inner, "" if inner.listed_at_top else kind.title) for inner in kind.nested]
    return tuple(made)


def _chapter(kind: Kind, inside: str) -> Chapter:
    own_key = [Entry("id", "Id", "text", "", False, "What other rows of the case call this one.")]
    entries = own_key if takes_id(kind) else []
    entries += [_entry(key) for key in KEYS[kind.slug]]
    entries += [
        Entry(inner.json_list, inner.plural, f"list, see {inner.title.lower()}", "", False, "")
        for inner in inner_lists(kind)
    ]
    says = " ".join((kind.model.__doc__ or "").split())
    return Chapter(kind.slug, kind.title, kind.json_list, inside, says, tuple(entries))


def _entry(key: Key) -> Entry:
    one = key.field
    label = key.name.replace("_", " ") if len(key.fields) > 1 else str(one.verbose_name)
    value_set = key.value_set.__name__ if key.value_set is not None else ""
    return Entry(key.name, label[:1].upper() + label[1:], _holds(key), value_set, key.required, _help(key))


def _help(key: Key) -> str:
    return " ".join(str(one.help_text) for one in key.fields if one.help_text)


def _holds(key: Key) -> str:
    one = key.field
    if len(key.fields) > 1:
        return "score or quantity"
    if key.is_date:
        return "when"
    if key.is_quantity:
        return "quantity"
    if key.is_list:
        return "codes"
    if key.is_code:
        return "code"
    if key.is_reference:
        return f"id of a {one.related_model._meta.verbose_name}"
    if isinstance(one, models.BooleanField):
        return "yes or no"
    if isinstance(one, models.DecimalField):
        return f"number, {one.decimal_places} decimal"
    if isinstance(one, models.IntegerField):
        return "whole number"
    if one.choices:
        return f"one of {', '.join(code for code, _ in one.choices)}"
    return f"text, up to {one.max_length} characters" if one.max_length else "free text"


def _value_sets() -> tuple[Codes, ...]:
    return tuple(_codes(name, value_set) for name, value_set in sorted(VALUE_SETS.items()))


def _codes(name: str, value_set: type[Coded]) -> Codes:
    rows = tuple(
        (
            member.value,
            member.label,
            member.definition,
            "; ".join(f"{one.system} {one.code}" for one in member.codings),
        )
        for member in value_set
    )
    return Codes(name, value_set.title, value_set.open, rows)


SIBLINGS = (
    "Every field may have a sibling `<key>_as_reported` (the wording of the source, no dates), and every field that"
    " may be empty a sibling `<key>_absent` (why it is empty, see `Absence`). Dates and quantities are written as"
    " `case.schema.json` says."
)


def dictionary_text() -> str:
    """The dictionary as Markdown, as it is kept in docs/data-dictionary.md."""
    whole = dictionary()
    lines = [
        "# Data dictionary",
        "",
        "Generated by `manage.py data_dictionary --write` from the models and the vocabulary; do not edit it by hand.",
        "",
        SIBLINGS,
        "",
    ]
    for chapter in whole.chapters:
        where = f"`{chapter.json_list}`" if chapter.json_list else "Keys of the case itself"
        place = f", inside {chapter.inside.lower()}" if chapter.inside else ""
        lines += [f"## {chapter.title}", "", f"{where}{place}. {chapter.says}", ""]
        lines += ["| Key | Field | Holds | Value set | Required | Help |", "|---|---|---|---|---|---|"]
        lines += [
            f"| `{one.key}` | {_cell(one.label)} | {_cell(one.holds)} | {_link(one.value_set)} |"
            f" {'yes' if one.required else ''} | {_cell(one.help_text)} |"
            for one in chapter.entries
        ]
        lines.append("")
    lines += ["# Value sets", ""]
    for codes in whole.value_sets:
        kind = "Open: another text is accepted and stays at the institution." if codes.is_open else "Closed."
        lines += [f"## {codes.name}", "", f"{codes.title}. {kind}", ""]
        lines += ["| Code | Label | Definition | Codings |", "|---|---|---|---|"]
        lines += ["| " + " | ".join([f"`{_cell(code)}`", *map(_cell, rest)]) + " |" for code, *rest in codes.rows]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})" if name else ""
