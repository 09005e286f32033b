"""From an address to a cohort: the one door that every page about a cohort comes through."""

import uuid
from collections.abc import Collection, Mapping

from django.http import QueryDict

from cases.cohorts.discordant import Cohort, sites_for
from cases.cohorts.filters import Filters
from cases.cohorts.members import Member, Parts, Selection, Unit
from cases.cohorts.models import ReadableUnit
from cases.cohorts.runs import documents_of_run, selection_of_run
from cases.episodes.published import choose
from registry.institutions.scoping import Scope


def selection_of(scope: Scope, query: QueryDict) -> Selection:
    """The cohort that an address asks for: ``of=``, ``definition=`` and ``where=``, or a frozen one, ``run=``.

    What is not known there is left out, and the page shows the usual instead; a run that is not known is a 404.
    """
    if "run" in query:
        return selection_of_run(scope, query["run"])
    chosen = choose(query.get("definition"))
    unit = Unit(query["of"]) if query.get("of") in set(Unit) else Unit.EPISODES
    known = QueryDict(mutable=True)
    known["of"], known["definition"] = unit, chosen.definition.name
    cohort = Cohort(scope, sites_for(scope), Filters((), (), known.urlencode(safe="@")), chosen)
    rows = ReadableUnit.objects.of(unit, chosen.definition)

    return Selection(
        unit=unit,
        definition=chosen.definition,
        total=cohort.total,
        query=known.urlencode(safe="@"),
        words="",
        load=lambda: Parts(members_of(rows), (), ()),
    )


def members_of(rows: Collection[ReadableUnit]) -> tuple[Member, ...]:
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
