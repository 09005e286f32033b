"""Verdicts are pulled: whoever needs them first derives the cases that changed since (docs/adr/0004).

All reading and writing here happens as the database role that derives, never as the reader. What a reader then sees
of the verdicts is decided by row-level security and by the views of the cohorts.
"""

import gc
import logging
import traceback
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from select import select

import orjson
import psycopg
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg import pq

from cases.episodes.attributes import AXES, attributes_of
from cases.episodes.course import course_of
from cases.episodes.facts import CaseFacts
from cases.episodes.history import Dated
from cases.episodes.models import Derivation, Verdict
from cases.episodes.outside import Outside, outside_of
from cases.episodes.published import current_definition, named_definition
from cases.episodes.querysets import is_pending
from cases.episodes.recipe import Recipe, recipe_for
from cases.records.document import documents_of
from cases.records.figure import first_dose
from cases.records.figure.moments import Moments
from cases.records.models import Case
from cases.rules.definition import Definition
from cases.rules.discordance import classify
from cases.rules.near import NearMiss, near_miss
from cases.rules.remedies import remedies
from cases.rules.timeline import Timeline
from registry.database.deriver import as_deriver
from registry.institutions.models import SharingLevel

Ids = Mapping[tuple[uuid.UUID, str], uuid.UUID]
"""Case, and key of the record that an episode starts with -> id of its verdict."""
AT_ONCE, SHARE = 300, 50
"""Cases in one transaction, and of them those that are handed to PostgreSQL in one statement."""

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


@dataclass(frozen=True)
class Progress:
    """Released cases of the registry, those derived under a version, and those of them that could not be read."""

    total: int
    done: int
    faulty: int

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> int:
        """Whole, rounded down: 100 only when nothing is left."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True)
class Made:
    """One case, derived: its row and its verdicts, not stored yet."""

    derivation: Derivation
    verdicts: list[Verdict]


def derive(case_ids: Iterable[uuid.UUID], definition: Definition | None = None) -> int:
    """Derive those of the cases that are not up to date under a version, the house's own unless given.

    Returns how many that were. Safe to repeat and to run in parallel.
    """
    recipe = recipe_for(definition or current_definition())
    with no_collector():
        return _derived(set(case_ids), recipe)


def _derived(case_ids: set[uuid.UUID], recipe: Recipe) -> int:
    """A batch by itself, so that all it made is gone before the collector could look through it."""
    with as_deriver():
        stale = _locked(case_ids, recipe)
        versions = dict(Case.objects.filter(pk__in=stale).values_list("pk", "version"))
        documents = documents_of(versions, with_vault=False)
        ids = _forgotten(documents, recipe)
        with _written_meanwhile():
            for some in _shares(documents):
                store([classified(stale[pk], versions[pk], documents[pk], recipe) for pk in some], ids)
    return len(documents)


def _shares(case_ids: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    left = iter(case_ids)
    while some := list(islice(left, SHARE)):
        yield some


@contextmanager
def _written_meanwhile() -> Iterator[None]:
    """PostgreSQL writes one share while the rules read the next; nothing waits for it before the end of the block."""
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


@contextmanager
def no_collector() -> Iterator[None]:
    """A batch makes very many small objects and hardly a ring among them: the collector would cost a seventh of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def verdicts_of(case: Case, definition: Definition | None = None) -> list[Verdict]:
    """The episodes of one case in order of t0, derived now if the case has changed since."""
    recipe = recipe_for(definition or current_definition())
    if not Derivation.objects.current(recipe).filter(case=case).exists():
        derive([case.pk], recipe.definition)
    return list(Verdict.objects.under(recipe.definition).filter(case=case))


def derive_pending(definition: Definition | None = None, limit: int = AT_ONCE) -> Pending:
    """Derive up to ``limit`` released cases that changed since, and say what is left."""
    recipe = recipe_for(definition or current_definition())
    with as_deriver():
        waiting, faulty = _waiting(recipe), _faulty(recipe)
    if not waiting:
        return Pending(0, (), faulty)
    derived = derive([one.case_id for one in waiting[:limit]], recipe.definition)
    with as_deriver():
        return Pending(derived, tuple(waiting[limit:]), _faulty(recipe))


def rebuild(case_ids: Iterable[uuid.UUID], definition: Definition | None = None) -> int:
    """Forget the verdicts of some cases under a version and derive them anew; the ids of their episodes stay."""
    wanted, definition = list(case_ids), definition or current_definition()
    with transaction.atomic():
        with as_deriver():
            Derivation.objects.under(definition).filter(case__in=wanted).update(case_version=0)
        return derive(wanted, definition)


def progress_of(definition: Definition) -> Progress:
    """How far the released cases of the whole registry are derived under a version."""
    recipe = recipe_for(definition)
    with as_deriver():
        total = Case.objects.filter(released=True).count()
        made = Derivation.objects.current(recipe).filter(case__released=True)
        return Progress(total, made.count(), made.exclude(fault="").count())


def definition_of_episode(key: uuid.UUID) -> Definition | None:
    """The published version that an episode belongs to, whoever may read it; None if there is no such episode."""
    with as_deriver():
        found = Verdict.objects.filter(pk=key).values_list("definition_key", "definition_version").first()
    return named_definition("@".join(found)) if found else None


def every_case() -> list[uuid.UUID]:
    """The ids of all cases, in one order."""
    with as_deriver():
        return list(Case.objects.order_by("pk").values_list("pk", flat=True))


