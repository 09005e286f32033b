"""The only writers of sweeps, saved cohorts and frozen runs. Keyword-only, one transaction each, the person last."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cases.cohorts.freezing import frozen, store_rows
from cases.cohorts.members import Selection
from cases.cohorts.models import Run, RunMember, SavedCohort, Sweep, SweepState
from cases.cohorts.sweeping import FIGURES, reach_of, readable_cases
from cases.cohorts.tasks import ask_worker
from cases.episodes.variants import TAILS, WINDOWS
from cases.rules.definition import Definition
from registry.institutions.scoping import Scope


@transaction.atomic
def ask_for_sweep(*, definition: Definition, by: Scope) -> Sweep:
    """Have the worker sweep what the person may read; the sweep that is running already, if there is one."""
    running = Sweep.objects.of(by.user_id, definition).running().first()
    if running is not None:
        return running
    now = timezone.now()
    sweep = Sweep(
        user_id=by.user_id,
        definition_key=definition.key,
        definition_version=definition.version,
        definition_hash=definition.hash,
        windows=list(WINDOWS),
        tails=list(TAILS),
        reach=reach_of(by),
        total=readable_cases(definition),
        counts=[0] * FIGURES,
        asked_at=now,
        moved_at=now,
    )
    sweep.full_clean()
    Sweep.objects.bulk_create([sweep], ignore_conflicts=True)  # of two that come at once, one asks
    running = Sweep.objects.of(by.user_id, definition).running().get()
    ask_worker(running)
    return running


@transaction.atomic
def stop_sweep(*, sweep: Sweep, by: Scope) -> Sweep:
    """Count no further case; what was counted so far stays. A sweep that has ended stays as it is."""
    current = Sweep.objects.select_for_update().get(pk=sweep.pk, user=by.user_id)
    if current.is_running:
        current.state = SweepState.STOPPED
        current.save(update_fields=["state"])
    return current


@transaction.atomic
def save_cohort(*, selection: Selection, name: str, description: str, by: Scope) -> SavedCohort:
    """Keep a live query under a name; a name that the person has given already is a ``ValidationError``."""
    cohort = SavedCohort(owner_id=by.user_id, query=selection.query, saved_at=timezone.now())
    return _named(cohort, name, description)


@transaction.atomic
def rename_cohort(*, cohort: SavedCohort, name: str, description: str, by: Scope) -> SavedCohort:
    """Give a saved cohort another name, and with it another address."""
    return _named(SavedCohort.objects.of(by).select_for_update().get(pk=cohort.pk), name, description)


def _named(cohort: SavedCohort, name: str, description: str) -> SavedCohort:
    cohort.name, cohort.description = name, description
    cohort.slug = slugify(name) or f"cohort-{cohort.pk.hex[:8]}"
    cohort.full_clean()
    cohort.save()
    return cohort


@transaction.atomic
def delete_cohort(*, cohort: SavedCohort, by: Scope) -> None:
    """Forget a live query. Runs that were frozen of it stay."""
    SavedCohort.objects.of(by).get(pk=cohort.pk).delete()


@transaction.atomic
def freeze_cohort(*, key: uuid.UUID, selection: Selection, name: str, description: str, by: Scope) -> Run:
    """Store what a live selection is now: its receipt, and every row that the person may read. It never changes.

    ``key``: of the run; sent twice, it is the same run. A cohort of which the person reads no row is refused.
    """
    known = Run.objects.filter(pk=key).first()
    if known is not None:
        return _of(known, by)
    made = frozen(selection)
    if not made.run.rows:
        raise ValidationError("You can read no row of this cohort now, so there is nothing to freeze.")
    run = made.run
    run.pk, run.owner_id, run.name, run.description = key, by.user_id, name, description
    run.frozen_at = timezone.now()
    run.clean_fields()
    Run.objects.bulk_create([run], ignore_conflicts=True)  # of two that come at once, one freezes
    run = _of(Run.objects.get(pk=key), by)
    if not RunMember.objects.filter(run=run).exists():
        store_rows(made.rows, run)
    return run


def _of(run: Run, by: Scope) -> Run:
    if run.owner_id != by.user_id:
        raise ValidationError("This form cannot be sent once more. Open the page anew.")
    return run
