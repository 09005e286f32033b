"""Rows inside a row: added and removed in place (drugs, markers), or one line for each thing (the grid)."""

from collections.abc import Iterator

from django.http import QueryDict

from cases.records.forms.entry import Entry
from cases.records.forms.layouts import Grid, Rows
from cases.records.forms.rows import RowForm, as_posted, spoken
from cases.records.kinds import Kind
from cases.records.models import CompartmentStatus, PatientRow
from cases.rules.vocabulary import Compartment

MOST = 200
"""Nested rows of one kind that one form takes."""


class NestedRow:
    """One nested row on a form: its fields, whether it is stored already, and whether it is to go."""

    def __init__(self, *, form: RowForm, number: int | str, gone: bool = False, version: int | None = None):
        self.form, self.number, self.gone = form, number, gone
        self.stored = not form.row._state.adding
        self.version = version

    @property
    def prefix(self) -> str:
        return self.form.prefix

    @property
    def title(self) -> str:
        """What a fault calls this row: "Drug 2", or the name of a line of the grid."""
        return self.number if isinstance(self.number, str) else f"{self.form.kind.title} {self.number}"

    @property
    def unstored_and_blank(self) -> bool:
        return not self.stored and self.form.blank


class NestedRows:
    """The nested rows of one kind that may be added and removed."""

    template = "records/_rows.html"

    def __init__(self, *, kind: Kind, part: Rows, parent: PatientRow, entry: Entry, data: QueryDict | None = None):
        self.kind, self.part, self.parent, self.entry, self.data = kind, part, parent, entry, data
        found = {} if parent._state.adding else _stored_rows(kind, parent)
        self.rows = list(self._unbound(found) if data is None else self._bound(found))
        if data is None and part.starts_open and not self.rows:
            self.add()

    def _unbound(self, found: dict[str, PatientRow]) -> Iterator[NestedRow]:
        for index, row in enumerate(found.values()):
            yield NestedRow(form=self._form(row, index), number=index + 1, version=row.row_version)

    def _bound(self, found: dict[str, PatientRow]) -> Iterator[NestedRow]:
        # the form of a new row, sent again after that row was saved: its nested rows are the stored ones, in order
        spare = iter(() if "seen_version" in self.data else found.values())
        for index in range(self.posted_count):
            prefix = f"{self.kind.slug}-{index}"
            if f"{prefix}-row" not in self.data:
                continue
            row = found.get(self.data[f"{prefix}-row"]) or next(spare, None) or self.kind.model()
            yield NestedRow(
                form=self._form(row, index),
                number=index + 1,
                gone=self.data.get(f"{prefix}-gone") == "yes",
                version=_whole(self.data.get(f"{prefix}-version")),
            )

    @property
    def add_label(self) -> str:
        """What the button says that adds a row."""
        title = self.kind.title[:1].lower() + self.kind.title[1:]
        article = "another" if self.rows else "an" if title[0] in "aeiou" else "a"
        return f"Add {article} {title}"

    @property
    def posted_count(self) -> int:
        return min(_whole(self.data.get(f"{self.kind.slug}-count")) or 0, MOST)

    @property
    def count(self) -> int:
        """One more than the highest number in use."""
        return max((int(row.prefix.rpartition("-")[2]) + 1 for row in self.rows), default=0)

    def _form(self, row: PatientRow, index: int, data: QueryDict | None = None) -> RowForm:
        bound = self.data if data is None else data
        return RowForm(kind=self.kind, row=row, entry=self.entry, data=bound, prefix=f"{self.kind.slug}-{index}")

    def add(self) -> None:
        """One more blank row, which takes the focus."""
        index = self.count
        form = RowForm(kind=self.kind, row=self.kind.model(), entry=self.entry, prefix=f"{self.kind.slug}-{index}")
        if self.data is not None:
            form.fields[self.part.shown[0]].widget.attrs["autofocus"] = True
        self.rows.append(NestedRow(form=form, number=index + 1))

    def toggle(self, prefix: str) -> None:
        """Take a row away; a stored one stays in sight, marked, until the form is saved."""
        for row in self.rows:
            if row.prefix == prefix:
                row.gone = not row.gone
        self.rows = [row for row in self.rows if row.stored or not row.gone]

    def kept(self) -> list[NestedRow]:
        return [row for row in self.rows if not row.gone and not row.unstored_and_blank]

    def removed(self) -> list[NestedRow]:
        return [row for row in self.rows if row.gone and row.stored]


