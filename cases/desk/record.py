"""The record by station: one entry per row of case JSON, in order of time, with what it says in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from cases.desk.spoken import Speaker, Spoken, SpokenWhen, label_of
from cases.records.figure.words import course_title, status_label, treatment_title
from cases.records.kinds import KINDS, Kind
from cases.rules.vocabulary import (
    Absence,
    Analyte,
    AssessmentKind,
    Compartment,
    PathologyResult,
    Scope,
)

STATIONS = {
    "patient": "Patient",
    "tumour": "Tumour",
    "treatment": "Systemic and local treatment",
    "disease": "Disease assessments",
    "skin": "Skin",
    "course": "Course",
}
"""Family of a kind -> the station of the page where its rows stand."""

HEADLINES: dict[str, tuple[str, ...]] = {
    "patient": ("age_band", "sex"),
    "primary": ("laterality", "histology"),
    "specimen": ("procedure", "site", "laterality"),
    "lesion": ("site", "laterality"),
    "assessment": ("kind", "modalities", "scope"),
    "skin-finding": ("change", "extent"),
    "workup": ("conclusion",),
    "adverse-event": ("term", "grade"),
    "follow-up": ("status",),
}
"""Slug of a kind -> JSON keys whose values name a row; they are not said again among its facts."""
TOLD_ELSEWHERE = {
    "patient": ("age_at_diagnosis",),
    "staging": ("classification", "y", "r", "a", "multiple", "sn", "t", "n", "m"),
    "regimen": ("name", "setting", "line"),
    "local-treatment": ("kind", "surgery", "site"),
    "specimen": ("result",),
    "assessment": (),
}
REMARKS = ("comment", "contradiction_note")
SAID_LAST = ("source", *REMARKS)


@dataclass(frozen=True)
class Fact:
    """One field with its value, or with why it is blank. ``name``: its key in case JSON; none for a wording."""

    label: str
    value: Spoken
    absent: str = ""
    name: str = ""


@dataclass(frozen=True)
class Status:
    """One compartment at one assessment. ``involved``: at the baseline of the line, where that is said."""

    compartment: str
    code: str
    label: str
    involved: bool | None
    new_lesion: bool
    facts: tuple[Fact, ...]
    remarks: tuple[Fact, ...]


@dataclass(frozen=True)
class Nested:
    """Rows nested in an entry: a title and one line of facts each, the first one naming the row.

    ``name``: key of their list in case JSON.
    """

    title: str
    name: str
    lines: tuple[tuple[str, tuple[Fact, ...]], ...]


@dataclass(frozen=True)
class Entry:
    """One row of the record. ``result``: words of a finding that stands out; ``row``: its id, where it may change."""

    key: str
    headline: str
    when: SpokenWhen | None
    until: SpokenWhen | None
    result: str
    facts: tuple[Fact, ...]
    nested: tuple[Nested, ...]
    statuses: tuple[Status, ...]
    remarks: tuple[Fact, ...]
    edit_url: str
    row: str


@dataclass(frozen=True)
class Section:
    """All rows of one kind."""

    kind: Kind
    entries: tuple[Entry, ...]
    add_url: str


@dataclass(frozen=True)
class Station:
    slug: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Links:
    """Where rows are changed: nowhere for those who may not. ``rows``: key, or slug of a single kind -> row id.

    ``back``: the page to which a form returns once it is saved (``cases.records.views.after``); empty: the case page.
    ``unsaved``: key of a row that is typed but not stored yet -> where one goes on with it.
    """

    case: str
    rows: Mapping[str, str]
    may_edit: bool
    back: str = ""
    unsaved: Mapping[str, str] = field(default_factory=dict)

    def edit(self, kind: Kind, key: str) -> str:
        row = self.rows.get(key or kind.slug)
        return self.to("row-edit", kind.slug, row) if row else self.unsaved.get(key, "")

    def add(self, kind: Kind) -> str:
        return self.to("row-create", kind.slug)

    def to(self, name: str, *arguments: str) -> str:
        """The address of a form of this case, which comes back to where it was opened."""
        if not self.may_edit:
            return ""
        address = reverse(name, args=[self.case, *arguments])
        return f"{address}?from={self.back}" if self.back else address


def stations_of(document: Mapping[str, Any], speaker: Speaker, links: Links) -> tuple[Station, ...]:
    """The whole record, station by station."""
    return tuple(
        Station(
            family,
            title,
            sections_of([kind for kind in KINDS if kind.family == family], document, speaker, links),
        )
        for family, title in STATIONS.items()
    )


def sections_of(
    kinds: Iterable[Kind], document: Mapping[str, Any], speaker: Speaker, links: Links
) -> tuple[Section, ...]:
    """The rows of some kinds."""
    return tuple(_section(kind, document, speaker, links) for kind in kinds)


def _section(kind: Kind, document: Mapping[str, Any], speaker: Speaker, links: Links) -> Section:
    found = document.get(kind.json_list)
    rows = ([found] if found else []) if kind.single else list(found or ())
    entries = [_entry(kind, row, document, speaker, links) for row in rows]
    entries.sort(key=lambda one: one.when.order if one.when else float("inf"))
    full = kind.single and entries
    return Section(kind, tuple(entries), "" if full else links.add(kind))


def _entry(kind: Kind, row: Mapping[str, Any], document: Mapping[str, Any], speaker: Speaker, links: Links) -> Entry:
    timed = kind.timed_by and kind.json_name(kind.timed_by)
    regimen = row.get("regimen") if kind.slug == "assessment" else row.get("id")
    until = "stop" if kind.slug in ("regimen", "local-treatment") else ""
    place = "" if row.get("site") else "compartment"  # the headline names the site, or else the compartment
    told = {place, *HEADLINES.get(kind.slug, ()), *TOLD_ELSEWHERE.get(kind.slug, ()), timed, until, *REMARKS}
    return Entry(
        key=row.get("id", ""),
        headline=_headline(kind, row, speaker),
        when=speaker.when(row.get(timed), regimen) if timed else None,
        until=speaker.when(row[until], regimen) if row.get(until) is not None else None,
        result=label_of(PathologyResult, row["result"]) if row.get("result") else "",
        facts=facts_of(kind, row, speaker, leave_out=told),
        nested=nested_of(kind, row, document, speaker),
        statuses=statuses_of(row, speaker) if kind.slug == "assessment" else (),
        remarks=facts_of(kind, {name: row[name] for name in REMARKS if row.get(name)}, speaker),
        edit_url=links.edit(kind, row.get("id", "")),
        row=links.rows.get(row.get("id") or kind.slug, ""),
    )


def _headline(kind: Kind, row: Mapping[str, Any], speaker: Speaker) -> str:
    if kind.slug == "regimen":
        return course_title(dict(row))
    if kind.slug == "local-treatment":
        return treatment_title(dict(row))
    if kind.slug == "staging":
        return _tnm(row)
    if kind.slug == "patient":
        return _patient(kind, row, speaker)
    fields = {kind.json_name(one.name): one for one in kind.fields}
    said: list[str] = []
    for name in HEADLINES[kind.slug]:
        shown = "compartment" if name == "site" and not row.get("site") else name
        word = "" if row.get(shown) in (None, "", []) else speaker.value(fields[shown], row[shown]).text
        if word and not any(word in one.split() for one in said):
            said.append(word)
    if kind.slug == "assessment" and row.get("scope"):
        said[-1] = f"{said[-1]} restaging"
    text = ", ".join(said) or kind.title
    return text[0].upper() + text[1:]


def _patient(kind: Kind, row: Mapping[str, Any], speaker: Speaker) -> str:
    fields = {one.name: one for one in kind.fields}
    age = row.get("age_band") or row.get("age_at_diagnosis")
    said = [speaker.value(fields["sex"], row["sex"]).text] if row.get("sex") else []
    if age is not None:
        years = "90 years or over" if age in (90, "90+") else f"{str(age).replace('-', ' to ')} years"
        said.append(f"{years} at diagnosis")
    text = ", ".join(said) or "Patient"
    return text[0].upper() + text[1:]


def _tnm(row: Mapping[str, Any]) -> str:
    """The categories with their prefixes, such as "ypT1a ypN1a M0"."""
    before = "".join(one for one in ("r", "a", "y") if row.get(one)) + (row.get("classification") or "")
    m, n = "(m)" if row.get("multiple") else "", "(sn)" if row.get("sn") else ""
    said = [
        f"{before}{letter.upper()}{row[letter]}{after}"
        for letter, after in (("t", m), ("n", n), ("m", ""))
        if row.get(letter)
    ]
    return " ".join(said) or "Staging without categories"


def facts_of(
    kind: Kind, row: Mapping[str, Any], speaker: Speaker, leave_out: set[str] | tuple[str, ...] = ()
) -> tuple[Fact, ...]:
    """The filled fields in their order, and the blank ones that say why."""
    joined = {name: key for key, names in kind.joined.items() for name in names}
    facts, seen = [], set()
    for one in sorted(kind.fields, key=lambda one: one.name in SAID_LAST):
        name = joined.get(one.name, kind.json_name(one.name))
        if name in seen:
            continue
        seen.add(name)
        absent = row.get(f"{name}_absent")
        value = row.get(name)
        label = str(one.verbose_name)
        if absent:
            facts.append(Fact(label, Spoken(), label_of(Absence, absent), name))
        elif value not in (None, "", []) and name not in leave_out:
            spoken = Spoken(speaker.score(value)) if name in kind.joined else speaker.value(one, value)
            facts.append(Fact(label, spoken, name=name))
        wording = row.get(f"{name}_as_reported")
        if wording:
            facts.append(Fact(f"{label}, as reported", Spoken(f"“{wording}”")))
    return tuple(facts)


def nested_of(kind: Kind, row: Mapping[str, Any], document: Mapping[str, Any], speaker: Speaker) -> tuple[Nested, ...]:
    found = []
    for inner in kind.nested:
        if inner.slug == "compartment":
            continue
        rows = _inner_rows(inner, row, document)
        if rows:
            found.append(Nested(inner.plural, inner.json_list, tuple(_line(inner, one, speaker) for one in rows)))
    return tuple(found)


def _inner_rows(inner: Kind, row: Mapping[str, Any], document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if inner.listed_at_top:
        return [one for one in document.get(inner.json_list) or () if one.get(inner.parent) == row.get("id")]
    rows = row.get(inner.json_list) or []
    if not inner.plain:
        return list(rows)
    of_key = {one.get("id"): name for name, kind in inner.named.items() for one in document.get(kind.json_list) or ()}
    return [{of_key.get(one, inner.plain[0]): one} for one in rows]


LINE_NAMES = {
    "marker": ("analyte", "value"),
    "drug": ("agent", "class"),
    "germline": ("gene", "result"),
    "performance": ("ecog",),
    "consent": ("scope", "status"),
    "empirical": ("kind", "agent"),
    "microbiology": ("organism",),
    "later-event": ("event",),
}


def _line(inner: Kind, row: Mapping[str, Any], speaker: Speaker) -> tuple[str, tuple[Fact, ...]]:
    names = LINE_NAMES.get(inner.slug, ())
    fields = {inner.json_name(one.name): one for one in inner.fields}
    said = []
    for name in names:
        value = row.get(name)
        if value in (None, ""):
            continue
        if name == "analyte":
            said.append(label_of(Analyte, value))
        else:
            said.append(speaker.score(value) if name in inner.joined else speaker.value(fields[name], value).text)
    return " ".join(said), facts_of(inner, row, speaker, leave_out=names)


def statuses_of(row: Mapping[str, Any], speaker: Speaker) -> tuple[Status, ...]:
    order = list(Compartment)
    rows = sorted(row.get("compartments") or (), key=lambda one: order.index(one["compartment"]))
    return tuple(_status(one, speaker) for one in rows)


def _status(row: Mapping[str, Any], speaker: Speaker) -> Status:
    kind = next(inner for one in KINDS for inner in one.nested if inner.slug == "compartment")
    shown = ("compartment", "status", "involved_at_baseline", "new_lesion")
    return Status(
        compartment=label_of(Compartment, row["compartment"]),
        code=row["status"],
        label=status_label(row["status"]),
        involved=row.get("involved_at_baseline"),
        new_lesion=bool(row.get("new_lesion")),
        facts=facts_of(kind, row, speaker, leave_out=(*shown, *REMARKS)),
        remarks=facts_of(kind, {name: row[name] for name in REMARKS if row.get(name)}, speaker),
    )


@dataclass(frozen=True)
class Visit:
    """One column of the grid of compartments."""

    key: str
    when: SpokenWhen
    title: str


@dataclass(frozen=True)
class GridRow:
    compartment: str
    skin: bool
    cells: tuple[Status | None, ...]


@dataclass(frozen=True)
class Grid:
    """Every compartment at every assessment."""

    visits: tuple[Visit, ...]
    rows: tuple[GridRow, ...]


def grid_of(document: Mapping[str, Any], speaker: Speaker) -> Grid:
    """Rows: compartments, the skin last; columns: assessments in order of time."""
    assessments = [(speaker.when(one.get("on"), one.get("regimen")), one) for one in document.get("assessments") or ()]
    assessments.sort(key=lambda one: one[0].order)
    visits = tuple(Visit(one["id"], when, _visit_title(one)) for when, one in assessments)
    columns = [
        {row["compartment"]: _status(row, speaker) for row in one.get("compartments") or ()} for _, one in assessments
    ]
    used = [one for one in Compartment if any(one in column for column in columns)]
    used.sort(key=lambda one: one.startswith("SKIN"))
    rows = tuple(
        GridRow(one.label, one.startswith("SKIN"), tuple(column.get(one) for column in columns)) for one in used
    )
    return Grid(visits, rows)


def _visit_title(assessment: Mapping[str, Any]) -> str:
    kind = label_of(AssessmentKind, assessment["kind"]) if assessment.get("kind") else ""
    scope = label_of(Scope, assessment["scope"]).lower() if assessment.get("scope") else ""
    return ", ".join(one for one in (kind, scope) if one)
