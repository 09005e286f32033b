"""The rows and the receipt of a run, read so that they belong together; cases.cohorts.actions stores them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import psycopg
from django.db import connection

from cases.cohorts.hashing import digest_of, hash_of_rows, hash_of_snapshot
from cases.cohorts.members import Member, Parts, Selection
from cases.cohorts.models import ReadableUnit
from cases.cohorts.policy import policy_in_force
from cases.cohorts.querysets import ReadableUnitQuerySet
from cases.cohorts.saved import BESIDE, OF_THE_QUESTION, RULE, Part, Run, RunMember
from cases.disclosure.rule import Policy
from cases.episodes.models import Derivation
from cases.episodes.recipe import recipe_for
from registry.database.deriver import as_deriver
from registry.institutions.models import Institution, SharingLevel

COUNTED_OF_CASES = ("class", "drug", "events")
BATCH = 200
"""Rows that are sent at once; each may hold a whole record."""
INSERT = "INSERT INTO cohorts_runmember ({0}) SELECT {0} FROM jsonb_populate_recordset(NULL::cohorts_runmember, %s)"


@dataclass(frozen=True)
class Frozen:
    """What is stored of a selection: the receipt, and its rows in order."""

    run: Run
    rows: Sequence[RunMember]


def frozen(selection: Selection) -> Frozen:
    """The rows of a live selection, as they are in one version of each case, and the receipt over them.

    No case is derived anew between the parts of this read: its derivation is locked until the transaction ends.
    """
    stored = _stored(selection)
    members = [row for row in stored if row.part == Part.MEMBER]
    definition = selection.definition
    return Frozen(
        Run(
            query=selection.query,
            words=selection.words,
            unit=selection.unit,
            definition_key=definition.key,
            definition_version=definition.version,
            definition_hash=definition.hash,
            recipe_hash=recipe_for(definition).hash,
            rows=len(members),
            stored=len(stored),
            patients=len({row.patient for row in members}),
            others=selection.total.others_in_words,
            snapshot_hash=hash_of_snapshot((row.case_id, row.case_version) for row in stored),
            rows_hash=hash_of_rows(row.digest for row in stored),
            named=_named(members, policy_in_force()),
        ),
        stored,
    )


def _stored(selection: Selection) -> list[RunMember]:
    """Every unit that the reader may read, the members first, each with what the filters say of it.

    Members keep their record; of the others no page shows one. Then the cases and the events that attrition counts.
    """
    parts = selection.parts
    said = list(_said(parts))
    units = ReadableUnit.objects.of(selection.unit, selection.definition).filter(pk__in=[one.id for one, _ in said])
    beside = {unit: ReadableUnit.objects.of(unit, selection.definition) for unit in BESIDE if unit != selection.unit}
    derivations = _locked({person for some in (units, *beside.values()) for person in _people(some)})
    found = {unit.id: unit for unit in units.defer("document")}
    documents = dict(units.filter(pk__in=[one.id for one in parts.members]).values_list("id", "document"))
    numbers = {found[one.id].person: one.patient for one, _ in said if one.id in found}
    rows = [_row(found[one.id], part, document=documents.get(one.id, {})) for one, part in said if one.id in found]
    rows += [_slim(one, BESIDE[kind]) for kind, some in beside.items() for one in some if one.person in derivations]
    return [
        _placed(row, place, derivations[person], numbers.setdefault(person, max(numbers.values(), default=0) + 1))
        for place, (row, person) in enumerate(rows, 1)
    ]


def _said(parts: Parts) -> Iterator[tuple[Member, Part]]:
    for part, members in zip(OF_THE_QUESTION, (parts.members, parts.outside, parts.unknown), strict=True):
        for one in members:
            yield one, part


def _people(units: ReadableUnitQuerySet) -> set[uuid.UUID]:
    return set(units.values_list("person", flat=True))


def _locked(people: Collection[uuid.UUID]) -> dict[uuid.UUID, Derivation]:
    with as_deriver():
        locked = Derivation.objects.filter(pk__in=people).order_by("case_id").select_for_update(of=("self",))
        return {one.pk: one for one in locked.only("case_id", "institution_id", "case_version")}


def _row(unit: ReadableUnit, part: Part, **more: Any) -> tuple[RunMember, uuid.UUID]:
    """A row without its place yet, and whose it is."""
    told = {"facts": unit.facts, "course": unit.course} | more
    row = RunMember(
        publicly_described=unit.publicly_described,
        part=str(part),
        member=unit.id,
        institution_code=unit.institution_code,
        label=unit.label,
        certainty=unit.certainty,
        rules=[[one.get(name) for name in RULE] for one in unit.rules],
        near=unit.near,
        **told,
    )
    return row, unit.person


def _slim(unit: ReadableUnit, part: Part) -> tuple[RunMember, uuid.UUID]:
    """With the facts that attrition reads of a case, and none of an event."""
    facts = {name: unit.facts[name] for name in COUNTED_OF_CASES if name in unit.facts} if part is Part.CASE else {}
    return _row(unit, part, facts=facts, course={})


def _placed(row: RunMember, position: int, derivation: Derivation, patient: int) -> RunMember:
    row.position, row.patient = position, patient
    row.case_id, row.institution_id = derivation.case_id, derivation.institution_id
    row.case_version = derivation.case_version
    row.digest = digest_of(row)
    return row


def store_rows(rows: Sequence[RunMember], run: Run) -> None:
    """Insert the rows of a run, sent as JSON: four times faster than a parameter for each value.

    Past Django's cursor, which would write the text into the statement, for PostgreSQL to read it twice.
    """
    names = [one.attname for one in RunMember._meta.concrete_fields]
    for row in rows:
        row.run = run
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        text = orjson.dumps([{name: getattr(row, name) for name in names} for row in batch]).decode()
        with connection.wrap_database_errors:
            psycopg.Cursor(connection.connection).execute(INSERT.format(", ".join(names)), [text])


def _named(rows: Sequence[RunMember], policy: Policy) -> list[str]:
    """Names of the institutions that a citation may give: it says of each what a shown figure says, or a publication.

    An institution that keeps its cases to itself is not named.
    """
    patients: dict[uuid.UUID, set[int]] = defaultdict(set)
    for row in rows:
        patients[row.institution_id].add(row.patient)
    published = {row.institution_id for row in rows if row.publicly_described}
    shown = {site for site, found in patients.items() if site in published or not policy.is_small(len(found))}
    sharing = Institution.objects.exclude(sharing_level=SharingLevel.OWN)
    return list(sharing.filter(pk__in=shown).order_by("name").values_list("name", flat=True))
