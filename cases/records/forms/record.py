"""The whole form of one record: its own fields and the rows nested in it, judged and saved together."""

from collections.abc import Iterator

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString

from cases.records import actions
from cases.records.forms import placing
from cases.records.forms.entry import Entry, title_of
from cases.records.forms.grid import StatusLine
from cases.records.forms.layouts import LAYOUTS, Grid, Section
from cases.records.forms.nested import GridRows, NestedRows, posted_as_stored, summary
from cases.records.forms.presets import choices, with_preset
from cases.records.forms.rows import RowForm, as_posted
from cases.records.forms.searched import suggestions
from cases.records.forms.stopping import Stopped, link_to, stopping
from cases.records.forms.versions import Version, compared, kept_theirs, seen_version
from cases.records.kinds import COMPARTMENT, REGIMEN, Kind
from cases.records.models import PatientRow
from cases.records.policies import Refused
from cases.records.sending import Sending
from cases.records.sentences import fields_of
from cases.records.stops import Stop
from registry.institutions.scoping import Scope
from registry.web.templatetags.web import ErrorLink


class RecordForm:
    """One row of a kind with its nested rows.

    ``versions``: set after a save that found the row changed by somebody else; what was typed stays in the fields.
    """

    def __init__(self, *, kind: Kind, row: PatientRow, entry: Entry, data: QueryDict | None = None):
        self.kind, self.row, self.entry = kind, row, entry
        self.new = row._state.adding
        self.data = data if data is None else self._merged(data)
        self.filled = ""
        if self.data is not None and kind is REGIMEN and "fill" in self.data:
            self.data, self.filled = with_preset(self.data)
        self.seen_version = row.row_version if data is None else seen_version(data.get("seen_version"))
        self.main = RowForm(kind=kind, row=row, entry=entry, data=self.data)
        self.groups = [self._group(part) for part in LAYOUTS[kind.slug].parts if not isinstance(part, Section)]
        self.versions: list[Version] = []
        self.elsewhere: list[ErrorLink] = []
        self.main.helper = self._helper()
        self._name_own_regimen()
        if self.data is not None and self.rearranging:
            self._rearrange()

    def _group(self, part) -> NestedRows | GridRows:
        build = GridRows if isinstance(part, Grid) else NestedRows
        inner = self.kind.nested_by_slug(part.kind)
        return build(kind=inner, part=part, parent=self.row, entry=self.entry, data=self.data)

    def _helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        groups = iter(self.groups)
        helper.layout = Layout(
            *(
                placing.PlacedSection(part, self.main) if isinstance(part, Section) else _placed_group(next(groups))
                for part in LAYOUTS[self.kind.slug].parts
            )
        )
        return helper

    def _name_own_regimen(self) -> None:
        """On the form of a regimen "cycle 12" means a cycle of this very regimen."""
        if self.kind is REGIMEN:
            key = self.row.key or actions.next_key(REGIMEN, self.entry.case)
            for form in self.row_forms:
                form.own_regimen = key

    @property
    def posted(self) -> bool:
        """Whether this is a save, and not only a row added or taken away."""
        return self.data is not None and not self.rearranging

    @property
    def gone(self) -> bool:
        """Whether somebody removed the row while this person was changing it."""
        return self.new and self.data is not None and "seen_version" in self.data

    def say_gone(self) -> None:
        for form in self.row_forms:
            form.hush()
        self.main.add_error(
            None, "Somebody else has removed this entry meanwhile. What you typed stands below; save to enter it anew."
        )

    @property
    def row_forms(self) -> list[RowForm]:
        return [self.main, *(row.form for group in self.groups for row in group.rows)]

    @property
    def title(self) -> str:
        return f"New {self.kind.title.lower()}" if self.new else title_of(self.kind, self.row)

    @property
    def presets(self) -> list[tuple[str, str, str]]:
        """Named regimens that can fill this form."""
        return choices() if self.kind is REGIMEN else []

    @property
    def datalists(self) -> SafeString:
        value_sets = {one for form in self.row_forms for one in form.value_sets()}
        offered = {one for group in self.groups for one in _blank(group, self.entry).value_sets()}
        return SafeString(
            "".join(suggestions(one) for one in sorted(value_sets | offered, key=lambda one: one.__name__))
        )

    # ---- adding, removing and filling in rows without saving ---------------------------------------------

    @property
    def rearranging(self) -> bool:
        return "add" in self.data or "drop" in self.data or bool(self.filled)

    def _rearrange(self) -> None:
        for form in self.row_forms:
            form.hush()
        for group in self.groups:
            if self.data.get("add") == group.kind.slug:
                group.add()
            group.toggle(self.data.get("drop", ""))

    # ---- judging and saving ---------------------------------------------

    def is_valid(self) -> bool:
        kept = [row.form for group in self.groups for row in group.kept()]
        for form in self.row_forms:
            if form is not self.main and form not in kept:
                form.hush()
        return all([form.is_valid() for form in (self.main, *kept)])

    def judge_typed(self) -> None:
        """Say what is wrong with what stands in the fields; what is still blank is not missing yet."""
        self.is_valid()
        for form in self.row_forms:
            form.forgive_blanks()

    def saved(self, by: Scope, sending: Sending | None = None) -> bool:
        """Save what was typed; if that cannot be, say why at the fields or above the form, and keep everything."""
        if not self.is_valid():
            return False
        try:
            with stopping(self.entry.case, self.main.row):
                self.row = actions.save_row(
                    row=self.main.row,
                    case=self.entry.case,
                    nested={group.kind.slug: [row.form.row for row in group.kept()] for group in self.groups},
                    removed=[row.form.row for group in self.groups for row in group.removed()],
                    seen_version=None if self.new else self.seen_version,
                    seen_nested=self._seen_nested(),
                    sending=sending,
                    by=by,
                )
        except Stopped as stopped:
            for stop in stopped.stops:
                self._take_stop(stop)
            return False
        except actions.EditedMeanwhile as meanwhile:
            self._compare(meanwhile.current)
            return False
        except Refused as refused:
            self.main.add_error(None, str(refused))
            return False
        except ValidationError as fault:
            self._take_refusal(fault)
            return False
        return True

    def _seen_nested(self) -> dict:
        rows = [row for group in self.groups for row in [*group.kept(), *group.removed()] if row.stored]
        return {row.form.row.pk: row.version for row in rows}

    def _take_refusal(self, fault: ValidationError) -> None:
        """Put the sentence of a database constraint at the field it speaks of, in every row that has that field."""
        if hasattr(fault, "error_dict"):
            self.main.take_faults(fault)
            return
        for message in fault.messages:
            model, names = fields_of(message)
            forms = [form for form in self.row_forms if form.kind.model is model and form.is_bound and not form.blank]
            if len(forms) == 1 and names and names[0] in forms[0].fields:
                forms[0].add_error(names[0], message)
            else:
                self.main.add_error(None, message)

    def _take_stop(self, stop: Stop) -> None:
        """Put what is impossible at the value of this row, with a link to each value elsewhere that excludes it."""
        own = next((one.field for one in stop.places if one.field in self.main.fields), None)
        self.main.add_error(own, stop.says)
        self.elsewhere += [link for one in stop.places if (link := link_to(one, self.entry, self.main.row))]

    # ---- two people at once ---------------------------------------------

    def _compare(self, current: PatientRow) -> None:
        theirs = RecordForm(kind=self.kind, row=current, entry=self.entry)
        self.versions = [*compared(self.main, theirs.main), *self._compared_groups(theirs)]
        self.seen_version = current.row_version
        for group, other in zip(self.groups, theirs.groups, strict=True):
            versions = {row.form.row.pk: row.version for row in other.rows if row.stored}
            for row in group.rows:
                row.version = versions.get(row.form.row.pk)

    def _compared_groups(self, theirs: "RecordForm") -> Iterator[Version]:
        for group, other in zip(self.groups, theirs.groups, strict=True):
            if summary(group) or summary(other):
                yield Version(group.kind.slug, group.kind.plural, summary(group), summary(other))

    def _merged(self, data: QueryDict) -> QueryDict:
        """The post with the saved version put in wherever a person chose to keep theirs."""
        chosen = kept_theirs(data)
        if not chosen:
            return data
        merged = data.copy()
        stored = RecordForm(kind=self.kind, row=self.row, entry=self.entry)
        posted = as_posted(stored.main)
        for name in chosen & stored.main.fields.keys():
            merged.setlist(name, posted[name])
        for group in stored.groups:
            if group.kind.slug in chosen:
                _replace_group(merged, group)
        return merged

    # ---- faults, for the summary ---------------------------------------------

    @property
    def errors(self) -> list[ErrorLink]:
        """Every fault in the order of the page, with the id of its field; the row is named where there are several."""
        nested = [row for group in self.groups for row in group.rows]
        inner = [link for row in nested for link in _links(row.form, row.title)]
        return [*_links(self.main, ""), *inner, *self.elsewhere]


def _links(form: RowForm, title: str) -> Iterator[ErrorLink]:
    if not form.is_bound:
        return
    before = f"{title}: " if title else ""
    for message in form.non_field_errors():
        yield ErrorLink(f"#{form.prefix}" if form.prefix else "", f"{before}{message}")
    for bound in form:
        for message in bound.errors:
            yield ErrorLink(f"#{placing.focusable_id(bound)}", f"{before or ''}{bound.label}: {message}")


def _placed_group(group: NestedRows | GridRows) -> placing.PlacedGroup:
    return placing.PlacedGroup(group, StatusLine if group.kind is COMPARTMENT else placing.Line)


def _blank(group: NestedRows | GridRows, entry: Entry) -> RowForm:
    return RowForm(kind=group.kind, row=group.kind.model(), entry=entry)


def _replace_group(merged: QueryDict, group: NestedRows | GridRows) -> None:
    for name in [name for name in merged if name.startswith(f"{group.kind.slug}-")]:
        del merged[name]
    for name, values in posted_as_stored(group).items():
        merged.setlist(name, values)
