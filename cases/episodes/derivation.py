"""Verdicts are pulled: whoever needs them first derives the cases that changed since (docs/adr/0004).

All reading and writing here happens as the database role that derives, never as the reader. What a reader then sees
of the verdicts is decided by row-level security and by the views of the cohorts.
"""

import logging
import traceback
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.episodes.attributes import attributes_of
from cases.episodes.deriver import as_deriver
from cases.episodes.models import AXES, Derivation, Verdict
from cases.episodes.outside import outside_of
from cases.episodes.querysets import is_pending
from cases.episodes.recipe import Recipe, current_recipe
from cases.records.document import documents_of
from cases.records.models import Case
from cases.rules.definition import Definition
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline
from registry.institutions.models import SharingLevel

AT_ONCE = 300

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """A released case whose verdicts are not there yet."""

    case_id: uuid.UUID
    institution_id: uuid.UUID
    shared: bool


@dataclass(frozen=True)
class Pending:
    """What a pull did, and what it left: ``faulty`` cases could not be classified at all."""

    derived: int
    left: tuple[Waiting, ...] = ()
    faulty: tuple[Waiting, ...] = ()


def current_definition() -> Definition:
    """The newest published version of the definition of discordant cutaneous progression."""
    return current_recipe().definition


def derive(case_ids: Iterable[uuid.UUID]) -> int:
    """Derive those of the cases that are not up to date; how many that were. Safe to repeat and to run in parallel."""
    recipe = current_recipe()
    with as_deriver():
        stale = _locked(set(case_ids), recipe)
        versions = dict(Case.objects.filter(pk__in=stale).values_list("pk", "version"))
        documents = documents_of(versions, with_vault=False)
        for case_id, document in documents.items():
            _store(stale[case_id], document, versions[case_id], recipe)
    return len(documents)


def verdicts_of(case: Case) -> list[Verdict]:
    """The episodes of one case in order of t0, derived now if the case has changed since."""
    recipe = current_recipe()
    if not Derivation.objects.current(recipe).filter(case=case).exists():
        derive([case.pk])
    return list(Verdict.objects.under(recipe.definition).filter(case=case))


def derive_pending(limit: int = AT_ONCE) -> Pending:
    """Derive up to ``limit`` released cases that changed since, and say what is left."""
    recipe = current_recipe()
    with as_deriver():
        waiting, faulty = _waiting(recipe), _faulty(recipe)
    if not waiting:
        return Pending(0, (), faulty)
    derived = derive([one.case_id for one in waiting[:limit]])
    with as_deriver():
        return Pending(derived, tuple(waiting[limit:]), _faulty(recipe))


def rebuild(case_ids: Iterable[uuid.UUID]) -> int:
    """Forget the verdicts of some cases and derive them anew; the ids of their episodes stay."""
    wanted = list(case_ids)
    with transaction.atomic():
        with as_deriver():
            Derivation.objects.filter(case__in=wanted).update(case_version=0)
        return derive(wanted)


def every_case() -> list[uuid.UUID]:
    """The ids of all cases, in one order."""
    with as_deriver():
        return list(Case.objects.order_by("pk").values_list("pk", flat=True))


def _waiting(recipe: Recipe) -> list[Waiting]:
    rows = (
        Case.objects.filter(is_pending(recipe), released=True)
        .order_by("pk")
        .values_list("pk", "institution", "institution__sharing_level")
    )
    return [Waiting(case, institution, sharing != SharingLevel.OWN) for case, institution, sharing in rows]


def _faulty(recipe: Recipe) -> tuple[Waiting, ...]:
    rows = (
        Derivation.objects.current(recipe)
        .filter(case__released=True)
        .exclude(fault="")
        .values_list("case", "institution", "institution__sharing_level")
    )
    return tuple(Waiting(case, institution, sharing != SharingLevel.OWN) for case, institution, sharing in rows)


def _locked(case_ids: set[uuid.UUID], recipe: Recipe) -> dict[uuid.UUID, Derivation]:
    """The derivations of the cases that are still out of date, locked; in one order, so that nobody waits in a ring.

    Whoever comes second waits here for the first, and then finds the case up to date.
    """
    cases = Case.objects.filter(pk__in=case_ids).order_by("pk").values_list("pk", "institution_id")
    Derivation.objects.bulk_create(
        [Derivation(case_id=case, institution_id=institution) for case, institution in cases], ignore_conflicts=True
    )
    rows = Derivation.objects.filter(case__in=case_ids).order_by("case_id").select_for_update(of=("self",))
    held = {row.case_id: row for row in rows}
    fresh = Derivation.objects.current(recipe).filter(case__in=held).values_list("case_id", flat=True)
    return {case_id: row for case_id, row in held.items() if case_id not in set(fresh)}


def _store(row: Derivation, document: dict, version: int, recipe: Recipe) -> None:
    """Replace the verdicts of one case under its definition; an episode that is still there keeps its id."""
    definition = recipe.definition
    former = Verdict.objects.under(definition).filter(case_id=row.case_id)
    known = {one.record_key: one.pk for one in former}
    fresh = _classified(row, document, definition)
    for verdict in fresh:
        verdict.pk = known.get(verdict.record_key, verdict.pk)
    former.delete()
    Verdict.objects.bulk_create(fresh)
    row.definition_key, row.definition_version = definition.key, definition.version
    row.recipe_hash, row.case_version = recipe.hash, version
    row.derived_at = timezone.now()
    row.save()


def _classified(row: Derivation, document: dict, definition: Definition) -> list[Verdict]:
    """The verdicts of a document. One broken case must not keep the others from being derived: it is marked instead.

    It is tried again when the case or the recipe changes.
    """
    try:
        episodes = [one.as_json() for one in classify(Timeline.from_document(document), definition)]
        outside = outside_of(document, episodes, definition)
        verdicts = [_verdict(row, document, one, place, definition) for place, one in enumerate(episodes)]
    except Exception as fault:
        where = "".join(traceback.format_tb(fault.__traceback__))  # code only: the message could quote the record
        log.error("Case %s could not be classified: %s\n%s", row.case_id, type(fault).__name__, where)
        row.fault, row.picture = type(fault).__name__, {}
        return []
    for verdict in verdicts:
        verdict.outside = outside.episodes[verdict.record_key]
    row.fault, row.picture = "", outside.document
    return verdicts


def _verdict(row: Derivation, document: dict, episode: dict, place: int, definition: Definition) -> Verdict:
    axes = {name: _codes(episode["axes"][name]) for name in AXES}
    return Verdict(
        case_id=row.case_id,
        institution_id=row.institution_id,
        definition_key=definition.key,
        definition_version=definition.version,
        position=place,
        finding_key=episode.get("finding") or "",
        assessment_key=episode.get("assessment") or "",
        regimen_key=episode["regimen"] or "",
        label=episode["label"],
        certainty=episode["certainty"] or "",
        reason=episode["reason"] or "",
        label_set=episode["label_set"],
        flags=episode["flags"],
        rules=episode["rules"],
        t0_lo=episode["t0"][0],
        t0_hi=episode["t0"][1],
        **axes,
        **attributes_of(document, episode),
    )


def _codes(value: str | Sequence[str]) -> list[str]:
    """An axis as a list: one code, or all that the dates allow."""
    return [value] if isinstance(value, str) else list(value)
