"""One case, read once for the pages on which its institution enters and checks it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils import timezone

from cases.desk.entry.hub import Task, hub_of
from cases.desk.record import Links, Section, sections_of
from cases.desk.spoken import Speaker, label_of
from cases.records.completeness import Need, form_part
from cases.records.days import day_zero_in
from cases.records.document import document_of
from cases.records.fields import CodeField
from cases.records.forms.case import FACTS
from cases.records.kinds import KINDS, kind_by_slug
from cases.records.models import Case
from cases.records.policies import can_edit
from cases.records.sections import FACTS as FACTS_SECTION
from cases.records.sections import kinds_by_key
from cases.records.stops import Stop, stops_of
from cases.records.warnings import CaseWarning, shown
from cases.rules.vocabulary import Absence
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class FactRow:
    """One fact of the case, for ``_components/summary_list.html``."""

    label: str
    value: str
    absent: str
    change_url: str


@dataclass(frozen=True)
class Gap:
    """A value that is missing. ``url``: the form that takes it; empty for those who may not change the case."""

    need: Need
    url: str


@dataclass(frozen=True)
class Place:
    """A row, or a fact of the case, that a question speaks of. ``url``: its form; its entry here if read only."""

    title: str
    url: str


@dataclass(frozen=True)
class Question:
    """Something unlikely with the rows that it names, or something impossible with the values that exclude each other.

    ``code`` and ``about``: by which a warning is answered; ``answer``: why it holds, once somebody said so.
    """

    says: str
    places: tuple[Place, ...]
    stops: bool = False
    code: str = ""
    about: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Part:
    """One section with everything in it. ``elsewhere``: the page where it is entered, if not by its rows."""

    task: Task
    elsewhere: str
    facts: tuple[FactRow, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]


class Reading:
    """``back``: the page that its forms return to. About thirty queries, whatever the number of rows."""

    def __init__(self, case: Case, scope: Scope, back: str):
        self.case, self.may_edit = case, can_edit(case, scope)
        self.document = document_of(case)
        self.warnings = shown(self.document)
        self.stops = stops_of(self.document, timezone.localdate())
        self.hub = hub_of(case, self.document, self.stops, [one for one in self.warnings if not one.answer])
        self.speaker = Speaker(self.document, day_zero_in(self.document))
        self.links = Links(str(case.pk), row_ids(case) if self.may_edit else {}, self.may_edit, back)
        self.kinds = kinds_by_key(self.document)

    def part(self, task: Task) -> Part:
        section = task.section
        return Part(
            task=task,
            elsewhere=reverse(section.elsewhere, args=[self.case.pk]) if section.elsewhere else "",
            facts=self.facts() if section is FACTS_SECTION else (),
            sections=sections_of(section.kinds, self.document, self.speaker, self.links),
            gaps=self.gaps(task),
            questions=self.questions(task),
        )

    def questions(self, task: Task) -> tuple[Question, ...]:
        """What is impossible in a section, then its open questions, then those that its rows have answered."""
        keys = {row.get("id") for row in task.section.rows(self.document)}
        answered = [one for one in self.warnings if one.answer and keys & set(one.keys)]
        return tuple(
            [self._stop(one) for one in task.stops] + [self._warning(one) for one in (*task.questions, *answered)]
        )

    def every_stop(self) -> tuple[Question, ...]:
        return tuple(self._stop(one) for one in self.stops)

    def every_warning(self) -> tuple[Question, ...]:
        """All warnings, those without an answer first."""
        return tuple(self._warning(one) for one in sorted(self.warnings, key=lambda one: bool(one.answer)))

    def _stop(self, stop: Stop) -> Question:
        return Question(stop.says, tuple(self._place(one.row, one.field) for one in stop.places), stops=True)

    def _warning(self, warning: CaseWarning) -> Question:
        places = tuple(self._place(key) for key in warning.keys if key in self.kinds)
        return Question(warning.says, places, False, warning.code, warning.about, warning.answer)

    def _place(self, key: str, field: str = "") -> Place:
        if not key:
            title, page = ("Day zero", "day-zero") if field == "day_zero" else ("Facts of the case", "case-edit")
            return Place(title, self.links.to(page))
        kind, part = self.kinds[key], field if field.startswith("rows-") else f"div_id_{field}"
        form = self.links.edit(kind, key)
        address = (f"{form}#{part}" if field else form) if form else f"#record-{key}"
        return Place(f"{kind.title} {key}", address)

    def gaps(self, task: Task) -> tuple[Gap, ...]:
        return tuple(Gap(one, form_of(one, self.links)) for one in task.needs.missing)

    def facts(self) -> tuple[FactRow, ...]:
        """The facts of the case in the order of their form, then day zero."""
        names = [name for _, some in FACTS for name in some if name != "institution"]
        rows = [_fact(self.case, name, self.links.to("case-edit")) for name in names]
        day = self.speaker.day_zero
        told = f"{day:%-d %b %Y}" if day else "Not given; the record counts in days"
        return (*rows, FactRow("Day zero", told, "", self.links.to("day-zero")))


def form_of(need: Need, links: Links) -> str:
    """The address at which a missing value is given; empty for those who may not change the case."""
    if not need.kind:
        address = links.to("case-edit")
    elif not need.field:
        address = links.add(kind_by_slug(need.kind))
    else:
        address = links.edit(kind_by_slug(need.kind), need.row)
    return f"{address}#{form_part(need)}" if address and need.field else address


def _fact(case: Case, name: str, change_url: str) -> FactRow:
    column, absent = Case._meta.get_field(name), case.absent.get(name)
    label = str(column.verbose_name)
    return FactRow(
        label=label[:1].upper() + label[1:],
        value=_told(column, getattr(case, name)),
        absent=label_of(Absence, absent) if absent else "",
        change_url=change_url,
    )


def _told(column, value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return label_of(column.value_set, value) if isinstance(column, CodeField) else str(value)


def row_ids(case: Case) -> dict[str, str]:
    """Key of a row (slug, for kinds without keys) -> its id, in one query over all kinds."""
    return row_ids_in([case.pk]).get(case.pk, {})


def row_ids_in(case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """Id of each case -> the same for its rows, in one query over all kinds and cases."""
    parts = [
        kind.model.objects.filter(case__in=case_ids).values_list(
            "case_id", "key" if kind.prefix else Value(kind.slug, output_field=CharField()), "id"
        )
        for kind in KINDS
    ]
    found: dict[uuid.UUID, dict[str, str]] = {}
    for case, key, row in parts[0].union(*parts[1:], all=True):
        found.setdefault(case, {})[key] = str(row)
    return found
