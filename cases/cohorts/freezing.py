"""The rows and the receipt of a run, read so that they belong together; cases.cohorts.actions stores them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import psycopg
from django.db import connection

from cases.cohorts.hashing import digest_of, hash_of_rows, hash_of_snapshot
from cases.cohorts.members import Selection
from cases.cohorts.models import ReadableUnit
from cases.cohorts.policy import policy_in_force
from cases.cohorts.saved import Part, Run, RunMember
from cases.disclosure.rule import Policy
from cases.episodes.deriver import as_deriver
from cases.episodes.models import Derivation
from cases.episodes.recipe import recipe_for
from registry.institutions.models import Institution, SharingLevel

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

    Members keep their record; of the others no page shows one.
    """
    parts = selection.parts
    said = [
        (one, part)
        for part, found in ((Part.MEMBER, parts.members), (Part.OUTSIDE, parts.outside), (Part.UNKNOWN, parts.unknown))
        for one in found
    ]
    units = ReadableUnit.objects.of(selection.unit, selection.definition).filter(pk__in=[one.id for one, _ in said])
    derivations = _locked(set(units.values_list("person", flat=True)))
    found = {unit.id: unit for unit in units.defer("document")}
    documents = dict(units.filter(pk__in=[one.id for one in parts.members]).values_list("id", "document"))
    still = [(one, part) for one, part in said if one.id in found]
    return [
        _row(
            found[one.id],
            derivations[found[one.id].person],
            position=position,
            part=str(part),
            patient=one.patient,
            document=documents.get(one.id, {}),
        )
        for position, (one, part) in enumerate(still, 1)
    ]


def _locked(people: Collection[uuid.UUID]) -> dict[uuid.UUID, Derivation]:
    with as_deriver():
        locked = Derivation.objects.filter(pk__in=people).order_by("case_id").select_for_update(of=("self",))
        return {one.pk: one for one in locked.only("case_id", "institution_id", "case_version")}


def _row(unit: ReadableUnit, derivation: Derivation, **told: Any) -> RunMember:
    row = RunMember(
        case_id=derivation.case_id,
        institution_id=derivation.institution_id,
        publicly_described=unit.publicly_described,
        case_version=derivation.case_version,
        member=unit.id,
        institution_code=unit.institution_code,
        label=unit.label,
        certainty=unit.certainty,
        facts=unit.facts,
        course=unit.course,
        rules=[[one["rule"], one["verdict"]] for one in unit.rules],
        near=unit.near,
        **told,
    )
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
