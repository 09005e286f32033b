"""The readable units of a question, with what each of its conditions says of each: enough for every figure."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from cases.cohorts.asked import Asked
from cases.cohorts.models import ReadableUnit
from cases.cohorts.query.asking import sql_of
from cases.cohorts.query.judging import every
from cases.cohorts.querysets import ReadableUnitQuerySet

COLUMNS = ("id", "person", "label", "institution_code", "country", "publicly_described", "facts")


@dataclass(frozen=True)
class Row:
    """One readable unit. ``facts``: with the columns that can be asked by; ``answers``: one for each condition."""

    id: uuid.UUID
    person: uuid.UUID
    label: str
    facts: Mapping[str, Any]
    answers: tuple[bool | None, ...]

    @property
    def fits(self) -> bool | None:
        return every(self.answers)

    def fits_without(self, place: int) -> bool | None:
        """What all conditions but one say."""
        return every(answer for at, answer in enumerate(self.answers) if at != place)


@dataclass(frozen=True)
class Pool:
    """All readable units of the kind that is asked for. ``rows``: in one order, whatever is asked."""

    asked: Asked
    rows: Sequence[Row]

    @cached_property
    def found(self) -> list[Row]:
        """Those that the question holds for."""
        return [row for row in self.rows if row.fits]

    @property
    def unknown(self) -> int:
        """Those of which the question is neither true nor false, for want of data."""
        return sum(row.fits is None for row in self.rows)

    @property
    def patients(self) -> int:
        """How many people the found units are of."""
        return len({row.person for row in self.found})

    def without(self, place: int) -> list[Row]:
        """Those that all conditions but one hold for."""
        return [row for row in self.rows if row.fits_without(place)]


def pool_of(asked: Asked) -> Pool:
    """Ask the database, once."""
    names = [f"part_{place}" for place in range(len(asked.parts))]
    rows = units_of(asked).annotate(**dict(zip(names, _expressions(asked), strict=True)))
    return Pool(asked, [_row(row, len(COLUMNS)) for row in rows.values_list(*COLUMNS, *names)])


def units_of(asked: Asked) -> ReadableUnitQuerySet:
    """The readable units of the kind and the definition that are asked for."""
    return ReadableUnit.objects.of(asked.unit, asked.definition)


def fitting(asked: Asked) -> RawSQL:
    """The whole question as one expression over the view."""
    question = sql_of(asked.term, asked.fields)
    return RawSQL(question.text, question.params, output_field=BooleanField(null=True))


def _expressions(asked: Asked) -> Collection[RawSQL]:
    return [fitting(asked.having(part)) for part in asked.parts]


def _row(row: tuple, end: int) -> Row:
    key, person, label, institution, country, published, facts = row[:end]
    columns = {"institution_code": institution, "country": country, "publicly_described": published}
    return Row(key, person, label, facts | columns, tuple(row[end:]))
