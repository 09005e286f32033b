"""Columns that know medicine: a date as uncertain as it is, a quantity with its comparator, a coded choice."""

import json
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from cases.rules.dates import When, WhenError, when_from_json, when_to_json
from cases.rules.quantity import Quantity, QuantityError, quantity_from_json, quantity_to_json


class _ValueField(models.Field):
    """A frozen value object kept as JSON; subclasses say how it is read and written."""

    empty_strings_allowed = False

    def db_type(self, connection) -> str:
        return "jsonb"

    def from_db_value(self, value, expression, connection):
        return None if value is None else self.read(json.loads(value, parse_float=Decimal))

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else json.dumps(self.write(value), sort_keys=True, default=str)

    def get_db_prep_value(self, value, connection, prepared=False):
        return value if prepared else self.get_prep_value(value)

    def get_placeholder(self, value, compiler, connection) -> str:
        return "%s::jsonb"

    def value_to_string(self, obj) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def to_python(self, value):
        if value is None or isinstance(value, self.value_class):
            return value
        try:
            return self.read(value)
        except self.error as fault:
            raise ValidationError(str(fault), code="invalid") from fault


class WhenField(_ValueField):
    """When something happened: bounds in days from day 0, precision, and an anchor where it hangs on a record.

    The wording it was reported in is free text and stands in the row's ``as_reported`` column, never here.
    """

    value_class, error = When, WhenError

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def read(self, value):
        return when_from_json(value, day_zero=None)

    def write(self, value):
        if value.as_reported:
            raise ValueError("The wording of a date is kept in the row's as_reported, not in the date.")
        return stored_when(value)


def stored_when(value: When) -> dict | int:
    """The JSON kept in the database; always an object with numeric ``lo`` and ``hi`` where they are known."""
    written = when_to_json(value)
    if isinstance(written, int):
        return {"lo": written, "hi": written, "precision": "day"}
    return {key: part for key, part in written.items() if part is not None or key == "anchor"}


class QuantityField(_ValueField):
    """A measured amount with its comparator and unit, such as >20 % or 1-10 %."""

    value_class, error = Quantity, QuantityError

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def read(self, value):
        return quantity_from_json(value)

    def write(self, value):
        return quantity_to_json(value)


class CodeField(models.CharField):
    """One code of a value set; an open set accepts a text outside its list."""

    def __init__(self, value_set=None, **kwargs):
        self.value_set = value_set
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        _refuse_foreign_codes(self.value_set, [value] if value else [])


class CodesField(ArrayField):
    """Several codes of one value set, in the order given."""

    def __init__(self, value_set=None, **kwargs):
        self.value_set = value_set
        kwargs.setdefault("base_field", models.CharField(max_length=120))
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", list)
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        _refuse_foreign_codes(self.value_set, value or [])


def _refuse_foreign_codes(value_set, codes: list[str]) -> None:
    """A closed value set accepts its own codes only; the sentence names the ones it has."""
    if value_set is None or value_set.open:
        return
    known = {member.value for member in value_set}
    for code in codes:
        if code not in known:
            listed = ", ".join(sorted(known)[:12]) + (" …" if len(known) > 12 else "")
            raise ValidationError(f"“{code}” is not a known code here; use one of {listed}.", code="invalid_choice")
