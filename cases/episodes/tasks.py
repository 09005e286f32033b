"""What the worker derives when a page leaves work over, or when a version is published."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cases.episodes.derivation import Progress, derive_pending, progress_of
from cases.episodes.models import DefinitionStatus, PublishedDefinition
from cases.episodes.published import definition_of, named_definition
from cases.rules.definition import Definition

NAME = "episodes.derive_pending"


@app.task(name=NAME)
def derive_the_rest(definition: str) -> None:
    """Derive released cases under a version ("dcp@1.0.0"), a few hundred per transaction, until none is left.

    A worker that is killed leaves whole batches behind, and the next task begins with the cases that are left.
    """
    while derive_pending(named_definition(definition)).left:
        continue


def ask_worker(definition: Definition) -> None:
    """Queue the rest; where the worker has been asked already, that is enough."""
    task = derive_the_rest.configure(queueing_lock=f"{NAME} {definition.name}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(definition=definition.name)


def continued(published: PublishedDefinition) -> Progress:
    """How far the registry is derived under a version; where something is left, the worker is asked again."""
    definition = definition_of(published)
    progress = progress_of(definition)
    if progress.left and published.status != DefinitionStatus.RETIRED:
        ask_worker(definition)
    return progress