class GridRows:
    """One line for each compartment, or each lesion of the case; a line left alone is not stored."""

    def __init__(self, *, kind: Kind, part: Grid, parent: PatientRow, entry: Entry, data: QueryDict | None = None):
        self.kind, self.part, self.parent, self.entry, self.data = kind, part, parent, entry, data
        found = {} if parent._state.adding else _stored_rows(kind, parent)
        self.stored = {self._thing(row): row for row in found.values()}
        self.involved = involved_before(entry, parent) if kind.model is CompartmentStatus else set()
        first = sorted(self._things(), key=lambda pair: pair[0] not in self.involved)
        self.rows = [self._row(thing, name) for thing, name in first]

    @property
    def template(self) -> str:
        return f"records/_grid_{self.kind.slug}.html"

    def _things(self) -> list[tuple[str, str]]:
        """Key and name of each line in the order in which new ones are stored."""
        if self.kind.model is CompartmentStatus:
            return [(one.value, one.label) for one in Compartment]
        lesion = self.kind.model._meta.get_field(self.part.over).related_model
        return [(row.key, self.entry.say(row)) for row in self.entry.of_model(lesion)]

    def _thing(self, row: PatientRow) -> str:
        value = getattr(row, self.part.over)
        return getattr(value, "key", value)

    def _row(self, thing: str, name: str) -> NestedRow:
        row = self.stored.get(thing) or self.kind.model(**{self.part.over: self.entry.rows.get(thing, thing)})
        prefix = f"{self.kind.slug}-{thing}"
        form = RowForm(
            kind=self.kind,
            row=row,
            entry=self.entry,
            data=self.data,
            prefix=prefix,
            left_out=[self.part.over],
        )
        if "status" in form.fields:
            form.fields["status"].error_messages["required"] = "Choose a status, or clear the rest of this row."
        version = row.row_version if self.data is None else _whole(self.data.get(f"{prefix}-version"))
        line = NestedRow(form=form, number=name, version=version)
        line.thing, line.involved = thing, thing in self.involved
        line.gone = self.data is not None and line.stored and form.blank
        return line

    def kept(self) -> list[NestedRow]:
        """The lines to store, in an order that does not hang on what the case knew when they were typed."""
        lines = [row for row in self.rows if not row.gone and not row.unstored_and_blank]
        order = [*self.stored, *(thing for thing, _ in self._things())]
        return sorted(lines, key=lambda row: order.index(row.thing))

    def removed(self) -> list[NestedRow]:
        return [row for row in self.rows if row.gone and row.stored]

    def toggle(self, prefix: str) -> None:
        """Lines of a grid are cleared, not taken away."""

    def add(self) -> None:
        """The lines of a grid are all there."""


def involved_before(entry: Entry, assessment: PatientRow) -> set[str]:
    """Compartments that other assessments or the lesions of the case show to be involved."""
    others = CompartmentStatus.objects.filter(case=entry.case, involved_at_baseline=True)
    if not assessment._state.adding:
        others = others.exclude(assessment=assessment)
    lesions = [row.compartment for row in entry.rows.values() if row._meta.model_name == "lesion"]
    return {*others.values_list("compartment", flat=True), *lesions}


def _stored_rows(kind: Kind, parent: PatientRow) -> dict[str, PatientRow]:
    rows = kind.model.objects.filter(**{kind.parent: parent}).order_by("position", "id")
    return {str(row.pk): row for row in rows}


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def posted_as_stored(group: NestedRows | GridRows) -> dict[str, list[str]]:
    """What an untouched group would post."""
    posted = {}
    for row in group.rows:
        posted |= as_posted(row.form)
        posted |= {f"{row.prefix}-row": [str(row.form.row.pk) if row.stored else ""]}
        posted |= {f"{row.prefix}-version": [str(row.version or "")]}
    return posted | {f"{group.kind.slug}-count": [str(len(group.rows))]}


def summary(group: NestedRows | GridRows) -> str:
    """The kept rows in a line of words, to compare two versions."""
    return "; ".join(_words(row) for row in group.rows if not row.gone and _words(row))


def _words(row: NestedRow) -> str:
    bound = [row.form[one.name] for one in row.form.columns]
    said = [text for one in bound if (text := spoken(one))]
    return f"{row.number}: {', '.join(said)}" if said and isinstance(row.number, str) else ", ".join(said)
