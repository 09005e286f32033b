"""Frozen runs as a reader sees them: the receipt, the rows that the reader may read, and whether they are as stored."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import Http404

from cases.cohorts.hashing import digest_of, hash_of_rows
from cases.cohorts.members import Member, Parts, Selection, Unit
from cases.cohorts.policy import policy_in_force
from cases.cohorts.saved import BESIDE, OF_THE_QUESTION, RULE, Part, Run, RunLoss, RunMember
from cases.disclosure.rule import Count, Withheld
from cases.episodes.published import named_definition
from registry.database.deriver import as_deriver
from registry.institutions.scoping import Scope

PARTS = "SELECT run_id, state, rows FROM cohort_run_part WHERE run_id = ANY(%s)"


@dataclass(frozen=True)
class FrozenRun:
    """A run as one reader may know it.

    ``is_own``: whether the reader froze it. ``readable``: rows that the reader reads now. ``withdrawn`` and ``held``:
    rows that left with a withdrawal, and rows out of sight while their cases are not released; of everything for the
    owner, for others of what they may read. ``owner``: name.
    """

    receipt: Run
    is_own: bool
    owner: str
    readable: int
    withdrawn: int
    held: int

    @property
    def of(self) -> int:
        """How many rows there were, as far as this reader may know: all for the owner."""
        return self.receipt.rows if self.is_own else self.readable + self.withdrawn + self.held

    @property
    def id(self) -> uuid.UUID:
        return self.receipt.pk

    @property
    def frozen_at(self) -> datetime:
        return self.receipt.frozen_at

    def get_absolute_url(self) -> str:
        return self.receipt.get_absolute_url()


@dataclass(frozen=True)
class Verified:
    """Whether a run's rows are as they were stored. ``altered``: the place of the first that is not, if known."""

    holds: bool
    altered: int | None = None


def run_for(scope: Scope, run_id: str | uuid.UUID) -> FrozenRun:
    """A run for somebody who has its address; 404 where there is none."""
    try:
        receipt = Run.objects.select_related("owner").get(pk=uuid.UUID(str(run_id)))
    except (ValueError, Run.DoesNotExist):
        raise Http404 from None
    parts = parts_of_runs([receipt.pk])[receipt.pk]
    return FrozenRun(
        receipt=receipt,
        is_own=receipt.owner_id == scope.user_id,
        owner=str(receipt.owner),
        readable=RunMember.objects.filter(run=receipt, part=Part.MEMBER).count(),
        withdrawn=parts.get("withdrawn", 0),
        held=parts.get("held", 0),
    )


def parts_of_runs(runs: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    """Rows of each run by state (kept, held, withdrawn): all of the reader's own runs, of others the readable."""
    parts: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(PARTS, [list(runs)])
        for run, state, rows in cursor.fetchall():
            parts[run][state] = rows
    return parts


def selection_of_run(scope: Scope, run_id: str | uuid.UUID) -> Selection:
    """The cohort of a run, from its stored rows that the reader may read: the same numbers whatever changed since.

    Row-level security leaves the rows of cases that are the reader's own, of an approved project, or published.
    """
    run = run_for(scope, run_id)
    receipt = run.receipt
    return Selection(
        unit=Unit(receipt.unit),
        definition=named_definition(receipt.definition_name),
        query=receipt.address,
        words=receipt.words,
        load=lambda: parts_of_run(receipt, is_own=run.is_own),
        number=lambda: run.readable,
        shown=lambda exact: Count(exact) if run.is_own else policy_in_force().withheld(Withheld.TOO_FINE, exact=exact),
        run=run,
    )


def members_of_run(run: Run) -> tuple[Member, ...]:
    """The readable rows of a run in their order, as members."""
    return parts_of_run(run).members


def parts_of_run(run: Run, *, is_own: bool = True) -> Parts:
    """All readable units that were stored, in their order, apart by what the filters said of each.

    The owner's patients keep the numbers they were stored with; for anybody else gaps would tell how many there are.
    """
    found: dict[str, list[Member]] = {part: [] for part in OF_THE_QUESTION}
    rows = list(RunMember.objects.filter(run=run, part__in=found).order_by("position").defer("document"))
    stored = sorted({row.patient for row in rows})
    numbers = {one: one if is_own else place for place, one in enumerate(stored, 1)}
    for row in rows:
        found[row.part].append(_member(row, Unit(run.unit), numbers[row.patient]))
    return Parts(*(tuple(found[part]) for part in OF_THE_QUESTION))


def beside_run(run: Run, unit: Unit) -> tuple[Member, ...]:
    """The readable cases, or events, that were stored beside the units of a run, with what attrition reads of them."""
    rows = RunMember.objects.filter(run=run, part=BESIDE[unit]).order_by("position").defer("document")
    return tuple(_member(row, unit, row.patient) for row in rows)


def said_in_run(run: Run, members: Collection[uuid.UUID]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """What each rule said of some events when they were frozen: by event, by rule."""
    rows = RunMember.objects.filter(run=run, member__in=list(members)).values_list("member", "rules")
    return {str(key): {one[0]: dict(zip(RULE, one, strict=False)) for one in rules} for key, rules in rows}


def documents_of_run(run: Run, members: Collection[uuid.UUID]) -> Mapping[uuid.UUID, dict]:
    """The de-identified records of some members of a run, as they were, by the ids of the members."""
    rows = RunMember.objects.filter(run=run, part=Part.MEMBER, member__in=list(members))
    return dict(rows.values_list("member", "document"))


def _member(row: RunMember, unit: Unit, patient: int) -> Member:
    return Member(
        id=row.member,
        unit=unit,
        patient=patient,
        institution=row.institution_code,
        label=row.label,
        certainty=row.certainty,
        facts=row.facts,
        course=row.course,
        rules={rule: verdict for rule, verdict, *_ in row.rules},
        near=row.near,
    )


def verify(run: Run) -> Verified:
    """Make every hash of a run again from all its stored rows; withdrawn rows count by their digest."""
    with as_deriver():
        lost = dict(RunLoss.objects.filter(run=run).values_list("position", "digest"))
        rows = RunMember.objects.filter(run=run).order_by("position")
        stored = {row.position: (row.digest, digest_of(row)) for row in rows.iterator(chunk_size=200)}
    digests = []
    for position in range(1, run.stored + 1):
        kept, made = stored.get(position) or (lost.get(position),) * 2
        if made is None or kept != made:
            return Verified(False, position)
        digests.append(made)
    return Verified(hash_of_rows(digests) == run.rows_hash)
