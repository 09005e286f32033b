"""The only writers of sweeps. Keyword-only, one transaction each, the person last."""

from django.db import transaction
from django.utils import timezone

from cases.cohorts.models import Sweep, SweepState
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