def _waiting(recipe: Recipe) -> list[Waiting]:
    rows = (
        Case.objects.filter(is_pending(recipe, Derivation.objects.all()), released=True)
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
    definition = recipe.definition
    named = [definition.key, definition.version, definition.hash]
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_DERIVATIONS, [*named, list(case_ids)])
    of_these = Derivation.objects.under(definition).filter(case__in=case_ids)
    rows = of_these.order_by("case_id").defer("picture", "facts").select_for_update(of=("self",))
    held = {row.case_id: row for row in rows}
    fresh = set(Derivation.objects.current(recipe).filter(case__in=held).values_list("case_id", flat=True))
    return {case_id: row for case_id, row in held.items() if case_id not in fresh}


def _forgotten(case_ids: Iterable[uuid.UUID], recipe: Recipe) -> Ids:
    """Delete the verdicts of some cases under one version, and say which ids their episodes had."""
    former = Verdict.objects.under(recipe.definition).filter(case__in=list(case_ids))
    ids = {(case, finding or assessment): pk for pk, case, finding, assessment in former.values_list(*IDENTITY)}
    if ids:
        former.delete()
    return ids


def store(made: Sequence[Made], ids: Ids) -> None:
    """Write the verdicts of some cases, as the deriver; an episode that was there before keeps its id."""
    fresh = [verdict for one in made for verdict in one.verdicts]
    for verdict in fresh:
        verdict.pk = ids.get((verdict.case_id, verdict.record_key), verdict.pk)
    rows = [_as_json(fresh), _as_json([one.derivation for one in made])]
    with connection.wrap_database_errors:
        psycopg.Cursor(connection.connection).execute(STORE, rows)
        _hand_over(connection.connection.pgconn)


def _hand_over(server: pq.abc.PGconn) -> None:
    """Send what is left of a statement longer than a socket takes at once: else it would only start with the next."""
    while server.flush():
        select([server.socket], [server.socket], [])
        server.consume_input()


def _as_json(rows: Sequence[Model]) -> str:
    """Many rows as one JSON text: five times faster than a parameter for each value.

    It goes past Django's cursor, which would write the text into the statement, for PostgreSQL to read it twice.
    """
    names = [one.attname for one in rows[0]._meta.concrete_fields] if rows else []
    sent = [{name: getattr(row, name) for name in names} for row in rows]
    return orjson.dumps(sent, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


BEGIN_DERIVATIONS = """
INSERT INTO episodes_derivation (id, case_id, institution_id, definition_key, definition_version, definition_hash,
    recipe_hash, case_version, fault, picture, facts)
SELECT gen_random_uuid(), id, institution_id, %s, %s, %s, '', 0, '', '{}', '{}'
FROM records_case WHERE id = ANY(%s) ORDER BY id
ON CONFLICT DO NOTHING
"""
STORE = """
WITH stored AS (INSERT INTO episodes_verdict SELECT * FROM jsonb_populate_recordset(NULL::episodes_verdict, %s))
UPDATE episodes_derivation old
SET recipe_hash = new.recipe_hash, case_version = new.case_version, derived_at = new.derived_at, fault = new.fault,
    picture = new.picture, facts = new.facts
FROM jsonb_populate_recordset(NULL::episodes_derivation, %s) new
WHERE old.id = new.id
"""
"""One statement for both, so that it is handed over at once and nothing waits until half of it is written."""
IDENTITY = ("pk", "case_id", "finding_key", "assessment_key")


def classified(row: Derivation, version: int, document: dict, recipe: Recipe) -> Made:
    """The verdicts of a document. One broken case must not keep the others from being derived: it is marked instead.

    It is tried again when the case or the recipe changes.
    """
    row.recipe_hash, row.case_version, row.derived_at = recipe.hash, version, timezone.now()
    definition = recipe.definition
    try:
        timeline = Timeline.from_document(document)
        found = classify(timeline, definition)
        episodes = [one.as_json() for one in found]
        moments = Moments(document)
        first, dated = first_dose(document, moments), Dated(document, moments)
        facts = CaseFacts(document, timeline, episodes, dated)
        outside = outside_of(document, episodes, definition, first)
        verdicts = [_verdict(row, document, one, place, first) for place, one in enumerate(episodes)]
        for verdict, episode in zip(verdicts, found, strict=True):
            verdict.outside = outside.episodes[verdict.record_key]
            ways = remedies(timeline, definition, episode)
            near = near_miss(timeline, definition, episode, ways)
            verdict.remedies = [one.as_json() for one in ways]
            verdict.near = _for_others(near, outside) if near is not None else {}
            verdict.course = course_of(document, episodes, verdict.position, dated)
            verdict.facts = facts.episode(verdict.position) | {"near_miss": near is not None}
        row.facts = {"case": facts.case(), "regimens": facts.regimens()}
    except Exception as fault:
        where = "".join(traceback.format_tb(fault.__traceback__))  # code only: the message could quote the record
        log.error("Case %s could not be classified: %s\n%s", row.case_id, type(fault).__name__, where)
        row.fault, row.picture, row.facts = type(fault).__name__, {}, {}
        return Made(row, [])
    row.fault, row.picture = "", outside.document
    return Made(row, verdicts)


def _for_others(near: NearMiss, outside: Outside) -> dict:
    """A near miss as it is stored: read by others too, so its records go by their plain keys."""
    return near.as_json() | {"records": [outside.names.get(one, one) for one in near.records]}


def _verdict(row: Derivation, document: dict, episode: dict, place: int, first: int | None) -> Verdict:
    axes = {name: _codes(episode["axes"][name]) for name in AXES}
    return Verdict(
        case_id=row.case_id,
        institution_id=row.institution_id,
        definition_key=row.definition_key,
        definition_version=row.definition_version,
        definition_hash=row.definition_hash,
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
        **attributes_of(document, episode, first),
    )


def _codes(value: str | Sequence[str]) -> list[str]:
    """An axis as a list: one code, or all that the dates allow."""
    return [value] if isinstance(value, str) else list(value)
