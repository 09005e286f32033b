"""What the worker sweeps while nobody has to wait for it, and what it forgets at night."""

import uuid
from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cases.cohorts.models import Sweep
from cases.cohorts.questions.actions import forget_old_questions
from cases.cohorts.sweeping import count_next
from cases.episodes.published import named_definition
from registry.database.deriver import as_deriver
from registry.institutions.models import User
from registry.institutions.scoping import acting, scope_of

NAME, FORGET = "cohorts.sweep", "cohorts.forget_questions"


@app.task(name=NAME)
def sweep_the_rest(sweep: str) -> None:
    """Carry a sweep on, one batch per transaction, until it is done or stopped.

    A worker that is killed leaves whole batches behind, and the next one goes on after the last of them.
    """
    while carried_on(uuid.UUID(sweep)):
        continue


def carried_on(key: uuid.UUID) -> bool:
    """Count the next batch in the scope that the person who asked has now; whether there is more to do."""
    with as_deriver():
        asked = Sweep.objects.filter(pk=key).first()
    person = User.objects.filter(pk=asked.user_id).first() if asked else None
    if person is None:
        return False
    definition = named_definition(asked.definition_name)
    with acting(scope_of(person), page=NAME) as scope:
        sweep = count_next(key=key, definition=definition, by=scope)
        return sweep is not None and sweep.is_running


@app.periodic(cron="41 3 * * *")
@app.task(name=FORGET, queueing_lock=FORGET)
def forget_questions(timestamp: int) -> None:
    """Once a night: old rows of the log of questions about others."""
    forget_old_questions()


def ask_worker(sweep: Sweep) -> None:
    """Queue a sweep; where the worker has been asked already, that is enough."""
    task = sweep_the_rest.configure(queueing_lock=f"{NAME} {sweep.pk}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(sweep=str(sweep.pk))


def continued(sweep: Sweep | None) -> Sweep | None:
    """The sweep; while it is running the worker is asked again, in case the last one was killed."""
    if sweep is not None and sweep.is_running:
        ask_worker(sweep)
    return sweep
