"""One batch of a sensitivity sweep: what the person who asked may read, classified under every setting.

Which cases those are is asked anew for each batch, through the views of the database and in the scope that the person
has by then: whoever loses a right during a sweep has no further case counted.
"""

import hashlib
import logging
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.cohorts.models import ReadableEpisode, Sweep, SweepState
from cases.episodes.derivation import no_collector
from cases.episodes.models import Verdict
from cases.episodes.variants import PANELS, SETTINGS, stored_brief, tally
from cases.records.document import documents_of
from cases.rules.brief import Brief
from cases.rules.definition import Definition
from cases.rules.timeline import Timeline
from registry.database.deriver import as_deriver
from registry.institutions.scoping import Scope

AT_ONCE = 150
"""Cases of one batch: half a second of work, after which a person can stop it and a kill loses nothing."""
FIGURES = len(SETTINGS) * len(PANELS)

log = logging.getLogger(__name__)
Events = Mapping[uuid.UUID, list[Brief]]


@dataclass(frozen=True)
class Batch:
    """What one batch found. ``after``: the last case that was looked at; None where none is left."""

    counts: tuple[int, ...]
    done: int
    faulty: int
    after: uuid.UUID | None


@transaction.atomic
def count_next(*, key: uuid.UUID, definition: Definition, by: Scope, limit: int = AT_ONCE) -> Sweep | None:
    """Count one batch and keep it: what was counted and how far that went are written together, or not at all.

    None where the person has no such sweep. One that was stopped, or is done, stays as it is.
    """
    sweep = Sweep.objects.select_for_update().filter(pk=key, user=by.user_id).first()
    if sweep is None or not sweep.is_running:
        return sweep
    with no_collector():
        batch = _next_batch(sweep, definition, limit)
    sweep.counts = [before + more for before, more in zip(sweep.counts, batch.counts, strict=True)]
    sweep.done, sweep.faulty = sweep.done + batch.done, sweep.faulty + batch.faulty
    sweep.total, sweep.moved_at = max(sweep.total, sweep.done), timezone.now()
    if batch.after is None:
        sweep.state = SweepState.DONE
    else:
        sweep.after = batch.after
    sweep.save(update_fields=["counts", "done", "faulty", "total", "moved_at", "state", "after"])
    return sweep


def _next_batch(sweep: Sweep, definition: Definition, limit: int) -> Batch:
    """Count the next cases of a sweep, in the order of their ids."""
    with as_deriver():
        ahead = Verdict.objects.filter(definition_key=definition.key, definition_version=definition.version)
        ahead = ahead if sweep.after is None else ahead.filter(case__gt=sweep.after)
        cases = list(ahead.order_by("case_id").values_list("case_id", flat=True).distinct()[:limit])
        rows = list(ahead.filter(case__in=cases).values_list("pk", "case_id", "label", "evidence"))
    events = _readable(rows)
    with as_deriver():
        documents = documents_of(events, with_vault=False)
    tallies = [_tally(case, document, definition, events[case]) for case, document in documents.items()]
    read = [one for one in tallies if one is not None]
    counts = tuple(map(sum, zip(*read, strict=True))) if read else (0,) * FIGURES
    return Batch(counts, len(tallies), len(tallies) - len(read), cases[-1] if cases else None)


def _readable(rows: Iterable[tuple]) -> Events:
    """Those of the verdicts that the person in scope may read, by case."""
    rows = list(rows)
    readable = set(ReadableEpisode.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", flat=True))
    events: dict[uuid.UUID, list[Brief]] = defaultdict(list)
    for key, case, label, evidence in rows:
        if key in readable:
            events[case].append(stored_brief(str(key), label, evidence))
    return events


def _tally(case: uuid.UUID, document: dict, definition: Definition, events: list[Brief]) -> tuple[int, ...] | None:
    """None for a case that the rules cannot read under some setting: it must not keep the others from being counted."""
    try:
        return tally(Timeline.from_document(document), definition, events)
    except Exception as fault:
        log.error("Case %s could not be swept: %s", case, type(fault).__name__)
        return None


def readable_cases(definition: Definition) -> int:
    """How many cases with an event the person in scope may read."""
    readable = list(ReadableEpisode.objects.under(definition).values_list("pk", flat=True))
    with as_deriver():
        return Verdict.objects.filter(pk__in=readable).values("case_id").distinct().count()


def reach_of(scope: Scope) -> str:
    """Changes when the institutions do whose cases a person may read."""
    parts = (sorted(map(str, some)) for some in (scope.sites, scope.readable_sites))
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()
