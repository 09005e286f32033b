"""Forms about the case itself: its facts, its day zero, the search, the answer to a warning."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from cases.records import actions
from cases.records.forms.boxes import box_for, read_day, reason_box
from cases.records.forms.entry import Entry
from cases.records.forms.placing import Answer, focusable_id
from cases.records.forms.rows import as_posted
from cases.records.forms.versions import Version, compared, kept_theirs, seen_version
from cases.records.models import Case
from cases.records.models.checks import check_reference
from cases.records.policies import Refused
from cases.records.sending import Sending
from cases.records.sentences import fields_of
from cases.rules.dates import when_text
from cases.rules.vocabulary import CaseStatus, LegalBasisKind
from cases.rules.when import When
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope
from registry.web.templatetags.web import ErrorLink

FACTS = (
    ("Which case", ("institution", "local_code", "diagnosis_year")),
    ("What allows it to be kept", ("legal_basis_kind", "legal_basis_state", "legal_basis_reference")),
    ("Where it was read", ("source", "source_reference", "publicly_described")),
    ("Is the list of regimens whole?", ("regimens_complete",)),
    ("Remarks", ("comment",)),
)
MAY_SAY_WHY = ("diagnosis_year", "legal_basis_reference", "source", "source_reference", "regimens_complete")


class TypedForm(forms.Form):
    """A form that may come back as it was typed before, and is judged then without being sent."""

    use_required_attribute = False

    def judge_typed(self) -> None:
        """Say what is wrong with what stands in the fields; what is still blank is not missing yet."""
        for name in [name for name in self.errors if name in self.fields]:
            if not any(text.strip() for text in self.data.getlist(name)):
                del self.errors[name]


class CaseForm(TypedForm):
    """The facts of a case, for a new one and for a change. ``versions``: as in ``RecordForm``."""

    def __init__(self, *, case: Case, scope: Scope, data: QueryDict | None = None):
        self.case, self.scope, self.new = case, scope, case._state.adding
        super().__init__(data if data is None else self._merged(data))
        self.seen_version = case.version if data is None else seen_version(data.get("seen_version"))
        self.versions: list[Version] = []
        self._add_boxes()

    def _add_boxes(self) -> None:
        entry = Entry(self.case, None, {})
        sites = Institution.objects.filter(pk__in=self.scope.sites).order_by("name")
        if self.new and len(sites) > 1:
            self.fields["institution"] = forms.ModelChoiceField(sites, label="Institution", empty_label="–")
        for name in [name for _, names in FACTS for name in names if name != "institution"]:
            column = Case._meta.get_field(name)
            self.fields[name] = _tick(column) if name == "publicly_described" else box_for(column, entry)
            self.initial[name] = getattr(self.case, name)
            if name in MAY_SAY_WHY:
                self.fields[f"{name}_absent"] = reason_box(self.fields[name].label)
                self.initial[f"{name}_absent"] = self.case.absent.get(name, "")

    def reason_for(self, name: str) -> forms.BoundField | None:
        return self[f"{name}_absent"] if name in MAY_SAY_WHY else None

    def other_for(self, name: str) -> None:
        """Every list of a case is closed."""

    @property
    def title(self) -> str:
        return "New case" if self.new else "Facts of the case"

    @property
    def sections(self) -> list[tuple[str, list[Answer]]]:
        return [(legend, [Answer(self, name) for name in names if name in self.fields]) for legend, names in FACTS]

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in MAY_SAY_WHY:
            if cleaned.get(f"{name}_absent") and cleaned.get(name) not in (None, ""):
                self.add_error(name, "Give a value or a reason why it is blank, not both.")
        for name in self._publications(cleaned):
            try:
                check_reference(cleaned[name])
            except ValidationError as fault:
                self.add_error(name, fault)
        return cleaned

    def _publications(self, cleaned: dict) -> list[str]:
        """The fields whose text names a publication: a waiver's reference is the ethics committee's own."""
        published = cleaned.get("legal_basis_kind") == LegalBasisKind.PUBLICATION
        names = ["source_reference", *(["legal_basis_reference"] if published else [])]
        return [name for name in names if cleaned.get(name)]

    def saved(self, by: Scope, sending: Sending | None = None) -> bool:
        """Open or change the case; if that cannot be, say why and keep everything."""
        if not self.is_valid():
            return False
        try:
            self._write(by, sending)
        except actions.EditedMeanwhile as meanwhile:
            self.versions = list(compared(self, CaseForm(case=meanwhile.current, scope=by)))
            self.seen_version = meanwhile.current.version
            return False
        except Refused as refused:
            self.add_error(None, str(refused))
            return False
        except ValidationError as fault:
            self._take(fault)
            return False
        return True

    def _write(self, by: Scope, sending: Sending | None) -> None:
        for name in self.fields.keys() & {one.name for one in Case._meta.fields} - {"institution"}:
            setattr(self.case, name, self.cleaned_data[name])
        self.case.absent = {
            name: self.cleaned_data[f"{name}_absent"] for name in MAY_SAY_WHY if self.cleaned_data[f"{name}_absent"]
        }
        if self.new:
            only = Institution.objects.filter(pk__in=by.sites).first()
            site = self.cleaned_data.get("institution", only)
            self.case = actions.open_case(case=self.case, institution=site, sending=sending, by=by)
        else:
            actions.change_case(case=self.case, seen_version=self.seen_version, sending=sending, by=by)

    def _take(self, fault: ValidationError) -> None:
        for name, messages in _by_field(fault):
            for message in messages:
                named = [name] if name in self.fields else fields_of(message)[1]
                at = next((one for one in reversed(named) if one in self.fields), None)
                self.add_error(at, message)

    def _merged(self, data: QueryDict) -> QueryDict:
        chosen = kept_theirs(data)
        if not chosen:
            return data
        posted = as_posted(CaseForm(case=self.case, scope=self.scope))
        merged = data.copy()
        for name in chosen & posted.keys():
            merged.setlist(name, posted[name])
        return merged

    @property
    def error_links(self) -> list[ErrorLink]:
        whole = [ErrorLink("", message) for message in self.non_field_errors()]
        return whole + [
            ErrorLink(f"#{focusable_id(bound)}", f"{bound.label}: {message}")
            for bound in self
            for message in bound.errors
        ]


def _tick(column) -> forms.BooleanField:
    return forms.BooleanField(label="Publicly described", help_text=column.help_text, required=False)


def _by_field(fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    if hasattr(fault, "error_dict"):
        return [
            (name, [message for one in faults for message in one.messages]) for name, faults in fault.error_dict.items()
        ]
    return [(None, fault.messages)]


class DayZeroForm(TypedForm):
    """The calendar date of day 0, as a full date."""

    day = forms.CharField(
        label="Date of the first histological diagnosis of breast cancer",
        help_text="A full date, such as 12 Mar 2014 or 2014-03-12.",
        error_messages={"required": "Give the date of day zero."},
        widget=forms.TextInput(attrs={"class": "input-when", "autocomplete": "off"}),
    )

    def __init__(self, *, current: date | None, data: QueryDict | None = None):
        written = when_text(When(0, 0, "day"), current) if current else ""
        super().__init__(data, initial={"day": written})

    def clean_day(self) -> date:
        day = read_day(self.cleaned_data["day"])
        if day is None:
            raise ValidationError("Day zero is a full date: day, month and year, such as 12 Mar 2014.")
        if day > timezone.localdate():
            raise ValidationError("Day zero is the day of a diagnosis; this date lies in the future.")
        return day


class SearchForm(forms.Form):
    """Find cases of one's own institution."""

    q = forms.CharField(
        label="Local code or pseudonym", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Any status"), *CaseStatus.choices()])


class AnswerForm(TypedForm):
    """Why a warning does not matter."""

    reason = forms.CharField(
        label="Why it holds all the same",
        help_text="Free text; leave out names, numbers and calendar dates.",
        error_messages={"required": "Say in a few words why this holds."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
