"""What a form must know about the case around it: its day zero and the rows that may be named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import models

from cases.records.fields import CodeField, CodesField, WhenField
from cases.records.forms.layouts import LAYOUTS
from cases.records.forms.searched import lately_used
from cases.records.kinds import KINDS, Kind, kind_of
from cases.records.models import Case, DayZero, PatientRow
from cases.rules.dates import When, when_text


@dataclass(frozen=True)
class Entry:
    """One case, read once for a form.

    ``rows``: every row that has a key, by key, kind after kind. ``by``: the user who fills the form in, or None.
    """

    case: Case
    day_zero: date | None
    rows: Mapping[str, PatientRow]
    by: UUID | None = None
    _lately: dict[str, dict[str, list[str]]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, case: Case, by: UUID | None = None) -> "Entry":
        day_zero = DayZero.objects.filter(case=case).values_list("date", flat=True).first()
        keyed = [kind.model for kind in KINDS if kind.prefix]
        rows = [row for model in keyed for row in model.objects.filter(case=case).order_by("position", "key")]
        return cls(case, day_zero, {row.key: row for row in rows}, by)

    @property
    def intervals(self) -> dict[str, int | None]:
        """Days from cycle to cycle, by the key of the regimen."""
        return {key: row.interval_days for key, row in self.rows.items() if hasattr(row, "interval_days")}

    def lately(self, kind: Kind, names: Iterable[str]) -> dict[str, list[str]]:
        """The codes this person wrote last into long lists of a kind; asked once for all rows of the kind."""
        if self.by is None or not names:
            return {}
        if kind.slug not in self._lately:
            self._lately[kind.slug] = lately_used(kind.model, names, self.by)
        return self._lately[kind.slug]

    def of_model(self, model: type[models.Model]) -> list[PatientRow]:
        return [row for row in self.rows.values() if isinstance(row, model)]

    def say(self, row: PatientRow) -> str:
        """A row in words, such as "b1 Skin biopsy, chest wall skin, 12 Mar 2014"."""
        kind = kind_of(row)
        words = [spoken_value(row, name) for name in LAYOUTS[kind.slug].named_by]
        when = getattr(row, kind.timed_by, None) if kind.timed_by else None
        words.append(_told(when, self.day_zero))
        return f"{row.key} {', '.join(word for word in words if word) or kind.title.lower()}"


def _told(when: When | None, day_zero: date | None) -> str:
    """A date as it is read, not as it is typed: "105 to 125 days after r3"."""
    text = when_text(when, day_zero)
    text = re.sub(r"^at (\S+) (\d+)\.\.(\d+) days", r"\2 to \3 days after \1", text)
    return text.replace("..", " to ").strip()


def spoken_value(row: PatientRow, name: str) -> str:
    """One stored value as a person reads it, without dates."""
    field = row._meta.get_field(name)
    value = getattr(row, name, None)
    if isinstance(field, CodesField):
        return ", ".join(label_of(field.value_set, code) for code in value)
    if isinstance(field, CodeField):
        return label_of(field.value_set, value) if value else ""
    return "" if value is None else str(value.key if isinstance(value, PatientRow) else value)


def label_of(value_set, code: str) -> str:
    """The label of a code; a text outside an open set speaks for itself."""
    known = value_set._value2member_map_.get(code)
    return known.label if known else code


def with_wording(row: PatientRow, field: models.Field) -> object:
    """The stored value of a field; a date with the wording that is kept beside it."""
    value = getattr(row, field.name, None)
    wording = row.as_reported.get(field.name, "")
    if isinstance(field, WhenField) and wording:
        return _worded(value, wording)
    return value


def _worded(when: When | None, wording: str) -> When:
    if when is None:
        return When(None, None, "unknown", as_reported=wording)
    return replace(when, as_reported=wording)


def title_of(kind: Kind, row: PatientRow) -> str:
    return f"{kind.title} {row.key}".strip()
