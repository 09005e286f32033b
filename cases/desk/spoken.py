"""Values of case JSON as a person reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.figure.moments import Moment, Moments
from cases.rules.dates import When, when_text
from cases.rules.quantity import quantity_from_json, quantity_text
from cases.rules.vocabulary import Coded, Her2Ihc


@dataclass(frozen=True)
class Spoken:
    """One value. ``when``: a date; ``refers``: key of the row that it names."""

    text: str = ""
    when: "SpokenWhen | None" = None
    refers: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpokenWhen:
    """A date for ``_components/when.html``; ``order``: its place in time, unknown dates last."""

    text: str
    precision: str
    calendar: str
    note: str
    order: float


NOT_DATED = SpokenWhen("", "unknown", "", "", float("inf"))


def label_of(value_set: type[Coded], code: Any) -> str:
    """The label of a code; a text outside an open set as it was typed."""
    member = value_set._value2member_map_.get(str(code))
    return member.label if member else str(code)


def lowered(text: str) -> str:
    """The text as it stands within a sentence: "Before treatment" but not "CT" begins in lower case."""
    return text[0].lower() + text[1:] if text[:1].isupper() and text[1:2].islower() else text


class Speaker:
    """Speaks the values of one document. ``day_zero``: for calendar dates, where the reader may see them."""

    def __init__(self, document: Mapping[str, Any], day_zero: date | None):
        self.moments = Moments(document)
        self.day_zero = day_zero

    def value(self, field: models.Field, value: Any) -> Spoken:
        """A value of a field of the record."""
        if isinstance(field, WhenField):
            return Spoken(when=self.when(value))
        if isinstance(field, QuantityField) or isinstance(value, Mapping):
            return Spoken(quantity_text(quantity_from_json(value)))
        if isinstance(field, CodesField):
            return Spoken(", ".join(lowered(label_of(field.value_set, one)) for one in value))
        if isinstance(field, CodeField):
            return Spoken(lowered(label_of(field.value_set, value)))
        if field.is_relation:
            return Spoken(refers=(value,))
        if isinstance(value, bool):
            return Spoken("yes" if value else "no")
        return Spoken(str(value))

    def score(self, value: Any) -> str:
        """A marker's value: a score, a number or a quantity."""
        if isinstance(value, str):
            return lowered(label_of(Her2Ihc, value))
        return quantity_text(quantity_from_json(value))

    def when(self, value: Any, regimen: str | None = None) -> SpokenWhen:
        """A WHEN in days, with the calendar where it is known, and the wording of the source."""
        when = self.moments.when(value, regimen)
        if when is None:
            return NOT_DATED
        moment = self.moments.of(value, regimen)
        return SpokenWhen(
            text=_days(when),
            precision=when.precision.value,
            calendar=self._calendar(when, moment),
            note=_note(when, moment),
            order=moment.at if moment else float("inf"),
        )

    def _calendar(self, when: When, moment: Moment | None) -> str:
        if self.day_zero is None or when.anchored or moment is None:
            return ""
        return when_text(when, self.day_zero).split(" (")[0].replace("..", " to ").strip()


def _days(when: When) -> str:
    if when.anchored:
        return f"{_offset(when.lo_offset, when.hi_offset)} {when.anchor or 'a record not named'}"
    if when.lo is None and when.hi is None:
        return ""
    if when.lo is None:
        return f"by d{when.hi}"
    if when.hi is None:
        return f"from d{when.lo}"
    return f"d{when.lo}" if when.lo == when.hi else f"d{when.lo} to d{when.hi}"


def _offset(lo: int | None, hi: int | None) -> str:
    """Days from an anchor in words, up to the name of the anchor."""
    if lo is None or hi is None:
        return "at an unknown distance from"
    if lo == hi == 0:
        return "at"
    if lo == hi:
        return f"{abs(lo)} days {'after' if lo > 0 else 'before'}"
    if lo == -hi:
        return f"within {hi} days of"
    if lo >= 0:
        return f"{lo} to {hi} days after"
    if hi <= 0:
        return f"{-hi} to {-lo} days before"
    return f"{-lo} days before to {hi} days after"


def _note(when: When, moment: Moment | None) -> str:
    """The wording of the source, and for a date that hangs on another one the days it may be."""
    said = [f"“{when.as_reported}”"] if when.as_reported else []
    if when.anchored and moment and moment.earliest is not None and moment.latest is not None:
        exact = moment.earliest == moment.latest
        said.append(f"d{moment.earliest}" if exact else f"d{moment.earliest} to d{moment.latest}")
    return ", ".join(said)
