"""One box for each sort of column: what is typed, how it is read, and how a stored value is shown again."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.forms.entry import Entry, label_of
from cases.records.forms.searched import one_of, several_of
from cases.records.kinds import kind_of, records_in_words
from cases.rules.dates import When, WhenError, parse_when, when_text
from cases.rules.quantity import Quantity, QuantityError, parse_quantity, quantity_text

FEW = 5
"""Up to so many choices of a field that must be answered stand open as radio buttons."""

REASONS = (
    ("unknown", "Unknown"),
    ("not-performed", "Not performed"),
    ("not-asked", "Question not asked"),
    ("not-applicable", "Inapplicable"),
    ("asked-declined", "Asked but declined"),
    ("result-not-in-chart", "Done, result not in chart"),
)
"""Why a field is blank, worded so that each begins with a letter of its own: one key chooses it, once Alt+B has opened
the list (static/js/blank.js)."""


class WhenBox(forms.CharField):
    """A time in the one grammar of dates; calendar dates where the case has a day zero."""

    def __init__(self, *, entry: Entry, **options):
        super().__init__(**options)
        self.entry = entry
        self.regimen_key: str | None = None
        self.widget.attrs |= {"class": "input-when", "autocomplete": "off", "spellcheck": "false"}

    def prepare_value(self, value):
        return when_text(value, self.entry.day_zero) if isinstance(value, When) else value

    def clean(self, value) -> When | None:
        text = super().clean(value)
        try:
            when = parse_when(
                text,
                day_zero=self.entry.day_zero,
                regimen_key=self.regimen_key,
                intervals=self.entry.intervals,
            )
        except WhenError as fault:
            raise ValidationError(str(fault), code="invalid") from fault
        if when is not None and when.anchor is not None and when.anchor not in self.known_keys():
            raise ValidationError(self._no_such_anchor(when.anchor), code="unknown_anchor")
        return when

    def known_keys(self) -> list[str]:
        own = [self.regimen_key] if self.regimen_key else []
        return [*self.entry.rows, *own]

    def _no_such_anchor(self, key: str) -> str:
        kinds = {one: kind_of(row) for one, row in self.entry.rows.items()}
        if not kinds:
            return (
                "This case has no record yet that a date could refer to. Enter that record first, or write +9 months."
            )
        return f"There is no record {key}; this case has {records_in_words(kinds)}."


class QuantityBox(forms.CharField):
    """A number with its comparator and unit."""

    def prepare_value(self, value):
        return quantity_text(value) if isinstance(value, Quantity) else value

    def clean(self, value) -> Quantity | None:
        text = super().clean(value)
        try:
            return parse_quantity(text)
        except QuantityError as fault:
            raise ValidationError(str(fault), code="invalid") from fault


class CodeSelect(forms.ChoiceField):
    """One code of a closed value set."""

    def __init__(self, *, value_set, **options):
        listed = value_set.choices()
        few = options.get("required") and len(listed) <= FEW
        options["widget"] = forms.RadioSelect() if few else one_of(value_set)
        super().__init__(choices=listed if few else [("", "–"), *listed], **options)
        self.inline = few


class OpenCode(forms.CharField):
    """One code of an open value set, or a text of one's own; the set is offered while typing."""

    def __init__(self, *, value_set, **options):
        super().__init__(**options)
        self.value_set = value_set
        self.widget.attrs |= {"list": f"list-{value_set.__name__}", "autocomplete": "off", "data-search": ""}

    def prepare_value(self, value):
        return label_of(self.value_set, value) if value else value

    def clean(self, value) -> str:
        text = super().clean(value)
        known = self.value_set.find(text) if text else None
        return known.value if known else text


class CodesBoxes(forms.MultipleChoiceField):
    """Several codes of a value set as tick boxes."""

    def __init__(self, *, value_set, **options):
        super().__init__(choices=value_set.choices(), widget=several_of(value_set), **options)
        self.value_set = value_set

    def prepare_value(self, value):
        known = self.value_set._value2member_map_
        return [code for code in value or () if code in known]


class OtherCodes(forms.CharField):
    """Texts outside an open value set, separated by semicolons."""

    def __init__(self, *, value_set, **options):
        super().__init__(**options)
        self.value_set = value_set

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "; ".join(code for code in value if code not in self.value_set._value2member_map_)

    def clean(self, value) -> list[str]:
        texts = [" ".join(text.split()) for text in super().clean(value).split(";")]
        found = [(self.value_set.find(text), text) for text in texts if text]
        return [known.value if known else text for known, text in found]


