"""From an address to a cohort: the one door that every page about a cohort comes through."""

import uuid
from collections.abc import Collection, Iterable, Mapping

from django.http import QueryDict

from cases.cohorts.asked import Asked, UnreadableError, asked_by
from cases.cohorts.cohort import Cohort
from cases.cohorts.members import Member, Parts, Selection, Unit
from cases.cohorts.models import ReadableUnit
from cases.cohorts.pool import fitting, units_of
from cases.cohorts.runs import documents_of_run, selection_of_run
from cases.rules.definition import Definition
from registry.institutions.scoping import Scope


def selection_of(scope: Scope, query: QueryDict) -> Selection:
    """The cohort that an address asks for: ``of=``, ``definition=`` and ``where=``, or a frozen one, ``run=``.

    Raises UnreadableError for a question that cannot be read: `cases.cohorts.leading_back` takes the reader to the
    builder, which says what is wrong with it. A run that is not known is a 404.
    """
    if "run" in query:
        return selection_of_run(scope, query["run"])
    asked = asked_by(scope, query)
    if asked.term is None:
        raise UnreadableError(asked)
    cohort = Cohort(scope, list(asked.sites), asked.chosen, asked.by_properties)
    return Selection(
        unit=asked.unit,
        definition=asked.definition,
        query=asked.query,
        words=asked.words,
        load=lambda: parts_of(asked),
        number=units_of(asked).annotate(fits=fitting(asked)).filter(fits=True).count,
        shown=lambda exact: cohort.beside(exact, asked.by_properties),
        refused=asked.refused,
    )


def parts_of(asked: Asked) -> Parts:
    """All readable units, apart by what the question says of each. Patients have the same numbers in every part."""
    rows = list(units_of(asked).annotate(fits=fitting(asked)))
    found = list(zip(members_of(rows), (row.fits for row in rows), strict=True))
    return Parts(*(tuple(one for one, fits in found if fits is wanted) for wanted in (True, False, None)))


def readable(unit: Unit, definition: Definition) -> tuple[Member, ...]:
    """All readable units of one kind under a version that is derived already; nobody else's are asked about."""
    return members_of(ReadableUnit.objects.of(unit, definition))


def members_of(rows: Iterable[ReadableUnit]) -> tuple[Member, ...]:
    """Rows as members; patients are numbered in the order in which they come."""
    numbers: dict[uuid.UUID, int] = {}
    return tuple(_member(row, numbers.setdefault(row.person, len(numbers) + 1)) for row in rows)


def _member(row: ReadableUnit, patient: int) -> Member:
    return Member(
        id=row.id,
        unit=Unit(row.unit),
        patient=patient,
        institution=row.institution_code,
        label=row.label,
        certainty=row.certainty,
        facts=row.facts,
        course=row.course,
        rules={one["rule"]: one["verdict"] for one in row.rules},
        near=row.near,
    )


def documents_of_members(selection: Selection, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, dict]:
    """The de-identified case documents of some members of a selection, by their ids."""
    if selection.run is not None:
        return documents_of_run(selection.run.receipt, ids)
    rows = ReadableUnit.objects.of(selection.unit, selection.definition).filter(pk__in=list(ids))
    return dict(rows.values_list("id", "document"))
