"""One form for one row of any kind, made by walking the kind's fields."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

from cases.records.fields import CodesField, WhenField
from cases.records.forms.boxes import OpenCode, WhenBox, box_for, other_box, reason_box
from cases.records.forms.entry import Entry, with_wording
from cases.records.forms.layouts import LABELS, ONE_OF
from cases.records.kinds import Kind
from cases.records.models import PatientRow
from cases.rules.skin_places import with_terms

WORDINGS = 3
"""Spare lines for wordings of the source on every form."""


class RowForm(forms.Form):
    """The fields of one row, for each optional one the reason why it is blank, and the wordings of the source.

    ``left_out``: fields that the caller decides (the compartment of a line of the grid).
    """

    use_required_attribute = False

    def __init__(
        self,
        *,
        kind: Kind,
        row: PatientRow,
        entry: Entry,
        data: QueryDict | None = None,
        prefix: str = "",
        left_out: Iterable[str] = (),
    ):
        super().__init__(data, prefix=prefix or None)
        self.kind, self.row, self.entry = kind, row, entry
        self.columns = [one for one in kind.fields if one.name not in {*left_out, *_not_offered(entry)}]
        self.optional = {name for name in kind.optional if name in {one.name for one in self.columns}}
        for column in self.columns:
            self._add_boxes(column)
        self._put_first_what_was_used_last()
        self._add_wordings()

    def _add_boxes(self, column) -> None:
        value = with_wording(self.row, column)
        label = LABELS.get(f"{self.kind.slug}.{column.name}", "")
        self.fields[column.name] = box_for(column, self.entry, label)
        self.initial[column.name] = value
        if isinstance(column, CodesField) and column.value_set.open:
            self.fields[f"{column.name}_other"] = other_box(column)
            self.initial[f"{column.name}_other"] = value
        if column.name in self.optional:
            self.fields[f"{column.name}_absent"] = reason_box(self.fields[column.name].label)
            self.initial[f"{column.name}_absent"] = self.row.absent.get(column.name, "")

    def _put_first_what_was_used_last(self) -> None:
        searched = {name: box.widget for name, box in self.fields.items() if "data-search" in box.widget.attrs}
        for name, codes in self.entry.lately(self.kind, sorted(searched)).items():
            if codes and name in searched:
                searched[name].attrs["data-lately"] = "; ".join(codes)

    def _add_wordings(self) -> None:
        """Lines of "field: words of the source" for fields other than dates, whose box holds the wording itself."""
        worded = [
            one for one in self.columns if not isinstance(one, WhenField) and one.name not in SPEAK_FOR_THEMSELVES
        ]
        choices = [("", "–"), *((one.name, self.fields[one.name].label) for one in worded)]
        kept = [(name, text) for name, text in self.row.as_reported.items() if name in {one.name for one in worded}]
        posted = sum(self.add_prefix(f"wording_{number}") in self.data for number in range(len(self.columns)))
        lines = max(len(kept) + WORDINGS, posted) if worded else 0
        for number in range(lines):
            name, text = kept[number] if number < len(kept) else ("", "")
            of = forms.ChoiceField(choices=choices, required=False, label=f"Field {number + 1}")
            words = forms.CharField(required=False, max_length=60, label=f"Words of the source {number + 1}")
            self.fields |= {f"wording_{number}_of": of, f"wording_{number}": words}
            self.initial |= {f"wording_{number}_of": name, f"wording_{number}": text}

    @property
    def wording_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        numbers = range(sum(name.endswith("_of") and name.startswith("wording_") for name in self.fields))
        return [(self[f"wording_{number}_of"], self[f"wording_{number}"]) for number in numbers]

    @property
    def blank(self) -> bool:
        """Whether nothing at all was typed or chosen."""
        names = [self.add_prefix(name) for name in self.fields]
        return not any(value.strip() for name in names for value in self.data.getlist(name))

    def hush(self) -> None:
        """Show what was typed without judging it yet."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def forgive_blanks(self) -> None:
        """Take back the faults of fields in which nothing stands."""
        for name in [name for name in self.errors if name in self.fields]:
            if not any(text.strip() for text in self.data.getlist(self.add_prefix(name))):
                del self.errors[name]

    def reason_for(self, name: str) -> forms.BoundField | None:
        return self[f"{name}_absent"] if name in self.optional else None

    def other_for(self, name: str) -> forms.BoundField | None:
        return self[f"{name}_other"] if f"{name}_other" in self.fields else None

    def value_sets(self) -> set[type]:
        """The open value sets whose codes are offered while one types."""
        return {box.value_set for box in self.fields.values() if isinstance(box, OpenCode)}

    def full_clean(self) -> None:
        for box in self.fields.values():
            if isinstance(box, WhenBox):
                box.regimen_key = self._regimen_key()
        super().full_clean()

    def _regimen_key(self) -> str | None:
        """The regimen that "cycle 12" means: the one chosen on this form, or the one that this form describes."""
        chosen = self.data.get(self.add_prefix("regimen")) if "regimen" in self.fields else ""
        return chosen or self.own_regimen

    own_regimen: str | None = None

    def clean(self) -> dict:
        cleaned = super().clean()
        for column in self.columns:
            name = column.name
            if f"{name}_other" in self.fields and name in cleaned:
                cleaned[name] = _kept_order(getattr(self.row, name), cleaned[name] + cleaned.get(f"{name}_other", []))
            if cleaned.get(f"{name}_absent") and self._answered(name):
                self.add_error(name, "Give a value or a reason why it is blank, not both.")
        self._name_painted_places(cleaned)
        self._check_one_of()
        return cleaned

    def _name_painted_places(self, cleaned: dict) -> None:
        """A place painted on the body map is also named in the list of terms."""
        if not cleaned.get("places") or "sites" not in cleaned:
            return
        cleaned["sites"] = with_terms(cleaned["sites"], cleaned["places"])
        if cleaned.get("sites_absent"):
            self.add_error("sites", "Places are painted on the body map; take the reason why the sites are blank away.")

    def _check_one_of(self) -> None:
        """At least one of some fields is given, or says why it is blank."""
        names, sentence = ONE_OF.get(self.kind.slug, ((), ""))
        if names and not any(self._answered(name) or self.cleaned_data.get(f"{name}_absent") for name in names):
            self.add_error(names[0], sentence)

    def _answered(self, name: str) -> bool:
        names = [self.add_prefix(name), self.add_prefix(f"{name}_other")]
        return any(value.strip() for one in names for value in self.data.getlist(one))

    def _post_clean(self) -> None:
        for column in self.columns:
            if column.name in self.cleaned_data:
                setattr(self.row, column.name, self._stored(column, self.cleaned_data[column.name]))
        self.row.absent = self._absent()
        self.row.as_reported = self._as_reported()
        left_out = [one.name for one in self.row._meta.fields if one.is_relation or one.name in self.errors]
        try:
            self.row.full_clean(exclude=left_out, validate_unique=False, validate_constraints=False)
        except ValidationError as fault:
            self.take_faults(fault)

    def take_faults(self, fault: ValidationError) -> None:
        """Put faults found by the model at their fields, and the rest above the form."""
        known = getattr(fault, "error_dict", {None: fault.error_list if hasattr(fault, "error_list") else [fault]})
        for name, faults in known.items():
            for one in faults:
                self.add_error(name if name in self.fields else None, one)

    def _stored(self, column, value):
        """The value without its wording, which the row keeps apart; a date of wording alone is no date."""
        if not isinstance(column, WhenField) or value is None or not value.as_reported:
            return value
        nothing_else = value.lo is None and value.hi is None and not value.anchored
        return None if nothing_else else replace(value, as_reported="")

    def _absent(self) -> dict[str, str]:
        kept = {name: reason for name, reason in self.row.absent.items() if name not in self.optional}
        chosen = {name: self.cleaned_data.get(f"{name}_absent") for name in sorted(self.optional)}
        return kept | {name: reason for name, reason in chosen.items() if reason and not self._answered(name)}

    def _as_reported(self) -> dict[str, str]:
        offered = {one.name for one in self.columns}
        wordings = {name: text for name, text in self.row.as_reported.items() if name not in offered}
        for column in self.columns:
            value = self.cleaned_data.get(column.name)
            if isinstance(column, WhenField) and value is not None and value.as_reported:
                wordings[column.name] = value.as_reported
        for of, words in self.wording_pairs:
            name, text = self.cleaned_data.get(of.name, ""), self.cleaned_data.get(words.name, "")
            if text and not name:
                self.add_error(of.name, "Say which field these words belong to.")
            elif text:
                wordings[name] = text
        return wordings


SPEAK_FOR_THEMSELVES = frozenset(["comment", "contradiction_note", "source"])


def _not_offered(entry: Entry) -> list[str]:
    return [] if entry.case.institution.collects_ancestry else ["ancestry"]


def _kept_order(before: list[str], chosen: list[str]) -> list[str]:
    """What was chosen, the codes that stood there before first and in their order, each once."""
    unique = list(dict.fromkeys(chosen))
    return sorted(unique, key=lambda code: before.index(code) if code in before else len(before))


def as_posted(form: forms.Form) -> Mapping[str, list[str]]:
    """What an unbound form would post as it stands: name -> values."""
    return {bound.html_name: _texts(bound.value()) for bound in form}


def _texts(value) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def spoken(bound: forms.BoundField) -> str:
    """What stands in a field, in words: labels instead of codes."""
    texts = _texts(bound.value())
    labels = {str(code): str(label) for code, label in getattr(bound.field, "choices", ())}
    return ", ".join(labels.get(text, text) for text in texts)