class RowSelect(forms.ChoiceField):
    """Another row of the same case, described in words and chosen by its key."""

    def __init__(self, *, entry: Entry, model: type[models.Model], **options):
        self.rows = {row.key: row for row in entry.of_model(model)}
        choices = [("", "–"), *((key, entry.say(row)) for key, row in self.rows.items())]
        super().__init__(choices=choices, **options)

    def prepare_value(self, value):
        return getattr(value, "key", value)

    def clean(self, value):
        return self.rows.get(super().clean(value))


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **options):
        super().__init__(
            choices=[("", "–"), ("yes", "Yes"), ("no", "No")],
            coerce=lambda text: text == "yes",
            empty_value=None,
            **options,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def box_for(field: models.Field, entry: Entry, label: str = "") -> forms.Field:
    """The form field of one model field, under its own name or a label that says more."""
    label = label or str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:]
    options = {
        "label": label,
        "help_text": field.help_text,
        "required": not field.blank,
        "error_messages": {"required": f"Give the {label[:1].lower() + label[1:]}."},
    }
    return next(build for sort, build in BOXES if isinstance(field, sort))(field, entry, options)


def _code(field: CodeField, entry: Entry, options: dict) -> forms.Field:
    build = OpenCode if field.value_set.open else CodeSelect
    return build(value_set=field.value_set, **options)


def _text(field: models.CharField, entry: Entry, options: dict) -> forms.Field:
    if field.choices:
        return forms.ChoiceField(choices=[("", "–"), *field.choices], **options)
    return forms.CharField(max_length=field.max_length, **options)


def _prose(field: models.TextField, entry: Entry, options: dict) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **options)


def _whole(field: models.IntegerField, entry: Entry, options: dict) -> forms.Field:
    options["error_messages"] |= {"invalid": "Give a whole number, such as 12."}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short", "autocomplete": "off"})
    return forms.IntegerField(widget=widget, min_value=0, **options)


class PlainDecimal(forms.DecimalField):
    """A decimal shown without trailing zeros."""

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _decimal(field: models.DecimalField, entry: Entry, options: dict) -> forms.Field:
    options["error_messages"] |= {"invalid": "Give a number with a decimal point, such as 24.5."}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short", "autocomplete": "off"})
    return PlainDecimal(widget=widget, max_digits=field.max_digits, decimal_places=field.decimal_places, **options)


BOXES: tuple[tuple[type[models.Field], Callable[..., forms.Field]], ...] = (
    (WhenField, lambda field, entry, options: WhenBox(entry=entry, **options)),
    (QuantityField, lambda field, entry, options: QuantityBox(**options)),
    (CodeField, _code),
    (CodesField, lambda field, entry, options: CodesBoxes(value_set=field.value_set, **options)),
    (
        models.ForeignKey,
        lambda field, entry, options: RowSelect(entry=entry, model=field.related_model, **options),
    ),
    (models.BooleanField, lambda field, entry, options: YesNo(**options)),
    (models.DecimalField, _decimal),
    (models.IntegerField, _whole),
    (models.TextField, _prose),
    (models.CharField, _text),
)


def reason_box(label: str) -> forms.ChoiceField:
    """The select that says why the field with this label is blank."""
    return forms.ChoiceField(
        label=f"Why is “{label}” blank?",
        choices=[("", "blank?"), *REASONS],
        required=False,
        widget=forms.Select(attrs={"data-blank": ""}),
    )


def other_box(field: CodesField) -> OtherCodes:
    """The text box for codes outside an open set."""
    return OtherCodes(
        value_set=field.value_set,
        label=f"Other {field.verbose_name}",
        help_text="Semicolons between them; never shown outside your institution.",
        required=False,
    )


def read_day(text: str) -> date | None:
    """A full calendar date in the grammar of dates, or None."""
    epoch = date(2000, 1, 1)
    if _reads(text, None):
        return None
    when = _reads(text, epoch)
    exact = when is not None and when.precision == "day" and when.lo == when.hi
    return epoch + timedelta(days=when.lo) if exact else None


def _reads(text: str, day_zero: date | None) -> When | None:
    try:
        return parse_when(text, day_zero=day_zero)
    except WhenError:
        return None
